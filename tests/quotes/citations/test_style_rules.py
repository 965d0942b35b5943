"""Rules of styles that their files or pandoc miss: names, kinds of work, marks, pages.

Each style formats all works in one call, because a call takes a tenth of a second.
"""

import pytest

from articles.partial_dates import PartialDate
from quotes.citations.csl_citation import content_key, format_citations
from quotes.citations.reference import CitedSpeaker, CSLName, Quoted, Reference, Work
from quotes.citations.styles import find_style

NEWS, DAY = "article-newspaper", PartialDate(2021, 7, 14)


def work(key, title="T", type=NEWS, author=None, **fields):
    """Return a work dated 14 July 2021. An author is (family, given)."""
    authors = (CSLName(*author),) if author else ()
    fields = {"container_title": "Paper", "issued": DAY, "language": "en"} | fields
    return Work(key=key, title=title, type=type, authors=authors, **fields)


def both(style_id, works):
    """Return {key: (entry, citation of the work)} in a style, in Markdown."""
    made = format_citations([Reference(each) for each in works], find_style(style_id))
    entries = dict(zip(made.works, made.bibliography, strict=True))
    return {
        each.key: (
            entries[each.key].markdown.replace("\\", "") if each.key in entries else "",
            cited.markdown.replace("\\", ""),
        )
        for each, cited in zip(works, made.in_text, strict=True)
    }


def test_apa_has_the_kind_of_work_behind_the_title():
    works = [
        work("a", "Evening edition", "broadcast"),
        work("b", "Who won?", "broadcast"),
        work("c", "Morning edition", "broadcast", ("Lund", "Kira")),
        work("d", "Remarks", "speech"),
        work("e", "On the harbor", "speech", ("Hart", "Gwen")),
        work("f", "Oversight", "hearing", url="https://x.example/f"),
        work("g", "A letter", "personal_communication"),
        work("h", "We will answer", "post", url="https://x.example/h"),
        work("i", "A talk", "interview", url="https://x.example/i"),
        work("j", "A notice", "document"),
        work("k", "A headline"),
        work("l", "What the harbor board says of the tides", "broadcast"),
    ]
    assert {key: each[0] for key, each in both("apa", works).items()} == {
        "a": "*Evening edition* [Broadcast]. (2021, July 14). Paper.",
        "b": "*Who won?* [Broadcast]. (2021, July 14). Paper.",
        "c": "Lund, K. (2021, July 14). *Morning edition* [Broadcast]. Paper.",
        "d": "*Remarks* [Speech]. (2021, July 14). Paper.",
        "e": "Hart, G. (2021, July 14). *On the harbor* [Speech]. Paper.",
        "f": "*Oversight* [Hearing]. (2021, July 14). Paper. <https://x.example/f>",
        "g": "*A letter* [Letter]. (2021, July 14). Paper.",
        "h": "*We will answer* [Online post]. (2021, July 14). Paper. "
        "<https://x.example/h>",
        "i": "*A talk* [Interview]. (2021, July 14). Paper. <https://x.example/i>",
        "j": "*A notice*. (2021, July 14). Paper.",
        "k": "A headline. (2021, July 14). *Paper*.",
        "l": "*What the harbor board says of the tides* [Broadcast]. (2021, July 14). "
        "Paper.",
    }
    cited = {key: each[1] for key, each in both("apa", works).items()}
    assert cited["a"] == "(*Evening Edition*, 2021)"
    assert cited["d"] == "(*Remarks*, 2021)"
    assert cited["k"] == "(“A Headline,” 2021)"
    assert cited["l"] == "(*What the Harbor Board*, 2021)"


