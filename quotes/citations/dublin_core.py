"""Writes references as simple Dublin Core in XML.

Sources: DCMI, "Dublin Core Metadata Element Set", and the schema oai_dc.xsd of the Open
Archives Initiative, against which tests validate every record.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from quotes.citations.reference import STANDALONE_TYPES, Reference, Work, isodate, note
from quotes.citations.ris import last_first
from quotes.citations.uris import doi_address
from quotes.citations.xml_text import xml

_BEGIN: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<records'
    ' xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
)


def write_dublin_core(references: Iterable[Reference]) -> Iterator[str]:
    """Yield a .dc.xml file, record by record.

    The fifteen elements have no place for the parts of a publication: `source` has its
    name with place, section and pages. `description` has the words, `relation` the
    archived copy and the numbers of the publication.
    """
    yield _BEGIN
    for reference in references:
        quoted = reference.quoted
        own = _element("description", note(reference))
        own += _element("identifier", quoted.url if quoted else "")
        yield f"<oai_dc:dc>\n{_work(reference.work)}{own}</oai_dc:dc>\n"
    yield "</records>\n"


@lru_cache(maxsize=512)
def _work(work: Work) -> str:
    # Other numbers are those of the publication.
    own = ("isbn",) if work.type in STANDALONE_TYPES else ()
    within = [work.container_title, work.place, work.section]
    if work.page:
        within.append(f"p. {work.page}")
    return (
        _element("title", work.title)
        + "".join(
            _element("creator", last_first(each).rstrip(",")) for each in work.authors
        )
        + _element("publisher", work.container_title)
        + _element("date", isodate(work.issued))
        + _element("type", work.type)
        + _element("source", ", ".join(filter(None, within)))
        + _element("language", work.language)
        + "".join(
            _element("identifier" if kind in own else "relation", f"urn:{kind}:{value}")
            for kind, value in work.numbers
            if kind != "doi"
        )
        + _element("identifier", doi_address(work.doi))
        + _element("identifier", work.url)
        + _element("relation", work.archive_url)
    )


def _element(name: str, value: str) -> str:
    return f" <dc:{name}>{xml(value, quote=False)}</dc:{name}>\n" if value else ""
