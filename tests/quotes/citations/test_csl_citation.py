"""Single citations follow their style; indirect sources follow its rules."""

import itertools
import re

import pytest

from articles.partial_dates import PartialDate
from quotes.citations.csl_citation import content_key, format_citation, format_citations
from quotes.citations.reference import CitedSpeaker, CSLName, Reference, Work
from quotes.citations.styles import FEATURED, find_style
from tests.support.citation_files import BARE, DEEPSEEK, changed, make_reference

BALL = CitedSpeaker("Dean Ball", "research fellow", family="Ball")
LIM = CitedSpeaker("Ada Lim", "minister", "verified", family="Lim")
ESA = CitedSpeaker("European Space Agency", is_person=False)
TITLE = (
    "“DeepSeek: How China’s Embrace of Open-Source AI Caused a Geopolitical Earthquake"
)
CUSTOMER = changed(DEEPSEEK, speakers=(BALL,), language="en")
MLA, CHICAGO = "modern-language-association", "chicago-notes-bibliography"
VANCOUVER, AMA = "nlm-citation-sequence", "american-medical-association"
HARVARD = "harvard-cite-them-right"


AUTHORS = ((), (CSLName("Dickens", "Sean"),))


def cited(style_id, reference=CUSTOMER, what="quote", **fields):
    if fields:
        reference = changed(reference, **fields)
    return format_citation(reference, find_style(style_id), what)


def in_text(style_id, **fields):
    return cited(style_id, **fields).in_text.plain


def test_indirect_sources_follow_the_style():
    assert in_text("apa") == "(Ball, as cited in Dickens, n.d.)"
    assert in_text(MLA) == "(qtd. in Dickens)"
    assert in_text(CHICAGO) == f"Dean Ball, quoted in Sean Dickens, {TITLE}.”"
    assert in_text("chicago-author-date") == "(Ball, quoted in Dickens, n.d.)"
    assert in_text(HARVARD) == "(Ball, quoted in Dickens, no date)"
    assert in_text("ieee") == "Ball, quoted in [1]"
    assert in_text(VANCOUVER) == "Ball, quoted in Dickens (1)"
    assert in_text(AMA) == "Ball, quoted in Dickens¹"
    law = cited("bluebook-law-review").in_text.markdown
    assert law.startswith("Dean Ball, *quoted in* Sean Dickens, *DeepSeek: How China’s")
    assert in_text("oscola").startswith("Dean Ball, quoted in Sean Dickens, ‘DeepSeek:")


def test_citing_an_article_cites_only_the_work():
    assert in_text("apa", what="article") == "(Dickens, n.d.)"
    assert in_text(CHICAGO, what="article") == f"Sean Dickens, {TITLE}.”"
    bare = format_citation(BARE, find_style("ieee"), "quote")
    assert bare == format_citation(BARE, find_style("ieee"), "article")
    assert bare.entry.plain == "[1] “Untitled.”"


def test_the_entry_is_that_of_the_work_that_was_read():
    entry = cited(MLA).entry
    assert entry.plain == f"Dickens, Sean. {TITLE}.”"
    assert cited("apa").entry.html == (
        "Dickens, S. (n.d.). <em>DeepSeek: How China’s embrace of open-source AI "
        "caused a geopolitical earthquake</em>."
    )


def test_a_style_without_a_bibliography_has_the_note_as_its_entry():
    both = cited("bluebook-law-review")
    assert both.entry == both.in_text


def test_a_work_that_a_style_does_not_list_has_no_entry():
    talk = make_reference(
        "t", type="interview", title="Talk", authors=(CSLName("Koch"),)
    )
    assert format_citation(talk, find_style("apa")).entry is None
    assert format_citation(talk, find_style(MLA)).entry.plain == "Koch. “Talk.”"


@pytest.mark.parametrize(
    ("speakers", "apa", "mla", "chicago"),
    [
        ((), "(as", "(qtd.", "Quoted"),
        ((BALL, LIM), "(Ball & Lim, as", "(qtd.", "Dean Ball and Ada Lim, quoted"),
        ((ESA,), f"({ESA.name}, as", "(qtd.", f"{ESA.name}, quoted"),
        (
            (BALL, LIM, ESA),
            "(Ball et al., as",
            "(qtd.",
            "Dean Ball, Ada Lim, and European Space Agency, quoted",
        ),
    ],
)
def test_one_some_or_no_speakers(speakers, apa, mla, chicago):
    assert in_text("apa", speakers=speakers) == f"{apa} cited in Dickens, n.d.)"
    assert in_text(MLA, speakers=speakers) == f"{mla} in Dickens)"
    assert in_text(CHICAGO, speakers=speakers).startswith(f"{chicago} in Sean Dickens")


def test_a_paraphrase_is_not_called_a_quotation():
    for style_id in FEATURED:
        text = in_text(style_id, quote_kind="indirect").lower()
        assert "quoted" not in text
        assert "qtd" not in text
        assert ("cited in" in text) != ("reported in" in text)


