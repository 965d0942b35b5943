"""A quote is found where its words are printed, changed only where it is marked."""

import unicodedata

import pytest

from quotes.anchoring import (
    AMBIGUOUS,
    BRACKET_REACH,
    EDITED,
    ELLIPSIS_REACH,
    EXACT,
    MISSING,
    locate,
)
from tests.support.anchors import TWICE, check_found, check_missing

AS_PRINTED = {
    "words in a row": ("He said ⟦never again⟧ to her.", "never again"),
    "the whole text": ("⟦Never again.⟧", "Never again."),
    "its start": ("⟦Never⟧ again.", "Never"),
    "its end": ("Ever ⟦again.⟧", "again."),
    "with its marks": ("He said ⟦“never again”⟧.", "“never again”"),
    "space around the words": ("He said ⟦never again⟧.", "  never again\n"),
    "a line break in print": ("He ⟦said\nnever⟧ again.", "said never"),
    "a line break in the quote": ("He ⟦said never⟧ again.", "said\nnever"),
    "hard-wrapped print": (
        "  It ⟦is a long\n   way to the\n   top⟧.",
        "is a long way to the top",
    ),
    "paragraphs in print": ("⟦One end.\n\nNext start.⟧", "One end. Next start."),
    "a no-break space": ("It cost ⟦5\u00a0million⟧.", "5 million"),
    "a thin space before a colon": ("Il dit\u202f: ⟦oui\u202f!⟧", "oui !"),
    "an ideographic space": ("他说⟦你好\u3000世界⟧", "你好 世界"),
    "a soft hyphen": ("all ⟦inter\u00adnational law⟧", "international law"),
    "a zero-width space": ("all ⟦inter\u200bnational law⟧", "international law"),
    "a direction mark": ("said ⟦שלום\u200f לכם⟧.", "שלום לכם"),
    "brackets of print": ("“⟦keep [it] away⟧”", "keep [it] away"),
    "an ellipsis of print": ("“⟦I think … so⟧”", "I think … so"),
    "a [sic] of print": ("“⟦teh [sic] house⟧”", "teh [sic] house"),
    "punctuation only": ("He said: ⟦“?!”⟧", "“?!”"),
    "one letter": ("plan ⟦B⟧ is Better", "B"),
    "a number": ("from 2,500 to ⟦2⟧ tanks", "2"),
    "a dash parts": ("we went—⟦slowly⟧—home", "slowly"),
    "after an elision": ("c’est l’⟦homme⟧ libre", "homme"),
    "an astral character before": ("😀𝔸 said ⟦never again⟧", "never again"),
    "astral characters": ("He: ⟦😀 𝔸𝔹 👩🏽‍🚀⟧!", "😀 𝔸𝔹 👩🏽‍🚀"),
    "Chinese": ("他说⟦我们走了⟧，再见。", "我们走了"),
    "Japanese": ("彼は「⟦行きます⟧」と言った。", "行きます"),
    "Thai": ("เขาพูดว่า⟦ไปบ้าน⟧แล้ว", "ไปบ้าน"),
    "Khmer": ("គាត់និយាយថា⟦ទៅផ្ទះ⟧ហើយ", "ទៅផ្ទះ"),
    "Korean before a particle": ("그는 “⟦자유⟧”라고 했다.", "자유"),
    "Arabic": ("قال الرئيس: «⟦لن نتراجع أبدًا⟧»", "لن نتراجع أبدًا"),
    "Hebrew with points": ("אמר ⟦שָׁלוֹם לָכֶם⟧ והלך", "שָׁלוֹם לָכֶם"),
    "Devanagari": ("उन्होंने कहा ⟦हिन्दी में⟧ लिखो", "हिन्दी में"),
    "Cyrillic": ("Он сказал: «⟦никогда снова⟧».", "никогда снова"),
    "a letter with marks in a row": (
        "z\u0301\u0323 ⟦a\u0301\u0323b⟧",
        "a\u0301\u0323b",
    ),
    "a spacing accent": ("a ⟦¨x⟧ b", "¨x"),
}


@pytest.mark.parametrize(("text", "words"), AS_PRINTED.values(), ids=AS_PRINTED)
def test_exact_words_except_for_space(text, words):
    check_found(text, words, EXACT)


