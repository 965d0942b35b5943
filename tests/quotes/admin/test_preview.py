"""Previews of drafts: the public page, for editors and authors only."""

import re

from django.test import Client, TestCase
from django.urls import reverse

from articles.models import Article
from articles.models.base import Status
from quotes.models import Listing, Quote
from tests.factories import make_article, make_quote
from tests.support.admin_pages import change_url, make_user

TEXT = "“We will go,” said Ann Lee. “We stay.”"


def preview_url(record):
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}_preview"
    return reverse(name, args=[record.pk])


class PreviewTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")
        cls.author = make_user("author", "Contributors")
        cls.article = make_article(
            text=TEXT,
            rights="full",
            status=Status.DRAFT,
            created_by=cls.author,
            bylines=["Sam Poe"],
        )
        draft = {"status": Status.DRAFT, "created_by": cls.author}
        cls.quote = make_quote(cls.article, "We will go", **draft)
        cls.lost = make_quote(cls.article, "Never said", **draft)
        cls.unnamed = make_quote(cls.article, "We stay", speaker=False, **draft)

    def preview(self, user, record):
        client = Client()
        client.force_login(user)
        return client.get(preview_url(record))

    def test_it_is_the_public_page_with_a_note_and_stores_nothing(self):
        before = [*Quote.objects.order_by("pk").values()]
        for user in (self.editor, self.author):
            for record, words in (
                (self.quote, "We will go"),
                (self.article, "2 of its drafts would be held back"),
                (self.lost, "Lists would hold it back: the words are not in the text"),
                (self.unnamed, "As it is, it cannot be published: no speaker is named"),
            ):
                with self.subTest(user=user, record=record):
                    page = self.preview(user, record)
                    self.assertContains(page, words)
                    self.assertContains(page, "Preview: readers do not see this page.")
                    self.assertContains(page, '<meta name="robots" content="noindex">')
                    assert page["X-Robots-Tag"] == "noindex"
                    assert "no-store" in page["Cache-Control"]
        assert [*Quote.objects.order_by("pk").values()] == before
        assert Article.objects.get().status == Status.DRAFT
        assert not Listing.objects.exists()
        for record in (self.article, self.quote):
            assert self.client.get(record.get_absolute_url()).status_code == 404

    def test_it_is_as_the_page_is_once_it_is_published(self):
        seen = self.preview(self.editor, self.quote).content.decode()
        self.article.publish()
        self.quote.publish()
        public = self.client.get(self.quote.get_absolute_url()).content.decode()
        seen = re.sub(r'<p class="preview-note".*?</p>', "", seen)
        seen = seen.replace('<meta name="robots" content="noindex">', "")
        assert seen.split() == public.split()
        assert "preview-note" not in public

    def test_others_may_not_preview(self):
        other = make_user("other", "Contributors")
        for record in (self.article, self.quote):
            assert self.preview(other, record).status_code == 403
            assert self.client.get(preview_url(record)).status_code == 302

    def test_it_is_linked(self):
        self.client.force_login(self.editor)
        for record in (self.article, self.quote):
            page = self.client.get(change_url(record))
            self.assertContains(page, preview_url(record))
