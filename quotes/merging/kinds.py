"""The kinds of records, and their differences in merging, splitting and undoing."""

from dataclasses import dataclass

from django.db import models
from django.utils.text import capfirst

from articles.models import Article, Publication, RecordKind
from articles.models.names import NAME_PARTS
from quotes.models import Speaker, Topic


@dataclass(frozen=True)
class MergeableKind:
    """A kind of record, and the rows that name it.

    `fields` are groups of fields that are chosen together: (label, names). `table` has
    the rows that move, with the key of the record in `column`; `quotes` is SQL for the
    keys of the quotes of such rows `r`.
    """

    name: str
    model: type[models.Model]
    fields: tuple
    table: str
    column: str
    quotes: str
    #: What moves: the name of the related rows, and words for editors.
    moves: str
    #: Whether a quote can have a row for each of two records.
    of_quotes: bool = True
    #: Tables whose rows stay with a record that is not deleted.
    stays: tuple = ()

    def count(self, number):
        """Return a number of rows that move, with the noun: “1 quote”."""
        return f"{number:,} {self.moves if number != 1 else self.moves[:-1]}"


_NAME = ("Name", ("name",))
#: Fields of articles that are chosen with another, and those that nobody chooses.
_WITH = {"url": ["canonical_url"], "published_on": ["published_precision"]}
_NOT_CHOSEN = {"id", "status", "withdrawn_reason", "published_precision"}
KINDS = {
    each.name: each
    for each in (
        MergeableKind(
            RecordKind.SPEAKER,
            Speaker,
            (
                (
                    "Name",
                    ("name", "kind", *NAME_PARTS, "parts_status", "sort_name"),
                ),
                ("Description", ("description",)),
                ("Wikidata number", ("wikidata_id",)),
                ("Born", ("born_on", "born_precision")),
                ("Died", ("died_on", "died_precision")),
            ),
            "quotes_attribution",
            "speaker_id",
            "SELECT r.quote_id",
            "attributions",
        ),
        MergeableKind(
            RecordKind.PUBLICATION,
            Publication,
            (_NAME, ("Place", ("place",)), ("Website", ("website",))),
            "articles_article",
            "publication_id",
            "SELECT id FROM quotes_quote WHERE article_id = r.id",
            "articles",
            of_quotes=False,
        ),
        MergeableKind(
            RecordKind.TOPIC,
            Topic,
            (_NAME,),
            "quotes_quote_topics",
            "topic_id",
            "SELECT r.quote_id",
            "quotes",
        ),
        MergeableKind(
            RecordKind.ARTICLE,
            Article,
            tuple(
                (capfirst(each.verbose_name), (each.attname, *_WITH.get(each.name, ())))
                for each in Article._meta.concrete_fields
                if each.editable and each.name not in _NOT_CHOSEN
            ),
            "quotes_quote",
            "article_id",
            "SELECT r.id",
            "quotes",
            of_quotes=False,
            stays=(
                *("articles_byline", "articles_snapshot", "articles_rawpage"),
                *("articles_intake", "quotes_handin", "quotes_schedule"),
                "quotes_review",
            ),
        ),
    )
}


def kind_of(record):
    """Return the MergeableKind of a record."""
    return KINDS[record._meta.model_name]
