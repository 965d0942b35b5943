"""Earlier states of a record and its parts: the current rows, with changes undone."""

import json
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import connection, models, transaction

from articles.audit_context import ActKind, acting
from articles.models import Article, Byline, Publication, Snapshot
from articles.models.base import Status
from quotes.models import Alias, Attribution, Change, Operation, Quote, Speaker, Topic
from quotes.models.publishing import SENSE_CHANGED
from quotes.verification.verify import verify

#: The models of records and of their parts, by the names in the history.
RECORDS = {
    model._meta.model_name: model
    for model in (Publication, Article, Speaker, Topic, Quote)
}
PARTS = {
    ("article", "byline"): Byline,
    ("article", "snapshot"): Snapshot,
    ("speaker", "alias"): Alias,
    ("quote", "attribution"): Attribution,
    ("quote", "topic"): Quote.topics.through,
}
#: The column of some parts that is unique within a record.
_UNIQUE = {"attribution": "speaker_id", "alias": "name"}
#: Columns that a revert leaves unchanged: keys, times, derived columns, and the status,
#: so that nothing is published or withdrawn by accident. A merge is undone elsewhere.
LEFT = frozenset(
    "id created_at updated_at created_by_id status withdrawn_reason merged_into_id "
    "slug past_slugs index_letter index_key canonical_url snapshot_id spans prefix "
    "suffix anchor_status anchor_reason printed_in_id printed_spans "
    "dropped_words".split()
)
NOT_IN_TEXT = (
    "The words of that time are not in the article’s present text, so they cannot "
    "replace published words."
)


@dataclass
class State:
    """The columns of a record, and of its parts by (part, key)."""

    row: dict
    parts: dict


def present(record):
    """Return the current State of a record."""
    name = record._meta.model_name
    (row,) = _rows(type(record), "id", record.pk)
    parts = {}
    for (of, part), model in PARTS.items():
        if of == name:
            for each in _rows(model, f"{name}_id", record.pk):
                parts[part, each["id"]] = each
    return State(row, parts)


def before(record, changes):
    """Return the State before all of these changes, which are sorted newest first."""
    state = present(record)
    for change in changes:
        key = (change.part, change.part_id)
        if not change.part:
            state.row |= change.before or {}
        elif change.operation == Operation.CREATED:
            state.parts.pop(key, None)
        else:
            state.parts[key] = state.parts.get(key, {}) | change.before
    if isinstance(record, Quote) and state.row["article_id"] != record.article_id:
        # It stays with the article that its own was merged into.
        then = Article.objects.filter(pk=state.row["article_id"])
        merged = then.values_list("merged_into", flat=True).first()
        state.row["article_id"] = merged or state.row["article_id"]
    return state


def after(record, change):
    """Return the State after the transaction of a change."""
    later = Change.objects.of(record).filter(pk__gt=change.pk)
    return before(record, later.exclude(transaction=change.transaction))


def _rows(model, column, key):
    """Return the rows as the triggers record them, without texts of snapshots."""
    table = connection.ops.quote_name(model._meta.db_table)
    sql = f"SELECT to_jsonb(t) - '{{text,sketch}}'::text[] FROM {table} t"  # noqa: S608
    if model is not Snapshot:
        sql = f"SELECT to_jsonb(t) FROM {table} t"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} WHERE {column} = %s ORDER BY id", [key])
        return [json.loads(row) for (row,) in cursor]


def revert(record, state, user, reason=""):
    """Return a record to a state, apart from its status, and save it.

    Raises ValidationError, with sentences, if a part of it cannot be restored. Then
    nothing is saved.
    """
    with acting(ActKind.REVERTED, user, reason), transaction.atomic():
        if isinstance(record, Quote):
            Article.objects.filter(pk=record.article_id).share()
        record = type(record)._default_manager.select_for_update().get(pk=record.pk)
        now = present(record)
        _set(record, state.row)
        if isinstance(record, Quote) and any(
            now.row[name] != state.row[name] for name in ("text", "article_id")
        ):
            _relocate(record)
        record.full_clean()
        record.save()
        _revert_parts(record, now, state)
        if isinstance(record, Article):
            _revert_text(record, now, state)
        if isinstance(record, Quote) and record.status == Status.PUBLISHED:
            record.check_publishable()
    return record


def _relocate(quote):
    quote.locate()
    if quote.status != Status.DRAFT:
        if quote.snapshot_id and not quote.is_located:
            raise ValidationError(NOT_IN_TEXT, code="not_in_text")
        if quote.dropped_words:
            raise ValidationError(SENSE_CHANGED % {"words": quote.dropped_words})


def _set(row, columns):
    """Set the fields of a row to the columns of a state, as far as a revert may."""
    for field in row._meta.concrete_fields:
        if field.column not in columns or field.column in LEFT or field.generated:
            continue
        value = columns[field.column]
        if isinstance(field, models.ForeignKey) and value is not None:
            _require(field, value)
        if not isinstance(field, models.JSONField):
            value = field.to_python(value)
        setattr(row, field.attname, value)


def _require(field, key):
    """Raise ValidationError if the row that a foreign key names does not exist."""
    model = field.related_model
    try:
        model._default_manager.get(pk=key)
    except ObjectDoesNotExist:
        name = model._meta.verbose_name
        raise ValidationError(
            f"The {name} of that time ({name_of(model, key)}) no longer exists, so "
            "this state cannot be had again.",
            code="gone",
        ) from None


def name_of(model, key):
    """Return the name of a row, also of one that was deleted, or its number."""
    if row := model._default_manager.filter(pk=key).first():
        return str(row)
    last = Change.objects.filter(
        record=model._meta.model_name,
        record_id=key,
        part="",
        operation=Operation.DELETED,
    ).first()
    return (last and last.before.get("name")) or f"number {key}"


def _revert_parts(record, now, state):
    """Delete, change and add parts.

    Deletes first, also parts with a value that another one will get: some columns are
    unique. They are added again with their keys.
    """
    kept = {key: row for key, row in state.parts.items() if key[0] != "snapshot"}
    name = record._meta.model_name
    owners = {_unique(key, row): key for key, row in kept.items()}
    for key, row in now.parts.items():
        part, pk = key
        is_taken = owners.get(_unique(key, row), key) != key
        if part != "snapshot" and (key not in kept or is_taken):
            PARTS[name, part]._default_manager.filter(pk=pk).delete()
    # The one that is verified comes last: only one can be.
    rows = sorted(kept.items(), key=lambda each: each[1].get("standing") == "verified")
    for (part, key), columns in rows:
        model = PARTS[name, part]
        row = model._default_manager.filter(pk=key).first() or model(pk=key)
        _set(row, columns)
        if row._state.adding or now.parts.get((part, key)) != columns:
            row.full_clean(validate_unique=row._state.adding)
            row.save()


def _unique(key, row):
    """Return the values that no other part of the record has."""
    part, pk = key
    return part, row[_UNIQUE[part]] if part in _UNIQUE else pk


def _revert_text(article, now, state):
    """Store the text of that time again, and look for the quotes in it."""

    def last(parts):
        return max((key for part, key in parts if part == "snapshot"), default=None)

    then = last(state.parts)
    if then is None or then == last(now.parts):
        return
    held = Snapshot.objects.filter(pk=then).first()
    if held is None:
        raise ValidationError("The text of that time is not held any more.")
    article.hold_text(held.text, held.retrieved_from, held.retrieved_at)
    verify(article.quotes.all())