def test_a_doubtful_attribution_is_marked_wherever_it_is_cited():
    disputed = CitedSpeaker("Dean Ball", "", "disputed", family="Ball")
    wrong = CitedSpeaker("Mark Twain", "", "misattributed", family="Twain")
    for style_id in FEATURED:
        doubted = cited(style_id, speakers=(disputed,))
        assert "isputed attribution to " in doubted.in_text.plain
        assert doubted.note == "Disputed – Dean Ball."
        several = cited(style_id, speakers=(wrong, LIM, ESA))
        said = several.in_text.plain
        assert said.index("isattributed to ") < said.index("Twain") < said.index("Lim")
        assert several.note.startswith("Not Mark Twain")
        assert cited(style_id, speakers=(wrong,), what="article").note == ""


def test_without_an_author_the_work_is_named_by_its_title():
    nobody = {"authors": (), "title": "DeepSeek", "language": "en"}
    assert in_text("apa", **nobody) == "(Ball, as cited in DeepSeek, n.d.)"
    paper = {**nobody, "container_title": "The Paper"}
    assert in_text("apa", **paper) == "(Ball, as cited in “DeepSeek,” n.d.)"
    assert in_text(MLA, **nobody) == "(qtd. in “DeepSeek”)"
    assert in_text(AMA, **nobody) == "Ball, quoted in “DeepSeek”¹"


def test_a_speech_by_its_own_author_is_no_indirect_source():
    own = {
        "type": "speech",
        "speakers": (CitedSpeaker("Sean Dickens", family="Dickens"),),
    }
    assert in_text("apa", **own) == "(Dickens, n.d.)"
    doubted = (CitedSpeaker("Sean Dickens", "", "disputed", family="Dickens"),)
    assert "disputed attribution" in in_text("apa", type="speech", speakers=doubted)


def test_dates_are_printed_with_the_known_precision():
    month = {"issued": PartialDate(2025, 6), "container_title": "The Paper"}
    assert "(2025, June)." in cited("apa", **month).entry.plain
    assert "The Paper, June 2025." in cited(MLA, **month).entry.plain
    year = {**month, "issued": PartialDate(2025)}
    assert "(2025)." in cited("apa", **year).entry.plain
    unknown = cited(VANCOUVER, container_title="The Paper").entry.plain
    assert unknown.endswith("The Paper. [date unknown].")


@pytest.mark.parametrize("style_id", FEATURED)
def test_missing_fields_leave_no_stray_punctuation(style_id):
    types = ("article-newspaper", "article-magazine", "post-weblog", "speech")
    dates = (None, PartialDate(2025, 6, 1))
    some = format_citations(
        [
            Reference(Work(key=f"a{n}", title=f"T{n}", type=t, authors=a, issued=d))
            for n, (t, a, d) in enumerate(itertools.product(types, AUTHORS, dates))
        ],
        find_style(style_id),
    )
    assert len(some.in_text) == 16
    for text in (*some.in_text, *some.bibliography):
        stray = re.search(r",,|\.\.|, \.|\( |, \(|\(,|\(\)|  |: \.|^[,.]", text.plain)
        assert not stray, text.plain


@pytest.mark.parametrize(
    ("language", "title", "printed"),
    [
        ("en-GB", "the sea is rising again", "“The Sea Is Rising Again.”"),
        ("fr", "La mer monte encore", "“La mer monte encore.”"),
        ("de", "Das Meer steigt und steigt", "“Das Meer steigt und steigt.”"),
    ],
)
def test_the_language_of_a_work_decides_the_case_of_its_title(language, title, printed):
    entry = cited(MLA, title=title, language=language).entry.plain
    assert entry == f"Dickens, Sean. {printed}"


def test_a_variant_of_a_style_uses_its_wording():
    assert in_text("modern-language-association-no-url") == "(qtd. in Dickens)"
    assert in_text("apa-no-initials") == "(Ball, as cited in Dickens, n.d.)"


def test_a_style_in_another_language_uses_that_language():
    assert in_text("din-1505-2-alphanumeric").startswith("Ball, zitiert nach Dickens [")
    assert in_text("annales").startswith("Dean Ball, cité dans Sean Dickens, «\xa0")


def test_the_key_covers_exactly_what_is_shown():
    apa, ieee = find_style("apa"), find_style("ieee")
    key = content_key(CUSTOMER, apa)
    assert key == content_key(changed(CUSTOMER, key="q99"), apa)
    assert key == content_key(changed(CUSTOMER, quote_text="Other words."), apa)
    others = [
        content_key(CUSTOMER, ieee),
        content_key(CUSTOMER, apa, "article"),
        *(
            content_key(changed(CUSTOMER, **fields), apa)
            for fields in (
                {"title": "Other"},
                {"authors": (CSLName("Dickens", "S."),)},
                {"issued": PartialDate(2025)},
                {"speakers": (LIM,)},
                {
                    "speakers": (
                        CitedSpeaker("Dean Ball", "", "disputed", family="Ball"),
                    )
                },
            )
        ),
    ]
    assert len({key, *others}) == len(others) + 1
    # APA says "as cited in" for both.
    assert key == content_key(changed(CUSTOMER, quote_kind="indirect"), apa)


def test_nothing_is_called_a_preprint_or_a_testimony():
    for style_id in FEATURED:
        for type_ in ("article", "document", "hearing", "interview"):
            both = cited(style_id, type=type_, container_title="The Outlet")
            for text in (both.in_text.plain, *filter(None, [both.entry])):
                said = str(text).lower()
                assert "preprint" not in said
                assert "testimony" not in said
                assert "interview with" not in said
