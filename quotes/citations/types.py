"""What the formats call the things that are cited, by their CSL item type."""

from typing import Final, NamedTuple


class Type(NamedTuple):
    """BibTeX's entry type and its field for the outlet, and RIS's type."""

    bibtex: str
    outlet: str
    ris: str


# BibTeX has none for what is said or posted; "misc" is its own answer. Where RIS has
# nothing exact, what misleads least:
# - speech: SLIDE, all that Zotero reads as a presentation, which is CSL's speech.
# - post: ELEC, a web page. ICOMM, which Zotero writes, it reads back as an email.
# - broadcast: ADVS, audiovisual: whether radio or television is not known.
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
    """Return what a CSL item type is called; OTHER where nothing says it."""
    return _TYPES.get(csl_type, OTHER)
