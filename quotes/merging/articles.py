"""Merges two articles: one stays public, the other's addresses lead to it.

The other article is not deleted. It keeps its texts; its quotes are found again in the
text of the one that stays.
"""

import json
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from articles.audit_context import ActKind, acting
from articles.models import Article, Byline, RecordKind
from articles.models.base import Status
from articles.text import shorten
from quotes.anchoring.folding import fold
from quotes.merging import rows
from quotes.merging.fields import columns_of, compare_fields, follow, take_fields
from quotes.merging.kinds import KINDS
from quotes.merging.merge import lock_pair
from quotes.models import AnchorChange, AnchorStatus, Merge, MergeAct, Quote, Recheck
from quotes.verification.verify import (
    ANCHOR_FIELDS,
    ArticleTexts,
    locate_again,
    store_anchors,
)

KIND = KINDS[RecordKind.ARTICLE]
BYLINES = Byline._meta.db_table
_PLACES = f"""
SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'words', md5(text),
    {", ".join(f"'{name}', {name}" for name in ANCHOR_FIELDS)})), '[]')
FROM quotes_quote WHERE id = ANY (%s)
"""  # noqa: S608


@dataclass(slots=True)
class Outcome:
    """A quote of the source, with the article and the anchor that it would have.

    `change` and `recheck` are unsaved, or None. `twin` is a quote of the target that
    has the same words in the same place.
    """

    quote: Quote
    change: AnchorChange | None
    recheck: Recheck | None
    twin: Quote | None = None

    @property
    def is_lost(self):
        """Return whether the target lacks its words, or has them in several places."""
        return (
            self.twin is None
            and self.change is not None
            and self.change.before != AnchorStatus.NO_TEXT
            and self.quote.status != Status.WITHDRAWN
            and not self.quote.is_located
        )


def check_mergeable(source, target):
    """Raise ValidationError, with the reason, if the articles cannot be merged."""
    for article in (source, target):
        if article.merged_into_id:
            raise ValidationError(
                f"“{article}” was merged into “{article.merged_into}” already.",
                code="merged",
            )
    if target.status == Status.WITHDRAWN or (
        target.status == Status.DRAFT and source.status != Status.DRAFT
    ):
        raise ValidationError(
            f"“{target}” is not public, and the quotes of “{source}” would not be "
            "either. Publish it first, or merge the other way round.",
            code="not_public",
        )
    if source.hand_ins.open().exists():
        raise ValidationError(
            f"“{source}” is handed in. Give it back first, so that its author knows.",
            code="handed_in",
        )


def compare_articles(source, target):
    """Return the result of compare(), and the authors if they differ."""
    found = compare_fields(source, target)
    theirs, ours = (
        ", ".join(map(str, each.bylines.all())) for each in (source, target)
    )
    return found + [("Authors", "bylines", theirs, ours)] * (theirs != ours)


def find_outcomes(source, target):
    """Return the Outcome of each quote of an article in the text of another.

    Nothing is saved. Takes a fixed number of queries.
    """
    quotes = Quote.objects.filter(article=source).order_by("pk")
    quotes = quotes.prefetch_related("snapshot", "attributions__speaker")
    texts, found = ArticleTexts(), []
    texts.load(target.pk)
    for quote in quotes:
        found.append(Outcome(quote, *locate_again(quote, texts)))
        quote.article = target
    _find_twins(found, target)
    return found


def _find_twins(outcomes, target):
    known = {}
    held = target.quotes.exclude(status=Status.WITHDRAWN).order_by("pk")
    for quote in held.prefetch_related("attributions__speaker"):
        known.setdefault(fold(quote.text), []).append(quote)
    for each in outcomes:
        quote = each.quote
        for other in known.get(fold(quote.text), ()):
            # Leaving a public quote for a draft would hide its words.
            is_shown = other.status == quote.status or quote.status == Status.DRAFT
            if is_shown and _same_place(quote, other):
                each.twin = other
                break


def _same_place(one, other):
    if one.snapshot_id != other.snapshot_id:
        return False
    if not one.spans or not other.spans:
        return one.spans == other.spans
    return one.spans[0][0] < other.spans[-1][1] and other.spans[0][0] < one.spans[-1][1]


