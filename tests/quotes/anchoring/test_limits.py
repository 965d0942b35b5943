"""What may interrupt a quote in the source, and what makes it another quote."""

import pytest

from quotes.anchoring import DIFFERS, EDITED, EXACT, MISSING, locate
from tests.support.anchors import BALL, check_found, check_missing

INTERRUPTED = {
    "American": ("“⟦I will⟧,” she said, “⟦go home.⟧”", "I will go home."),
    "with its comma": ("“⟦I will,⟧” she said, “⟦go home.⟧”", "I will, go home."),
    "straight marks": ('"⟦I will⟧," she said, "⟦go home.⟧"', "I will go home."),
    "after a sentence": ("“⟦I will.⟧” He left. “⟦At once.⟧”", "I will. At once."),
    "after a question": ("“⟦Will you?⟧” he asked, “⟦Go!⟧”", "Will you? Go!"),
    "no comma": ("“⟦I will⟧” she said “⟦go home⟧”", "I will go home"),
    "British": ("‘⟦I will⟧,’ she said, ‘⟦go home.⟧’", "I will go home."),
    "British, straight": ("'⟦I will⟧,' she said, '⟦go home.⟧'", "I will go home."),
    "British, comma outside": ("‘⟦I will⟧’, she said, ‘⟦go.⟧’", "I will go."),
    "British, with a contraction": (
        "‘⟦I can’t⟧,’ she’d said, ‘⟦go home.⟧’",
        "I can’t go home.",
    ),
    "em dashes outside": ("“⟦I will⟧”—she paused—“⟦go home.⟧”", "I will go home."),
    "em dashes inside": ("“⟦I will⟧—” she paused “—⟦go home.⟧”", "I will go home."),
    "spaced dashes": ("“⟦I will⟧ —” she said, “— ⟦go home.⟧”", "I will go home."),
    "the dash kept": ("“⟦I will —⟧” she said, “⟦go home.⟧”", "I will — go home."),
    "French": (
        "«\u00a0⟦Je pars⟧\u00a0», dit-elle, «\u00a0⟦demain⟧\u00a0»",
        "Je pars demain",
    ),
    "French, no comma": ("« ⟦Je pars⟧ » dit-elle « ⟦demain⟧ »", "Je pars demain"),
    "German": ("„⟦Ich gehe⟧“, sagte sie, „⟦morgen.⟧“", "Ich gehe morgen."),
    "German guillemets": ("»⟦Ich gehe⟧«, sagte sie, »⟦morgen.⟧«", "Ich gehe morgen."),
    "Swedish": ("”⟦Jag går⟧”, sade hon, ”⟦nu.⟧”", "Jag går nu."),
    "Chinese": ("“⟦我要走了，⟧”她说，“⟦再见。⟧”", "我要走了，再见。"),
    "a long cue": (
        "“⟦I will⟧,” said the senator, who had come that very morning all the way "
        "from Ohio to say so, “⟦go home.⟧”",
        "I will go home.",
    ),
    "twice": (
        "“⟦We shall⟧,” he said, “⟦fight on⟧,” and he paused, “⟦and win.⟧”",
        "We shall fight on and win.",
    ),
    "a line break in the cue": ("“⟦I will⟧,” she\nsaid, “⟦go.⟧”", "I will go."),
    "a nested quotation": (
        "“⟦She said ‘no’⟧,” he went on, “⟦and left.⟧”",
        "She said ‘no’ and left.",
    ),
    "paragraphs": ("“⟦One end.⟧\n\n“⟦Next start.⟧”", "One end. Next start."),
    "three paragraphs": ("“⟦One.⟧\n\n“⟦Two.⟧\n\n“⟦Three.⟧”", "One. Two. Three."),
    "paragraphs, one newline": ("“⟦One end.⟧\n“⟦Next.⟧”", "One end. Next."),
    "paragraphs, straight": ('"⟦One end.⟧\n\n"⟦Next.⟧"', "One end. Next."),
    "paragraphs, British": ("‘⟦One end.⟧\n\n‘⟦Next.⟧’", "One end. Next."),
    "paragraphs, French": ("« ⟦Une fin.⟧\n\n» ⟦Puis une.⟧ »", "Une fin. Puis une."),
    "paragraphs and a cue": (
        "“⟦One⟧,” he said, “⟦end.⟧\n\n“⟦Next start.⟧”",
        "One end. Next start.",
    ),
}


