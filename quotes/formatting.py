"""Texts for display: quotation marks, excerpts, readers' input."""

import re

from django.utils.dateformat import format as date_format
from django.utils.timezone import template_localtime

from articles.text import shorten
from quotes.citations.quotation_marks import without_marks
from quotes.models import QuoteKind

#: Languages whose quotation marks are “these”. In other languages straight marks stay,
#: because a language may have several kinds.
_CURLED = {"en"}
#: A comma that print puts before the closing mark, at the end of the words.
_STRAY = re.compile(r"(?<=[^\W_]),(?=[\"”'’]*\Z)")
#: What may follow an apostrophe that begins a word.
_ELISION = re.compile(
    r"(?:tis|twas|twere|twill|em|til|cause|bout|round|neath|n|s|ll|re|ve|d|m|t)\b|\d",
    re.IGNORECASE,
)
_MARK = re.compile("[\"']")
_CLOSING_SINGLE = re.compile(r"[^\s']'(?!\w)")
_BEFORE_OPENING = set("([{—–-/“‘")
_AFTER_FEET = re.compile(r"\s*\d|\s+(?:tall|by|x|×)\b")


def excerpt(text, limit):
    """Return a text cut after a word, at `limit` code points or before, with a mark."""
    if len(text) <= limit:
        return text
    cut = text[: limit + 1].rpartition(" ")[0] or text[:limit]
    return f"{cut.rstrip(' ,;:–—-')} […]"


def first_words(text, number):
    """Return this many words from the start of a text, without signs around them."""
    words = [word.strip("“”„‘’«»\"'.,;:!?…()[]–—-") for word in text.split()]
    return " ".join([word for word in words if word][:number])


def as_printed(quote, limit=None):
    """Return the text of a quote, in quotation marks if its kind is direct.

    A partly quoted text contains its own marks; a paraphrase has none.
    """
    text, is_direct = quote.text, quote.kind == QuoteKind.DIRECT
    if is_direct:
        text = without_marks(text)
    if limit:
        text = excerpt(text, limit)
    return f"“{text}”" if is_direct else text


def as_set(row, limit=None):
    """Return the text of a QuoteRow as as_printed() does, but typeset, for display."""
    return typeset(as_printed(row, limit), row.language)


def typeset(text, language="en"):
    """Return a text with a book's typography: curly marks, and no comma at its end.

    For display only: what is stored, copied, cited and sent stays as printed. Marks of
    feet and inches stay straight, and so do those of other languages than English.
    """
    if "," in text[-4:]:
        text = text[:-8] + _STRAY.sub("", text[-8:])
    if not ('"' in text or "'" in text) or language.partition("-")[0] not in _CURLED:
        return text
    # Only the marks are looked at, because lists have many long texts.
    parts, done, last, is_open = [], 0, " ", False
    for found in _MARK.finditer(text):
        at, sign = found.start(), found.group()
        parts.append(text[done:at])
        before = text[at - 1] if at > done else last
        opens = before.isspace() or before in _BEFORE_OPENING
        if sign == '"' and (is_open or not before.isdigit()):
            sign = "“" if opens else "”"
            is_open = opens
        elif sign == "'" and not (before.isdigit() and _AFTER_FEET.match(text, at + 1)):
            opens = opens and not _ELISION.match(text, at + 1)
            closes = opens and _CLOSING_SINGLE.search(text, at + 1, at + 2_000)
            sign = "‘" if closes else "’"
        parts.append(sign)
        done, last = at + 1, sign
    return "".join([*parts, text[done:]])


def printable(words):
    """Return a reader's input with unprintable characters replaced."""
    return "".join(each if each.isprintable() else "�" for each in words)


def day(value):
    """Return a date, or the local date of a datetime, as 13 February 2025."""
    return date_format(template_localtime(value), "j F Y")


def echo(words):
    """Return a reader's input for a message: printable, at most 60 code points."""
    return shorten(printable(words), 60)


def count_quotes(number):
    """Return “no quotes”, “1 quote” or “2 quotes”, for messages to editors."""
    return f"{number or 'no'} quote{'' if number == 1 else 's'}"
