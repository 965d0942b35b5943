"""The rows of speakers on the page of a quote, saved while others add rows."""

from django.test import TestCase

from quotes.models import Attribution, Change
from tests.factories import make_article, make_quote, make_speaker
from tests.support.admin_pages import (
    add_row,
    change_url,
    confirmation,
    errors_of,
    filled_in,
    make_user,
)


class AttributionRowTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")
        cls.ann, cls.bob = make_speaker("Ann Lee"), make_speaker("Bob Ray")
        cls.quote = make_quote(make_article(), speaker=cls.ann)

    def setUp(self):
        self.client.force_login(self.editor)
        self.url = change_url(self.quote)

    def form(self, **values):
        return filled_in(self.client.get(self.url)) | values

    def add(self, speaker, standing="verified"):
        return Attribution.objects.create(
            quote=self.quote, speaker=speaker, standing=standing, evidence="A tape."
        )

    def save(self, data):
        """Send and confirm the form, and return its errors."""
        data |= confirmation(self.client.post(self.url, data))
        response = self.client.post(self.url, data)
        return {} if response.status_code == 302 else errors_of(response)

    def rows(self):
        rows = self.quote.attributions.order_by("speaker__name", "pk")
        return [*rows.values_list("speaker__name", "standing")]

    def test_a_row_that_another_editor_added_meanwhile_is_left_alone(self):
        data = self.form(note="Seen.")
        self.add(self.bob)
        assert self.client.post(self.url, data).status_code == 302
        assert self.rows() == [("Ann Lee", "unverified"), ("Bob Ray", "verified")]

    def test_a_second_verified_row_or_equal_speaker_is_an_error_at_its_field(self):
        row = {"attributions-0-standing": "verified", "attributions-0-evidence": "X."}
        data = self.form(**row)
        other = self.form()
        add_row(other, "attributions", speaker=self.bob.pk)
        self.add(self.bob)
        errors = errors_of(self.client.post(self.url, data))
        assert "only one can be" in errors["attributions-0-standing"][0]
        errors = errors_of(self.client.post(self.url, other))
        assert "to this speaker already" in errors["attributions-1-speaker"][0]

    def test_the_verified_row_can_be_deleted_in_favour_of_an_older_one(self):
        for typed in (
            {"attributions-0-standing": "verified"},
            {"attributions-0-speaker": self.bob.pk},
        ):
            with self.subTest(typed=typed):
                Attribution.objects.filter(quote=self.quote).delete()
                self.add(self.ann, "disputed")
                self.add(self.bob)
                data = self.form(**typed)
                data["attributions-1-DELETE"] = "on"
                assert self.save(data) == {}
                assert len(self.rows()) == 1

    def test_verified_passes_to_the_other_row_in_either_direction(self):
        second = self.add(self.bob)
        for first_standing in ("verified", "disputed"):
            data = self.form()
            data["attributions-0-standing"] = first_standing
            data["attributions-0-evidence"] = "A better tape."
            exchanged = "disputed" if first_standing == "verified" else "verified"
            data["attributions-1-standing"] = exchanged
            assert self.save(data) == {}
            second.refresh_from_db()
            assert second.standing == exchanged

    def test_a_changed_standing_is_one_change(self):
        row = self.add(self.bob)
        data = self.form()
        data["attributions-1-standing"] = "disputed"
        assert self.save(data) == {}
        change = Change.objects.get(part_id=row.pk, operation="changed")
        assert (change.before["standing"], change.after["standing"]) == (
            "verified",
            "disputed",
        )
