"""What a screen reader reads: search, filters and a quote, as accessibility trees.

A snapshot lists what must be there, in this order. Other things may be between.
"""

import pytest
from playwright.sync_api import expect

from tests.factories import make_article, make_quote, make_speaker, make_topic

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def quote():
    article = make_article(
        title="A speech on bridges",
        kind="speech",
        published="1901-05-03",
        text="It was late. A town without a bridge is two towns. Then all left.",
    )
    speaker = make_speaker("Ada Moreau")
    make_quote(article, "It was never said.", speaker=speaker, topics=[make_topic()])
    return make_quote(
        article,
        "A town without a bridge is two towns.",
        speaker=speaker,
        role_as_printed="the mayor",
        standing="verified",
        evidence="A recording of the session.",
    )


def test_search(quote, page):
    page.goto("/")
    expect(page.locator("body")).to_match_aria_snapshot("""
    - link "Skip to the content"
    - banner:
      - link "On Record"
      - navigation "Site":
        - list:
          - listitem:
            - link "Quotes"
          - listitem:
            - link "Speakers"
    - main:
      - heading [level=1]
      - search:
        - combobox "Search quotes, speakers and sources"
        - status
        - button "Search"
    - contentinfo
    """)
    box = page.get_by_role("main").get_by_role("combobox")
    box.press_sequentially("Ada")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("listbox")).to_match_aria_snapshot("""
    - listbox "Suggestions":
      - group "Speakers":
        - option "Ada Moreau"
    """)


# On a phone, the filters are the same behind a button.
@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_filter(quote, page):
    page.goto("/quotes/?q=town")
    group = page.locator("fieldset", has=page.locator("#standing-verified"))
    expect(group).to_match_aria_snapshot("""
    - group "Did they say it?":
      - checkbox "Verified 1 quote"
    """)
    group.get_by_role("checkbox", name="Verified").check()
    expect(page.locator("#found, #results").first).to_contain_text("1 quote")
    # The number of quotes is said without moving the focus.
    expect(group.get_by_role("checkbox", name="Verified")).to_be_focused()
    expect(page.locator("main > [role=status], #announcement").first).to_have_text(
        "1 quote"
    )


def test_row_of_a_list(quote, page):
    page.goto("/quotes/?standing=verified")
    expect(page.locator("ol.quotes")).to_match_aria_snapshot("""
    - list:
      - listitem:
        - blockquote:
          - link "“A town without a bridge is two towns.”"
        - term: Said by
        - definition:
          - link "Ada Moreau"
          - text: the mayor
        - definition: Verified
        - term: Printed in
        - definition:
          - link "A speech on bridges"
          - time: 3 May 1901
        - definition: Word for word
        - paragraph:
          - link /^Cite/
    """)


def test_quote(quote, page):
    page.goto(quote.get_absolute_url())
    expect(page.get_by_role("main")).to_match_aria_snapshot("""
    - main:
      - article:
        - heading /^Ada Moreau. “A town without a bridge is two towns\\./ [level=1]
        - blockquote: “A town without a bridge is two towns.”
        - region "Did Ada Moreau say it?":
          - heading "Did Ada Moreau say it?" [level=2]
          - paragraph: Yes. Verified by editors.
          - heading "The evidence" [level=3]
          - paragraph: A recording of the session.
        - region "Are these the printed words?":
          - heading "Are these the printed words?" [level=2]
          - paragraph: Yes, word for word.
          - heading "The passage" [level=3]
          - blockquote:
            - mark: A town without a bridge is two towns.
        - region "The source":
          - heading "The source" [level=2]
          - heading "A speech on bridges" [level=3]
        - region "Cite":
          - heading "Cite" [level=2]
          - combobox "Style"
    """)


def test_words_that_are_not_in_the_source_are_said_first(quote, page):
    other = quote.article.quotes.exclude(pk=quote.pk).get()
    page.goto(other.get_absolute_url())
    expect(page.get_by_role("main")).to_match_aria_snapshot("""
    - main:
      - article:
        - strong: /not found|Not found/
        - region "Did Ada Moreau say it?":
          - paragraph: /Not yet checked|No editor/
        - region "Are these the printed words?":
          - paragraph: /^No/
    """)
