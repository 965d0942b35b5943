"""The types of BibTeX and RIS for each CSL item type."""

from typing import Final, NamedTuple


class Type(NamedTuple):
    """BibTeX's entry type and its field for the publication, and RIS's type."""

    bibtex: str
    outlet: str
    ris: str


# BibTeX has no type for spoken words or posts and offers "misc". Where RIS has no
# exact type, the least misleading:
# - speech: SLIDE, the only one that Zotero reads as a presentation, CSL's speech.
# - post: ELEC, a web page. Zotero writes ICOMM, but reads it back as an email.
# - broadcast: ADVS, audiovisual: radio or television is unknown.
# - interview: GEN. Zotero writes PCOMM, but that is an unpublished letter, which
#   styles leave out of bibliographies; these interviews were published.
# - article: GEN. CSL means a preprint or the like; UNPB, unpublished, is untrue.
_TYPES: Final = {
    "article-journal": Type("article", "journal", "JOUR"),
    "article-magazine": Type("article", "journal", "MGZN"),
    "article-newspaper": Type("article", "journal", "NEWS"),
    "book": Type("book", "publisher", "BOOK"),
    "broadcast": Type("misc", "howpublished", "ADVS"),
    "chapter": Type("incollection", "booktitle", "CHAP"),
    "hearing": Type("misc", "howpublished", "HEAR"),
    "personal_communication": Type("misc", "howpublished", "PCOMM"),
    "post": Type("misc", "howpublished", "ELEC"),
    "post-weblog": Type("misc", "howpublished", "BLOG"),
    "report": Type("techreport", "institution", "RPRT"),
    "speech": Type("misc", "howpublished", "SLIDE"),
    "webpage": Type("misc", "howpublished", "ELEC"),
}
OTHER: Final = Type("misc", "howpublished", "GEN")


def type_of(csl_type: str) -> Type:
    """Return the types for a CSL item type; OTHER if there is no exact one."""
    return _TYPES.get(csl_type, OTHER)
