"""The search box accepts any input."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quotes.search.syntax import (
    FIELDS,
    MAX_SEARCH_LENGTH,
    MAX_TERMS,
    Search,
    Term,
    parse,
)


def shown(search):
    """Return the groups as a reader could type them, each in brackets."""
    return " ".join(
        f"[{' OR '.join(map(typed, group))}]" if len(group) > 1 else typed(group[0])
        for group in search.groups
    )


def typed(term):
    text = f'"{term.text}"' if term.phrase else term.text
    field = f"{term.field}:" if term.field else ""
    return f"{'-' if term.negated else ''}{field}{text}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("   ", ""),
        ("energy", "energy"),
        ("  climate\tand\nenergy ", "climate and energy"),
        ('"export control"', '"export control"'),
        ('" export control "', '"export control"'),
        ("“export control”", '"export control"'),
        ("„zum Haus“ «le monde» »zum Haus«", '"zum Haus" "le monde" "zum Haus"'),
        ("「出口」", '"出口"'),
        ('“straight and curly"', '"straight and curly"'),
        ("-oil", "-oil"),
        ("--oil", "-oil"),
        ("−oil", "-oil"),  # as typed on a phone
        ('-"crude oil"', '-"crude oil"'),
        ("oil-price export-control", "oil-price export-control"),
        ("don't l’énergie O'Connor", "don't l’énergie O'Connor"),
        ("speaker:lecun", "speaker:lecun"),
        ("SPEAKER:LeCun By:hinton", "speaker:LeCun speaker:hinton"),
        ('speaker:"yann lecun"', 'speaker:"yann lecun"'),
        (
            "in:guardian about:war article:ai",
            "publication:guardian topic:war article:ai",
        ),
        ("-speaker:lecun", "-speaker:lecun"),
        ('-in:"daily record"', '-publication:"daily record"'),
        ("foo:bar 12:30 loudspeaker:x", "foo:bar 12:30 loudspeaker:x"),
        ("kind:direct Year:1961", "kind:direct year:1961"),
        ('outlet:"le monde" language:fr', 'publication:"le monde" language:fr'),
        ("-standing:disputed", "-standing:disputed"),
        ("NOT war", "-war"),
        ('peace NOT "civil war"', 'peace -"civil war"'),
        ("climate NOT speaker:ada", "climate -speaker:ada"),
        ("I am NOT a crook", "I am NOT a crook"),
        ("WE SHALL NOT FEAR", "WE SHALL NOT FEAR"),
        ("not war", "not war"),
        ("peace NOT", "peace"),
        ("NOT", ""),
        ('NOT "cross of gold" bryan', '-"cross of gold" bryan'),
        ('bryan NOT speaker:"the rock"', 'bryan -speaker:"the rock"'),
        ("peace for all NOT war", "peace for all NOT war"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("1,000 1.5% c++ U.S.", "1,000 1.5% c++ U.S."),
        ("energy,climate;(war)", "energy climate war"),
        ('(-speaker:"a b")', '-speaker:"a b"'),
        ('tall"buildings in"town', 'tall "buildings in" town'),
        ("a & b | c ! d", "a b c d"),
        ("!!! ... — ?", ""),
    ],
)
def test_words_phrases_and_fields(text, expected):
    assert shown(parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("oil OR gas", "[oil OR gas]"),
        ("oil or gas Or coal", "[oil OR gas OR coal]"),
        ("to be or not to be", "to be or not to be"),
        ("gas or oil in europe", "gas or oil in europe"),
        ("gas OR oil in europe", "[gas OR oil] in europe"),
        # Only its neighbours: not “price and oil, or gas and war”.
        ("price oil OR gas war", "price [oil OR gas] war"),
        ('"crude oil" OR speaker:ada', '["crude oil" OR speaker:ada]'),
        ('"the oil" or "a gas"', '["the oil" OR "a gas"]'),
        ("oil OR -gas", "[oil OR -gas]"),
        ("OR oil", "oil"),
        ("oil OR", "oil"),
        ("oil price or", "oil price or"),
        ("or oil price", "or oil price"),
        ("oil or -gas", "[oil OR -gas]"),
        ("oil OR OR gas", "[oil OR gas]"),
        ("OR", ""),
        ('oil OR "" gas', "[oil OR gas]"),
        ('oil "or" gas', 'oil "or" gas'),
        ("oil -or gas", "oil -or gas"),
        ("oil ORACLE", "oil ORACLE"),
    ],
)
def test_or_joins_its_neighbours(text, expected):
    assert shown(parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"export control horse', "export control horse"),
        ('export control"', "export control"),
        ('"export control" "horse barn', '"export control" horse barn'),
        ('12" pipe', "12 pipe"),
        ('speaker:"yann lecun', "speaker:yann lecun"),
        ('-"oil', "-oil"),
        ("«le monde", "le monde"),
        ('«le "monde»', '"le "monde"'),
        ('"', ""),
        ('""', ""),
        ('"""', ""),
        ('"" "" x ""', "x"),
        ("-", ""),
        ("- oil", "oil"),
        ("-- -", ""),
        ("-OR-", "-OR-"),
    ],
)
def test_unbalanced_or_empty_input_is_accepted(text, expected):
    assert shown(parse(text)) == expected


def test_a_lone_mark_is_explained():
    assert parse('"export control horse').notes == (
        "The quotation mark before “export” is not closed, so the words after it are "
        "searched for one by one.",
    )
    assert parse('export control"').notes == ()


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_without_a_value_is_left_out_and_explained(field):
    search = parse(f"{field}: lecun")
    assert shown(search) == "lecun"
    assert search.notes == (
        f"“{field}:” has nothing right after it and is ignored. Write it as in "
        f"{field}:name.",
    )


