"""Which earlier text had the words of a quote that the newest text lacks."""

import pytest

from quotes.models import Listing, Quote, Tally
from quotes.verification.runs import Verifier
from quotes.verification.verify import verify
from tests.factories import make_article, make_quote

FILLER = (
    "The council met in the old town hall on Monday evening, and it was a long one. "
)
TEXT = (
    f"{FILLER}“We will never sell the mill to them,” said Ann Lowe. “It is the heart "
    "of the town,” she added. Nobody else spoke on the matter that night."
)
WORDS = "We will never sell the mill to them"

pytestmark = pytest.mark.django_db


def changed(*texts, words=WORDS, first=TEXT, **fields):
    """Return a quote of an article whose text became each of `texts` in turn."""
    article = make_article(text=first)
    quote = make_quote(article, words, **fields)
    for text in texts:
        article.hold_text(text)
        verify(article.quotes.all())
    return Quote.objects.get(pk=quote.pk)


def printed(quote):
    """Return the words in the last text that had the quote, or None."""
    if quote.printed_in is None:
        return None
    return " … ".join(
        quote.printed_in.text[start:end] for start, end in quote.printed_spans
    )


@pytest.mark.parametrize(
    "old, new",
    [
        ("never sell", "seldom sell"),
        ("never sell", "sell"),
        ("We will never", "We will not ever"),
        ("“We will never sell the mill to them,” said Ann Lowe. ", ""),
        (
            "“We will never sell the mill to them,” said Ann Lowe.",
            "The mayor declined to comment.",
        ),
        (
            "“We will never sell the mill to them,” said Ann Lowe.",
            "Ann Lowe said that there were no plans to sell anything to anybody.",
        ),
        ("the mill", "the Mill Road site"),
    ],
)
def test_words_that_a_new_text_lacks_were_printed_before(old, new):
    quote = changed(TEXT.replace(old, new))
    assert quote.anchor_status in ("differs", "missing")
    assert quote.printed_in_id
    assert printed(quote) == WORDS
    assert quote.printed_in == quote.article.snapshots.last()


def test_a_negation_that_is_put_in_is_a_change():
    positive = TEXT.replace("never ", "")
    quote = changed(TEXT, first=positive, words=WORDS.replace("never ", ""))
    assert quote.printed_in_id
    assert printed(quote) == "We will sell the mill to them"


@pytest.mark.parametrize(
    "new",
    [
        TEXT.replace("“", '"').replace("”", '"'),
        TEXT.replace("mill to them", "mill to  them"),
        TEXT.replace(". ", ".\n\n"),
        TEXT.replace("the mill", "the\u00a0mill").replace("never", "ne\u00adver"),
        f"{TEXT} A correction was made to the name of the street.",
        TEXT.replace(FILLER, ""),
        # The paragraph moved, with all that is around it.
        f"{TEXT.removeprefix(FILLER)}\n\n{FILLER}",
    ],
)
def test_other_signs_and_other_places_are_no_change_of_the_words(new):
    quote = changed(new)
    assert quote.is_located
    assert quote.printed_in is quote.printed_spans is None
    assert not quote.printed_in_id


def test_the_last_of_several_texts_that_had_the_words_is_kept():
    quote = changed(
        f"{TEXT} Updated.",
        TEXT.replace("never sell", "not sell"),
        TEXT.replace("never sell", "hardly sell"),
    )
    held = list(quote.article.snapshots.order_by("pk"))
    assert quote.printed_in == held[1]
    assert quote.snapshot == held[3]


def test_words_that_come_back_are_as_printed():
    quote = changed(TEXT.replace("never sell", "sell"), TEXT)
    assert quote.anchor_status == "exact"
    assert quote.printed_in is None


def test_words_that_come_back_and_go_again():
    gone = TEXT.replace("never sell", "sell")
    quote = changed(gone, f"{TEXT} Restored.", gone)
    assert printed(quote) == WORDS
    assert quote.printed_in.text.endswith("Restored.")


def test_a_text_that_was_never_searched_may_be_the_last_that_had_the_words():
    article = make_article(text=TEXT)
    quote = make_quote(article, WORDS)
    middle = article.hold_text(f"{FILLER}{TEXT}")
    article.hold_text(TEXT.replace("never", "hardly ever"))
    verify(article.quotes.all())
    quote = Quote.objects.get(pk=quote.pk)
    assert quote.printed_in == middle
    assert printed(quote) == WORDS


def test_a_twin_in_a_text_between_is_not_the_quote():
    twin = "“We will never sell the mill to them,” Bob Reed had joked in the morning."
    article = make_article(text=TEXT)
    quote = make_quote(article, WORDS)
    gone = TEXT.replace("“We will never sell the mill to them,” said Ann Lowe. ", "")
    article.hold_text(f"{twin} {TEXT}")
    verify(article.quotes.all())
    article.hold_text(f"{twin} {gone}")
    verify(article.quotes.all())
    article.hold_text(gone)
    verify(article.quotes.all())
    quote = Quote.objects.get(pk=quote.pk)
    assert quote.printed_in == article.snapshots.order_by("pk")[1]
    assert quote.printed_spans[0][0] > len(twin)


