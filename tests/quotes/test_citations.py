"""Citations: what each format says, and that any reader of it gets that back."""

import itertools
import json
import re
import tracemalloc
import unicodedata
from dataclasses import replace

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from hypothesis import example, given
from hypothesis import strategies as st

from articles.partial_dates import PartialDate
from quotes.citations import (
    FORMATS,
    Name,
    Reference,
    Speaker,
    write_bibtex,
    write_csl_json,
    write_ris,
)

NEWSPAPER = Reference(
    key="q7",
    type="article-newspaper",
    title="Chip rules leak, says the trade ministry of France",
    authors=(
        Name("Okafor", "Ada"),
        Name("Gogh", "Vincent", particle="van"),
        Name("King", "Martin Luther", suffix="Jr."),
    ),
    container_title="The Evening Paper",
    issued=PartialDate(2025, 2, 3),
    accessed=PartialDate(2025, 2, 13),
    url="https://news.example/2025/02/chip_rules?id=1&ref=a%20b",
    archive_url="https://archive.example/2025/https://news.example/",
    page="A12–A13",
    section="Business",
    language="en-GB",
    quote_text="We will appeal.",
    speakers=(Speaker("Zoë Lim", "minister", "verified"), Speaker("Acme")),
    quote_url="https://quotes.example/quotes/7/",
)
WORDS = (
    "You can keep [computing resources] away from China, but you can’t "
    "export-control the ideas that everyone in the world is hunting for."
)
DEEPSEEK = Reference(
    key="q12",
    type="article-newspaper",
    title=(
        "DeepSeek: how China’s embrace of open-source AI caused a geopolitical "
        "earthquake"
    ),
    authors=(Name("Dickens", "Sean"),),
    quote_text=WORDS,
    speakers=(Speaker("Dean Ball", "research fellow"),),
)
BARE = Reference(key="q1", type="webpage", title="Untitled")

# What Python and the formats call white space or a control, as one kind.
BREAKS = {"Cc", "Cs", "Zl", "Zp", "Zs"}
# The ways in which LaTeX's special characters are written, back to front.
LATEX = {
    r"{\textbackslash}": "\\",
    r"\{\vphantom{\}}": "{",
    r"\vphantom{\{}\}": "}",
    r"{\textasciicircum}": "^",
    r"{\textasciitilde}": "~",
    **{rf"\{special}": special for special in "$&%#_"},
    "{": "",
    "}": "",
}
LATEX_PATTERN = re.compile("|".join(map(re.escape, LATEX)))


def folded(text):
    """Return the text with each run of white space and controls as one space."""
    spaced = (" " if unicodedata.category(c) in BREAKS else c for c in text)
    return " ".join("".join(spaced).split())


def plain(latex):
    """Return the text that LaTeX would print."""
    return folded(LATEX_PATTERN.sub(lambda found: LATEX[found[0]], latex))


def bibtex(*references, middleware=()):
    text = "".join(write_bibtex(references))
    # BibTeX, unlike bibtexparser, counts the braces behind a backslash as well.
    steps = ({"{": 1, "}": -1}.get(character, 0) for character in text)
    depths = list(itertools.accumulate(steps))
    assert min(depths) == depths[-1] == 0
    assert len(text.splitlines()) == text.count("\n")
    library = bibtexparser.parse_string(text, append_middleware=list(middleware))
    assert not library.failed_blocks
    assert not library.comments
    assert len(library.entries) == len(references)
    return library.entries


def bibtex_names(*names):
    """Return the names as BibTeX reads them: (von, last, jr, first) each."""
    middleware = (SeparateCoAuthors(), SplitNameParts())
    (entry,) = bibtex(replace(BARE, authors=names), middleware=middleware)
    return [
        tuple(" ".join(part) for part in (name.von, name.last, name.jr, name.first))
        for name in entry["author"]
    ]


def ris_lines(*references):
    text = "".join(write_ris(references))
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert lines == text.splitlines()
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    return lines


def ris(reference):
    """Return a record as {tag: [values]}, read here, and as rispy reads it."""
    lines = ris_lines(reference)
    assert lines[0].startswith("TY  - ") and lines[-1] == "ER  - "
    tags = {}
    for line in lines[:-1]:
        tags.setdefault(line[:2], []).append(line[6:])
    (record,) = rispy.loads("".join(write_ris([reference])))
    return tags, record


