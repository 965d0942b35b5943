"""Documents of quotes with a bibliography, as other programs read them."""

import io
import json
import subprocess
import unicodedata
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from articles.partial_dates import PartialDate
from quotes.citations.csl_citation import DocumentCitations, format_citations
from quotes.citations.document import (
    Front,
    write_docx,
    write_html,
    write_markdown,
    write_text,
)
from quotes.citations.reference import CitedSpeaker, CSLName, Reference
from quotes.citations.styles import find_style
from quotes.citations.text import StyledRun, text_of
from tests.support.citation_files import DEEPSEEK, WORDS, changed, make_reference
from tests.support.outside_tools import needs
from tests.support.pandoc_files import pandoc

FRONT = Front("Quotes: *Ball* #", "2 quotes.", "https://quotes.example/quotes.md?q=a&b")
BALL = CitedSpeaker("Dean Ball", "research fellow", family="Ball")
OTHER = make_reference(
    key="q13",
    type="article-newspaper",
    title="Storm <b>closes</b> the coast road",
    authors=(CSLName("Okafor", "Ada"),),
    container_title="The Evening Paper",
    issued=PartialDate(2025, 2, 3),
    quote_text="* First line &amp;\n1. second line",
    quote_kind="mixed",
    speakers=(CitedSpeaker("Ada Lim", "minister", "disputed", family="Lim"),),
    quote_url="https://quotes.example/quotes/13/",
)
BOTH = [DEEPSEEK, OTHER]


def written(write, references=BOTH, style="apa", **options):
    """Return a document as a text."""
    setting = lambda: format_citations(references, find_style(style))  # noqa: E731
    return "".join(write(FRONT, references, setting, **options))


def test_plain_text():
    assert written(write_text) == (
        "Quotes: *Ball* #\n================\n\n2 quotes.\n"
        "https://quotes.example/quotes.md?q=a&b\n"
        "\n"
        f"“{WORDS}”\n"
        "Dean Ball, research fellow\n"
        "(Dean Ball, as cited in Dickens, n.d.)\n"
        "\n"
        "Disputed – Ada Lim.\n"
        "* First line &amp;\n"
        "1. second line\n"
        "Disputed – Ada Lim, minister\n"
        "(disputed attribution to Lim, as cited in Okafor, 2025)\n"
        "https://quotes.example/quotes/13/\n"
        "\n"
        "Bibliography\n------------\n\n"
        "Dickens, S. (n.d.). DeepSeek: How China’s embrace of open-source AI caused a "
        "geopolitical earthquake.\n"
        "\n"
        "Okafor, A. (2025, February 3). Storm <b>closes</b> the coast road. "
        "The Evening Paper.\n"
    )


def test_markdown_is_read_as_what_was_printed():
    read = pandoc(written(write_markdown), "commonmark")
    assert read == pandoc(written(write_html), "html")
    assert "* First line &amp;\n  1. second line" in read
    assert "Quotes: *Ball* #" in read


def test_html_is_whole_and_has_no_script():
    root = lxml_html.document_fromstring(written(write_html))
    assert root.get("lang") == "en"
    assert root.find("head/meta").get("charset") == "utf-8"
    assert root.find("head/title").text == root.find(".//h1").text == FRONT.title
    assert [each.text for each in root.iter("h2")] == ["Bibliography"]
    assert not list(root.iter("script"))
    links = {each.get("href") for each in root.iter("a")}
    assert links == {FRONT.address, "https://quotes.example/quotes/13/"}


def test_a_paraphrase_says_so_and_has_no_marks_of_ours():
    reference = changed(DEEPSEEK, quote_kind="indirect", quote_text="All is well")
    assert "\nParaphrase:\nAll is well\n" in written(write_text, [reference])
    assert "\nParaphrase:\n\n> All is well\n" in written(write_markdown, [reference])
    assert "<p>Paraphrase:</p>" in written(write_html, [reference])


def test_words_of_another_language_and_direction():
    reference = changed(DEEPSEEK, quote_text="“سلام”", quote_language="ar")
    html = written(write_html, [reference])
    assert '<div lang="ar" dir="rtl">' in html
    with zipfile.ZipFile(io.BytesIO(write_docx([html]))) as docx:
        document = docx.read("word/document.xml").decode()
    assert "<w:bidi" in document


def test_articles_alone_are_a_bibliography():
    works = [Reference(each.work) for each in BOTH]
    text = written(write_text, works)
    assert text.count("\n\nBibliography\n") == 1
    assert "Dickens, S. (n.d.)" in text and "as cited" not in text
    # A style for notes alone has none: what its notes say is listed.
    assert "Sean Dickens, DeepSeek:" in written(
        write_text, works, "bluebook-law-review"
    )


def test_what_a_style_does_not_list_is_told():
    interview = make_reference(
        "a1", type="interview", title="A talk", authors=(CSLName("Lim", "Ada"),)
    )
    works = [interview, Reference(DEEPSEEK.work)]
    text = written(write_text, works)
    assert "Not listed by this style, cited in the text only\n" in text
    assert text.endswith("(A. Lim, personal communication, n.d.)\n")


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1
).filter(lambda text: text.strip())


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(words=TEXT, name=TEXT, title=TEXT)
def test_no_text_is_read_as_markup(words, name, title):
    """What pandoc reads of each document is what was printed."""
    reference = changed(
        OTHER, quote_text=words, title=title, speakers=(CitedSpeaker(name),)
    )
    said = text_of([StyledRun(f"({title})")])
    cited = DocumentCitations((said,), ("",), (said,), (OTHER.work.key,), "")
    front = Front(title, "1 quote.", "https://quotes.example/")
    for write, source in ((write_html, "html"), (write_markdown, "commonmark")):
        document = "".join(write(front, [reference], lambda: cited))
        texts = pandoc(document, source, to="json")
        read = "".join(_strings(texts))
        for text in (words, name, title):
            assert _bare(text) in _bare(read), (source, document)


def _strings(tree):
    def walk(node):
        if isinstance(node, dict):
            if node.get("t") == "Str":
                yield node["c"]
            for each in node.values():
                yield from walk(each)
        elif isinstance(node, list):
            for each in node:
                yield from walk(each)

    return walk(json.loads(tree)["blocks"])


def _bare(text):
    # Pandoc composes characters (NFC).
    return "".join(unicodedata.normalize("NFC", text).split())


@needs("soffice")
def test_libreoffice_opens_the_word_document(tmp_path):
    path = tmp_path / "quotes.docx"
    path.write_bytes(write_docx([written(write_html, heading=False)]))
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            tmp_path,
            path,
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    read = path.with_suffix(".txt").read_text(encoding="utf-8-sig").splitlines()
    plain = written(write_text).splitlines()
    assert read == [line for line in plain if line and line[:2] not in ("==", "--")]
