"""The file formats that references can be had in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from quotes.citations.annotation import MEDIA_TYPE, write_annotations
from quotes.citations.bibtex import write_bibtex
from quotes.citations.csl import write_csl_json
from quotes.citations.reference import Reference
from quotes.citations.ris import write_ris
from quotes.citations.schema_org import write_schema_org
from quotes.citations.zotero_rdf import write_zotero_rdf


class Format(NamedTuple):
    """A file format: its name for readers, its media type, and what writes it.

    `purpose` says who needs it.
    """

    name: str
    media_type: str
    write: Callable[[Iterable[Reference]], Iterator[str]]
    purpose: str = ""


#: File formats by their extension. Media types as in Crossref's content negotiation;
#: JSON is UTF-8 by definition (RFC 8259), the others have to say so.
FORMATS: Final[Mapping[str, Format]] = {
    "bib": Format("BibTeX", "application/x-bibtex; charset=utf-8", write_bibtex),
    "ris": Format(
        "RIS", "application/x-research-info-systems; charset=utf-8", write_ris
    ),
    "json": Format(
        "CSL-JSON", "application/vnd.citationstyles.csl+json", write_csl_json
    ),
    "rdf": Format("Zotero RDF", "application/rdf+xml", write_zotero_rdf),
    "jsonld": Format("Web Annotation", MEDIA_TYPE, write_annotations),
    "schema.jsonld": Format("schema.org", "application/ld+json", write_schema_org),
}
