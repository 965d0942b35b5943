"""Any draft and any claim is read and judged without an error.

`benchmarks/checking_at_scale.py` measures how long the longest drafts take.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.checking.drafts import MAX_LENGTH_OF_DRAFT, MAX_QUOTATIONS, quotations
from quotes.checking.judging import judge
from quotes.checking.verdicts import Verdict
from tests.support.checked_texts import HARBOUR, RAILWAY, TEXTS

FALSE = {Verdict.EXACT, Verdict.MARKED, Verdict.CHANGED_SINCE}


def repeated(words, inside=False):
    length = MAX_LENGTH_OF_DRAFT - 2 if inside else MAX_LENGTH_OF_DRAFT
    filled = (words * (length // len(words) + 1))[:length]
    return f"“{filled}”" if inside else filled


DRAFTS = {
    **{
        f"only {words}": repeated(words)
        for words in (
            *("“", "”", '"', "'", "‘", "’", "“”", "‘’", "'' ", '" ', "«»„“", "\n“\n"),
            *('"a" ', "“a” ", "“we go on and on” ", "«a „b“ ", "“a ‘b “c ‘d"),
            *("“a ‘b “c” d’ e” ", "“We won,” he said, “and paid.” ", "“We won” he "),
            *("“we won it all,” said Ann B. Lowe. ", "A. B. C. “we won it all” "),
            *("“שלום עולם כולנו אחים” ", "\u202e“abc\u202c def ghi jkl” "),
            *(
                "“😀 👩‍👩‍👧 yes no maybe so” ",
                "“\0 a b c d\0” ",
                "“\ud800 abc def ghi” ",
            ),
            *("\u0301", "“the world‘s best world‘s day” ", "“to the of and by” "),
        )
    },
    **{
        f"one of {words}": repeated(words, inside=True)
        for words in (
            *("… ", "a … ", "[", "[a] ", "[[]]", "[...] ", "people ", "the "),
            *("a\u0301\u0302\u0303", "約束は守られる。", "1,234.5 ", "1.", " ", "x"),
            *("a-", "’tis ‘twas ", "not ", "if not "),
        )
    },
    "a text on record": f"“{HARBOUR.text} {RAILWAY.text}” " * 25,
}


@pytest.mark.parametrize("name", DRAFTS)
def test_the_longest_drafts_are_read_and_judged(name):
    draft = DRAFTS[name][:MAX_LENGTH_OF_DRAFT]
    found = quotations(draft)
    for words in {each.words for each in found}:
        judge(words, "Ann Lowe", TEXTS)
    assert len(found) <= MAX_QUOTATIONS


PIECES = st.sampled_from(
    [
        *("“”\"'‘’«»„…[]—-.,?!\n "),
        *(" ", "...", "[sic]", "''", "\u0301", "\u202e", "\0", " he said, "),
        *(" Ann Lowe said: ", "the ", "not ", "timetable ", "2,500 ", "ﬁ"),
        *HARBOUR.text.split(" ")[:12],
        *RAILWAY.text.split(". ")[:3],
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_draft_is_read(draft):
    found = quotations(draft)
    ends = [(each.spans[0][0], each.spans[-1][1]) for each in found]
    assert ends == sorted(ends)
    for each in found:
        assert all(0 <= start < end <= len(draft) for start, end in each.spans)
        assert each.words == " ".join(draft[a:b] for a, b in each.spans)


@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(["", "Ann Lowe"]))
def test_any_claim_is_judged(words, speaker):
    judged = judge(words, speaker, TEXTS)
    assert judged.reason
    for place in judged.places:
        assert all(
            0 <= start < end <= len(place.candidate.text) for start, end in place.spans
        )
    if judged.verdict in FALSE:
        assert judged.places


@given(st.lists(PIECES, max_size=12).map("".join))
def test_words_put_into_a_passage_are_never_exact(words):
    start = "Every timetable is a promise made to strangers,"
    end = "and we have kept ours"
    letters = [each for each in words if each.isalnum()]
    judged = judge(f"{start} {words} {end}", None, TEXTS)
    if letters:
        assert judged.verdict != Verdict.EXACT, words
