"""BibTeX, BibTeX in ASCII and BibLaTeX: the entries for a reference."""

import pytest

from articles.partial_dates import PartialDate
from quotes.citations.ascii_bibtex import write_ascii_bibtex
from quotes.citations.babel_languages import babel_name
from quotes.citations.biblatex import write_biblatex
from quotes.citations.bibtex import write_bibtex
from quotes.citations.reference import CitedSpeaker, CSLName
from tests.support.citation_files import (
    BARE,
    DEEPSEEK,
    NEWSPAPER,
    WORDS,
    bibtex,
    bibtex_names,
    changed,
)

WRITERS = [write_bibtex, write_ascii_bibtex, write_biblatex]


def fields(reference, write=write_bibtex):
    (entry,) = bibtex(reference, write=write)
    return {field.key: field.value for field in entry.fields}


# Articles, fully known and barely known ----------------------------------------------


def test_bibtex_of_a_newspaper_article():
    assert "".join(write_bibtex([NEWSPAPER])) == (
        "@article{okafor-2025-chip-rules-q7,\n"
        "  title = {Chip rules leak, says the trade ministry of {France}},\n"
        "  author = {Okafor, Ada and van Gogh, Vincent and King, Jr., Martin Luther},\n"
        "  journal = {The Evening Paper},\n"
        "  entrysubtype = {newspaper},\n"
        "  year = {2025},\n"
        "  month = feb,\n"
        "  day = {3},\n"
        "  pages = {A12--A13},\n"
        "  keywords = {Business},\n"
        "  language = {en-GB},\n"
        "  langid = {british},\n"
        "  url = {https://news.example/2025/02/chip_rules?id=1&ref=a%20b},\n"
        "  urldate = {2025-02-13},\n"
        "  annote = {As quoted in the work cited, Zoë Lim (minister); Acme said: "
        "“We will appeal.” https://quotes.example/quotes/7/ Archived copy of the work: "
        "https://archive.example/2025/https://news.example/},\n"
        "}\n\n"
    )


def test_ascii_bibtex_of_a_newspaper_article():
    in_utf8 = "".join(write_bibtex([NEWSPAPER]))
    assert "".join(write_ascii_bibtex([NEWSPAPER])) == (
        in_utf8.replace("Zoë", r"Zo{\"e}").replace("“", "``").replace("”", "''")
    )


def test_biblatex_of_a_newspaper_article():
    assert "".join(write_biblatex([NEWSPAPER])) == (
        "@article{okafor-2025-chip-rules-q7,\n"
        "  title = {Chip rules leak, says the trade ministry of {France}},\n"
        "  author = {Okafor, Ada and van Gogh, Vincent and King, Jr., Martin Luther},\n"
        "  journaltitle = {The Evening Paper},\n"
        "  entrysubtype = {newspaper},\n"
        "  date = {2025-02-03},\n"
        "  pages = {A12--A13},\n"
        "  keywords = {Business},\n"
        "  language = {english},\n"
        "  langid = {british},\n"
        "  url = {https://news.example/2025/02/chip_rules?id=1&ref=a%20b},\n"
        "  urldate = {2025-02-13},\n"
        "  options = {useprefix=true},\n"
        "  annote = {As quoted in the work cited, Zoë Lim (minister); Acme said: "
        "“We will appeal.” https://quotes.example/quotes/7/ Archived copy of the work: "
        "https://archive.example/2025/https://news.example/},\n"
        "}\n\n"
    )


@pytest.mark.parametrize("write", [write_bibtex, write_biblatex])
def test_unknown_publication_and_date_are_not_invented(write):
    assert "".join(write([DEEPSEEK])) == (
        "@misc{dickens-deepseek-how-q12,\n"
        "  title = {{DeepSeek}: how {China’s} embrace of open-source {AI} caused a "
        "geopolitical earthquake},\n"
        "  author = {Dickens, Sean},\n"
        "  annote = {As quoted in the work cited, Dean Ball (research fellow) said: "
        f"“{WORDS}”}},\n"
        "}\n\n"
    )


@pytest.mark.parametrize("write", WRITERS)
def test_doubtful_attributions_are_in_a_field_that_is_printed(write):
    doubted = changed(
        DEEPSEEK,
        speakers=(
            CitedSpeaker("Ada", standing="disputed"),
            CitedSpeaker("Bo", standing="verified"),
            CitedSpeaker("Cy", standing="misattributed"),
        ),
    )
    assert fields(doubted, write)["note"] == (
        "Attribution disputed (Ada); misattributed (Cy)"
    )
    assert "note" not in fields(DEEPSEEK, write)


