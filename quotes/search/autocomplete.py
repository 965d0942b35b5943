"""Completes what a reader types into the search box: names and titles to go to.

Names and titles come first in which each typed word begins a word, in any order,
ignoring case and accents. If a kind of name has no match, similarly spelled names are
shown; similarly spelled titles are shown only if there is nothing else. The input, the
rows read and the time are all limited.
"""

import unicodedata
from dataclasses import dataclass
from itertools import cycle, groupby

import psycopg.errors
from anyascii import anyascii
from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import OperationalError, connections, router, transaction
from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Value,
    Window,
)
from django.db.models.functions import Coalesce, Length, RowNumber

from articles.models import Article, Publication
from articles.models.functions import Fold, RowCount, prefix_match
from articles.normal_forms import normalize
from quotes.formatting import excerpt
from quotes.models import Alias, Attribution, Quote, Speaker, Topic, visibility
from quotes.translation import label as _

#: Number of completions shown in all, and of those of one kind that are only similar.
MAX_COMPLETIONS = 8
MAX_SIMILAR_PER_KIND = 3
#: Number of letters that the input needs. A word of MIN_LETTERS_FOR_SIMILAR letters
#: makes the search look for misspellings, in words of at least MIN_SIMILAR_WORD_LENGTH
#: letters.
MIN_LETTERS = 2
MIN_LETTERS_FOR_SIMILAR = 4
MIN_SIMILAR_WORD_LENGTH = 3
#: Longer input is not the beginning of a name, and more words do not narrow it further.
MAX_INPUT_LENGTH = 100
MAX_INPUT_WORDS = 8
#: Number of matches of a kind that are ranked, and of quotes counted to rank them.
MAX_MATCHES_RANKED = 100
MAX_QUOTES_COUNTED = 50
#: Statement timeout in milliseconds: completions that come late are useless.
STATEMENT_TIMEOUT_MS = 300
#: Share of the trigrams of a typed word that a name must have.
MIN_WORD_SIMILARITY = 0.5

KINDS = {
    "speaker": (Speaker, _("Speakers")),
    "topic": (Topic, _("Topics")),
    "publication": (Publication, _("Outlets")),
    "article": (Article, _("Sources")),
}
#: Kinds take turns in this order, as long as each has completions left.
KIND_ORDER = ("speaker", "speaker", "topic", "publication", "article")


@dataclass(frozen=True, slots=True)
class Completion:
    """A page to go to. `name` and `alias` are runs of (text, whether it was typed)."""

    url: str
    name: tuple[tuple[str, bool], ...]
    alias: tuple[tuple[str, bool], ...]
    about: str


@dataclass(frozen=True, slots=True)
class Group:
    """The completions of one kind."""

    kind: str
    legend: str
    options: tuple[Completion, ...]


def find_completions(typed, kinds=KINDS):
    """Return (groups, late) for the typed text: at most MAX_COMPLETIONS in all.

    `late` is true if the search timed out, so that there may be more completions.
    """
    if len(typed) > MAX_INPUT_LENGTH or _count_letters(typed) < MIN_LETTERS:
        return [], False
    typed = "".join(each if each.isprintable() else " " for each in typed)
    begun, similar, words, late = [], [], [], False
    try:
        # On the connection that public pages read from: the limits apply to it.
        with transaction.atomic(using=router.db_for_read(Quote)):
            folded = _fold(typed)
            words = list(dict.fromkeys(folded.split()))[:MAX_INPUT_WORDS]
            if _count_letters(folded) >= MIN_LETTERS:
                begun = fetch_names(prefix_match(words), folded, kinds)
            if max(map(len, words), default=0) >= MIN_LETTERS_FOR_SIMILAR:
                names = set(kinds) - {row[0] for row in begun} - {"article"}
                similar = fetch_names(
                    similarity_match(words), folded, names, similar=True
                )
                if not begun and not similar and "article" in kinds:
                    # Titles are many and long, so the most expensive query comes last.
                    similar = fetch_names(
                        similarity_match(words), folded, ("article",), similar=True
                    )
    except OperationalError as error:
        # Show what was found so far. The reader can still submit the search.
        if not isinstance(error.__cause__, psycopg.errors.QueryCanceled):
            raise
        late = True
    near = {
        kind: rows[:MAX_SIMILAR_PER_KIND] for kind, rows in _by_kind(similar).items()
    }
    found = _share_out(_by_kind(begun) | near)
    groups = [
        Group(
            kind,
            _("{kind}, spelled similarly").format(kind=legend)
            if kind in near
            else legend,
            tuple(
                _completion(model, row, () if kind in near else words)
                for row in found[kind]
            ),
        )
        for kind, (model, legend) in KINDS.items()
        if kind in found
    ]
    return groups, late


def _count_letters(text):
    return sum(each.isalnum() for each in text)


def _fold(typed):
    """Return the text folded like names, and set the limits of this transaction."""
    with connections[router.db_for_read(Quote)].cursor() as cursor:
        cursor.execute(
            "SELECT on_record_fold(%s), set_config('statement_timeout', %s, true),"
            " set_config('pg_trgm.word_similarity_threshold', %s, true)",
            [typed, str(STATEMENT_TIMEOUT_MS), str(MIN_WORD_SIMILARITY)],
        )
        return cursor.fetchone()[0]


# Sources of names


