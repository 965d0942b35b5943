"""The editors' desk has the look of the site, in every theme."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_article, make_quote, make_speaker, make_topic
from tests.support.admin_pages import change_url

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]

#: `--paper` of the stylesheet, as a browser reports it.
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(18, 21, 23)"


def ground(page):
    """Return the colour of the ground."""
    box = page.locator("body")
    page.wait_for_load_state()  # the button works from then on
    return box.evaluate("(each) => getComputedStyle(each).backgroundColor")


@pytest.mark.parametrize("width", ["desktop"], indirect=True)
def test_theme_follows_the_system_and_the_button(page):
    for system, shown in [("dark", DARK), ("light", LIGHT)]:
        page.emulate_media(color_scheme=system)
        page.goto("/admin/login/")
        assert ground(page) == shown
    # “auto” is followed by the theme that the system does not have.
    page.get_by_role("button", name="Toggle theme").click()
    assert ground(page) == DARK
    page.emulate_media(color_scheme="dark")
    page.get_by_role("button", name="Toggle theme").click()  # to “auto”
    assert ground(page) == DARK
    page.get_by_role("button", name="Toggle theme").click()
    assert ground(page) == LIGHT


def test_headings_are_set_in_the_font_of_the_site(editor):
    editor.goto("/admin/")
    editor.evaluate("document.fonts.ready")
    loaded = editor.evaluate(
        "[...document.fonts].filter((font) => font.status === 'loaded')"
        ".map((font) => font.family.replaceAll('\"', ''))"
    )
    assert {"Record Serif", "Libre Franklin"} <= set(loaded)
    expect(editor.locator("#site-name svg")).to_be_visible()


def test_every_kind_of_page_is_accessible(editor, check_accessibility):
    quote = make_quote(article=make_article(text="He said: “No.” It was late."))
    topic = make_topic("Peace")
    for path in [
        "/admin/",
        "/admin/quotes/quote/",
        change_url(quote),
        change_url(quote.article),
        change_url(make_speaker("Ada Moreau")),
        f"/admin/quotes/quote/{quote.pk}/history/",
        f"/admin/quotes/topic/{topic.pk}/delete/",
        "/admin/articles/article/intake/",
        f"/admin/articles/article/{quote.article.pk}/review/",
        "/admin/password_change/",
    ]:
        editor.goto(path)
        check_accessibility(editor, ignore=("minor", "moderate"))


def test_state_of_the_words_has_a_sign_without_colours(editor):
    quote = make_quote(article=make_article(text="He said nothing."))
    editor.emulate_media(forced_colors="active")
    editor.goto(change_url(quote))
    state = editor.locator(".anchor.is-missing")
    expect(state).to_have_text("Not in the text")
    expect(state.locator("svg")).to_be_visible()
    assert editor.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_messages_differ_in_words_and_frames(editor):
    quote = make_quote(article=make_article(text="He said nothing."), status="draft")
    editor.goto(change_url(quote))
    editor.get_by_role("button", name="Save and continue editing").first.click()
    done = editor.locator(".messagelist .success")
    care = editor.locator(".messagelist .warning")
    lead_in, frame = [
        f"(each) => getComputedStyle(each, {part}).{name}"
        for part, name in [("'::before'", "content"), ("null", "borderTopWidth")]
    ]
    assert (done.evaluate(lead_in), done.evaluate(frame)) == ("none", "0px")
    assert (care.evaluate(lead_in), care.evaluate(frame)) == ('"Warning: "', "5px")


def test_rows_of_lists_are_low_and_whole(editor, width):
    title = "How a small harbour became the gate of a whole continent"
    article = make_article(title=title)
    speaker = make_speaker("Ada Speaker 1111")  # took three lines once
    for number in range(12):
        words = f"In its year {number} nobody asked who would pay for the harbour."
        make_quote(article, words, speaker=speaker)
    editor.goto("/admin/quotes/quote/")
    rows = editor.locator("#result_list tbody tr")
    expect(rows).to_have_count(12)
    editor.evaluate("document.fonts.ready.then(() => null)")  # others are wider
    assert editor.evaluate("document.documentElement.scrollWidth <= innerWidth")
    list_width, room = editor.locator("#result_list").evaluate(
        "(each) => [each.scrollWidth, each.parentElement.clientWidth]"
    )
    assert list_width <= room
    label = rows.first.locator(".field-shown_status").evaluate(
        "(each) => getComputedStyle(each, '::before').content"
    )
    if width == "phone":
        assert "Status:" in label
        first, second = (rows.first.locator("th, td").nth(n) for n in (1, 2))
        assert second.bounding_box()["y"] > first.bounding_box()["y"]
    else:
        assert label == "none"
        heights = [row.bounding_box()["height"] for row in rows.all()]
        assert max(heights) <= 72