TYPOGRAPHIC = {
    "straight apostrophe": ("⟦you can’t win⟧", "you can't win"),
    "curly apostrophe": ("⟦you can't win⟧", "you can’t win"),
    "curly double marks": ("a ⟦“big” deal⟧", '"big" deal'),
    "low and high marks": ("ein ⟦„großes“ Ding⟧", '"großes" Ding'),
    "guillemets": ("une ⟦«grande» chose⟧", "“grande” chose"),
    "single guillemets": ("une ⟦‹grande› chose⟧", "'grande' chose"),
    "single marks": ("a ⟦‘big’ deal⟧", "'big' deal"),
    "em dash": ("⟦wait—no⟧", "wait-no"),
    "en dash": ("⟦1990–1991 war⟧", "1990-1991 war"),
    "double hyphen": ("⟦wait -- no⟧", "wait — no"),
    "no-break hyphen": ("⟦co‑operate now⟧", "co-operate now"),
    "minus": ("⟦at −5 degrees⟧", "at -5 degrees"),
    "decomposed print": ("au ⟦cafe\u0301 noir⟧", "café noir"),
    "decomposed quote": ("au ⟦café noir⟧", "cafe\u0301 noir"),
    "ligature": ("the ⟦oﬃce of ﬁnance⟧", "office of finance"),
    "ligature in the quote": ("the ⟦office⟧", "oﬃce"),
    "an ellipsis character": ("⟦well… then⟧", "well... then"),
    "three dots": ("⟦well... then⟧", "well… then"),
    "full-width letters": ("⟦ＡＩ 時代⟧", "AI 時代"),
    "decomposed Hangul": ("⟦\u1112\u1161\u11ab국⟧의", "한국"),
    "a Bengali vowel in two parts": ("⟦ক\u09cb লা⟧", "ক\u09c7\u09be লা"),
    "several of them, and space": (
        "“⟦He’s — the\u00a0“ﬁrst”\none⟧”",
        'He\'s - the "first" one',
    ),
}


@pytest.mark.parametrize(("text", "words"), TYPOGRAPHIC.values(), ids=TYPOGRAPHIC)
def test_words_that_differ_in_typographic_signs(text, words):
    anchor = check_found(text, words, EDITED)
    assert anchor.reason.startswith("Differs from print in typographic signs only.")


FIRST_LETTER = {
    "a capital in the quote": ("that ⟦you can keep it⟧", "You can keep it"),
    "a capital in print": ("“⟦You can⟧ keep it”", "you can"),
    "an accent": ("qu’⟦être libre⟧", "Être libre"),
    "Cyrillic": ("что ⟦это правда⟧", "Это правда"),
    "Greek": ("ότι ⟦είναι αλήθεια⟧", "Είναι αλήθεια"),
    "with other signs": ("that ⟦you can’t⟧ win", "You can't"),
}


@pytest.mark.parametrize(("text", "words"), FIRST_LETTER.values(), ids=FIRST_LETTER)
def test_the_case_of_the_first_letter_may_differ(text, words):
    anchor = check_found(text, words, EDITED)
    assert anchor.reason.startswith(
        "Differs from print in the case of its first letter."
    )


