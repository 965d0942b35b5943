"""Suggested quotes in every form, in sentences of our own."""

import pytest

from quotes.extraction import find_quotes, suggest


def only(text):
    found = suggest(text)
    assert len(found) == 1, found
    return found[0]


def words(text, spans):
    return [text[start:end] for start, end in spans]


def said(text):
    """Return (kind, content, printed speakers) of a text's only quote."""
    one = only(text)
    return (
        one.kind,
        words(text, one.content),
        [speaker.printed for speaker in one.speakers],
    )


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (
            "“The bridge will stay shut,” Marta Keller said.",
            "“The bridge will stay shut,”",
            "Marta Keller",
        ),
        (
            "“The bridge will stay shut,” said Marta Keller.",
            "“The bridge will stay shut,”",
            "Marta Keller",
        ),
        (
            '"The bridge will stay shut," Marta Keller said.',
            '"The bridge will stay shut,"',
            "Marta Keller",
        ),
        (
            "‘The bridge will stay shut,’ Marta Keller said.",
            "‘The bridge will stay shut,’",
            "Marta Keller",
        ),
        (
            "'The bridge will stay shut,' Marta Keller said.",
            "'The bridge will stay shut,'",
            "Marta Keller",
        ),
        (
            "«The bridge will stay shut», said Marta Keller.",
            "«The bridge will stay shut»",
            "Marta Keller",
        ),
        (
            "Marta Keller said, “The bridge will stay shut.”",
            "“The bridge will stay shut.”",
            "Marta Keller",
        ),
        (
            "Marta Keller said: “The bridge will stay shut. It is not safe.”",
            "“The bridge will stay shut. It is not safe.”",
            "Marta Keller",
        ),
        (
            "As engineer Marta Keller puts it: “The bridge will stay shut.”",
            "“The bridge will stay shut.”",
            "engineer Marta Keller",
        ),
        ("“Why is it shut?” Marta Keller asked.", "“Why is it shut?”", "Marta Keller"),
        (
            "“It is a disgrace!” shouted Marta Keller.",
            "“It is a disgrace!”",
            "Marta Keller",
        ),
        (
            "Marta Keller told reporters: “The bridge will stay shut.”",
            "“The bridge will stay shut.”",
            "Marta Keller",
        ),
        (
            "According to Marta Keller, “the bridge will stay shut.”",
            "“the bridge will stay shut.”",
            "Marta Keller",
        ),
        (
            "“He told me ‘go home’ and I went,” Marta Keller said.",
            "“He told me ‘go home’ and I went,”",
            "Marta Keller",
        ),
    ],
)
def test_direct_quotes(text, content, speaker):
    assert said(text) == ("direct", [content], [speaker])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "“The bridge,” she said, “will stay shut.”",
            ["“The bridge,”", "“will stay shut.”"],
        ),
        (
            '"The bridge," Keller said, "will stay shut."',
            ['"The bridge,"', '"will stay shut."'],
        ),
        (
            "“The bridge is old,” she said. “It will stay shut.”",
            ["“The bridge is old,”", "“It will stay shut.”"],
        ),
        (
            "“The bridge is old,” said Keller. “It will stay shut. It must.”",
            ["“The bridge is old,”", "“It will stay shut. It must.”"],
        ),
        (
            "“The bridge is old,” she said.\n\n“It will stay shut this year.”",
            ["“The bridge is old,”", "“It will stay shut this year.”"],
        ),
        (
            "She said: “The bridge is old.\n\n“It will stay shut.\n\n“It must.”",
            ["“The bridge is old.", "“It will stay shut.", "“It must.”"],
        ),
    ],
)
def test_direct_quotes_in_parts(text, parts):
    one = only(text)
    assert (one.kind, words(text, one.content)) == ("direct", parts)


