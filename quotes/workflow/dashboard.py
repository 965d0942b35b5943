"""Open tasks on the desk: for each kind, the number and the first few.

Each kind takes one query if there is little of it, and two otherwise.
"""

from dataclasses import dataclass, field

from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.urls import reverse

from articles.duplicates.candidates import first_of_each
from articles.keys import change_url
from articles.models import Article, Intake
from articles.models.base import Status
from articles.models.distinct_pairs import DistinctPair, RecordKind
from articles.models.intake import RETENTION_DAYS
from quotes.formatting import day
from quotes.merging.duplicate_speakers import find_duplicate_speakers_by_name
from quotes.models import (
    AnchorChange,
    HandIn,
    HandInState,
    Quote,
    Recheck,
    Report,
    SayingMember,
    Schedule,
    ScheduleState,
    Speaker,
)
from quotes.models.speakers import PartsStatus

#: Rows of each kind that the front page shows.
TASKS_SHOWN = 5
#: Beyond this number, rows are not counted.
MAX_COUNTED_TASKS = 1_000
#: How many of the newest speakers are compared with all others.
NEWEST_SPEAKERS = 50


@dataclass
class Task:
    """One thing to do: its name, its address, and a remark."""

    name: str
    url: str
    hint: str = ""
    discard: str = ""  # the address that discards it


@dataclass
class TaskList:
    """A kind of work, with the address of the list that has all of it."""

    title: str
    url: str = ""
    items: list = field(default_factory=list)
    count: str = "0"
    hint: str = ""


def task_lists(user):
    """Return the TaskLists of what is left for a user, the most urgent first."""
    kinds = [_returned(user)]
    if user.has_perm("articles.publish_article"):
        kinds += [_missed(), _handed_in(), _reports(user), *_rechecks(user)]
    else:
        kinds.append(_waiting(user))
    kinds += [_begun(user), *_drafts(user)]
    if user.has_perm("quotes.change_speaker"):
        kinds += [_doubtful_names(), _alike(), _proposed_members(user)]
    return [kind for kind in kinds if kind and kind.items]


def _task_list(title, rows, item, url="", hint=""):
    """Return the TaskList of a queryset; `item` makes a Task of a row."""
    found = list(rows[: TASKS_SHOWN + 1])
    count = len(found)
    if count > TASKS_SHOWN:
        count = rows.order_by()[: MAX_COUNTED_TASKS + 1].count()
    count = (
        f"{count:,}"
        if count <= MAX_COUNTED_TASKS
        else f"more than {MAX_COUNTED_TASKS:,}"
    )
    return TaskList(title, url, [item(row) for row in found[:TASKS_SHOWN]], count, hint)


def _changelist(model, query=""):
    return reverse(admin_urlname(model._meta, "changelist")) + query


def _hand_in(row):
    hint = f"since {day(row.at)}"
    if row.by:
        hint = f"by {row.by}, {hint}"
    if row.assigned_to:
        hint += f", assigned to {row.assigned_to}"
    return Task(str(row), change_url(row), hint)


def _handed_in():
    rows = HandIn.objects.waiting().with_records()
    return _task_list("Drafts handed in", rows, _hand_in, _changelist(HandIn))


def _missed():
    rows = Schedule.objects.missed().select_related("article", "quote")
    return _task_list(
        "Not published at their time",
        rows.order_by("-closed_at"),
        lambda row: Task(str(row.record), change_url(row.record), row.outcome),
        _changelist(Schedule, f"?state__exact={ScheduleState.FAILED}"),
    )


def _returned(user):
    rows = HandIn.objects.of(user).filter(state=HandInState.RETURNED).with_records()
    url = _changelist(HandIn, f"?state={HandInState.RETURNED}")
    return _task_list("Given back to you", rows, _hand_in, url)


def _waiting(user):
    rows = HandIn.objects.of(user).waiting().with_records()
    return _task_list("Waiting for an editor", rows, _hand_in, _changelist(HandIn))


def _reports(user):
    if not user.has_perm("quotes.view_report"):
        return None
    rows = Report.objects.open().with_records()
    return _task_list(
        "Reports by readers",
        rows,
        lambda row: Task(
            str(row), change_url(row), f"{day(row.created_at)}, “{row.record}”"
        ),
        _changelist(Report),
    )