MARKED = {
    "a word for a word": ("“⟦keep⟧ it ⟦away from⟧ it”", "keep [chips] away from"),
    "words for a word": ("“⟦keep⟧ it ⟦away⟧”", "keep [computing resources] away"),
    "a word for words": ("“⟦keep⟧ all of these ⟦away⟧”", "keep [them] away"),
    "a word added": ("“⟦keep⟧ ⟦away⟧”", "keep [it] away"),
    "at the start": ("He said: “She ⟦has won it⟧”", "[Ms May] has won it"),
    "at the end": ("“⟦They lost⟧ it.”", "They lost [the war]"),
    "two brackets": ("“⟦he⟧ gave ⟦it to⟧ her ⟦now⟧”", "he [sold] it to [Ann] now"),
    "brackets in a row": ("“⟦he⟧ gave it ⟦now⟧”", "he [sold] [this] now"),
    "before a comma": ("“⟦with⟧ him⟦, I go⟧”", "with [Bob], I go"),
    "an ending": ("“⟦He walk⟧s ⟦home⟧”", "He walk[ed] home"),
    "an ending before a stop": ("“⟦He walk⟧s⟦. Slowly⟧”", "He walk[ed]. Slowly"),
    "an ending dropped": ("“⟦He walk⟧ing ⟦home⟧”", "He walk[] home"),
    "a beginning": ("“⟦to⟧ ⟦open talks⟧”", "to [re]open talks"),
    "a beginning replaced": ("“⟦to⟧ re⟦open talks⟧”", "to [un]open talks"),
    "the middle of a word": ("“⟦s⟧h⟦e won⟧”", "s[ch]e won"),
    "a capital": ("said that ⟦the end is near⟧", "[T]he end is near"),
    "a small letter": ("“⟦The end⟧ is near”", "[t]he end"),
    "a capital in the middle": ("⟦He left.⟧ ⟦then he fell⟧", "He left. [T]hen he fell"),
    "a capital after a dash": ("⟦so—⟧⟦then he⟧", "so—[T]hen he"),
    "[sic]": ("“⟦teh house⟧”", "teh [sic] house"),
    "[sic!]": ("“⟦teh house⟧”", "teh [sic!] house"),
    "(sic)": ("“⟦teh house⟧”", "teh (sic) house"),
    "[sic] before a comma": ("“⟦teh, house⟧”", "teh [sic], house"),
    "[sic] at the end": ("“the ⟦teh⟧”", "teh [sic]"),
    "Chinese": ("他说⟦我⟧想去看⟦北京⟧", "我[去]北京"),
    "a letter that has no case": ("他要⟦走了⟧", "[去]走了"),
    "with typographic signs": ("“⟦you can’t⟧ keep ⟦it⟧”", "you can't [have] it"),
    "full-width brackets": ("“⟦keep⟧ it ⟦away⟧”", "keep ［them］ away"),
    "other brackets of print": (
        "⟦keep⟧ [chips] and all ⟦away⟧",
        "keep [resources] away",
    ),
}


@pytest.mark.parametrize(("text", "words"), MARKED.values(), ids=MARKED)
def test_marked_changes(text, words):
    anchor = check_found(text, words, EDITED)
    assert anchor.reason.startswith("Differs from print by marked changes only.")


ELLIPSES = [
    "…",
    "...",
    ". . .",
    ".\u00a0.\u00a0.",
    "....",
    ". . . .",
    "……",
    "[...]",
    "[…]",
    "[. . .]",
    "[ … ]",
    "(...)",
    "(…)",
]


@pytest.mark.parametrize("ellipsis", ELLIPSES)
def test_any_form_of_ellipsis_stands_for_omitted_words(ellipsis):
    text = "It ⟦was the best of times⟧, it was the worst, ⟦it was the age⟧ of"
    check_found(text, f"was the best of times {ellipsis} it was the age", EDITED)
    check_found(text, f"was the best of times{ellipsis} it was the age", EDITED)
    check_found(text, f"was the best of times {ellipsis}\nit was the age", EDITED)
    check_found("that ⟦we shall fight⟧ on", f"{ellipsis} we shall fight", EDITED)
    check_found("that ⟦we shall fight⟧ on", f"we shall fight {ellipsis}", EDITED)
    check_found("that ⟦we shall⟧ on", f"{ellipsis}we shall{ellipsis}", EDITED)


def test_the_case_after_an_ellipsis_may_differ():
    check_found("⟦Go,⟧ but later ⟦they⟧ left", "Go, … They", EDITED)
    check_found("⟦Go,⟧ for now. ⟦They left⟧", "Go, … they left", EDITED)


def test_the_full_stop_before_an_ellipsis_is_one_of_its_dots():
    for words in ("Go. … They", "Go.... They", "Go. . . . They", "Go. ... They"):
        check_found("“⟦Go⟧. But later ⟦they⟧ left”", words, EDITED)


def test_an_ellipsis_at_the_start_is_ignored():
    text = "Filler words. " * 500
    check_found(f"{text}⟦we shall fight⟧ on", "… we shall fight", EDITED)
    check_found(f"{text}He ⟦shall fight⟧ on", "[We] shall fight", EDITED)


def test_marked_changes_of_several_kinds():
    check_found(
        "said ⟦you can keep⟧ it ⟦away from China⟧, but ⟦ideas move⟧ fast",
        "[Y]ou can keep [chips] away from China … [I]deas move",
        EDITED,
    )
    check_found(
        "“⟦They was here⟧ all ⟦the day⟧ and the ⟦night⟧”",
        "they was [sic] here [...] the day [or] night",
        EDITED,
    )


