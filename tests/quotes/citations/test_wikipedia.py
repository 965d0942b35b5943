"""Wikitext: the templates, and that a parser of MediaWiki's reads the words back."""

import mwparserfromhell
import pytest
from hypothesis import example, given
from mwparserfromhell.nodes import HTMLEntity, Tag, Template, Text

from articles.partial_dates import PartialDate
from quotes.citations.reference import CitedSpeaker, CSLName, said_by
from quotes.citations.wikipedia import write_wikitext
from tests.support.any_references import quoting, references, through_utf8
from tests.support.citation_files import BARE, DEEPSEEK, NEWSPAPER, WORDS, changed


def printed(code):
    """Return the text that wikitext prints, which must contain nothing else."""
    assert {type(node) for node in code.nodes} <= {Text, HTMLEntity}
    return code.strip_code()


def read(reference):
    """Return (text, templates, quoted) of a reference.

    The text before the source, {parameter: value} of each template by name, and the
    text after the one in the source.
    """
    wikitext = through_utf8("".join(write_wikitext([reference])))
    code = mwparserfromhell.parse(wikitext)
    templates = {}
    for template in code.filter_templates():
        parameters = {
            str(each.name): str(each.value)
            if str(each.name) in ("url", "archive-url")
            else printed(each.value)
            for each in template.params
        }
        assert len(parameters) == len(template.params)
        templates[str(template.name)] = parameters
    (footnote,) = code.filter_tags(matches=lambda node: node.tag == "ref")
    before = code.nodes[: code.nodes.index(footnote)]
    assert {type(node) for node in before} <= {Text, HTMLEntity, Template}
    said = "".join(
        node.normalize() if isinstance(node, HTMLEntity) else str(node)
        for node in before
        if not isinstance(node, Template)
    )
    cited = footnote.contents.filter_templates()[0]
    behind = footnote.contents.nodes[footnote.contents.nodes.index(cited) + 1 :]
    assert not any(isinstance(node, Tag | Template) for node in behind)
    return said.strip("\n"), templates, "".join(map(str, behind))


def source(reference):
    """Return the name and parameters of the template in the source."""
    _, templates, _ = read(reference)
    (name,) = set(templates) - {"blockquote"}
    return name, templates[name]


def test_a_newspaper_article():
    wayback = "https://web.archive.org/web/20250214101500/https://news.example/"
    assert "".join(
        write_wikitext([changed(NEWSPAPER, place="London", archive_url=wayback)])
    ) == (
        "{{blockquote|text=We will appeal.|author=Zoë Lim (minister); Acme"
        "|source=“Chip rules leak, says the trade ministry of France”, "
        "The Evening Paper, 3 February 2025}}\n"
        '<ref name="q7">{{cite news|last1=Okafor|first1=Ada|last2=van Gogh'
        "|first2=Vincent|last3=King|first3=Martin Luther Jr."
        "|title=Chip rules leak, says the trade ministry of France"
        "|newspaper=The Evening Paper|department=Business|location=London"
        "|date=3 February 2025|pages=A12–A13|language=en-GB"
        "|url=https://news.example/2025/02/chip_rules?id=1&ref=a%20b"
        f"|access-date=13 February 2025|archive-url={wayback}"
        "|archive-date=2025-02-14|quote=We will appeal.}}</ref>\n\n"
    )


def test_unknown_values_are_left_out():
    assert read(DEEPSEEK) == (
        "",
        {
            "blockquote": {
                "text": WORDS,
                "author": "Dean Ball (research fellow)",
                "source": f"“{DEEPSEEK.work.title}”",
            },
            "cite news": {
                "last1": "Dickens",
                "first1": "Sean",
                "title": DEEPSEEK.work.title,
                "quote": WORDS,
            },
        },
        "",
    )
    assert read(BARE) == ("", {"citation": {"mode": "cs1", "title": "Untitled"}}, "")
    assert "".join(write_wikitext([])) == ""


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("mixed", "Ada (chair): She called it “a leak”"),
        ("indirect", "Ada (chair): She called it “a leak”"),
    ],
)
def test_only_verbatim_words_are_a_quotation(kind, said):
    quoting_ = changed(
        BARE,
        quote_kind=kind,
        quote_text="She called it “a leak”",
        speakers=(CitedSpeaker("Ada", "chair"),),
    )
    text, templates, _ = read(quoting_)
    assert (text, list(templates)) == (said, ["citation"])
    assert "quote" not in templates["citation"]