def test_a_colon_introduces_the_next_paragraph():
    text = "Marta Keller said:\n\n“The bridge will stay shut.”"
    assert said(text) == ("direct", ["“The bridge will stay shut.”"], ["Marta Keller"])


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (
            "Marta Keller said that the bridge would stay shut.",
            "that the bridge would stay shut",
            "Marta Keller",
        ),
        (
            "Marta Keller said the bridge would stay shut.",
            "the bridge would stay shut",
            "Marta Keller",
        ),
        (
            "The bridge would stay shut, Marta Keller said.",
            "The bridge would stay shut",
            "Marta Keller",
        ),
        (
            "The bridge would stay shut, said Marta Keller.",
            "The bridge would stay shut",
            "Marta Keller",
        ),
        (
            "According to Marta Keller, the bridge would stay shut.",
            "the bridge would stay shut",
            "Marta Keller",
        ),
        (
            "The bridge will stay shut, according to Marta Keller.",
            "The bridge will stay shut",
            "Marta Keller",
        ),
        (
            "Marta Keller told reporters that the bridge would stay shut.",
            "that the bridge would stay shut",
            "Marta Keller",
        ),
        (
            "Marta Keller promised to open the bridge.",
            "to open the bridge",
            "Marta Keller",
        ),
        (
            "Marta Keller wants to open the bridge.",
            "to open the bridge",
            "Marta Keller",
        ),
        (
            "The council believes that the bridge is safe.",
            "that the bridge is safe",
            "The council",
        ),
    ],
)
def test_indirect_quotes(text, content, speaker):
    assert said(text) == ("indirect", [content], [speaker])


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Keller said the bridge was “not safe at all.”",
            "the bridge was “not safe at all.”",
        ),
        (
            "Keller called the bridge a “danger to all.”",
            "the bridge a “danger to all.”",
        ),
        ("Keller said that “nobody” should use it.", "that “nobody” should use it"),
        ("The bridge was “not safe,” Keller said.", "The bridge was “not safe,”"),
    ],
)
def test_mixed_quotes(text, content):
    assert said(text) == ("mixed", [content], ["Keller"])


@pytest.mark.parametrize(
    "text",
    [
        "They walked across the old bridge in the rain.",
        "The bridge was built in 1901 of stone and steel.",
        "",
        "\n\n \n",
    ],
)
def test_nothing_is_quoted(text):
    assert suggest(text) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "The firm is in the middle of an “efficiency war” with its rivals.",
            "scare quotes",
        ),
        ('It is a kind of "slow unwinding" of the market.', "scare quotes"),
        ("The film “A Night on the River” opened on Friday.", "title of a work"),
        ("Her novel ‘The Long Road Home’ was a success.", "title of a work"),
    ],
)
def test_quotation_marks_that_quote_nobody_are_reported(text, what):
    found = find_quotes(text)
    assert found.suggestions == []
    assert [one.what for one in found.others] == [what]


STORY = (
    "Dean Ball, a research fellow at a think tank, spoke first. “It is late,” Ball "
    "said. Then Sen. Ana Ruiz arrived. “It is early,” {} said."
)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("she", "Ana Ruiz"),
        ("Ruiz", "Ana Ruiz"),
        ("Ms. Ruiz", "Ana Ruiz"),
        ("the senator", "Ana Ruiz"),
    ],
)
def test_pronouns_and_descriptions_are_resolved(printed, name):
    first, last = suggest(STORY.format(printed))
    assert first.speakers[0].name == "Dean Ball"
    assert "research fellow" in first.speakers[0].role
    assert last.speakers[0].name == name
    assert last.speakers[0].role == "Sen."


@pytest.mark.parametrize(
    ("who", "name", "role"),
    [
        ("Harvard economist David Yang", "David Yang", "Harvard economist"),
        ("Microsoft CEO Satya Nadella", "Satya Nadella", "Microsoft CEO"),
        (
            "the company’s chief scientist, Yann Roche,",
            "Yann Roche",
            "company’s chief scientist",
        ),
        (
            "Yann Roche, the company’s chief scientist,",
            "Yann Roche",
            "company’s chief scientist",
        ),
        ("a spokesman", "", "spokesman"),
    ],
)
def test_name_and_role(who, name, role):
    speaker = only(f"“We are late,” {who} said.").speakers[0]
    assert (speaker.name, speaker.role) == (name, role)


def test_joint_speakers():
    one = only("“We are late,” Ana Ruiz and Tom Berg said.")
    assert [speaker.name for speaker in one.speakers] == ["Ana Ruiz", "Tom Berg"]


def test_speech_comes_first_and_other_cues_are_less_certain():
    text = "Keller wants to open the bridge. Ruiz said that the bridge would stay shut."
    first, last = suggest(text)
    assert (first.speech, last.speech) == (True, False)
    assert first.confidence > last.confidence
    assert "said" in first.reason
    assert "not a cue of speech" in last.reason


def test_a_transcript():
    text = "PENCE: We will see about that.\n\nKAINE: I doubt it very much."
    assert [
        (words(text, one.content), [speaker.printed for speaker in one.speakers])
        for one in suggest(text)
    ] == [
        (["We will see about that."], ["PENCE"]),
        (["I doubt it very much."], ["KAINE"]),
    ]


def test_a_passive_has_no_speaker():
    one = only("It was said that the bridge would stay shut.")
    assert one.speakers == ()
    assert "no speaker" in one.reason


def test_added_is_a_cue_of_speech():
    for text in ("Ann Lowe added that it was over.", "“It is over,” Ann Lowe added."):
        (one,) = suggest(text)
        assert one.speech
        assert "not a cue" not in one.reason
