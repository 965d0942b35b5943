"""A quote is found where its words stand in print, or it is not found."""

import re
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from quotes.anchoring import (
    AMBIGUOUS,
    BRACKET_REACH,
    CONTEXT,
    EDITED,
    ELLIPSIS_REACH,
    EXACT,
    MISSING,
    locate,
    locate_at,
)
from quotes.folding import FoldedText, fold

BALL = (
    "As research fellow Dean Ball aptly points out: “You can keep it away from "
    "China, but you can’t export-control the ideas that everyone in the world is "
    "hunting for.”"
)


def marked(text):
    """Return a text and the spans that ⟦ and ⟧ mark in it."""
    spans, plain = [], ""
    for part in re.split("([⟦⟧])", text):
        if part == "⟦":
            spans.append((len(plain), None))
        elif part == "⟧":
            spans[-1] = (spans[-1][0], len(plain))
        else:
            plain += part
    return plain, tuple(spans)


def printed(text, anchor):
    return [text[start:end] for start, end in anchor.spans]


def check_found(text, words, status):
    plain, spans = marked(text)
    anchor = locate(plain, words)
    assert (anchor.status, printed(plain, anchor)) == (
        status,
        [plain[start:end] for start, end in spans],
    ), anchor.reason
    assert anchor.spans == spans
    assert anchor.prefix == plain[: spans[0][0]][-CONTEXT:]
    assert anchor.suffix == plain[spans[-1][1] :][:CONTEXT]
    assert locate(FoldedText(plain), words) == anchor
    assert locate_at(plain, words, spans) == anchor
    return anchor


AS_PRINTED = {
    "words in a row": ("He said ⟦never again⟧ to her.", "never again"),
    "the whole text": ("⟦Never again.⟧", "Never again."),
    "its start": ("⟦Never⟧ again.", "Never"),
    "its end": ("Never ⟦again.⟧", "again."),
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
    "a hyphen parts": ("you can’t ⟦export⟧-control", "export"),
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
def test_exact_words_but_for_space(text, words):
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
    assert anchor.reason == "Differs from print in typographic signs only."


FIRST_LETTER = {
    "a capital in the quote": ("that ⟦you can keep it⟧", "You can keep it"),
    "a capital in print": ("“⟦You can⟧ keep it”", "you can"),
    "an accent": ("qu’⟦être libre⟧", "Être libre"),
    "Cyrillic": ("что ⟦это правда⟧", "Это правда"),
    "Greek": ("ότι ⟦είναι αλήθεια⟧", "Είναι αλήθεια"),
    "with other signs": ("that ⟦you can’t⟧ win", "You can't"),
}


@pytest.mark.parametrize(("text", "words"), FIRST_LETTER.values(), ids=FIRST_LETTER)
def test_the_first_letter_may_be_in_the_other_case(text, words):
    anchor = check_found(text, words, EDITED)
    assert anchor.reason == "Differs from print in the case of its first letter."


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
    "a capital after a dash": ("⟦so-⟧⟦then he⟧", "so-[T]hen he"),
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
def test_changes_that_are_marked(text, words):
    anchor = check_found(text, words, EDITED)
    assert anchor.reason == "Differs from print by marked changes only."


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
def test_an_ellipsis_of_any_form_stands_for_words_left_out(ellipsis):
    text = "It ⟦was the best of times⟧, it was the worst, ⟦it was the age⟧ of"
    check_found(text, f"was the best of times {ellipsis} it was the age", EDITED)
    check_found(text, f"was the best of times{ellipsis} it was the age", EDITED)
    check_found(text, f"was the best of times {ellipsis}\nit was the age", EDITED)
    check_found("that ⟦we shall fight⟧ on", f"{ellipsis} we shall fight", EDITED)
    check_found("that ⟦we shall fight⟧ on", f"we shall fight {ellipsis}", EDITED)
    check_found("that ⟦we shall⟧ on", f"{ellipsis}we shall{ellipsis}", EDITED)


def test_what_follows_an_ellipsis_may_have_the_other_case():
    check_found("⟦Go,⟧ but later ⟦they⟧ left", "Go, … They", EDITED)
    check_found("⟦Go,⟧ for now. ⟦They left⟧", "Go, … they left", EDITED)


def test_the_full_stop_before_an_ellipsis_is_one_of_its_dots():
    for words in ("Go. … They", "Go.... They", "Go. . . . They", "Go. ... They"):
        check_found("“⟦Go⟧. But later ⟦they⟧ left”", words, EDITED)


def test_an_ellipsis_at_the_start_asks_for_no_place():
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
def test_a_quote_that_print_interrupts(text, words):
    anchor = check_found(text, words, EXACT)
    assert anchor.reason == "Interrupted in print by the words between."


def test_a_quote_that_print_interrupts_may_be_edited_too():
    text = "“⟦I can’t⟧,” she said, “⟦go home.⟧”"
    check_found(text, "I can't go home.", EDITED)
    check_found(text, "i can’t go home.", EDITED)
    check_found("“⟦I⟧ can’t ⟦go⟧,” she said, “⟦home.⟧”", "I [won’t] go home.", EDITED)
    check_found("so ‘⟦the end⟧,’ he said, ‘⟦is near.⟧’", "[T]he end is near.", EDITED)
    check_found(
        "“⟦So we shall⟧,” he said, “⟦fight⟧ on and on ⟦and win.⟧”",
        "So we shall fight … and win.",
        EDITED,
    )


def test_no_interruption_is_needed_where_the_words_stand_in_a_row():
    check_found("“I will,” he said, “go.” ⟦I will go.⟧", "I will go.", EXACT)


def test_exact_characters_go_before_the_same_words_in_other_signs():
    check_found("“I can’t go” and ⟦I can't go⟧", "I can't go", EXACT)
    check_found("Never! ⟦never⟧ again", "never", EXACT)
    check_found("[so] it goes. He ⟦[did] it⟧", "[did] it", EXACT)


def check_missing(text, words):
    anchor = locate(text, words)
    assert anchor.status == MISSING, printed(text, anchor)
    assert anchor.spans == anchor.places == ()
    assert anchor.prefix == anchor.suffix == ""
    assert anchor.reason.endswith((".", "”."))
    return anchor.reason


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
    "export-control ideas … [the] world was hunting",
]


