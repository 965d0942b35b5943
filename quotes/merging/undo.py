"""Undoes merges and splits, also after later edits, or says why it cannot."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import formats, timezone

from articles.audit_context import ActKind, acting
from articles.models import RecordKind
from quotes.merging import rows
from quotes.merging.article_undo import move_back, part_articles
from quotes.merging.fields import followers, restore_fields, unfollow
from quotes.merging.kinds import KINDS
from quotes.models import (
    Alias,
    Attribution,
    Merge,
    MergeAct,
    Quote,
    Standing,
)


@transaction.atomic
def undo(done, user):
    """Restore the state before a merge or a split; return notes about later edits.

    Later changes stay, and a note says so. Raises
    ValidationError, with the reason, if the two records cannot both be as they were.
    """
    # Readers see that a quote was split off, and therefore also its undo.
    act = ActKind.SPLIT if done.act == MergeAct.SPLIT else ActKind.UNDONE
    with acting(act, user, f"Undone: {done}"):
        return _undo(done, user)


def _undo(done, user):
    done = Merge.objects.select_for_update().get(pk=done.pk)
    if done.undone_at:
        raise ValidationError("It was undone already.", code="undone")
    kind = KINDS[done.kind]
    found = kind.model._default_manager.select_for_update()
    target = found.filter(pk=done.target).first()
    if target is None or getattr(target, "merged_into_id", None):
        raise ValidationError(_why_gone(done, done.target, done.target_name))
    notes = []
    try:
        with transaction.atomic():
            if kind.name == RecordKind.ARTICLE:
                part_articles(done, target, notes)
            elif done.act == MergeAct.MERGED:
                _part(kind, done, target, notes)
            elif not found.filter(pk=done.source).exists():
                raise ValidationError(_why_gone(done, done.source, done.source_name))
            moved = _still_there(kind, done, notes)
            if kind.name == RecordKind.ARTICLE:
                move_back(done, moved, notes)
            else:
                rows.move(kind, moved, done.target, done.source)
            _restore_doubles(kind, done, notes)
            rows.run("SET CONSTRAINTS ALL IMMEDIATE")
            rows.run("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise ValidationError(
            f"It cannot be undone as things are now: {error.__cause__ or error}"
        ) from error
    if done.details.get("new_target"):
        _remove_new(kind, done, target, notes)
    done.undone_at, done.undone_by = timezone.now(), user
    done.save()
    return notes


def _why_gone(done, key, name):
    later = Merge.objects.filter(
        kind=done.kind, source=key, act=MergeAct.MERGED, undone_at=None
    ).first()
    if later:
        day = formats.date_format(timezone.localtime(later.at))
        return f"{name} was merged into {later.target_name} on {day}: undo that first."
    return f"{name} does not exist any more: it was deleted."


def _part(kind, done, target, notes):
    """Restore the source, and the target's fields and aliases as they were."""
    table = kind.model._meta.db_table
    (source,) = done.deleted[table]
    before = done.details["before"]
    restore_fields(kind, done, target, notes)
    theirs = {source["slug"], *source["past_slugs"]} - {*before.get("past_slugs", ())}
    target.past_slugs = [
        slug for slug in target.past_slugs if slug not in {*theirs, target.slug}
    ]
    # Not save(), which would make the parts of the name and the slug again.
    fields = {name for _, names in kind.fields for name in names}
    kind.model._default_manager.filter(pk=target.pk).update(
        updated_at=timezone.now(),
        **{name: getattr(target, name) for name in (*fields, "slug", "past_slugs")},
    )
    _check_free(kind, source, target)
    rows.restore(table, source)
    _restore_aliases(done, notes)
    unfollow(kind, done)


