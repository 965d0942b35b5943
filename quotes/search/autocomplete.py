"""What a reader may mean whose search has only begun: names and titles to go to.

First what has a word that begins like each word that is typed, in any order, without
regard to case and accents. Of the kinds of names of which there is none, those spelled
similarly; and titles spelled similarly where there is nothing else. Everything here
is bounded: the input, the rows that are looked at, and the time.
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
from quotes.formatting import excerpt
from quotes.models import Alias, Attribution, Quote, Speaker, Topic, visibility
from quotes.models.functions import Fold, RowCount

#: So many are offered in all, and so many of one kind that are only similar.
MAX_COMPLETIONS = 8
MAX_SIMILAR_PER_KIND = 3
#: What is typed has at least so many letters. Mistakes are looked for where a word
#: has so many, and then in words of so many.
MIN_LETTERS = 2
MIN_LETTERS_FOR_SIMILAR = 4
MIN_SIMILAR_WORD_LENGTH = 3
#: Longer input is no beginning of a name, and more words do not narrow it further.
MAX_INPUT_LENGTH = 100
MAX_WORDS = 8
#: So many matches of a kind are ranked, and so many quotes counted to rank by.
MAX_CANDIDATES = 100
MAX_QUOTES_COUNTED = 50
#: Milliseconds that one statement may take: late suggestions are of no use.
STATEMENT_TIMEOUT_MS = 300
#: The share of the trigrams of a typed word that a name has to have.
MIN_WORD_SIMILARITY = 0.5

KINDS = {
    "speaker": (Speaker, "Speakers"),
    "topic": (Topic, "Topics"),
    "publication": (Publication, "Publications"),
    "article": (Article, "Articles"),
}
#: How the places are given out as long as there is something of each kind.
KIND_ORDER = ("speaker", "speaker", "topic", "publication", "article")


@dataclass(frozen=True, slots=True)
class Completion:
    """A page to go to. `name` and `alias` are runs of (text, whether it is typed)."""

    url: str
    name: tuple[tuple[str, bool], ...]
    alias: tuple[tuple[str, bool], ...]
    about: str


@dataclass(frozen=True, slots=True)
class Group:
    """The suggestions of one kind."""

    kind: str
    legend: str
    options: tuple[Completion, ...]


def find_completions(typed):
    """Return (groups, late) for the typed text: at most MAX_COMPLETIONS in all.

    `late` is true if the search timed out, so that there may be more completions.
    """
    if len(typed) > MAX_INPUT_LENGTH or _count_letters(typed) < MIN_LETTERS:
        return [], False
    typed = "".join(each if each.isprintable() else " " for each in typed)
    begun, similar, words, late = [], [], [], False
    try:
        # Where public pages read: the limits hold for that connection.
        with transaction.atomic(using=router.db_for_read(Quote)):
            folded = _fold(typed)
            words = list(dict.fromkeys(folded.split()))[:MAX_WORDS]
            if _count_letters(folded) >= MIN_LETTERS:
                begun = _fetch_rows(_prefix_match(words), folded)
            if max(map(len, words), default=0) >= MIN_LETTERS_FOR_SIMILAR:
                names = KINDS.keys() - {row[0] for row in begun} - {"article"}
                similar = _fetch_rows(
                    _similarity_match(words), folded, names, similar=True
                )
                if not begun and not similar:
                    # Titles are many and long: the dearest question comes last.
                    similar = _fetch_rows(
                        _similarity_match(words), folded, ("article",), similar=True
                    )
    except OperationalError as error:
        # What was found by then is shown; the search itself is still to come.
        if not isinstance(error.__cause__, psycopg.errors.QueryCanceled):
            raise
        late = True
    near = {
        kind: rows[:MAX_SIMILAR_PER_KIND] for kind, rows in _by_kind(similar).items()
    }
    groups = [
        Group(
            kind,
            f"{legend}, spelled similarly" if kind in near else legend,
            tuple(
                _completion(model, row, () if kind in near else words)
                for row in found[kind]
            ),
        )
        for found in [_share_out(_by_kind(begun) | near)]
        for kind, (model, legend) in KINDS.items()
        if kind in found
    ]
    return groups, late


def _count_letters(text):
    return sum(each.isalnum() for each in text)


def _fold(typed):
    """Return what is typed as names are folded; set limits until the transaction ends.

    All in one query.
    """
    with connections[router.db_for_read(Quote)].cursor() as cursor:
        cursor.execute(
            "SELECT on_record_fold(%s), set_config('statement_timeout', %s, true),"
            " set_config('pg_trgm.word_similarity_threshold', %s, true)",
            [typed, str(STATEMENT_TIMEOUT_MS), str(MIN_WORD_SIMILARITY)],
        )
        return cursor.fetchone()[0]


# Where names come from


def _sources():
    """Return (kind, rows, column, what is shown, order) of all that can be found.

    What is shown are the expressions of: key, name, other name, description, slug.
    """
    quoted = Attribution.objects.filter(speaker=OuterRef("pk"))
    quoted_as = Attribution.objects.filter(speaker=OuterRef("speaker"))
    on_topic = Quote.topics.through.objects.filter(topic=OuterRef("pk"))
    printed = Article.objects.filter(publication=OuterRef("pk"))
    nothing = Value("")
    return [
        (
            "speaker",
            visibility.speakers(),
            "name",
            ("pk", "name", nothing, "description", "slug"),
            _most_rows(quoted),
        ),
        (
            "speaker",
            Alias.objects.filter(speaker__in=visibility.speakers().order_by()),
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
            visibility.topics(),
            "name",
            ("pk", "name", nothing, nothing, "slug"),
            _most_rows(on_topic),
        ),
        (
            "publication",
            visibility.publications(),
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
    """Order by the number of rows, as far as it is worth counting."""
    return RowCount(rows.order_by().values("pk")[:MAX_QUOTES_COUNTED]).desc()


# What is looked for


def _prefix_match(words):
    """Match folded names in which each of the words begins a word."""
    every = Q()
    for word in words:
        every &= Q(folded__contains=f" {word}")
    return every


def _similarity_match(words):
    """Match folded names that have a word similar to each of the words.

    Word by word, since PostgreSQL compares with one unbroken part of the name: “Jon
    Kenedy” is much unlike “John F. Kennedy”. Short words have too few trigrams.
    """
    every = _prefix_match(word for word in words if len(word) < MIN_SIMILAR_WORD_LENGTH)
    for word in words:
        if len(word) >= MIN_SIMILAR_WORD_LENGTH:
            every &= Q(folded__trigram_word_similar=word)
    return every


def _fetch_rows(condition, folded, kinds=KINDS, similar=False):
    """Return the rows that match, best first in each of their sources; one query."""
    queries = []
    for kind, rows, column, shown, order in _sources():
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
        # Ranked are the first that are found, so that no beginning costs too much.
        candidates = rows.order_by().alias(folded=name).filter(condition)
        queries.append(
            rows.model.objects.order_by()
            .filter(pk__in=candidates.values("pk")[:MAX_CANDIDATES])
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


# What is shown


def _by_kind(rows):
    """Return the rows of each kind, the best first, each speaker once."""
    kinds = {}
    for kind, _, key, *shown in sorted(rows):
        kinds.setdefault(kind, {}).setdefault(key, (key, *shown))
    return {kind: list(found.values()) for kind, found in kinds.items()}


def _share_out(found):
    """Return as much of each kind as there is room for."""
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
    """Part a name into runs of (text, whether it is what was typed)."""
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
        # A mark that stands apart from its letter goes with it.
        if place and unicodedata.combining(letter):
            typed[place] = typed[place - 1]
    runs = groupby(zip(name, typed, strict=True), key=lambda pair: pair[1])
    return tuple(("".join(each for each, _ in run), is_typed) for is_typed, run in runs)


def _folded_letter(letter):
    """Fold one character, as PostgreSQL does: near enough to show what matched."""
    plain = "".join(
        each
        for each in unicodedata.normalize("NFKD", letter)
        if not unicodedata.combining(each)
    )
    if not plain.isascii() and unicodedata.name(plain[0], "").startswith("LATIN"):
        plain = anyascii(plain)
    return "".join(each if each.isalnum() else " " for each in plain.lower())
