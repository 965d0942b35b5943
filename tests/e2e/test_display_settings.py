"""Pages at a zoom of 400 %, and in the few colours that a reader has chosen."""

import pytest

from articles.models import Article
from quotes.models import Saying
from tests.support.admin_pages import change_url
from tests.support.public_pages import ABOUT, LISTS

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("width", ["desktop"], indirect=True),
]

#: Return the visible texts in the colour of the page, which nobody can read.
INVISIBLE = """() => [...document.querySelectorAll("body *")].filter((each) =>
  each.checkVisibility() && !each.closest("svg, option") &&
  [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) &&
  getComputedStyle(each).color === getComputedStyle(document.body).backgroundColor
).map((each) => each.outerHTML.slice(0, 200))"""

#: Return whether something else is shown in place of what has the focus.
IS_COVERED = """() => {
  const { left, top, width, height } = document.activeElement.getBoundingClientRect();
  const shown = document.elementFromPoint(left + width / 2, top + height / 2);
  return !document.activeElement.contains(shown);
}"""


def test_public_pages_fit_a_zoom_of_400_percent(demo, page):
    page.set_viewport_size({"width": 320, "height": 640})
    sayings = [saying.get_absolute_url() for saying in Saying.objects.all()]
    for path in [*LISTS, *ABOUT, *sayings, "/check/", "/compare/", "/calendar/"]:
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide == 320, path


def test_boxes_that_scroll_do_not_cut_the_outline_of_the_focus(demo, page):
    page.goto("/quotes/")
    page.get_by_role("link", name="More speakers").click()
    field = page.locator("#values-speaker input").first
    field.wait_for()
    box, around = field.bounding_box(), page.locator("#values-speaker").bounding_box()
    assert box["x"] - around["x"] >= 5  # 3px, 2px away from the field


def test_bars_of_the_filters_do_not_cover_the_focus(demo, page):
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto("/quotes/#filters")
    fields = page.locator("#filters :is(input, summary):visible")
    fields.first.focus()
    for _ in range(fields.count()):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert not page.evaluate(IS_COVERED), focused


def test_fields_of_the_desk_are_not_cut_on_a_tablet(editor, demo):
    editor.set_viewport_size({"width": 768, "height": 900})
    editor.goto(change_url(Article.objects.first()))
    assert (
        editor.locator(".form-row").evaluate_all(
            "(rows) => rows.filter((row) => row.scrollWidth > row.clientWidth)"
            ".map((row) => row.className)"
        )
        == []
    )


def test_all_text_is_visible_in_forced_colours(editor, demo):
    editor.emulate_media(forced_colors="active")
    review = f"/admin/articles/article/{Article.objects.first().pk}/review/"
    for path in [*LISTS, "/check/", "/calendar/", "/admin/quotes/quote/", review]:
        editor.goto(path)
        assert editor.evaluate(INVISIBLE) == [], path
        editor.locator("button:visible, .button:visible").first.hover()
        assert editor.evaluate(INVISIBLE) == [], path