def _rechecks(user):
    if user.has_perm("quotes.view_recheck"):
        yield _task_list(
            "Quotes to recheck",
            Recheck.objects.filter(confirmed_at=None).select_related("quote"),
            lambda row: Task(str(row.quote), change_url(row), row.reason),
            _changelist(Recheck),
        )
    if user.has_perm("quotes.view_anchorchange"):
        yield _task_list(
            str(AnchorChange._meta.verbose_name_plural).capitalize(),
            AnchorChange.objects.filter(seen_at=None).select_related("quote"),
            lambda row: Task(
                str(row.quote),
                change_url(row),
                f"{row.get_before_display()} → {row.get_after_display()}",
            ),
            _changelist(AnchorChange),
        )


def _begun(user):
    rows = Intake.objects.filter(owner=user, article=None).defer(
        "body", "given", "changes"
    )
    stale = Intake.objects.stale().values("pk")
    return _task_list(
        "Entries that you began",
        rows.exclude(pk__in=stale),
        lambda row: Task(
            row.proposal.get("title") or str(row),
            reverse("admin:articles_article_intake_check", args=[row.pk]),
            f"begun {day(row.created_at)}",
            reverse("admin:articles_article_intake_discard", args=[row.pk]),
        ),
        hint=f"They are deleted {RETENTION_DAYS} days after they were begun.",
    )


def _drafts(user):
    """Yield drafts that are not handed in: articles, and quotes in other articles."""
    own = {"created_by": user, "status": Status.DRAFT}
    open_ = HandIn.objects.of(user).open()
    yield _task_list(
        "Your draft articles",
        Article.objects.filter(**own, merged_into=None)
        .exclude(pk__in=open_.exclude(article=None).values("article"))
        .order_by("created_at", "pk"),
        lambda row: Task(str(row), change_url(row), f"entered {day(row.created_at)}"),
        _changelist(Article, "?drafts=mine"),
    )
    yield _task_list(
        "Your draft quotes in other articles",
        Quote.objects.filter(**own)
        .exclude(article__created_by=user, article__status=Status.DRAFT)
        .exclude(pk__in=open_.exclude(quote=None).values("quote"))
        .order_by("created_at", "pk"),
        lambda row: Task(str(row), change_url(row), f"entered {day(row.created_at)}"),
        _changelist(Quote, "?drafts=mine"),
    )


def _doubtful_names():
    rows = Speaker.objects.filter(parts_status=PartsStatus.DOUBTFUL).order_by("pk")
    return _task_list(
        "Names in doubt",
        rows,
        lambda row: Task(row.name, change_url(row), f"cited as {row.parts.inverted}"),
        _changelist(Speaker, f"?parts_status__exact={PartsStatus.DOUBTFUL}"),
    )


def _alike():
    """Compare the newest speakers with all others; of each pair, the newer is shown."""
    newest = list(Speaker.objects.order_by("-pk")[:NEWEST_SPEAKERS])
    found = find_duplicate_speakers_by_name(
        {each.name: each.kind != "person" for each in newest}
    )
    keys = [each.pk for each in newest]
    pairs = DistinctPair.objects.filter(kind=RecordKind.SPEAKER, other__in=keys)
    distinct = set(pairs.values_list("one", "other"))
    items = []
    for speaker in newest:
        for like in first_of_each(found.get(speaker.name, []), speaker.pk):
            other = like.record
            apart = (other.pk, speaker.pk) in distinct
            if like.is_strong and other.pk < speaker.pk and not apart:
                hint = f"{other.name} {like.why}"
                items.append(Task(speaker.name, change_url(speaker), hint))
                break
    work = TaskList("Possible duplicates", _changelist(Speaker), items[:TASKS_SHOWN])
    work.count = f"{len(items)} of the newest {len(newest)} speakers"
    return work


def _proposed_members(user):
    if not user.has_perm("quotes.view_sayingmember"):
        return None
    return _task_list(
        "Sayings to confirm",
        SayingMember.objects.proposed().select_related("quote").order_by("-pk"),
        lambda row: Task(str(row.quote), change_url(row), row.explanation),
        _changelist(SayingMember),
    )