@pytest.mark.parametrize(("text", "words"), INTERRUPTED.values(), ids=INTERRUPTED)
def test_a_quote_that_is_interrupted_in_print(text, words):
    anchor = check_found(text, words, EXACT)
    assert anchor.reason == "Interrupted in print by the words between."


def test_an_interrupted_quote_may_differ_in_signs_or_case():
    text = "“⟦I can’t⟧,” she said, “⟦go home.⟧”"
    for words in ("I can't go home.", "i can’t go home."):
        anchor = check_found(text, words, EDITED)
        assert anchor.reason.startswith(
            "Interrupted in print; signs or the first case differ."
        )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“⟦I⟧ can’t ⟦go⟧,” she said, “⟦home.⟧”", "I [won’t] go home."),
        ("so ‘⟦the end⟧,’ he said, ‘⟦is near.⟧’", "[T]he end is near."),
        ("“⟦The⟧,” he said, “⟦teh end.⟧”", "The teh [sic] end."),
        (
            "“⟦So we shall⟧,” he said, “⟦fight⟧ on and on ⟦and win.⟧”",
            "So we shall fight … and win.",
        ),
    ],
)
def test_an_interrupted_quote_may_have_marked_changes(text, words):
    anchor = check_found(text, words, EDITED)
    assert anchor.reason.startswith("Interrupted in print, and changed where marked.")


def test_consecutive_words_need_no_interruption():
    check_found("“I will,” he said, “go.” ⟦I will go.⟧", "I will go.", EXACT)


CHANGED = [
    "You can keep it away from Russia, but you can’t",
    "You can keep this away from China",
    "You can keep away from China",
    "You can always keep it away from China",
    "You could keep it away from China",
    "Can you keep it away from China",
    "keep it away of China",
    "you can export-control the ideas",
    "you can’t control the ideas",
    "the ideas everyone in the world is hunting for",
    "the ideas that everyone in the worlds is hunting for",
    "China. but you can’t",
    "China but you can’t",
    "YOU can keep it away",
    "you CAN keep it away",
    "You can keep [it] away of China",
    "You can keep … of China",
    "You can keep it [sic] from China",
    "[Y]ou could keep it",
    "You can keep it away from China … the idea that",
    "everyone in the world … You can keep it",
    "keep away [it] from China",
    "You can[not] keep away",
    "ke[e]p away from",
    "You can keep[ing] from China",
    "export-control the [no]where that",
    "You can keep [them] way from China",
    "export-control ideas … [the] world was hunting",
]


@pytest.mark.parametrize("words", CHANGED)
def test_unmarked_changes_are_never_called_printed(words):
    anchor = locate(BALL, words)
    assert anchor.status in (MISSING, DIFFERS)
    assert bool(anchor.spans) == (anchor.status == DIFFERS)


LONGER = [
    ("the planet", "plan"),
    ("the planet", "the plan"),
    ("the planet", "net"),
    ("a cans b", "Can"),
    ("I can’t go", "I can"),
    ("I can't go", "I can"),
    ("it’s America’s bow", "America"),
    ("He has 2,500 tanks", "He has 2"),
    ("He has 2,500 tanks", "500 tanks"),
    ("up 3.14 points", "up 3"),
    ("inter\u00adnational law", "inter"),
    ("inter\u200bnational law", "inter"),
    ("inter\u200bnational law", "national"),
    ("cafe\u0301 noir", "cafe"),
    ("café noir", "caf"),
    ("ſtate oﬃce", "o"),
    ("oﬃce", "of"),
    ("½ cups", "2 cups"),
    ("10² m", "102 m"),
    ("x² = 4", "x2 = 4"),
    ("हिन्दी", "ह"),
    ("हिन्दी", "हिन"),
    ("हिन्दी", "न्दी"),
    ("สวัสดีครับ", "สว"),
    ("الكتاب", "كتاب"),
    ("שָׁלוֹם", "ש"),
    ("словами", "слов"),
    ("we replan it … the planet", "plan … planet"),
    ("“I will,” he said, “gone.”", "I will go"),
    ("“will,” he said, “go.”", "ill go"),
    ("so [well] planned it", "well [not] plan"),
]


@pytest.mark.parametrize(("text", "words"), LONGER)
def test_words_are_never_found_inside_longer_ones(text, words):
    check_missing(text, words)


