"""Merges two records: one keeps its page, the other's address leads to it."""

import json

from django.core.exceptions import ValidationError
from django.db import transaction

from articles.audit_context import ActKind, acting
from quotes.merging import rows
from quotes.merging.fields import columns_of, follow, take_fields
from quotes.merging.kinds import kind_of
from quotes.models import Alias, Attribution, Merge, MergeAct, Speaker

#: How many quotes that name both speakers can be decided on in one merge.
MAX_BOTH = 200
#: The columns in which two attributions of one quote may differ.
PRINTED = ("name_as_printed", "role_as_printed", "cue", "standing", "evidence")


def lock_pair(model, source, target):
    """Return two records of a model by their keys, locked.

    Raises ValidationError if one does not exist, or if both are the same.
    """
    found = model._default_manager.select_for_update().order_by("pk")
    pair = {each.pk: each for each in found.filter(pk__in=[source, target])}
    if source == target:
        raise ValidationError("Choose two different records.", code="same")
    if len(pair) < 2:
        raise ValidationError(
            "One of the two does not exist any more: somebody else may have merged or "
            "deleted it.",
            code="gone",
        )
    return pair[source], pair[target]


def find_both(source, target):
    """Return [(attribution of source, of target)] of quotes that name both speakers.

    Raises ValidationError if there are more than MAX_BOTH.
    """
    named = Attribution.objects.select_related("quote").order_by("quote_id")
    theirs = named.filter(speaker=source, quote__attributions__speaker=target)
    found = list(theirs[: MAX_BOTH + 1])
    if len(found) > MAX_BOTH:
        raise ValidationError(
            f"More than {MAX_BOTH} quotes name both speakers. Correct these first: a "
            "joint statement has two speakers who are not the same.",
            code="both",
        )
    of_target = Attribution.objects.filter(
        speaker=target, quote__in=[each.quote_id for each in found]
    )
    ours = {each.quote_id: each for each in of_target}
    return [(each, ours[each.quote_id]) for each in found]


def differ(one, other):
    """Return whether two attributions of a quote differ."""
    return any(getattr(one, name) != getattr(other, name) for name in PRINTED)


@transaction.atomic
def merge(source, target, user, *, taken=(), both=None, reason=""):
    """Merge a record into another, and return the Merge.

    `taken` are the groups of fields (by first field) whose value is the source's. A
    field that the target lacks is always taken. `both` is {key of a quote: "source" or
    "target"}: which of two attributions stays; by default the target's.
    """
    with acting(ActKind.MERGED, user, reason):
        return _merge(source, target, user, taken, both or {}, reason)


def _merge(source, target, user, taken, both, reason):
    kind = kind_of(target)
    source, target = lock_pair(kind.model, source.pk, target.pk)
    done = Merge(
        act=MergeAct.MERGED,
        kind=kind.name,
        source=source.pk,
        source_name=source.name[:200],
        target=target.pk,
        target_name=target.name[:200],
        reason=reason,
        by=user,
    )
    deleted = {}
    if kind.of_quotes:
        _drop(kind.table, _doubles(kind, source, target, both), deleted)
    found = rows.keys(
        f"SELECT id FROM {kind.table} WHERE {kind.column} = %s ORDER BY id",  # noqa: S608
        [source.pk],
    )
    done.moved = rows.move(kind, found, source.pk, target.pk)
    before = columns_of(target)
    aliases = {}
    if kind.model is Speaker:
        aliases = _move_aliases(source, target, deleted)
    followed = follow(kind, source, target)
    _drop(kind.model._meta.db_table, [source.pk], deleted)
    take_fields(kind, source, target, taken)
    if aliases:
        name = source.name if source.name != target.name else before["name"]
        aliases["new_aliases"] = _add_alias(target, name)
    target.past_slugs = [
        slug
        for slug in dict.fromkeys([*target.past_slugs, *source.past_slugs, source.slug])
        if slug != target.slug
    ]
    # Dates of life may come from both.
    target.validate_constraints()
    target.save()
    after = columns_of(target)
    changed = [name for name in before if before[name] != after[name]]
    done.deleted = {
        table: [json.loads(row) for row in found] for table, found in deleted.items()
    }
    last = rows.run(f"SELECT coalesce(max(id), 0) FROM {kind.table}")  # noqa: S608
    done.details = aliases | {
        "last": last[0][0],
        "followed": followed,
        "before": {name: before[name] for name in changed},
        "after": {name: after[name] for name in changed},
    }
    done.save()
    return done


def _drop(table, keys, deleted):
    """Delete rows, and remember them."""
    if keys:
        deleted.setdefault(table, []).extend(rows.fetch(table, keys))
        rows.delete(table, keys)


def _doubles(kind, source, target, both):
    """Return the keys of rows that would be duplicates of a quote's other row."""
    if kind.table == "quotes_attribution":
        pairs = find_both(source, target)
        return [
            ours.pk if both.get(theirs.quote_id) == "source" else theirs.pk
            for theirs, ours in pairs
        ]
    return rows.keys(
        f"SELECT r.id FROM {kind.table} r JOIN {kind.table} o USING (quote_id)"  # noqa: S608
        f" WHERE r.{kind.column} = %s AND o.{kind.column} = %s",
        [source.pk, target.pk],
    )


def _move_aliases(source, target, deleted):
    known = {target.name, *target.aliases.values_list("name", flat=True)}
    aliases = source.aliases.order_by("pk")
    _drop(
        Alias._meta.db_table,
        [each.pk for each in aliases if each.name in known],
        deleted,
    )
    moved = list(source.aliases.values_list("pk", flat=True))
    Alias.objects.filter(pk__in=moved).update(speaker=target)
    return {"aliases": moved}


def _add_alias(target, name):
    """Make a name an alias, unless the target has it; return the keys of new ones."""
    if name == target.name:
        return []
    alias, made = target.aliases.get_or_create(name=name)
    return [alias.pk] if made else []
