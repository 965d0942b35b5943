"""Signing in: lockout, slow-down, redirects, and the log."""

import logging
from datetime import timedelta
from unittest import mock

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client, TestCase, override_settings
from django.urls import reverse
from django.utils import timezone

from accounts import throttling
from accounts.models import AttemptCount
from tests.support.admin_pages import make_user

pytestmark = pytest.mark.any_server

URL = "/admin/login/"
INDEX = "/admin/"
WRONG = "wrong"
WAIT = "Too many tries. Wait"


def sign_in(client, name="ann", password=WRONG, address="192.0.2.1", **more):
    data = {"username": name, "password": password, **more}
    return client.post(URL, data, REMOTE_ADDR=address)


def is_in(client):
    return client.get(INDEX).status_code == 200


class LockoutTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ann = make_user("ann", "Editors")
        make_user("bob", "Editors")

    def setUp(self):
        self.now = timezone.now()
        clock = mock.patch("accounts.throttling.now", lambda: self.now)
        clock.start()
        self.addCleanup(clock.stop)

    def pass_time(self, **duration):
        self.now += timedelta(**duration)

    def fail(self, times, client=None, **more):
        """Fail to sign in the given number of times.

        Returns how many were checked.
        """
        answers = [sign_in(client or self.client, **more) for _ in range(times)]
        return sum(WAIT not in each.content.decode() for each in answers)

    def test_five_wrong_passwords_lock_the_name_at_this_address(self):
        assert self.fail(25) == throttling.TRIES == 5
        # Not even the right password is tried.
        self.assertContains(sign_in(self.client, password="pw"), WAIT)
        assert not is_in(self.client)
        self.assertContains(sign_in(self.client, password="pw"), "15 minutes")
        # Another spelling of the name is the same name.
        self.assertContains(sign_in(self.client, name="ANN"), WAIT)
        self.pass_time(minutes=15)
        sign_in(self.client, password="pw")
        assert is_in(self.client)

    def test_who_has_a_session_cannot_guess_the_password(self):
        self.client.force_login(self.ann)
        new = {"new_password1": "correct horse", "new_password2": "correct horse"}

        def change(old):
            data = {"old_password": old, **new}
            return self.client.post(reverse("admin:password_change"), data)

        with self.assertLogs("accounts", logging.INFO) as log:
            self.assertContains(change(WRONG), "The password is wrong.")
        assert "wrong password: 'ann'" in log.output[0]
        for _ in range(4):
            change(WRONG)
        self.assertContains(change("pw"), WAIT)
        self.pass_time(minutes=15)
        assert change("pw")["Location"] == reverse("admin:password_change_done")
        assert is_in(self.client)

    def test_four_wrong_passwords_and_a_right_one_start_the_count_again(self):
        for _ in range(3):
            assert self.fail(4) == 4
            self.pass_time(seconds=30)  # what slows the name
            assert sign_in(self.client, password="pw").status_code == 302

    def test_others_are_slowed_and_locked_out_no_longer_than_30_seconds(self):
        for host in range(40):
            self.fail(5, Client(), address=f"198.51.100.{host}")
        answer = sign_in(self.client, password="pw", address="192.0.2.7")
        self.assertContains(answer, WAIT)
        self.pass_time(seconds=30)
        assert sign_in(self.client, password="pw", address="192.0.2.7").url == INDEX

    def test_a_name_is_slowed_down_across_addresses(self):
        checked = [
            self.fail(1, Client(), address=f"198.51.100.{host}") for host in range(20)
        ]
        assert sum(checked) == 5
        row = AttemptCount.objects.get(
            key=throttling.keyed_digest("password", "name", NAME)
        )
        waits = {"password": [], "code": []}
        for what, found in waits.items():
            slowest = throttling.SLOWEST[what]
            limit = throttling.AttemptLimit(row.key, throttling.TRIES, slowest)
            for count in range(5, 17):
                row.count = count
                found.append(limit.wait(row, row.last).seconds)
        assert waits["password"] == [1, 2, 4, 8, 16] + 7 * [30]
        assert waits["code"] == [*(2**each for each in range(10)), 600, 600]

    def test_a_pause_gives_no_new_tries_of_a_name(self):
        for host in range(20):
            self.fail(1, Client(), address=f"198.51.100.{host}")
            self.pass_time(minutes=16)
        row = AttemptCount.objects.get(
            key=throttling.keyed_digest("password", "name", NAME)
        )
        assert row.count == 20

    def test_a_known_device_is_spared_from_what_others_do(self):
        sign_in(self.client, password="pw")
        self.client.post("/admin/logout/")
        self.fail(10, Client())  # at the same address
        assert sign_in(self.client, password="pw").status_code == 302
        self.client.post("/admin/logout/")
        # It has five tries of its own, and no cookie helps another name.
        assert self.fail(10) == 5
        assert self.fail(10, name="bob") == 5
        self.client.cookies[throttling.DEVICE_COOKIE] = "forged"
        assert self.fail(1) == 0

    def test_an_address_may_not_try_many_names(self):
        checked = [self.fail(1, Client(), name=f"name{each}") for each in range(60)]
        assert sum(checked) == throttling.TRIES_OF_ADDRESS == 50
        assert self.fail(1, Client(), name="bob", address="192.0.2.2") == 1

    def test_a_count_that_a_parallel_sign_in_deletes(self):
        def delete_first(execute, sql, *rest):
            if "FOR UPDATE" in sql:
                AttemptCount.objects.all().delete()
            return execute(sql, *rest)

        with connection.execute_wrapper(delete_first):
            assert sign_in(self.client, password="pw").status_code == 302

    def test_cookie_of_the_device_is_safe(self):
        with self.settings(SESSION_COOKIE_SECURE=True):
            response = sign_in(self.client, password="pw")
        cookie = response.cookies[throttling.DEVICE_COOKIE]
        assert cookie["httponly"] and cookie["secure"] and cookie["path"] == "/admin/"
        assert "ann" not in cookie.value
        assert response.cookies["sessionid"]["httponly"]

    def test_table_has_no_names_and_addresses(self):
        self.fail(2)
        assert AttemptCount.objects.count() == 3
        keys = AttemptCount.objects.values_list("pk", flat=True)
        assert not any("ann" in key or "192" in key for key in keys)
        self.pass_time(days=2)
        sign_in(self.client, name="bob", password="pw")
        assert not AttemptCount.objects.filter(last__lt=self.now).exists()