NOT_INTERRUPTED = {
    "a word in straight marks": ('He called it "big" and odd.', "called it and odd."),
    "a word in curly marks": ("He called it “big” and odd.", "called it and odd."),
    "a word in guillemets": ("Il le dit « fou » de nuit.", "Il le dit de nuit."),
    "a word in tight guillemets": ("Er ist »arg« nett.", "Er ist nett."),
    "a word in low marks": ("Er ist „arg“ nett.", "Er ist nett."),
    "a word in Swedish marks": ("Han är ”rätt” snäll.", "Han är snäll."),
    "a word in Chinese marks": ("他是“疯子”吧。", "他是吧。"),
    "a word in spaced straight marks": ('He is " big " and odd.', "He is and odd."),
    "a phrase in marks": ("He is “so very big” now.", "He is now."),
    "an opening mark in a new line": ("He is the\n“king” now.", "He is the king"),
    "an opening mark after a stop": ("He left. “The king” too.", "He left. The king"),
    "an opening mark": ("He is the “king of the hill” now.", "is the king of"),
    "marks with nothing between": ("“I will.” “Go.”", "I will. Go."),
    "another paragraph": ("“No,” said A.\n\n“Yes,” said B.", "No, Yes"),
    "a cue that is too long": (f"“I will,” {'he ' * 120}, “go.”", "I will go."),
    "within a word": ("“I wi,” she said, “ll go.”", "I will go."),
    "a dash inside one quotation": ("“We go - said I - now.”", "We go now."),
    "no marks": ("I will, she said, go.", "I will go."),
    "parentheses": ("“I will (and must) go.”", "I will go."),
    "an apostrophe": ("the dogs' very big bowl", "the dogs bowl"),
    "a changed word after": ("“I will,” she said, “go.”", "I will stay."),
    "a dropped word before": ("“I really will,” she said, “go.”", "I will go."),
    "a dropped word after": ("“I will,” she said, “surely go.”", "I will go."),
    "the cue in the wrong place": ("“I,” she said, “will go.”", "I will she said"),
}


@pytest.mark.parametrize(
    ("text", "words"), NOT_INTERRUPTED.values(), ids=NOT_INTERRUPTED
)
def test_only_a_cue_interrupts(text, words):
    check_missing(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was", ""),
        ("It was", "  \n\t"),
        ("It was", "\u200b\u00ad"),
        ("", "It was"),
        ("", ""),
        ("It was", "[it]"),
        ("It was", "…"),
        ("It was", "[...] [sic] [it]"),
        ("It was", "[sic]"),
    ],
)
def test_no_text_or_no_words_is_missing(text, words):
    check_missing(text, words)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "The quote has no words to look for."),
        ("Quite other words than these", "The text does not hold these words."),
        ("Nonsense", "The text does not hold these words."),
        (
            "You can keep it away from Russia, as he put it",
            "The text has “You can keep it away from”, but then “China, but you can't "
            "export-control the…” where the quote has “Russia, as he put it”.",
        ),
        (
            "you can keep it here",
            "The text has “You can keep it”, but then “away from China, but you can't "
            "export-c…” where the quote has “here”.",
        ),
        (
            "You can keep [chips] away from Russia",
            "The text has “away from”, but then “China, but you can't "
            "export-control the…” where the quote has “Russia”.",
        ),
        ("keep it aw", "The text has these words only as a part of longer ones."),
        ("Hina", "The text has these words only as a part of longer ones."),
        (
            "the ideas … You can keep",
            "The text has its parts, but not in this order, whole, and near each "
            "other.",
        ),
    ],
)
def test_the_reason_says_where_print_and_quote_diverge(words, reason):
    assert check_missing(BALL, words) == reason


def test_the_reason_quotes_whole_words():
    text = "He wrote on the catalog. Then a cat and the other cat sat on a mat."
    assert check_missing(text, "the cat lay on it").startswith("The text does not hold")
    assert check_missing("A catalog. Then a cat came in.", "a cat sat on it") == (
        "The text has “a cat”, but then “came in.” where the quote has “sat on it”."
    )


def test_a_reason_is_short_however_long_the_words_are():
    text, words = (
        "and so on " * 3_000 + "to the end",
        "and so on " * 2_000 + "to no end",
    )
    for reason in (
        locate(text, words).reason,
        check_missing("so " * 9, "so " * 5_000),
        check_missing("a", "w" * 20_000),
        check_missing(f"one {'w' * 9_000}", f"one {'v' * 9_000}"),
        locate("a " * 900, "a").reason,
        locate("x " * 900, "x … x … y").reason,
    ):
        assert 0 < len(reason) < 300
