"""The history of a record as entries for people: labels, values, differences."""

from dataclasses import dataclass
from functools import cache
from itertools import groupby

from django.db import models

from quotes.history.states import LEFT, PARTS, RECORDS, name_of
from quotes.history.words import render_words
from quotes.models import Operation

#: Columns that are not shown; those of the place share one line.
_PLACE = frozenset(
    "spans prefix suffix snapshot_id printed_spans printed_in_id".split()
)
_HIDDEN = (LEFT | {"digest", "quote_id", "sort_name"}) - {
    *("status", "withdrawn_reason", "anchor_status", "anchor_reason", "dropped_words"),
    "merged_into_id",
}
_NOTHING = "nothing"


@dataclass
class Difference:
    """A change of one field: texts have their differences marked."""

    label: str
    shown: str


@dataclass
class Entry:
    """The changes of a record by one act in one transaction."""

    first: object
    lines: list

    @property
    def key(self):
        return self.first.pk


def group_entries(changes):
    """Return Entries of changes, which are sorted newest first."""
    names = cache(name_of)
    return [
        Entry(first := next(group), list(_lines([first, *group], names)))
        for _, group in groupby(
            changes, key=lambda each: (each.transaction, each.act, each.user_id)
        )
    ]


def _lines(changes, names):
    """Yield (sentence, differences) for each change, the oldest first."""
    for change in reversed(changes):
        model = PARTS.get((change.record, change.part), RECORDS[change.record])
        what = _label(model) if change.part else ""
        if change.operation == Operation.CHANGED:
            differences = list(_differences(model, change, names))
            if differences:
                yield what, differences
        elif change.operation == Operation.CREATED:
            yield f"{what or 'entry'} added", []
        else:
            values = [
                Difference(label, value)
                for label, value in _values(model, change.before, names)
            ]
            yield f"{what or 'entry'} deleted", values


def _differences(model, change, names):
    if _PLACE & {*change.before}:
        yield Difference("place in the text", "found again")
    for field in model._meta.concrete_fields:
        column = field.column
        if column in _HIDDEN or column in _PLACE or column not in change.before:
            continue
        old, new = (
            describe_value(field, values[column], names)
            for values in (change.before, change.after)
        )
        if isinstance(field, models.ForeignKey) or field.choices:
            yield Difference(_label(field), f"{old} → {new}")
        else:
            yield Difference(_label(field), render_words(old, new))


def _values(model, columns, names):
    for field in model._meta.concrete_fields:
        value = columns.get(field.column)
        if value in (None, "", []) or field.column in _HIDDEN | _PLACE | {"text"}:
            continue
        yield _label(field), describe_value(field, value, names)


def describe_value(field, value, names=name_of):
    """Return a stored value in words."""
    if value in (None, ""):
        return _NOTHING
    if isinstance(field, models.ForeignKey):
        return names(field.related_model, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)


def _label(model_or_field):
    meta = getattr(model_or_field, "_meta", None)
    if meta and meta.auto_created:
        return "topic"
    return str(meta.verbose_name if meta else model_or_field.verbose_name)
