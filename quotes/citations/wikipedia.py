"""Writes references as wikitext for English Wikipedia: quotations and footnotes.

Sources: Help:Citation Style 1 and its modules (parameters, dates, languages of
script-title), Template:Blockquote, Help:Wikitext.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from articles.canonical_urls import is_web
from articles.text import upper_first
from quotes.citations.nested_quotes import quoted_title
from quotes.citations.quotation_marks import without_marks
from quotes.citations.reference import (
    PAGES,
    CSLName,
    Quoted,
    Reference,
    Work,
    said_by,
    standing_note,
)
from quotes.citations.uris import ascii_address


class _Template(NamedTuple):
    """A template, its parameter for the publication, and its required parameters."""

    name: str
    outlet: str
    needs: tuple[str, ...] = ()
    type: str = ""  #: value of `type`, if the template does not imply it
    periodical: bool = False  #: takes a section, as `department`
    paged: bool = True


_NEWS: Final = _Template("cite news", "newspaper", periodical=True)
_WEB: Final = _Template("cite web", "website", ("url",))
# - interview: not {{cite interview}}, whose author is the person interviewed; a byline
#   usually names the interviewer.
# - book, chapter, report, speech and broadcast do not accept a periodical.
_TEMPLATES: Final = {
    "article-journal": _Template(
        "cite journal", "journal", ("journal",), periodical=True
    ),
    "article-magazine": _Template(
        "cite magazine", "magazine", ("magazine",), periodical=True
    ),
    "article-newspaper": _NEWS,
    "book": _Template("cite book", "publisher"),
    "broadcast": _Template("cite AV media", "publisher", paged=False),
    "chapter": _Template("cite book", "title", ("title",)),
    "hearing": _Template("cite report", "publisher", type="Hearing"),
    "interview": _WEB._replace(type="Interview"),
    "report": _Template("cite report", "publisher"),
    "speech": _Template("cite speech", "publisher", paged=False),
}
# For everything that the specific templates cannot express.
_ANY: Final = _Template("citation", "work")

# Module:Citation/CS1/Configuration, script_lang_codes: languages in non-Latin scripts.
_SCRIPTS: Final = frozenset(
    (
        "ab am ar az be bg bn bo bs ce chr dv dz el fa grc gu he hi hy ja ka kk km kn "
        "ko ku ky lo mk ml mn mni mr my ne or ota pa ps ru sd si sr syc ta te tg th ti "
        "tt ug uk ur uz yi yue zh zgh"
    ).split()
)
_LATIN: Final = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff\W\d_]*")

# The date of a copy in URLs of the Wayback Machine and archive.today.
_MADE: Final = re.compile(
    r"https?://(?:web\.archive\.org/(?:web/)?|archive\.(?:today|is|ph|fo|li|vn|md)/)"
    r"(\d{4})[.]?(0[1-9]|1[0-2])[.]?(0[1-9]|[12]\d|3[01])[-]?\d{6}(?:[a-z]{2}_)?/"
)

# Characters that are markup in wikitext; entities print as their character, in
# templates too. The second group is markup only in some places.
_MARKUP: Final = re.compile(r"[<>|{}\[\]]|['&~_:*#;=-]")
_ENTITY: Final = re.compile(r"&#?\w+;")
_NO_NAME: Final = re.compile("[^a-z0-9]")
_IN_ADDRESS: Final = re.compile(r"['\[\]]|~~+")


def write_wikitext(references: Iterable[Reference]) -> Iterator[str]:
    """Yield wikitext for each reference: the words, then the source as <ref>.

    Direct quotes are in {{blockquote}}, and in the source as |quote= if they are found
    there. Other quotes are not entirely verbatim, so they are plain text, to be worked
    into an article. A doubtful speaker is never |author=, but named first, in a line
    above. An archived copy needs a date, which only some URLs have. |url-status= is
    left out, because it is unknown whether a URL still works.
    """
    for reference in references:
        quoted, work = reference.quoted, reference.work
        said = own = doubts = ""
        caution = quoted.caution if quoted else ""
        if quoted and quoted.kind == "direct":
            words = without_marks(quoted.text)  # the templates add their own
            text = wikitext(words)
            said = _block(quoted, text, work)
            own = "" if quoted.not_found else _own(quoted, words, text)
            if caution:
                said = f"{wikitext(caution)}:\n{said}"
        elif quoted:
            speakers = "" if quoted.doubtful else said_by(quoted)
            first = ". ".join(filter(None, (caution, speakers)))
            said = wikitext(f"{first}: {quoted.text}" if first else quoted.text)
        if quoted and (doubts := standing_note(quoted)):
            doubts = f" {wikitext(upper_first(doubts))}."
        name = _NO_NAME.sub(lambda sign: f"_{ord(sign[0]):x}", reference.key)
        source = f"{{{{{source_template(work)}{own}}}}}"
        yield f'{said}<ref name="{name}">{source}{doubts}</ref>\n\n'


def _block(quoted: Quoted, text: str, work: Work) -> str:
    """Return the words for an article, with the speakers."""
    author = wikitext(said_by(quoted))
    parts = (f"|text={text}" if text else "") + (f"|author={author}" if author else "")
    return f"{{{{blockquote{parts}{_printed_in(work)}}}}}\n"


@lru_cache(maxsize=512)
def _printed_in(work: Work) -> str:
    outlet = "" if work.type == "chapter" else work.container_title
    date = str(work.issued) if work.issued else ""
    return _parameters(
        {"source": ", ".join(filter(None, (quoted_title(work.title), outlet, date)))}
    )


def _own(quoted: Quoted, words: str, text: str) -> str:
    """Return the parameters that only this quote of a work has."""
    script = _script(words, quoted.language)
    translated = quoted.translation_language.split("-")[0] == "en"
    translation = wikitext(quoted.translation) if translated else ""
    translated_as = f"|trans-quote={translation}" if translation else ""
    if script:
        return f"{translated_as}|script-quote={script}:{text}"
    return f"|quote={text}{translated_as}" if text else translated_as


@lru_cache(maxsize=512)
def source_template(work: Work) -> str:
    """Return the start of the template, shared by all quotes of a work."""
    template, values = _values(work)
    script = _script(work.title, work.language)
    titled = (
        "chapter" if work.type == "chapter" and template.name != "citation" else "title"
    )
    values = {titled: "" if script else work.title, **values}
    names = _names(work.authors)
    return (
        template.name
        + ("|mode=cs1" if template.name == "citation" else "")
        + _parameters(names)
        + _parameters(values, {f"script-{titled}": (script, work.title)})
        + _addresses(work)
    )


def _values(work: Work) -> tuple[_Template, dict[str, str]]:
    """Return the template for a work, and its parameters except names and URLs."""
    template = _TEMPLATES.get(work.type, _WEB)
    known = {template.outlet: work.container_title, "url": _address(work.url)}
    if not all(known.get(need) for need in template.needs):
        periodical = work.type in ("article-journal", "article-magazine")
        template = _NEWS if periodical else _ANY._replace(type=template.type)
    numbered = "pages" if PAGES.fullmatch(work.page) or "," in work.page else "page"
    return template, {
        template.outlet: work.container_title,
        "type": template.type,
        "department": work.section if template.periodical else "",
        "location": work.place,
        "date": str(work.issued) if work.issued else "",
        numbered: work.page if template.paged else "",
        "language": work.language,
        "doi": work.doi,
        "isbn": work.isbn,
        "issn": work.issn,
    }


def _addresses(work: Work) -> str:
    """Return the parameters for the work's URLs, which are not escaped."""
    url = _address(work.url)
    if not url:
        return ""
    parts = f"|url={url}"
    if work.accessed and work.accessed.day:
        parts += f"|access-date={work.accessed}"
    made = _MADE.match(work.archive_url)
    if made and (copy := _address(work.archive_url)):
        parts += f"|archive-url={copy}|archive-date={'-'.join(made.groups())}"
    return parts


