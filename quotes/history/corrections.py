"""Corrections: changes of words, speakers, labels and status that readers saw.

They are changes of records that were public before. No user is named. Readers no longer
see the words of a withdrawn quote, its earlier corrections, or the title of a withdrawn
source.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from articles.audit_context import ActKind
from articles.models import Article
from articles.models.base import Status
from articles.text import lower_first
from quotes.history.words import word_runs
from quotes.labels import KINDS, STANDINGS
from quotes.models import Attribution, Change, Operation, Quote, Speaker
from quotes.paths import path_for

_CORRECTED = {"text", "article_id", "kind"}
_OF_QUOTE = Q(part="", before__has_any_keys=[*_CORRECTED])
_OF_ATTRIBUTION = Q(part="attribution") & (
    ~Q(operation=Operation.CHANGED) | Q(before__has_any_keys=["speaker_id", "standing"])
)
_MERGES = (ActKind.MERGED, ActKind.UNDONE)
_WITHDRAWN = Q(part="", after__status=Status.WITHDRAWN)
_MOVED = Q(part="", before__has_key="article_id")


@dataclass(frozen=True, slots=True)
class Correction:
    """One change of what readers saw.

    `quote` and `article` are the rows as they are now; the quote is None for an
    article. `before` and `after` are words if `is_words`.
    """

    pk: int
    at: datetime.datetime
    sentences: tuple[str, ...]
    reason: str
    quote: Quote | None
    article: Article
    #: Whether it is a withdrawal: readers no longer see the words or the title.
    is_blank: bool = False
    is_words: bool = False
    before: str = ""
    after: str = ""

    @property
    def sentence(self):
        """Return all that was changed, without the last full stop."""
        return ". ".join(self.sentences)

    @property
    def runs(self):
        """Return the words before and now, as word_runs() does."""
        return word_runs(self.before, self.after)

    @property
    def in_sentence(self):
        """Return the earlier state, to be read after “Corrected on 3 May 2026:”."""
        first, *others = self.sentences
        if self.is_words:
            first = _("the words were given as “{before}”").format(before=self.before)
            first = first if self.before[-1:] in ".!?…" else f"{first}."
        else:
            first = f"{lower_first(first)}."
        return " ".join([first, *(f"{each}." for each in others)])

    @property
    def name(self):
        """Return "Quote 12" or "Source 12", for a record whose words are hidden."""
        text = _("Quote {number}") if self.quote else _("Source {number}")
        return text.format(number=(self.quote or self.article).pk)

    @property
    def path(self):
        """Return the path of the quote or article, without words that are hidden."""
        if self.is_blank:
            kind = "quote" if self.quote else "article"
            return path_for(f"{kind}_by_number", (self.quote or self.article).pk)
        return (self.quote or self.article).get_absolute_url()


def find_corrections(limit, cursor=None, quote=None):
    """Return the newest Corrections, at most `limit`, in a fixed number of queries.

    With a Cursor, those after it, or the oldest first of those before it. `quote` is a
    key.
    """
    changes = Change.objects.filter(was_public=True).exclude(act=ActKind.VERIFIED)
    # Two entries for one person that were merged gave the same speaker before, unless
    # a quote named both. Of merged articles one line is enough.
    of_both = Q(part="attribution") & ~Q(operation=Operation.CHANGED)
    told = ~Q(act__in=_MERGES) | _WITHDRAWN | of_both
    if quote is None:
        changes = changes.filter(told)
    else:
        changes = changes.filter(told | _MOVED, record="quote", record_id=quote)
    back = cursor and cursor.back
    if cursor:
        changes = changes.filter(**{"pk__gt" if back else "pk__lt": cursor.pk})
    public = Quote.objects.public().filter(pk=OuterRef("record_id"))
    withdrawn = Quote.objects.filter(
        pk=OuterRef("record_id"), status=Status.WITHDRAWN
    ).exclude(article__status=Status.DRAFT)
    gone = Article.objects.filter(pk=OuterRef("record_id"), status=Status.WITHDRAWN)
    is_quote = Q(record="quote")
    changes = changes.filter(
        is_quote & (_OF_QUOTE | _OF_ATTRIBUTION | _WITHDRAWN) & Exists(public)
        | is_quote & _WITHDRAWN & Exists(withdrawn)
        | Q(record="article") & _WITHDRAWN & Exists(gone)
    ).order_by("pk" if back else "-pk")
    return _described(list(changes[:limit]))


def _described(changes):
    keys = {"quote": set(), "article": set()}
    for change in changes:
        keys[change.record].add(change.record_id)
        if change.act in _MERGES and "article_id" in (change.before or ()):
            keys["article"].add(change.before["article_id"])
    quotes = Quote.objects.select_related("article").in_bulk(keys["quote"])
    articles = {}
    if keys["article"]:
        articles = Article.objects.select_related("merged_into").in_bulk(
            keys["article"]
        )
    names = _Names(changes)
    return [
        _describe(
            change,
            quotes.get(change.record_id) if change.record == "quote" else None,
            articles,
            names,
        )
        for change in changes
    ]


def _describe(change, quote, articles, names):
    before, after = change.before or {}, change.after or {}
    reason, more = change.reason, {}
    into = "merged_into_id" in after and articles[change.record_id].merged_into
    if into and into.status == Status.PUBLISHED:
        sentences = [_("On record twice: part of “{title}” now").format(title=into)]
    elif change.act in _MERGES and "article_id" in before:
        source = articles.get(before["article_id"])
        if source and source.status == Status.WITHDRAWN and not source.merged_into_id:
            source = None  # readers no longer see its title
        moved = _("Moved from another entry of the same source: “{title}”")
        sentences = [moved.format(title=source or _("not known"))]
    elif after.get("status") == Status.WITHDRAWN and not (
        # Its words were changed at the same time, and it was published again with them.
        quote and quote.status == Status.PUBLISHED and _CORRECTED & before.keys()
    ):
        reason = after.get("withdrawn_reason") or reason
        if into:  # the reason of the merge has a title that readers no longer see
            reason = into.withdrawn_reason
        more["is_blank"] = True
        sentences = [_("Withdrawn") if quote else _("The source was withdrawn")]
    elif change.part == "attribution":
        sentences = _describe_attribution(change, before, after, names)
    else:
        sentences = _describe_quote(before)
        if "text" in before:
            more |= {"is_words": True, "before": before["text"], "after": after["text"]}
    return Correction(
        pk=change.pk,
        at=change.at,
        sentences=tuple(sentences),
        reason=reason,
        quote=quote,
        article=quote.article if quote else articles[change.record_id],
        **more,
    )


def _describe_quote(before):
    sentences = []
    if "text" in before:
        sentences.append(_("The words were corrected"))
    if "kind" in before:
        label = KINDS[before["kind"]][0]
        sentences.append(_("It was labelled “{label}”").format(label=label))
    if "article_id" in before:
        sentences.append(_("The source was corrected"))
    return sentences


def _describe_attribution(change, before, after, names):
    if change.operation == Operation.CREATED:
        return [_("A speaker was added: {name}").format(name=names.of(change))]
    if change.operation == Operation.DELETED:
        name = names.speaker(before["speaker_id"])
        return [_("A speaker was removed: {name}").format(name=name)]
    sentences = []
    if "speaker_id" in before:
        name = names.speaker(before["speaker_id"])
        sentences.append(_("The speaker was given as {name}").format(name=name))
    if "standing" in before:
        sentences.append(
            _("{name}: “{before}” became “{after}”").format(
                name=names.of(change),
                before=STANDINGS[before["standing"]][0],
                after=STANDINGS[after["standing"]][0],
            )
        )
    return sentences


class _Names:
    """The names of the speakers in changes of attributions, read together."""

    def __init__(self, changes):
        parts = [each for each in changes if each.part == "attribution"]
        self._now, self._until, self._known = {}, {}, {}
        if not parts:
            return
        keys = {each.part_id for each in parts}
        now = Attribution.objects.filter(pk__in=keys)
        self._now = dict(now.values_list("pk", "speaker"))
        # The history has the speaker of each attribution until it was changed or
        # deleted.
        replaced = Change.objects.filter(
            record="quote",
            record_id__in={each.record_id for each in parts},
            part="attribution",
            part_id__in=keys,
            before__has_key="speaker_id",
        ).exclude(operation=Operation.CHANGED, act__in=_MERGES)
        for part, pk, speaker in replaced.order_by("pk").values_list(
            "part_id", "pk", "before__speaker_id"
        ):
            self._until.setdefault(part, []).append((pk, speaker))
        speakers = {*self._now.values()}
        speakers |= {key for each in self._until.values() for _pk, key in each}
        speakers |= {
            each.before["speaker_id"]
            for each in parts
            if "speaker_id" in (each.before or {})
        }
        named = Speaker.objects.filter(pk__in=speakers)
        self._known = dict(named.values_list("pk", "name"))
        if gone := speakers - self._known.keys():
            deleted = Change.objects.filter(
                record="speaker",
                record_id__in=gone,
                part="",
                operation=Operation.DELETED,
            )
            self._known |= dict(
                deleted.order_by("pk").values_list("record_id", "before__name")
            )

    def speaker(self, key):
        return self._known.get(key) or _("not known")

    def of(self, change):
        """Return the name of the speaker right after a change."""
        until = self._until.get(change.part_id, ())
        later = (speaker for pk, speaker in until if pk > change.pk)
        return self.speaker(next(later, self._now.get(change.part_id)))
