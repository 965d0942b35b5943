"""A short day at the desk without a mouse, and axe on the pages of acts."""

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import expect

from quotes.models import Quote, Report
from quotes.workflow import handins
from tests.factories import make_article, make_quote, make_speaker
from tests.quotes.workflow.test_handins import make_draft
from tests.support.admin_pages import change_url, make_user

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

#: Presses of Tab after which a control counts as out of reach.
MOST_STOPS = 150
#: What has the focus, and whether it can be seen.
FOCUS = """() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  const isMarked = style.boxShadow !== "none" ||
    (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  const isShown = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  return [at === document.body || (isMarked && isShown), at.outerHTML.slice(0, 200)];
}"""


class Keyboard:
    """Goes to controls of a page by Tab alone; the focus must always be visible."""

    def __init__(self, page):
        self.page = page

    def go_to(self, control):
        expect(control).to_be_attached()
        for _ in range(MOST_STOPS):
            if control.evaluate("(each) => each === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
            is_seen, what = self.page.evaluate(FOCUS)
            assert is_seen, f"the focus is not visible: {what}"
        pytest.fail(f"out of reach: {control}")

    def press(self, role, name):
        """Press the first button, or follow the first link, with this name."""
        self.go_to(self.page.get_by_role(role, name=name, exact=True).first)
        self.page.keyboard.press("Enter")

    def type_into(self, control, text):
        """Replace what is in a field."""
        self.go_to(control)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)


def test_a_day_by_keyboard_alone(page, width):
    make_user("editor", "Editors")
    article = make_article(title="A bridge at Ely", text="“We must go,” said Ann Lee.")
    quote = make_quote(article, "We must", speaker=make_speaker("Ann Lee"))
    draft = make_draft(make_user("author", "Contributors"), title="A tunnel at Ely")
    handed_in = handins.hand_in(draft.created_by, draft)
    keys = Keyboard(page)

    page.goto("/admin/")
    keys.type_into(page.get_by_label("Name"), "editor")
    keys.type_into(page.get_by_label("Password"), "pw")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The editors’ desk")).to_be_visible()

    # Find an article, and its quote.
    keys.press("link", "Articles")
    expect(page.get_by_role("heading", name="Articles", exact=True)).to_be_visible()
    keys.type_into(page.locator("#searchbar"), "bridge")
    page.keyboard.press("Enter")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    keys.press("link", "A bridge at Ely")
    expect(page.get_by_label("Kind").first).to_be_focused()
    keys.press("link", "We must")

    # Correct it, and confirm that with a reason.
    expect(page.get_by_label("Words:")).to_be_visible()
    keys.type_into(page.get_by_label("Words:"), "We must go,")
    keys.press("button", "Save")
    reason = page.get_by_label("Reason for readers")
    expect(reason).to_be_visible()
    keys.type_into(reason, "The end was missing.")
    keys.press("button", "Confirm the correction")
    expect(page.locator(".messagelist")).to_contain_text("Saved")
    quote.refresh_from_db()
    assert quote.text == "We must go,"

    # Go through the queue.
    keys.press("link", "Desk")
    expect(page.get_by_role("heading", name="Drafts handed in")).to_be_visible()
    keys.press("link", "A tunnel at Ely")
    expect(page.get_by_role("heading", name="Conversation")).to_be_visible()
    keys.press("button", "Take it yourself")
    expect(page.locator(".messagelist")).to_contain_text("Assigned to you")
    keys.type_into(page.get_by_label("Comment"), "Who says so?")
    keys.press("button", "Add comment")
    expect(page.locator(".messagelist")).to_contain_text("Your comment was added")
    keys.press("button", "Publish")
    expect(page.get_by_text("This is closed: published")).to_be_visible()
    handed_in.refresh_from_db()
    assert handed_in.state == "published"
    assert Quote.objects.public().count() == 2


def choose(page, action):
    """Choose an action for all rows of a list."""
    page.locator(".action-select").first.wait_for()
    for box in page.locator(".action-select").all():
        box.check()
    page.get_by_label("Action:").select_option(action)
    page.get_by_role("button", name="Run").click()


def test_the_pages_of_acts_are_accessible(editor, check_accessibility):
    page, chief = editor, Group.objects.get(name="Chief editors")
    User.objects.get(username="editor").groups.add(chief)
    speaker, other = make_speaker("Ann Lee"), make_speaker("Anne Lee")
    article = make_article(title="A bridge at Ely", text="“Go,” said Ann Lee. “Stay.”")
    make_quote(article, "Go,", speaker=speaker)
    draft = make_quote(article, "Stay.", speaker=other, status="draft")
    author = make_user("author", "Contributors")
    handed_in = handins.hand_in(author, make_draft(author))
    report = Report.objects.create(quote=draft, message="No.", email="a@example.org")

    for path in (
        change_url(handed_in),
        change_url(report),
        f"/admin/quotes/speaker/{speaker.pk}/split/",
        f"/admin/articles/article/{article.pk}/preview/",
        f"/admin/quotes/quote/{draft.pk}/preview/",
        "/admin/e-mails/",
        "/admin/quotes/schedule/",
        "/admin/quotes/merge/",
        "/admin/auth/user/",
        "/admin/auth/user/add/",
        change_url(author),
        f"/admin/auth/user/{author.pk}/password/",
    ):
        page.goto(path)
        check_accessibility(page, ignore=("minor",))
    for path, action, heading in (
        ("/admin/quotes/quote/", "change_several", "Change several quotes"),
        ("/admin/quotes/quote/", "publish_later", "Publish quotes at a time"),
        ("/admin/quotes/quote/", "withdraw", "Withdraw quotes"),
        ("/admin/quotes/speaker/?q=Lee", "merge_two", "Merge two speakers"),
    ):
        page.goto(path)
        choose(page, action)
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        check_accessibility(page, ignore=("minor",))
