"""Writes quotes with their citations and a bibliography as a readable document.

The formats are plain text, Markdown (CommonMark), HTML and, through pandoc, Word.
Printed words are plain text in all of them; nothing in them is read as markup.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from quotes.citations.attribution import speaker_line
from quotes.citations.csl_citation import DocumentCitations
from quotes.citations.pandoc import run_pandoc
from quotes.citations.quote_copy import printed_lines
from quotes.citations.reference import Quoted, Reference
from quotes.citations.text import StyledRun, Text, text_of
from quotes.citations.word_styles import hang_bibliography


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter of a document."""

    title: str
    about: str  #: what it contains, and how it is cited
    address: str  #: the URL it was downloaded from


#: Formats the citations of a document; called once the front matter is written.
MakeCitations = Callable[[], DocumentCitations]

BIBLIOGRAPHY: Final = "Bibliography"
UNLISTED: Final = "Not listed by this style, cited in the text only"
_NOBODY: Final = "Nobody is named as the speaker."


def write_text(
    front: Front, references: Sequence[Reference], make_citations: MakeCitations
) -> Iterator[str]:
    """Yield a document as plain text: front matter, quotes, bibliography."""
    yield f"{_ruled(front.title, '=')}{front.about}\n{front.address}\n"
    cited = make_citations()
    for quoted, said, note in _quotes(references, cited):
        words = "\n".join(printed_lines(quoted))
        parts = (note, _label(quoted), words, _by(quoted), said.plain, quoted.url)
        yield "\n" + "".join(f"{part}\n" for part in parts if part)
    for heading, entries in _lists(references, cited):
        yield f"\n{_ruled(heading, '-')}"
        if heading == BIBLIOGRAPHY and cited.caveat:
            yield f"{cited.caveat}\n\n"
        yield "\n".join(f"{entry.plain}\n" for entry in entries)


def write_markdown(
    front: Front, references: Sequence[Reference], make_citations: MakeCitations
) -> Iterator[str]:
    """Yield a document as CommonMark: front matter, quotes, bibliography."""
    yield f"# {_heading(front.title)}\n\n"
    yield f"{_plain(front.about).markdown}\\\n<{front.address}>\n"
    cited = make_citations()
    for quoted, said, note in _quotes(references, cited):
        words = "\\\n> ".join(_plain(line).markdown for line in printed_lines(quoted))
        label = "".join(
            [f"{part}\n\n" for part in (_plain(note).markdown, _label(quoted)) if part]
        )
        parts = (
            _plain(_by(quoted)).markdown,
            said.markdown,
            f"<{quoted.url}>" if quoted.url else "",
        )
        below = "\\\n".join(filter(None, parts))
        yield f"\n{label}> {words}\n\n{below}\n"
    for heading, entries in _lists(references, cited):
        yield f"\n## {heading}\n\n"
        if heading == BIBLIOGRAPHY and cited.caveat:
            yield f"{_plain(cited.caveat).markdown}\n\n"
        yield "\n".join(f"{entry.markdown}\n" for entry in entries)


def write_html(
    front: Front,
    references: Sequence[Reference],
    make_citations: MakeCitations,
    *,
    heading: bool = True,
) -> Iterator[str]:
    """Yield a document as a complete HTML file without scripts.

    `heading` is False for a format that makes its own title.
    """
    title, address = escape(front.title), escape(front.address)
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
    )
    if heading:
        yield f'<h1 dir="auto">{title}</h1>\n'
    yield f"<p>{escape(front.about)}<br>\n"
    yield f'<a href="{address}">{address}</a></p>\n'
    cited = make_citations()
    for quoted, said, note in _quotes(references, cited):
        yield _html_quote(quoted, said, note)
    for title, entries in _lists(references, cited):
        yield f"<h2>{title}</h2>\n"
        if title == BIBLIOGRAPHY and cited.caveat:
            yield f"<p>{escape(cited.caveat)}</p>\n"
        # Pandoc turns this attribute into the paragraph style of a Word document.
        yield '<div class="entries" data-custom-style="Bibliography">\n'
        yield "".join(f'<p dir="auto">{entry.html}</p>\n' for entry in entries)
        yield "</div>\n"
    yield "</main>\n</body>\n</html>\n"


