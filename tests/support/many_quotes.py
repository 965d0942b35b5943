"""Articles with many quotes, made in few statements."""

from articles.models.base import Status
from quotes.models import Attribution, Quote
from tests.factories import make_speaker


def make_many(article, number, status=Status.DRAFT):
    """Create an article's quotes, found in its text, in few statements."""
    speaker = make_speaker()
    quotes = []
    for each in range(number):
        words = f"Word{each} of {each}."
        start = article.current_snapshot.text.index(words)
        quote = Quote(article=article, text=words, status=status)
        quote.locate_at([[start, start + len(words)]])
        quotes.append(quote)
    Quote.objects.bulk_create(quotes)
    Attribution.objects.bulk_create(
        Attribution(quote=quote, speaker=speaker) for quote in quotes
    )
    return quotes


def make_text(number):
    return " ".join(f"Word{each} of {each}." for each in range(number))
