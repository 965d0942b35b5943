"""Suggested quotes that continue or have no cue, and words that are not quotes."""

import pytest

from quotes.extraction import find_quotes, suggest


def found(text):
    """Return (contents, printed speakers) of each quote, in text order."""
    return sorted(
        (
            [text[start:end] for start, end in one.content],
            [speaker.printed for speaker in one.speakers],
        )
        for one in suggest(text)
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "“The dam,” said Tom Berg, “will hold.”",
            ["“The dam,”", "“will hold.”"],
        ),
        (
            "'The dam,' said Tom Berg, 'will hold.'",
            ["'The dam,'", "'will hold.'"],
        ),
        (
            "«The dam», said Tom Berg, «will hold.»",
            ["«The dam»", "«will hold.»"],
        ),
        (
            "“Nobody,” Tom Berg told the council, “has looked at the dam.”",
            ["“Nobody,”", "“has looked at the dam.”"],
        ),
        (
            "“I think,” Tom Berg added, “that it will hold. It must.”",
            ["“I think,”", "“that it will hold. It must.”"],
        ),
    ],
)
def test_interrupted_quotes(text, parts):
    (one,) = found(text)
    assert one == (parts, ["Tom Berg"])


@pytest.mark.parametrize(
    ("opening", "closing"), [("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»")]
)
def test_a_quote_of_many_paragraphs_closes_at_its_end(opening, closing):
    text = (
        f"Tom Berg said: {opening}The dam is old.\n\n"
        f"{opening}It has held for years.\n\n"
        f"{opening}It will hold.{closing}\n\n"
        "The council met on Monday."
    )
    (one,) = found(text)
    if opening == "‘":
        # A single mark that is not closed in its paragraph may be an apostrophe.
        assert one[1] == ["Tom Berg"]
        return
    assert one == (
        [
            f"{opening}The dam is old.",
            f"{opening}It has held for years.",
            f"{opening}It will hold.{closing}",
        ],
        ["Tom Berg"],
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "“The dam is old,” Tom Berg said. “It will hold.” The council met.",
            ["“The dam is old,”", "“It will hold.”"],
        ),
        (
            "“The dam is old,” Tom Berg said.\n\n“It will hold.”\n\n“It must.”",
            ["“The dam is old,”", "“It will hold.”", "“It must.”"],
        ),
        (
            "“The dam is old.” “It will hold,” Tom Berg said.",
            ["“The dam is old.”", "“It will hold,”"],
        ),
    ],
)
def test_a_quotation_without_a_cue_continues_the_quote_before(text, parts):
    (one,) = found(text)
    assert one == (parts, ["Tom Berg"])


def test_a_quotation_before_another_speakers_cue_belongs_to_that_one():
    text = (
        "“The dam is old,” Tom Berg said.\n\n"
        "“Nonsense.” “It was built last year,” Ana Ruiz said."
    )
    assert found(text) == [
        (["“Nonsense.”", "“It was built last year,”"], ["Ana Ruiz"]),
        (["“The dam is old,”"], ["Tom Berg"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“She told me ‘go home’ and I went,” Tom Berg said.",
        "\"She told me 'go home' and I went,\" Tom Berg said.",
        "‘She told me “go home” and I went,’ Tom Berg said.",
        "«She told me “go home” and I went», Tom Berg said.",
    ],
)
def test_a_quotation_within_one_is_part_of_it(text):
    ((content, speakers),) = found(text)
    assert content == [text[: text.index(" Tom Berg")].rstrip(",")] or content == [
        text[: text.index(" Tom Berg")]
    ]
    assert speakers == ["Tom Berg"]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (
            "Tom Berg put it this way: “The dam will hold.”",
            "“The dam will hold.”",
            "Tom Berg",
        ),
        (
            "Tom Berg wrote in a letter: “The dam will hold.”",
            "“The dam will hold.”",
            "Tom Berg",
        ),
        ("Tom Berg: “The dam will hold.”", "“The dam will hold.”", "Tom Berg"),
        (
            "Tom Berg said:\n\n“The dam will hold.”",
            "“The dam will hold.”",
            "Tom Berg",
        ),
    ],
)
def test_colons(text, content, speaker):
    assert found(text) == [([content], [speaker])]


