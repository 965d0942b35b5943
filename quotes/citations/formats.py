"""The file formats in which references can be downloaded."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from articles.gettext import gettext_noop as _
from quotes.citations.annotation import MEDIA_TYPE, write_annotations
from quotes.citations.ascii_bibtex import write_ascii_bibtex
from quotes.citations.biblatex import write_biblatex
from quotes.citations.bibtex import write_bibtex
from quotes.citations.csl import write_csl_json
from quotes.citations.dublin_core import write_dublin_core
from quotes.citations.endnote import write_endnote_xml
from quotes.citations.jsonl import write_json_lines
from quotes.citations.licence import Licence
from quotes.citations.mods import write_mods
from quotes.citations.reference import Reference
from quotes.citations.ris import write_ris
from quotes.citations.schema_org import write_schema_org
from quotes.citations.table import write_csv, write_excel_csv
from quotes.citations.tei import write_tei
from quotes.citations.wikipedia import write_wikitext
from quotes.citations.wikiquote import write_wikiquote
from quotes.citations.zotero_rdf import write_zotero_rdf


class Format(NamedTuple):
    """A file format: its name for readers, media type, and writer.

    `purpose` says who needs it. `needs` says what it reads from the snapshot in which
    each quote was found: "place" for the position of the words, or "words" for the
    position and the words as printed there. `licensed`: it can name the licence of the
    data.
    """

    name: str
    media_type: str
    write: Callable[..., Iterator[str]]
    purpose: str
    needs: str = ""
    licensed: bool = False

    def pieces(
        self, references: Iterable[Reference], licence: Licence | None
    ) -> Iterator[str]:
        """Yield the file in pieces, with the licence if the format has a place."""
        if self.licensed:
            return self.write(references, licence)
        return self.write(references)


#: File formats by extension. Media types as in Crossref's content negotiation; JSON is
#: UTF-8 by definition (RFC 8259), the others have to declare it. EndNote XML has no
#: registered type; its own name distinguishes it from any XML that a browser asks for,
#: and +xml says what it is (RFC 7303, section 4.2). For JSON Lines, see jsonlines.org.
FORMATS: Final[Mapping[str, Format]] = {
    "bib": Format(
        "BibTeX",
        "application/x-bibtex; charset=utf-8",
        write_bibtex,
        _("LaTeX with BibTeX, JabRef and most reference managers"),
    ),
    "biblatex.bib": Format(
        "BibLaTeX",
        "application/x-bibtex; charset=utf-8",
        write_biblatex,
        _("LaTeX with biblatex and biber"),
    ),
    "ascii.bib": Format(
        "BibTeX, ASCII",
        "application/x-bibtex; charset=us-ascii",
        write_ascii_bibtex,
        _("Old versions of BibTeX, which cannot read accents"),
    ),
    "ris": Format(
        "RIS",
        "application/x-research-info-systems; charset=utf-8",
        write_ris,
        _("EndNote, Mendeley, Citavi, RefWorks and most others"),
    ),
    "rdf": Format(
        "Zotero RDF",
        "application/rdf+xml",
        write_zotero_rdf,
        _("Zotero: an item for each source, with its quotes as notes"),
        licensed=True,
    ),
    "xml": Format(
        "EndNote XML",
        "application/x-endnote+xml; charset=utf-8",
        write_endnote_xml,
        _("EndNote, with the exact type of each source"),
    ),
    "json": Format(
        "CSL-JSON",
        "application/vnd.citationstyles.csl+json",
        write_csl_json,
        _("Pandoc, and programs that format citations in CSL styles"),
    ),
    "csv": Format(
        "CSV",
        "text/csv; charset=utf-8; header=present",
        write_csv,
        _("Tables: LibreOffice, R, pandas"),
    ),
    "excel.csv": Format(
        "CSV for Excel",
        "text/csv; charset=utf-8; header=present",
        write_excel_csv,
        _("Excel (a file that it opens correctly)"),
    ),
    "jsonl": Format(
        "JSON Lines",
        "application/jsonl",
        write_json_lines,
        _("Programs: everything on record about each quote"),
        needs="place",
        licensed=True,
    ),
    "jsonld": Format(
        "Web Annotation",
        MEDIA_TYPE,
        write_annotations,
        _("Hypothesis and other tools for W3C annotations"),
        needs="words",
        licensed=True,
    ),
    "schema.jsonld": Format(
        "schema.org",
        "application/ld+json",
        write_schema_org,
        _("Search engines and knowledge graphs"),
        licensed=True,
    ),
    "mods.xml": Format(
        "MODS",
        "application/mods+xml",
        write_mods,
        _("Library catalogues and repositories"),
    ),
    "tei.xml": Format(
        "TEI",
        "application/tei+xml",
        write_tei,
        _("Digital editions and text corpora"),
        licensed=True,
    ),
    "dc.xml": Format(
        "Dublin Core",
        "application/x-dublin-core+xml; charset=utf-8",
        write_dublin_core,
        _("Repositories and archives (simple Dublin Core)"),
    ),
    "wiki": Format(
        "Wikipedia",
        "text/plain; charset=utf-8",
        write_wikitext,
        _("Articles on Wikipedia: citation and block quote"),
    ),
    "wikiquote.wiki": Format(
        "Wikiquote",
        "text/x-wiki; charset=utf-8",
        write_wikiquote,
        _("Pages on Wikiquote: the words, and the source below"),
    ),
}
#: Letters of scripts that omit vowels (Hebrew, Arabic and Syriac): transliterations of
#: them are unreadable.
_VOWELLESS: Final = re.compile(
    "[\u05d0-\u05f2\u0620-\u064a\u066e-\u06d3\u0710-\u074f\u0750-\u077f\u08a0-\u08c9]"
)
#: Languages that are written in these scripts.
_VOWELLESS_LANGUAGES: Final = (
    *("ar", "arc", "ckb", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"),
)


def formats_for(
    texts: Iterable[str], languages: Iterable[str] = ()
) -> Mapping[str, Format]:
    """Return the formats in which these texts, or these languages, can be read."""
    if any(map(_VOWELLESS.search, texts)) or any(
        tag.partition("-")[0].lower() in _VOWELLESS_LANGUAGES for tag in languages
    ):
        return {ext: each for ext, each in FORMATS.items() if ext != "ascii.bib"}
    return FORMATS


#: The formats that most readers want.
USUAL: Final = ("bib", "ris", "csv")
