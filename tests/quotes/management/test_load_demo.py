"""The demo data must not misquote: every quote is in its text word for word."""

import tomllib
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.management import call_command
from django.test import TestCase

from quotes.models import (
    LOCATED,
    Attribution,
    MembershipState,
    Quote,
    QuoteKind,
    Saying,
    SayingMember,
    Speaker,
    Word,
)

FIXTURES = Path(__file__).parents[3] / "fixtures"


def rows(name):
    return tomllib.loads((FIXTURES / name).read_text(encoding="utf-8"))


class DemoTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("load_demo", verbosity=0)

    def test_every_quote_is_anchored_in_its_held_text_to_the_character(self):
        changed = Quote.objects.exclude(printed_in=None)
        quotes = list(Quote.objects.filter(printed_in=None).select_related("snapshot"))
        entered = [
            quote
            for name in (
                *("deepseek.toml", "speeches.toml", "changed.toml", "sayings.toml"),
            )
            for article in rows(name)["articles"]
            for quote in article["quotes"]
        ]
        assert len(quotes) + changed.count() == len(entered) >= 45
        for quote in quotes:
            assert quote.anchor_status in LOCATED, (quote.text, quote.anchor_reason)
            printed = "".join(quote.snapshot.text[slice(*span)] for span in quote.spans)
            assert printed.split() == quote.text.split()

    def test_one_article_was_changed_after_it_was_held(self):
        gone = Quote.objects.exclude(printed_in=None).order_by("pk")
        assert [
            quote.printed_in.text[slice(*quote.printed_spans[0])] for quote in gone
        ] == [
            "We will never sell the mill to anybody from outside the valley",
            "Whoever wants it will have to carry it away stone by stone",
        ]
        (article,) = {quote.article for quote in gone}
        held = article.snapshots.order_by("pk")
        assert [each.retrieved_at.day for each in held] == [2, 4, 5]
        assert article.quotes.filter(anchor_status="exact").exists()

    def test_all_of_it_is_public_and_attributed(self):
        assert Quote.objects.public().count() == Quote.objects.count()
        assert not Quote.objects.filter(attributions=None).exists()

    def test_the_customers_article_is_entered_as_a_careful_editor_would(self):
        quotes = Quote.objects.filter(
            article__title__startswith="DeepSeek: how China’s"
        )
        said = {
            (quote.kind, attribution.speaker.name, attribution.name_as_printed)
            for quote in quotes
            for attribution in quote.attributions.select_related("speaker")
        }
        assert said == {
            (QuoteKind.DIRECT, "Dean Ball", "Dean Ball"),
            (QuoteKind.MIXED, "Donald Trump", "Donald Trump"),
            (QuoteKind.MIXED, "Mike Pompeo", "Mike Pompeo"),
            (QuoteKind.MIXED, "David Yang", "David Yang"),
            (QuoteKind.INDIRECT, "Yann LeCun", "Yann LeCun"),
            (QuoteKind.INDIRECT, "Alexandr Wang", "Alexander Wang"),
            (QuoteKind.INDIRECT, "Satya Nadella", "Satya Nadella"),
            (QuoteKind.INDIRECT, "Marc Andreessen", "Marc Andreessen"),
        }
        joint = quotes.get(attributions__speaker__name="Satya Nadella")
        assert joint.attributions.count() == 2
        assert all(
            each.cue and each.role_as_printed
            for each in Attribution.objects.filter(quote__in=quotes)
        )
        wang = Speaker.objects.get(name="Alexandr Wang")
        assert wang.aliases.filter(name="Alexander Wang").exists()
        ball = quotes.get(attributions__speaker__name="Dean Ball")
        assert ball.text.startswith(
            "You can keep [computing resources] away from China"
        )
        article = ball.article
        assert (article.published, article.publication, article.url) == (None, None, "")
        assert article.rights == "excerpts"

    def test_nobody_is_said_to_have_spoken_the_scare_quotes(self):
        for words in ("slow unwinding", "efficiency wars", "geotechnopolitics"):
            assert not Quote.objects.filter(text__icontains=words).exists()

    def test_three_sayings_have_several_prints(self):
        found = Saying.objects.public().order_by("earliest_on").with_earliest()
        assert [(each.earliest.article.title, each.prints) for each in found] == [
            ("Speech on the right of election of the Lord Mayor of Dublin", 4),
            ("Letter to Henry L. Sprague", 4),
            ("The Friends of Voltaire", 2),
        ]
        members = SayingMember.objects.exclude(state=MembershipState.CONFIRMED)
        assert not members.exists()
        names = {each.pk: each.name for each in Speaker.objects.all()}
        assert [[names[key] for key in each.refuted] for each in found] == [
            ["Thomas Jefferson"],
            [],
            ["Voltaire"],
        ]

    def test_its_words_are_counted_for_corrections_of_spelling(self):
        self.assertTrue(Word.objects.filter(facet="a", word="government").exists())
        self.assertTrue(Word.objects.filter(facet="s", word="lecun").exists())

    def test_what_an_editor_changed_since_stays(self):
        member = SayingMember.objects.first()
        member.delete()
        call_command("load_demo", verbosity=0)
        assert not SayingMember.objects.filter(quote=member.quote_id).exists()

    def test_loading_again_changes_nothing(self):
        before = (
            Quote.objects.count(),
            Attribution.objects.count(),
            Speaker.objects.count(),
        )
        call_command("load_demo", verbosity=0)
        after = (
            Quote.objects.count(),
            Attribution.objects.count(),
            Speaker.objects.count(),
        )
        assert before == after


class ChangedTextTests(TestCase):
    def test_quotes_are_looked_for_in_a_text_that_changed(self):
        old = "She told us: “We will never sell the old mill to them.” Then she left."
        rows = '[[speakers]]\nname = "Ada"\n[[articles]]\ntitle = "M"\ntext = "{}"\n'
        quote = (
            "[[articles.quotes]]\ntext = '{}'\nattributions = [{{speaker = 'Ada'}}]\n"
        )
        quote = quote.format("We will never sell the old mill to them.")
        for text in (old, old.replace("never ", "")):
            with NamedTemporaryFile("w", suffix=".toml", encoding="utf-8") as file:
                file.write(rows.format(text) + quote)
                file.flush()
                call_command("load_demo", file.name, verbosity=0)
        quote = Quote.objects.get()
        assert quote.printed_in_id
        assert quote.printed_in.text == old
        assert quote.snapshot.text == old.replace("never ", "")