def _names(names: tuple[CSLName, ...]) -> dict[str, str]:
    """Return last1, first1 or author1 for each; a suffix belongs to first."""
    values = {}
    for number, name in enumerate(names, start=1):
        if name.literal or not name.given:
            values[f"author{number}"] = f"{name.last} {name.suffix}".rstrip(" ")
        else:
            values[f"last{number}"] = name.last
            values[f"first{number}"] = f"{name.given} {name.suffix}".rstrip(" ")
    return values


def _script(text: str, language: str) -> str:
    """Return the language of a text in a non-Latin script, if CS1 supports it."""
    primary = language.split("-")[0].lower()
    return "" if primary not in _SCRIPTS or _LATIN.fullmatch(text) else primary


def _parameters(
    values: dict[str, str], scripts: dict[str, tuple[str, str]] | None = None
) -> str:
    """Return |name=value for each value that is not empty; `scripts` with language."""
    parts = [f"|{name}={wikitext(value)}" for name, value in values.items() if value]
    parts += [
        f"|{name}={language}:{wikitext(value)}"
        for name, (language, value) in (scripts or {}).items()
        if language and value
    ]
    return "".join(parts)


def wikitext(text: str) -> str:
    """Return wikitext that prints this text."""
    return _MARKUP.sub(_printed, text)


def _printed(found: re.Match[str]) -> str:
    """Return a character as an entity where wikitext would read it as markup."""
    character, text, place = found[0], found.string, found.start()
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    match character:
        case "'":  # italics, also next to those of a template
            is_markup = character in (before, after) or not before or not after
        case "~" | "_":  # signatures, and words such as __NOTOC__
            is_markup = character in (before, after)
        case "&":
            is_markup = _ENTITY.match(text, place) is not None
        case ":":  # a list; or a URL, which would become a link
            is_markup = not before or (before.isalpha() and not after.isspace())
        case "*" | "#" | ";" | "=":  # lists and headings
            is_markup = not before
        case "-":  # a rule
            is_markup = not before and after == "-"
        case _:
            is_markup = True
    return f"&#{ord(character)};" if is_markup else character


def _address(url: str) -> str:
    """Return a web URL without any markup in it, or ""."""
    if not is_web(url):
        return ""
    return _IN_ADDRESS.sub(
        lambda found: "".join(f"%{ord(each):02X}" for each in found[0]),
        ascii_address(url),
    )
