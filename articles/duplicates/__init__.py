"""Records that may exist already: found before another one is saved."""
