"""Reads title, byline and date from the first lines of a text, if they are plain."""

from typing import Any

from articles.reading.dates import find_order
from articles.reading.kinds import read_kind
from articles.reading.languages import guess_language
from articles.reading.result import Proposal, add_unread
from articles.reading.text_head import Head

#: Lines with words that are the head of a text, and the longest, in code points.
_HEAD_LINES = 14
_MAX_LINE_LENGTH = 300


def read_text(text: str) -> Proposal:
    """Return what the first lines of a text plainly say about it, and its language.

    `text` is returned unchanged. What was not understood, such as “about 1 month ago”,
    is said in the remarks.
    """
    lines = text[:8000].split("\n")
    language = guess_language(text)
    head = Head(find_order(text, language))
    shown = [(place, line) for place, line in enumerate(lines) if line.strip()]
    rows = shown[:_HEAD_LINES]
    for place, line in rows:
        if len(line) <= _MAX_LINE_LENGTH:
            head.read_line(line.strip(), first=place == shown[0][0])
    head.read_outlet(lines, [place for place, _ in rows])
    head.read_title(lines, [place for place, _ in rows])
    head.read_credit(text)
    head.guess_byline([line.strip() for _, line in rows])
    whence, remarks = dict(head.whence), dict(head.remarks)
    if head.language:
        language = head.language
    elif language:
        whence["language"] = "the words of the text: a guess"
    kind = read_kind(head.title, [line for _, line in rows[:10]], text)
    if kind.kind:
        whence["kind"] = kind.whence
        if not kind.sure:
            remarks["kind"] = "Check the kind: it only shows in one place."
    values: dict[str, Any] = {
        "title": head.title,
        "authors": head.authors,
        "publication": head.publication,
        "published": head.published.isoformat() if head.published else "",
        "language": language,
        "kind": kind.kind,
    }
    add_unread(values, remarks)
    return Proposal(**values, url=head.url, text=text, whence=whence, remarks=remarks)
