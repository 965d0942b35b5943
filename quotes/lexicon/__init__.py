"""Words, their forms and their senses. Plain Python."""
