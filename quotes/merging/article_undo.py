"""Undoes the merge of two articles."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.audit_context import ActKind
from articles.models import Article, Byline
from quotes.merging import rows
from quotes.merging.articles import BYLINES, KIND
from quotes.merging.fields import columns_of, restore_fields, unfollow
from quotes.models import AnchorChange, Quote, Recheck
from quotes.verification.verify import ANCHOR_FIELDS, store_anchors

_BACK = f"""
UPDATE quotes_quote q SET article_id = m.source, updated_at = now(),
    {", ".join(f"{name} = n.{name}" for name in ANCHOR_FIELDS)}
FROM quotes_merge m, jsonb_to_recordset(m.details->'places') n (id bigint, words text,
    snapshot_id bigint, spans jsonb, prefix text, suffix text, anchor_status text,
    anchor_reason text, printed_in_id bigint, printed_spans jsonb, dropped_words text)
WHERE m.id = %s AND q.id = n.id AND q.id = ANY (%s) AND md5(q.text) = n.words
RETURNING q.id
"""  # noqa: S608


def part_articles(done, target, notes):
    """Restore both articles, but for the quotes that moved."""
    source = Article.objects.select_for_update().filter(pk=done.source).first()
    if source is None:
        raise ValidationError(f"{done.source_name} does not exist any more.")
    rows_of = Article.objects.filter
    now, stamp = columns_of(source), timezone.now()
    before, after = done.details["source_before"], done.details["source_after"]
    changed = [name for name in before if now[name] != after[name]]
    if changed:
        names = ", ".join(name.replace("_", " ") for name in changed)
        notes.append(f"{source}: changed since the merge, and stays so: {names}.")
    # Its address is free while the other gets its own back.
    rows_of(pk=source.pk).update(merged_into=None, canonical_url=None)
    restore_fields(KIND, done, target, notes)
    names = {name for _, group in KIND.fields for name in group}
    values = {name: getattr(target, name) for name in names}
    rows_of(pk=target.pk).update(updated_at=stamp, **values)
    restored = {name: before[name] for name in before if name not in changed}
    restored["merged_into_id"] = None
    restored.setdefault("canonical_url", now["canonical_url"])
    # Not save_as(): its quotes kept their own status, so that none is published here,
    # and triggers list them again.
    rows_of(pk=source.pk).update(updated_at=stamp, **restored)
    _restore_bylines(done, target, notes)
    unfollow(KIND, done)


def _restore_bylines(done, target, notes):
    if not (new := done.details.get("new_bylines")):
        return
    ours = Byline.objects.filter(article=target)
    if {*ours.values_list("pk", flat=True)} != {*new} or ours.filter(
        updated_at__gt=done.at
    ):
        notes.append(f"Authors of {target}: changed since the merge, and stay so.")
        return
    ours.delete()
    for row in done.deleted[BYLINES]:
        rows.restore(BYLINES, row)


def move_back(done, moved, notes):
    """Give quotes back to the source, with the places that they had in its text.

    They are locked. Those whose words were changed since are looked for in it.
    """
    AnchorChange.objects.filter(pk__in=done.details["changes"]).delete()
    rechecks = Recheck.objects.filter(pk__in=done.details["rechecks"])
    rechecks.filter(confirmed_at=None).delete()
    back = set(rows.keys(_BACK, [done.pk, moved]))
    edited = list(Quote.objects.filter(pk__in={*moved} - back))
    source = Article.objects.get(pk=done.source)
    for quote in edited:
        quote.article = source
        quote.locate()
    store_anchors(edited, ActKind.UNDONE)
    if edited:
        notes.append(
            f"Looked for in the text of {source}, because their words were changed "
            f"since: {KIND.count(len(edited))}."
        )
