"""Which publication an article from a text, file or address gets."""

from django.contrib.auth.models import Permission
from django.test import TestCase

from articles.intake.steps import match_publication
from articles.models import Article, Publication
from tests.articles.intake.test_views import GIVE, typed
from tests.factories import make_publication
from tests.support.admin_pages import make_user

PAGE = "https://www.thetimes.in/2024/03/12/bridge"


class PublicationTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")
        cls.london = make_publication(name="The Times", website="https://times.uk/")
        cls.delhi = make_publication(name="The Times", website="https://thetimes.in")
        cls.post = make_publication(name="Pöst", website="https://post.org/")

    def test_publications_are_known_by_name_or_else_by_site(self):
        for name, address, expected in [
            ("the post", "", self.post),
            ("The Post", PAGE, self.post),
            ("", "http://www.post.org/1", self.post),
            ("New Post", "http://www.post.org/1", None),
            ("times", PAGE, self.delhi),
            ("The Times", "https://times.uk/1", self.london),
            ("The Times", "https://other.org/1", None),
            ("The Times", "", None),
            ("", "", None),
            ("…", "https://[", None),
        ]:
            with self.subTest(name=name, address=address):
                self.assertEqual(match_publication(name, address), expected)
        make_publication(name="Post Sport", website="https://post.org/")
        self.assertIsNone(match_publication("", "https://post.org/1"))
        self.post.name = "Courier"
        self.post.save()
        self.assertEqual(match_publication("Post"), self.post)

    def save(self, **values):
        self.client.force_login(self.editor)
        page = self.client.post(GIVE, {"text": "Title\n\nSome words."}, follow=True)
        return self.client.post(page.request["PATH_INFO"], typed(page) | values)

    def test_one_of_several_of_a_name_is_chosen_by_hand_or_by_its_site(self):
        values = {"title": "Bridge", "language": "en", "new_publication": "the times"}
        errors = self.save(**values).context["form"].errors
        self.assertIn("choose one", errors["new_publication"][0])
        for chosen in ({"url": PAGE}, {"publication": self.delhi.pk}):
            with self.subTest(chosen=chosen):
                self.assertEqual(self.save(**values, **chosen).status_code, 302)
                article = Article.objects.get()
                self.assertEqual(article.publication, self.delhi)
                article.delete()
        self.assertEqual(Publication.objects.count(), 3)

    def test_who_may_not_add_publications_adds_none_that_a_page_names(self):
        add = Permission.objects.get(codename="add_article")
        guest = make_user("helper")
        guest.user_permissions.add(add)
        self.client.force_login(guest)
        head = '<meta property="og:site_name" content="New Post"><title>Bridge</title>'
        source = f'<html lang="en"><head>{head}</head><body><p>We must go.</p></body>'
        page = self.client.post(GIVE, {"text": source}, follow=True)
        saved = self.client.post(page.request["PATH_INFO"], typed(page))
        self.assertEqual(saved.status_code, 302)
        self.assertIsNone(Article.objects.get().publication)