def test_how_far_an_ellipsis_and_a_bracket_reach():
    for mark, reach in (("…", ELLIPSIS_REACH), ("[so]", BRACKET_REACH)):
        fitting = "x" * (reach - 2)
        check_found(
            f"⟦He began⟧ {fitting} ⟦and ended⟧", f"He began {mark} and ended", EDITED
        )
        check_missing(f"He began {fitting}x and ended", f"He began {mark} and ended")


def test_exact_characters_are_preferred_to_other_signs():
    check_found("“I can’t go” and ⟦I can't go⟧", "I can't go", EXACT)
    check_found("Never! ⟦never⟧ again", "never", EXACT)
    check_found("[so] it goes. He ⟦[did] it⟧", "[did] it", EXACT)


def test_repeated_words_are_ambiguous_with_their_places():
    anchor = locate(TWICE, "We will win")
    assert anchor.status == AMBIGUOUS
    assert anchor.spans == ()
    assert anchor.places == (((0, 11),), ((37, 48),))
    assert anchor.reason == (
        "These words stand 2 times in the text (at characters 0, 37). Give some of "
        "the words before or after it."
    )


@pytest.mark.parametrize(
    ("prefix", "suffix", "start"),
    [
        ("said we will lose. ", "", 37),
        ("we will lose.", "", 37),
        ("  will\nlose. ", "", 37),
        ("", ", he said", 37),
        ("", ". They said", 0),
        ("", ".  They\nsaid we", 0),
        ("lose. ", ", he said.", 37),
        ("other words", ", he said.", 37),
        ("will lose.", "other words", 37),
    ],
)
def test_the_context_decides_among_places(prefix, suffix, start):
    anchor = locate(TWICE, "We will win", prefix=prefix, suffix=suffix)
    assert (anchor.status, anchor.spans) == (EXACT, ((start, start + 11),))
    assert anchor.places == ()


@pytest.mark.parametrize(
    ("prefix", "suffix"),
    [
        ("", ""),
        ("other words", ""),
        ("", "other words"),
        ("lose.", ". They"),  # each fits a different place
        ("lose", ""),
        (" ", "\n"),
    ],
)
def test_a_context_that_fits_no_single_place_decides_nothing(prefix, suffix):
    anchor = locate(TWICE, "We will win", prefix=prefix, suffix=suffix)
    assert anchor.status == AMBIGUOUS
    assert len(anchor.places) == 2


def test_typographic_differences_of_the_context_do_not_matter():
    text = "He’s “sure.” Yes. She’s “sure.” Yes."
    anchor = locate(text, "sure.", prefix="She's \"")
    assert anchor.spans == ((25, 30),)


def test_the_context_alone_never_finds_a_missing_quote():
    anchor = locate(TWICE, "We will draw", prefix="lose. ", suffix=", he said")
    assert anchor.status == MISSING


def test_a_single_place_is_found_in_any_context():
    anchor = locate("We will win.", "will", prefix="other", suffix="words")
    assert anchor.spans == ((3, 7),)


def test_edited_and_interrupted_quotes_may_be_ambiguous():
    assert len(locate("the end. the end.", "The end").places) == 2
    assert len(locate("keep it here, keep us here", "keep [x] here").places) == 3
    assert len(locate("a b a b", "a … b").places) == 3
    text = "“I will,” he said, “go.” “I will,” he said, “go.”"
    assert len(locate(text, "I will go").places) == 2
    assert locate(text, "I will go", suffix=".” “I").spans == ((1, 7), (20, 22))


def test_very_many_places_are_ambiguous_too():
    anchor = locate("no " * 2_000, "no")
    assert anchor.status == AMBIGUOUS
    assert len(anchor.places) == 50
    assert "50 or more times" in anchor.reason


def test_parts_that_occur_everywhere_are_ambiguous_without_places():
    anchor = locate("a b " * 3_000, "a … b … a … b … a … c")
    assert (anchor.status, anchor.places) == (AMBIGUOUS, ())
    assert "so short and common" in anchor.reason


def test_offsets_count_code_points_and_not_bytes_or_utf_16_units():
    text = "😀é我: never again"
    anchor = locate(text, "never again")
    assert anchor.spans == ((5, 16),)
    decomposed = unicodedata.normalize("NFD", text)
    assert locate(decomposed, "never again").spans == ((6, 17),)
