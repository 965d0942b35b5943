"""Moves chosen quotes of a speaker to another one, who may be new."""

from django.core.exceptions import ValidationError
from django.db import transaction

from articles.audit_context import ActKind, acting
from quotes.merging import rows
from quotes.merging.kinds import KINDS
from quotes.merging.merge import lock_pair
from quotes.models import Attribution, Merge, MergeAct, Speaker


@transaction.atomic
def split_speaker(source, attributions, user, *, target=None, new_name="", reason=""):
    """Move attributions, given by their keys, from a speaker to another one.

    The other is `target`, or a new speaker named `new_name`. Returns (the Merge, number
    of quotes that stay because they name both). Raises ValidationError if none moves.
    """
    with acting(ActKind.SPLIT, user, reason):
        return _split(source, attributions, user, target, new_name, reason)


def _split(source, attributions, user, target, new_name, reason):
    kind = KINDS["speaker"]
    if target is None:
        target = Speaker(name=new_name.strip(), kind=source.kind)
        target.full_clean(exclude=["slug"])
        target.save()
    is_new = bool(new_name)
    source, target = lock_pair(Speaker, source.pk, target.pk)
    chosen = Attribution.objects.filter(pk__in=attributions, speaker=source)
    of_both = chosen.filter(quote__attributions__speaker=target)
    found = list(
        chosen.exclude(pk__in=of_both.values("pk"))
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    stay = of_both.count()
    moved = rows.move(kind, found, source.pk, target.pk)
    if not moved:
        raise ValidationError(
            f"Choose quotes of {source.name} that do not name {target.name} already.",
            code="none",
        )
    done = Merge.objects.create(
        act=MergeAct.SPLIT,
        kind=kind.name,
        source=source.pk,
        source_name=source.name,
        target=target.pk,
        target_name=target.name,
        reason=reason,
        by=user,
        moved=moved,
        details={"new_target": is_new},
    )
    return done, stay
