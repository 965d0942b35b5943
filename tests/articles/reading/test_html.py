"""Metadata of pages is read, with the source of each value."""

import json

import pytest

from articles.reading.documents import DocumentError
from articles.reading.html import read_html
from tests.support.hostile_server import PAGE

ADDRESS = "https://www.vauville.example/news/bridge?utm_source=x"
BODY = """<article><h1>Bridge to be rebuilt</h1>
<p>The council met late, and many people came to hear what would be decided on it.</p>
<p>“We will rebuild the bridge,” said Ada Moreau, the mayor. Others were not sure.</p>
</article>"""


def page(head="", body=BODY, lang="en", address=ADDRESS):
    source = f"<!doctype html><html lang='{lang}'><head>{head}</head><body>{body}"
    return read_html(source.encode(), "text/html; charset=utf-8", address)


def ld(**node):
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **node}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def test_json_ld_gives_all_fields():
    found = page(
        ld(
            headline="Bridge &#8217;to be&#8217; rebuilt",
            author=[
                {"@type": "Person", "name": "Noor de Wit"},
                {"@type": "Person", "givenName": "Ann", "familyName": "van Lee"},
                {"@type": "Organization", "name": "Vauville Press Agency"},
            ],
            publisher={"@type": "Organization", "name": "The Vauville Post"},
            datePublished="2025-02-13T23:30:00-05:00",
            inLanguage="en_gb",
            articleSection=["Town", "News"],
            mainEntityOfPage={"@id": "https://www.vauville.example/news/bridge"},
        )
    )
    assert found.title == "Bridge ’to be’ rebuilt"
    assert list(map(str, found.authors)) == [
        "Noor de Wit",
        "Ann van Lee",
        "Vauville Press Agency",
    ]
    assert found.publication == "The Vauville Post"
    assert found.published == "2025-02-13"
    assert found.language == "en-GB"
    assert found.kind == "article-newspaper"
    assert found.section == "Town"
    assert found.url == "https://www.vauville.example/news/bridge"
    assert found.read_from["title"] == "the page's JSON-LD (headline)"
    assert "2025-02-13T23:30:00-05:00" in found.read_from["published"]


@pytest.mark.parametrize("value", [False, "False", True, None])
def test_a_page_for_subscribers_says_that_its_text_may_be_cut(value):
    notes = page(ld(headline="Bridge to be rebuilt", isAccessibleForFree=value)).notes
    assert any("subscribers" in note for note in notes) is (value in (False, "False"))


def test_json_ld_in_a_graph_with_references():
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "@id": "#org", "name": "Vauville Post"},
            {"@type": "Person", "@id": "#noor", "name": "Noor de Wit"},
            {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle"}]},
            {
                "@type": ["Article", "BlogPosting"],
                "headline": "The one",
                "author": {"@id": "#noor"},
                "isPartOf": {"@type": "WebSite", "name": "Bridges"},
                "publisher": {"@id": "#org"},
            },
        ],
    }
    script = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    found = page(script)
    assert (found.title, found.kind) == ("The one", "post-weblog")
    assert found.publication == "Bridges"
    assert list(map(str, found.authors)) == ["Noor de Wit"]


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "[" * 100_000,
        "null",
        '"words"',
        '{"@type": 7, "headline": ["x"]}',
        '{"@type": "NewsArticle", "headline": {"a": 1}, "author": [[["x"]], 7, null]}',
        '{"@type": "NewsArticle", "@id": {"x": 1}, "author": {"@id": ["x"]}}',
        '{"@type": "NewsArticle", "headline": "\\ud800\\u0000"}',
        '{"@graph": {"@graph": {"@graph": []}}}',
    ],
)
def test_broken_json_ld_is_ignored(script):
    found = page(f'<script type="application/ld+json">{script}</script>')
    assert found.title == "Bridge to be rebuilt"
    json.dumps(found.as_json(), ensure_ascii=False).encode()


def test_tags_for_scholars_come_first():
    found = page(
        """<meta name="citation_title" content="On bridges">
        <meta name="citation_author" content="Wit, Noor de">
        <meta name="citation_author" content="Lee, Ann">
        <meta name="citation_journal_title" content="Journal of Bridges">
        <meta name="citation_publication_date" content="2025/02">"""
        + ld(headline="Other", datePublished="2024-01-01")
    )
    assert found.title == "On bridges"
    assert list(map(str, found.authors)) == ["Noor de Wit", "Ann Lee"]
    assert found.publication == "Journal of Bridges"
    assert (found.kind, found.published) == ("article-journal", "2025-02")


def test_open_graph_and_other_tags():
    found = page(
        """<meta property="og:title" content="Bridge, again">
        <meta property="og:site_name" content="Vauville Post">
        <meta property="article:published_time" content="2025-02-13T08:00:00Z">
        <meta property="article:author" content="https://social.example/noor">
        <meta name="author" content="Noor de Wit">
        <meta property="og:locale" content="en_IE">
        <meta property="article:section" content="Town">""",
        lang="",
    )
    assert (found.title, found.publication) == ("Bridge, again", "Vauville Post")
    assert (found.published, found.language) == ("2025-02-13", "en-IE")
    assert list(map(str, found.authors)) == ["Noor de Wit"]
    assert found.section == "Town"
    assert found.kind == ""


def test_what_readers_see_comes_last():
    found = page(
        "<title>Bridge to be rebuilt | Vauville Post</title>",
        """<header><p class="byline">By <a rel="author">Noor de Wit</a> ·
        <time datetime="2025-02-13T08:00">about 1 month ago</time></p></header>"""
        + BODY,
    )
    assert found.title == "Bridge to be rebuilt"
    assert list(map(str, found.authors)) == ["Noor de Wit"]
    assert found.published == "2025-02-13"
    assert found.read_from["authors"].startswith("the byline that readers see")