def csl(*references):
    return json.loads("".join(write_csl_json(references)))


# A whole article ---------------------------------------------------------------------

NEWSPAPER_NOTE = (
    "As quoted in the work cited, Zoë Lim (minister); Acme: “We will appeal.” "
    "https://quotes.example/quotes/7/"
)


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
        "  section = {Business},\n"
        "  pages = {A12--A13},\n"
        "  language = {en-GB},\n"
        "  url = {https://news.example/2025/02/chip_rules?id=1&ref=a%20b},\n"
        "  urldate = {2025-02-13},\n"
        "  archiveurl = {https://archive.example/2025/https://news.example/},\n"
        f"  note = {{{NEWSPAPER_NOTE}}},\n"
        "}\n\n"
    )


def test_ris_of_a_newspaper_article():
    assert ris_lines(NEWSPAPER) == [
        "TY  - NEWS",
        "TI  - Chip rules leak, says the trade ministry of France",
        "AU  - Okafor, Ada",
        "AU  - van Gogh, Vincent",
        "AU  - King, Martin Luther, Jr.",
        "T2  - The Evening Paper",
        "PY  - 2025",
        "DA  - 2025/02/03/",
        "SE  - Business",
        "SP  - A12",
        "EP  - A13",
        "LA  - en-GB",
        "UR  - https://news.example/2025/02/chip_rules?id=1&ref=a%20b",
        "L2  - https://archive.example/2025/https://news.example/",
        "Y2  - 2025/02/13/",
        f"N1  - {NEWSPAPER_NOTE}",
        "ER  - ",
    ]


def test_csl_json_of_a_newspaper_article():
    assert csl(NEWSPAPER) == [
        {
            "id": "q7",
            "type": "article-newspaper",
            "title": "Chip rules leak, says the trade ministry of France",
            "author": [
                {"family": "Okafor", "given": "Ada"},
                {
                    "family": "Gogh",
                    "given": "Vincent",
                    "non-dropping-particle": "van",
                },
                {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            ],
            "container-title": "The Evening Paper",
            "issued": {"date-parts": [[2025, 2, 3]]},
            "accessed": {"date-parts": [[2025, 2, 13]]},
            "section": "Business",
            "page": "A12–A13",
            "language": "en-GB",
            "URL": "https://news.example/2025/02/chip_rules?id=1&ref=a%20b",
            "archive_location": "https://archive.example/2025/https://news.example/",
            "note": NEWSPAPER_NOTE,
            "custom": {
                "quote": {
                    "text": "We will appeal.",
                    "kind": "direct",
                    "url": "https://quotes.example/quotes/7/",
                    "speakers": [
                        {"name": "Zoë Lim", "role": "minister", "standing": "verified"},
                        {"name": "Acme", "standing": "unverified"},
                    ],
                }
            },
        }
    ]


# An article without outlet and date --------------------------------------------------

DEEPSEEK_NOTE = f"As quoted in the work cited, Dean Ball (research fellow): “{WORDS}”"


def test_bibtex_invents_no_outlet_and_no_date():
    assert "".join(write_bibtex([DEEPSEEK])) == (
        "@misc{dickens-deepseek-how-q12,\n"
        "  title = {{DeepSeek}: how {China’s} embrace of open-source {AI} caused a "
        "geopolitical earthquake},\n"
        "  author = {Dickens, Sean},\n"
        f"  note = {{{DEEPSEEK_NOTE}}},\n"
        "}\n\n"
    )


def test_ris_invents_no_outlet_and_no_date():
    assert ris_lines(DEEPSEEK) == [
        "TY  - NEWS",
        f"TI  - {DEEPSEEK.title}",
        "AU  - Dickens, Sean",
        f"N1  - {DEEPSEEK_NOTE}",
        "ER  - ",
    ]


def test_csl_json_invents_no_outlet_and_no_date():
    (item,) = csl(DEEPSEEK)
    assert list(item) == ["id", "type", "title", "author", "note", "custom"]
    assert item["note"] == DEEPSEEK_NOTE


def test_a_reference_that_knows_nothing_but_its_title():
    (entry,) = bibtex(BARE)
    assert (entry.key, [field.key for field in entry.fields]) == (
        "untitled-q1",
        ["title"],
    )
    assert ris_lines(BARE) == ["TY  - ELEC", "TI  - Untitled", "ER  - "]
    assert csl(BARE) == [{"id": "q1", "type": "webpage", "title": "Untitled"}]


# Dates -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "bibtex_fields", "ris_date"),
    [
        ("2025-02", {"year": "2025", "month": "feb"}, "2025/02//"),
        ("2025", {"year": "2025"}, "2025///"),
        ("0984-12-31", {"year": "984", "month": "dec", "day": "31"}, "0984/12/31/"),
    ],
)
def test_a_date_says_no_more_than_is_known(written, bibtex_fields, ris_date):
    date = PartialDate.parse(written)
    dated = replace(BARE, issued=date, accessed=date)

    (entry,) = bibtex(dated)
    fields = {field.key: field.value for field in entry.fields}
    assert fields == {"title": "Untitled", "urldate": written, **bibtex_fields}

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


