"""What is particular to a language: tables of words and patterns, and weights."""