@pytest.mark.parametrize(
    "headline",
    [
        "Riverside: how a small town lost its dam",
        "The dam at Riverside: what we know so far",
        "Riverside: a town without a bridge",
    ],
)
def test_a_heading_with_a_colon_quotes_nobody(headline):
    assert found(f"{headline}\n\nThe council met on Monday in the old hall.") == []


def test_a_block_quote_with_a_dash_and_a_name():
    text = "“The dam will hold.”\n— Tom Berg\n\n“The dam will hold.” — Tom Berg"
    assert (["“The dam will hold.”"], ["Tom Berg"]) in found(text)


@pytest.mark.parametrize("dash", ["-", "--", "–", "—", "―", "‒"])
def test_lines_of_quotes_each_with_a_dash_and_a_name(dash):
    text = (
        "Below the dam lie nine farms, two mills and a road that was closed in spring, "
        "when the river rose by the width of a hand and the lower mill stood in it.\n"
        f"“It frightens me every spring. We move the cows.” {dash} Ana Ruiz\n"
        f"“It has held for eighty years.”{dash} Tom Berg\u00a0\n"
        f"“Take it down.” {dash} Nadia El-Amin\n\n"
        "The council met on Monday."
    )
    assert found(text) == [
        (["“It frightens me every spring. We move the cows.”"], ["Ana Ruiz"]),
        (["“It has held for eighty years.”"], ["Tom Berg"]),
        (["“Take it down.”"], ["Nadia El-Amin"]),
    ]


@pytest.mark.parametrize(
    ("text", "parts", "speaker"),
    [
        (
            "“Keep away from the dam,” Tom Berg barked.",
            ["“Keep away from the dam,”"],
            "Tom Berg",
        ),
        (
            "It rained.\n\n“This is a lovely dam!” beamed Ana Ruiz of Lowell.",
            ["“This is a lovely dam!”"],
            "Ana Ruiz",
        ),
        (
            "“Who will mend the old dam?” Berg thundered.\n\nNobody rose.",
            ["“Who will mend the old dam?”"],
            "Berg",
        ),
        (
            "“Open the gates at once,” she yells while running along the bank.",
            ["“Open the gates at once,”"],
            "she",
        ),
        (
            "“It leaks a little, right?” Berg went on, as if alone. “But it holds.”",
            ["“It leaks a little, right?”", "“But it holds.”"],
            "Berg",
        ),
        (
            "Then Ana Ruiz cracked, “I like a dam that stays where it is.”",
            ["“I like a dam that stays where it is.”"],
            "Ana Ruiz",
        ),
        (
            "The town reasoned, “because the mill pays a fee, it owns the dam.”",
            ["“because the mill pays a fee, it owns the dam.”"],
            "The town",
        ),
        (
            "It was, in the words of Ana Ruiz, “a dam that nobody wants to own.”",
            ["“a dam that nobody wants to own.”"],
            "Ana Ruiz",
        ),
        (
            "In the words of the engineer, Tom Berg, “the dam has had its day.”",
            ["“the dam has had its day.”"],
            "the engineer",
        ),
    ],
)
def test_any_verb_next_to_a_quotation_and_a_person(text, parts, speaker):
    assert (parts, [speaker]) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "“Who will mend the old dam?” Tom Berg entered the hall.",
        "“Will it hold for long?” The water rose.",
        "In the film “The Old Dam at Lowell,” Tom Berg walked along a river.",
        "They sang “down by the old dam,” Tom Berg poured the tea.",
        "Behind the old mill stood, “in all its beauty still,” a tree.",
    ],
)
def test_a_verb_in_the_next_sentence_is_no_cue(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "According to Tom Berg, the dam would hold.",
            "the dam would hold",
        ),
        (
            "The dam would hold, according to Tom Berg.",
            "The dam would hold",
        ),
        (
            "The dam, according to Tom Berg, would hold.",
            None,
        ),
    ],
)
def test_according_to(text, content):
    ((parts, speakers),) = found(text)
    assert speakers == ["Tom Berg"]
    if content:
        assert parts == [content]