def test_the_month_is_a_macro_of_bibtex():
    macros = "jan feb mar apr may jun jul aug sep oct nov dec"
    for month, macro in enumerate(macros.split(), start=1):
        dated = replace(BARE, issued=PartialDate(2025, month))
        assert f"\n  month = {macro},\n" in "".join(write_bibtex([dated]))


# Names -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "in_bibtex", "in_ris"),
    [
        (
            Name("Gogh", "Vincent", "van", "Jr."),
            ("van", "Gogh", "Jr.", "Vincent"),
            "van Gogh, Vincent, Jr.",
        ),
        (
            Name("Leyen", "Ursula", "von der"),
            ("von der", "Leyen", "", "Ursula"),
            "von der Leyen, Ursula",
        ),
        (Name("Ormesson", "Jean", "d’"), ("", "d’Ormesson", "", "Jean"), None),
        (Name("García y Vega", "Ana"), ("", "{García y Vega}", "", "Ana"), None),
        (Name("Smith, and Co", "A"), ("", "{Smith, and Co}", "", "A"), None),
        (Name("hooks", "bell"), ("", "hooks", "", "bell"), "hooks, bell"),
        (Name("Plato"), ("", "{Plato}", "", ""), "Plato"),
        (Name("King", suffix="Jr."), ("", "{King Jr.}", "", ""), "King, , Jr."),
        (Name("others"), ("", "{others}", "", ""), "others"),
        (Name(literal="Reuters"), ("", "{Reuters}", "", ""), "Reuters"),
        (
            Name(literal="Tom and Jerry, Inc."),
            ("", "{Tom and Jerry, Inc.}", "", ""),
            "Tom and Jerry, Inc.",
        ),
    ],
)
def test_names_keep_their_parts(name, in_bibtex, in_ris):
    assert bibtex_names(name, Name("Last", "First")) == [
        in_bibtex,
        ("", "Last", "", "First"),
    ]
    if in_ris:
        _, record = ris(replace(BARE, authors=(name,)))
        assert record["authors"] == [in_ris]


def test_an_organisation_is_a_literal_in_csl():
    (item,) = csl(replace(BARE, authors=(Name(literal="Ministry of Trade"),)))
    assert item["author"] == [{"literal": "Ministry of Trade"}]


@pytest.mark.parametrize(
    "parts", [{}, {"given": "A"}, {"family": "A", "literal": "B"}, {"family": "\n"}]
)
def test_a_name_has_a_family_name_or_a_literal(parts):
    with pytest.raises(ValueError, match="either a family name or a literal"):
        Name(**parts)


# What is quoted ----------------------------------------------------------------------


def notes(reference):
    """Return the note as each format has it."""
    (entry,) = bibtex(reference)
    _, record = ris(reference)
    (item,) = csl(reference)
    in_all = {plain(entry["note"]), *record["notes"], item["note"]}
    assert len(in_all) == 1
    return in_all.pop()