_STYLE: Final = (
    ":root{color-scheme:light dark}"
    "body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.0625rem/1.5 serif;"
    "overflow-wrap:break-word}"
    "blockquote{margin:2.5rem 0 .5rem;padding-left:1rem;border-left:3px solid}"
    "blockquote+p{padding-left:1rem}"
    ".caution{margin:2.5rem 0 .5rem}.caution+blockquote{margin-top:0}"
    ".entries p{padding-left:2rem;text-indent:-2rem}"
    ".smallcaps{font-variant:small-caps}"
)


def write_docx(html: Iterable[str]) -> bytes:
    """Turn the HTML of write_html() into a Word file. Raises PandocError."""
    options = ["--from=html", "--to=docx", "--output=-"]
    return hang_bibliography(run_pandoc(options, "".join(html), seconds=60))


def _quotes(
    references: Sequence[Reference], cited: DocumentCitations
) -> Iterator[tuple[Quoted, Text, str]]:
    """Yield each quote with its citation and its note (see Cited)."""
    for reference, said, note in zip(
        references, cited.in_text, cited.notes, strict=True
    ):
        if reference.quoted:
            yield reference.quoted, said, note


def _html_quote(quoted: Quoted, said: Text, note: str) -> str:
    words = "<br>\n".join(escape(line) for line in printed_lines(quoted))
    lang = f' lang="{escape(quoted.language)}"' if quoted.language else ""
    url = escape(quoted.url)
    below = "<br>\n".join(
        part
        for part in (
            f"<bdi>{escape(_by(quoted))}</bdi>",
            said.html,
            f'<a href="{url}">{url}</a>' if url else "",
        )
        if part
    )
    label = f"<p>{_label(quoted)}</p>\n" if _label(quoted) else ""
    caution = f'<p class="caution"><bdi>{escape(note)}</bdi></p>\n' if note else ""
    # Not dir="auto", because Word needs an explicit direction.
    return (
        f'{caution}<blockquote><div{lang} dir="{direction(quoted.text)}">{label}'
        f"<p>{words}</p></div></blockquote>\n<p>{below}</p>\n"
    )


def _lists(
    references: Sequence[Reference], cited: DocumentCitations
) -> Iterator[tuple[str, list[Text]]]:
    """Yield the bibliography, and then the works cited but not listed in it."""
    listed = set(cited.works)
    others = [
        said
        for reference, said in zip(references, cited.in_text, strict=True)
        if not reference.quoted and reference.work.key not in listed
    ]
    if cited.bibliography:
        yield BIBLIOGRAPHY, list(cited.bibliography)
        if others:
            yield UNLISTED, others
    elif others:  # a style for notes only
        yield BIBLIOGRAPHY, others


def _label(quoted: Quoted) -> str:
    return "Paraphrase:" if quoted.kind == "indirect" else ""


def _by(quoted: Quoted) -> str:
    """Return the speakers with their roles, and whether each is in doubt."""
    names = [
        speaker_line([(f"{who.name}, {who.role}".removesuffix(", "), who.standing)])
        for who in quoted.speakers
    ]
    return "; ".join(names) or _NOBODY


def _plain(text: str) -> Text:
    return text_of([StyledRun(text)])


def _ruled(heading: str, rule: str) -> str:
    return f"{heading}\n{rule * min(len(heading), 78)}\n\n"


def _heading(title: str) -> str:
    """Escape a title for use after "# ": trailing number signs would be dropped."""
    markdown = _plain(title).markdown
    return f"{markdown[:-1]}\\#" if markdown.endswith("#") else markdown


def direction(text: str) -> str:
    """Return the direction of a text, by its first strong character (UAX 9, P2)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "ltr"
