"""What the public pages have in common: their head, their pages, their refusals."""

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.http import http_date

from articles.models import Article, Snapshot
from articles.models.base import Status
from quotes.formatting import shorten
from quotes.models import Quote

PAGE_SIZE = 25


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
    """Render a page whose one true address is `path`.

    `title` and `description` also stand in its head. A `structured_data` is printed
    there as JSON-LD, a `feed` is linked, a `citable` is for reference managers.
    `changed` is when what it shows last changed.
    """
    context |= {
        "title": title,
        "description": description,
        "canonical": request.build_absolute_uri(path),
    }
    response = render(request, template, context, status=status)
    if changed:
        response["Last-Modified"] = http_date(changed.timestamp())
    return response


def changed_at(*rows):
    """Return when the last of some rows changed; None stands for no row."""
    times = [_written_at(row) for row in rows if row]
    return max(times, default=None)


def _written_at(row):
    # A snapshot is never edited: it has only the time when it was made.
    return row.retrieved_at if isinstance(row, Snapshot) else row.updated_at


def paged(request, rows, size=PAGE_SIZE, count=None):
    """Return the page of `rows` that is asked for, and a message or "".

    What is no number of a page gives the first, what is past the end the last.
    `count` saves a query where it is known.
    """
    paginator = Paginator(rows, size)
    if count is not None:
        paginator.count = count
    asked = request.GET.get("page", "1")
    try:
        return paginator.page(asked), ""
    except PageNotAnInteger:
        number = 0
    except EmptyPage:
        number = int(asked)
    if number > 0:
        return paginator.page(paginator.num_pages), ""
    message = f"“{shorten(asked)}” is not the number of a page: this is the first."
    return paginator.page(1), message


def page_path(path, page):
    """Return the address of a page of a list: the first has none of its own."""
    return path if page.number == 1 else f"{path}?page={page.number}"


def moved(request, path):
    """Redirect to the address that a page has now.

    Permanently, but not to be kept by browsers: what is renamed twice may get its
    first name back, and two kept redirects would chase each other.
    """
    if query := request.META.get("QUERY_STRING"):
        path = f"{path}?{query}"
    response = HttpResponsePermanentRedirect(path)
    response["Cache-Control"] = "no-cache"
    return response


def quote_gone(request, pk):
    """Answer for a quote that is not public: withdrawn (410), or not here (404)."""
    gone = withdrawals([pk])
    if pk not in gone:
        raise Http404(f"There is no quote {pk} here.")
    return _withdrawn(request, *gone[pk])


def withdrawals(keys):
    """Return {key: (what was withdrawn, why)} of those of these quotes that were.

    To be asked about quotes that are not public. Drafts are left out: nobody has seen
    them.
    """
    quotes = (
        Quote.objects.exclude(status=Status.DRAFT)
        .exclude(article__status=Status.DRAFT)
        .filter(pk__in=keys)
        .values_list("pk", "status", "withdrawn_reason", "article__withdrawn_reason")
    )
    return {
        key: ("quote", reason)
        if status == Status.WITHDRAWN
        else ("article of this quote", reason_of_article)
        for key, status, reason, reason_of_article in quotes
    }


def article_gone(request, pk):
    """Answer for an article that is not public: withdrawn (410), or not here (404)."""
    article = Article.objects.filter(pk=pk, status=Status.WITHDRAWN).first()
    if article is None:
        raise Http404(f"There is no article {pk} here.")
    return _withdrawn(request, "article", article.withdrawn_reason)


def refuse_file(request, status, title, message, *, errors=(), choices=(), onward=()):
    """Answer that a file cannot be had, why, and what to do instead.

    `errors` are (field, message), `choices` (label, path) of files that can be had;
    `onward` is a link: (text before, path, label, text after).
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


def _withdrawn(request, what, reason):
    return render(
        request, "errors/withdrawn.html", {"what": what, "reason": reason}, status=410
    )