def _check_free(kind, source, target):
    """Refuse if another record now has the source's address or Wikidata number."""
    others = kind.model._default_manager.all()
    taken = others.filter(slug=source["slug"]).first()
    if taken:
        raise ValidationError(
            f"{taken} has the address “{source['slug']}” of {source['name']} now: "
            "rename it first.",
            code="address",
        )
    number = source.get("wikidata_id")
    if number:
        taken = others.exclude(pk=target.pk).filter(wikidata_id=number).first()
        if taken:
            raise ValidationError(
                f"{taken} has the Wikidata number {number} of {source['name']} now: "
                "remove it there first.",
                code="wikidata",
            )


def _restore_aliases(done, notes):
    moved = Alias.objects.filter(pk__in=done.details.get("aliases", ()))
    here = moved.filter(speaker=done.target)
    if lost := len(done.details.get("aliases", ())) - here.count():
        notes.append(f"Aliases deleted or moved since, and left so: {lost}.")
    here.update(speaker=done.source)
    new = Alias.objects.filter(
        pk__in=done.details.get("new_aliases", ()), speaker=done.target
    )
    new.filter(name__in=[done.source_name, done.target_name]).delete()
    for alias in done.deleted.get(Alias._meta.db_table, ()):
        rows.restore(Alias._meta.db_table, alias)


def _still_there(kind, done, notes):
    """Return the keys of moved rows that can move back, locked; note the others."""
    rows.lock_quotes(kind, done.moved)
    moved = rows.keys(
        f"SELECT id FROM {kind.table} WHERE id = ANY (%s)"  # noqa: S608
        f" AND {kind.column} = %s ORDER BY id",
        [done.moved, done.target],
    )
    if lost := len(done.moved) - len(moved):
        notes.append(
            f"Deleted or given to another {kind.name} since, and left so: {lost} of "
            f"{kind.count(len(done.moved))}."
        )
    if done.act == MergeAct.MERGED:
        deleted = [row["id"] for row in done.deleted.get(kind.table, ())]
        known = [*done.moved, *deleted]
        new = rows.run(
            f"SELECT count(*) FROM {kind.table} r WHERE {kind.column} = %s"  # noqa: S608
            " AND r.id > %s AND r.id <> ALL (%s)",
            [done.target, done.details["last"], known],
        )[0][0]
        if new:
            notes.append(
                f"Entered since the merge: {kind.count(new)}. They stay with "
                f"{done.target_name}: check whose they are."
            )
    return moved


def _restore_doubles(kind, done, notes):
    """Insert again the rows that were deleted as duplicates."""
    if not kind.of_quotes:
        return
    for row in done.deleted.get(kind.table, ()):
        if not Quote.objects.filter(pk=row["quote_id"]).exists():
            notes.append(f"Quote {row['quote_id']} has been deleted since.")
            continue
        if kind.table == Attribution._meta.db_table:
            _check_standing(row)
        rows.restore(kind.table, row)


def _check_standing(row):
    """Refuse if the standing of a restored attribution is not possible any more."""
    others = Attribution.objects.filter(quote=row["quote_id"])
    same = others.filter(speaker=row["speaker_id"])
    verified = Q(standing=Standing.VERIFIED)
    if row["standing"] != Standing.VERIFIED:
        verified &= Q(pk=None)
    if clash := (same | others.filter(verified)).select_related("quote").first():
        raise ValidationError(
            f"“{clash.quote}” has another attribution by now ({clash.speaker}, "
            f"{clash.get_standing_display().lower()}): correct it first.",
            code="attribution",
        )


def _remove_new(kind, done, target, notes):
    """Delete the record that a split made, unless it is used or was changed."""
    is_used = any(
        rows.keys(
            f"SELECT id FROM {table} WHERE {column} = %s LIMIT 1",  # noqa: S608
            [target.pk],
        )
        for table, column in (
            (kind.table, kind.column),
            (Alias._meta.db_table, "speaker_id"),
            *followers(kind),
        )
    )
    if is_used or target.updated_at > done.at:
        notes.append(f"{target} stays: it has been used or changed since.")
    else:
        target.delete()
