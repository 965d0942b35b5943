"""Words that govern a cue: nearly said, said in a deepfake, said by neither."""

import pytest

from quotes.extraction import find_quotes
from quotes.extraction.suggestion import DENIED, DISPUTED, HYPOTHETICAL

UNSAID = {
    DENIED: [
        "No one heard Joe Biden say “I quit the race.”",
        "Nobody saw Joe Biden say “I quit the race.”",
        "No witness ever heard Joe Biden say, “I quit the race.”",
        "I never heard Joe Biden say “I quit the race.”",
        "Joe Biden all but said “I quit the race.”",
        "Joe Biden nearly said “I quit the race.”",
        "Joe Biden almost said “I quit the race.”",
        "“I quit the race,” Joe Biden practically said.",
        "Joe Biden came close to saying “I quit the race.”",
        "Joe Biden was on the verge of saying “I quit the race.”",
        "Joe Biden as good as admitted “I quit the race.”",
        "Joe Biden did not – despite reports – say “I quit the race.”",
        "Joe Biden at no point said “I quit the race.”",
        "Not once did Joe Biden say “I quit the race.”",
        "Hardly anyone heard Joe Biden say “I quit the race.”",
        "Joe Biden did not quite say “I quit the race.”",
        "No one recalls Joe Biden saying “I quit the race.”",
        "None of the reporters heard Joe Biden say, “I quit the race.”",
        "Joe Biden neither said “I quit the race” nor wrote it.",
        "Oscar Wilde hardly ever said “I am happy with this.”",
        "Neither Oscar Wilde nor Bob Reed said “I am happy with this.”",
        "Neither Oscar Wilde, Ann Lowe nor Bob Reed ever said “I am happy with this.”",
        "Neither Ann Lowe nor Bob Reed said the dam was old.",
        "Neither man said “I am happy with this.”",
        "“I am happy with this,” neither Oscar Wilde nor Bob Reed said.",
    ],
    DISPUTED: [
        "In a deepfake, Joe Biden said “I quit the race.”",
        "In a deepfake video shared by thousands, Joe Biden said: “I quit the race.”",
        "“I quit the race,” Joe Biden said in a deepfake.",
        "Joe Biden, in a deepfake, said “I quit the race.”",
        "“I quit the race,” said Joe Biden in a deepfake video shared on Monday.",
        "In a robocall that used artificial intelligence, Joe Biden said “I quit.”",
        "It is doubtful Joe Biden said “I quit the race.”",
        "It is far from certain that Joe Biden said “I quit the race.”",
        "Joe Biden is purported to have said “I quit the race.”",
        "Joe Biden was quoted – falsely – as saying “I quit the race.”",
        "A deepfake showed Joe Biden saying “I quit the race.”",
        "In a video generated with artificial intelligence, Joe Biden said “I quit.”",
        "In an AI-generated clip, Joe Biden says: “I quit the race.”",
        "In a parody of the speech, Joe Biden says “I quit the race.”",
        "A hoax tweet claimed Joe Biden said “I quit the race.”",
        "A hoax tweet claimed that Joe Biden had said “I quit the race.”",
        "A satirical article quoted Oscar Wilde as saying “I am happy with this.”",
        "A parody account quoted Oscar Wilde as saying “I am happy with this.”",
        "Joe Biden was quoted, falsely, as saying “I quit the race.”",
        "Joe Biden, wrongly, was reported to have said “I quit the race.”",
        "Joe Biden (falsely) was quoted as saying “I quit the race.”",
        "“I quit the race,” Joe Biden allegedly said.",
        "Joe Biden supposedly once said “I quit the race.”",
        "Allegedly, Joe Biden told him: “I quit the race.”",
    ],
    HYPOTHETICAL: [
        "Joe Biden begged him to say “I quit the race.”",
        "Joe Biden told Ann Lowe to say “I quit the race.”",
        "Joe Biden forced Ann Lowe to write “I quit the race.”",
        "Joe Biden dared Ann Lowe to say “I quit the race.”",
        "Joe Biden ordered his aides to say “I quit the race.”",
    ],
}
SAID = [
    "Joe Biden had hardly said “I quit the race” when he fell.",
    "Joe Biden, almost in tears, said “I quit the race.”",
    "Joe Biden almost immediately said “I quit the race.”",
    "Deepfake expert Bob Reed said: “It fooled us.”",
    "Ann Lowe said in a story about deepfakes: “It fooled us.”",
    "Joe Biden forced himself to say “I quit the race.”",
    "Joe Biden told friends and went on to say “I quit the race.”",
    "Joe Biden called Ann Lowe to say “I quit the race.”",
    "Joe Biden was the first to say “I quit the race.”",
    "Asked about the deepfake, Ann Lowe said “I never saw it.”",
    "In a debate about deepfakes, Ann Lowe said: “They must be banned.”",
    "In an interview with AI expert Bob Reed, Ann Lowe said: “It fooled us.”",
    "Ann Lowe, who was shown in a deepfake, said: “It fooled us.”",
    "The parody account’s owner, Bob Reed, told us: “It was a joke.”",
    "The hoax’s author, Bob Reed, said: “It was a joke.”",
    "Ann Lowe almost shouted: “It fooled us.”",
    "Ann Lowe nearly always says “It fooled us.”",
    "Neither tired nor hungry, Bob Reed said “Let us go on.”",
    "Neither Ann Lowe nor Carl Penn came, but Bob Reed said “Let us go on.”",
    "No one saw her leave, Bob Reed said: “We were asleep.”",
    "No one heard him when Bob Reed said “Let us go on.”",
    "Ann Lowe never saw Bob Reed, who said “I am leaving.”",
    "All but one said “Let us go on.”",
    "“I quit the race,” Joe Biden reportedly said.",
]


@pytest.mark.parametrize(
    ("text", "what"), [(text, what) for what, texts in UNSAID.items() for text in texts]
)
def test_what_is_not_reported_as_said(text, what):
    found = find_quotes(text)
    assert [one.instead for one in found.unsaid] == [what]
    assert found.suggestions == []


@pytest.mark.parametrize("text", SAID)
def test_what_is_reported_as_said(text):
    found = find_quotes(text)
    assert found.unsaid == []
    assert found.suggestions
