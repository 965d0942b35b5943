"""Closing marks, cues, hyphens and dashes that an editor enters differently."""

import pytest

from quotes.anchoring import DIFFERS, EDITED, EXACT, MISSING, locate, locate_at
from quotes.anchoring.folding import fold
from tests.support.anchors import check_found, check_missing

CLOSING = {
    "a comma": ("“⟦I will go to the docks,⟧” he said.", "I will go to the docks."),
    "a comma, few words": ("“⟦I will go,⟧” he said.", "I will go."),
    "a word": ("“⟦Soon,⟧” he said.", "Soon."),
    "a stop": ("He said: “⟦I will go.⟧” And went.", "I will go,"),
    "outside the marks": ("‘⟦I will go⟧’, he said.", "I will go."),
    "French": ("« ⟦Je viens demain⟧ », dit-il.", "Je viens demain."),
    "German": ("„⟦Ich komme⟧“, sagte er.", "Ich komme."),
    "Spanish": ("«⟦Vengo⟧», dijo.", "Vengo."),
    "straight marks": ('"⟦I will go,⟧" he said.', "I will go."),
    "an inner mark": ("He would ⟦go “tomorrow”⟧.", "go “tomorrow.”"),
    "a paragraph": ("⟦I will go⟧\n\nSo he said.", "I will go."),
    "the end of the text": ("He said ⟦I will go⟧", "I will go."),
    "an interruption": ("“⟦I will,⟧” he said, “⟦go,⟧” and left.", "I will, go."),
}


@pytest.mark.parametrize(("text", "words"), CLOSING.values(), ids=CLOSING)
def test_a_closing_mark_may_differ(text, words):
    assert "closing mark" in check_found(text, words, EDITED).reason


def test_a_sentence_that_goes_on_is_not_a_closing_mark():
    text = "“I will go, if you let me,” he said."
    assert locate(text, "I will go.").status == MISSING
    assert locate(text, "I will go to the docks.").status == MISSING
    assert locate("It is 2.500 now.", "It is 2.").status == MISSING


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Will it be over?” he said.", "Will it be over."),
        ("“It is all over,” he said.", "It is all over?"),
        ("“It is all over,” he said.", "It is all over!"),
        ("“It is all over …” he said.", "It is all over."),
    ],
)
def test_a_question_or_a_cry_is_other_words(text, words):
    anchor = locate(text, words)
    assert anchor.status == DIFFERS
    with pytest.raises(ValueError, match="other words"):
        locate_at(text, words, anchor.spans)


CUES = {
    "a comma": (
        "“⟦We go on answering them,⟧” said Maria Chen. “⟦It is the right thing.⟧”",
        "We go on answering them. It is the right thing.",
    ),
    "a stop": (
        "“⟦We will win.⟧” She smiled. “⟦It is good.⟧”",
        "We will win, It is good.",
    ),
    "no sign in German": (
        "„⟦Wir gewinnen⟧“, sagte sie. „⟦Das ist gut.⟧“",
        "Wir gewinnen. Das ist gut.",
    ),
    "no sign in French": (
        "« ⟦Nous gagnons⟧ », dit-elle. « ⟦C’est bien.⟧ »",
        "Nous gagnons. C’est bien.",
    ),
    "single marks": ("‘⟦We win⟧,’ she said. ‘⟦It is good.⟧’", "We win. It is good."),
    "straight marks": ('"⟦We win,⟧" she said. "⟦It is good.⟧"', "We win. It is good."),
    "two cues": (
        "“⟦We win,⟧” she said. “⟦It is good,⟧” she added. “⟦And soon.⟧”",
        "We win. It is good. And soon.",
    ),
    "a closing comma too": (
        "“⟦We win,⟧” she said. “⟦It is good,⟧” she added.",
        "We win. It is good.",
    ),
}


@pytest.mark.parametrize(("text", "words"), CUES.values(), ids=CUES)
def test_a_comma_at_the_cue_may_become_a_full_stop(text, words):
    if "‘⟦We win⟧,’" in text:
        text = text.replace("⟧,’", ",⟧’")
    anchor = check_found(text, words, EDITED)
    assert anchor.reason.startswith("Interrupted in print")
    assert "Printed: “" in anchor.reason


@pytest.mark.parametrize(
    "words",
    [
        "We will win. Because we must.",
        "We will win. because we must.",
        "We will win! because we must.",
        "We will. win because we must.",
    ],
)
def test_a_full_stop_never_cuts_a_sentence_in_two(words):
    check_missing("“We will win,” she said, “because we must.”", words)


