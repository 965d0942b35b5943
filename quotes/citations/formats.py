"""The file formats that references can be had in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from quotes.citations.ascii_bibtex import write_ascii_bibtex
from quotes.citations.biblatex import write_biblatex
from quotes.citations.bibtex import write_bibtex
from quotes.citations.csl import write_csl_json
from quotes.citations.reference import Reference
from quotes.citations.ris import write_ris


class Format(NamedTuple):
    """A file format: its name for readers, its media type, and what writes it."""

    name: str
    media_type: str
    write: Callable[[Iterable[Reference]], Iterator[str]]


#: File formats by their extension. Media types as in Crossref's content negotiation;
#: JSON is UTF-8 by definition (RFC 8259), the others have to say so.
FORMATS: Final[Mapping[str, Format]] = {
    "bib": Format("BibTeX", "application/x-bibtex; charset=utf-8", write_bibtex),
    "biblatex.bib": Format(
        "BibLaTeX", "application/x-bibtex; charset=utf-8", write_biblatex
    ),
    "ascii.bib": Format(
        "BibTeX, ASCII", "application/x-bibtex; charset=us-ascii", write_ascii_bibtex
    ),
    "ris": Format(
        "RIS", "application/x-research-info-systems; charset=utf-8", write_ris
    ),
    "json": Format(
        "CSL-JSON", "application/vnd.citationstyles.csl+json", write_csl_json
    ),
}
