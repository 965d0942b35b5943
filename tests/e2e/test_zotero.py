"""Zotero's browser extension finds the quotes of a page; readers see nothing."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_article, make_quote, make_speaker

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]


def test_zotero_looks_again_when_results_change(page, width, check_accessibility):
    ada = make_speaker("Ada Lim")
    for words in ("We will appeal.", "We have won."):
        make_quote(make_article(text=words), words, speaker=ada)
    page.goto("/quotes/")
    ids = "[...document.querySelectorAll('abbr.unapi-id')].map(each => each.title)"
    assert len(page.evaluate(ids)) == 2
    page.evaluate(
        "document.addEventListener('ZoteroItemUpdated', () => {"
        f" window.seen = {ids}; }})"
    )
    page.get_by_label("Search quotes").fill("appeal")
    page.get_by_label("Search quotes").press("Enter")
    expect(page.locator("#result-count")).to_have_text("1 quote")
    seen = page.evaluate("window.seen")
    assert len(seen) == 1
    record = page.request.get(f"/unapi?id={seen[0]}&format=rdf_zotero")
    assert "We will appeal." in record.text()
    # Nobody sees the identifiers, or hears them.
    expect(page.locator("abbr.unapi-id")).to_be_hidden()
    assert seen[0] not in page.locator("body").aria_snapshot()
    check_accessibility(page)