@pytest.mark.parametrize("words", CHANGED)
def test_a_word_changed_added_or_dropped_without_a_mark_is_missing(words):
    check_missing(BALL, words)


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
def test_words_are_never_found_within_longer_ones(text, words):
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
    "an opening mark": ("He is the “king of the hill” now.", "He is the king of the"),
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
            "You can keep it away from Russia, but",
            "The text has “You can keep it away from”, but then “China, but you can't "
            "export-control the…” where the quote has “Russia, but”.",
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
            "The text has the parts of this quote, but not in this order, whole, and "
            "near each other.",
        ),
    ],
)
def test_an_editor_is_told_where_print_and_quote_part(words, reason):
    assert check_missing(BALL, words) == reason


def test_a_reason_is_short_however_long_the_words_are():
    text, words = (
        "and so on " * 3_000 + "to the end",
        "and so on " * 2_000 + "to no end",
    )
    for reason in (
        check_missing(text, words),
        check_missing("so " * 9, "so " * 5_000),
        check_missing("a", "w" * 20_000),
        check_missing(f"one {'w' * 9_000}", f"one {'v' * 9_000}"),
        locate("a " * 900, "a").reason,
        locate("x " * 900, "x … x … y").reason,
    ):
        assert 0 < len(reason) < 300


TWICE = "We will win. They said we will lose. We will win, he said."


def test_words_that_stand_several_times_are_ambiguous_with_their_places():
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
def test_the_words_around_choose_among_places(prefix, suffix, start):
    anchor = locate(TWICE, "We will win", prefix=prefix, suffix=suffix)
    assert (anchor.status, anchor.spans) == (EXACT, ((start, start + 11),))
    assert anchor.places == ()


@pytest.mark.parametrize(
    ("prefix", "suffix"),
    [
        ("", ""),
        ("other words", ""),
        ("", "other words"),
        ("lose.", ". They"),  # one fits one place, the other the other
        ("lose", ""),
        (" ", "\n"),
    ],
)
def test_words_around_that_fit_no_one_place_choose_none(prefix, suffix):
    anchor = locate(TWICE, "We will win", prefix=prefix, suffix=suffix)
    assert anchor.status == AMBIGUOUS
    assert len(anchor.places) == 2


