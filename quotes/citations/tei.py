"""Writes references as TEI: each quote with its source in a <cit>.

Source: TEI P5 Guidelines, sections 3.3.3 (<cit>, <quote>) and 3.12 (<bibl>), and the
schema tei_all, against which tests validate every file.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from quotes.citations.licence import Licence
from quotes.citations.reference import (
    PERIODICAL_TYPES,
    STANDALONE_TYPES,
    CSLName,
    Quoted,
    Reference,
    Work,
    isodate,
)
from quotes.citations.uris import web_uri
from quotes.citations.xml_text import element, xml

_BEGIN: Final = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>Quotes and their sources</title></titleStmt>
<publicationStmt><p>Data of a quote database.</p>{licence}</publicationStmt>
<sourceDesc><p>Each quote names its source.</p></sourceDesc>
</fileDesc></teiHeader>
<text><body>
<p>Quotes, each with the work named as its source.</p>
"""
_END: Final = "</body></text></TEI>\n"


def write_tei(
    references: Iterable[Reference], licence: Licence | None = None
) -> Iterator[str]:
    """Yield a .tei.xml file: a <cit> for each quote, a <bibl> for each work alone.

    Speakers are in a statement of responsibility of the source. One in doubt is only
    named in a note, with the doubt.
    """
    about = ""
    if licence:
        target = xml(web_uri(licence.url))
        about = f'<p><ref target="{target}">{xml(licence.name)}</ref></p>'
    yield _BEGIN.format(licence=about)
    for reference in references:
        begin, end = _bibl(reference.work)
        if quoted := reference.quoted:
            yield (
                f'<cit xml:id="{quoted.key}">\n{_doubts(quoted)}{_quote(quoted)}'
                f"{begin}>\n{end}{_said(quoted)}</bibl>\n</cit>\n"
            )
        else:
            yield f'{begin} xml:id="{reference.key}">\n{end}</bibl>\n'
    yield _END


def _doubts(quoted: Quoted) -> str:
    """Return notes on doubts, which come before the words."""
    doubts = element("note", quoted.caution, ' type="caution"')
    return doubts + element("note", str(quoted.caveat or ""), ' type="caveat"')


def _quote(quoted: Quoted) -> str:
    language = f' xml:lang="{xml(quoted.language)}"' if quoted.language else ""
    kind = {"indirect": "paraphrase"}.get(quoted.kind, quoted.kind)
    lines = "<lb/>".join(xml(each, quote=False) for each in quoted.exact.splitlines())
    return f'<quote type="{kind}"{language}>{lines}</quote>\n'


def _said(quoted: Quoted) -> str:
    """Return the speakers, the day of speaking, and the page of the quote."""
    speakers = "".join(
        f"<respStmt><resp>speaker</resp><{tag}>{xml(who.name, quote=False)}</{tag}>"
        "</respStmt>\n"
        for who in quoted.reported
        for tag in ("persName" if who.is_person else "orgName",)
    )
    roles = "".join(
        element("note", f"{who.name}: {who.role}", ' type="role"')
        for who in quoted.reported
        if who.role
    )
    translation = element(
        "note", quoted.translation, f' type="translation"{_lang(quoted)}'
    )
    said = _date(isodate(quoted.said), "said")
    return speakers + roles + said + translation + _ref(quoted.url, "record")


def _lang(quoted: Quoted) -> str:
    tag = quoted.translation_language
    return f' xml:lang="{xml(tag)}"' if tag else ""


@lru_cache(maxsize=512)
def _bibl(work: Work) -> tuple[str, str]:
    """Return (the start tag of a <bibl> without its end, the content)."""
    whole = work.type in STANDALONE_TYPES
    outlet = work.container_title
    level = "j" if work.type in PERIODICAL_TYPES else "m"
    container = "" if whole else element("title", outlet, f' level="{level}"')
    content = (
        "".join(map(_author, work.authors))
        + element("title", work.title, ' level="m"' if whole else ' level="a"')
        + container
        + element("publisher", outlet if whole else "")
        + element("pubPlace", work.place)
        + _date(isodate(work.issued), "issued")
        + element("biblScope", work.section, ' unit="section"')
        + element("biblScope", work.page, ' unit="page"')
        + element("textLang", work.language, _main_language(work.language))
        + "".join(
            element("idno", value, f' type="{kind.upper()}"')
            for kind, value in work.numbers
        )
        + _ref(work.url, "source")
        + _ref(work.archive_url, "archive")
        + _date(isodate(work.accessed), "accessed")
    )
    return f'<bibl type="{xml(work.type)}"', content


def _main_language(tag: str) -> str:
    return f' mainLang="{xml(tag)}"' if tag else ""


def _author(name: CSLName) -> str:
    if name.literal:
        return element("author", name.literal)
    parts = (
        element("forename", name.given)
        + element("nameLink", name.particle)
        + element("surname", name.family)
        + element("genName", name.suffix)
    )
    return f"<author><persName>{parts}</persName></author>\n"


def _date(date: str, kind: str) -> str:
    return element("date", date, f' type="{kind}" when="{date}"')


def _ref(url: str, kind: str) -> str:
    if uri := web_uri(url):
        return element("ref", url, f' type="{kind}" target="{xml(uri)}"')
    return element("note", url, f' type="{kind}"')