def test_a_relative_time_gives_no_date_and_a_remark():
    byline = '<div class="byline">Noor de Wit <time>3 hours ago</time></div>'
    found = page("", byline + BODY)
    assert found.published == ""
    assert found.remarks["published"] == "No date read: “3 hours ago” is relative."


@pytest.mark.parametrize("mark", ['<time datetime="">', "<time datetime>"])
def test_a_time_with_an_empty_attribute_gives_no_date(mark):
    found = page("", f"<p>{mark}3 hours ago</time></p>{BODY}")
    assert found.published == ""
    found = page("", f'<p class="byline">{mark}May 3, 2024</time></p>{BODY}')
    assert found.published == "2024-05-03"


def test_an_address_of_another_site_is_noted_not_taken():
    found = page('<link rel="canonical" href="https://evil.example/a">')
    assert found.url == ADDRESS
    assert any("https://evil.example/a" in note for note in found.notes)
    found = page('<link rel="canonical" href="/a?b=1">')
    assert found.url == "https://www.vauville.example/a?b=1"
    found = page('<link rel="canonical" href="javascript:alert(1)">')
    assert found.url == ADDRESS
    assert page("", address="").url == ""


def test_the_text_is_the_article_in_paragraphs():
    found = read_html(PAGE, "text/html; charset=utf-8", ADDRESS)
    *_, first, second = found.text.split("\n\n")
    assert first.startswith("The council of Vauville met late, and many people came")
    assert second.startswith(
        "“We will rebuild the bridge,” said Ada Moreau, the mayor,"
    )
    assert "Home" not in found.text and "Copyright" not in found.text


def test_texts_in_other_scripts_and_from_right_to_left():
    body = """<article><h1>الجسر يعاد بناؤه</h1><p>اجتمع المجلس في وقت متأخر من مساء
    الاثنين، وحضر كثير من الناس ليسمعوا ما سيتقرر بشأن الجسر.</p><p>قالت رئيسة البلدية:
    «سنعيد بناء الجسر»، ولم يكن الآخرون واثقين من ذلك كثيرًا.</p></article>"""
    found = page('<meta name="author" content="محمد الحسن">', body, lang="ar")
    assert found.title == "الجسر يعاد بناؤه"
    assert found.language == "ar"
    assert "«سنعيد بناء الجسر»" in found.text
    assert found.authors[0].family == "الحسن"


@pytest.mark.parametrize(
    "body", [b"", b" \n ", b"<!---->", b"\x89PNG\r\n" + bytes(3000)]
)
def test_an_error_says_that_it_is_no_page(body):
    with pytest.raises(DocumentError):
        read_html(body)


@pytest.mark.parametrize("body", [b"<html>", b"<p> </p>", b"<svg/>", b"<body><nav>x"])
def test_a_page_without_an_article_says_so(body):
    found = read_html(body)
    assert found.text in ("", "x")
    assert found.text or "No text of an article was found" in found.notes[-1]


def test_control_characters_are_removed():
    title = "<title>Bri&#7;dge &#xD800; to be rebuilt</title>"
    found = page(title, BODY.replace("mayor", "ma&#27;yor\x0b").replace("<h1>", "<h2>"))
    held = json.dumps(found.as_json(), ensure_ascii=False)
    assert "\\u001b" not in held and "\\u0007" not in held
    held.encode()


def test_only_white_space_is_collapsed():
    found = page("", BODY.replace("the mayor", "the\n  mayor\xa0of \ue000Vauville"))
    assert "the mayor of \ue000Vauville" in found.text


OTHER = ld(
    headline="A ferry sinks", author={"name": "Cy Orr"}, datePublished="2025-01-01"
)
OWN = ld(
    headline="Bridge to be rebuilt at last",
    author=[{"name": "Noor de Wit"}],
    datePublished="2025-02-13",
)


def test_of_several_articles_the_one_with_the_title_is_read():
    found = page(OTHER + OWN)
    assert list(map(str, found.authors)) == ["Noor de Wit"]
    assert found.published == "2025-02-13"


def test_of_several_other_articles_none_is_read():
    found = page(OTHER + OTHER)
    assert (found.authors, found.published) == ([], "")
    assert found.title == "Bridge to be rebuilt"


def test_one_article_with_another_title_is_read():
    assert page(OTHER).published == "2025-01-01"


@pytest.mark.parametrize(
    "home", ["https://www.vauville.example/", "https://vauville.example"]
)
def test_the_address_of_a_whole_site_is_no_articles(home):
    found = page(
        f'<link rel="canonical" href="{home}"><meta property="og:url" content="{home}">'
    )
    assert found.url == ADDRESS
    assert found.read_from["url"] == "the address that answered"


@pytest.mark.parametrize("time", ["1970-01-01T00:00:00Z", "1969-12-31T19:00:00-05:00"])
def test_the_beginning_of_time_is_no_date(time):
    found = page(f'<meta property="article:published_time" content="{time}">')
    assert found.published == ""
    assert found.remarks["published"]


def test_a_title_without_a_heading_may_have_the_site_in_it():
    title = '<meta property="og:title" content="Bridge to be rebuilt | Post | Town">'
    found = page(title, BODY.replace("h1", "p"))
    assert "may be the name of the site" in found.remarks["title"]


def test_a_translator_behind_a_full_stop_is_no_author():
    found = page(
        body=BODY.replace("</h1>", "</h1><p>By Ana Ruiz. Translated by Al Fox")
    )
    assert list(map(str, found.authors)) == ["Ana Ruiz"]
