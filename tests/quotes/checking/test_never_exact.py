"""Properties: an altered word is never exact, and other typography never altered."""

import random
import re

import pytest

from quotes.checking.judging import judge
from quotes.checking.verdicts import Candidate, Verdict
from tests.support.checked_texts import HARBOUR, RAILWAY, TEXTS

SENTENCES = [
    sentence
    for text in (HARBOUR.text, RAILWAY.text)
    for sentence in re.split(r"(?<=[.?]) |\n\n", text)
    if len(sentence.split()) > 4
]
FALSE = {Verdict.EXACT, Verdict.MARKED}


def changed(sentence, seed):
    """Return a sentence with one change of words."""
    chance = random.Random(seed)  # noqa: S311
    words = sentence.split(" ")
    at = chance.randrange(1, len(words) - 1)
    match chance.randrange(5):
        case 0:
            del words[at]
        case 1:
            words.insert(at, chance.choice(["not", "perhaps", "the", "seven", "x"]))
        case 2:
            words[at] = chance.choice(["not", "windmill", "nineteen", "a"])
        case 3:
            words[at], words[at - 1] = words[at - 1], words[at]
        case 4:
            words[at] = words[at][:-1] + chance.choice("qxz") + words[at][-1:]
    return " ".join(words)


@pytest.mark.parametrize("seed", range(200))
def test_one_changed_word_is_never_exact(seed):
    sentence = random.Random(seed).choice(SENTENCES)  # noqa: S311
    altered = changed(sentence, seed)
    if re.sub(r"\W", "", altered) == re.sub(r"\W", "", sentence):
        return
    assert judge(altered, None, TEXTS).verdict not in FALSE, altered


@pytest.mark.parametrize("sentence", SENTENCES)
def test_typography_is_never_altered(sentence):
    for one, other in (("’", "'"), (" ", "\n"), ("—", "--"), ("“", "‘"), ("-", "‑")):
        other_signs = sentence.replace(one, other)
        judged = judge(other_signs, None, TEXTS)
        assert judged.verdict in (Verdict.EXACT, Verdict.AT_RISK), other_signs


@pytest.mark.parametrize("seed", range(60))
def test_two_sentences_out_of_order_are_never_exact(seed):
    one, other = random.Random(seed).sample(SENTENCES, 2)  # noqa: S311
    if f"{one} {other}" in HARBOUR.text.replace("\n\n", " ") + RAILWAY.text:
        return
    assert judge(f"{one} {other}", None, TEXTS).verdict not in FALSE


def test_letters_of_other_words_are_not_the_same_words():
    for text, words in [
        (
            "It is now here for all of the people.",
            "It is nowhere for all of the people.",
        ),
        (
            "He will resent the letter to us all.",
            "He will re sent the letter to us all.",
        ),
        ("We were all going to the old mill.", "We’re all going to the old mill."),
        (
            "Its owner sold the mill to strangers.",
            "It’s owner sold the mill to strangers.",
        ),
        ("They grew 10² roses in the garden.", "They grew 102 roses in the garden."),
        ("It fell to -5 degrees in the garden.", "It fell to 5 degrees in the garden."),
        (
            "It cost 3.14 million to repair the wall.",
            "It cost 314 million to repair the wall.",
        ),
        (
            "They lost 40% of all the harvest there.",
            "They lost 40 of all the harvest there.",
        ),
    ]:
        judged = judge(words, None, [Candidate("held", text)])
        assert judged.verdict == Verdict.ALTERED, words


#: (words of a claim, words of the print), whose letters are the same
OTHER_NUMBERS = [
    ("15 million", "1–5 million"),
    ("15 million", "1·5 million"),
    ("15 million", "1 5 million"),
    ("1030 people", "10:30 people"),
    ("32 people", "3-2 people"),
    ("3/2 people", "3-2 people"),
    ("3:2 people", "3–2 people"),
    ("3 2 people", "3/2 people"),
    ("3, 2 people", "3–2 people"),
    ("12 people", "1/2 people"),
    ("20192020 people", "2019/2020 people"),
    ("5 people", "~5 people"),
    ("5 people", "±5 people"),
    ("5 people", ">5 people"),
    ("5 people", "≤ 5 people"),
    ("5 people", "₽5 people"),
    ("p > 5 people", "p < 5 people"),
    ("5 people", "–5 people"),
    ("5 people", "5′ people"),
    ("5′ people", "5 people"),
    ("510 people", "5′10″ people"),
    ("5″ people", "5′ people"),
    ("5 people", "№5 people"),
    ("5 people", "#5 people"),
    ("C people", "C# people"),
    ("٥٠ people", "٥٠٪ people"),
    ("١٥ people", "١–٥ people"),
]
SAME_NUMBERS = [
    ("1-5 million", "1–5 million"),
    ("1 - 5 million", "1–5 million"),
    ("5'10\" tall", "5′10″ tall"),
    ("5' tall", "5′ tall"),
    ("‘the 5’ people", "the 5 people"),
    ("“the 5” people", "‘the 5’ people"),
    ("In 2019, 500 people", "In 2019 – 500 people"),
    ("In 2019: 500 people", "In 2019 500 people"),
    ("10 % people", "10% people"),
    ("a 5 year plan", "a 5-year plan"),
    ("well known #MeToo people", "well-known MeToo people"),
]