def test_the_month_is_a_macro_of_bibtex():
    macros = "jan feb mar apr may jun jul aug sep oct nov dec"
    for month, macro in enumerate(macros.split(), start=1):
        dated = changed(BARE, issued=PartialDate(2025, month))
        assert f"\n  month = {macro},\n" in "".join(write_bibtex([dated]))


@pytest.mark.parametrize("written", ["2025-02-03", "2025-02", "2025", "0984-12"])
def test_biblatex_dates_have_the_known_precision(written):
    date = PartialDate.parse(written)
    dated = fields(changed(BARE, issued=date, accessed=date), write_biblatex)
    assert (dated["date"], dated["urldate"]) == (written, written)
    assert not {"year", "month", "day"} & set(dated)


# Text --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "in_bibtex"),
    [
        ("China wins", "China wins"),
        ("“China wins”", "“{China} wins”"),
        ("iPhone and DeepSeek", "{iPhone} and {DeepSeek}"),
        ("An AI-made “Über”, in É.", "An {AI-made} “{Über}”, in {É}."),
        ("Cafe\u0301 CAFE\u0301!", "Cafe\u0301 {CAFE\u0301}!"),
        ("100% of R&D: $5 #1 a_b &C", r"100\% of {R\&D}: \$5 \#1 a\_b \&{C}"),
        (
            r"a{b}~^\x",
            r"a\{\vphantom{\}}b\vphantom{\{}\}{\textasciitilde}"
            r"{\textasciicircum}{\textbackslash}x",
        ),
        ("it’s 5--6 ''x'' why?`", "it’s 5{-}{-}6 {'}{'}x{'}{'} why?{}`"),
        ("中国的开源人工智能", "中国的开源人工智能"),
        ("عن الذكاء", "عن الذكاء"),
    ],
)
@pytest.mark.parametrize("write", [write_bibtex, write_biblatex])
def test_titles_are_escaped_and_keep_their_capitals(title, in_bibtex, write):
    assert f"  title = {{{in_bibtex}}},\n" in "".join(
        write([changed(BARE, title=title)])
    )


@pytest.mark.parametrize(
    ("title", "in_ascii"),
    [
        ("Élan vital", r"{\'E}lan vital"),
        ("Cafe\u0301 CAFE\u0301!", r"Caf{\'e} {CAF{\'E}}!"),
        ("der Straßenbau in Łódź", r"der {Stra{\ss}enbau} in {{\L}{\'o}d{\'z}}"),
        ("ça, ạ ș ậ ǽ", r"{\c{c}}a, {\d{a}} {\textcommabelow{s}} {\d{\^a}} {\'{\ae}}"),
        ("“‘No’ – she said—‘why?’”", "{``}{`}{No}' -- she said---`why?{'}{''}"),
        ("he said: ‘no’–—no?“", "he said: `no'{--}{---}no?{``}"),
        ("5 € ½ ×", r"5 {\texteuro} {\textonehalf} {\texttimes}"),
        ("a\u00a0b\u200bc", "a bc"),
    ],
)
def test_ascii_accents_follow_bibtex(title, in_ascii):
    written = "".join(write_ascii_bibtex([changed(BARE, title=title)]))
    assert f"  title = {{{in_ascii}}},\n" in written
    assert "annote" not in written


@pytest.mark.parametrize(
    ("changes", "field", "value", "told"),
    [
        ({"title": "中国的 AI 和"}, "title", "Zhong {Guo} {De} {AI} {He}", "title"),
        ({"authors": (CSLName("Лев", "Ада"),)}, "author", "Lev, Ada", "author"),
        ({"authors": (CSLName("\u200f"),)}, "author", "{[U+200F]}", "author"),
        ({"container_title": "Ἀθῆναι"}, "howpublished", "Athinai", "outlet"),
        ({"section": "ơn", "page": "١"}, "keywords", "on", "section, pages"),
        ({"title": "x\U0010fffd"}, "title", "{x[U+10FFFD}]", "title"),
    ],
)
def test_ascii_names_transliterated_fields(changes, field, value, told):
    written = fields(changed(BARE, **changes), write_ascii_bibtex)
    assert written[field] == value
    assert written["annote"] == f"Transliterated here: {told}."


def test_ascii_says_if_a_quote_is_transliterated():
    quoting = changed(DEEPSEEK, quote_text="Да!", quote_kind="mixed")
    assert fields(quoting, write_ascii_bibtex)["annote"] == (
        "As quoted in the work cited, Dean Ball (research fellow) said: Da! "
        "Transliterated here: quote."
    )