HYPHENS = {
    "a word": ("the ⟦har-\nbour is⟧ old", "harbour is", EXACT),
    "another hyphen": ("the ⟦har‐\n  bour is⟧ old", "harbour is", EXACT),
    "a soft hyphen": ("the ⟦har\u00ad\nbour is⟧ old", "harbour is", EXACT),
    "a paragraph": ("the ⟦har-\n\nbour is⟧ old", "harbour is", EXACT),
    "carriage returns": ("the ⟦har-\r\nbour is⟧ old", "harbour is", EXACT),
    "accents": ("la ⟦ré-\npublique est⟧ là", "république est", EXACT),
    "kept": ("a ⟦well-\nknown man⟧ is", "well-known man", EXACT),
    "a name": ("⟦Mary-\nAnn is⟧ here", "Mary-Ann is", EXACT),
    "the same": ("the ⟦har-\nbour is⟧ old", "har-\nbour is", EXACT),
    "both in a long quote": (
        "⟦the har-\nbour is a well-\nknown place here⟧ and so on",
        "the harbour is a well-known place here",
        EDITED,
    ),
    "spaces around a dash": ("the ⟦plan—if any⟧ is", "plan - if any", EDITED),
    "no spaces around it": ("the ⟦plan – if any⟧ is", "plan–if any", EXACT),
    "another dash": ("the ⟦plan – if any⟧ is", "plan--if any", EDITED),
}


@pytest.mark.parametrize(("text", "words", "status"), HYPHENS.values(), ids=HYPHENS)
def test_hyphens_at_line_ends_and_spaces_around_dashes(text, words, status):
    check_found(text, words, status)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the plan—if any—is", "plan if any"),
        ("the well known man", "well-known man"),
        ("the re-signed player", "resigned player"),
        ("the har- bour is", "harbour is"),
        ("the har-\nbour is", "har bour is"),
        ("the har-\nBour is", "harBour is"),
    ],
)
def test_other_hyphens_and_spaces_count(text, words):
    check_missing(text, words)


CHARACTERS = {
    "a family": ("x 👩‍👩‍👧‍👦 y", ["👩", "👦", "👩‍👩", "x 👩"]),
    "a flag": ("x 🇩🇪🇫🇷 y", ["🇩", "🇪🇫", "🇷"]),
    "a flag of a part": ("x 🏴\U000e0067\U000e0062\U000e0065\U000e007f y", ["🏴"]),
    "a skin tone": ("x 👩🏽 y", ["👩", "🏽"]),
    "a profession": ("x 👩🏽‍🚀 y", ["👩🏽", "🚀"]),
    "a heart on fire": ("x ❤️‍🔥 y", ["❤", "❤️", "🔥"]),
    "a keycap": ("x 1️⃣ y", ["1"]),
    "an accent": ("x e\u0301t\u0302 y", ["e", "et", "e\u0301t"]),
    "half-width voicing": ("ｺﾝﾋﾟｭ", ["コンヒ", "ｺﾝﾋ"]),
    "Hangul": ("\u1112\u1161\u11ab y", ["하", "\u1112"]),
    "Khmer": ("\u1780\u17d2\u1781 y", ["\u1780", "\u1780\u17d2", "\u1781"]),
    "Thai": ("กำ y", ["ก"]),
}


@pytest.mark.parametrize(("text", "parts"), CHARACTERS.values(), ids=CHARACTERS)
def test_a_part_of_a_character_is_missing(text, parts):
    for part in parts:
        check_missing(text, part)
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + 9) + 1):
                if text[start:end] == part:
                    with pytest.raises(ValueError, match="other words"):
                        locate_at(text, part, [(start, end)])


WHOLE = {
    "a family": ("x ⟦👩‍👩‍👧‍👦⟧ y", "👩‍👩‍👧‍👦", EXACT),
    "the second flag": ("x 🇩🇪⟦🇫🇷⟧ y", "🇫🇷", EXACT),
    "beside a picture": ("x ⟦👩⟧👧 y", "👩", EXACT),
    "with a selector": ("I ⟦❤️⟧ it", "❤", EDITED),
    "without a selector": ("I ⟦❤⟧ it", "❤️", EDITED),
    "in words": ("⟦I ❤️ it⟧ all", "I ❤ it", EDITED),
    "half-width": ("⟦ｺﾝﾋﾟｭｰﾀ⟧が", "コンピュータ", EDITED),
    "full-width": ("⟦コンピュータ⟧が", "ｺﾝﾋﾟｭｰﾀ", EDITED),
    "letters": ("⟦ＡＢＣ １２３⟧ y", "ABC 123", EDITED),
}


@pytest.mark.parametrize(("text", "words", "status"), WHOLE.values(), ids=WHOLE)
def test_whole_characters_are_found(text, words, status):
    check_found(text, words, status)


@pytest.mark.parametrize(
    "text", ["Un cafe\u0301", "Zu\u0308rich", "\u1112\u1161\u11ab"]
)
def test_letters_encoded_in_another_way_are_the_same(text):
    anchor = locate(text, fold(text))
    assert anchor.status == EDITED
    assert anchor.reason.endswith("some are encoded in another way.")