def test_templates_add_the_quotation_marks():
    _, templates, _ = read(changed(BARE, quote_text="“No.”"))
    assert templates["blockquote"]["text"] == "No."
    assert templates["citation"]["quote"] == "No."


def test_a_refuted_speaker_is_named_first_and_is_no_author():
    refuted = CitedSpeaker("Ada", standing="misattributed")
    said, templates, behind = read(changed(BARE, quote_text="No.", speakers=(refuted,)))
    assert said == "Not Ada:"
    assert "author" not in templates["blockquote"]
    assert behind == " Misattributed (Ada)."
    both = changed(BARE, quote_text="No.", speakers=(refuted, CitedSpeaker("Bea")))
    said, templates, _ = read(both)
    assert said == "Not Ada; not yet checked – Bea:"
    assert templates["blockquote"]["author"] == "Bea"


@pytest.mark.parametrize(
    ("csl_type", "name", "outlet", "more"),
    [
        ("article", "cite web", "website", {}),
        ("article-journal", "cite journal", "journal", {}),
        ("article-magazine", "cite magazine", "magazine", {}),
        ("article-newspaper", "cite news", "newspaper", {}),
        ("book", "cite book", "publisher", {}),
        ("broadcast", "cite AV media", "publisher", {}),
        ("chapter", "cite book", "title", {"chapter": "Untitled"}),
        ("hearing", "cite report", "publisher", {"type": "Hearing"}),
        ("interview", "cite web", "website", {"type": "Interview"}),
        ("personal_communication", "cite web", "website", {}),
        ("post", "cite web", "website", {}),
        ("post-weblog", "cite web", "website", {}),
        ("report", "cite report", "publisher", {}),
        ("speech", "cite speech", "publisher", {}),
        ("webpage", "cite web", "website", {}),
    ],
)
def test_types(csl_type, name, outlet, more):
    url = "https://news.example/1"
    typed = changed(BARE, type=csl_type, container_title="The Outlet", url=url)
    template, parameters = source(typed)
    expected = {"title": "Untitled", outlet: "The Outlet", "url": url, **more}
    assert (template, parameters) == (name, expected)


@pytest.mark.parametrize(
    ("csl_type", "name", "parameters"),
    [
        ("article-journal", "cite news", {}),
        ("article-magazine", "cite news", {}),
        ("chapter", "citation", {"mode": "cs1"}),
        ("interview", "citation", {"mode": "cs1", "type": "Interview"}),
        ("webpage", "citation", {"mode": "cs1"}),
    ],
)
def test_every_template_has_its_required_parameters(csl_type, name, parameters):
    bare = source(changed(BARE, type=csl_type))
    assert bare == (name, {"title": "Untitled", **parameters})


@pytest.mark.parametrize(
    ("issued", "written"),
    [
        (PartialDate(2025, 6, 1), "1 June 2025"),
        (PartialDate(2025, 6), "June 2025"),
        (PartialDate(2025), "2025"),
    ],
)
def test_dates_are_valid_in_citation_style_1(issued, written):
    _, parameters = source(
        changed(BARE, issued=issued, accessed=issued, url="http://x")
    )
    assert parameters["date"] == written
    assert ("access-date" in parameters) is (issued.day is not None)
    # The date of access belongs to a URL.
    assert "access-date" not in source(changed(BARE, accessed=issued))[1]


@pytest.mark.parametrize(
    ("archive_url", "made"),
    [
        ("https://web.archive.org/web/20250214101500/http://x", "2025-02-14"),
        ("https://web.archive.org/web/20250214101500id_/http://x", "2025-02-14"),
        ("https://archive.today/2025.02.14-101500/http://x", "2025-02-14"),
        ("https://archive.ph/20250214101500/http://x", "2025-02-14"),
        ("https://web.archive.org/web/2025*/http://x", None),
        ("https://archive.ph/aBc12", None),
        ("https://elsewhere.example/20250214101500/http://x", None),
    ],
)
def test_an_archived_copy_needs_its_date(archive_url, made):
    archived = changed(BARE, archive_url=archive_url, url="https://x.example/")
    _, parameters = source(archived)
    assert parameters.get("archive-date") == made
    assert parameters.get("archive-url") == (archive_url if made else None)
    assert "archive-url" not in source(changed(archived, url=""))[1]