@pytest.mark.parametrize(("entered", "printed"), OTHER_NUMBERS)
def test_another_number_of_the_same_digits_is_never_exact(entered, printed):
    for one, other in ((entered, printed), (printed, entered)):
        text, words = (f"We saw {each} at the old harbour." for each in (one, other))
        assert judge(words, None, [Candidate("held", text)]).verdict not in FALSE


@pytest.mark.parametrize(("entered", "printed"), SAME_NUMBERS)
def test_the_same_number_in_other_typography_is_exact(entered, printed):
    text, words = (f"We saw {each} at the old harbour." for each in (printed, entered))
    assert judge(words, None, [Candidate("held", text)]).verdict == Verdict.EXACT


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("Wir wollen den Krieg mit den Nachbarn", " nicht."),
        ("All of us love the war in the old town", " — not."),
        ("All of us love the war in the old town", " but the poor."),
        ("All of us won the war in the old town", ", or so they claim."),
    ],
)
def test_what_denies_the_words_behind_them_is_a_risk(words, rest):
    for entered in (words, f"{words}."):
        judged = judge(entered, None, [Candidate("held", words + rest)])
        assert judged.verdict == Verdict.AT_RISK


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        (lead, words)
        for leads, words in [
            (
                (
                    "I doubt that",
                    "It is nonsense to say",
                    "It is impossible to say that",
                    "Nobody in his right mind would ever tell you that",
                    "Few people in this town believe that",
                    "I find it hard to believe that",
                    "My opponent claims that",
                    "Who would say that",
                    "They lied when they said that",
                ),
                "the plan is a success for all of us",
            ),
            (("Es ist falsch zu sagen,",), "der Plan ist ein Erfolg für uns alle"),
            (
                ("Il est faux de dire que", "Je doute que"),
                "le plan est un succès pour nous tous",
            ),
            (("Es mentira que",), "el plan es un éxito para todos nosotros"),
            (("Dubito che",), "il piano è un successo per tutti noi"),
            (("Я сомневаюсь, что",), "план хороший для всех нас и для города"),
        ]
        for lead in leads
    ],
)
def test_words_that_their_sentence_rejects_are_a_risk(lead, words):
    judged = judge(words, None, [Candidate("held", f"{lead} {words}.")])
    assert judged.verdict == Verdict.AT_RISK


@pytest.mark.parametrize(
    "lead", ["I am sure that", "I have no doubt that", "It was wrong, but he said that"]
)
def test_words_that_their_sentence_says_are_exact(lead):
    words = "the plan is a success for all of us"
    judged = judge(words, None, [Candidate("held", f"{lead} {words}.")])
    assert judged.verdict == Verdict.EXACT


#: Two wordings with the same words and opposite meanings.
OTHER_SENTENCES = [
    ("I said no more war in the town", "I said no. More war in the town"),
    ("I said no more war in the town", "I said no, more war in the town"),
    ("I said no more war in the town", "I said no – more war in the town"),
    ("No price for it is too high", "No. Price for it is too high"),
    ("Pardon impossible for the old man", "Pardon. Impossible for the old man"),
    ("We go never mind the cold rain", "We go! Never mind the cold rain"),
    ("We stay if it rains all day long", "We stay. If it rains all day long"),
    ("Nein wir wollen den Krieg der Stadt", "Nein, wir wollen den Krieg der Stadt"),
    (
        "Non voglio la guerra della vecchia città",
        "Non! Voglio la guerra della vecchia città",
    ),
    ("不，要战争来到我们的城市", "不要战争来到我们的城市"),
    ("We want the war for all of you!", "We want the war for all of you?"),
    ("我们要这个城市的战争。", "我们要这个城市的战争？"),
    ("هل نريد الحرب مع جيران المدينة.", "هل نريد الحرب مع جيران المدينة؟"),
]
SAME_SENTENCES = [
    ("We love the U.S. if it rains there", "We love the US if it rains there"),
    ("We said it, not once but twice there", "We said it not once but twice there"),
    ("We took bus No. 5 to the old town", "We took bus No 5 to the old town"),
    ("There is no-one in the old town now", "There is no one in the old town now"),
    ("你们要这个城市的战争？", "你们要这个城市的战争?"),
    ("We want the war. For all of you", "We want the war, for all of you"),
]


@pytest.mark.parametrize(("entered", "printed"), OTHER_SENTENCES)
def test_the_end_of_a_sentence_that_reverses_words_counts(entered, printed):
    for words, text in ((entered, printed), (printed, entered)):
        judged = judge(words, None, [Candidate("held", f"{text} It was late.")])
        assert judged.verdict not in FALSE


@pytest.mark.parametrize(("entered", "printed"), SAME_SENTENCES)
def test_other_punctuation_is_exact(entered, printed):
    for words, text in ((entered, printed), (printed, entered)):
        judged = judge(words, None, [Candidate("held", f"He said: {text}")])
        assert judged.verdict == Verdict.EXACT