def test_online_in_ieee():
    url = "https://x.example/"
    kinds = {
        NEWS: True,
        "article-magazine": True,
        "article-journal": True,
        "book": True,
        "broadcast": True,
        "chapter": True,
        "document": True,
        "hearing": True,
        "interview": True,
        "legal_case": True,
        "personal_communication": True,
        "report": True,
        "speech": True,
        "webpage": False,  # its file has it only there
    }
    works = [work(kind, type=kind, url=url) for kind in kinds]
    made = both("ieee", works)
    for kind, (entry, _) in made.items():
        assert entry.count("[Online].") == 1, entry
        assert "Available: <https://x.example/>" in entry, kind
    read = [work("r", url=url, accessed=PartialDate(2022, 1, 2)), work("n")]
    made = both("ieee", read)
    assert "Accessed: Jan. 02, 2022. [Online]. Available:" in made["r"][0]
    assert "Online" not in made["n"][0]


MARKS = {
    "why 'smart' meters aren't smart": {
        "apa": "Why “smart” meters aren’t smart.",
        "modern-language-association": "“Why ‘Smart’ Meters Aren’t Smart.”",
        "harvard-cite-them-right": "‘why “smart” meters aren’t smart’",
    },
    "minister: ‘enough is enough’": {
        "modern-language-association": "“Minister: ‘Enough Is Enough.’”",
        "harvard-cite-them-right": "‘minister: “enough is enough”’",
    },
    'the "quiet" war': {
        "modern-language-association": "“The ‘Quiet’ War.”",
        "harvard-cite-them-right": "‘the “quiet” war’",
    },
    "the boys’ club": {"modern-language-association": "“The Boys’ Club.”"},
    "rights of the boys’": {"modern-language-association": "“Rights of the Boys’.”"},
    "<i>E. coli</i> and CO<sub>2</sub>": {
        "apa": "<i>E. coli</i> and CO<sub>2</sub>.",
        "modern-language-association": "“<i>E. Coli</i> and CO<sub>2</sub>.”",
        "harvard-cite-them-right": "‘<i>E. coli</i> and CO<sub>2</sub>’",
    },
    "a year without rain": {
        "modern-language-association": "“A Year without Rain.”",
        "chicago-author-date": "“A Year Without Rain.”",
    },
    "what to do without": {"modern-language-association": "“What to Do Without.”"},
    "within reach": {"modern-language-association": "“Within Reach.”"},
    "who owns the moon?": {
        "modern-language-association": "“Who Owns the Moon?” *Paper*",
        "chicago-author-date": "“Who Owns the Moon?” *Paper*",
        "ieee": "“who owns the moon?” *Paper*",
    },
}


def test_marks_and_capitals_of_titles():
    works = {
        title: work(f"w{n}", title, author=(f"A{n}b", "G"))
        for n, title in enumerate(MARKS)
    }
    for style_id in sorted({style for printed in MARKS.values() for style in printed}):
        made = both(style_id, works.values())
        for title, printed in MARKS.items():
            if style_id in printed:
                assert printed[style_id].lower() in made[works[title].key][0].lower()
                if style_id != "apa":
                    assert printed[style_id] in made[works[title].key][0]


def test_a_comma_follows_a_question_mark_in_notes_of_chicago():
    works = [
        work("a", "Who owns the moon?", author=("Abel", "A")),
        work("b", "Minister: “Enough!”", author=("Bohr", "B")),
        work("c", "Who knows?", "book", ("Cohn", "C")),
    ]
    made = both("chicago-notes-bibliography", works)
    assert "“Who Owns the Moon?,” *Paper*" in made["a"][1]
    assert "“Who Owns the Moon?” *Paper*" in made["a"][0]
    assert "“Minister: ‘Enough!,’” *Paper*" in made["b"][1]
    assert "“Minister: ‘Enough!’” *Paper*" in made["b"][0]
    assert "*Who Knows?* Paper, 2021." in made["c"][0]


def quote(page, kind="direct", type=NEWS, said=None, standing="verified"):
    """Return a quote of Ball, from a work with pages."""
    who = CitedSpeaker("Dean Ball", "", standing, family="Ball")
    return Reference(
        work("a", "Tides", type, ("Quill", "Peter"), page=page),
        Quoted("q", "Words.", kind, speakers=(who,), said=said),
    )


