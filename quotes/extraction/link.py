"""A quote that was found, in words of its page, before it becomes a suggestion."""

from dataclasses import dataclass

from quotes.extraction.scanning import Span


@dataclass(slots=True)
class Link:
    """The content, the chief word of the cue, its side, likelihood and speaker.

    `printed` says that the layout makes all of the content the speaker's very words;
    `fragment`, that the words in marks are a part of what was said: what a thing was
    called, where what it was called so for stands outside of them.
    """

    content: list[Span]
    cue: int
    frame: str
    chance: float
    speaker: Span | None
    printed: bool = False
    fragment: bool = False
