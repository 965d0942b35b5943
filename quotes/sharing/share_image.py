"""The picture of a quote for cards on other sites: 1200 × 630 pixels, as a PNG.

It has the words with both answers, and any warning above them. The work is bounded:
long texts are cut before they are measured, and a text in a script that the site's
typefaces lack is named instead of drawn.
"""

from hashlib import blake2b
from io import BytesIO

from PIL import Image, ImageDraw

from quotes.formatting import excerpt, typeset
from quotes.labels import language_name
from quotes.sharing.answers import TONES
from quotes.sharing.icons import paste_sign
from quotes.sharing.typefaces import Typeface, printable_line
from quotes.translation import label as _

WIDTH, HEIGHT = 1200, 630
#: Increase it when the picture of the same answers changes, for caches of other sites.
DESIGN = 1
_MARGIN, _GAP = 64, 48
_COLUMN = (WIDTH - 2 * _MARGIN - _GAP) // 2
_PAPER, _INK, _GREY, _LINE = "#ffffff", "#14181b", "#4d555b", "#767f86"
_COLOURS = {
    "plain": _INK,
    "open": _GREY,
    "verified": "#0a5c3b",
    "doubt": "#834600",
    "false": "#a5121b",
}
_TINTS = {"doubt": "#fdf3e4", "false": "#fdeeee"}
#: Code points of the words that are measured, and sizes that are tried for them.
_MAX_WORDS, _SIZES = 330, (84, 72, 62, 54, 47, 41, 36)
#: Answers about speakers that fit in one picture.
_MAX_WHO = 2
_CUT = " […]"


def version_of(answers):
    """Return a short text that changes with everything that the picture shows."""
    shown = repr((DESIGN, answers)).encode()
    return blake2b(shown, digest_size=6).hexdigest()


