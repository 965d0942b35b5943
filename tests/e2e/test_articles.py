"""The page of an article: text, marks and margin, by keyboard and on every width."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.factories import make_article, make_quote
from tests.support.demo_rows import load_demo

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]


def deepseek():
    return Article.objects.get(title__startswith="DeepSeek").get_absolute_url()


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_accessible_and_without_sideways_scrolling(page, check_accessibility):
    load_demo()
    for path in (deepseek(), "/articles/", "/speakers/"):
        for width in (1280, 768, 390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") == width
        check_accessibility(page)


def test_from_a_marked_passage_to_its_quote_by_keyboard(page):
    load_demo()
    page.goto(deepseek())
    mark = page.get_by_role("link", name=re.compile("shot across"))
    mark.first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/quotes/"))


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_who_is_quoted_is_beside_the_text_or_below_it(page):
    article = make_article(
        text="He said: “We sat on the bank.”\n\nNobody answered.", rights="full"
    )
    make_quote(article, "We sat on the bank.")
    for width, beside in ((1280, True), (390, False)):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(article.get_absolute_url())
        words = page.locator("#p1 > p").bounding_box()
        margin = page.locator(".margin").bounding_box()
        assert (margin["x"] >= words["x"] + words["width"]) == beside
        assert (margin["y"] >= words["y"] + words["height"]) != beside


def test_right_to_left_text_is_marked(page):
    article = make_article(
        text="قال الوزير: «سنبقى هنا» أمس.", rights="full", language="ar"
    )
    make_quote(article, "سنبقى هنا")
    page.goto(article.get_absolute_url())
    expect(page.locator("#p1 mark")).to_have_text("سنبقى هنا")
    assert (
        page.locator("#p1 > p").evaluate("e => getComputedStyle(e).direction") == "rtl"
    )


def test_sharing_is_beside_citing(page, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    load_demo()
    page.add_init_script("navigator.share = async (data) => { window.shared = data; }")
    page.goto(deepseek())
    ways = page.get_by_role("list").filter(
        has=page.get_by_role("link", name="Cite this")
    )
    ways.get_by_role("button", name="Share").click()
    shared = page.evaluate("window.shared")
    assert shared["title"].startswith("DeepSeek")
    assert shared["url"] == page.url
    ways.get_by_role("button", name="Copy link").click()
    expect(ways.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    mail = ways.get_by_role("link", name="E-mail").get_attribute("href")
    assert mail.startswith("mailto:?subject=DeepSeek")


def test_without_scripts_an_article_is_shared_by_mail(browser, base_url):
    load_demo()
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(deepseek())
    expect(page.get_by_role("link", name="E-mail")).to_be_visible()
    expect(page.locator("main button:visible", has_text="Copy link")).to_have_count(0)
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="E-mail")).to_be_hidden()
    expect(page.locator("a.permalink")).to_be_visible()
    context.close()
