"""The file formats that references can be had in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from quotes.citations.bibtex import write_bibtex
from quotes.citations.csl import write_csl_json
from quotes.citations.endnote import write_endnote_xml
from quotes.citations.jsonl import write_json_lines
from quotes.citations.reference import Reference
from quotes.citations.ris import write_ris
from quotes.citations.table import write_csv, write_excel_csv
from quotes.citations.wikipedia import write_wikitext


class Format(NamedTuple):
    """A file format: its name for readers, its media type, and what writes it."""

    name: str
    media_type: str
    write: Callable[[Iterable[Reference]], Iterator[str]]


#: File formats by their extension. Media types as in Crossref's content negotiation;
#: JSON is UTF-8 by definition (RFC 8259), the others have to say so. EndNote XML has
#: no registered type; its own name keeps it apart from any XML that a browser asks
#: for, and +xml says what it is (RFC 7303, section 4.2). For JSON Lines, jsonlines.org.
FORMATS: Final[Mapping[str, Format]] = {
    "bib": Format("BibTeX", "application/x-bibtex; charset=utf-8", write_bibtex),
    "ris": Format(
        "RIS", "application/x-research-info-systems; charset=utf-8", write_ris
    ),
    "json": Format(
        "CSL-JSON", "application/vnd.citationstyles.csl+json", write_csl_json
    ),
    "xml": Format(
        "EndNote XML", "application/x-endnote+xml; charset=utf-8", write_endnote_xml
    ),
    "csv": Format("CSV", "text/csv; charset=utf-8; header=present", write_csv),
    "excel.csv": Format(
        "CSV for Excel", "text/csv; charset=utf-8; header=present", write_excel_csv
    ),
    "jsonl": Format("JSON Lines", "application/jsonl", write_json_lines),
    "wiki": Format("Wikipedia", "text/plain; charset=utf-8", write_wikitext),
}
