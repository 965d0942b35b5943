"""Speakers in the admin: their dates of life."""

from django.test import TestCase
from django.urls import reverse

from quotes.models import Speaker
from tests.factories import make_speaker
from tests.support.admin_pages import change_url, errors_of, filled_in, make_user


class SpeakerAdminTests(TestCase):
    def setUp(self):
        self.client.force_login(make_user("ann", "Editors"))

    def change(self, speaker, **values):
        path = change_url(speaker)
        data = filled_in(self.client.get(path))
        return self.client.post(path, data | values)

    def test_dates_of_life_are_entered_as_far_as_they_are_known(self):
        speaker = make_speaker()
        for born, died in [("1809-02-12", "1865"), ("12 February 1809", ""), ("", "")]:
            with self.subTest(born=born, died=died):
                response = self.change(speaker, born=born, died=died)
                self.assertEqual(response.status_code, 302)
                stored = Speaker.objects.get(pk=speaker.pk)
                self.assertEqual(
                    str(stored.born or ""), "12 February 1809" * bool(born)
                )
                self.assertEqual(str(stored.died or ""), died)

    def test_a_death_before_birth_is_refused_beside_the_field(self):
        response = self.change(make_speaker(), born="1809-02-12", died="1808")
        self.assertEqual(
            errors_of(response)["died"],
            ["The date of death is before the date of birth."],
        )

    def test_no_date_is_guessed(self):
        response = self.change(make_speaker(), born="around 1809", died="9998")
        self.assertIn("born", errors_of(response))
        self.assertIn("died", errors_of(response))

    def test_a_new_speaker_may_have_dates(self):
        path = reverse("admin:quotes_speaker_add")
        data = filled_in(self.client.get(path))
        self.client.post(path, data | {"name": "Ada", "born": "1815-12", "died": ""})
        self.assertEqual(Speaker.objects.get().born.isoformat(), "1815-12")
