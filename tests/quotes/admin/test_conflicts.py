"""Two editors who save the same record do not overwrite each other silently."""

import datetime
import re

from django.forms import modelform_factory
from django.test import Client, TestCase

from articles.editing import OptimisticLockForm
from quotes.models import Quote, Speaker, Topic
from tests.factories import make_article, make_quote, make_speaker
from tests.support.admin_pages import (
    change_url,
    confirmation,
    errors_of,
    filled_in,
    make_user,
    messages_of,
)


def save(client, url, data):
    """Send a form, and confirm it if it corrects a published quote."""
    response = client.post(url, data)
    if response.status_code == 200 and "correction" in response.context:
        response = client.post(url, data | confirmation(response))
    return response


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

    def post_both(self, record, anns, bobs):
        """Save Ann's changes, then send Bob's, and return the response to Bob."""
        url, annas, bobses = self.both_open(record)
        assert save(self.ann, url, annas | anns).status_code == 302
        return self.bob.post(url, bobses | bobs, follow=True)

    def test_changes_of_different_fields_are_both_kept(self):
        topics = [Topic.objects.create(name=name) for name in ("Bridges", "Rivers")]
        article = make_article(text="We must go. We may stay.", url="")
        quote = make_quote(article, "We must go.", note="One.\nTwo.")
        quote.topics.set(topics)
        both = [topic.pk for topic in topics]
        cases = [
            # (record, Ann's changes, Bob's, what is stored in the end)
            (
                self.speaker,
                {"description": "A research fellow.", "died": "2019"},
                {"wikidata_id": "Q42", "born": "5 March 1950"},
                {
                    "description": "A research fellow.",
                    "wikidata_id": "Q42",
                    "died_on": datetime.date(2019, 1, 1),
                    "born_on": datetime.date(1950, 3, 5),
                },
            ),
            # The same topics in another order, and a note with other line endings.
            (
                quote,
                {"topics": both[::-1], "note": "One.\r\nTwo.\r\n", "language": "en"},
                {
                    "topics": both,
                    "translation": "Wir müssen gehen.",
                    "translation_language": "de",
                },
                {"language": "en", "translation": "Wir müssen gehen."},
            ),
            # Changes by the program also differ from what Bob was shown.
            (
                quote,
                {"text": "We may stay."},
                {"note": "Three."},
                {"text": "We may stay.", "note": "Three.", "spans": [[12, 24]]},
            ),
            (
                article,
                {"text": "Yes. We must go. We may stay.", "section": "World"},
                {"title": "Bridges", "published": "2024-05"},
                {"title": "Bridges", "section": "World"},
            ),
            # A row of an inline.
            (
                quote,
                {"attributions-0-role_as_printed": "the mayor"},
                {"attributions-0-cue": "said", "language": "fr"},
                {"language": "fr"},
            ),
        ]
        for record, anns, bobs, stored in cases:
            with self.subTest(anns=anns, bobs=bobs):
                response = self.post_both(record, anns, bobs)
                assert "Both are kept: from ann, " in " ".join(messages_of(response))
                record.refresh_from_db()
                assert {name: getattr(record, name) for name in stored} == stored
        assert article.current_snapshot.text.startswith("Yes.")

    def test_what_both_changed_is_shown_word_by_word_with_the_choice(self):
        anns = {"description": "A research fellow.", "wikidata_id": "Q1"}
        bobs = {"description": "A policy fellow."}
        for take, kept in (("mine", bobs), ("theirs", anns)):
            with self.subTest(take=take):
                Speaker.objects.update(description="A fellow.", wikidata_id="")
                response = self.post_both(self.speaker, anns, bobs)
                errors = errors_of(response)
                assert "ann saved this speaker" in errors["__all__"][0]
                assert "changed: Description." in errors["__all__"][0]
                assert "Kept from ann: Wikidata" in errors["__all__"][1]
                (shown,) = errors["description"]
                assert re.search(
                    r"<del>.*research.*</del>.*<ins>.*policy.*</ins>", shown
                )
                self.speaker.refresh_from_db()
                assert self.speaker.description == "A research fellow."
                data = filled_in(response)
                assert data["description"] == "A policy fellow."
                # Without a choice nothing is saved.
                url = change_url(self.speaker)
                response = self.bob.post(url, data)
                assert errors_of(response)["description"] == [shown]
                stored = re.search(f'value="({take} [0-9a-f]+)"', shown)[1]
                data = filled_in(response) | {"keep-description": stored}
                # Somebody saves again, which Bob has not seen.
                Speaker.objects.update(description="A fellow of Yale.")
                (again,) = errors_of(self.bob.post(url, data))["description"]
                assert "of Yale" in again
                Speaker.objects.update(description=anns["description"])
                assert self.bob.post(url, data).status_code == 302
                self.speaker.refresh_from_db()
                assert self.speaker.description == kept["description"]
                assert self.speaker.wikidata_id == "Q1"

    def test_equal_versions_do_not_conflict(self):
        accents = "Café", "Cafe\u0301"  # composed and decomposed
        for anns, bobs in [("A fellow.", "A fellow."), ("x", "x  "), accents]:
            with self.subTest(anns=anns, bobs=bobs):
                response = self.post_both(
                    self.speaker, {"description": anns}, {"description": bobs}
                )
                assert response.redirect_chain
        day = {"born": "1950-03-05"}, {"born": "5 March 1950"}
        assert self.post_both(self.speaker, *day).redirect_chain

    def test_a_text_that_only_the_browser_trimmed_is_no_difference(self):
        article = make_article(text="The chair said:\n\nWe must go. \n\nHe left.")
        quote = make_quote(article, "We must go.", note="One.\nTwo.")
        assert quote.prefix.endswith("\n") and quote.suffix.startswith(" ")
        url, anns, bobs = self.both_open(quote)
        assert save(self.ann, url, anns | {"kind": "mixed"}).status_code == 302
        for name in ("prefix", "suffix"):
            bobs[name] = bobs[name].replace("\n", "")
        bobs |= {"note": "One.\r\nTwo.\r\n", "kind": "indirect"}
        errors = errors_of(self.bob.post(url, bobs))
        assert "ann saved this quote" in errors["__all__"][0]
        assert [*errors] == ["__all__", "kind"]
        assert "ann’s: <strong>Partly quoted" in errors["kind"][0]

    def test_white_space_within_a_text_is_a_difference(self):
        self.speaker.description = "A fellow."
        self.speaker.save()
        response = self.post_both(
            self.speaker, {"description": "A  fellow."}, {"description": "A\tfellow."}
        )
        assert "␣␣" in errors_of(response)["description"][0]

    def test_saving_keeps_the_words_around_that_nobody_changed(self):
        quote = make_quote(make_article(text="No such words."), "We must go.")
        Quote.objects.filter(pk=quote.pk).update(prefix="said:\n", suffix=" “And")
        url, anns, _ = self.both_open(quote)
        anns |= {"prefix": "said:", "note": "Gone."}
        assert self.ann.post(url, anns).status_code == 302
        quote.refresh_from_db()
        assert (quote.prefix, quote.suffix) == ("said:\n", " “And")
        assert quote.note == "Gone."

    def test_rows_of_inlines_and_the_stored_text_are_guarded_too(self):
        article = make_article(text="We must go. We may stay.")
        quote = make_quote(article, "We must go.", cue="said")
        cues = {"attributions-0-cue": "claimed"}, {"attributions-0-cue": "wrote"}
        errors = errors_of(self.post_both(quote, *cues))
        assert re.search(
            "<del>.*claimed.*<ins>.*wrote", errors["attributions-0-cue"][0]
        )
        texts = {"text": "We may stay now."}, {"text": "We may not stay."}
        errors = errors_of(self.post_both(article, *texts))
        assert re.search("<del>.*now", errors["text"][0])
        assert article.current_snapshot.text == "We may stay now."
        assert quote.attributions.get().cue == "claimed"

    def test_a_quote_changed_on_its_own_page_is_not_undone_from_its_articles(self):
        article = make_article(text="We must go. We may stay.")
        quote = make_quote(article, "We must go.")
        _, _, bobs = self.both_open(article)
        url = change_url(quote)
        save(self.ann, url, filled_in(self.ann.get(url)) | {"text": "We may stay."})
        bobs |= {"title": "Bridges"}
        assert self.bob.post(change_url(article), bobs).status_code == 302
        quote.refresh_from_db()
        assert quote.text == "We may stay."

    def test_a_row_that_is_saved_at_the_same_moment_is_not_overwritten(self):
        form = modelform_factory(Topic, OptimisticLockForm, fields=["name"])
        topic = Topic.objects.create(name="Bridges")
        shown = str(form(instance=topic)["seen"].initial)
        Topic.objects.get(pk=topic.pk).save()
        late = form({"name": "Rivers", "seen": shown}, instance=topic)
        assert "at the same moment" in late.errors["__all__"][0]
        topic.delete()
        topic.pk = 5
        gone = form({"name": "Rivers", "seen": shown}, instance=topic)
        assert "deleted this" in gone.errors["__all__"][0]

    def test_a_new_record_has_no_conflicts(self):
        url = change_url(self.speaker).replace(f"{self.speaker.pk}/change", "add")
        data = filled_in(self.ann.get(url)) | {"name": "New Speaker"}
        assert self.ann.post(url, data).status_code == 302
        assert Speaker.objects.filter(name="New Speaker").exists()


