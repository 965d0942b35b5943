"""The quotation scanner: which words are in quotation marks."""

import pytest

from quotes.extraction.scanning import scan
from tests.support.counted_calls import counted_calls


def quoted(text):
    return [[text[start:end] for start, end in one.spans] for one in scan(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said, “We will win.” He left.", ["“We will win.”"]),
        ("»Wir gehen«, sagte Lo, »und bleiben.«", ["»Wir gehen«", "»und bleiben.«"]),
        ("« Oui », dit-il. Puis : »Non«. “Bien”.", ["« Oui »", "“Bien”"]),
        ("« Allons », dit-il. « Et puis »", ["« Allons »", "« Et puis »"]),
        (
            "“We pledge «it,” he said, “all» here.”",
            ["“We pledge «it,”", "“all» here.”"],
        ),
        ('"We «pledge," said Lo, "it all»." Go.', ['"We «pledge,"', '"it all»."']),
        (
            "“He said «go» here,” said Lo. “I went.”",
            ["“He said «go» here,”", "“I went.”"],
        ),
        ('She said, "We will win." He left.', ['"We will win."']),
        ("She said, ‘We will win.’ He left.", ["‘We will win.’"]),
        ("She said, 'We will win.' He left.", ["'We will win.'"]),
        ("She said, «We will win.» He left.", ["«We will win.»"]),
        ("She said, ''We will win.'' He left.", ["''We will win.''"]),
        ("He said, „Wir kommen.“ Then he left.", ["„Wir kommen.“"]),
        ("“One,” he said, “and two.”", ["“One,”", "“and two.”"]),
        ("'It's John's boat,' she said.", ["'It's John's boat,'"]),
        ("‘It’s John’s boat,’ she said.", ["‘It’s John’s boat,’"]),
        ("The dogs' bowls and the cats' beds", []),
        ("The ’90s and rock ’n’ roll", []),
        (
            "“He told me ‘go home’ and I went,” she said.",
            ["“He told me ‘go home’ and I went,”"],
        ),
        (
            "\"He told me 'go home' and I went,\" she said.",
            ["\"He told me 'go home' and I went,\""],
        ),
        (
            "‘He called it “absurd” twice,’ she said.",
            ["‘He called it “absurd” twice,’"],
        ),
        ('The plank was 6" wide and 8" long.', []),
        ('She said: "A 12" record is best." Go.', ['"A 12" record is best."']),
        ('"I am 6\'2" tall," he said. "Really."', ['"I am 6\'2" tall,"', '"Really."']),
        (
            '"A 7" single and a 12" single," he said.',
            ['"A 7" single and a 12" single,"'],
        ),
        ('He said: "A 3½" disk." She left.', ['"A 3½" disk."']),
        ("“I am 6'2\" tall,” he said.", ["“I am 6'2\" tall,”"]),
        ("'I am 6' tall,' he said.", ["'I am 6' tall,'"]),
        ('"Apollo 11" and "Apollo 12" too.', ['"Apollo 11"', '"Apollo 12"']),
        ('"We sold 40" was printed. "Not 50."', ['"We sold 40"', '"Not 50."']),
        ("»Er sagte: ›Ich gehe.‹« Das war alles.", ["»Er sagte: ›Ich gehe.‹«"]),
        ("»›Ich gehe‹, sagte er.« Das war alles.", ["»›Ich gehe‹, sagte er.«"]),
        ("»Ich las ›Emil‹«, sagte er. »Du?«", ["»Ich las ›Emil‹«", "»Du?«"]),
        ("›Ich gehe.‹ Das war alles. ›Gut.‹", ["›Ich gehe.‹", "›Gut.‹"]),
        ("« Il dit : ‹ Je pars. › » C’est tout.", ["« Il dit : ‹ Je pars. › »"]),
    ],
)
def test_outermost_quotations(text, expected):
    assert quoted(text) == [[words] for words in expected]


def test_a_quotation_may_close_paragraphs_later():
    text = "“One is here.\n\n“Two is here.\n\n“Three is here,” she said."
    assert quoted(text) == [["“One is here.", "“Two is here.", "“Three is here,”"]]


def test_an_unclosed_mark_ends_with_its_paragraph():
    text = "She said: “We will win.\n\nHe left. “Why?” they asked."
    assert quoted(text) == [["“We will win."], ["“Why?”"]]


@pytest.mark.parametrize(
    "unit", ['"', "“", "”", "'", "‘", "’", "“‘", "«", "“a ‘b ", "“\n\n", '" ', "' a"]
)
def test_work_grows_linearly_with_the_text(unit):
    size = 5_000 // len(unit)
    once = counted_calls(scan, unit * size)
    four_times = counted_calls(scan, unit * size * 4)
    assert four_times <= 4.5 * once + 100
