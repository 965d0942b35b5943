"""The site's typefaces, for pictures: which characters they have, how wide a text is.

Pillow reads the same WOFF2 files that browsers get, so that no second copy is needed.
A text that has a character without a glyph is never drawn: readers would see boxes.
"""

import re
import unicodedata
from functools import cache, lru_cache

from django.contrib.staticfiles import finders
from PIL import ImageFont

from articles.normal_forms import normalize

#: The files of each typeface, in the order in which they are asked for a character.
_FILES = {
    "serif": (
        *("serif-latin", "serif-latin-ext", "serif-latin-more"),
        *("serif-cyrillic", "serif-greek"),
    ),
    "sans": ("sans-latin",),
}
#: Files with every weight from 400 to 700; the others have only 400.
_VARIABLE = {"serif-latin", "sans-latin"}
_NO_CHARACTER = "\U0010ffff"
#: Signs that are only another form of one that the files have.
_SAME = str.maketrans({"\u2011": "-", "\u2010": "-", "\u02bc": "’", "\u2212": "–"})
_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")


def printable_line(text):
    """Return a text in one line, composed, without characters that are not seen."""
    text = normalize("NFC", text).translate(_SAME)
    text = _SPACES.sub(" ", text).strip(" ")
    return "".join(each for each in text if unicodedata.category(each)[0] != "C")


class Typeface:
    """A typeface in a size (pixels) and a weight."""

    def __init__(self, family, size, weight=400):
        self.family, self.size, self.weight = family, size, weight

    def sets(self, text):
        """Return whether every character of a clean text has a glyph."""
        return all(_file_for(self.family, each) for each in text)

    def width(self, text):
        """Return the width of a text in pixels."""
        return sum(font.getlength(part) for font, part in self._parts(text))

    def draw(self, canvas, place, text, fill):
        """Draw a text whose baseline starts at `place`; return where it ends."""
        x, y = place
        for font, part in self._parts(text):
            canvas.text((x, y), part, font=font, fill=fill, anchor="ls")
            x += font.getlength(part)
        return x

    def _parts(self, text):
        """Yield (font, part) of a text; a part has one font."""
        part, last = "", None
        for each in text:
            name = last if each == " " and last else _file_for(self.family, each)
            if part and name != last:
                yield _font(last, self.size, self.weight), part
                part = ""
            part, last = part + each, name
        if part:
            yield _font(last, self.size, self.weight), part


@lru_cache(maxsize=10_000)
def _file_for(family, character):
    """Return the name of the first file that has a character, or "".

    Marks that are put over a letter are refused: not every server can place them.
    """
    if unicodedata.category(character)[0] == "M":
        return ""
    for name in _FILES[family]:
        if character == " " or _glyph(name, character) != _glyph(name, _NO_CHARACTER):
            return name
    return ""


def _glyph(name, character):
    mask, offset = _font(name, 24, 400).getmask2(character)
    return bytes(mask), mask.size, offset


@cache
def _font(name, size, weight):
    path = finders.find(f"fonts/{name}.woff2")
    font = ImageFont.truetype(path, size)
    if name in _VARIABLE:
        font.set_variation_by_axes([weight])
    return font
