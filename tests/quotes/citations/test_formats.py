"""The contents of each format, as other programs read them."""

import pytest
import rispy

from articles.partial_dates import PartialDate
from quotes.citations.formats import FORMATS, formats_for
from quotes.citations.reference import CitedSpeaker, CSLName
from tests.support.citation_files import (
    BARE,
    WORDS,
    bibtex,
    bibtex_names,
    changed,
    csl,
    plain,
    ris,
)

# A whole article ---------------------------------------------------------------------

NEWSPAPER_NOTE = (
    "As quoted in the work cited, Zoë Lim (minister); Acme said: “We will appeal.” "
    "https://quotes.example/quotes/7/"
)


# An article without publication and date ---------------------------------------------

DEEPSEEK_NOTE = (
    f"As quoted in the work cited, Dean Ball (research fellow) said: “{WORDS}”"
)


def test_a_reference_with_only_a_title():
    (entry,) = bibtex(BARE)
    assert (entry.key, [field.key for field in entry.fields]) == (
        "untitled-q1",
        ["title", "key"],
    )


# Dates -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "bibtex_fields", "ris_date"),
    [
        ("2025-02", {"year": "2025", "month": "feb"}, "2025/02//"),
        ("2025", {"year": "2025"}, "2025///"),
        ("0984-12-31", {"year": "984", "month": "dec", "day": "31"}, "0984/12/31/"),
    ],
)
def test_dates_have_the_known_precision(written, bibtex_fields, ris_date):
    date = PartialDate.parse(written)
    dated = changed(BARE, issued=date, accessed=date)

    (entry,) = bibtex(dated)
    fields = {field.key: field.value for field in entry.fields}
    assert fields == {
        "title": "Untitled",
        "key": "Untitled",
        "urldate": written,
        **bibtex_fields,
    }

    tags, record = ris(dated)
    assert (tags["DA"], tags["Y2"], tags["PY"]) == (
        [ris_date],
        [ris_date],
        [written[:4]],
    )
    assert record["date"] == ris_date

    (item,) = csl(dated)
    parts = [int(part) for part in written.split("-")]
    assert item["issued"] == item["accessed"] == {"date-parts": [parts]}


# Names -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "in_bibtex", "in_ris"),
    [
        (
            CSLName("Gogh", "Vincent", "van", "Jr."),
            ("van", "Gogh", "Jr.", "Vincent"),
            "van Gogh, Vincent, Jr.",
        ),
        (
            CSLName("Leyen", "Ursula", "von der"),
            ("von der", "Leyen", "", "Ursula"),
            "von der Leyen, Ursula",
        ),
        (CSLName("Ormesson", "Jean", "d’"), ("", "d’Ormesson", "", "Jean"), None),
        (
            CSLName("Medici", "Lorenzo", "de’"),
            ("de’", "Medici", "", "Lorenzo"),
            "de’ Medici, Lorenzo",
        ),
        (CSLName("García y Vega", "Ana"), ("", "{García y Vega}", "", "Ana"), None),
        (CSLName("Smith, and Co", "A"), ("", "{Smith, and Co}", "", "A"), None),
        (CSLName("hooks", "bell"), ("", "hooks", "", "bell"), "hooks, bell"),
        (CSLName("Plato"), ("", "{Plato}", "", ""), "Plato,"),
        (CSLName("King", suffix="Jr."), ("", "{King Jr.}", "", ""), "King, , Jr."),
        (CSLName("others"), ("", "{others}", "", ""), "others,"),
        (CSLName(literal="Reuters"), ("", "{Reuters}", "", ""), "Reuters,"),
        (
            CSLName(literal="Tom and Jerry, Inc."),
            ("", "{Tom and Jerry, Inc.}", "", ""),
            "Tom and Jerry, Inc.",
        ),
    ],
)
def test_names_keep_their_parts(name, in_bibtex, in_ris):
    assert bibtex_names(name, CSLName("Last", "First")) == [
        in_bibtex,
        ("", "Last", "", "First"),
    ]
    if in_ris:
        _, record = ris(changed(BARE, authors=(name,)))
        assert record["authors"] == [in_ris]


@pytest.mark.parametrize(
    "parts", [{}, {"given": "A"}, {"family": "A", "literal": "B"}, {"family": "\n"}]
)
def test_a_name_has_a_family_name_or_a_literal(parts):
    with pytest.raises(ValueError, match="either a family name or a literal"):
        CSLName(**parts)


# Quotes ------------------------------------------------------------------------------


def notes(reference):
    """Return the note in each format."""
    (entry,) = bibtex(reference)
    _, record = ris(reference)
    (item,) = csl(reference)
    in_all = {plain(entry["annote"]), *record["notes"], item["note"]}
    assert len(in_all) == 1
    return in_all.pop()