def test_the_words_around_matter_in_type_no_more_than_the_words():
    text = "He’s “sure.” Yes. She’s “sure.” Yes."
    anchor = locate(text, "sure.", prefix="She's \"")
    assert anchor.spans == ((25, 30),)


def test_the_words_around_never_make_a_missing_quote_found():
    anchor = locate(TWICE, "We will draw", prefix="lose. ", suffix=", he said")
    assert anchor.status == MISSING


def test_an_unmarked_place_is_kept_where_only_one_stands_whatever_is_around_it():
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


def test_parts_that_stand_everywhere_are_ambiguous_without_places():
    anchor = locate("a b " * 3_000, "a … b … a … b … a … c")
    assert (anchor.status, anchor.places) == (AMBIGUOUS, ())
    assert "so short and common" in anchor.reason


class TestLocateAt:
    def test_the_given_place_is_kept_if_the_words_stand_there(self):
        anchor = locate_at(TWICE, "We will win", [(37, 48)])
        assert (anchor.status, anchor.spans) == (EXACT, ((37, 48),))
        assert anchor.prefix == TWICE[5:37]
        assert anchor.suffix == ", he said."

    def test_each_of_two_places_can_be_chosen(self):
        for place in locate(TWICE, "We will win").places:
            assert locate_at(TWICE, "We will win", place).spans == place

    def test_a_place_beyond_those_that_are_counted_can_be_chosen(self):
        anchor = locate_at("no " * 2_000, "no", [(3_000, 3_002)])
        assert anchor.spans == ((3_000, 3_002),)

    def test_a_place_in_other_signs_can_be_chosen_over_an_exact_one(self):
        text = f"I can't go. {'And so on. ' * 9} I can’t go."
        start = text.index("I can’t")
        anchor = locate_at(text, "I can't go", [(start, start + 10)])
        assert (anchor.status, anchor.spans) == (EDITED, ((start, start + 10),))

    def test_spans_may_be_lists_as_they_are_stored(self):
        assert locate_at(TWICE, "We will win", [[0, 11]]).spans == ((0, 11),)

    @pytest.mark.parametrize(
        "spans",
        [[(-1, 11)], [(0, 0)], [(11, 0)], [(5, 5)], [(0, 5), (7, 6)], [(-5, -2)]],
    )
    def test_what_is_no_span_is_refused(self, spans):
        with pytest.raises(ValueError, match="is no span: it must end after it starts"):
            locate_at(TWICE, "We will win", spans)

    @pytest.mark.parametrize("spans", [[(0, 999)], [(50, 60)], [(0, 11), (55, 59)]])
    def test_a_span_out_of_range_is_refused(self, spans):
        with pytest.raises(ValueError, match=r"out of range: the text ends at 58\."):
            locate_at(TWICE, "We will win", spans)

    @pytest.mark.parametrize("spans", [[(3, 11), (0, 2)], [(0, 8), (7, 11)]])
    def test_spans_out_of_order_are_refused(self, spans):
        with pytest.raises(ValueError, match="starts before the last span ended"):
            locate_at(TWICE, "We will win", spans)

    @pytest.mark.parametrize(
        "spans",
        [
            [(13, 24)],  # other words
            [(0, 10)],  # too short
            [(0, 12)],  # too long
            [(1, 12)],  # shifted
            [(36, 48)],  # with the space before
            [(0, 3), (3, 11)],  # whole, but in parts
            [(0, 11), (37, 48)],  # twice
        ],
    )
    def test_other_words_are_refused_and_shown(self, spans):
        there = " … ".join(TWICE[start:end] for start, end in spans)
        with pytest.raises(ValueError) as refusal:
            locate_at(TWICE, "We will win", spans)
        assert str(refusal.value) == f"The text has other words there: “{there}”."

    @pytest.mark.parametrize(("words", "spans"), [("We", []), ("", [(0, 2)])])
    def test_no_spans_or_no_words_are_refused(self, words, spans):
        with pytest.raises(ValueError, match="at least one span"):
            locate_at(TWICE, words, spans)

    def test_a_long_run_of_other_words_is_shown_shortened(self):
        with pytest.raises(ValueError) as refusal:
            locate_at("word " * 1_000, "words", [(0, 4_999)])
        assert len(str(refusal.value)) < 200


# Properties, for any text and any words.

