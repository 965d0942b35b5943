"""Imports speakers, articles and quotes from plain data, such as fixtures/*.toml.

The data is a mapping with the lists `speakers` and `articles`; an article has `quotes`,
a quote `attributions`. A new speaker may have dates of life, `born` and `died`. A new
article may have `earlier_texts`, the oldest first, each a `text` and the day on which
it was `retrieved`. `sayings` list `quotes` that are the same words, each by the title
of its `article` and its `text`, as if an editor confirmed them. Records refer to each
other by name, not by number, and dates are as precise as they are known ("1863-11-19",
"2025"). Importing the same data again changes nothing: a speaker is identified by name,
an article by address or else by title, date and outlet, a quote by its words within its
article.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import make_aware

from articles.audit_context import ActKind, acting
from articles.canonical_urls import canonical_url
from articles.models import Article, Byline, Publication
from articles.models.base import Precision, Publishable, Status
from articles.partial_dates import PartialDate
from articles.text import (
    describe_control_character,
    find_control_character,
    normalise_newlines,
)
from quotes.anchoring.folding import fold
from quotes.models import (
    Alias,
    Attribution,
    MembershipReason,
    MembershipState,
    Quote,
    Saying,
    SayingMember,
    Speaker,
    Topic,
)


class InvalidDataError(Exception):
    """The data cannot be imported. `problems` lists what is wrong, and where."""

    def __init__(self, problems):
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass
class ImportResult:
    """The number of records added, by kind, and the problems of the others.

    `changed` are the keys of articles that had a text and have a new one: verify their
    quotes. `quotes` are the keys of those added.
    """

    added: dict[str, int] = field(default_factory=dict)
    changed: list[int] = field(default_factory=list)
    quotes: set[int] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def count(self, record):
        name = record._meta.verbose_name
        self.added[name] = self.added.get(name, 0) + 1


def load(data):
    """Store all records of the data and return the ImportResult.

    Raises InvalidDataError, which names every invalid record, and then stores none.
    """
    outcome = ImportResult()
    with acting(ActKind.IMPORTED), transaction.atomic():
        for number, row in enumerate(data.get("speakers", [])):
            _try(outcome, f"speakers[{number}]", _load_speaker, row)
        for number, row in enumerate(data.get("articles", [])):
            _try(outcome, f"articles[{number}]", _load_article, row)
        for number, row in enumerate(data.get("sayings", [])):
            _try(outcome, f"sayings[{number}]", _load_saying, row)
        if outcome.problems:
            raise InvalidDataError(outcome.problems)
    return outcome


def _try(outcome, path, load_row, row, *args):
    """Load one row; collect its problems, to report those of all rows together."""
    try:
        with transaction.atomic():
            return load_row(outcome, path, dict(row), *args)
    except ValidationError as error:
        faults = (
            error.message_dict
            if hasattr(error, "error_dict")
            else {"__all__": error.messages}
        )
        for name, messages in faults.items():
            where = path if name == "__all__" else f"{path}.{name}"
            outcome.problems += [f"{where}: {message}" for message in messages]
    except KeyError as error:
        outcome.problems.append(f"{path}: “{error.args[0]}” is missing.")
    except (TypeError, ValueError) as error:
        outcome.problems.append(f"{path}: {error}")
    return None


def _store(outcome, record):
    record.clean_fields()
    record.clean()
    try:
        with transaction.atomic():
            if isinstance(record, Publishable):
                record.save_as(record.status)
            else:
                record.save()
    except IntegrityError:
        record.full_clean()  # raises the message of the broken rule
        raise
    outcome.count(record)
    return record


def _load_speaker(outcome, path, row):
    aliases = row.pop("aliases", [])
    speaker = Speaker.objects.filter(name=row["name"]).first()
    if speaker is None:
        row = _dated(_dated(row, "born"), "died")
        speaker = _store(outcome, Speaker(**row))
    for name in aliases:
        if not speaker.aliases.filter(name=name).exists():
            _store(outcome, Alias(speaker=speaker, name=name))


def _load_article(outcome, path, row):
    bylines, quotes = row.pop("bylines", []), row.pop("quotes", [])
    text, publication = row.pop("text", ""), row.pop("publication", "")
    earlier, retrieved = row.pop("earlier_texts", []), row.pop("retrieved", None)
    article = Article(**{"status": Status.PUBLISHED, **_dated(row, "published")})
    if retrieved:
        article.retrieved_on = PartialDate.parse(retrieved).first_day
    if publication:
        article.publication = Publication.objects.filter(
            name=publication
        ).first() or _store(outcome, Publication(name=publication))
    if known := _same_article(article):
        article = known
    else:
        _store(outcome, article)
        for position, name in enumerate(bylines):
            _store(outcome, Byline(article=article, position=position, **name))
    held = article.current_snapshot
    for each in [] if held else earlier:
        _hold_text(article, **each)
    _hold_text(article, text, retrieved)
    if held and article.current_snapshot != held:
        outcome.changed.append(article.pk)
    for number, quote in enumerate(quotes):
        _try(outcome, f"{path}.quotes[{number}]", _load_quote, quote, article)


def _hold_text(article, text, retrieved):
    """Store a text that was read on a day, or now."""
    text = normalise_newlines(text).strip()
    if (offset := find_control_character(text)) is not None:
        raise ValidationError({"text": describe_control_character(text, offset)})
    if retrieved:
        day = PartialDate.parse(retrieved).first_day
        retrieved = make_aware(datetime.combine(day, time(12)))
    article.hold_text(text, retrieved_at=retrieved)


def _same_article(article):
    if article.url:
        same = Article.objects.filter(canonical_url=canonical_url(article.url))
    else:
        same = Article.objects.filter(
            title=article.title,
            published_on=article.published_on,
            publication=article.publication,
        )
    same = same.select_related("merged_into").first()
    return same and same.surviving


def _load_quote(outcome, path, row, article):
    attributions, topics = row.pop("attributions", []), row.pop("topics", [])
    text = row["text"] = normalise_newlines(row["text"]).strip()
    if article.quotes.filter(text=text).exists():
        return
    problems = len(outcome.problems)
    quote = Quote(article=article, **{"status": article.status, **_dated(row, "said")})
    quote.locate()
    _store(outcome, quote)
    outcome.quotes.add(quote.pk)
    for name in topics:
        topic = Topic.objects.filter(name=name).first()
        quote.topics.add(topic or _store(outcome, Topic(name=name)))
    for number, attribution in enumerate(attributions):
        where = f"{path}.attributions[{number}]"
        _try(outcome, where, _load_attribution, attribution, quote)
    if quote.status == Status.PUBLISHED and len(outcome.problems) == problems:
        quote.check_publishable()


def _load_attribution(outcome, path, row, quote):
    name = row.pop("speaker")
    speaker = Speaker.objects.filter(name=name).first()
    if speaker is None:
        raise ValidationError({"speaker": f"No speaker is named “{name}”."})
    row["name_as_printed"] = row.pop("name", "")
    row["role_as_printed"] = row.pop("role", "")
    _store(outcome, Attribution(quote=quote, speaker=speaker, **row))


def _load_saying(outcome, path, row):
    """Group quotes if one of them is new: later decisions of editors stay."""
    quotes = []
    for each in row["quotes"]:
        found = Quote.objects.filter(
            article__title=each["article"], text=each["text"]
        ).first()
        if found is None:
            text = f"No quote of “{each['article']}” has the words “{each['text']}”."
            raise ValidationError(text)
        quotes.append(found)
    if outcome.quotes.isdisjoint(each.pk for each in quotes):
        return
    members = SayingMember.objects.filter(quote__in=quotes).select_related("saying")
    known = {member.quote_id: member for member in members}
    saying = next((each.saying for each in known.values()), None)
    saying = saying or _store(outcome, Saying(note=row.get("note", "")))
    first = quotes[0]
    for quote in quotes:
        member = known.get(quote.pk) or SayingMember(quote=quote)
        before = (member.saying_id, member.state, member.reason)
        member.saying, member.state = saying, MembershipState.CONFIRMED
        if quote is first:
            member.reason, member.compared_with = MembershipReason.FIRST, None
        else:
            same = _words(quote.text) == _words(first.text)
            member.reason = MembershipReason.EQUAL if same else MembershipReason.ALTERED
            member.compared_with = first
        if before != (saying.pk, member.state, member.reason):
            member.save()


def _words(text):
    return re.findall(r"\w+", fold(text).casefold())


def _dated(row, prefix):
    """Replace the date of a row by the model's two fields, and return the row."""
    written = row.pop(f"{prefix}_on" if prefix == "said" else prefix, None)
    date = PartialDate.parse(written) if written else None
    row[f"{prefix}_on"] = date.first_day if date else None
    row[f"{prefix}_precision"] = date.precision if date else Precision.UNKNOWN
    return row
