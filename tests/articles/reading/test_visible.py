"""The text of a page is what a browser shows of it."""

import pytest

from articles.reading.html import read_html

LONG = "The council met late, and many people came to hear what it would decide on it."


def read(paragraph):
    return read_html(
        f"<!doctype html><title>Bridge</title><article><p>{LONG}</p>{paragraph}"
        f"<p>{LONG.replace('bridge', 'ferry')}</p></article>".encode()
    )


def text_of(paragraph):
    return read(paragraph).text.removeprefix(LONG).removesuffix(LONG).strip()


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        (
            "<p>She said <q>we won</q> and <q>we <b>lost</b> <q>it</q></q>, to all.",
            "She said “we won” and “we lost ‘it’”, to all.",
        ),
        ("<p>She said <q>“we won”</q> to all.</p>", "She said “we won” to all."),
        (
            "<p>“We <del>never</del> won,” <s>he</s> she said.</p>",
            "“We won,” she said.",
        ),
        ("<p hidden>“We won,” said nobody.</p>", ""),
        ("<template><p>“We won,” said nobody.</p></template>", ""),
        (
            '<p>“We won<sup><a href="#n1">1</a></sup> it,”<a href="/b#n">[2]</a> she'
            ' said.<sup id="r"><a href="#a">[3]</a><a href="#b">[4]</a></sup></p>',
            "“We won it,” she said.",
        ),
        # No marks of notes.
        (
            '<p>On the 2<sup>nd</sup>, <a href="#x">a</a> man in <a href="/y">7</a>.',
            "On the 2nd, a man in 7.",
        ),
        (
            "<blockquote><p>“We won it all.”</p><footer>— Ada Moreau</footer>"
            "</blockquote>",
            "“We won it all.”\n\n— Ada Moreau",
        ),
    ],
)
def test_the_text_is_what_a_browser_shows(paragraph, text):
    assert text_of(paragraph) == text


def test_what_is_left_out_is_said():
    assert read("<p>“We won,” she said.</p>").notes == []
    struck, marks = read(
        '<p>“We <s>never</s> won,”<sup><a href="#n">1</a></sup> she said.</p>'
    ).notes
    assert "“never”" in struck
    assert marks.endswith(": 1.")
