"""The search for quotes in the admin: by words of the quote, speaker and article."""

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from articles.admin.folded_search import records_named
from articles.models import Article
from articles.models.base import Status
from articles.models.functions import Fold, fold_in_database, prefix_match
from quotes.models import Attribution, Listing, Quote, Speaker

#: How many matching speakers and articles are looked up.
MAX_NAMES_SEARCHED = 200


class QuoteSearch:
    """Finds quotes by words as people type them, with indexes only.

    Each word has to begin a word of the quote, of its names as printed or of the title
    of its article. If all are in the name, an alias or a former name of a speaker, the
    quotes of this speaker are found, too.
    """

    def get_search_results(self, request, queryset, search_term):
        words = fold_in_database(search_term, queryset.db).split()
        if not words:
            return (queryset.none() if search_term.strip() else queryset), False
        keys = _in_listings(words).union(
            _not_public(words), _of_speakers(words), _of_articles(words), all=True
        )
        return queryset.filter(pk__in=keys), False


def _in_listings(words):
    """Return the keys of public quotes. Their index has a full stop before a word."""
    query = " & ".join("'." + word.replace("'", "''") + "':*" for word in words)
    search = SearchQuery(query, search_type="raw", config="simple")
    return Listing.objects.filter(search=search).values("quote")


def _not_public(words):
    rows = Quote.objects.exclude(status=Status.PUBLISHED).alias(folded=Fold("text"))
    return rows.filter(prefix_match(words)).order_by().values("pk")


def _of_speakers(words):
    found = Q()
    for rows in records_named(
        Speaker.objects.order_by(), words, ("name", "aliases__name")
    ):
        found |= Q(pk__in=rows.values("pk"))
    speakers = (
        Speaker.objects.order_by().filter(found).values("pk")[:MAX_NAMES_SEARCHED]
    )
    return Attribution.objects.order_by().filter(speaker__in=speakers).values("quote")


def _of_articles(words):
    """Return the quotes of articles with these words in the title, drafts included."""
    titled, _joined = records_named(Article.objects.order_by(), words, ("title",))
    articles = titled.values("pk")[:MAX_NAMES_SEARCHED]
    return Quote.objects.order_by().filter(article__in=articles).values("pk")