def name_sources():
    """Return (kind, rows, column, shown, order) for each source of names.

    `shown` are expressions for the key, name, alias, description and slug.
    """
    quoted = Attribution.objects.filter(speaker=OuterRef("pk"))
    quoted_as = Attribution.objects.filter(speaker=OuterRef("speaker"))
    on_topic = Quote.topics.through.objects.filter(topic=OuterRef("pk"))
    printed = Article.objects.filter(publication=OuterRef("pk"))
    nothing = Value("")
    return [
        (
            "speaker",
            visibility.speakers(visibility.CURRENT),
            "name",
            ("pk", "name", nothing, "description", "slug"),
            _most_rows(quoted),
        ),
        (
            "speaker",
            Alias.objects.filter(
                speaker__in=visibility.speakers(visibility.CURRENT).order_by()
            ),
            "name",
            (
                "speaker",
                "speaker__name",
                "name",
                "speaker__description",
                "speaker__slug",
            ),
            _most_rows(quoted_as),
        ),
        (
            "topic",
            visibility.topics(visibility.CURRENT),
            "name",
            ("pk", "name", nothing, nothing, "slug"),
            _most_rows(on_topic),
        ),
        (
            "publication",
            visibility.publications(visibility.CURRENT),
            "name",
            ("pk", "name", nothing, "place", "slug"),
            _most_rows(printed),
        ),
        (
            "article",
            Article.objects.public(),
            "title",
            ("pk", "title", nothing, Coalesce("publication__name", nothing), nothing),
            F("published_on").desc(nulls_last=True),
        ),
    ]


def _most_rows(rows):
    """Order by the number of rows, counting no more than MAX_QUOTES_COUNTED."""
    return RowCount(rows.order_by().values("pk")[:MAX_QUOTES_COUNTED]).desc()


# Conditions


def similarity_match(words):
    """Match folded names with a word similar to each of the words.

    Compare word by word, because PostgreSQL compares with one continuous part of the
    name: “Jon Kenedy” is very unlike “John F. Kennedy”. Short words have too few
    trigrams.
    """
    every = prefix_match(word for word in words if len(word) < MIN_SIMILAR_WORD_LENGTH)
    for word in words:
        if len(word) >= MIN_SIMILAR_WORD_LENGTH:
            every &= Q(folded__trigram_word_similar=word)
    return every


def fetch_names(condition, folded, kinds, similar=False):
    """Return the matching rows, the best of each source first. One query."""
    queries = []
    for kind, rows, column, shown, order in name_sources():
        if kind not in kinds:
            continue
        name = Fold(column)
        if similar:
            best = [
                TrigramWordSimilarity(folded, name).desc(),
                TrigramSimilarity(name, folded).desc(),
            ]
        else:
            best = [
                _boolean(folded=folded).desc(),
                order,
                _boolean(folded__startswith=folded).desc(),
                Length(column),
            ]
        # Rank only the first rows found, so that no prefix is too expensive.
        candidates = rows.order_by().alias(folded=name).filter(condition)
        queries.append(
            rows.model.objects.order_by()
            .filter(pk__in=candidates.values("pk")[:MAX_MATCHES_RANKED])
            .alias(folded=name)
            .annotate(rank=Window(RowNumber(), order_by=[*best, "pk"]))
            .order_by("rank")
            .values_list(Value(kind), "rank", *shown)[:MAX_COMPLETIONS]
        )
    if len(queries) < 2:
        return [row for query in queries for row in query]
    return list(queries[0].union(*queries[1:], all=True).order_by())


def _boolean(**condition):
    return ExpressionWrapper(Q(**condition), BooleanField())


# Presentation


def _by_kind(rows):
    """Return {kind: rows}, the best rows first, each speaker once."""
    kinds = {}
    for kind, _order, key, *shown in sorted(rows):
        kinds.setdefault(kind, {}).setdefault(key, (key, *shown))
    return {kind: list(found.values()) for kind, found in kinds.items()}


def _share_out(found):
    """Share the places out among the kinds, in KIND_ORDER."""
    left = {kind: list(rows) for kind, rows in found.items()}
    taken = {}
    turns = cycle(KIND_ORDER)
    while any(left.values()) and sum(map(len, taken.values())) < MAX_COMPLETIONS:
        kind = next(turns)
        if left.get(kind):
            taken.setdefault(kind, []).append(left[kind].pop(0))
    return taken


def _completion(model, row, words):
    key, name, alias, about, slug = row
    page = model(pk=key, title=name) if model is Article else model(slug=slug)
    return Completion(
        page.get_absolute_url(),
        marked(name, words),
        marked(alias, words),
        excerpt(about, 80),
    )


def marked(name, words):
    """Split a name into runs of (text, whether it was typed)."""
    letters, places = [" "], [0]
    for place, letter in enumerate(name):
        for each in _folded_letter(letter):
            if each != " " or letters[-1] != " ":
                letters.append(each)
                places.append(place)
    folded, typed = "".join(letters), [False] * len(name)
    for word in words:
        if (before := folded.find(f" {word}")) >= 0:
            for place in places[before + 1 : before + 1 + len(word)]:
                typed[place] = True
    for place, letter in enumerate(name):
        # A separate combining mark goes with its letter.
        if place and unicodedata.combining(letter):
            typed[place] = typed[place - 1]
    runs = groupby(zip(name, typed, strict=True), key=lambda pair: pair[1])
    return tuple(("".join(each for each, _ in run), is_typed) for is_typed, run in runs)


def _folded_letter(letter):
    """Fold one character almost as PostgreSQL does, well enough to mark matches."""
    plain = "".join(
        each for each in normalize("NFKD", letter) if not unicodedata.combining(each)
    )
    if not plain.isascii() and unicodedata.name(plain[0], "").startswith("LATIN"):
        plain = anyascii(plain)
    return "".join(each if each.isalnum() else " " for each in plain.lower())
