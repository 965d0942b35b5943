"""Nothing typed is lost when a session ends or a form is refused."""

import datetime
import html
import re
import urllib.parse

from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from articles.models import Intake, KeptForm, Publication
from quotes.models import Quote, Speaker
from tests.factories import make_article, make_quote, make_speaker, make_topic
from tests.support.admin_pages import (
    add_row,
    change_url,
    errors_of,
    filled_in,
    make_user,
    messages_of,
)
from tests.support.review_pages import review_url

TEXT = "“We will rebuild the bridge,” said Ada Moreau, the mayor. We must go."


class Browser(Client):
    """A client that is refused without a CSRF token, as browsers are."""

    def __init__(self):
        super().__init__(enforce_csrf_checks=True)

    def sign_in(self, name, then="/admin/"):
        self.lose_session()
        url = reverse("admin:login") + f"?next={then}"
        token = token_of(self.get(url))
        data = {"username": name, "password": "pw", "csrfmiddlewaretoken": token}
        return self.post(url, data, follow=True)

    def open(self, url):
        """Open a form; return what it sends, with its token."""
        page = self.get(url)
        return filled_in(page) | {"csrfmiddlewaretoken": token_of(page)}

    def lose_session(self):
        Session.objects.all().delete()


def token_of(response):
    return re.search(
        r'name="csrfmiddlewaretoken" value="(\w+)"', response.content.decode()
    )[1]


class KeptFormTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_user("ann", "Editors")
        make_user("bob", "Editors")
        cls.speaker = make_speaker("Ada Moreau", description="Mayor.")
        cls.article = make_article(text=TEXT)

    def setUp(self):
        self.browser = Browser()
        self.browser.sign_in("ann")

    def refuse(self, url, data):
        """Send a form after the session ended; return the answer."""
        self.browser.lose_session()
        return self.browser.post(url, data)

    def after_signing_in(self, refused, name="ann"):
        """Sign in where a refused form leads, and return the page after that."""
        then = re.search("next=(.*)", refused["Location"])[1]
        return self.browser.sign_in(name, then)

    def test_a_form_comes_back_after_the_session_ended(self):
        new_speaker = reverse("admin:quotes_speaker_add")
        cases = [
            (change_url(self.speaker), {"description": "A  mayor: “x” <b>"}, []),
            (new_speaker, {"name": "Lea Marin"}, [("aliases", {"name": "L. M."})]),
            (
                change_url(self.article),
                {"title": "Bridges", "kind": "book"},
                [
                    ("bylines", {"family": "Quill", "position": 5}),
                ],
            ),
        ]
        for url, typed, rows in cases:
            with self.subTest(url):
                data = self.browser.open(url) | typed
                for prefix, fields in rows:
                    number = add_row(data, prefix, **fields)
                    typed |= {f"{prefix}-{number}-{n}": v for n, v in fields.items()}
                before = [*Speaker.objects.values(), *Quote.objects.values()]
                self.browser.lose_session()
                refused = self.browser.post(url, data | {"_save": "Save"})
                page = self.after_signing_in(refused)
                assert "Your session had ended" in messages_of(page)[0]
                back = filled_in(page)
                assert {n: str(back[n]) for n in typed} == {
                    n: str(v) for n, v in typed.items()
                }
                # Nothing is saved by itself.
                assert [*Speaker.objects.values(), *Quote.objects.values()] == before
                address = page.redirect_chain[-1][0]
                back |= {"csrfmiddlewaretoken": token_of(page)}
                saved = self.browser.post(address, back | {"_save": "Save"})
                assert saved.status_code == 302, errors_of(saved)
                assert not KeptForm.objects.exists()
        self.speaker.refresh_from_db()
        assert self.speaker.description == "A  mayor: “x” <b>"
        assert self.article.bylines.get(family="Quill")

    def test_a_form_of_an_earlier_token_comes_back(self):
        url = change_url(self.speaker)
        data = self.browser.open(url) | {"description": "A mayor since 2020."}
        self.browser.sign_in("ann")  # in another window
        refused = self.browser.post(url, data)
        assert refused.status_code == 302
        page = self.browser.get(refused["Location"])
        assert "You signed in again" in messages_of(page)[0]
        assert filled_in(page)["description"] == "A mayor since 2020."
        self.speaker.refresh_from_db()
        assert self.speaker.description == "Mayor."

    def test_nobody_else_is_shown_it(self):
        url = change_url(self.speaker)
        data = self.browser.open(url) | {"description": "Ann typed this."}
        # Somebody else signs in, in the same browser, before or after it is sent.
        self.browser.lose_session()
        refused = self.browser.post(url, data)
        page = self.after_signing_in(refused, "bob")
        self.assertNotContains(page, "Ann typed this.")
        assert "somebody else typed it" in messages_of(page)[0]
        again = self.browser.post(url, data)
        self.assertNotContains(again, "Ann typed this.", status_code=403)
        self.assertContains(again, "Somebody else was signed in", status_code=403)
        # At another address, or with a made-up key, there is nothing.
        self.browser.sign_in("ann")
        key = KeptForm.objects.get().pk
        for place, named in ((change_url(self.article), key), (url, "x"), (url, "")):
            page = self.browser.get(place, {"kept": named})
            self.assertNotContains(page, "Ann typed this.")
        self.assertContains(self.browser.get(url, {"kept": key}), "Ann typed this.")

    def test_a_form_from_elsewhere_is_not_given_back(self):
        url = change_url(self.speaker)
        data = self.browser.open(url) | {"description": "Planted."}
        for token in ("", "x" * 64, "a" * 32):
            response = self.browser.post(url, data | {"csrfmiddlewaretoken": token})
            # It is shown to be copied, but not put into the form.
            self.assertContains(response, "Planted.", status_code=403)
        self.browser.lose_session()
        response = self.browser.post(url, data | {"csrfmiddlewaretoken": "x" * 64})
        assert response.status_code == 403
        assert not KeptForm.objects.exists()

    def test_secrets_and_files_are_not_kept_and_that_is_said(self):
        url = reverse("admin:articles_article_intake")
        token = token_of(self.browser.get(url))
        self.browser.lose_session()
        upload = SimpleUploadedFile("notes.txt", b"Words.")
        data = {"csrfmiddlewaretoken": token, "address": "example.org/a"}
        refused = self.browser.post(url, data | {"file": upload, "password1": "hush"})
        kept = KeptForm.objects.get()
        assert "hush" not in kept.data
        page = self.after_signing_in(refused)
        (told,) = messages_of(page)
        assert "choose notes.txt again" in told and "Passwords are not kept" in told
        assert page.context["form"]["address"].value() == "example.org/a"

    def test_the_check_of_an_intake_comes_back(self):
        url = reverse("admin:articles_article_intake")
        token = token_of(self.browser.get(url))
        data = {"text": TEXT, "csrfmiddlewaretoken": token}
        url = self.browser.post(url, data)["Location"]
        page = self.browser.get(url)
        data = {"title": "Bridges", "published": "2024-05", "text": TEXT}
        data |= {"bylines-TOTAL_FORMS": "1", "bylines-INITIAL_FORMS": "0"}
        data |= {"bylines-0-family": "Quill", "csrfmiddlewaretoken": token_of(page)}
        self.browser.lose_session()
        page = self.after_signing_in(self.browser.post(url, data))
        form, bylines = page.context["form"], page.context["bylines"]
        assert form["title"].value() == "Bridges"
        assert form["published"].value() == "2024-05"
        assert bylines.forms[0]["family"].value() == "Quill"

    def test_what_was_typed_into_an_entry_that_is_gone_is_listed(self):
        url = reverse("admin:articles_article_intake")
        data = {"text": TEXT, "csrfmiddlewaretoken": token_of(self.browser.get(url))}
        url = self.browser.post(url, data)["Location"]
        refused = self.refuse(url, data | {"title": "Bridges"})
        Intake.objects.all().delete()
        back = self.after_signing_in(refused)
        self.assertContains(back, "Bridges")
        assert "not there any more" in str(messages_of(back))
        data |= {"csrfmiddlewaretoken": token_of(back), "title": "Bridges again"}
        for address in (back.redirect_chain[-1][0], url):
            page = self.browser.post(address, data, follow=True)
            self.assertContains(page, "Bridges again")

    def test_what_was_typed_about_a_deleted_record_is_listed(self):
        topic = make_topic("Bridges")
        url = change_url(topic)
        refused = self.refuse(url, self.browser.open(url) | {"name": "Old bridges"})
        topic.delete()
        self.assertContains(self.after_signing_in(refused), "Old bridges")

    def test_rows_that_cannot_be_read_delete_nothing(self):
        quote = make_quote(self.article, "We must go.")
        url = reverse("admin:quotes_quote_changelist")
        data = {"action": "withdraw", "_selected_action": quote.pk}
        data |= {"withdrawn_reason": "The outlet took it back."}
        data |= {"csrfmiddlewaretoken": token_of(self.browser.get(url))}
        page = self.back_from(url, data)
        data |= {"csrfmiddlewaretoken": token_of(page), "_selected_action": "x"}
        page = self.browser.post(page.redirect_chain[-1][0], data, follow=True)
        assert "Tick the rows again." in messages_of(page)
        assert page.context["form"]["withdrawn_reason"].value().endswith("back.")

    def test_a_card_of_the_review_comes_back(self):
        page = self.browser.get(review_url(self.article))
        card = page.context["cards"][0]
        url = review_url(self.article, card.pk)
        data = {"text": "We will rebuild", "kind": "direct", "do": "accept"}
        data |= {"0-name": "Lea Marin", "0-role": "a mayor", "1-name": ""}
        data |= {"csrfmiddlewaretoken": token_of(page)}
        self.browser.lose_session()
        refused = self.browser.post(url, data, headers={"HX-Request": "true"})
        refused["Location"] = refused["HX-Redirect"]
        page = self.after_signing_in(refused)
        html = page.content.decode()
        assert ">\nWe will rebuild</textarea>" in html
        assert 'value="Lea Marin"' in html and 'value="a mayor"' in html
        # The words of a selection.
        url = review_url(self.article)
        data = {"words": "We must go", "spans": "", "do": "select"}
        data |= {"csrfmiddlewaretoken": token_of(page)}
        self.browser.lose_session()
        page = self.after_signing_in(self.browser.post(url, data))
        self.assertContains(page, ">\nWe must go</textarea>")
        assert not Quote.objects.exists()

    def test_what_has_no_form_of_its_own_is_listed_and_sent_on_request(self):
        quote = make_quote(self.article, "We must go.", status="draft")
        url = reverse("admin:quotes_quote_changelist")
        data = {"action": "publish", "_selected_action": quote.pk, "why": "It is so."}
        data |= {"csrfmiddlewaretoken": token_of(self.browser.get(url))}
        page = self.back_from(url, data)
        self.assertContains(page, "It is so.")
        self.assertContains(page, "Send it now")
        quote.refresh_from_db()
        assert quote.status == "draft"  # it is never done by coming back
        fields = re.findall(
            r'type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode()
        )
        assert self.browser.post(url, dict(fields)).status_code == 302
        quote.refresh_from_db()
        assert quote.status == "published"
        assert not KeptForm.objects.exists()

    def test_forms_are_kept_for_some_days_and_not_without_number(self):
        url = change_url(self.speaker)
        data = self.browser.open(url)
        self.browser.lose_session()
        self.browser.post(url, data)
        old = timezone.now() - datetime.timedelta(days=8)
        KeptForm.objects.update(created_at=old)
        for _ in range(55):
            self.browser.post(url, data)
        assert KeptForm.objects.count() <= 51
        assert not KeptForm.objects.filter(created_at=old).exists()

    def test_a_refused_sign_in_is_asked_again(self):
        url = reverse("admin:login") + "?next=/admin/quotes/quote/"
        data = {"username": "ann", "password": "pw", "csrfmiddlewaretoken": "x" * 64}
        assert Browser().post(url, data)["Location"] == url

    def test_readers_are_shown_what_they_typed(self):
        response = Browser().post("/check/save/", {"text": "Words to check."})
        self.assertContains(response, "Words to check.", status_code=403)
        self.assertContains(response, "was not accepted", status_code=403)

    def test_edits_on_the_page_of_a_record_stay_when_it_is_withdrawn(self):
        quote = make_quote(self.article, "We must go.")
        url = change_url(quote)
        action = {"CHANGE_FORM-action": "withdraw", "_selected_action": quote.pk}
        page = self.browser.post(url, self.browser.open(url) | action)
        # Nothing was typed yet, so there is no error. No edits: none are kept.
        self.assertNotContains(page, "errorlist")
        assert not KeptForm.objects.exists()
        edits = {"note": "Said at the bridge.", "withdrawn_reason": "In the form."}
        page = self.browser.post(url, self.browser.open(url) | action | edits)
        self.assertContains(page, "What you changed in the form is not saved.")
        quote.refresh_from_db()
        assert quote.status == "published"  # a reason is always asked for
        asked = dict(
            re.findall(
                r'type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode()
            )
        )
        page = self.browser.post(url, asked | {"withdrawn_reason": " "})
        self.assertContains(page, "errorlist")
        reason = {"withdrawn_reason": "It was invented."}
        page = self.browser.post(url, asked | reason, follow=True)
        quote.refresh_from_db()
        assert (quote.status, quote.note) == ("withdrawn", "")
        back = filled_in(page)
        assert back["note"] == "Said at the bridge."
        assert back["status"] == "withdrawn"
        address = page.redirect_chain[-1][0]
        back |= {"csrfmiddlewaretoken": token_of(page)}
        back["withdrawn_reason"] = "It was invented."
        assert self.browser.post(address, back).status_code == 302
        quote.refresh_from_db()
        assert (quote.status, quote.note) == ("withdrawn", "Said at the bridge.")

    def test_edits_stay_when_another_action_is_done(self):
        draft = make_article(text=TEXT, status="draft")
        url = change_url(draft)
        edits = {"title": "Bridges", "CHANGE_FORM-action": "publish"}
        data = self.browser.open(url) | edits
        page = self.browser.post(url, data, follow=True)
        draft.refresh_from_db()
        assert draft.status == "published" and draft.title != "Bridges"
        assert filled_in(page)["title"] == "Bridges"
        assert filled_in(page)["status"] == "published"
        assert not Publication.objects.exists()

    def back_from(self, url, data):
        """Send what an action asks for after the session ended; return the page."""
        return self.after_signing_in(self.refuse(url, data))

    def test_what_an_action_asks_for_comes_back_as_its_own_page(self):
        quote = make_quote(self.article, "We must go.")
        quotes = reverse("admin:quotes_quote_changelist")
        for action, typed in [
            ("withdraw", {"withdrawn_reason": "The outlet took it back."}),
            ("change_several", {"language": "nl", "_change_several": "1"}),
        ]:
            with self.subTest(action):
                before = Quote.objects.values().get()
                data = {"action": action, "_selected_action": [quote.pk]}
                data |= {"csrfmiddlewaretoken": token_of(self.browser.get(quotes))}
                page = self.back_from(quotes, data | typed)
                assert "Your session had ended" in messages_of(page)[0]
                form = page.context["form"]
                name, value = next(iter(typed.items()))
                assert form[name].value() == value
                assert not form.errors
                assert Quote.objects.values().get() == before
                data |= {"csrfmiddlewaretoken": token_of(page)}
                address = page.redirect_chain[-1][0]
                saved = self.browser.post(address, data | typed, follow=True)
                assert saved.status_code == 200
                assert not KeptForm.objects.exists()
                assert Quote.objects.values().get() != before

    def test_withdrawing_on_a_records_own_page_comes_back_too(self):
        quote = make_quote(self.article, "We must go.")
        url = change_url(quote)
        token = token_of(self.browser.get(url))
        data = {
            "CHANGE_FORM-action": "withdraw",
            "_selected_action": quote.pk,
            "_asked": "1",
            "withdrawn_reason": "The outlet took it back.",
            "csrfmiddlewaretoken": token,
        }
        page = self.back_from(url, data)
        assert page.context["form"]["withdrawn_reason"].value().startswith("The outlet")
        quote.refresh_from_db()
        assert quote.status == "published"
        data |= {"csrfmiddlewaretoken": token_of(page)}
        self.browser.post(page.redirect_chain[-1][0], data)
        quote.refresh_from_db()
        assert quote.withdrawn_reason == "The outlet took it back."
        assert not KeptForm.objects.exists()

    def test_what_is_sent_without_a_second_factor_comes_back(self):
        url = change_url(self.speaker)
        data = self.browser.open(url) | {"description": "A mayor since 2020."}
        with self.settings(REQUIRE_TWO_FACTOR="editors"):
            refused = self.browser.post(url, data)
        kept = KeptForm.objects.get()
        assert refused["Location"] == (
            f"{reverse('admin:two_factor')}?next="
            + urllib.parse.quote(f"{url}?kept={kept.pk}", safe="")
        )
        self.speaker.refresh_from_db()
        assert self.speaker.description == "Mayor."
        page = self.browser.get(f"{url}?kept={kept.pk}")
        assert "second factor first" in messages_of(page)[0]
        assert filled_in(page)["description"] == "A mayor since 2020."

    def test_withdrawing_from_a_filtered_list_leads_back_to_the_edits(self):
        url = f"{change_url(self.article)}?_changelist_filters=q%3Dbridge"
        data = self.browser.open(url) | {"title": "The bridge is rebuilt"}
        data |= {"CHANGE_FORM-action": "withdraw"}
        page = self.browser.post(url, data)
        self.assertContains(page, "What you changed in the form is not saved")
        (back,) = re.findall('name="_back" value="([^"]+)"', page.content.decode())
        sent = {"CHANGE_FORM-action": "withdraw", "_selected_action": self.article.pk}
        sent |= {"_asked": "1", "withdrawn_reason": "Twice."}
        sent |= {"csrfmiddlewaretoken": token_of(page)}
        for given, is_used in [
            (html.unescape(back), True),
            (f"//elsewhere.example{html.unescape(back)}", False),
            ("/admin/?kept=1", False),
        ]:
            answer = self.browser.post(url, sent | {"_back": given})
            assert (answer["Location"] == given) is is_used
            self.article.refresh_from_db()
            assert self.article.status == "withdrawn"
