"""Files for reference managers, imported by Zotero's rules: nothing is lost."""

import json

from quotes.citations.biblatex import write_biblatex
from quotes.citations.csl import write_csl_json
from quotes.citations.endnote import write_endnote_xml
from quotes.citations.reference import CSLName
from quotes.citations.ris import write_ris
from tests.support.citation_files import BARE, bibtex, changed
from tests.support.forty_references import FORTY
from tests.support.zotero_imports import read_csl_json, read_endnote, read_ris

FORMATS = (
    (write_csl_json, read_csl_json),
    (write_ris, read_ris),
    (write_endnote_xml, read_endnote),
)
#: Item types that a CSL type may become, besides one of the same meaning.
SAME = {
    "article-newspaper": {"newspaperArticle"},
    "article-magazine": {"magazineArticle"},
    "article-journal": {"journalArticle"},
    "book": {"book"},
    "broadcast": {"tvBroadcast", "film"},
    "chapter": {"bookSection"},
    "document": {"document"},
    "hearing": {"hearing", "document"},  # a document in CSL-JSON: decision 47
    "interview": {"interview"},
    "legal_case": {"case"},
    "personal_communication": {"letter"},
    "post": {"forumPost", "webpage"},
    "post-weblog": {"blogPost"},
    "report": {"report"},
    "speech": {"presentation"},
    "webpage": {"webpage"},
}


def test_every_import_has_the_names_the_outlet_and_the_type():
    references = list(FORTY.values())
    for write, read in FORMATS:
        items = read("".join(write(references)))
        for reference, item in zip(references, items, strict=True):
            work, about = reference.work, (write.__name__, reference.work.title)
            # A word joiner keeps Zotero from reading tags in titles of CSL-JSON.
            assert item["title"].replace("\u2060", "") == work.title, about
            for name, read_name in zip(work.authors, item["creators"], strict=True):
                found = " ".join(read_name)
                for part in (name.last, name.given, name.suffix):
                    assert part.rstrip(".") in found, about
            if work.container_title and write is not write_csl_json:
                fields = {key for key, value in item.items() if isinstance(value, str)}
                held = {key for key in fields if work.container_title in item[key]}
                assert held, about
                if work.type == "legal_case":
                    assert held == {"court"}
            extra = item.get("extra", "")
            named = f"Type: {work.type}" in extra or "Interview" in extra
            assert named or item["itemType"] in SAME[work.type], about
            assert item["itemType"] != "journalArticle" or "journal" in work.type, about


def test_names_of_csl_json_are_whole_in_two_parts():
    """Zotero reads no others; citeproc parses particles and suffixes out of them."""
    cases = (
        (CSLName("Gogh", "Vincent", "van"), {"family": "van Gogh", "given": "Vincent"}),
        (
            CSLName("Ormesson", "Jean", "d’"),
            {"family": "d’Ormesson", "given": "Jean"},
        ),
        (
            CSLName("King", "Martin Luther", suffix="Jr."),
            {"family": "King", "given": "Martin Luther, Jr."},
        ),
        (
            CSLName("Berg", "A.", "van der", "III"),
            {"family": "van der Berg", "given": "A., III"},
        ),
        (CSLName("Assad", "L.", "al-"), {"family": "al-Assad", "given": "L."}),
        (CSLName("King", suffix="Jr."), {"family": "King Jr."}),
        (CSLName("Plato"), {"family": "Plato"}),
        (CSLName(literal="Ministry, Trade"), {"literal": "Ministry, Trade"}),
    )
    for name, written in cases:
        text = "".join(write_csl_json([changed(BARE, authors=(name,))]))
        assert json.loads(text)[0]["author"] == [written]


def test_endnote_keeps_a_suffix_with_the_family_name():
    for name, read in (
        (CSLName("King", "Martin Luther", suffix="Jr."), ("King Jr.", "Martin Luther")),
        (CSLName("Berg", "Al", "van den", "III"), ("van den Berg III", "Al")),
        (CSLName("King", "Al"), ("King", "Al")),
        (CSLName(literal="Ministry of Trade"), ("Ministry of Trade", "")),
    ):
        (item,) = read_endnote(
            "".join(write_endnote_xml([changed(BARE, authors=(name,))]))
        )
        assert item["creators"] == [read]


def test_a_language_is_in_biblatex():
    for tag, language in (
        ("en-GB", "english"),
        ("de-CH", "german"),
        ("nn", "norwegian"),
        ("ar", "Arabic"),
        ("zh-Hant", "Chinese"),
        ("tlh", "tlh"),
        ("", None),
    ):
        (entry,) = bibtex(changed(BARE, language=tag), write=write_biblatex)
        assert entry.get("language", None) == language or (
            entry["language"] == language
        )
