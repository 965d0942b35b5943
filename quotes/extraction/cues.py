"""Kinds of cues: words of speech, of thought, and others.

In: the stem of a cue's main word (`words.stem`). Out: its kind. Editors mainly publish
what was said, so quotes with a cue of speech need the lowest confidence to be
suggested, and come first. The groups follow Levin, "English Verb Classes and
Alternations" (1993): section 37, communication; sections 29 and 30, conceiving and
perceiving.
"""

KINDS = SPEECH, THOUGHT, OTHER = ("speech", "thought", "other")