NAME = throttling.keyed_digest("name", "ann")


class WhereItLeadsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_user("ann", "Editors")
        make_user("outsider")
        User.objects.create_user("reader", password="pw")

    def test_next_leads_within_the_site_or_to_the_desk(self):
        for given, leads in {
            "/admin/quotes/quote/": "/admin/quotes/quote/",
            "": INDEX,
            "https://example.com/": INDEX,
            "//example.com/": INDEX,
            "javascript:alert(1)": INDEX,
            "/\\example.com": INDEX,
        }.items():
            client = Client()
            page = client.get(URL, {"next": given})
            assert page.context["next"] == leads, given
            answer = sign_in(client, password="pw", next=given)
            assert answer.url == leads, given
            assert client.get(URL, {"next": given}).url == leads, given

    def test_an_account_without_a_role_is_told_so(self):
        answer = sign_in(self.client, name="reader", password="pw")
        self.assertContains(answer, "this account may not use the desk")
        # Nobody else learns that there is this account.
        answer = sign_in(self.client, name="reader")
        self.assertContains(answer, "The name or the password is wrong.")
        self.client.force_login(User.objects.get(username="reader"))
        page = self.client.get(INDEX, follow=True)
        self.assertContains(page, "You are signed in as reader. This account may not")

    def test_someone_without_the_right_sees_a_page_of_the_desk(self):
        self.client.force_login(User.objects.get(username="outsider"))
        page = self.client.get("/admin/quotes/quote/")
        self.assertContains(page, "Your account may not", status_code=403)
        self.assertContains(page, 'href="/admin/"', status_code=403)

    def test_log_has_a_line_for_each_event_without_passwords(self):
        with self.assertLogs("accounts", logging.INFO) as logs:
            sign_in(self.client, password="sesame-1")
            sign_in(self.client, name="my password", password="sesame-1")
            for _ in range(5):
                sign_in(self.client, password="sesame-2")
            sign_in(Client(), name="outsider", password="pw")
        lines = [each.partition("accounts:")[2] for each in logs.output]
        assert lines[:2] == [
            "wrong password: 'ann' from 192.0.2.1",
            "wrong password: 'unknown name' from 192.0.2.1",
        ]
        assert lines[-3].startswith("wrong password: 'ann'")
        assert "too many tries (password): 'ann' from 192.0.2.1, seconds 900" in lines
        assert lines[-1] == "signed in: 'outsider' from 192.0.2.1"
        assert "sesame" not in "".join(lines) and "my password" not in "".join(lines)


LOCMEM = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}


class PasswordResetTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_user("ann", "Editors", email="ann@example.org")

    def test_without_mail_the_page_says_whom_to_ask(self):
        page = self.client.get(URL)
        self.assertContains(page, "Ask a chief editor or whoever runs this site")
        self.assertNotContains(page, "Get a link by e-mail")
        assert self.client.get(reverse("admin:password_reset")).status_code == 404

    @override_settings(
        MAIL_IS_SET=True, MAILERS=LOCMEM, SITE_URL="https://site.example.org"
    )
    def test_a_link_by_mail_sets_a_new_password(self):
        import re
        import threading

        from django.core import mail

        self.assertContains(self.client.get(URL), "Get a link by e-mail")
        answers = []
        for email in ("nobody@example.org", "ann@example.org"):
            answer = self.client.post(
                reverse("admin:password_reset"), {"email": email}, follow=True
            )
            answers.append(answer.content)
        for thread in threading.enumerate():
            if thread is not threading.current_thread() and not thread.daemon:
                thread.join(5)
        assert answers[0] == answers[1]
        (message,) = mail.outbox
        assert message.to == ["ann@example.org"]
        assert "Your name there: ann" in message.body
        link = re.search(r"https://site.example.org(\S+)", message.body)[1]
        page = self.client.get(link, follow=True)
        self.assertContains(page, "Set the new password")
        new = "correct horse battery"
        fields = {"new_password1": new, "new_password2": new}
        with self.assertLogs("accounts", logging.INFO):
            done = self.client.post(page.redirect_chain[-1][0], fields, follow=True)
        self.assertContains(done, "The new password is set.")
        self.assertContains(self.client.get(link, follow=True), "was used before")
        # A device that has read the mail is known: others cannot keep it out.
        for _ in range(9):
            sign_in(Client())
        assert sign_in(self.client, password=new).status_code == 302

    @override_settings(MAIL_IS_SET=True, MAILERS=LOCMEM)
    def test_links_are_requested_only_some_times(self):
        for _ in range(6):
            answer = self.client.post(
                reverse("admin:password_reset"), {"email": "no@example.org"}
            )
        self.assertContains(answer, WAIT)
