"""A quote as words of its text, before it becomes a suggestion."""

from dataclasses import dataclass

from quotes.extraction.scanning import Span


@dataclass(slots=True)
class Link:
    """The content, the main word of the cue, its side, likelihood and speaker.

    `printed`: by the layout, the whole content is in the speaker's own words.
    `fragment`: the quoted words are only a part of what was said, such as a name for a
    thing that is mentioned outside the quotation marks.
    """

    content: list[Span]
    cue: int
    frame: str
    chance: float
    speaker: Span | None
    printed: bool = False
    fragment: bool = False
