"""Filters keep the reader's place, and are a sheet on a phone."""

import re

import pytest
from playwright.sync_api import expect

from quotes.models import Attribution, Quote
from tests.e2e.conftest import WIDTHS
from tests.factories import make_article, make_quote, make_speaker, make_topic
from tests.support.demo_rows import fill, load_demo

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]
#: Number of quotes of the large list.
MANY = 3_000


def fill_many():
    """Fill the tables with thousands of quotes by forty speakers on forty topics."""
    fill(make_many)


def make_many():
    topics = [make_topic(f"Topic {number}") for number in range(40)]
    speakers = [make_speaker(f"Speaker {number}") for number in range(40)]
    articles = [
        make_article(title=f"Report {year}", published=f"{year}-03-04")
        for year in range(1990, 2020)
    ]
    for number in range(60):
        make_quote(
            articles[number % 30],
            f"Sentence {number:02} about everything.",
            speaker=speakers[number % 40],
            standing="verified" if number % 3 else "unverified",
            topics=topics[: number % 40 + 1],
        )
    made = list(Quote.objects.all())
    attributions = {each.quote_id: each for each in Attribution.objects.all()}
    originals = [made[number % 60] for number in range(MANY - 60)]
    copies = []
    for number, original in enumerate(originals):
        values = {
            field.attname: getattr(original, field.attname)
            for field in Quote._meta.concrete_fields
            if not field.primary_key and not field.generated
        }
        copies.append(Quote(**values | {"text": f"Copy {number} of {original.text}"}))
    copies = Quote.objects.bulk_create(copies)
    Attribution.objects.bulk_create(
        Attribution(
            quote=copy,
            speaker_id=attributions[original.pk].speaker_id,
            standing=attributions[original.pk].standing,
            evidence=attributions[original.pk].evidence,
        )
        for copy, original in zip(copies, originals, strict=True)
    )
    through = Quote.topics.through
    through.objects.bulk_create(
        through(quote=copy, topic=topic)
        for number, copy in enumerate(copies)
        for topic in topics[: number % 5 + 1]
    )


ROWS = {"demo": load_demo, "thousands": fill_many}
WAYS = {
    "mouse": lambda page, box: box.click(),
    "keyboard": lambda page, box: page.keyboard.press("Space"),
    "touch": lambda page, box: box.tap(),
}


@pytest.fixture(params=ROWS)
def rows(request):
    ROWS[request.param]()


@pytest.fixture
def desk(browser, browser_context_args, base_url):
    context = browser.new_context(
        **browser_context_args
        | {"base_url": base_url, "viewport": WIDTHS["desktop"], "has_touch": True}
    )
    yield context.new_page()
    context.close()


def top_of(box):
    return box.evaluate("each => each.getBoundingClientRect().top")


def choose(page, box, way):
    """Choose a filter, and wait until the list has it."""
    before = page.url
    if way == "keyboard":
        box.evaluate("each => each.focus({ preventScroll: true })")
    WAYS[way](page, box)
    expect(page).not_to_have_url(before)
    expect(box).to_be_checked()
    expect(page.locator("#results:not([aria-busy])")).to_be_visible()


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
@pytest.mark.parametrize("way", WAYS)
def test_a_filter_keeps_the_place(rows, desk, way, width):
    page = desk
    names = [("standing", 0), ("topic", 2), ("speaker", 4)]
    for (name, number), from_top in zip(names, (338, 200, 700), strict=True):
        page.goto("/quotes/")
        box = page.locator(f"[name={name}]").nth(number)
        box = page.locator(f"#{box.get_attribute('id')}")
        box.evaluate(
            "(each, top) => scrollBy(0, each.getBoundingClientRect().top - top)",
            from_top,
        )
        top, scrolled = top_of(box), page.evaluate("scrollY")
        choose(page, box, way)
        assert abs(top_of(box) - top) <= 2
        assert abs(page.evaluate("scrollY") - scrolled) <= 50
        expect(box).to_be_focused()
        # So does taking it off again.
        page.keyboard.press("Space")
        expect(box).not_to_be_checked()
        expect(page).to_have_url(re.compile("/quotes/$"))
        assert abs(top_of(box) - top) <= 2


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_open_and_closed_groups_stay_so(rows, desk, width):
    page = desk
    page.goto("/quotes/")
    page.locator("#facet-kind summary").click()
    page.locator("#facet-topic summary").click()
    choose(page, page.locator("[name=standing]").first, "mouse")
    expect(page.locator("#facet-kind")).to_have_attribute("open", "")
    expect(page.locator("#facet-topic")).not_to_have_attribute("open", "")


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_years_are_ranges_in_order(rows, desk, width):
    page = desk
    page.goto("/quotes/")
    labels = page.locator(".ranges a").all_inner_texts()
    assert labels == sorted(labels)
    page.locator(".ranges a").nth(1).press("Enter")
    first, last = labels[1].split("–")
    expect(page).to_have_url(re.compile(f"after={first}&before={last}$"))
    focused = page.locator("#facet-year a:focus, #facet-year summary:focus")
    expect(focused).to_have_count(1)
    narrower = page.locator(".ranges a").first
    expect(narrower).not_to_have_text(labels[0])
    assert first <= narrower.inner_text() <= last


def stops_before_results(page):
    """Return the elements that Tab reaches before the first quote."""
    found = []
    while not page.evaluate("!!document.activeElement.closest('.quotes')"):
        page.keyboard.press("Tab")
        found.append(page.evaluate("document.activeElement.textContent.trim()"))
        assert len(found) < 99
    return found[:-1]


@pytest.mark.parametrize("path", ["/quotes/", "/quotes/?q=freedom"])
def test_few_stops_before_the_first_result(page, path):
    load_demo()
    page.goto(path)
    stops = stops_before_results(page)
    assert len(stops) <= 10, stops


@pytest.mark.parametrize("width", ["phone"], indirect=True)
@pytest.mark.parametrize("scripts", [True, False])
def test_the_sheet_of_a_phone(
    browser, browser_context_args, base_url, scripts, width, check_accessibility
):
    load_demo()
    context = browser.new_context(
        **browser_context_args
        | {"base_url": base_url, "has_touch": True, "java_script_enabled": scripts}
    )
    page = context.new_page()
    page.goto("/quotes/")
    first = page.locator(".quotes a").first
    expect(page.locator("#topic-war")).to_be_hidden()
    page.get_by_role("link", name="Filters", exact=True).tap()
    expect(page).to_have_url(re.compile("#filters$"))
    if scripts:
        check_accessibility(page)
    page.get_by_role("link", name="Close").tap()
    expect(first).to_be_visible()
    page.get_by_role("link", name="Filters", exact=True).tap()
    box = page.locator("#topic-government")
    if scripts:
        box.scroll_into_view_if_needed()
        top = top_of(box)
        choose(page, box, "touch")
        assert abs(top_of(box) - top) <= 2
        page.get_by_role("button", name=re.compile(r"^Show \d+ quotes$")).tap()
    else:
        box.check()
        page.get_by_role("button", name=re.compile(r"^Show \d+ quotes$")).tap()
        expect(page).to_have_url(re.compile(r"/quotes/\?topic=government$"))
    expect(box).to_be_hidden()
    expect(first).to_be_visible()
    expect(page.locator(".chips")).to_contain_text("Topic: Government")
    context.close()