def cited(style_id, reference):
    made = format_citations([reference], find_style(style_id))
    return made.in_text[0].plain, made.bibliography[0].plain


PAGES = {
    "apa": "(Ball, as cited in Quill, 2021, p. A4)",
    "modern-language-association": "(qtd. in Quill A4)",
    "chicago-author-date": "(Ball, quoted in Quill 2021, A4)",
    "harvard-cite-them-right": "(Ball, quoted in Quill, 2021, p. A4)",
    "ieee": "Ball, quoted in [1, p. A4]",
    "nlm-citation-sequence": "Ball, quoted in Quill (1)",
    "din-1505-2": "(Ball, zitiert nach Quill, 2021, S. A4)",
}


@pytest.mark.parametrize("style_id", PAGES)
def test_direct_words_are_cited_with_their_page(style_id):
    assert cited(style_id, quote("A4"))[0] == PAGES[style_id]


def test_only_a_known_page_is_cited():
    told = {
        ("4", "direct", NEWS): ", p. 4)",
        ("p. 4", "direct", NEWS): ", p. 4)",
        ("42", "direct", NEWS): ", p. 42)",
        ("1042", "direct", "book"): ", p. 1042)",
        ("xii", "direct", "book"): ", p. xii)",
        ("55–71", "direct", "book"): ", pp. 55–71)",
        ("55-6", "mixed", "book"): ", pp. 55–56)",
        # The pages of the article, a place that is no page, a paraphrase.
        ("22–29", "direct", NEWS): "Quill, 2021)",
        ("55–71", "direct", "chapter"): "Quill, 2021)",
        ("4, 6", "direct", NEWS): "Quill, 2021)",
        ("front", "direct", NEWS): "Quill, 2021)",
        ("4", "indirect", NEWS): "Quill, 2021)",
        ("", "direct", NEWS): "Quill, 2021)",
    }
    for (page, kind, type_), ending in told.items():
        assert cited("apa", quote(page, kind, type_))[0].endswith(ending), page
    text, entry = cited("modern-language-association", quote("55–71", type="book"))
    assert text == "(qtd. in Quill 55–71)"
    assert entry == "Quill, Peter. Tides. Paper, 2021."
    article = format_citations([quote("4")], find_style("apa"), "article")
    assert article.in_text[0].plain == "(Quill, 2021)"


def test_apa_names_the_year_of_the_words():
    said = PartialDate(1982, 5)
    told = cited("apa", quote("4", said=said))[0]
    assert told == "(Ball, 1982, as cited in Quill, 2021, p. 4)"
    told = cited("apa", quote("", "indirect", said=said))[0]
    assert told == "(Ball, 1982, as cited in Quill, 2021)"
    # Not of words that Ball may never have said, nor in other styles.
    told = cited("apa", quote("", said=said, standing="disputed"))[0]
    assert "1982" not in told
    assert "1982" not in cited("chicago-author-date", quote("", said=said))[0]


def test_page_and_year_are_part_of_the_key():
    apa = find_style("apa")
    keys = {
        content_key(quote("4"), apa),
        content_key(quote("5"), apa),
        content_key(quote("4", "indirect"), apa),
        content_key(quote("4", said=PartialDate(1982)), apa),
    }
    assert len(keys) == 4


def test_notes_of_oscola():
    reference = quote("4")
    text, entry = cited("oscola", reference)
    assert entry == "Quill P, ‘Tides’ Paper (14 July 2021) 4"
    assert text == "Dean Ball, quoted in Peter Quill, ‘Tides’ Paper (14 July 2021) 4."
    letter = quote("", type="personal_communication")
    text, entry = cited("oscola", letter)
    assert entry == "Quill P, ‘Tides’ (Paper, 14 July 2021)"
    assert text == "Dean Ball, quoted in Peter Quill, ‘Tides’ (Paper, 14 July 2021)."