#: Words of one alphabet, parted and wrapped by what stands in print.
some_text = st.lists(
    st.one_of(
        st.text("abAB", min_size=1, max_size=3),
        st.sampled_from(
            "“one” ‘two’, three—four; five… \u00ad \u200b é e\u0301 ﬁ ½ 2,500 can’t "
            "我们走了 สวัสดี שָׁלוֹם हिन्दी 😀 𝔸 [so] … ... sic (sic) \" ' « »".split(" ")
        ),
        st.text(max_size=4),
    ),
    max_size=25,
).map(" ".join)


def word_edges(text):
    return [match.span() for match in re.finditer(r"\S+", text)]


@st.composite
def texts_and_cuts(draw):
    """Draw a text and the span of words in a row within it."""
    text = draw(some_text)
    edges = word_edges(text)
    assume(edges)
    first = draw(st.integers(0, len(edges) - 1))
    last = draw(st.integers(first, len(edges) - 1))
    start, end = edges[first][0], edges[last][1]
    assume(fold(text[start:end]))
    return text, start, end


@given(texts_and_cuts())
@example(("a \u0301b", 2, 4))
@example(("\u200ba b", 0, 2))
@example(("x ¨ y", 2, 3))
@example(("a\n\n“b”", 0, 6))
def test_words_cut_from_a_text_are_found_in_it(cut):
    text, start, end = cut
    words = text[start:end]
    anchor = locate(text, words)
    assert anchor.status in (EXACT, AMBIGUOUS)
    places = anchor.places or (anchor.spans,)
    for spans in places:
        assert len(spans) == 1
        assert fold(text[slice(*spans[0])]) == fold(words)
    if anchor.status == EXACT:
        assert start <= anchor.spans[0][0] < anchor.spans[0][1] <= end
    elif len(places) < 50:
        assert any(start <= first and last <= end for ((first, last),) in places)


@given(
    texts_and_cuts(),
    st.text("zyZY .,\n“”’😀", max_size=30),
    st.text("zyZY .,\n“”’", max_size=30),
)
def test_after_text_is_put_around_it_a_quote_is_found_at_the_shifted_place(
    cut, before, after
):
    text, start, end = cut
    words = text[start:end]
    # Words of the alphabet z, y stand in neither text nor quote.
    assume(not re.search("[zyZY]", text))
    assume(re.search(r"\w", words))
    anchor = locate(text, words)
    shift = len(before) + 2
    again = locate(f"{before}z {text} z{after}", words)
    if anchor.status == EXACT:
        assert again.spans == tuple((a + shift, b + shift) for a, b in anchor.spans)
    else:
        assert again.places == tuple(
            tuple((a + shift, b + shift) for a, b in spans) for spans in anchor.places
        )


@given(
    st.lists(st.text("abcdé", min_size=2, max_size=6), min_size=4, unique=True),
    st.data(),
)
def test_one_unmarked_word_changed_added_or_dropped_is_always_missing(words, data):
    text = f"He said: “{' '.join(words)}.” So it was."
    at = data.draw(st.integers(1, len(words) - 2))
    other = data.draw(st.sampled_from(["zz", "z", f"z{words[at]}", f"{words[at]}z"]))
    marks = data.draw(st.sampled_from(["", "[it] ", "… ", "[sic] "]))
    for changed in (
        [*words[:at], other, *words[at + 1 :]],
        [*words[:at], other, *words[at:]],
        [*words[:at], *words[at + 1 :]],
        [*words[: at - 1], words[at], words[at - 1], *words[at + 1 :]],
    ):
        assert locate(text, marks + " ".join(changed)).status == MISSING
        interrupted = f"“{' '.join(words[:1])},” she said, “{' '.join(words[1:])}”"
        assert locate(interrupted, " ".join(changed)).status == MISSING


@given(
    st.lists(st.text("abcdé", min_size=2, max_size=6), min_size=4, unique=True),
    st.data(),
)
def test_a_marked_change_is_found_with_the_words_around_it(words, data):
    first = data.draw(st.integers(1, len(words) - 2))
    last = data.draw(st.integers(first, len(words) - 1))
    mark = data.draw(st.sampled_from(["[it]", "…", "[...]", ". . ."]))
    text = " ".join(words)
    quote = " ".join([*words[:first], mark, *words[last:]])
    anchor = locate(text, quote)
    assert anchor.status == EDITED
    assert printed(text, anchor) == [" ".join(words[:first]), " ".join(words[last:])]


