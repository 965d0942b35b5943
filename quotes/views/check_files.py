"""Results of a check as files: JSON, CSV, and a Word document with comments."""

import json
import re

from django.utils import timezone
from django.utils.translation import gettext as _

from quotes.checking.report import checked_as_json
from quotes.citations.document import direction
from quotes.citations.formats import FORMATS
from quotes.citations.pandoc import run_pandoc
from quotes.citations.table import rows_as_csv
from quotes.citations.xml_text import valid_xml
from quotes.exports.citation_cache import pandoc_slot
from quotes.views.documents import DOCUMENTS

#: The formats of ?format=, with their media types.
MEDIA_TYPES = {
    "csv": FORMATS["csv"].media_type,
    "json": "application/json",
    "docx": DOCUMENTS["docx"].media_type,
}
#: Names and order stay; new columns go to the end.
COLUMNS = (
    *("number", "verdict", "quotation", "speaker", "reason", "printed"),
    *("on_record_for", "title", "publication", "published", "address", "flags"),
)
#: Version of pandoc's syntax tree that is written here.
_API_VERSION = [1, 23]


def write_json(checked):
    """Return the JSON of Checked quotations, as `check_quotes --json` prints it."""
    rows = [checked_as_json("-", each) for each in checked]
    return json.dumps(rows, ensure_ascii=False, indent=2).encode()


def write_report_csv(report, absolute):
    """Return a CheckReport as CSV."""
    rows = [COLUMNS]
    for item in report.items:
        row = [item.number, str(item.verdict), item.words, item.speaker, item.reason]
        if item.sources:
            source = item.sources[0]
            article = source.article
            row += [
                source.printed,
                source.who,
                article.title,
                article.publication.name if article.publication else "",
                article.published.isoformat() if article.published else "",
                absolute(source.path),
            ]
        row += [""] * (len(COLUMNS) - 1 - len(row))
        rows.append([*row, ", ".join(sorted(map(str, item.flags)))])
    return rows_as_csv(rows).encode()


def write_report_docx(report, summary):
    """Return a Word document of the text, with each verdict as a comment.

    Raises PandocError, and PandocBusyError if too many documents are made at once.
    """
    blocks = [_para(_words(summary))]
    for paragraph in _paragraphs(report):
        text = "".join(text for kind, text in paragraph if kind == "text")
        if not text.strip() and not any(kind != "text" for kind, _text in paragraph):
            continue
        nodes = []
        for kind, content in paragraph:
            nodes += _words(content) if kind == "text" else [content]
        block = _para(nodes)
        if direction(text) == "rtl":
            block = {"t": "Div", "c": [["", [], [["dir", "rtl"]]], [block]]}
        blocks.append(block)
    document = {
        "pandoc-api-version": _API_VERSION,
        "meta": {"title": {"t": "MetaInlines", "c": _words(_("Checked text"))}},
        "blocks": blocks,
    }
    with pandoc_slot(long=True):
        return run_pandoc(
            ["--from=json", "--to=docx", "--output=-"],
            json.dumps(document),
            seconds=30,
        )


def _paragraphs(report):
    """Yield the paragraphs of the text: lists of ("text", text) and (“”, node)."""
    first, last = {}, {}
    for at, segment in enumerate(report.segments):
        if segment.item and segment.text:
            first.setdefault(segment.item, at)
            last[segment.item] = at
    paragraph = []
    for at, (text, number, _begins) in enumerate(report.segments):
        if not text:
            continue
        if number and first[number] == at:
            paragraph.append(("", _comment(report.items[number - 1])))
        for place, part in enumerate(re.split(r"\n[^\S\n]*\n\s*", text)):
            if place:
                yield paragraph
                paragraph = []
            if part:
                paragraph.append(("text", part))
        if number and last[number] == at:
            end = [[str(number), ["comment-end"], []], []]
            paragraph.append(("", {"t": "Span", "c": end}))
    yield paragraph


def _comment(item):
    """Return the node where the comment on a quotation begins."""
    lines = [f"{item.number}. {item.headline}", item.reason, *item.notes]
    for source in item.sources:
        if source.printed:
            lines.append(_("Printed: “{words}”").format(words=source.printed[:600]))
        lines += [
            f"{each.name}: {each.finding}. {each.text}" for each in source.evidence
        ]
        lines.append(source.credit)
    lines = [" ".join(line.split()) for line in lines]
    made = f"{timezone.now():%Y-%m-%dT%H:%M:%SZ}"
    attributes = [["author", "On Record"], ["date", made]]
    span = [[str(item.number), ["comment-start"], attributes], _words("\n".join(lines))]
    return {"t": "Span", "c": span}


def _para(nodes):
    return {"t": "Para", "c": nodes}


def _words(text):
    """Return a text as pandoc's inlines; a line break is one in the document too."""
    nodes = []
    for number, line in enumerate(valid_xml(text).split("\n")):
        if number:
            nodes.append({"t": "LineBreak"})
        for place, word in enumerate(line.split(" ")):
            if place:
                nodes.append({"t": "Space"})
            if word:
                nodes.append({"t": "Str", "c": word})
    return nodes