def test_what_is_no_field_is_explained():
    fields = (
        "speaker:, outlet:, topic:, article:, kind:, year:, language: and standing:"
    )
    for text in ("site:example.org", 'author:"ada king"', "-lang:fr war"):
        (note,) = parse(text).notes
        name = text.strip("-").partition(":")[0]
        assert note == (
            f"“{name}:” is not a field, so it is searched for as a word. The fields "
            f"are {fields}."
        )
    for text in ("12:30", "https://example.org", "he said: yes", "Note: war", "a:b"):
        assert parse(text).notes == (), text


def test_not_is_explained():
    for text, beginning in {
        "NOT war": "“NOT war” leaves out quotes that have it, like “-war”.",
        "oil NOT kind:direct": "“NOT kind:direct” leaves out",
        'oil NOT "a war"': '“NOT "a war"” leaves out',
        "war NOT": "“NOT” has nothing after it and is ignored.",
        "I am NOT a crook": "“NOT” is searched for as a word.",
    }.items():
        (note,) = parse(text).notes
        assert note.startswith(beginning), text
    for text in ("not war", "WE SHALL NOT FEAR", '"do NOT fear"'):
        assert parse(text).notes == (), text


def test_a_long_line_is_read_to_its_end():
    line = "and so on " * 20 + "to the end"
    search = parse(line)
    assert (search.words, search.notes) == (line, ())
    assert len(search.terms) == MAX_TERMS


def test_a_question_is_read_as_its_names_and_words():
    search = parse("What did Yann LeCun say about DeepSeek?")
    assert shown(search) == 'speaker:"Yann LeCun" DeepSeek'
    assert shown(search.otherwise) == "Yann LeCun DeepSeek"
    assert search.otherwise.notes == (
        "No speaker called “Yann LeCun” is on record, so this is a search for quotes "
        "with “Yann LeCun” and “DeepSeek”.",
    )
    assert search.notes == (
        "Read as a question: quotes by “Yann LeCun” with “DeepSeek”. To search for the "
        "words as typed, put them in quotation marks.",
    )


def test_characters_that_no_stored_text_has_are_dropped():
    assert shown(parse("ener\x00gy \ud800 \x1b[31mred")) == "ener gy 31mred"
    assert shown(parse("e\u0301nergie")) == "énergie"
    assert shown(parse("ex\u00adport\u200b \ufeffcontrol \u202eabc\u202c")) == (
        "export control abc"
    )
    # A joiner is a letter of the word.
    assert shown(parse("می\u200cخواهم")) == "می\u200cخواهم"


def test_words_are_in_order_as_in_a_quote():
    assert parse('it is "sink or swim" -here speaker:ada now').words == (
        "it is sink or swim now"
    )
    assert parse("sink or swim").words == "sink or swim"
    assert parse("sink OR swim").words == "sink swim"
    assert parse("-sink or swim").words == "swim"


def test_the_number_of_terms_is_limited():
    search = parse(" ".join(f"word{number}" for number in range(100)))
    assert len(search.terms) == MAX_TERMS
    assert search.terms[-1].text == "word31"
    assert search.notes == ("Only the first 32 words and phrases are searched for.",)
    assert parse(" ".join("ab" for _ in range(MAX_TERMS))).notes == ()


def test_long_input_is_cut_at_the_end_of_a_word():
    search = parse(f'"{"lorem " * 300}"')
    assert search.notes[0] == "Only the first 1,000 characters are searched for."
    assert len(search.text) <= MAX_SEARCH_LENGTH
    assert {term.text for term in search.terms} == {"lorem"}


HOSTILE = [
    "word " * 10_000,
    '"' * 10_000,
    '"a ' * 10_000,
    "«" * 10_000 + '"' * 10_001,
    "-" * 10_000,
    "or " * 10_000,
    "speaker:" * 10_000,
    "\u0301" * 10_000,
    "a" * 1_000_000,
    ",1" * 10_000,
    "\x00" * 10_000,
    "((((" * 10_000 + "))))",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_input_is_cheap(text):
    start = time.process_time()
    search = parse(text)
    assert time.process_time() - start < 0.1
    assert len(search.terms) <= MAX_TERMS


PIECES = [
    '"',
    "“",
    "”",
    "«",
    "»",
    "-",
    "−",
    "or",
    "OR",
    "speaker:",
    "in:",
    " ",
    ",",
    "é",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from([*PIECES, "word"])).map("".join)))
@example('"')
@example("\ud800")
def test_any_text_is_parsed(text):
    search = parse(text)
    assert len(search.terms) <= MAX_TERMS
    for group in search.groups:
        assert group
    for term in search.terms:
        assert term.text == search.text[slice(*term.span)] == term.text.strip()
        assert any(map(str.isalnum, term.text))
        assert term.field in {"", *FIELDS.values()}
    for note in search.notes:
        assert note.endswith(".")
    search.text.encode()  # without surrogates
    assert "\x00" not in search.text


@given(st.text())
def test_parsing_the_parsed_text_changes_nothing(text):
    once = parse(text)
    assert parse(once.text).groups == once.groups


@given(st.lists(st.sampled_from("oil gas coal wind".split()), min_size=1, max_size=9))
def test_plain_words_make_one_group_each(words):
    assert parse(" ".join(words)) == Search(
        " ".join(words), tuple((Term(word),) for word in words), " ".join(words)
    )
