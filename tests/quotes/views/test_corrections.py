"""Corrections in public: the list, the feed, the history and the note on a quote."""

from articles.audit_context import ActKind, acting
from articles.models.base import Status
from quotes.merging.articles import merge_articles
from quotes.merging.merge import merge
from quotes.merging.split import split_speaker
from quotes.merging.undo import undo
from quotes.models import Quote
from tests.factories import make_article, make_quote, make_speaker
from tests.support.admin_pages import make_user
from tests.support.migrated_tables import no_triggers
from tests.support.public_pages import PageTests, xml

ATOM = "{http://www.w3.org/2005/Atom}"


def end_transaction():
    """Let what was made so far count as made in an earlier transaction."""
    with no_triggers() as cursor:
        cursor.execute("UPDATE quotes_change SET transaction = 0")


class CorrectionTests(PageTests):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("secret-name", "Editors")
        cls.ann, cls.bob = make_speaker("Ann Lee"), make_speaker("Bob Ray")
        cls.article = make_article(
            title="The debate", text="“We will win,” she said. “We must,” he said."
        )
        cls.quote = make_quote(cls.article, "We will win,", speaker=cls.ann)
        cls.draft = make_quote(
            cls.article, "We must,", speaker=cls.ann, status=Status.DRAFT
        )
        end_transaction()

    def change(self, reason="It was a slip.", **values):
        with acting(ActKind.TYPED, self.editor, reason):
            speaker = values.pop("speaker", None)
            standing = values.pop("standing", None)
            if speaker:
                self.quote.attributions.update(speaker=speaker)
            if standing:
                self.quote.attributions.update(standing=standing, evidence="A tape.")
            if values:
                Quote.objects.filter(pk=self.quote.pk).update(**values)
        end_transaction()

    def test_what_readers_saw_is_corrected_in_public(self):
        self.change(speaker=self.bob)
        self.change(standing="disputed", reason="")
        self.change(text="We must,", spans=[[26, 34]])
        for path in ("/corrections/", f"/quotes/{self.quote.pk}/history/"):
            page = self.main(path)
            assert "The speaker was given as Ann Lee Reason: It was a slip." in page
            assert "Bob Ray: “Not yet checked” became “Disputed”" in page
            assert "No reason was given." in page
            assert "before: will win,; now: must,;" in page
        assert "secret-name" not in self.page("/corrections/")
        note = self.main(self.quote.get_absolute_url().replace("win", "x"), follow=True)
        assert "the speaker was given as Ann Lee." in note
        assert "the words were given as “We will win,”." in note
        assert "First published here" in self.main(f"/quotes/{self.quote.pk}/history/")

    def test_drafts_notes_and_machines_are_no_corrections(self):
        self.draft.text = "We must, he said"
        self.draft.save()
        self.change(note="Ask again.")
        with acting(ActKind.VERIFIED):
            Quote.objects.filter(pk=self.quote.pk).update(text="We must,")
        with acting(ActKind.MERGED):
            self.quote.attributions.update(speaker=self.bob)
        # Publishing and correcting in one transaction shows readers one state only.
        self.draft.publish()
        self.draft.attributions.update(speaker=self.bob)
        assert "Nothing has been corrected yet." in self.main("/corrections/")
        assert self.client.get(f"/quotes/{10**9}/history/").status_code == 404

    def test_corrections_name_the_speaker_of_their_time(self):
        cid = make_speaker("Cid Poe")
        added = self.quote.attributions.create(speaker=cid)
        end_transaction()
        self.change(standing="disputed")
        added.delete()
        end_transaction()
        self.change(speaker=self.bob)
        page = self.main("/corrections/")
        for sentence in (
            "The speaker was given as Ann Lee",
            "A speaker was removed: Cid Poe",
            "Ann Lee: “Not yet checked” became “Disputed”",
            "A speaker was added: Cid Poe",
        ):
            assert sentence in page

    def test_speakers_who_were_merged_away_take_one_query(self):
        self.quote.attributions.all().delete()
        twins = [make_speaker(f"Ann Lee {number}") for number in range(4)]
        for twin in twins:
            self.quote.attributions.create(speaker=twin)
        end_transaction()
        self.quote.attributions.exclude(speaker=twins[0]).delete()
        for twin in twins[1:]:
            merge(twin, twins[0], self.editor)
        end_transaction()
        with self.assertNumQueries(6):
            page = self.page("/corrections/")
        assert "A speaker was added: Ann Lee 3" in page
        assert "A speaker was removed: Ann Lee 3" in page

    def test_the_undo_of_a_split_is_public_like_the_split(self):
        keys = [self.quote.attributions.get().pk]
        done, _ = split_speaker(self.ann, keys, self.editor, target=self.bob)
        end_transaction()
        undo(done, self.editor)
        end_transaction()
        self.change(standing="disputed")
        page = self.main("/corrections/")
        for sentence in (
            "The speaker was given as Ann Lee",
            "The speaker was given as Bob Ray "
            "Reason: Undone: Ann Lee: quotes moved to Bob Ray",
            "Ann Lee: “Not yet checked” became “Disputed”",
        ):
            assert sentence in page

    def test_a_merge_of_speakers_tells_which_of_two_a_quote_names_no_longer(self):
        twin = make_speaker("A. Lee")
        self.quote.attributions.create(
            speaker=twin, standing="disputed", evidence="She denies it."
        )
        end_transaction()
        done = merge(twin, self.ann, self.editor, reason="One person.")
        end_transaction()
        page = self.main(f"/quotes/{self.quote.pk}/history/")
        assert "A speaker was removed: A. Lee Reason: One person." in page
        undo(done, self.editor)
        end_transaction()
        page = self.main(f"/quotes/{self.quote.pk}/history/")
        assert page.count("A speaker was added: A. Lee") == 2

    def test_of_a_withdrawn_quote_only_the_reason_is_public(self):
        self.change(text="We must,", spans=[[26, 34]])
        self.quote.refresh_from_db()
        self.quote.withdraw("Nobody said it.")
        page = self.main("/corrections/")
        assert "Withdrawn Reason: Nobody said it." in page
        assert "We must" not in page and "We will" not in page
        page = self.page(f"/quotes/{self.quote.pk}/history/", status=410)
        assert "Nobody said it." in page
        self.article.withdraw("Entered twice.")
        page = self.main("/corrections/")
        assert "The source was withdrawn Reason: Entered twice." in page

    def test_changes_while_withdrawn_are_shown_once_public_again(
        self,
    ):
        self.article.withdraw("Being checked.")
        end_transaction()
        self.change(standing="disputed")
        self.article.publish()
        self.quote.withdraw("Being checked.")
        end_transaction()
        self.change(text="We must,", spans=[[26, 34]])
        assert "We will" not in self.page("/corrections/")
        # The status and the speaker in one transaction, as a form does.
        quotes = Quote.objects.filter(pk=self.quote.pk)
        quotes.update(status=Status.PUBLISHED, withdrawn_reason="")
        self.change(speaker=self.bob)
        self.change(
            text="We will win,",
            spans=[[1, 13]],
            status=Status.WITHDRAWN,
            withdrawn_reason="Not said.",
        )
        self.quote.refresh_from_db()
        self.quote.publish()
        page = self.main("/corrections/")
        assert "Ann Lee: “Not yet checked” became “Disputed”" in page
        assert "The speaker was given as Ann Lee" in page
        assert "before: will win,; now: must,;" in page
        assert "before: must,; now: will win,;" in page

    def test_of_a_draft_that_was_withdrawn_readers_saw_nothing(self):
        draft = Quote.objects.filter(pk=self.draft.pk)
        # Once, drafts could be withdrawn.
        draft.update(status=Status.WITHDRAWN, withdrawn_reason="Entered twice.")
        end_transaction()
        draft.update(text="We must")
        end_transaction()
        self.draft.refresh_from_db()
        self.draft.publish()
        assert "Nothing has been corrected yet." in self.main("/corrections/")

    def test_what_was_withdrawn_before_the_history_began_was_seen(self):
        self.quote.withdraw("Being checked.")
        with no_triggers() as cursor:
            cursor.execute("DELETE FROM quotes_change WHERE record = 'quote'")
        self.change(text="We must,", spans=[[26, 34]])
        self.quote.refresh_from_db()
        self.quote.publish()
        assert "before: will win,; now: must,;" in self.main("/corrections/")

    def test_a_withdrawn_source_is_named_by_its_number(self):
        self.article.withdraw("The headline was a slander.")
        end_transaction()
        for page in (
            self.page("/corrections/"),
            self.client.get("/corrections.atom").content.decode(),
        ):
            assert "debate" not in page
            assert f"Source {self.article.pk}" in page
            assert f'/articles/{self.article.pk}/"' in page
            assert "The headline was a slander." in page

    def test_a_merged_source_is_not_named_once_the_other_is_withdrawn(self):
        twin = make_article(title="The debates")
        end_transaction()
        merge_articles(twin, self.article, self.editor)
        end_transaction()
        page = self.main("/corrections/")
        assert "On record twice: part of “The debate” now" in page
        self.article.withdraw("The headline was a slander.")
        assert "debate" not in self.page("/corrections/")

    def test_another_label_is_a_correction(self):
        history = f"/quotes/{self.quote.pk}/history/"
        unchanged = "The words, the speaker and the labels were not corrected since."
        assert unchanged in self.main(history)
        self.change(kind="indirect")
        for path in ("/corrections/", history):
            page = self.main(path)
            assert "It was labelled “Direct quote” Reason: It was a slip." in page
            assert unchanged not in page
        page = self.main(self.quote.get_absolute_url())
        assert "it was labelled “Direct quote”." in page

    def test_all_parts_of_one_correction_are_shown(self):
        other = make_article(
            title="The reply", text="She said: “We will win. We must,” again."
        )
        self.change(kind="indirect", text="We must,", spans=[[26, 34]])
        self.change(kind="direct", article=other, snapshot=other.snapshots.get())
        self.quote.attributions.update(
            speaker=self.bob, standing="disputed", evidence="A tape."
        )
        for path in ("/corrections/", f"/quotes/{self.quote.pk}/history/"):
            page = self.main(path)
            for told in (
                "The words were corrected. It was labelled “Direct quote”",
                "It was labelled “Paraphrase”. The source was corrected",
                "The speaker was given as Ann Lee. Bob Ray: “Not yet checked” became",
            ):
                assert told in page
        note = self.main(self.quote.get_absolute_url(), follow=True)
        words = (
            "the words were given as “We will win,”. It was labelled “Direct quote”."
        )
        assert words in note

    def test_a_quote_is_first_published_with_its_article(self):
        article = make_article(text="“We stay.”", status=Status.DRAFT)
        quote = make_quote(article, "We stay.", status=Status.DRAFT)
        quote.publish()
        article.publish()
        days = {"quote": "2026-01-02", "article": "2026-03-04"}
        for record, key in (("quote", quote.pk), ("article", article.pk)):
            with no_triggers() as cursor:
                cursor.execute(
                    "UPDATE quotes_change SET at = %s WHERE record = %s"
                    " AND record_id = %s AND after->>'status' = 'published'",
                    [f"{days[record]}T12:00:00Z", record, key],
                )
                cursor.execute(
                    "UPDATE quotes_quote SET created_at = '2026-01-01T12:00:00Z'"
                )
        history = f"/quotes/{quote.pk}/history/"
        assert "4 March 2026 · First published here" in self.main(history)
        # It stays so if the article is merged into one that was published later.
        later = make_article(text="“We stay.”", status=Status.DRAFT)
        later.publish()
        end_transaction()
        merge_articles(article, later, self.editor, lost="move")
        quote.refresh_from_db()
        assert quote.article == later
        assert "4 March 2026 · First published here" in self.main(history)

    def test_the_feed_has_each_correction_once(self):
        self.change(speaker=self.bob)
        self.change(text="We must,", spans=[[26, 34]])
        root = xml(self.client.get("/corrections.atom"))
        entries = root.findall(f"{ATOM}entry")
        assert [each.findtext(f"{ATOM}title") for each in entries] == [
            "The words were corrected: “We must,”",
            "The speaker was given as Ann Lee: “We must,”",
        ]
        assert "Before: “We will win,”" in entries[0].findtext(f"{ATOM}summary")
        assert len({each.findtext(f"{ATOM}id") for each in entries}) == 2

    def test_pages_take_a_fixed_number_of_queries_and_lead_on(self):
        for number in range(52):
            speaker = (self.bob, self.ann)[number % 2]
            self.change(speaker=speaker, reason=f"Number {number}.")
        with self.assertNumQueries(5):
            first = self.page("/corrections/")
        assert first.count('id="correction-') == 50
        older = first[first.index("?below=") :].partition('"')[0]
        second = self.page(f"/corrections/{older}")
        assert second.count('id="correction-') == 2
        assert "Number 0." in second and "noindex, follow" in second
        with self.assertNumQueries(8):
            self.page(f"/quotes/{self.quote.pk}/history/")
        assert "is not a place" in self.page("/corrections/?below=x")
        newer = second[second.index("?above=") :].partition('"')[0]
        back = self.page(f"/corrections/{newer}")
        assert back.count('id="correction-') == 50
        assert back[back.index("<ol") : back.index("</ol>")] in first
        assert 'rel="prev"' not in back and older in back
