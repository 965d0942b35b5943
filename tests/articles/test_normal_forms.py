"""Normal forms: those of Unicode, in little time for any text."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.normal_forms import MAX_MARKS, normalize
from articles.text_matching.fingerprints import fingerprint
from articles.text_matching.near_duplicates import sketch
from quotes.anchoring.folding import FoldedText, fold
from quotes.checking.letters import Letters, plain_letters

FORMS = ["NFC", "NFD", "NFKC", "NFKD"]
ABOVE, BELOW = "\u0301", "\u0316"
#: Marks in an order that is sorted. The second letter is a mark in NFKC and NFKD.
UNSORTED = [ABOVE + BELOW, ABOVE + "\uff9e", "\u0f74\u0f73", ABOVE + "\U0001d165"]


@given(st.text(), st.sampled_from(FORMS))
def test_a_text_has_the_forms_of_unicode(text, form):
    assert normalize(form, text) == unicodedata.normalize(form, text)


@pytest.mark.parametrize("form", FORMS)
def test_a_letter_has_at_most_thirty_marks(form):
    most = "a" + ABOVE * MAX_MARKS
    assert normalize(form, f"{most} {most}") == unicodedata.normalize(
        form, f"{most} {most}"
    )
    assert normalize(form, most + 9 * BELOW + "b") == unicodedata.normalize(
        form, most + "b"
    )
    # Signs that are no marks stay, however many there are.
    assert normalize(form, "é" + 99 * "-=") == normalize(form, "é") + 99 * "-="


@pytest.mark.parametrize("marks", UNSORTED)
@pytest.mark.parametrize(
    "function",
    [
        *(sketch, fingerprint, fold, FoldedText, Letters, plain_letters),
        *(lambda text, form=form: normalize(form, text) for form in FORMS),
    ],
)
def test_marks_take_little_time(function, marks):
    # Invisible characters between marks are removed from some.
    for unit in (marks, f"{marks}\u00ad"):
        start = time.process_time()
        function("a" + unit * 30_000)
        assert time.process_time() - start < 0.6
