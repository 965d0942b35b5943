"""Speakers in the admin: dates of life, and the parts of names."""

from django.test import TestCase
from django.urls import reverse

from articles.names import Name
from quotes.models import Speaker
from tests.factories import make_quote, make_speaker
from tests.support.admin_pages import change_url, errors_of, filled_in, make_user


class AdminCase(TestCase):
    def setUp(self):
        self.client.force_login(make_user("ann", "Editors"))

    def change(self, speaker, **values):
        path = change_url(speaker)
        data = filled_in(self.client.get(path))
        return self.client.post(path, data | values)


class SpeakerAdminTests(AdminCase):
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

    def test_a_death_before_birth_is_refused_at_the_field(self):
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


class RenamedTests(AdminCase):
    def test_a_name_of_somebody_else_is_questioned(self):
        speaker = make_speaker("Ada Lovelace")
        make_quote(speaker=speaker)
        response = self.change(speaker, name="Ralph Lovelace")
        self.assertIn("Ralph", errors_of(response)["is_same_person"][0])
        response = self.change(speaker, name="Grace Hopper")
        (error,) = errors_of(response)["is_same_person"]
        self.assertIn("Readers would see 1 quote under it.", error)
        self.assertContains(response, "It is the same person: save the name")
        data = filled_in(response) | {"name": "Grace Hopper", "is_same_person": "on"}
        self.assertEqual(self.client.post(change_url(speaker), data).status_code, 302)
        speaker.refresh_from_db()
        self.assertEqual(speaker.name, "Grace Hopper")

    def test_other_names_of_the_same_person_are_not(self):
        speaker = make_speaker("Ada Lovelace")
        make_quote(speaker=speaker)
        for name in ("A. Lovelace", "Ada King Lovelace", "Ada", "Ada Byron"):
            self.assertEqual(self.change(speaker, name=name).status_code, 302, name)

    def test_a_speaker_without_public_quotes_is_renamed_at_once(self):
        speaker = make_speaker("Ada Lovelace")
        make_quote(speaker=speaker, status="draft")
        self.assertEqual(self.change(speaker, name="Grace Hopper").status_code, 302)


class NamePartsTests(AdminCase):
    def add(self, name, **values):
        path = reverse("admin:quotes_speaker_add")
        data = filled_in(self.client.get(path))
        response = self.client.post(path, data | {"name": name} | values)
        return response, Speaker.objects.filter(name=name).first()

    def test_parts_are_proposed_from_the_name(self):
        _, speaker = self.add("Robert F. Kennedy Jr.")
        self.assertEqual(speaker.parts, Name("Robert F.", "", "Kennedy", "Jr."))
        self.assertEqual(speaker.parts_status, "proposed")
        self.assertEqual(speaker.sort_name, "Kennedy, Robert F., Jr.")
        page = self.client.get(change_url(speaker))
        self.assertContains(page, 'value="Kennedy"')

    def test_an_organisation_is_whole(self):
        _, speaker = self.add("Robert Koch Institut", kind="organisation")
        self.assertEqual(speaker.parts, Name(literal="Robert Koch Institut"))

    def test_doubtful_names_have_a_list_and_say_why(self):
        _, speaker = self.add("Jung Chang")
        self.assertEqual(speaker.parts_status, "doubtful")
        names = reverse("admin:quotes_speaker_changelist")
        listed = self.client.get(names, {"parts_status__exact": "doubtful"})
        self.assertContains(listed, "Jung, Chang (doubtful)")
        page = self.client.get(change_url(speaker))
        self.assertContains(page, "Both words may be the family name.")
        self.change(speaker, parts_are_right="on")
        speaker.refresh_from_db()
        self.assertEqual(speaker.parts_status, "checked")

    def test_an_editor_corrects_the_parts(self):
        _, speaker = self.add("Jung Chang")
        self.change(speaker, given="Jung", family="Chang")
        speaker.refresh_from_db()
        self.assertEqual(speaker.sort_name, "Chang, Jung")
        self.assertEqual(speaker.parts_status, "checked")
        self.change(speaker, description="A writer.")
        speaker.refresh_from_db()
        self.assertEqual(speaker.parts, Name("Jung", family="Chang"))
        self.change(speaker, name="Jung Chang Halliday")
        speaker.refresh_from_db()
        self.assertEqual(speaker.family, "Halliday")

    def test_parts_and_a_whole_name_are_refused_at_the_field(self):
        response, speaker = self.add("Ada Lovelace", literal="Ada", family="Lovelace")
        self.assertIsNone(speaker)
        self.assertEqual(
            errors_of(response)["literal"],
            ["Empty this, or all other parts of the name."],
        )
        response, _ = self.add("Ada Lovelace", given="Ada")
        self.assertEqual(
            errors_of(response)["family"],
            ["Give the family name, or one whole name."],
        )

    def test_a_missing_name_is_the_only_error(self):
        response, _ = self.add("")
        self.assertEqual([*errors_of(response)], ["name"])
