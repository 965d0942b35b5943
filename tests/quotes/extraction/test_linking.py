"""Quotations without a speaker, in dialogues."""

import pytest

from quotes.extraction import suggest


@pytest.mark.parametrize(
    "text",
    [
        "“When will it open?” the reporter asked.\n\n“In May,” said Mayor Bob Roe.\n\n"
        "“And the cost?”\n\n“Ten million.”",
        "“Is it true?” asked Ann Lowe.\n\n“It is,” said Bob Roe.\n\n“Since when?”",
        "“It is true,” said Bob Roe.\n\n“Really?”\n\n“Yes, since May.”",
    ],
)
def test_an_answer_or_a_question_is_not_the_last_speakers(text):
    for one in suggest(text):
        words = " ".join(text[start:end] for start, end in one.content)
        assert not ("Roe" in text[text.index(words[:8]) :][:40] and "?" in words)
        assert "Ten million" not in words
        assert "since May" not in words


def test_a_statement_in_the_next_paragraph_still_continues():
    text = "“The dam is old,” Tom Berg said.\n\n“It will hold.”"
    (one,) = suggest(text)
    assert len(one.content) == 2
