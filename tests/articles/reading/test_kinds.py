"""The kind of a text is read from its head, even if the text is hostile."""

import time

import pytest

from articles.reading.kinds import read_kind
from articles.reading.pdf_pages import DIVIDED, join_divided_words


def test_a_release_is_told_by_a_part_of_a_line():
    kind = read_kind("A new bridge", ["Vauville · Press release  | 3 May"], "")
    assert kind == ("report", "the line “Press release”: a press release", True)


def test_divided_words_are_joined_as_they_are_elsewhere():
    for text, joined in {
        "the har|bour": "the harbour",
        "the left|wing party": "the left-wing party",
        "pre| and post-war": "pre| and post-war",
        "pre|and post-war": "pre- and post-war",
        "an Anglo|American": "an Anglo-American",
        "under|stand a sea|way, sea-way": "understand a sea-way, sea-way",
    }.items():
        assert join_divided_words([text.replace("|", DIVIDED)])[0] == [
            joined.replace("|", "-")
        ]


@pytest.mark.parametrize("sign", [" ", "a", "|", "| "])
def test_hostile_lines_are_read_fast(sign):
    before = time.process_time()
    read_kind("", [f"a{sign * 30_000}b"], "")
    join_divided_words([sign * 30_000, f"exam{DIVIDED}ple"])
    assert time.process_time() - before < 1.5