class DeletedRowTests(TestCase):
    """Rows of an inline that another editor deleted meanwhile."""

    def setUp(self):
        self.client.force_login(make_user("ann", "Editors"))
        self.speaker = make_speaker("Dean Ball")
        for name in ("D. Ball", "Ball the Elder", "Deano"):
            self.speaker.aliases.create(name=name)
        self.url = change_url(self.speaker)
        # In the order of names: 0 is the Elder, 1 is D. Ball, 2 is Deano.
        self.data = filled_in(self.client.get(self.url))

    def names(self):
        return sorted(self.speaker.aliases.values_list("name", flat=True))

    def test_a_row_that_was_left_alone_stays_deleted(self):
        self.speaker.aliases.get(name="D. Ball").delete()
        data = self.data | {"aliases-2-name": "Big Deano"}
        assert self.client.post(self.url, data).status_code == 302
        assert self.names() == ["Ball the Elder", "Big Deano"]

    def test_a_changed_row_needs_a_choice_and_nothing_is_lost(self):
        self.speaker.aliases.get(name="D. Ball").delete()
        typed = {"aliases-0-name": "The Elder", "aliases-1-name": "D. W. Ball"}
        typed |= {"aliases-2-name": "Big Deano", "description": "A fellow."}
        page = self.client.post(self.url, self.data | typed)
        self.assertContains(page, "Somebody else deleted this while you were editing")
        self.assertNotContains(page, "Select a valid choice")
        assert self.names() == ["Ball the Elder", "Deano"]
        (formset,) = [
            each.formset
            for each in page.context["inline_admin_formsets"]
            if each.formset.prefix == "aliases"
        ]
        shown = [form["name"].value() for form in formset.forms]
        assert sorted(shown) == ["Big Deano", "D. W. Ball", "The Elder"]
        assert self.client.post(self.url, filled_in(page)).status_code == 302
        assert self.names() == ["Big Deano", "D. W. Ball", "The Elder"]
        self.speaker.refresh_from_db()
        assert self.speaker.description == "A fellow."

    def test_a_row_that_both_delete_is_deleted(self):
        self.speaker.aliases.get(name="D. Ball").delete()
        data = self.data | {"aliases-1-name": "X", "aliases-1-DELETE": "on"}
        assert self.client.post(self.url, data).status_code == 302
        assert self.names() == ["Ball the Elder", "Deano"]

    def test_a_wrong_number_of_stored_rows_makes_no_rows(self):
        data = self.data | {"aliases-INITIAL_FORMS": "3000", "name": ""}
        page = self.client.post(self.url, data)
        self.assertContains(page, 'id="id_aliases-2-name"')
        self.assertNotContains(page, 'id="id_aliases-9-name"')