@pytest.mark.parametrize(
    ("kind", "words", "note"),
    [
        ("direct", "No.", "As quoted in the work cited, Ada said: “No.”"),
        ("direct", "“No.”", "As quoted in the work cited, Ada said: “No.”"),
        (
            "direct",
            "“No” is “no”",
            "As quoted in the work cited, Ada said: ““No” is “no””",
        ),
        (
            "mixed",
            "She called it “a leak”",
            "As quoted in the work cited, Ada said: She called it “a leak”",
        ),
        (
            "indirect",
            "The rules leak.",
            "As reported in the work cited, by Ada. Paraphrase: The rules leak.",
        ),
    ],
)
def test_the_note_marks_what_is_verbatim(kind, words, note):
    quoting = changed(BARE, speakers=(CitedSpeaker("Ada"),))
    assert notes(changed(quoting, quote_kind=kind, quote_text=words)) == note


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        ("unverified", "As quoted in the work cited, Ada (chair); Bo said:"),
        ("verified", "As quoted in the work cited, Ada (chair); Bo said:"),
        (
            "disputed",
            "Disputed – Ada (chair); not yet checked – Bo. As quoted in the work "
            "cited:",
        ),
        (
            "misattributed",
            "Not Ada (chair); not yet checked – Bo. As quoted in the work cited:",
        ),
    ],
)
def test_the_note_says_that_an_attribution_is_doubtful(standing, said):
    quoting = changed(
        BARE,
        quote_text="No.",
        speakers=(CitedSpeaker("Ada", "chair", standing), CitedSpeaker("Bo")),
    )
    assert notes(quoting) == f"{said} “No.”"
    (item,) = csl(quoting)
    quote = item["custom"]["quote"]
    doubtful = standing in ("disputed", "misattributed")
    first = quote["doubtful_speakers" if doubtful else "speakers"][0]
    assert (first["name"], first["standing"]) == ("Ada", standing)
    assert [who["name"] for who in quote["speakers"]][-1] == "Bo"
    assert ("caution" in quote) is doubtful


def test_the_note_names_a_language_that_differs_from_the_work():
    quoting = changed(BARE, language="en", quote_text="Non.", quote_language="fr")
    assert notes(quoting) == "As quoted in the work cited: “Non.” (language: fr)"
    assert notes(changed(quoting, quote_language="en")).endswith("“Non.”")


# Types -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("csl_type", "entry_type", "outlet_field", "ris_type", "ris_outlet", "csl_outlet"),
    [
        ("article", "misc", "howpublished", "RPRT", "PB", "publisher"),
        ("article-journal", "article", "journal", "JOUR", "T2", "container-title"),
        ("article-magazine", "article", "journal", "MGZN", "T2", "container-title"),
        ("book", "book", "publisher", "BOOK", "PB", "publisher"),
        ("broadcast", "misc", "howpublished", "ADVS", "PB", "publisher"),
        ("chapter", "incollection", "booktitle", "CHAP", "T2", "container-title"),
        ("hearing", "misc", "howpublished", "HEAR", "T2", "publisher"),
        ("interview", "misc", "howpublished", "RPRT", "PB", "container-title"),
        ("document", "misc", "howpublished", "RPRT", "PB", "publisher"),
        ("legal_case", "misc", "howpublished", "CASE", "PB", "authority"),
        (
            "personal_communication",
            "misc",
            "howpublished",
            "PCOMM",
            "T2",
            "archive",
        ),
        ("post", "misc", "howpublished", "ELEC", "T2", "container-title"),
        ("post-weblog", "misc", "howpublished", "BLOG", "T2", "container-title"),
        ("report", "techreport", "institution", "RPRT", "PB", "publisher"),
        ("speech", "misc", "howpublished", "SLIDE", "T2", "publisher"),
        ("webpage", "misc", "howpublished", "ELEC", "T2", "container-title"),
    ],
)
def test_types(csl_type, entry_type, outlet_field, ris_type, ris_outlet, csl_outlet):
    typed = changed(BARE, type=csl_type, container_title="The Outlet")
    (entry,) = bibtex(typed)
    tags, record = ris(typed)
    (item,) = csl(typed)
    assert (entry.entry_type, plain(entry[outlet_field])) == (entry_type, "The Outlet")
    assert (tags["TY"], tags[ris_outlet]) == ([ris_type], ["The Outlet"])
    assert record["type_of_reference"] in rispy.TYPE_OF_REFERENCE_MAPPING
    own_type = "document" if csl_type in ("article", "hearing") else csl_type
    assert (item["type"], item[csl_outlet]) == (own_type, "The Outlet")


@pytest.mark.parametrize(
    ("page", "in_bibtex", "first", "last"),
    [
        ("7", "7", "7", None),
        ("7-9", "7--9", "7", "9"),
        ("A7 – A9", "A7--A9", "A7", "A9"),
        ("B-7", "B-7", "B-7", None),
        ("1, 7–9", "1, 7--9", "1, 7–9", None),
    ],
)
def test_pages(page, in_bibtex, first, last):
    paged = changed(BARE, page=page)
    _, record = ris(paged)
    assert bibtex(paged)[0]["pages"] == in_bibtex
    assert (record["start_page"], record.get("end_page")) == (first, last)
    assert csl(paged)[0]["page"] == page


def test_ascii_is_not_offered_for_scripts_without_vowels():
    for texts, languages, offered in (
        ((), (), True),
        (("Plain", "Čeština, 山田, Ελλάδα, हिन्दी"), ("en", "ja"), True),
        (("Plain", "البحر يعود"), (), False),
        (("שלום",), (), False),
        (("ܫܠܡܐ",), (), False),
        ((), ("ar-EG",), False),
        ((), ("fr", "fa"), False),
    ):
        found = formats_for(texts, languages)
        assert ("ascii.bib" in found) == offered
        assert len(FORMATS) - len(found) == (not offered)