def test_a_quote_that_is_entered_after_the_change_was_printed_too():
    article = make_article(text=TEXT)
    article.hold_text(TEXT.replace("never sell", "sell"))
    assert printed(make_quote(article, WORDS)) == WORDS


def test_words_that_no_text_had_were_never_printed():
    quote = changed(f"{TEXT} Updated.", words="We will sell the mill to anybody at all")
    assert quote.printed_in is None
    assert not quote.printed_in_id and quote.anchor_status != "exact"


def test_words_that_an_editor_corrects_lose_the_earlier_place():
    quote = changed(TEXT.replace("never sell", "sell"))
    quote.text = "We shall never ever sell the mill"
    quote.locate()
    quote.save()
    assert quote.printed_in is None
    quote.text = "We will sell the mill to them"
    quote.locate()
    quote.save()
    assert quote.is_located
    assert quote.printed_in is None


def test_a_quote_with_marked_changes_was_printed_too():
    quote = changed(
        TEXT.replace("never sell", "sell"), words="We will never sell […] to them"
    )
    assert printed(quote) == "We will never sell … to them"


def test_an_interrupted_quote_was_printed_in_its_parts():
    words = "We will never sell the mill to them. It is the heart of the town"
    first = TEXT.replace("to them,” said Ann Lowe. “It", "to them,” said Ann, “it")
    words = "We will never sell the mill to them, it is the heart of the town"
    quote = changed(first.replace("heart", "soul"), first=first, words=words)
    assert printed(quote) in (
        "We will never sell the mill to them, … it is the heart of the town",
        "We will never sell the mill to them … it is the heart of the town",
    )


@pytest.mark.parametrize(
    "first, old, new, words",
    [
        (
            "قالت آن لو يوم الاثنين: «لن نبيع الطاحونة أبدا لهم». ثم خرجت من القاعة.",
            "أبدا لهم",
            "الآن لهم",
            "لن نبيع الطاحونة أبدا لهم",
        ),
        (
            "ראש העיר אמרה ביום שני: „לעולם לא נמכור את הטחנה הישנה” והלכה לביתה.",
            "לעולם לא נמכור",
            "נמכור",
            "לעולם לא נמכור את הטחנה הישנה",
        ),
        (
            "町長は「水車小屋は決して売らない」と述べた。",
            "決して",
            "今は",
            "水車小屋は決して売らない",
        ),
        (
            "Le maire a dit : « Nous ne vendrons jamais le moulin à ces gens-là. »",
            "ne vendrons jamais",
            "vendrons",
            "Nous ne vendrons jamais le moulin à ces gens-là.",
        ),
        (
            "Die Bürgermeisterin sagte: „Wir verkaufen die Mühle niemals an sie.“",
            "niemals",
            "vielleicht",
            "Wir verkaufen die Mühle niemals an sie.",
        ),
    ],
)
def test_texts_in_other_scripts_and_languages(first, old, new, words):
    quote = changed(first.replace(old, new), first=first, words=words)
    assert quote.printed_in_id
    assert printed(quote) == words


def test_a_quote_of_several_places_stays_open():
    twice = f"{TEXT} “Yes.” {FILLER} “Yes.” {FILLER}"
    quote = changed(f"{twice} Updated.", first=twice, words="Yes.")
    assert quote.anchor_status == "ambiguous"
    assert quote.printed_in is None


def test_a_quote_of_several_places_that_are_all_gone_was_printed():
    twice = f"{TEXT} “Sold for a song.” {FILLER} “Sold for a song.” {FILLER}"
    quote = changed(TEXT, first=twice, words="Sold for a song.")
    assert printed(quote) == "Sold for a song."


def test_an_article_without_a_text_has_no_earlier_one():
    quote = make_quote(make_article(), WORDS)
    assert quote.anchor_status == "no_text"
    assert quote.printed_in is None


def test_lists_and_counts_have_it_under_changed():
    quote = changed(TEXT.replace("never sell", "sell"))
    listing = Listing.objects.get(quote=quote)
    assert listing.anchor == "changed"
    assert "'=rchanged'" in listing.search
    tally = Tally.objects.get(facet="a", tag="", period=0)
    assert (tally.changed, tally.differs, tally.missing) == (1, 0, 0)


def test_a_run_finds_the_earlier_texts_of_all_quotes():
    quote = changed(TEXT.replace("never sell", "sell"))
    quotes = Quote.objects.filter(pk=quote.pk)
    quotes.update(printed_in=None, printed_spans=None)
    assert sum(Verifier().batches()) == 1
    assert printed(quotes.get()) == WORDS
    assert Listing.objects.get(quote=quote).anchor == "changed"
