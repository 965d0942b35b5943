"""References to cite, and parsers for the files written from them."""

import itertools
import json
import re
import unicodedata
from dataclasses import replace

import bibtexparser
import rispy
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts

from articles.partial_dates import PartialDate
from quotes.citations.bibtex import write_bibtex
from quotes.citations.csl import write_csl_json
from quotes.citations.reference import CitedSpeaker, CSLName, Quoted, Reference, Work
from quotes.citations.ris import write_ris

#: The fields of a quote that a test may set.
QUOTED = {"quote_text": "text", "quote_kind": "kind", "quote_language": "language"}
QUOTED |= {"quote_url": "url", "speakers": "speakers", "key": "key"}


def make_reference(key, **fields):
    """Make a Reference; `quote_…` and `speakers` are fields of the quote."""
    quoted = {QUOTED[each]: fields.pop(each) for each in QUOTED if each in fields}
    work = Work(key=f"a{key}" if quoted else key, **fields)
    return Reference(
        work, Quoted(key=key, **{"text": "", **quoted}) if quoted else None
    )


def changed(reference, **fields):
    """Return a copy of a Reference with some fields changed, named as above."""
    fields.setdefault("key", reference.key)
    quoted = {QUOTED[each]: fields.pop(each) for each in QUOTED if each in fields}
    work = replace(reference.work, **fields)
    if reference.quoted:
        return Reference(work, replace(reference.quoted, exact="", **quoted))
    if set(quoted) == {"key"}:
        return Reference(replace(work, **quoted))
    return Reference(work, Quoted(**{"text": "", **quoted}))


NEWSPAPER = make_reference(
    key="q7",
    type="article-newspaper",
    title="Chip rules leak, says the trade ministry of France",
    authors=(
        CSLName("Okafor", "Ada"),
        CSLName("Gogh", "Vincent", particle="van"),
        CSLName("King", "Martin Luther", suffix="Jr."),
    ),
    container_title="The Evening Paper",
    issued=PartialDate(2025, 2, 3),
    accessed=PartialDate(2025, 2, 13),
    url="https://news.example/2025/02/chip_rules?id=1&ref=a%20b",
    archive_url="https://archive.example/2025/https://news.example/",
    page="A12–A13",
    section="Business",
    language="en-GB",
    quote_text="We will appeal.",
    speakers=(CitedSpeaker("Zoë Lim", "minister", "verified"), CitedSpeaker("Acme")),
    quote_url="https://quotes.example/quotes/7/",
)
WORDS = (
    "You can keep [computing resources] away from China, but you can’t "
    "export-control the ideas that everyone in the world is hunting for."
)
DEEPSEEK = make_reference(
    key="q12",
    type="article-newspaper",
    title=(
        "DeepSeek: how China’s embrace of open-source AI caused a geopolitical "
        "earthquake"
    ),
    authors=(CSLName("Dickens", "Sean"),),
    quote_text=WORDS,
    speakers=(CitedSpeaker("Dean Ball", "research fellow"),),
)
BARE = make_reference(key="q1", type="webpage", title="Untitled")

# All that Python or a format calls white space or a control character.
BREAKS = {"Cc", "Cs", "Zl", "Zp", "Zs"}
# How LaTeX writes special characters, and the text that it prints.
LATEX = {
    r"{\textbackslash}": "\\",
    r"\{\vphantom{\}}": "{",
    r"\vphantom{\{}\}": "}",
    r"{\textasciicircum}": "^",
    r"{\textasciitilde}": "~",
    **{rf"\{special}": special for special in "$&%#_"},
    "{": "",
    "}": "",
}
LATEX_PATTERN = re.compile("|".join(map(re.escape, LATEX)))


def folded(text):
    """Return the text with each run of white space and controls as one space."""
    spaced = (" " if unicodedata.category(c) in BREAKS else c for c in text)
    return " ".join("".join(spaced).split())


def plain(latex):
    """Return the text that LaTeX would print."""
    return folded(LATEX_PATTERN.sub(lambda found: LATEX[found[0]], latex))


def bibtex(*references, write=write_bibtex, middleware=()):
    text = "".join(write(references))
    # BibTeX, unlike bibtexparser, also counts braces after a backslash.
    steps = ({"{": 1, "}": -1}.get(character, 0) for character in text)
    depths = list(itertools.accumulate(steps))
    assert min(depths) == depths[-1] == 0
    assert len(text.splitlines()) == text.count("\n")
    library = bibtexparser.parse_string(text, append_middleware=list(middleware))
    assert not library.failed_blocks
    assert not library.comments
    assert len(library.entries) == len(references)
    return library.entries


def bibtex_names(*names, write=write_bibtex):
    """Return the names as BibTeX reads them: (von, last, jr, first) each."""
    middleware = (SeparateCoAuthors(), SplitNameParts())
    (entry,) = bibtex(changed(BARE, authors=names), write=write, middleware=middleware)
    return [
        tuple(" ".join(part) for part in (name.von, name.last, name.jr, name.first))
        for name in entry["author"]
    ]


def ris_lines(*references):
    text = "".join(write_ris(references))
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert lines == text.splitlines()
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    return lines


def ris(reference):
    """Return a record as {tag: [values]}, parsed here, and as rispy parses it."""
    lines = ris_lines(reference)
    assert lines[0].startswith("TY  - ") and lines[-1] == "ER  - "
    tags = {}
    for line in lines[:-1]:
        tags.setdefault(line[:2], []).append(line[6:])
    (record,) = rispy.loads("".join(write_ris([reference])))
    return tags, record


def csl(*references):
    return json.loads("".join(write_csl_json(references)))
