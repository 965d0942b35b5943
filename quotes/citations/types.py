"""The types of BibTeX and RIS for each CSL item type."""

from typing import Final, NamedTuple


class EntryType(NamedTuple):
    """BibTeX's entry type and its field for the publication, and RIS's type.

    `ris_outlet` is RIS's field for the publication. `ris_is_exact`: RIS has this very
    type, and programs read it back.
    """

    bibtex: str
    outlet: str
    ris: str
    ris_outlet: str = "T2"
    ris_is_exact: bool = True


# BibTeX has no type for spoken words or posts and offers "misc". Where RIS has no
# exact type, the least misleading:
# - speech: SLIDE, the only one that Zotero reads as a presentation, CSL's speech.
# - post: ELEC, a web page. Zotero writes ICOMM, but reads it back as an email.
# - broadcast: ADVS, audiovisual: radio or television is unknown. Zotero reads its
#   station only from PB.
# - interview and document: ELEC if there is an address, otherwise RPRT (`ris_type`).
#   Not GEN, which Zotero reads as a journal article, and not PCOMM, an unpublished
#   letter, which styles leave out of bibliographies; these interviews were published.
# - legal_case: the publication is the court, PB.
# Where the type is not exact, RIS names it in M2 too (ris.py).
_TYPES: Final = {
    "article-journal": EntryType("article", "journal", "JOUR"),
    "article-magazine": EntryType("article", "journal", "MGZN"),
    "article-newspaper": EntryType("article", "journal", "NEWS"),
    "book": EntryType("book", "publisher", "BOOK", "PB"),
    "broadcast": EntryType("misc", "howpublished", "ADVS", "PB", False),
    "chapter": EntryType("incollection", "booktitle", "CHAP"),
    "hearing": EntryType("misc", "howpublished", "HEAR"),
    "legal_case": EntryType("misc", "howpublished", "CASE", "PB"),
    "personal_communication": EntryType("misc", "howpublished", "PCOMM"),
    "post": EntryType("misc", "howpublished", "ELEC", "T2", False),
    "post-weblog": EntryType("misc", "howpublished", "BLOG"),
    "report": EntryType("techreport", "institution", "RPRT", "PB"),
    "speech": EntryType("misc", "howpublished", "SLIDE"),
    "webpage": EntryType("misc", "howpublished", "ELEC"),
}
OTHER: Final = EntryType("misc", "howpublished", "ELEC", "T2", False)
_OTHER_OFFLINE: Final = OTHER._replace(ris="RPRT", ris_outlet="PB")


def type_of(csl_type: str) -> EntryType:
    """Return the types for a CSL item type; OTHER if there is no exact one."""
    return _TYPES.get(csl_type, OTHER)


def ris_type(csl_type: str, *, online: bool) -> EntryType:
    """Return the same for RIS, where it depends on whether the work has an address."""
    type_ = type_of(csl_type)
    return type_ if online or type_ is not OTHER else _OTHER_OFFLINE
