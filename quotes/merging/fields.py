"""The fields of two records that are merged, and other rows that name them."""

import json

from quotes.merging import rows
from quotes.merging.kinds import kind_of
from quotes.models import Alias


def columns_of(record):
    """Return the stored columns of a record, as JSON, without times and its key."""
    table = record._meta.db_table
    row = json.loads(rows.fetch(table, [record.pk])[0])
    generated = {each.column for each in record._meta.fields if each.generated}
    left_out = {"id", "created_at", "updated_at", *generated}
    return {name: value for name, value in row.items() if name not in left_out}


def followers(kind):
    """Return (table, column) of the other foreign keys to records of a kind."""
    known = {kind.table, Alias._meta.db_table, *kind.stays}
    found = [
        (each.related_model._meta.db_table, each.field.column)
        for each in kind.model._meta.related_objects
        if each.one_to_many
    ]
    return [pair for pair in found if pair[0] not in known]


def follow(kind, source, target):
    """Move the rows of `followers`; return {table: their keys}."""
    return {
        table: rows.keys(
            f"UPDATE {table} SET {column} = %s WHERE {column} = %s RETURNING id",  # noqa: S608
            [target.pk, source.pk],
        )
        for table, column in followers(kind)
    }


def unfollow(kind, done):
    """Move the rows of `follow` back, unless they have been moved again since."""
    for table, column in followers(kind):
        rows.run(
            f"UPDATE {table} SET {column} = %s"  # noqa: S608
            f" WHERE id = ANY (%s) AND {column} = %s",
            [done.source, done.details["followed"].get(table, []), done.target],
        )


def compare_fields(source, target):
    """Return [(label, group, value of source, value of target)] of fields that differ.

    `group` is the name of the first field. Fields that one record lacks are included.
    """
    found = []
    for label, names in kind_of(source).fields:
        theirs = [getattr(source, name) for name in names]
        ours = [getattr(target, name) for name in names]
        if theirs != ours:
            found.append((label, names[0], _say(source, names), _say(target, names)))
    return found


def _say(record, names):
    """Return a group of fields as words."""
    if len(names) > 1 and names[0].endswith("_on"):
        return str(getattr(record, names[0].removesuffix("_on")) or "")
    if "sort_name" in names and record.name:
        return f"{record.name} (cited as {record.parts.inverted})"
    field = record._meta.get_field(names[0])
    if field.choices:
        return getattr(record, f"get_{field.name}_display")()
    return str(getattr(record, field.name) or "")


def take_fields(kind, source, target, taken):
    """Set the groups of fields that are `taken`, or that the target lacks."""
    for _, names in kind.fields:
        lacks = not getattr(target, names[0]) and getattr(source, names[0])
        if names[0] in taken or lacks:
            for name in names:
                setattr(target, name, getattr(source, name))


def restore_fields(kind, done, target, notes):
    """Set the fields of a target as they were before a merge, unless changed since."""
    before, after = done.details["before"], done.details["after"]
    now = json.loads(rows.fetch(kind.model._meta.db_table, [target.pk])[0])
    for label, names in kind.fields:
        group = [*names, "slug"] if "name" in names else names
        changed = [name for name in group if name in before]
        if any(now[name] != after[name] for name in changed):
            notes.append(f"{label} of {target}: changed since the merge, and stays so.")
            continue
        for name in changed:
            field = kind.model._meta.get_field(name)
            setattr(target, name, field.to_python(before[name]))
