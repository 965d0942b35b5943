"""None of our texts is read as markup, and all forms of a text say the same."""

import json
import re
import subprocess
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser

import pypandoc
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.partial_dates import PartialDate
from articles.text import NONCHARACTERS
from quotes.citations.csl_citation import format_citation
from quotes.citations.pandoc import Citation, PandocError, run_citeproc, runs_of
from quotes.citations.reference import CitedSpeaker, CSLName
from quotes.citations.styles import find_style
from quotes.citations.text import StyledRun, text_of
from tests.support.citation_files import DEEPSEEK, changed

MLA, CHICAGO = "modern-language-association", "chicago-notes-bibliography"


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text = [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, *(f"{name}={value}" for name, value in attrs)))

    def handle_data(self, data):
        self.text += data


ALLOWED = re.compile(
    r"(em|strong|sup|sub|span class=smallcaps|a href=https?://\S+)", re.IGNORECASE
)


def assert_forms_agree(text):
    """Assert that the HTML has only our tags, and that all forms say the same."""
    read = Tags()
    read.feed(text.html)
    read.close()
    assert all(ALLOWED.fullmatch(" ".join(tag)) for tag in read.tags)
    command = [pypandoc.get_pandoc_path(), "-fcommonmark", "-tjson"]
    done = subprocess.run(
        command, input=text.markdown.encode(), capture_output=True, check=True
    )
    blocks = json.loads(done.stdout)["blocks"]
    assert [block["t"] for block in blocks] in ([], ["Para"])
    inlines = [each for block in blocks for each in without_html(block["c"])]
    shown = "".join(run.text for run in runs_of(inlines))
    # Pandoc normalizes CommonMark to NFC, which is not our doing.
    assert squeezed(shown) == squeezed(unicodedata.normalize("NFC", read.text))
    assert not_ascii(text.markdown) == not_ascii(read.text)


def without_html(nodes):
    """Return inlines without raw tags, which have no text."""
    kept = [node for node in nodes if node["t"] != "RawInline"]
    for node in kept:
        if node["t"] in ("Emph", "Strong"):
            node["c"] = without_html(node["c"])
        elif node["t"] in ("Link", "Span"):
            node["c"][1] = without_html(node["c"][1])
    return kept


def squeezed(text):
    return " ".join(text.split())


def not_ascii(text):
    """Return the characters that no markup uses, which all forms keep."""
    return [sign for sign in text if not (sign.isascii() or sign.isspace())]


#: Characters of a line of stored text.
STORED = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")).filter(
    lambda character: not NONCHARACTERS.match(character)
)
RUNS = st.lists(
    st.builds(
        StyledRun,
        text=st.text(
            STORED | st.sampled_from("*_`[]()<>&#!~$^\\ .1-a"),
            max_size=12,
        ),
        em=st.booleans(),
        strong=st.booleans(),
        level=st.sampled_from(["", "", "sup", "sub"]),
        small_caps=st.booleans(),
        href=st.sampled_from(["", "", "https://x.example/a_b*c?d=<e>&f=(g)"]),
    ),
    max_size=4,
)


@settings(max_examples=60)
@given(RUNS)
@example([StyledRun("a", em=True), StyledRun("b", strong=True)])
@example([StyledRun("“a”", em=True), StyledRun("b"), StyledRun("-c-", strong=True)])
@example([StyledRun("1. a")])
@example([StyledRun("(1)"), StyledRun(" a")])
@example([StyledRun("&amp; *a* <b>")])
@example([StyledRun("\ue000a\ue001 \ue002")])
@example([StyledRun("\uf900 e\u0301 \u212b", em=True)])
def test_any_text_is_the_same_in_all_forms(runs):
    assert_forms_agree(text_of(runs))


WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30) | (
    st.sampled_from(
        [
            "<i>a</i> <b>b</b> <script>alert(1)</script>",
            "*a* _b_ `c` [d](https://e.example) ![f](g) @w0 [@w0] $x$ ^y^ ~z~",
            "title: a\nissued: 1900",
            "{:title: b} {:type: book}",
            '&lt;b&gt; &amp; “a “b” c” ‘d’ "e" \'f',
            '\\textbf{a} <span class="nocase">b</span> <!-- c -->',
            "# a\n- b\n\n1. c",
        ]
    )
)


def letters(text):
    return "".join(c for c in text.casefold() if c.isalnum())


@settings(max_examples=15)
@given(WORDS, WORDS, WORDS, st.sampled_from(["ieee", "apa", CHICAGO]))
def test_our_texts_are_never_read_as_markup(title, outlet, name, style_id):
    reference = changed(
        DEEPSEEK,
        title=title,
        container_title=outlet,
        authors=(CSLName(literal=name or "x"),) if name.strip() else (),
        speakers=(CitedSpeaker(f"{name} Q"),),  # not the author: an indirect source
        issued=PartialDate(2025, 6, 1),
        language="de",  # titles keep their case
        url="https://news.example/?a=1&b=<i>*c*</i>",
    )
    both = format_citation(reference, find_style(style_id))
    assert_forms_agree(both.in_text)
    assert letters(f"{name} Q") in letters(both.in_text.plain)
    if both.entry:
        assert_forms_agree(both.entry)
        assert letters(reference.work.title) in letters(both.entry.plain)
        assert letters(reference.work.container_title) in letters(both.entry.plain)


def test_only_web_addresses_become_links():
    for address in ("javascript:alert(1)", "data:text/html,x", "//x.example"):
        text = format_citation(changed(DEEPSEEK, url=address), find_style(MLA)).entry
        assert text == format_citation(DEEPSEEK, find_style(MLA)).entry


def test_a_late_or_failing_pandoc_is_an_error():
    style = find_style("apa")
    with pytest.raises(PandocError, match="more than"):
        run_citeproc(
            [{"id": "w0", "type": "book"}], [Citation("w0")], style, seconds=0.001
        )
    with pytest.raises(PandocError, match="pandoc failed: "):
        run_citeproc([], [], replace(style, parent="no-such-style"))
