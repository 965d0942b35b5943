"""What the pages of the desk have in common: titles, words, links and weight."""

import re
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, User
from django.template.loader import render_to_string
from django.test import RequestFactory, TestCase
from django.test.utils import override_script_prefix
from django.urls import reverse

from articles.models.base import Status
from quotes.labels import ANCHORS, KINDS, STANDINGS
from quotes.models import AnchorStatus, HandIn, QuoteKind, Report, Standing
from tests.factories import make_article, make_quote, make_topic
from tests.support.admin_pages import change_url, filled_in, make_user, messages_of

pytestmark = pytest.mark.any_server

#: What Django's admin says, and an editor never reads.
STOCK = re.compile(
    r"Site administration|Django|Select \w+ to change|Authentication and Auth|"
    r"Are you sure|icon-(?:add|delete|change)link|fingerprint|listing|successfully|"
    r"Recent actions|None available|Select an option|Superuser|Designates|Raw password|"
    r"pbkdf2|LDAP|multiple objects|icon-(?:yes|no)\.svg|>Home<|Not empty|"
    r"Hold down|change history|[ap]\.m\."
)


class DeskTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_user("editor", "Editors")
        cls.boss = User.objects.create_superuser("boss", password="pw")
        article = make_article(text="We must go.", status=Status.DRAFT)
        cls.quote = make_quote(article, "We must go.", status=Status.DRAFT)
        cls.topic = make_topic("Travel")
        cls.quote.topics.add(cls.topic)

    def setUp(self):
        self.client.force_login(self.boss)

    def test_no_page_has_the_words_of_the_stock_admin(self):
        quote, topic = change_url(self.quote), change_url(self.topic)
        for path in [
            "/admin/",
            "/admin/login/code/",
            "/admin/quotes/quote/",
            "/admin/quotes/quote/add/",
            quote,
            quote.replace("change", "delete"),
            topic.replace("change", "delete"),
            change_url(self.quote.article).replace("change", "delete"),
            "/admin/password_change/",
            change_url(self.boss),
            f"/admin/auth/user/{self.boss.pk}/password/",
            f"/admin/auth/user/{self.boss.pk}/history/",
            "/admin/auth/user/add/",
            change_url(Group.objects.first()),
            change_url(Report.objects.create(quote=self.quote, message="No.")),
            *(
                reverse(f"admin:{name}_changelist")
                for name in (
                    *("articles_article", "quotes_handin", "quotes_report"),
                    *("quotes_schedule", "quotes_merge", "quotes_sayingdecision"),
                    *("quotes_saying", "quotes_sitepage", "auth_user", "auth_group"),
                )
            ),
        ]:
            page = self.client.get(path, follow=True).content.decode()
            assert STOCK.findall(re.sub(r"<script.*?</script>", "", page)) == [], path

    def test_dates_are_as_on_the_site(self):
        moment = datetime(2026, 3, 4, 15, 6, tzinfo=UTC)
        hand_in = HandIn.objects.create(quote=self.quote, by=self.boss, at=moment)
        page = self.client.get("/admin/quotes/handin/")
        self.assertContains(page, "4 March 2026, 15:06")
        assert page.context["cl"].result_list[0] == hand_in

    def test_the_pages_of_apps_lead_to_the_desk(self):
        for app in ("articles", "quotes", "auth"):
            self.assertRedirects(self.client.get(f"/admin/{app}/"), "/admin/")

    def test_the_link_to_the_desk_is_marked_wherever_the_desk_is(self):
        with override_script_prefix("/elsewhere/"):
            request = RequestFactory(SCRIPT_NAME="/elsewhere").get("/admin/")
            nav = render_to_string("admin/nav.html", request=request)
        assert '"/elsewhere/admin/" aria-current="page"' in nav
        page = self.client.get("/admin/quotes/quote/")
        self.assertContains(page, '<a href="/admin/">Desk</a>', count=2)

    def test_many_records_are_deleted_with_what_is_lost_in_plain_words(self):
        data = {"action": "delete_selected", "_selected_action": [self.topic.pk]}
        page = self.client.post("/admin/quotes/topic/", data)
        text = page.content.decode()
        assert STOCK.findall(re.sub(r"<script.*?</script>", "", text)) == []
        self.assertContains(page, "Quotes that lose this topic: 1")
        self.client.post("/admin/quotes/topic/", data | {"post": "yes"})
        assert not type(self.topic).objects.exists()

    def test_a_group_is_given_what_is_on_the_desk(self):
        group = Group.objects.get(name="Contributors")
        before = set(group.permissions.all())
        page = self.client.get(change_url(group))
        offered = page.context["adminform"].form.fields["permissions"].queryset
        assert before <= set(offered)
        assert not offered.filter(content_type__model__in=["session", "change"])
        self.client.post(change_url(group), filled_in(page))
        assert set(group.permissions.all()) == before

    def test_a_password_is_set_for_another(self):
        other = User.objects.get(username="editor")
        url = f"/admin/auth/user/{other.pk}/password/"
        data = {"usable_password": "true", "password1": "long 4 us", "password2": "no"}
        page = self.client.post(url, data)
        self.assertContains(page, "Error: New password")
        new = {"password2": "long 4 us", "set-password": "1"}
        self.client.post(url, data | new)
        other.refresh_from_db()
        assert other.check_password("long 4 us")

    def test_headings_name_the_record(self):
        for path, heading in {
            "/admin/quotes/quote/": "Quotes",
            "/admin/quotes/quote/add/": "New quote",
            change_url(self.topic): "Travel",
        }.items():
            page = self.client.get(path).content.decode()
            assert re.findall(r"<h1.*?>(.*?)</h1>", page) == [heading]

    def test_masthead_has_only_what_the_user_may_open(self):
        for user, has_users in ((self.boss, True), (None, False)):
            self.client.force_login(user or User.objects.get(username="editor"))
            names = [
                each["name"]
                for each in self.client.get("/admin/").context["desk_links"]
            ]
            assert "Quotes" in names and ("Users" in names) is has_users

    def test_deleting_says_what_is_lost_in_plain_words(self):
        page = self.client.get(change_url(self.topic).replace("change", "delete"))
        assert dict(page.context["model_count"]) == {"quotes that lose this topic": 1}
        page = self.client.get(change_url(self.quote).replace("change", "delete"))
        assert dict(page.context["model_count"]) == {"attributions": 1}

    def test_messages_are_short(self):
        url = change_url(self.topic)
        data = filled_in(self.client.get(url)) | {"name": "Journeys"}
        page = self.client.post(url, data, follow=True)
        assert messages_of(page) == [f'Saved: “<a href="{url}">Journeys</a>”.']
        page = self.client.post(
            url.replace("change", "delete"), {"post": "yes"}, follow=True
        )
        assert messages_of(page) == ["Deleted: “Journeys”."]

    def test_pages_load_no_scripts_that_they_do_not_need(self):
        page = self.client.get(change_url(self.quote)).content.decode()
        scripts = re.findall(r'<script[^>]*src="([^"]+)"', page)
        assert not [
            each for each in scripts if re.search("xregexp|urlify|nav_side", each)
        ]


def test_editors_read_the_words_of_readers():
    for labels, choices in (
        (ANCHORS, AnchorStatus),
        (KINDS, QuoteKind),
        (STANDINGS, Standing),
    ):
        assert {each: str(labels[each][0]) for each in choices} == {
            each: str(each.label) for each in choices
        }
