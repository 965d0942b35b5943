"""The kind of a text is read from its head, also of a hostile one."""

import time

import pytest

from articles.reading.kinds import read_kind
from articles.reading.pdf_pages import DIVIDED, join_divided_words


def test_a_release_is_told_by_a_part_of_a_line():
    kind = read_kind("A new bridge", ["Vauville · Press release  | 3 May"], "")
    assert kind == ("report", "the line “Press release”: a press release", True)


@pytest.mark.parametrize("sign", [" ", "a", "|", "| "])
def test_hostile_lines_are_read_fast(sign):
    before = time.process_time()
    read_kind("", [f"a{sign * 30_000}b"], "")
    join_divided_words([sign * 30_000, f"exam{DIVIDED}ple"])
    assert time.process_time() - before < 1.5
