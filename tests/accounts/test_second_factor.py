"""The second factor: setting up, signing in, recovery codes, demands and resets."""

import logging
import re
import time
from io import StringIO
from unittest import mock

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.core.management import CommandError, call_command
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlsafe_base64_encode
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import second_factor, throttling
from accounts.account_views import NEW_KEY
from accounts.models import RecoveryCode
from tests.support.admin_pages import make_user

pytestmark = pytest.mark.any_server

URL = "/admin/two-factor/"
CODE = re.compile(r"<code>((?:\w{4}-){3}\w{4})</code>")


def code_now(key, step=0):
    """Return the code of an app `step` times 30 seconds from now."""
    return f"{totp(bytes.fromhex(key), drift=step):06}"


def start(client, name="ann", **more):
    data = {"username": name, "password": "pw", **more}
    return client.post("/admin/login/", data)


class SecondFactorTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ann = make_user("ann", "Editors")

    def set_up(self):
        """Set up the second factor, and return its key and the recovery codes."""
        self.client.force_login(self.ann)
        page = self.client.get(URL)
        key = self.client.session[NEW_KEY]
        self.assertContains(page, '<svg class="qr"')
        self.assertContains(page, "otpauth://totp/On%20Record")
        form = {"code": code_now(key, -1), "password": "pw"}
        done = self.client.post(URL, form)
        assert "no-store" in done["Cache-Control"]
        return key, CODE.findall(done.content.decode())

    def test_setting_up_needs_the_code_and_the_password(self):
        self.client.force_login(self.ann)
        self.client.get(URL)
        key = self.client.session[NEW_KEY]
        for form in ({"code": "000000", "password": "pw"}, {"code": code_now(key)}):
            self.client.post(URL, form)
            assert not TOTPDevice.objects.exists()
        other = Client()
        other.force_login(self.ann)
        self.client.post(URL, {"code": code_now(key), "password": "pw"})
        assert self.client.get("/admin/").status_code == 200
        # A session without the second factor has ended.
        assert other.get("/admin/").status_code == 302

    def test_signing_in_takes_a_code_that_works_once(self):
        key, _ = self.set_up()
        client = Client()
        asked = start(client)
        assert asked.url == "/admin/login/code/?next=%2Fadmin%2F"
        assert client.get("/admin/").status_code == 302  # not signed in yet
        right = code_now(key)
        self.assertContains(
            client.post(asked.url, {"code": "123"}), "The code is wrong"
        )
        assert (
            client.post(asked.url, {"code": f"{right[:3]} {right[3:]}"}).url
            == "/admin/"
        )
        assert client.get("/admin/").status_code == 200
        again = Client()
        start(again)
        self.assertContains(again.post(asked.url, {"code": right}), "was used before")

    def test_five_wrong_codes_lock(self):
        key, _ = self.set_up()
        client = Client()
        url = start(client).url
        answers = [client.post(url, {"code": "000000"}) for _ in range(8)]
        waiting = ["Too many tries" in each.content.decode() for each in answers]
        assert waiting == [False] * 5 + [True] * 3
        self.assertContains(client.post(url, {"code": code_now(key)}), "Too many tries")

    def test_only_a_device_that_has_passed_the_second_factor_is_spared(self):
        key, _ = self.set_up()
        new = "correct horse battery"

        def reset(client):
            """Set the password as whoever reads the mail can, on any device."""
            user = User.objects.get(pk=self.ann.pk)
            token = default_token_generator.make_token(user)
            uid = urlsafe_base64_encode(str(user.pk).encode())
            page = reverse("admin:password_reset_confirm", args=[uid, token])
            form = client.get(page).url
            answer = client.post(form, {"new_password1": new, "new_password2": new})
            assert throttling.DEVICE_COOKIE in answer.cookies

        def waits(client, host):
            url = start(client, password=new).url
            answer = client.post(
                url, {"code": "000000"}, REMOTE_ADDR=f"198.51.100.{host}"
            )
            return "Too many tries" in answer.content.decode()

        at = timezone.now()
        with mock.patch("accounts.throttling.now", lambda: at):
            known = Client()
            url = start(known).url
            assert known.post(url, {"code": code_now(key)}).url == "/admin/"
            found = []
            for host in range(8):
                client = Client()
                reset(client)
                found.append(waits(client, host))
            assert found == [False] * 5 + [True] * 3
            assert not waits(known, 1)
            # A link by mail does not make it unknown.
            reset(known)
            assert not waits(known, 1)

    def test_code_without_a_password_leads_back(self):
        self.set_up()
        client = Client()
        url = "/admin/login/code/"
        assert client.get(url).url.startswith("/admin/login/")
        start(client)
        session = client.session
        pk, backend, _ = session["signing_in"]
        session["signing_in"] = [pk, backend, time.time() - 700]
        session.save()
        assert client.get(url).url.startswith("/admin/login/")

    def test_recovery_codes_work_once_and_are_stored_as_digests(self):
        _, codes = self.set_up()
        assert len(set(codes)) == 10
        stored = " ".join(RecoveryCode.objects.values_list("digest", flat=True))
        assert not any(code in stored for code in codes)
        for typed, works in [
            (codes[0].upper().replace("-", " "), True),
            (codes[0], False),
            (codes[1], True),
        ]:
            client = Client()
            url = start(client).url
            with self.assertLogs("accounts", logging.INFO) as logs:
                client.post(url, {"code": typed})
            assert (client.get("/admin/").status_code == 200) is works
            assert typed not in str(logs.output)
        page = client.get(URL)
        self.assertContains(page, "8 of your recovery codes are unused")
        new = client.post(URL, {"codes": "", "password": "pw"}).content.decode()
        assert len(CODE.findall(new)) == 10
        assert RecoveryCode.objects.left(self.ann) == 10
        assert not RecoveryCode.objects.use(self.ann, codes[2])

    def test_switching_off_needs_the_password(self):
        self.set_up()
        self.client.post(URL, {"off": "", "password": "no"})
        assert second_factor.device_of(self.ann)
        with self.assertLogs("accounts", logging.INFO) as logs:
            self.client.post(URL, {"off": "", "password": "pw"})
        assert "second factor off: 'ann'" in logs.output[0]
        assert not TOTPDevice.objects.exists() and not RecoveryCode.objects.exists()
        assert start(Client()).url == "/admin/"

    def test_settings_can_demand_it(self):
        make_user("con", "Contributors")
        for demand, name, is_led in [
            ("", "ann", False),
            ("editors", "ann", True),
            ("editors", "con", False),
            ("everyone", "con", True),
        ]:
            client = Client()
            client.force_login(User.objects.get(username=name))
            with self.settings(REQUIRE_TWO_FACTOR=demand):
                for url in (
                    "/admin/",
                    "/admin/quotes/quote/",
                    "/admin/articles/article/intake/",
                    "/admin/state/",
                ):
                    answer = client.get(url)
                    led = answer.status_code == 302 and answer.url == URL
                    assert led is is_led, (demand, name, url)
                assert client.get(URL).status_code == 200
                assert client.post("/admin/logout/").status_code == 200
        with self.settings(REQUIRE_TWO_FACTOR="editors"):
            self.set_up()
            assert self.client.get("/admin/").status_code == 200
            TOTPDevice.objects.all().delete()
            assert self.client.get("/admin/").url == URL

    def test_only_those_who_manage_accounts_reset_it(self):
        self.set_up()
        url = reverse("admin:auth_user_second_factor", args=[self.ann.pk])
        boss = User.objects.create_superuser("boss", password="pw")
        make_user("con", "Contributors"), make_user("other", "Editors")
        for name in ("con", "other", "ann"):
            client = Client()
            client.force_login(User.objects.get(username=name))
            assert client.post(url).status_code == 403, name
        assert Client().post(url).status_code == 302
        assert second_factor.device_of(self.ann)
        self.client.force_login(boss)
        self.assertContains(self.client.get(url), "Reset the second factor")
        with self.assertLogs("accounts", logging.INFO) as logs:
            self.client.post(url)
        assert "second factor reset: 'ann'" in logs.output[0]
        assert "by boss" in logs.output[0]
        entry = LogEntry.objects.get(object_id=str(self.ann.pk))
        assert entry.get_change_message() == "Reset the second factor."
        assert not TOTPDevice.objects.exists()

    def test_a_command_resets_it(self):
        self.set_up()
        call_command("reset_second_factor", "ann", stdout=StringIO())
        assert second_factor.device_of(self.ann) is None
        assert self.client.get("/admin/").status_code == 302
        with pytest.raises(CommandError, match="No user “ann” with"):
            call_command("reset_second_factor", "ann")

    def test_keys_of_devices_are_not_in_the_admin(self):
        self.client.force_login(User.objects.create_superuser("boss", password="pw"))
        assert self.client.get("/admin/otp_totp/totpdevice/").status_code == 404
