"""The pages about the site in the admin."""

from importlib import import_module

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.test import TestCase

from quotes.models import SitePage

FIRST = import_module("quotes.migrations.0019_site_pages")


class SitePageAdminTests(TestCase):
    def setUp(self):
        admin = User.objects.create_superuser("admin", password="x")
        self.client.force_login(admin)
        self.page = SitePage.objects.get(name="contact")
        self.path = f"/admin/quotes/sitepage/{self.page.pk}/change/"

    def save(self, **fields):
        form = {"title": "Contact", "description": "How to reach us.", "text": "Hello."}
        return self.client.post(self.path, form | fields, follow=True)

    def test_an_administrator_edits_a_page(self):
        self.assertContains(self.client.get(self.path), "If something is wrong")
        self.save(text="Write to [the desk](mailto:desk@example.org).")
        self.page.refresh_from_db()
        self.assertIn("desk@example.org", self.page.text)
        self.assertContains(
            self.client.get("/contact/"), 'href="mailto:desk@example.org"'
        )

    def test_a_link_that_would_be_shown_as_text_is_refused(self):
        response = self.save(text="[Press](javascript:alert)")
        self.assertContains(response, "This one does not: javascript:alert")
        self.page.refresh_from_db()
        self.assertNotIn("javascript", self.page.text)

    def test_pages_are_neither_added_nor_deleted(self):
        self.assertEqual(
            self.client.get("/admin/quotes/sitepage/add/").status_code, 403
        )
        delete = self.path.replace("change", "delete")
        self.assertEqual(self.client.get(delete).status_code, 403)

    def test_editors_may_not_edit_them(self):
        editor = User.objects.create_user("editor", password="x", is_staff=True)
        editor.groups.add(Group.objects.get(name="Editors"))
        self.client.force_login(editor)
        self.assertEqual(self.client.get(self.path).status_code, 403)

    def test_the_migration_leaves_edited_pages_alone(self):
        SitePage.objects.filter(name="about").update(text="Ours.")
        SitePage.objects.filter(name="labels").delete()
        FIRST.add_pages(apps, None)
        self.assertEqual(SitePage.objects.get(name="about").text, "Ours.")
        self.assertIn("two labels", SitePage.objects.get(name="labels").text)
        self.assertEqual(SitePage.objects.count(), 4)