@pytest.mark.parametrize(
    "text",
    [
        "The town shut the dam by showing that it leaked.",
        "He proved the point by demonstrating that the dam leaked.",
    ],
)
def test_an_action_done_by_showing_is_nobodys_quote(text):
    assert not any("leaked" in part for parts, _ in found(text) for part in parts)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The so-called “dam tax” was due in May.", "scare quotes"),
        ("It was the end of the “ferry wars” of that year.", "scare quotes"),
        ("The town renewed “The Long Road Home” for a season.", "title of a work"),
        ("She sang “Rivers of the North” on the bridge.", "title of a work"),
    ],
)
def test_terms_and_titles(text, what):
    assert [one.what for one in find_quotes(text).others] == [what]
    assert suggest(text) == []


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("Ana Ruiz and Tom Berg", ["Ana Ruiz", "Tom Berg"]),
        ("Sen. Ana Ruiz and Gov. Tom Berg", ["Ana Ruiz", "Tom Berg"]),
        ("Mayor Ana Ruiz and Tom Berg, a baker,", ["Ana Ruiz", "Tom Berg"]),
    ],
)
def test_joint_speakers(who, names):
    (one,) = suggest(f"“The dam will hold,” {who} said.")
    assert [speaker.name for speaker in one.speakers] == names


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("he", "Tom Berg"),
        ("Berg", "Tom Berg"),
        ("Mr. Berg", "Tom Berg"),
        ("the engineer", "Tom Berg"),
        ("Tom Berg", "Tom Berg"),
    ],
)
def test_pronouns_and_descriptions_are_resolved(printed, name):
    text = f"Tom Berg, an engineer, came at noon. “The dam will hold,” {printed} said."
    one = suggest(text)[-1]
    assert [speaker.printed for speaker in one.speakers] == [printed]
    assert (one.speakers[0].name, one.speakers[0].role) == (name, "engineer")


@pytest.mark.parametrize(
    ("behind", "is_denied"),
    [
        ("He never said that.", True),
        ("The crowd cheered. Bob Reed never said that.", True),
        ("But there is no record of Reed saying this.", True),
        ("There is no record of Ann Lowe saying this.", False),
        ("He did not say it twice.", False),
        ("The crowd left. He never said that.", True),
        ("He never said that, his lawyer said.", True),
        ("That is false.", False),
    ],
)
def test_what_a_later_sentence_denies(behind, is_denied):
    text = f"“We won it all,” said Bob Reed. {behind}"
    said = [text[slice(*one.content[0])] for one in find_quotes(text).suggestions]
    assert ("“We won it all,”" not in said) is is_denied


@pytest.mark.parametrize(
    "text",
    [
        "Carl Reed said nothing.",
        "Carl Reed said little about the plan.",
        "Carl Reed told reporters nothing new.",
        "Carl Reed said so.",
        "Carl Reed said as much.",
        "Carl Reed said no more.",
    ],
)
def test_nothing_is_no_quote(text):
    assert suggest(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Carl Reed said nothing would change.", "nothing would change"),
        ("Carl Reed said little was known.", "little was known"),
        ("Carl Reed said “nothing.”", "“nothing.”"),
    ],
)
def test_a_clause_about_nothing_is_a_quote(text, words):
    (one,) = suggest(text)
    assert text[slice(*one.content[0])] == words
