"""Shared parts of the public views: the head, pagination, redirects and errors."""

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _

from articles.models import Article, Snapshot
from articles.models.base import Status
from articles.models.functions import Fold
from quotes.formatting import echo
from quotes.labels import WORKS, withdrawn
from quotes.listing.pagination import cursor_params
from quotes.models import Attribution, Quote


def show(
    request,
    template,
    path,
    *,
    title,
    description,
    status=200,
    changed=None,
    **context,
):
    """Render a page whose canonical path is `path`.

    `title` and `description` also go into its head, as do those of `context`:
    `structured_data` (JSON-LD), `feed` (a path), `embedded_metadata` (for reference
    managers). `changed`, a datetime, becomes Last-Modified.
    """
    context |= {
        "title": title,
        "description": description,
        "canonical": request.build_absolute_uri(path),
        "preview": getattr(request, "preview", ""),  # a note of quotes/admin/preview.py
    }
    response = render(request, template, context, status=status)
    if changed:
        response["Last-Modified"] = http_date(changed.timestamp())
    return response


def changed_at(*rows):
    """Return the datetime of the last change of some rows, each a row or None."""
    # A snapshot is never edited, so it only has the time of its retrieval.
    times = [
        row.retrieved_at if isinstance(row, Snapshot) else row.updated_at
        for row in rows
        if row
    ]
    return max(times, default=None)


def paged(request, rows, size, count=None, number=None):
    """Return the page of `rows` that ?page= requests, and an error message or "".

    A number past the end means the last page; an invalid number the first, with a
    message. A known `count` saves a query. With a `number`, returns that page.
    """
    paginator = Paginator(rows, size)
    if count is not None:
        paginator.count = count
    asked = number or request.GET.get("page", "1")
    try:
        return paginator.page(asked), ""
    except PageNotAnInteger:
        number = 0
    except EmptyPage:
        number = int(asked)
    if number > 0:
        return paginator.page(paginator.num_pages), ""
    message = _("“{asked}” is not a page number. This is the first page.")
    return paginator.page(1), message.format(asked=echo(asked))


def paged_path(path, page):
    """Return the path of a numbered page; the first has no query."""
    return path if page.number == 1 else f"{path}?page={page.number}"


def list_path(request, path):
    """Return the path of a page of a list; the first page has no query."""
    place = cursor_params(request)
    return f"{path}?{place}" if place else path


def redirect_to_present_path(request, path):
    """Redirect permanently to the current path of a page, with the same query.

    Browsers must not store the redirect: after a second renaming back to the first
    name, two stored redirects would make a loop.
    """
    if query := request.META.get("QUERY_STRING"):
        path = f"{path}?{query}"
    response = HttpResponsePermanentRedirect(path)
    response["Cache-Control"] = "no-cache"
    return response


def quote_gone(request, pk):
    """Redirect from a quote whose article was merged to the other that is the same.

    Otherwise return 410 for a withdrawn quote, or raise Http404 for one not public.
    """
    gone = withdrawals([pk])
    if pk not in gone:
        raise Http404(_("Quote {number} is not on record.").format(number=pk))
    if pk in (others := successors([pk])):
        return _moved_to(request, Quote.objects.get(pk=others[pk]))
    return _withdrawn(request, *gone[pk])


def successors(keys):
    """Return {key: key of the public quote with the same words and speakers}.

    `keys` may be any. Those of quotes that were left in a merge are returned: their
    article was merged into that of the other quote.
    """
    speakers = ArraySubquery(
        Attribution.objects.filter(quote=OuterRef("pk"))
        .order_by("speaker")
        .values("speaker")
    )
    others = (
        Quote.objects.public()
        .alias(folded=Fold("text"), speakers=speakers)
        .filter(article=OuterRef("article__merged_into"))
        .filter(folded=Fold(OuterRef("text")), speakers=OuterRef("speakers"))
        .order_by("pk")
        .values("pk")[:1]
    )
    left = Quote.objects.seen().filter(pk__in=keys, article__merged_into__isnull=False)
    left = left.alias(speakers=speakers).annotate(other=Subquery(others))
    left = left.filter(other__isnull=False)
    return dict(left.values_list("pk", "other"))


def withdrawals(keys):
    """Return {key: (“This quote was withdrawn”, the reason)} of the withdrawn quotes.

    `keys` are those of quotes that are not public. Drafts are left out: no reader has
    seen them.
    """
    quotes = (
        Quote.objects.seen()
        .filter(pk__in=keys)
        .values_list(
            "pk",
            "status",
            "withdrawn_reason",
            "article__kind",
            "article__withdrawn_reason",
        )
    )
    return {
        key: (withdrawn(), reason)
        if status == Status.WITHDRAWN
        else (withdrawn(kind), reason_of_article)
        for key, status, reason, kind, reason_of_article in quotes
    }


def article_gone(request, pk):
    """Redirect from an article that was merged to the same page of the other.

    Otherwise return 410 for a withdrawn article, or raise Http404 for one not public.
    """
    gone = Article.objects.select_related("merged_into").filter(pk=pk)
    article = gone.filter(status=Status.WITHDRAWN).first()
    if article is None:
        raise Http404(_("Source {number} is not on record.").format(number=pk))
    if article.merged_into:
        return _moved_to(request, article.merged_into)
    text = _("This {work} was withdrawn").format(work=WORKS[article.kind])
    return _withdrawn(request, text, article.withdrawn_reason)


def _moved_to(request, record):
    """Redirect to the same kind of page or file of another record."""
    place = request.resolver_match
    name, kwargs = place.url_name, {**place.kwargs, "pk": record.pk}
    if "words" in kwargs or name.endswith("_by_number"):
        return redirect_to_present_path(request, record.get_absolute_url())
    if name == "version":  # a version's day, on which the other may have no text
        name, _when = "versions", kwargs.pop("when")
    return redirect_to_present_path(request, reverse(f"quotes:{name}", kwargs=kwargs))


def refuse(request, status, title, message, *, errors=(), choices=(), onward=()):
    """Render why a file cannot be sent or a request not answered, and what to do.

    `errors` are (field, message), `choices` (label, path) of available files; `onward`
    is a link as (path, label).
    """
    return show(
        request,
        "errors/not_understood.html",
        request.path,
        title=title,
        description=message,
        status=status,
        code=status,
        message=message,
        errors=errors,
        choices=choices,
        onward=onward,
    )


def _withdrawn(request, text, reason):
    context = {"withdrawn": text, "reason": reason}
    return render(request, "errors/withdrawn.html", context, status=410)
