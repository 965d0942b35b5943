"""The text of a page is what a browser shows of it."""

import pytest

from articles.reading.html import read_html

LONG = "The council met late, and many people came to hear what it would decide on it."
COMMENT = "“I saw him say it myself,” as Bob Reed told me, and this is a long comment."


SHE_WON = "“We won,” she said."


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
        ("<p>“We <i style='display: none'>never</i> won,” she said.</p>", SHE_WON),
        (
            "<p>“We <i style='text-decoration:line-through'>n</i>won,” she said.",
            SHE_WON,
        ),
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
        (
            "<figure><blockquote>“We won it all.”</blockquote><figcaption>Ada Moreau"
            "</figcaption></figure>",
            "“We won it all.”\n\nAda Moreau",
        ),
        (
            "<p>She said on <time>1 May 2020</time> that she had won it and gone home.",
            "She said on 1 May 2020 that she had won it and gone home.",
        ),
        (
            "<div>“We won it all,” she <b>said</b> in a division of the page.</div>"
            "<div>Advertisement</div>"
            + "".join(f"<p>{n} {LONG}</p>" for n in range(9)),
            "“We won it all,” she said in a division of the page.\n\n"
            + "\n\n".join(f"{n} {LONG}" for n in range(9)),
        ),
        ("<center>“We won it all,” she said.</center>", "“We won it all,” she said."),
    ],
)
def test_the_text_is_what_a_browser_shows(paragraph, text):
    assert text_of(paragraph) == text


def test_a_page_of_plain_lines_has_paragraphs():
    record = """[The Record, page 14]

        THE COUNTING OF VOTES

  Ms. LOWE. We are debating a step that was never
taken in the history of this council.
  I have served 36 years here.

  Mr. REED. I yield the floor, and I thank
all who came."""
    for newline in ("\n", "\r\n"):
        page = f"<html><body><pre>{record.replace(chr(10), newline)}\x1b</pre>\x1b"
        assert read_html(page.encode()).text == (
            "[The Record, page 14]\n\nTHE COUNTING OF VOTES\n\nMs. LOWE. We are "
            "debating a step that was never taken in the history of this council.\n\n"
            "I have served 36 years here.\n\nMr. REED. I yield the floor, and I thank "
            "all who came."
        )
    poem = "<pre>I wandered\n  lonely as\n  a cloud, and wide awake</pre>"
    assert text_of(poem) == "I wandered lonely as a cloud, and wide awake"


def test_controls_are_dropped_from_what_is_joined():
    found = read("<p>“We\x1b<s>&#27;</s> won,<?x?>\x1b<q>&#27;it</q>” she said.</p>")
    assert "“We won,“it”” she said." in found.text
    assert any("4 control characters" in note for note in found.notes)


@pytest.mark.parametrize(
    ("before", "begin"),
    [
        ("<p>Wait.</p>", "<div hidden>"),
        (f"<p>{COMMENT}</p>" * 3, '<div hidden id="S:0">'),
        (f"<p>{COMMENT}</p>" * 3, "<template shadowrootmode=open>"),
    ],
)
def test_what_a_script_is_to_show_is_read(before, begin):
    end = f"</{begin[1:].split()[0]}>"
    page = f"<!doctype html><title>B</title><body>{before}{begin}<p>{LONG}</p>{end}"
    assert LONG in read_html(page.encode()).text


def test_a_page_needs_no_body():
    page = (
        f"<!doctype html><title>Bridge</title><meta charset=utf-8><main><p>{LONG}</p>"
        f"<ul><li>“We won.”</li></ul><p>{COMMENT}</p></main>"
    )
    assert read_html(page.encode()).text == f"{LONG}\n\n“We won.”\n\n{COMMENT}"


def test_short_texts_have_paragraphs_and_no_captions():
    page = (
        "<!doctype html><title>Bridge</title><article><h1>Bridge</h1><p>We met\r\nlate."
        "</p><figure><figcaption>“Caption words,” said Bob.</figcaption></figure>"
        "<p>“We won,” she said to all of them.</p></article>"
    )
    found = read_html(page.encode())
    inline = (
        "<body><p>“We <ins>always</ins> won,”<o:p></o:p> she <a>said</a>.<p>They left."
    )
    text = "“We always won,” she said.\n\nThey left."
    assert read_html(inline.encode()).text == text
    assert found.text == "Bridge\n\nWe met late.\n\n“We won,” she said to all of them."
    assert found.notes == []


@pytest.mark.parametrize(
    "comments",
    [
        f'<article class="comment" id="comment-1"><p>{COMMENT}</p></article>',
        f'<div itemtype="https://schema.org/Comment"><p>{COMMENT}</p></div>',
        f"<div><h3>12 Comments</h3></div><div><p>{COMMENT}</p></div>",
        f"<h2>Leserkommentare (3)</h2><ul><li>{COMMENT}<li>{COMMENT}</ul>",
        f"<h4>Reader’s comments</h4><p>{COMMENT}</p>",
        f'<article><p>{LONG}</p><div class="comment">{COMMENT}</div><p>End.</p>',
        f'<ol class="kommentar-liste user-comments"><li>{COMMENT}</ol>',
    ],
)
def test_comments_of_readers_are_no_text(comments):
    found = read(f"<p>“We won,” said Ada Moreau.</p></article>{comments}<article>")
    assert COMMENT not in found.text and "“We won,” said" in found.text
    assert any("comments of readers: “" in note for note in found.notes)


@pytest.mark.parametrize(
    "page",
    [
        # An opinion, and the number of comments above the text.
        f'<article class="comment"><h1>Bridge</h1><p>{LONG}</p><p>{COMMENT}</p>',
        f"<article><h1>Bridge</h1><h4>3 comments</h4><p>{LONG}</p><p>{COMMENT}</p>",
        f"<article><p>{LONG}</p><h2>Comments by Mr Reed</h2><p>{COMMENT}</p>",
    ],
)
def test_a_text_called_comment_stays(page):
    found = read_html(f"<!doctype html><title>Bridge</title>{page}".encode())
    assert COMMENT in found.text
    assert found.notes == []


def test_several_whole_articles_are_said():
    whole = f"<article><h2>Bridge</h2>{f'<p>{LONG}</p>' * 8}</article>"
    (note,) = read_html(f"<!doctype html><main>{whole * 3}</main>".encode()).notes
    assert note.startswith("There are 3 articles")
    teasers = f"<article><h2>Other</h2><p>{LONG}</p></article>" * 3
    assert read_html(f"<!doctype html><main>{whole}{teasers}".encode()).notes == []


def test_what_is_left_out_is_said():
    assert read("<p>“We won,” she said.</p>").notes == []
    struck, marks = read(
        '<p>“We <s>never</s> won,”<sup><a href="#n">1</a></sup> she said.</p>'
    ).notes
    assert "“never”" in struck
    assert marks.endswith(": 1.")