def draw_picture(answers):
    """Return the picture of a quote's Answers as the bytes of a PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, 0, WIDTH - 1, HEIGHT - 1), outline=_LINE, width=2)
    top = _draw_flags(image, canvas, answers.flags)
    bottom = _draw_foot(canvas, answers)
    who, more = answers.who[:_MAX_WHO], len(answers.who) - _MAX_WHO
    rows = max(len(who), 1)
    top_of_sides = bottom - rows * 134 - (30 if more > 0 else 0)
    for number, answer in enumerate(who):
        _draw_side(image, canvas, answer, _MARGIN, top_of_sides + number * 134)
    if more > 0:
        text = f"and {more} more"
        place = (_MARGIN + 56, top_of_sides + rows * 134 + 16)
        Typeface("sans", 22).draw(canvas, place, text, _GREY)
    _draw_side(image, canvas, answers.where, _MARGIN + _COLUMN + _GAP, top_of_sides)
    _draw_words(canvas, answers, top, top_of_sides - 28)
    data = BytesIO()
    # A palette halves the file. This method takes a third of the time of the default.
    few = image.quantize(
        128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
    )
    few.save(data, "PNG", compress_level=6)
    return data.getvalue()


def _draw_flags(image, canvas, flags):
    """Draw the warnings above the words; return where the words may start."""
    y = 48
    for state, text in flags:
        colour = _COLOURS[TONES.get(state, "doubt")]
        paste_sign(image, state, (_MARGIN, y), 44, colour)
        kind = _settable("sans", "serif", text, 32, 700)
        if kind:
            text = _fit(kind, printable_line(text), WIDTH - 2 * _MARGIN - 60)
        else:
            kind, text = Typeface("sans", 32, 700), _WITHOUT_NAMES[state]
        kind.draw(canvas, (_MARGIN + 60, y + 34), text, colour)
        y += 58
    return y + 8 if flags else 56


_WITHOUT_NAMES = {
    "misattributed": _("Not said by the speaker named"),
    "disputed": _("Disputed: there is evidence against the speaker named"),
    "elsewhere": _("Misattributed to the speaker named in another print"),
    "missing": _("Not found in the source named"),
}


def _draw_foot(canvas, answers):
    """Draw the name of the site and the date of the check; return the top of it."""
    y = HEIGHT - 44
    canvas.ellipse((_MARGIN, y - 21, _MARGIN + 22, y + 1), _INK)
    canvas.rectangle((_MARGIN + 27, y - 21, _MARGIN + 49, y + 1), _INK)
    Typeface("serif", 30, 700).draw(canvas, (_MARGIN + 62, y), "On Record", _INK)
    kind = Typeface("sans", 21)
    place = WIDTH - _MARGIN - kind.width(answers.checked)
    kind.draw(canvas, (place, y - 1), answers.checked, _GREY)
    return y - 52


def _draw_side(image, canvas, answer, x, y):
    """Draw an answer in a column: rule, sign, lead-in, finding, name and detail."""
    tone, colour = answer.tone, _COLOURS[answer.tone]
    end, inset = x + _COLUMN, 0
    if tone in _TINTS:
        canvas.rectangle((x, y, end, y + 120), _TINTS[tone], colour, 2)
        canvas.rectangle((x, y, end, y + 6), colour)
        inset = 14
    elif tone == "open":
        for dash in range(x, end, 14):
            canvas.line((dash, y, min(dash + 8, end), y), _LINE, 2)
    else:
        canvas.rectangle((x, y, end, y + 2), colour)
    x, end = x + inset, end - inset
    if answer.state:
        paste_sign(image, answer.state, (x, y + 18), 40, colour)
    small = Typeface("sans", 23, 700 if inset else 400)
    small.draw(canvas, (x + 56, y + 42), answer.lead_in, colour if inset else _GREY)
    strong = Typeface("sans", 23, 700)
    place = end - strong.width(answer.finding)
    strong.draw(canvas, (place, y + 42), answer.finding, colour)
    room = end - x - 56
    is_title = answer.state not in (
        "verified",
        "unverified",
        "disputed",
        "misattributed",
    )
    families = ("serif", "serif") if is_title else ("sans", "serif")
    _draw_name(canvas, answer, families, (x + 56, y + 77), room)
    if detail := printable_line(answer.detail):
        kind = _settable("sans", "serif", detail, 22, 400)
        if kind:
            kind.draw(canvas, (x + 56, y + 107), _fit(kind, detail, room), _GREY)


def _draw_name(canvas, answer, families, place, room):
    name, weight = printable_line(answer.name), 700 if families[0] == "sans" else 400
    kind = _settable(*families, name, 29, weight)
    if kind and kind.width(name[:200]) > room:
        kind = _settable(*families, name, 24, weight)
    if not kind:
        language = language_name(answer.language)
        name = (
            _("A title in {language}").format(language=language)
            if families[0] == "serif"
            else _("A name in another script")
        )
        kind = Typeface("sans", 26)
    name = _fit(kind, name, room)
    end = kind.draw(canvas, place, name, _INK)
    if answer.state == "misattributed":
        x, y = place
        canvas.line((x, y - 9, end, y - 9), _COLOURS["false"], 3)


def _draw_words(canvas, answers, top, bottom):
    """Draw the words as large as they fit between two heights."""
    words = excerpt(
        printable_line(typeset(answers.words, answers.language)), _MAX_WORDS
    )
    colour = _INK
    if not Typeface("serif", _SIZES[-1]).sets(words):
        words, colour = _instead_of(words, answers.language), _GREY
    if answers.kind_label:
        Typeface("sans", 24).draw(
            canvas, (_MARGIN, top + 20), answers.kind_label, _GREY
        )
        top += 30
    kind, height, lines = _largest(words, WIDTH - 2 * _MARGIN, bottom - top)
    y = top + height
    for line in lines:
        kind.draw(canvas, (_MARGIN, y - height // 4), line, colour)
        y += height


def _instead_of(words, language):
    """Return the text to draw in place of words that the typefaces cannot display."""
    letters = "".join(each for each in words if each.isalpha())
    if Typeface("serif", _SIZES[-1]).sets(letters):
        return _(
            "The words have signs that this picture cannot show. They are on the page "
            "of this quote."
        )
    text = _("The words are in {language}. They are on the page of this quote.")
    return text.format(language=language_name(language))


def _largest(words, room, height):
    """Return the Typeface, the line height and the lines of words that fill a box."""
    for size in _SIZES:
        kind, line_height = Typeface("serif", size), round(size * 1.24)
        lines = _wrap(kind, words, room)
        if len(lines) * line_height <= height:
            return kind, line_height, lines
    most = max(height // line_height, 1)
    last = _fit(kind, " ".join(lines[most - 1 :]), room, _CUT)
    return kind, line_height, [*lines[: most - 1], last]


def _wrap(kind, words, room):
    """Return the lines of a text, each at most `room` wide."""
    lines, line = [], ""
    for word in words.split(" "):
        if kind.width(longer := f"{line} {word}" if line else word) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        while kind.width(word) > room:  # a word without an end, or without spaces
            first = _prefix(kind, word, room)
            lines.append(first)
            word = word[len(first) :]
        line = word
    return [*lines, line]


def _fit(kind, text, room, mark="…"):
    """Return a text that is at most `room` wide, cut with a mark if it is longer."""
    text = text[:200]
    if kind.width(text) <= room:
        return text
    cut = _prefix(kind, text, room - kind.width(mark))
    return f"{cut.rpartition(' ')[0] or cut}{mark}"


def _prefix(kind, text, room):
    """Return the longest start of a text, of one character at least, that fits."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if kind.width(text[:middle]) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low]


def _settable(first, second, text, size, weight):
    """Return the Typeface of the first family that has every character, or None."""
    text = printable_line(text)
    for family in (first, second):
        # The serif has its letters beyond Latin in one weight only.
        own = weight if family == first else 400
        if (kind := Typeface(family, size, own)).sets(text):
            return kind
    return None