@pytest.mark.parametrize(
    ("kind", "words", "note"),
    [
        ("direct", "No.", "As quoted in the work cited, Ada: “No.”"),
        ("direct", "“No.”", "As quoted in the work cited, Ada: “No.”"),
        (
            "direct",
            "“No” is “no”",
            "As quoted in the work cited, Ada: ““No” is “no””",
        ),
        (
            "mixed",
            "She called it “a leak”",
            "As quoted in the work cited, Ada: She called it “a leak”",
        ),
        (
            "indirect",
            "The rules leak.",
            "As reported in the work cited, Ada. Paraphrase: The rules leak.",
        ),
    ],
)
def test_the_note_marks_what_is_verbatim(kind, words, note):
    quoting = replace(BARE, speakers=(Speaker("Ada"),))
    assert notes(replace(quoting, quote_kind=kind, quote_text=words)) == note


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        ("unverified", ""),
        ("verified", ""),
        ("disputed", " [attribution disputed]"),
        ("misattributed", " [misattributed]"),
    ],
)
def test_the_note_says_a_doubtful_standing(standing, said):
    quoting = replace(
        BARE,
        quote_text="No.",
        speakers=(Speaker("Ada", "chair", standing), Speaker("Bo")),
    )
    assert notes(quoting) == (
        f"As quoted in the work cited, Ada (chair){said}; Bo: “No.”"
    )
    (item,) = csl(quoting)
    assert item["custom"]["quote"]["speakers"][0]["standing"] == standing


def test_the_note_tells_a_language_other_than_that_of_the_work():
    quoting = replace(BARE, language="en", quote_text="Non.", quote_language="fr")
    assert notes(quoting) == "As quoted in the work cited: “Non.” (language: fr)"
    assert notes(replace(quoting, quote_language="en")).endswith("“Non.”")


@given(st.sampled_from(["direct", "mixed", "indirect"]), st.text(), st.text())
@example("mixed", "title: evil", "title: evil")
def test_no_reader_of_csl_takes_the_note_for_a_field(kind, words, speaker):
    quoting = replace(
        BARE, quote_kind=kind, quote_text=f"x{words}", speakers=(Speaker(speaker),)
    )
    (item,) = csl(quoting)
    assert not re.match(r"[\w-]+:", item["note"])


# Types -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("csl_type", "entry_type", "outlet_field", "ris_type", "ris_outlet", "csl_outlet"),
    [
        ("article", "misc", "howpublished", "GEN", "T2", "container-title"),
        ("article-journal", "article", "journal", "JOUR", "T2", "container-title"),
        ("article-magazine", "article", "journal", "MGZN", "T2", "container-title"),
        ("book", "book", "publisher", "BOOK", "PB", "publisher"),
        ("broadcast", "misc", "howpublished", "ADVS", "T2", "container-title"),
        ("chapter", "incollection", "booktitle", "CHAP", "T2", "container-title"),
        ("hearing", "misc", "howpublished", "HEAR", "T2", "container-title"),
        ("interview", "misc", "howpublished", "GEN", "T2", "container-title"),
        (
            "personal_communication",
            "misc",
            "howpublished",
            "PCOMM",
            "T2",
            "container-title",
        ),
        ("post", "misc", "howpublished", "ELEC", "T2", "container-title"),
        ("post-weblog", "misc", "howpublished", "BLOG", "T2", "container-title"),
        ("report", "techreport", "institution", "RPRT", "PB", "publisher"),
        ("speech", "misc", "howpublished", "SLIDE", "T2", "container-title"),
        ("webpage", "misc", "howpublished", "ELEC", "T2", "container-title"),
    ],
)
def test_types(csl_type, entry_type, outlet_field, ris_type, ris_outlet, csl_outlet):
    typed = replace(BARE, type=csl_type, container_title="The Outlet")
    (entry,) = bibtex(typed)
    tags, record = ris(typed)
    (item,) = csl(typed)
    assert (entry.entry_type, plain(entry[outlet_field])) == (entry_type, "The Outlet")
    assert (tags["TY"], tags[ris_outlet]) == ([ris_type], ["The Outlet"])
    assert record["type_of_reference"] in rispy.TYPE_OF_REFERENCE_MAPPING
    assert (item["type"], item[csl_outlet]) == (csl_type, "The Outlet")


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
    paged = replace(BARE, page=page)
    _, record = ris(paged)
    assert bibtex(paged)[0]["pages"] == in_bibtex
    assert (record["start_page"], record.get("end_page")) == (first, last)
    assert csl(paged)[0]["page"] == page


