"""What holds of the suggestion of quotes for any text."""

import io
import json
import sys
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quotes.extraction import __main__ as command
from quotes.extraction import find

some_text = st.lists(
    st.one_of(
        st.sampled_from(
            "“ ” \" ' ‘ ’ « » '' said told that according to Ana Ruiz , . : ; ? ! "
            "— - … ( ) he she the a of and but \n \n\n \n\n“ “It is so,” PENCE: U.S. "
            "Mr. Sen. ’s n’t 1.5 $20 says argued wants whether some, like".split(" ")
        ),
        st.text(max_size=4),
    ),
    max_size=60,
).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(some_text)
@example("“")
@example(":")
@example("said")
@example("“said said said”")
@example("A: b\n\nPENCE: x\n\nKAINE: y")
def test_any_text_gives_spans_in_range_that_hold_words(text):
    found = find(text)
    for one in found.suggestions:
        assert one.kind in ("direct", "mixed", "indirect")
        assert one.content
        assert 0 <= one.confidence <= 1
        assert one.reason
        at = 0
        for start, end in one.content:
            assert at <= start < end <= len(text)
            assert text[start:end].strip()
            at = end
        for start, end in (one.cue, *(speaker.span for speaker in one.speakers)):
            assert 0 <= start < end <= len(text)
    for other in found.others:
        start, end = other.span
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "unit", ['"', "“", "”", "'", "‘", "’", "“‘", "«", "“‘”’", "\"'"]
)
def test_a_megabyte_of_marks_is_no_trap(unit):
    # A second on an idle machine; what is not linear would take hours.
    text = unit * (1_000_000 // len(unit))
    start = time.process_time()
    find(text)
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    "unit",
    [
        "“a ‘b ",
        "“\n\n",
        '" ',
        "said ",
        "Ana Ruiz said ",
        "Ana Ruiz ",
        "a, ",
        "said that ",
        "“a” said ",
        "the ",
        "the senator said. ",
    ],
)
def test_what_is_repeated_is_no_trap(unit):
    # With time as the square of the length this would take minutes.
    start = time.process_time()
    find(unit * (16_000 // len(unit)))
    assert time.process_time() - start < 60


def test_the_command_reads_and_writes_lines_of_json(monkeypatch, capsys):
    text = "“We are late,” Ana Ruiz said."
    lines = json.dumps({"id": "a", "text": text}) + "\n\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    command.main()
    row = json.loads(capsys.readouterr().out)
    assert row["id"] == "a"
    (one,) = row["quotes"]
    assert one["kind"] == "direct"
    assert [text[a:b] for a, b in one["content"]] == ["“We are late,”"]
    assert [text[a:b] for a, b in one["speaker"]] == ["Ana Ruiz"]
    assert [text[a:b] for a, b in one["cue"]] == ["said"]
