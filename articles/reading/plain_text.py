"""Reads title, byline and date from the first lines of a text, if they are plain."""

from typing import Any

from articles.reading.byline_names import read_name
from articles.reading.dates import find_order
from articles.reading.kinds import read_kind
from articles.reading.languages import guess_language
from articles.reading.result import CAPITALS, Proposal, add_unread, snippet
from articles.reading.speech_titles import read_speaker
from articles.reading.text_forms import (
    find_case,
    find_dateline,
    find_signature,
    is_title_of_letter,
)
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
    read_from, remarks = dict(head.read_from), dict(head.remarks)
    if head.language:
        language = head.language
    elif language:
        read_from["language"] = "the words of the text: a guess"
    kind = read_kind(head.title, [line for _, line in rows[:10]], text)
    if kind.kind:
        read_from["kind"] = kind.read_from
        remarks |= {"kind": kind.remark} if kind.remark else {}
    _read_form(head, kind.kind, text, remarks, read_from)
    if head.title.isupper():
        remarks.setdefault("title", CAPITALS)
    values: dict[str, Any] = {
        "title": head.title,
        "authors": head.authors,
        "publication": head.publication,
        "published": head.published.isoformat() if head.published else "",
        "language": language,
        "kind": kind.kind,
    }
    add_unread(values, remarks)
    return Proposal(
        **values, url=head.url, text=text, read_from=read_from, remarks=remarks
    )


def _read_form(
    head: Head, kind: str, text: str, remarks: dict[str, str], read_from: dict[str, str]
) -> None:
    """Read what letters, court opinions and datelines print in places of their own."""
    lines = text[:8000].split("\n")
    if kind == "personal_communication":
        if not is_title_of_letter(head.title):
            head.title = ""
            read_from.pop("title", None)
            remarks["title"] = "No title read: letters seldom have one."
        signed = find_signature(text[-1000:].split("\n"))
        if signed and (not head.authors or "authors" in remarks):
            head.authors = [name for name in [read_name(signed)] if name]
            read_from["authors"] = f"the signature “{snippet(signed)}”"
            remarks.pop("authors", None)
    if kind == "speech" and not head.authors:
        head.authors, said, remark = read_speaker(head.title)
        read_from |= {"authors": said} if said else {}
        remarks |= {"authors": remark} if remark else {}
    if kind == "legal_case":
        if case := find_case(lines):
            head.title, read_from["title"] = case, "the names of the parties"
            remarks["title"] = (
                "Check the title: it is made of the names of the parties."
            )
        if "authors" in remarks:
            head.authors = []
            remarks["authors"] = "No byline read: the text is an opinion of a court."
    if not head.published:
        rows = [line.strip() for line in lines if line.strip()][:16]
        head.published, words = find_dateline(rows, find_order(text, head.language))
        if head.published:
            read_from["published"] = f"the dateline “{snippet(words)}”"
            remarks.pop("published", None)
            if kind != "report":
                remarks["published"] = (
                    "Check the date: it is the dateline's, and may be the day before."
                )
