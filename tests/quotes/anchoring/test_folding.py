"""Typographic differences are folded, and every offset maps back."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from quotes.anchoring.folding import FoldedText, cuts_word, fold, visible

#: Text with many characters that fold, which Hypothesis would seldom find.
tricky = st.text(
    st.sampled_from(
        "abTZ .,;'\"-—–“”‘’«»„…\n\t\r\u00a0\u2009\u3000\u00ad\u200b\u200d\ufeff"
        "é\u0301\u0308eﬁﬃ½²①０Ａ中国กำสिकोোে한ᄒ\u1161\u11abשָעَر𝔸👩🏽[](|)´`¨ﷺ"
    ),
    max_size=40,
)
texts = st.one_of(tricky, st.text(max_size=40))

SAME = {
    "a line break": ("one\ntwo", "one two"),
    "a paragraph break": ("one\n\n  two", "one two"),
    "a no-break space": ("one\u00a0two", "one two"),
    "a narrow no-break space": ("one\u202ftwo", "one two"),
    "an ideographic space": ("one\u3000two", "one two"),
    "tabs and spaces": ("one \t two", "one two"),
    "space at the ends": ("\n one\t", "one"),
    "curly marks": ("“one” ‘two’", "\"one\" 'two'"),
    "low marks": ("„one‟ ‚two‛", "\"one\" 'two'"),
    "guillemets": ("«one» ‹two›", "\"one\" 'two'"),
    "primes": ("5′ 6″", "5' 6\""),
    "grave and acute for marks": ("`one´", "'one'"),
    "full-width marks": ("＂one＇", "\"one'"),
    "double primes": ("〝one〟", '"one"'),
    "a letter apostrophe": ("donʼt", "don't"),
    "an apostrophe": ("can’t", "can't"),
    "en and em dash": ("a–b—c", "a-b-c"),
    "a double hyphen": ("a--b", "a-b"),
    "a figure dash, a minus, a hyphen": ("a‒b−c‐d‑e", "a-b-c-d-e"),
    "a full-width hyphen": ("a－b", "a-b"),
    "a soft hyphen": ("inter\u00adnational", "international"),
    "a zero-width space": ("inter\u200bnational", "international"),
    "a zero-width joiner": ("نمی\u200cخواهم", "نمیخواهم"),
    "a direction mark": ("one\u200e \u202btwo\u202c", "one two"),
    "a word joiner and a byte order mark": ("o\u2060ne\ufeff", "one"),
    "decomposed letters": ("Cafe\u0301 Zu\u0308rich", "Café Zürich"),
    "two marks in another order": ("a\u0301\u0323", "ạ\u0301"),
    "ligatures": ("ﬁnd oﬃce ﬂow", "find office flow"),
    "an ellipsis character": ("well…", "well..."),
    "full-width letters and digits": ("Ａｂｃ １２", "Abc 12"),
    "mathematical letters": ("𝔸𝒷", "Ab"),
    "decomposed Hangul": ("\u1112\u1161\u11ab", "한"),
    "a Bengali vowel in two parts": ("ক\u09c7\u09be", "ক\u09cb"),
    "an Arabic presentation form": ("\ufefb", "\u0644\u0627"),
}


@pytest.mark.parametrize(("printed", "typed"), SAME.values(), ids=SAME)
def test_typographic_variants_fold_to_the_same(printed, typed):
    assert fold(printed) == fold(typed)


DIFFERENT = {
    "case": ("Words", "words"),
    "accents": ("résumé", "resume"),
    "an umlaut": ("schon", "schön"),
    "punctuation": ("Yes.", "Yes!"),
    "a comma": ("no more", "no, more"),
    "marks left out": ("“one”", "one"),
    "an apostrophe left out": ("we’re", "were"),
    "single and double marks": ("‘one’", "“one”"),
    "a hyphen left out": ("re-sign", "resign"),
    "a space left out": ("any one", "anyone"),
    "a power": ("10²", "102"),
    "a fraction": ("1½", "11/2"),
    "a number in a circle": ("①", "1"),
    "dots and a stop": ("well…", "well."),
    "sharp s": ("Masse", "Maße"),
}


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_different_words_or_numbers_stay_different(one, other):
    assert fold(one) != fold(other)


def test_folding_keeps_one_space_between_words_and_none_at_the_ends():
    assert fold(" \n one \u200b two\u00a0\u00a0three\n") == "one two three"
    assert fold("\u200b \u00ad") == fold("") == fold(" \n") == ""


@pytest.mark.parametrize(
    ("original", "folded", "printed"),
    [
        ("I said: “No—now!”", "No-now", "No—now"),
        ("a  \n b", "a b", "a  \n b"),
        ("the oﬃce is", "office", "oﬃce"),
        ("un cafe\u0301 noir", "café", "cafe\u0301"),
        ("inter\u00adnational law", "international", "inter\u00adnational"),
        ("\u200b\u200bone", "one", "one"),
        ("well… then", "well...", "well…"),
        ("wait -- no", "wait - no", "wait -- no"),
        ("𝔸𝔹 said 😀 twice", "😀 twice", "😀 twice"),
        ("x ½ ﬁ y", "y", "y"),
        ("ก\u0e33 ข", "ข", "ข"),
    ],
)
def test_a_folded_span_maps_back_to_the_original(original, folded, printed):
    text = FoldedText(original)
    start = text.folded.index(folded)
    first, last = text.original_span(start, start + len(folded))
    assert original[first:last] == printed
    assert text.printed(start, start + len(folded)) == printed


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("can|not", True),
        ("can| not", False),
        ("can |not", False),
        ("can|'t", True),
        ("he said 'can'|", False),
        ("l'|homme", False),
        ("end|.", False),
        ("end.|And", False),
        ("2|,500", True),
        ("2,|500", True),
        ("3|.14", True),
        ("in 2020|, 500", False),
        ("v|2", True),
        ("well|-known", False),
        ("(|one", False),
        ("é|té", True),
        ("слово|м", True),
        ("हि|न्दी", True),
        ("ह|िन्दी", True),
        ("हिन्|दी", True),
        ("हिन्दी| में", False),
        ("ال|كتاب", True),
        ("של|ום", True),
        ("שָ|לוֹם", True),
        ("e|\u0301", True),
        ("我们|走了", False),
        ("これ|は", False),
        ("ไป|ไหน", False),
        ("ก|ิน", True),
        ("한국|은", False),
        ("AI|技术", False),
        ("𠀀|𠀁", False),
        ("豈|更", False),
        ("𝒜|b", True),
        ("😀|b", False),
        ("|one", False),
        ("one|", False),
        ("|", False),
    ],
)
def test_where_a_word_may_end(text, cut):
    assert cuts_word(text.replace("|", ""), text.index("|")) is cut


@pytest.mark.parametrize("character", ["…", "ﬁ", "½", "㎏"])
def test_no_word_ends_inside_one_printed_character(character):
    text = FoldedText(f"a {character} b")
    inside = range(3, 2 + len(fold(character)))
    assert not any(text.may_split(offset, within_word=True) for offset in inside)
    assert text.may_split(2) and text.may_split(2 + len(fold(character)))


def test_only_a_bracket_may_end_inside_a_word():
    text = FoldedText("walking")
    assert not text.may_split(4)
    assert text.may_split(4, within_word=True)


@given(texts)
def test_white_space_and_invisible_characters_are_removed(text):
    shown = visible(text)
    assert visible(shown) == shown
    assert not any(character.isspace() for character in shown)
    assert visible(f" {text}\u200b\n") == shown
    assert set(shown) <= set(text)


@given(texts)
def test_folding_ignores_surrounding_space(text):
    assert fold(f"\n {text}\u00a0") == fold(text)
    assert fold(text) == FoldedText(text).folded.strip()


@given(texts, texts)
def test_folding_one_text_does_not_change_the_next(one, other):
    assume("\u00ad" not in one)  # a soft hyphen joins the word on the next line
    assert fold(f"{one}\n{other}") == f"{fold(one)} {fold(other)}".strip()


@given(texts)
@example("a\u00adb")
@example("--")
def test_folded_slices_map_back_in_order(text):
    held = FoldedText(text)
    spans = [held.original_span(at, at + 1) for at in range(len(held.folded))]
    for (start, end), (next_start, next_end) in pairwise(spans):
        assert start <= next_start
        assert end <= next_end
    for start, end in spans:
        assert 0 <= start < end <= len(text)
    for first in range(len(spans)):
        for last in range(first, min(len(spans), first + 5)):
            span = held.original_span(first, last + 1)
            assert span == (spans[first][0], spans[last][1])


def parts_letters(text, offset):
    """Return whether no letter with its marks spans this offset."""
    if offset == len(text):
        return True
    continues = unicodedata.category(text[offset]).startswith("M")
    return not continues and not "\u1160" <= text[offset] <= "\u11ff"


@given(texts)
@example("e\u0301ﬁ½")
@example("a ¨b")
@example("¨\u0301")
@example("ກ\u0eb3")
def test_the_original_of_a_folded_slice_folds_to_that_slice(text):
    held = FoldedText(text)
    edges = [
        offset
        for offset in range(len(held.folded) + 1)
        if held.may_split(offset, within_word=True)
        and parts_letters(held.folded, offset)
    ]
    for number, start in enumerate(edges):
        for end in edges[number + 1 : number + 6]:
            first, last = held.original_span(start, end)
            printed = text[first:last]
            if not (parts_letters(text, first) and parts_letters(text, last)):
                continue
            assert fold(printed) == held.folded[start:end].strip()


@pytest.mark.parametrize(
    "text",
    [
        "“" * 1_000_000,
        "a " * 500_000,
        "e\u0301" * 200_000,
        " " * 1_000_000,
        "\u00ad" * 1_000_000,
        "[..." * 250_000,
        "--" * 500_000,
        "é" * 1_000_000,
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_a_large_text_of_one_kind_folds(text):
    held = FoldedText(text)
    assert len(held.folded) <= len(text)
    if held.folded:
        last = held.original_span(len(held.folded) - 1, len(held.folded))[1]
        assert last == len(text)
