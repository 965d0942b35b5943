"""An editor adds articles from a pasted text, a file and an address."""

import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from articles.models import Article, QueuedFetch, RawPage
from tests.factories import make_article, make_publication
from tests.support.hostile_server import PAGE, answer, hostile_server, redirect

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
]

MAIL = """\
On Tue, 3 Feb 2026 at 10:11, Jane Roe <jane@example.org> wrote:
> # Bridge to be rebuilt
>
> Noor de Wit · about 1 month ago · 4 minutes read
>
> The council met late on Monday evening, and it took a very long time to come
> to the decision that everybody had expected, which was to rebuild the old
> bridge at once, and to pay for it out of the funds that had been set aside
> for the summer. “We will rebuild the bridge,” said Ada Moreau, the mayor,
> “because a town without a bridge is two towns.” Others were not so sure.
"""


@pytest.fixture
def server(settings):
    settings.FETCH_LOOPBACK = True
    with hostile_server() as running:
        running.answers |= {"/go": redirect("/page"), "/page": answer(PAGE)}
        yield running


def test_from_a_pasted_mail_to_a_draft(editor, check_accessibility):
    page = editor
    page.goto("/admin/")
    page.get_by_role("link", name="Add article from text, file or address").click()
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("Paste a text, choose a file")).to_be_visible()
    check_accessibility(page, ignore=("minor", "moderate"))
    page.get_by_label("Paste the text").fill(MAIL)
    page.get_by_role("button", name="Read it").click()

    # Everything that was read and cleaned is shown, with its source.
    expect(page.get_by_label("Title")).to_have_value("Bridge to be rebuilt")
    expect(page.locator("#id_bylines-0-particle")).to_have_value("de")
    expect(page.get_by_label("Published")).to_have_value("")
    remark = page.get_by_text("No date read: “about 1 month ago” is relative")
    expect(remark).to_be_visible()
    cleaning = page.get_by_role("region", name="What was cleaned from the text")
    expect(cleaning).to_contain_text("Lines of e-mail joined into paragraphs")
    expect(cleaning).to_contain_text("Marks of quoted lines (>) removed")
    text = page.get_by_role("textbox", name="Text:")
    expect(text).to_have_value(re.compile("come to the decision that everybody had"))
    check_accessibility(page, ignore=("minor", "moderate"))

    # Switching to the original text and back keeps the other fields.
    page.get_by_label("Published").fill("early in 2026")
    page.get_by_role("button", name="Use the original text").click()
    expect(text).to_have_value(MAIL)
    expect(page.get_by_label("Published")).to_have_value("early in 2026")
    page.get_by_role("button", name="Use the cleaned text").click()
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator(".errornote")).to_contain_text("What you typed is still here")
    expect(page.get_by_text("Write a date as 2025-02-13")).to_be_visible()
    page.get_by_label("Published").fill("February 2026")
    page.get_by_label("or a new publication").fill("The Vauville Post")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator(".messagelist")).to_contain_text(
        re.compile("saved as a draft", re.I)
    )
    article = Article.objects.get()
    assert str(article.published) == "February 2026"
    assert article.publication.name == "The Vauville Post"
    assert "\n\nThe council met late" in article.current_snapshot.text
    assert bytes(RawPage.objects.get().body).decode() == MAIL