# BibTeX ------------------------------------------------------------------------------


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
        ("中国的开源人工智能", "中国的开源人工智能"),
        ("عن الذكاء", "عن الذكاء"),
    ],
)
def test_titles_are_escaped_and_keep_their_capitals(title, in_bibtex):
    assert f"  title = {{{in_bibtex}}},\n" in "".join(
        write_bibtex([replace(BARE, title=title)])
    )


def test_addresses_are_not_escaped_but_cannot_break_out():
    url = 'https://x.example/a_b;c~d%20é {1}\\"?q=#z'
    (entry,) = bibtex(replace(BARE, url=url))
    assert entry["url"] == ("https://x.example/a_b;c~d%20%C3%A9%20%7B1%7D%5C%22?q=#z")


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({}, "okafor-2025-chip-rules-q7"),
        ({"authors": ()}, "2025-chip-rules-q7"),
        ({"issued": None}, "okafor-chip-rules-q7"),
        ({"title": "The “Don’t” of it"}, "okafor-2025-dont-of-q7"),
        (
            {"title": "中国的 AI", "authors": (Name("Müller"),)},
            "muller-2025-zhongguode-ai-q7",
        ),
        ({"title": "", "key": "Q-7"}, "okafor-2025-_51__2d_7"),
    ],
)
def test_keys_are_readable_and_ascii(changes, key):
    (entry,) = bibtex(replace(NEWSPAPER, **changes))
    assert entry.key == key


# Many, and none ----------------------------------------------------------------------


def test_no_reference_makes_an_empty_file():
    assert "".join(write_bibtex([])) == ""
    assert "".join(write_ris([])) == ""
    assert csl() == []


def test_many_references_come_back_in_order():
    many = [replace(NEWSPAPER, key=f"q{number}") for number in range(5)]
    assert [entry.key[-2:] for entry in bibtex(*many)] == [ref.key for ref in many]
    assert len(rispy.loads("".join(write_ris(many)))) == 5
    assert [item["id"] for item in csl(*many)] == [ref.key for ref in many]


@pytest.mark.parametrize("extension", FORMATS)
def test_writers_hold_one_reference_at_a_time(extension):
    write = FORMATS[extension].write
    source = iter([NEWSPAPER, DEEPSEEK, BARE])
    pieces = write(source)
    while "Chip" not in next(pieces):
        pass
    assert next(source) is DEEPSEEK

    tracemalloc.start()
    written = sum(map(len, write(itertools.repeat(NEWSPAPER, 1000))))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < written / 3


def test_formats_are_named_by_extension():
    assert {ext: form.name for ext, form in FORMATS.items()} == {
        "bib": "BibTeX",
        "ris": "RIS",
        "json": "CSL-JSON",
    }


# Whatever comes in -------------------------------------------------------------------

# Any Unicode (half surrogates too), and more of what has a meaning to a format.
anything = st.text(st.characters(), max_size=30) | st.lists(
    st.sampled_from('aB É’,;:\\{}$&%#_^~"@=-<>\r\n\x85\u2028\u200f\ud800中ع')
    | st.sampled_from([" and ", "and", "von ", "TY  - ", "\r\nER  - \r\n", "\n@"]),
    max_size=12,
).map("".join)
something = anything.filter(folded)
names = st.builds(Name, something, anything, anything, anything) | st.builds(
    Name, literal=something
)
dates = st.none() | st.dates().flatmap(
    lambda date: st.sampled_from(["day", "month", "year"]).map(
        lambda precision: PartialDate.from_date(date, precision)
    )
)
references = st.builds(
    Reference,
    key=something,
    type=st.sampled_from(["article-newspaper", "chapter", "report", "speech"]),
    title=anything,
    authors=st.lists(names, max_size=3).map(tuple),
    container_title=anything,
    issued=dates,
    accessed=dates,
    url=anything,
    archive_url=anything,
    page=anything,
    section=anything,
    language=anything,
    quote_text=anything,
    quote_kind=st.sampled_from(["direct", "mixed", "indirect"]),
    quote_language=anything,
    speakers=st.lists(
        st.builds(
            Speaker, anything, anything, st.sampled_from(["disputed", "verified"])
        ),
        max_size=2,
    ).map(tuple),
    quote_url=anything,
)