@transaction.atomic
def merge_articles(source, target, user, *, taken=(), doubled=(), lost="", reason=""):
    """Merge an article into another, and return the Merge.

    `taken` are the groups of fields (by first field) whose value is the source's, and
    perhaps "bylines". `doubled` are keys of quotes that move although the target has
    them already; other such quotes stay with the source. `lost` says whether quotes
    that are not found in the target "move" anyway, or "stay" with the source.
    """
    with acting(ActKind.MERGED, user, reason):
        return _merge(source, target, user, taken, doubled, lost, reason)


def _merge(source, target, user, taken, doubled, lost, reason):
    source, target = lock_pair(Article, source.pk, target.pk)
    check_mergeable(source, target)
    rows.lock_quotes(KIND, list(source.quotes.values_list("pk", flat=True)))
    outcomes = find_outcomes(source, target)
    if lost not in ("move", "stay") and any(each.is_lost for each in outcomes):
        raise ValidationError(
            "Choose what becomes of the quotes that are not found in the other text.",
            code="lost",
        )
    moving = [
        each
        for each in outcomes
        if (each.twin is None or each.quote.pk in doubled)
        and not (each.is_lost and lost == "stay")
    ]
    keys = [each.quote.pk for each in moving]
    done = Merge(
        act=MergeAct.MERGED,
        kind=KIND.name,
        source=source.pk,
        source_name=shorten(source.title, 200),
        target=target.pk,
        target_name=shorten(target.title, 200),
        reason=reason,
        by=user,
        moved=keys,
    )
    last = rows.run("SELECT coalesce(max(id), 0) FROM quotes_quote")[0][0]
    done.details = {"last": last, "places": json.loads(rows.keys(_PLACES, [keys])[0])}
    store_anchors([each.quote for each in moving], ActKind.MERGED)
    done.details |= _note_changes(moving)
    before, source_before = columns_of(target), columns_of(source)
    done.details["followed"] = follow(KIND, source, target)
    _take_bylines(source, target, taken, done)
    _swap_addresses(source, target, taken)
    take_fields(KIND, source, target, [name for name in taken if name != "url"])
    target.save()
    source.merged_into = target
    if source.status == Status.PUBLISHED:
        source.withdrawn_reason = f"On record twice: it is part of “{target}” now."
        source.save_as(Status.WITHDRAWN)
    else:
        source.save()
    for article, known, name in (
        (target, before, ""),
        (source, source_before, "source_"),
    ):
        after = columns_of(article)
        changed = [each for each in known if known[each] != after[each]]
        done.details[f"{name}before"] = {each: known[each] for each in changed}
        done.details[f"{name}after"] = {each: after[each] for each in changed}
    done.save()
    return done


def _note_changes(outcomes):
    """Store what editors have to review, as after a new text; return the keys."""
    changes = [each.change for each in outcomes if each.change]
    rechecks = [each.recheck for each in outcomes if each.recheck]
    known = Recheck.objects.filter(
        quote__in=[each.quote_id for each in rechecks], confirmed_at=None
    )
    is_open = set(known.values_list("quote", flat=True))
    rechecks = [each for each in rechecks if each.quote_id not in is_open]
    return {
        "changes": [each.pk for each in AnchorChange.objects.bulk_create(changes)],
        "rechecks": [each.pk for each in Recheck.objects.bulk_create(rechecks)],
    }


def _swap_addresses(source, target, taken):
    """Swap the two addresses, if the target takes the source's.

    Both stay on record, and two articles never share an address.
    """
    if "url" in taken or (source.url and not target.url):
        theirs, source.url = source.url, ""
        source.save()
        source.url, target.url = target.url, theirs


def _take_bylines(source, target, taken, done):
    """Give the target copies of the source's authors, in place of its own."""
    ours, theirs = list(target.bylines.all()), list(source.bylines.all())
    if theirs and ("bylines" in taken or not ours):
        keys = [each.pk for each in ours]
        done.deleted = {BYLINES: [json.loads(row) for row in rows.fetch(BYLINES, keys)]}
        rows.delete(BYLINES, keys)
        for each in theirs:
            each.pk, each.article, each._state.adding = None, target, True
            each.save()
        done.details["new_bylines"] = [each.pk for each in theirs]