def test_from_a_file_that_may_be_a_duplicate(editor, check_accessibility, tmp_path):
    page = editor
    known = make_article(
        title="The bridge again",
        text="The council of Vauville met late, and many people came to hear what "
        "would be decided about the bridge that had fallen in the storm. “We will "
        "rebuild the bridge,” said Ada Moreau, the mayor, “because a town without a "
        "bridge is two towns.” Others were not so sure, and asked who was to pay for "
        "it in the end.",
    )
    page.goto("/admin/articles/article/")
    page.get_by_role("link", name="Add from text, file or address").click()
    file = tmp_path / "bridge.html"
    file.write_bytes(PAGE)
    page.get_by_label("or choose a file").set_input_files(file)
    page.get_by_role("button", name="Read it").click()
    alert = page.get_by_role("alert")
    expect(alert.get_by_role("link", name="The bridge again")).to_be_visible()
    check_accessibility(page, ignore=("minor", "moderate"))
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_text("Open that one, or say that this")).to_be_visible()
    page.get_by_label("It is a different article").check()
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator(".messagelist")).to_contain_text(
        re.compile("saved as a draft", re.I)
    )
    assert Article.objects.exclude(pk=known.pk).get().published.isoformat() == (
        "2025-02-13"
    )
    page.goto("/admin/articles/article/intake/")
    page.get_by_label("or choose a file").set_input_files(file)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("alert").get_by_role("link", name="Open it").first.click()
    expect(page).to_have_url(re.compile(r"/admin/articles/article/\d+/change/"))


def test_from_an_address_to_its_raw_page(editor, check_accessibility, server):
    page = editor
    post = make_publication(name="Vauville Post")
    page.goto("/admin/articles/article/intake/")
    address = page.get_by_label("or give an address")
    address.fill("http://10.0.0.1/page")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("not a public address of the internet")).to_be_visible()
    expect(address).to_have_value("http://10.0.0.1/page")
    address.fill(f"{server.url}/go")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_label("Title")).to_have_value("Bridge to be rebuilt")
    expect(page.get_by_label("Published")).to_have_value("2025-02-13")
    expect(page.get_by_label("Address:", exact=True)).to_have_value(
        f"{server.url}/page"
    )
    expect(page.get_by_text("tag og:site_name")).to_be_visible()
    check_accessibility(page, ignore=("minor", "moderate"))
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator(".messagelist")).to_contain_text(
        re.compile("saved as a draft", re.I)
    )
    article = Article.objects.get()
    assert article.publication == post

    page.goto(f"/admin/articles/article/{article.pk}/change/")
    with page.expect_download() as download:
        page.get_by_role("link", name=f"{server.url}/page,").click()
    assert download.value.path().read_bytes() == PAGE
    before = len(server.requested)
    page.goto("/admin/articles/article/intake/")
    address.fill(f"{server.url}/page?utm_source=mail")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("alert")).to_contain_text("already on record")
    check_accessibility(page, ignore=("minor", "moderate"))
    assert len(server.requested) == before


def test_an_address_waits_for_its_turn(editor, server, check_accessibility):
    owner = User.objects.get(username="editor")
    others = [
        QueuedFetch.objects.enqueue(owner, "https://a.example/") for _ in range(3)
    ]
    page = editor
    page.goto("/admin/articles/article/intake/")
    page.get_by_label("or give an address").fill(f"{server.url}/page")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting for its turn")
    expect(page.get_by_role("status")).to_have_text("1 page is before it.")
    check_accessibility(page)
    others[2].delete()
    expect(page.get_by_role("status")).to_contain_text("It is the next.")
    others[0].delete()
    expect(page.get_by_label("Title")).to_have_value("Bridge to be rebuilt")
    assert list(QueuedFetch.objects.all()) == [others[1]]


def test_without_javascript_an_address_waits_for_a_click(
    editor, server, browser, base_url
):
    owner = User.objects.get(username="editor")
    others = [
        QueuedFetch.objects.enqueue(owner, "https://a.example/") for _ in range(2)
    ]
    context = browser.new_context(
        java_script_enabled=False,
        base_url=base_url,
        storage_state=editor.context.storage_state(),
    )
    page = context.new_page()
    page.goto("/admin/articles/article/intake/")
    page.get_by_label("or give an address").fill(f"{server.url}/nowhere")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("status")).to_contain_text("It is the next.")
    others[0].delete()
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("There is no such page at")).to_be_visible()
    typed = page.get_by_label("or give an address")
    expect(typed).to_have_value(f"{server.url}/nowhere")
    context.close()