@pytest.mark.parametrize(
    ("url", "shown"), [("HTTPS://x.example/", True), ("javascript:alert(1)", False)]
)
def test_only_web_addresses_are_links(url, shown):
    assert ("url" in source(changed(BARE, url=url))[1]) is shown


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [
        ("Правда", "ru", {"script-title": "ru:Правда"}),
        ("深度求索 AI", "zh-Hant", {"script-title": "zh:深度求索 AI"}),
        ("Pravda", "ru", {"title": "Pravda"}),
        ("Правда", "", {"title": "Правда"}),
        ("Über München", "de", {"title": "Über München"}),
    ],
)
def test_a_title_in_another_script_has_its_language(title, language, expected):
    _, parameters = source(changed(BARE, title=title, language=language))
    parameters.pop("language", None)
    assert parameters == {"mode": "cs1", **expected}


def test_words_in_another_script_and_their_translation():
    quoted = changed(BARE, quote_text="Нет.", quote_language="ru").quoted
    translated = type(quoted)(
        key="q1",
        text="Нет.",
        language="ru",
        translation="No.",
        translation_language="en-GB",
    )
    _, parameters = source(type(BARE)(BARE.work, translated))
    assert parameters["script-quote"] == "ru:Нет."
    assert parameters["trans-quote"] == "No."
    assert "quote" not in parameters


@pytest.mark.parametrize(
    "text",
    [
        "a|b=c",
        "{{delete}} }} {{{1}}}",
        "[[File:x.png|thumb]] [https://x.example y]",
        "''' ''it'' '''",
        "'tis the boss'",
        "<nowiki>a</nowiki> <!-- b --> <ref>c</ref>",
        "&lt; &amp; &#124; AT&T",
        "~~~~ ~~~",
        "__NOTOC__",
        "https://x.example mailto:a@b.example",
        "* #1: one; two",
        "; term : definition",
        "== heading ==",
        "---- rule",
        "{| class=x",
    ],
)
def test_words_are_never_read_as_markup(text):
    quoting_ = changed(NEWSPAPER, title=text, quote_text=text, container_title=text)
    _, templates, _ = read(quoting_)
    assert templates["blockquote"]["text"] == text
    assert templates["cite news"]["quote"] == text
    assert templates["cite news"]["title"] == text
    assert templates["cite news"]["newspaper"] == text
    # What the parser leaves to MediaWiki: signatures, magic words, links.
    wikitext = "".join(write_wikitext([quoting_]))
    assert not [each for each in ("~~", "__", "[http", "''", "[[") if each in wikitext]


@given(references)
@example(changed(BARE, key="Q-7", title="x", quote_text="y"))
@example(changed(BARE, authors=(CSLName("A", "\u3000", suffix=""),)))
def test_any_input_reads_back_unchanged(reference):
    work = reference.work
    _, templates, _ = read(reference)
    (name,) = set(templates) - {"blockquote"}
    parameters = templates[name]
    titles = [
        parameters.get(f"script-{each}", "").partition(":")[2]
        or parameters.get(each, "")
        for each in ("chapter", "title")
    ]
    assert work.title in titles
    if work.container_title:
        assert work.container_title in parameters.values()
    if work.place:
        assert parameters["location"] == work.place
    for number, author in enumerate(work.authors, start=1):
        last = parameters.get(f"last{number}", parameters.get(f"author{number}", ""))
        assert (author.family or author.literal) in last
        if author.family and author.given:
            assert parameters[f"first{number}"].startswith(author.given)
    for address in ("url", "archive-url"):
        assert not set("|{}[]<>'\" ") & set(parameters.get(address, ""))


@given(quoting)
def test_any_words_read_back_unchanged(reference):
    quoted = reference.quoted
    said, templates, behind = read(reference)
    if quoted.kind == "direct":
        words = templates.pop("blockquote")
        assert words["text"] in (quoted.text, quoted.text[1:-1])
        assert words.get("author", "") == said_by(quoted)
        (parameters,) = templates.values()
        script = parameters.get("script-quote", "").partition(":")[2]
        found = "" if quoted.not_found else words["text"]
        assert (script or parameters.get("quote", "")) == found
    else:
        assert said.endswith(quoted.text)
        assert said.startswith(quoted.caution or said_by(quoted))
    assert bool(behind) is bool(quoted.caveat or quoted.caution)


def test_names():
    authors = (
        CSLName("Gogh", "Vincent", "van"),
        CSLName("Plato"),
        CSLName(literal="Ministry of Trade"),
    )
    _, parameters = source(changed(BARE, authors=authors))
    assert parameters == {
        "mode": "cs1",
        "last1": "van Gogh",
        "first1": "Vincent",
        "author2": "Plato",
        "author3": "Ministry of Trade",
        "title": "Untitled",
    }