@given(
    st.one_of(some_text, st.text(max_size=60)),
    st.one_of(some_text, st.text(max_size=30), st.text("ab .…[]'“”\n", max_size=20)),
    st.text(max_size=8),
    st.text(max_size=8),
)
@example("ﬁ", "f[x]i", "", "")
@example("a", "[", "", "")
@example("“" * 9, "“ … ”", "", "")
def test_any_outcome_is_well_formed(text, words, prefix, suffix):
    anchor = locate(text, words, prefix, suffix)
    assert anchor.status in (EXACT, EDITED, AMBIGUOUS, MISSING)
    assert bool(anchor.spans) == (anchor.status in (EXACT, EDITED))
    assert bool(anchor.places) <= (anchor.status == AMBIGUOUS)
    assert anchor.reason or anchor.status == EXACT
    for spans in (anchor.spans, *anchor.places):
        offsets = [offset for span in spans for offset in span]
        assert offsets == sorted(offsets)
        assert all(0 <= start < end <= len(text) for start, end in spans)
    if anchor.spans:
        assert text[: anchor.spans[0][0]].endswith(anchor.prefix)
        assert text[anchor.spans[-1][1] :].startswith(anchor.suffix)
        assert locate_at(text, words, anchor.spans).spans == anchor.spans
    if anchor.status == EXACT:
        found = "".join(printed(text, anchor))
        assert "".join(fold(found).split()) == "".join(fold(words).split())


@given(some_text, st.lists(st.tuples(st.integers(-2, 30), st.integers(-2, 30))))
def test_any_spans_are_kept_or_refused_in_words(text, spans):
    try:
        anchor = locate_at(text, "one two", spans)
    except ValueError as refusal:
        assert str(refusal).endswith((".", "”."))
    else:
        assert anchor.spans == tuple(spans)


def test_a_text_is_changed_by_no_search():
    held = FoldedText(TWICE)
    before = (held.original, held.folded)
    for words in ("We will win", "we … he", "[We] will", "nothing"):
        assert locate(held, words) == locate(TWICE, words)
    assert (held.original, held.folded) == before


LARGE = {
    "curly marks": "“" * 1_000_000,
    "straight marks": '"' * 1_000_000,
    "spaced marks": "' " * 500_000,
    "one letter": "a" * 1_000_000,
    "a word": "a a " * 250_000,
    "brackets": "[" * 1_000_000,
    "marked brackets": "[a] " * 250_000,
    "ellipses": "..." * 333_000,
    "words and marks": 'a " ' * 250_000,
    "words and [sic]": "a [sic] " * 125_000,
    "combining marks": "e\u0301" * 200_000,
}
HARD_WORDS = {
    "many parts": "a ... " * 2_000 + "b",
    "many brackets": "a [x] " * 2_000 + "b",
    "a long run": "a " * 10_000 + "b",
    "half of a long word": "a" * 500_000,
    "short parts": "a … a … a … b",
    "a word and marks": 'a " a',
    "an open bracket": "a [" + "b " * 100_000,
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_large_texts_of_one_kind_come_to_an_end(text):
    held = FoldedText(text)
    assert locate(held, text).status == EXACT
    for words in HARD_WORDS.values():
        assert not locate(held, words).spans
    assert locate("He said a thing.", text).status in (MISSING, AMBIGUOUS)


def test_a_long_text_with_ordinary_words_is_searched_whole():
    filler = "A plain sentence of an ordinary kind, and it’s “so” in the end. "
    text = filler * 8_000 + "“I will,” she said, “surely go.”"
    anchor = locate(text, "I will surely go.")
    assert printed(text, anchor) == ["I will", "surely go."]
    assert locate(text, "I will never go.").status == MISSING
    anchor = locate(text, "a plain sentence … surely go.")
    assert anchor.status == AMBIGUOUS


def test_offsets_count_code_points_and_not_bytes_or_utf_16_units():
    text = "😀é我: never again"
    anchor = locate(text, "never again")
    assert anchor.spans == ((5, 16),)
    decomposed = unicodedata.normalize("NFD", text)
    assert locate(decomposed, "never again").spans == ((6, 17),)
