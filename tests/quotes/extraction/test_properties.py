"""Properties of suggestions for any text."""

import gc
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quotes.extraction import __main__, find_quotes
from tests.support.counted_calls import counted_calls

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
@example("“It is so now, here!” Ana Ruiz")
@example("“said said said”")
@example("A: b\n\nPENCE: x\n\nKAINE: y")
@example("U.S.A.A.A.A.A.A. said")
@example("Ana Ruiz of of of Ana said so")
def test_any_text_gives_valid_spans_with_words(text):
    found = find_quotes(text)
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


#: Each, cut off anywhere, is a text: rules that look ahead find nothing there.
CUT_ANYWHERE = [
    "“We will win today,” said Ann Lowe plans to leave.",
    "“It is so,” said Ann Lowe, PhD, and Bob Reed, who lives here. He told her mother, "
    "Ida Ash, that some, like Tom Berg (R-Iowa), “argue” so. She never said that.",
    "Q: When?\nA: In May.\n\nPENCE: So.\n\n“We go.”\n— Ann Lowe, a baker\n\nAnn @ann · "
    "May 3\nIt is, as described by Ann: “late”.\n\n> We will.\n> — Bob Roe",
    "According to Will Reed, one neighbour said May will see «what the letter from "
    "Carl Reed» says of it: ‘the dogs’ home’, and 2.5 U.S. senators' aides' views.",
]


@pytest.mark.parametrize("text", CUT_ANYWHERE)
def test_a_text_may_end_anywhere(text):
    for end in range(len(text)):
        find_quotes(text[:end])


#: Repeated, these were slow or might be: marks, cues, names, and no full stop.
UNITS = [
    '"',
    "“",
    "”",
    "'",
    "‘",
    "’",
    "“‘",
    "‘“‘",
    "«",
    "“‘”’",
    "\"'",
    "“ ” ",
    '"A',
    "word",
    "\n",
    "“\n\n",
    "“a ‘b ",
    '" ',
    "said ",
    "said that ",
    "said that he said that ",
    "Ana never said “a b”. ",
    "There is no evidence that Ana said “a b” and ",
    "“A b.” Ana never said that. ",
    "if Ana would not say ",
    "> a\n",
    "Ana @b\n",
    "We go. — Ana (@b) May 3 ",
    "‘the dogs’ home ",
    "“We go, said the farmer.\n\n",
    "Ana Ruiz ",
    "Ana Ruiz said ",
    "Ana Ruiz of Ana Ruiz said, ",
    "“a” said ",
    "“a.” said Ana. ",
    "Ana said: “A.”\n\n“B.”\n\n",
    "said “",
    "described by Ana as “b” ",
    "voiced grave doubt ",
    "A: ",
    "A: b\n",
    "PENCE: so.\n",
    "U.S. ",
    "A.",
    "a, ",
    "the ",
    "the senator said. ",
    "some, like Ana Ruiz and Tom Berg, said ",
    "The old bridge was shut for the winter and the ferry did not run either, ",
]


@pytest.mark.parametrize("unit", UNITS)
def test_work_grows_linearly_with_the_text(unit):
    find_quotes("“It is late,” she said.")  # Load the weights first.
    size = 3_000 // len(unit)
    once = counted_calls(find_quotes, unit * size)
    four_times = counted_calls(find_quotes, unit * size * 4)
    # The last sentence may or may not be short enough for a close look.
    assert four_times <= 5 * once + 30_000


GUARDED = """
import json, resource, sys
from quotes.extraction import find_quotes
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
for text in json.load(sys.stdin):
    find_quotes(text)
"""
#: A pattern that tried every way to divide these took minutes or more.
RUNS = [
    "Ana Ruiz @ana · May 3\nIt is so. " + "http://a" * 450 + " b\n\n",
    "“Yes.” @\n\nAb" + " " * 30_000 + "x",
    "> “a”" + " " * 30_000 + "x",
]


def test_no_repetition_is_slow():
    # The limit only catches runaways: everything takes some seconds of CPU time.
    texts = [unit * (30_000 // len(unit)) for unit in UNITS] + RUNS
    subprocess.run(
        [sys.executable, "-c", GUARDED],
        input=json.dumps(texts),
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )


def test_the_words_of_a_text_are_freed_with_its_result():
    # A cycle of references would keep them until the garbage collector runs.
    text = (
        "Ann Lowe, a baker, said that “we are late.” Bob Reed denied it. She never "
        "said that. “Who knows?” he asked. Fake quote: “It is done,” Carl Ash said."
    )
    find_quotes(text)
    gc.collect()
    gc.disable()
    try:
        find_quotes(text)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_a_megabyte_of_marks_has_no_quotes():
    for unit in ('"', "“‘", "‘“‘", "“ ” "):
        assert find_quotes(unit * (1_000_000 // len(unit))).suggestions == []


def test_the_command_reads_and_writes_json_lines(monkeypatch, capsys):
    text = "“We are late,” Ana Ruiz said."
    lines = json.dumps({"id": "a", "text": text}) + "\n\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    __main__.main()
    row = json.loads(capsys.readouterr().out)
    assert row["id"] == "a"
    (one,) = row["quotes"]
    assert one["kind"] == "direct"
    assert [text[a:b] for a, b in one["content"]] == ["“We are late,”"]
    assert [text[a:b] for a, b in one["speaker"]] == ["Ana Ruiz"]
    assert [text[a:b] for a, b in one["cue"]] == ["said"]
