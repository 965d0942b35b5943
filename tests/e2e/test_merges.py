"""Chief editors merge two speakers with 10,000 quotes, or two articles, and undo it."""

import pytest
from django.db import connection, transaction
from playwright.sync_api import expect

from quotes.listing.consistency import differences
from quotes.models import Attribution, Tally
from tests.factories import make_article, make_quote, make_speaker
from tests.support.admin_pages import make_user, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

QUOTES = 10_000
#: Milliseconds. A merge takes a few seconds, and more on a busy machine.
TIMEOUT = 120_000
ATTRIBUTIONS = """
COPY quotes_attribution (created_at, updated_at, name_as_printed, role_as_printed, cue,
    standing, evidence, quote_id, speaker_id) FROM STDIN
"""
ROWS = """
COPY quotes_quote (id, created_at, updated_at, kind, text, language, translation,
    translation_language, said_precision, note, status, withdrawn_reason, spans, prefix,
    suffix, anchor_status, anchor_reason, article_id) FROM STDIN
"""


def copy_quotes(article, speakers):
    """Store QUOTES published quotes of an article, of these speakers in turn."""
    # In one transaction, because foreign keys are checked at its end.
    with transaction.atomic(), connection.cursor() as cursor:
        with cursor.copy(ATTRIBUTIONS) as copy:
            for number in range(QUOTES):
                speaker = speakers[number % len(speakers)]
                row = ("now", "now", "", "", "", "unverified", "", number + 1)
                copy.write_row((*row, speaker.pk))
        with cursor.copy(ROWS) as copy:
            for number in range(QUOTES):
                row = (number + 1, "now", "now", "direct", f"Words {number}.")
                row += ("", "", "", "unknown", "", "published", "", "[]")
                copy.write_row((*row, "", "", "no_text", "", article.pk))


def act(page, action, count):
    """Tick the first rows of a list in the admin and run an action on them."""
    for number in range(count):
        page.locator("input.action-select").nth(number).check()
    page.get_by_label("Action:").first.select_option(action)
    page.locator("button[name=index]").first.click(timeout=TIMEOUT)


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_ten_thousand_quotes_are_merged_and_come_back(page, check_accessibility):
    make_user("chief", "Chief editors")
    short, full = make_speaker("Y. LeCun"), make_speaker("Yann LeCun")
    copy_quotes(make_article(), [short, short, full])
    sign_in(page, "chief")
    page.goto("/admin/quotes/speaker/")
    act(page, "merge_two", 2)
    expect(page.locator(".merge")).to_contain_text("becomes part of")
    check_accessibility(page, ignore=("minor",))
    page.set_viewport_size({"width": 360, "height": 740})
    check_accessibility(page, ignore=("minor",))
    page.set_viewport_size({"width": 1280, "height": 900})

    page.get_by_label("Why they are the same:").fill("The same person.")
    page.get_by_role("button", name="Merge").click(timeout=TIMEOUT)
    moved = page.get_by_text("3,333 attributions moved")
    expect(moved).to_be_visible(timeout=TIMEOUT)
    assert Tally.objects.get(facet="s", value=short.pk, period=0).quotes == QUOTES
    assert differences() == {}
    page.goto(full.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text("Y. LeCun")

    page.goto("/admin/quotes/merge/")
    act(page, "undo", 1)
    expect(page.get_by_text("Undone. Yann LeCun merged")).to_be_visible(timeout=TIMEOUT)
    assert Attribution.objects.filter(speaker=full).count() == QUOTES // 3
    assert differences() == {}
    page.goto(full.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text("Yann LeCun")


def test_an_article_that_was_entered_twice(page, check_accessibility):
    make_user("chief", "Chief editors")
    text = "“Go now,” Ann Lee said. “Stay here,” she said. “Wait for us,” she said."
    ann = make_speaker("Ann Lee")
    words = ["Go now", "Stay here", "Wait for us"]
    words = [{"text": each, "speaker": ann} for each in words]
    one = make_article(title="The print edition", text=text, quotes=words)
    two = make_article(
        title="The page", text=text[: text.index("“Wait")], quotes=words[:1]
    )
    make_quote(two, "she said", kind="mixed")
    go, stay, wait = one.quotes.order_by("pk")
    sign_in(page, "chief")
    page.goto("/admin/articles/article/")
    act(page, "merge_two", 2)
    # The one with more quotes would stay.
    expect(page.locator(".merge")).to_contain_text("The page becomes part of")
    page.get_by_role("link", name="The other way round").click()
    expect(page.locator(".merge")).to_contain_text("The print edition becomes part of")
    check_accessibility(page, ignore=("minor",))

    page.get_by_label("Why they are the same:").fill("The same article.")
    page.get_by_label("Leave them where they are.").check()
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_text("1 quote moved")).to_be_visible()
    page.goto(one.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text("The page")
    expect(page.locator("main")).to_contain_text("Stay here")
    page.goto(go.get_absolute_url())
    expect(page.get_by_role("link", name="The page").first).to_be_visible()
    page.goto("/corrections/")
    expect(page.locator("main")).to_contain_text("On record twice: part of “The page”")
    expect(page.locator("main")).to_contain_text("The same article.")
    assert page.request.get(wait.get_absolute_url()).status == 410
    assert differences() == {}

    page.goto("/admin/quotes/merge/")
    act(page, "undo", 1)
    expect(page.get_by_text("Undone. The print edition merged")).to_be_visible()
    page.goto(one.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text("The print edition")
    for quote in (go, stay, wait):
        assert page.goto(quote.get_absolute_url()).status == 200
    assert differences() == {}
