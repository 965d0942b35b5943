"""Two editors who save the same record do not overwrite each other silently."""

from django.test import Client, TestCase

from quotes.models import Quote, Speaker
from tests.factories import make_article, make_quote, make_speaker
from tests.support.admin_pages import change_url, errors_of, filled_in, make_user


class ConflictTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editors = [make_user(name, "Editors") for name in ("ann", "bob")]
        cls.speaker = make_speaker("Dean Ball", description="A fellow.")

    def setUp(self):
        self.ann, self.bob = Client(), Client()
        self.ann.force_login(self.editors[0])
        self.bob.force_login(self.editors[1])

    def both_open(self, record):
        url = change_url(record)
        return url, filled_in(self.ann.get(url)), filled_in(self.bob.get(url))

    def test_the_second_editor_sees_both_versions_and_may_overwrite(self):
        url, anns, bobs = self.both_open(self.speaker)
        anns |= {"description": "A research fellow."}
        bobs |= {"description": "A policy analyst."}
        assert self.ann.post(url, anns).status_code == 302
        response = self.bob.post(url, bobs)
        errors = " ".join(errors_of(response)["__all__"])
        assert "ann saved this speaker" in errors
        assert "A research fellow." in errors and "A policy analyst." in errors
        self.speaker.refresh_from_db()
        assert self.speaker.description == "A research fellow."
        kept = filled_in(response)
        assert kept["description"] == "A policy analyst."
        # Bob has seen both versions, and saves again.
        assert self.bob.post(url, kept).status_code == 302
        self.speaker.refresh_from_db()
        assert self.speaker.description == "A policy analyst."

    def test_equal_versions_do_not_conflict(self):
        url, anns, bobs = self.both_open(self.speaker)
        assert self.ann.post(url, anns).status_code == 302
        assert self.bob.post(url, bobs).status_code == 302

    def test_a_text_that_only_the_browser_trimmed_is_no_difference(self):
        article = make_article(text="The chair said:\n\nWe must go. \n\nHe left.")
        quote = make_quote(article, "We must go.", note="One.\nTwo.")
        assert quote.prefix.endswith("\n") and quote.suffix.startswith(" ")
        url, anns, bobs = self.both_open(quote)
        assert self.ann.post(url, anns | {"kind": "mixed"}).status_code == 302
        for name in ("prefix", "suffix"):
            bobs[name] = bobs[name].replace("\n", "")
        bobs |= {"note": "One.\r\nTwo.\r\n", "kind": "indirect"}
        conflict, *differences = errors_of(self.bob.post(url, bobs))["__all__"]
        assert "ann saved this quote" in conflict
        assert [each.partition(":")[0] for each in differences] == ["Kind"]

    def test_white_space_within_a_text_is_a_difference(self):
        self.speaker.description = "A  fellow."
        self.speaker.save()
        url, anns, bobs = self.both_open(self.speaker)
        self.ann.post(url, anns | {"name": "Dean W. Ball"})
        bobs |= {"name": "Dean W. Ball", "description": "A fellow."}
        errors = errors_of(self.bob.post(url, bobs))["__all__"]
        assert "Description: stored now" in " ".join(errors)

    def test_saving_keeps_the_words_around_that_nobody_changed(self):
        quote = make_quote(make_article(text="No such words."), "We must go.")
        Quote.objects.filter(pk=quote.pk).update(prefix="said:\n", suffix=" “And")
        url, anns, _ = self.both_open(quote)
        anns |= {"prefix": "said:", "note": "Gone."}
        assert self.ann.post(url, anns).status_code == 302
        quote.refresh_from_db()
        assert (quote.prefix, quote.suffix) == ("said:\n", " “And")
        assert quote.note == "Gone."

    def test_rows_of_inlines_are_guarded_too(self):
        article = make_article(text="We must go. We may stay.")
        quote = make_quote(article, "We must go.")
        url, anns, bobs = self.both_open(article)
        anns |= {"quotes-0-text": "We may stay."}
        bobs |= {"quotes-0-text": "We must"}
        self.ann.post(url, anns)
        errors = errors_of(self.bob.post(url, bobs))
        assert "We may stay." in " ".join(errors["quotes-0-__all__"])
        quote.refresh_from_db()
        assert quote.text == "We may stay."

    def test_the_held_text_is_guarded_too(self):
        article = make_article(text="We must go.")
        url, anns, bobs = self.both_open(article)
        self.ann.post(url, anns | {"text": "We must go now."})
        errors = errors_of(self.bob.post(url, bobs | {"text": "We must not go."}))
        assert "We must go now." in " ".join(errors["__all__"])
        assert article.current_snapshot.text == "We must go now."

    def test_a_quote_changed_on_its_own_page_is_not_undone_from_its_articles(self):
        article = make_article(text="We must go. We may stay.")
        quote = make_quote(article, "We must go.")
        _, _, bobs = self.both_open(article)
        url = change_url(quote)
        self.ann.post(url, filled_in(self.ann.get(url)) | {"text": "We may stay."})
        errors = errors_of(self.bob.post(change_url(article), bobs))
        assert "We may stay." in " ".join(errors["quotes-0-__all__"])

    def test_a_new_record_has_no_conflicts(self):
        url = change_url(self.speaker).replace(f"{self.speaker.pk}/change", "add")
        data = filled_in(self.ann.get(url)) | {"name": "New Speaker"}
        assert self.ann.post(url, data).status_code == 302
        assert Speaker.objects.filter(name="New Speaker").exists()