def test_a_particle_with_an_apostrophe_stays_apart_unless_it_is_elided():
    works = [
        work("a", "Tides", "book", ("Medici", "Lorenzo", "de’"), container_title=""),
        work("b", "Coasts", "book", ("Ormesson", "Jean", "d’"), container_title=""),
    ]
    entry, cited = both("chicago-author-date", works)["a"]
    assert (entry[:21], cited) == ("Medici, Lorenzo de’. ", "(de’ Medici 2021)")
    assert both("chicago-author-date", works)["b"][1] == "(d’Ormesson 2021)"
    assert both("apa", works)["a"][0].startswith("de’ Medici, L. (2021")


def test_a_number_names_a_long_title_by_its_beginning():
    reference = quote("")
    title = "Storm closes the coast road for a third time"
    reference.work = work("a", title)
    text = cited("american-medical-association", reference)[0]
    assert text == "Ball, quoted in “Storm closes the coast”¹"
    assert cited("apa", reference)[0] == (
        "(Ball, as cited in “Storm Closes the Coast,” 2021)"
    )
    assert cited("modern-language-association", reference)[0] == (
        "(qtd. in “Storm Closes the Coast”)"
    )
    reference.work = work("a", "Board of Education of Penn v. Brown", "legal_case")
    text = cited("american-medical-association", reference)[0]
    assert text == "Ball, quoted in “Board of Education of Penn v. Brown”¹"


def test_works_without_an_author_or_a_date():
    works = [
        work("a", "Night talk", "broadcast", container_title="Radio North"),
        work("b", "Tides", "document", container_title="", issued=None),
        work("c", "Coasts", "broadcast", ("Lund", "K"), container_title=""),
        work(
            "d",
            "P. v. Q.",
            "legal_case",
            ("", "", "", "", "Court"),
            container_title="Court",
        ),
        work("e", "Harbors", "hearing", container_title="Board", issued=None),
    ]
    harvard = both("harvard-cite-them-right", works)
    assert harvard["a"] == (
        "‘Night talk’ (2021). Radio North.",
        "(‘Night talk’, 2021)",
    )
    assert harvard["e"][1] == "(‘Harbors’, no date)"
    notes = both("chicago-notes-bibliography", works)
    assert notes["b"][0] == "“Tides.”"  # not left out
    assert notes["c"][0] == "Lund, K. “Coasts.” July 14, 2021."  # not "aired on"
    assert notes["e"][0] == "“Harbors.” Hearing. Board, n.d."
    mla = both("modern-language-association", works)
    assert mla["d"][0] == "Court. *P. v. Q.* 14 July 2021."


def test_long_titles_that_begin_alike_are_cited_whole():
    works = [
        work("a", "Storm closes the coast road for a third time"),
        work("b", "Storm closes the coast road for good"),
        work("c", "Fishing fleet returns empty from the north"),
        work("d", "Evening edition of the first of May", "broadcast"),
        work("e", "Evening edition of the first of June", "broadcast"),
    ]
    cited = {
        key: each[1] for key, each in both("modern-language-association", works).items()
    }
    assert cited["a"] == "(“Storm Closes the Coast Road for a Third Time”)"
    assert cited["b"] == "(“Storm Closes the Coast Road for Good”)"
    assert cited["c"] == "(“Fishing Fleet Returns Empty”)"
    apa = {key: each[1] for key, each in both("apa", works).items()}
    assert apa["c"] == "(“Fishing Fleet Returns Empty,” 2021)"
    assert apa["d"] == "(*Evening Edition of the First of May*, 2021)"


def test_a_doi_is_printed_as_it_is():
    doi = "10.1000/xyz'q'--z<i>"
    made = both("apa", [work("a", author=("Abel", "A"), doi=doi)])
    assert "https://doi.org/10.1000/xyz'q'--z<i>" in made["a"][0]