@pytest.mark.parametrize("write", WRITERS)
def test_addresses_are_not_escaped_but_cannot_break_out(write):
    url = 'https://x.example/a_b;c~d%20é {1}\\"?q=--#z'
    assert fields(changed(BARE, url=url), write)["url"] == (
        "https://x.example/a_b;c~d%20%C3%A9%20%7B1%7D%5C%22?q=--#z"
    )


def test_biblatex_reads_a_section_with_a_comma_as_one_keyword():
    of_section = changed(BARE, section="Business, Money")
    assert fields(of_section, write_biblatex)["keywords"] == "Business{,} Money"


# Names and keys ----------------------------------------------------------------------


def test_biblatex_keeps_a_particle_that_belongs_to_the_name():
    of_vincent = changed(BARE, authors=(CSLName("Gogh", "Vincent", "van"),))
    assert fields(of_vincent, write_biblatex)["options"] == "useprefix=true"
    of_plato = changed(BARE, authors=(CSLName("Plato"),))
    assert "options" not in fields(of_plato, write_biblatex)


def test_ascii_names_keep_their_parts():
    assert bibtex_names(
        CSLName("Žižek", "Élan", "d’", "Jr."),
        CSLName(literal="Müller, Söhne and Co"),
        write=write_ascii_bibtex,
    ) == [
        ("", r"d'{\v{Z}}i{\v{z}}ek", "Jr.", r"{\'E}lan"),
        ("", r"{M{\"u}ller, S{\"o}hne and Co}", "", ""),
    ]


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({}, "okafor-2025-chip-rules-q7"),
        ({"authors": ()}, "2025-chip-rules-q7"),
        ({"issued": None}, "okafor-chip-rules-q7"),
        ({"title": "The “Don’t” of it"}, "okafor-2025-dont-of-q7"),
        (
            {"title": "中国的 AI", "authors": (CSLName("Müller"),)},
            "muller-2025-zhongguode-ai-q7",
        ),
        ({"title": "", "key": "Q-7"}, "okafor-2025-_51__2d_7"),
    ],
)
def test_keys_are_readable_and_the_same_in_all_three(write, changes, key):
    (entry,) = bibtex(changed(NEWSPAPER, **changes), write=write)
    assert entry.key == key


# Types and languages -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("csl_type", "entry_type", "outlet_field", "more"),
    [
        ("article", "misc", "howpublished", {}),
        ("article-journal", "article", "journaltitle", {}),
        ("article-magazine", "article", "journaltitle", {"entrysubtype": "magazine"}),
        ("article-newspaper", "article", "journaltitle", {"entrysubtype": "newspaper"}),
        ("book", "book", "publisher", {}),
        ("broadcast", "misc", "howpublished", {"type": "Broadcast"}),
        ("chapter", "incollection", "booktitle", {}),
        ("hearing", "misc", "howpublished", {"type": "Hearing"}),
        ("interview", "misc", "howpublished", {"type": "Interview"}),
        ("post", "online", "organization", {}),
        ("report", "report", "institution", {"type": "report"}),
        ("speech", "misc", "howpublished", {"type": "Speech"}),
        ("webpage", "online", "organization", {}),
    ],
)
def test_types_of_biblatex(csl_type, entry_type, outlet_field, more):
    url = "https://x.example/"
    typed = changed(BARE, type=csl_type, container_title="outlet", url=url, title="t")
    (entry,) = bibtex(typed, write=write_biblatex)
    assert entry.entry_type == entry_type
    assert fields(typed, write_biblatex) == {
        "title": "t",
        outlet_field: "outlet",
        "url": url,
        **more,
    }


@pytest.mark.parametrize(
    ("known", "entry_type"),
    [({"url": "https://x.example/"}, "online"), ({}, "misc")],
)
def test_biblatex_uses_the_most_specific_certain_type(known, entry_type):
    article = changed(BARE, type="article-newspaper", **known)
    (entry,) = bibtex(article, write=write_biblatex)
    assert entry.entry_type == entry_type


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "english"),
        ("en-GB", "british"),
        ("de-AT-1996", "naustrian"),
        ("en-ZA", "english"),
        ("zh-Hant-TW", "chinese-hant"),
        ("tlh", ""),
        ("", ""),
    ],
)
def test_babel_finds_a_language_by_the_start_of_its_tag(tag, name):
    assert babel_name(tag) == name