def known(values):
    """Return the fields that say something, folded as any reader may fold them."""
    return {name: folded(value) for name, value in values.items() if folded(value)}


@given(references)
def test_anything_comes_back_from_bibtex(reference):
    (entry,) = bibtex(reference)
    assert re.fullmatch(r"[a-z0-9_-]+", entry.key)
    fields = {field.key: plain(field.value) for field in entry.fields}
    expected = known(
        {
            "title": reference.title,
            "section": reference.section,
            "language": reference.language,
        }
    )
    assert {name: fields.get(name) for name in expected} == expected
    for words in (reference.quote_text, reference.quote_url):
        assert not reference.quote_text or folded(words) in fields["note"]
    "".join(write_bibtex([reference])).encode()


@given(st.lists(names, min_size=1, max_size=3))
def test_any_names_come_back_from_bibtex(authors):
    read = bibtex_names(*authors)
    assert len(read) == len(authors)
    for parts, name in zip(read, authors, strict=True):
        von, last, suffix, first = map(plain, parts)
        if name.literal:
            assert last == folded(name.literal)
        elif name.given:
            assert (suffix, first) == (folded(name.suffix), folded(name.given))
            assert (von + last).replace(" ", "") == folded(
                name.particle + name.family
            ).replace(" ", "")
        else:
            assert (von, suffix, first) == ("", "", "")


@given(references)
def test_anything_comes_back_from_ris(reference):
    tags, record = ris(reference)
    expected = known(
        {
            "title": reference.title,
            "section": reference.section,
            "language": reference.language,
        }
    )
    assert {name: folded(record.get(name, "")) for name in expected} == expected
    assert len(tags.get("AU", ())) == len(reference.authors)
    assert len(record.get("urls", ())) == bool(folded(reference.url))
    for words in (reference.quote_text, reference.quote_url):
        assert not reference.quote_text or folded(words) in folded(tags["N1"][0])


# The parts of the CSL 1.0.2 schema, csl-data.json, that are used here.
CSL_TEXT = {
    "id", "type", "title", "container-title", "publisher", "section", "page",
    "language", "URL", "archive_location", "note",
}  # fmt: skip
CSL_NAME = {"family", "given", "non-dropping-particle", "suffix", "literal"}


@given(st.lists(references, max_size=2))
def test_anything_comes_back_from_csl_json(several):
    text = "".join(write_csl_json(several))
    assert not set("<>&") & set(text)
    text.encode()
    for item, reference in zip(json.loads(text), several, strict=True):
        assert set(item) <= CSL_TEXT | {"author", "issued", "accessed", "custom"}
        assert all(isinstance(item.get(name, ""), str) for name in CSL_TEXT)
        expected = known(
            {
                "id": reference.key,
                "title": reference.title,
                "section": reference.section,
                "page": reference.page,
                "language": reference.language,
                "URL": reference.url,
                "archive_location": reference.archive_url,
            }
        )
        assert {name: folded(item.get(name, "")) for name in expected} == expected
        assert len(item.get("author", ())) == len(reference.authors)
        for name, read in zip(reference.authors, item.get("author", ()), strict=True):
            assert set(read) <= CSL_NAME
            assert ("literal" in read) != ("family" in read)
            assert read.get("family", read.get("literal")) in (
                name.family,
                name.literal,
            )
        if reference.quote_text:
            assert item["custom"]["quote"]["text"] == reference.quote_text


@given(st.lists(st.tuples(something, anything), min_size=2, max_size=5))
def test_keys_are_unique_and_do_not_depend_on_each_other(pairs):
    several = [replace(BARE, key=key, title=title) for key, title in pairs]
    unique = list({reference.key: reference for reference in several}.values())
    keys = [entry.key for entry in bibtex(*unique)]
    assert len(set(keys)) == len(unique)
    assert keys == [bibtex(reference)[0].key for reference in unique]
