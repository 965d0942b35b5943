"""The public pages of the stored texts of an article, and of their changes.

Readers see no more of an earlier text than of the newest: all of it, or the words
around quotes (Rights).
"""

from itertools import pairwise

from django.db.models import Max, OuterRef, Q
from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from articles.models import Article, Rights, Snapshot
from articles.models.functions import RowCount
from articles.models.versions import with_addresses
from quotes import page_sizes
from quotes.anchoring.text_diff import TextDiff, plain_paragraphs
from quotes.citations.changed import day
from quotes.formatting import echo
from quotes.history.versions import (
    changed_passages,
    has_words_in,
    passages_in,
)
from quotes.models import LOCATED, Quote
from quotes.views import structured_data
from quotes.views.base import article_gone, changed_at, paged, paged_path, show

#: Quotes whose changes a page names.
MAX_QUOTES_CHANGED = 50
#: Texts that are longer in total, in code points, are not compared.
MAX_LENGTH_OF_VERSIONS = 1_500_000


def number_of_versions(article):
    """Return an expression for the number of snapshots; `article` is a reference."""
    held = Snapshot.objects.filter(article=OuterRef(article))
    return RowCount(held.order_by().values("pk"))


def version_list(request, pk):
    """List the texts held of an article, with the size of each change."""
    article = _article(pk)
    if article is None:
        return article_gone(request, pk)
    versions = _versions(article)
    path = reverse("quotes:versions", args=[pk])
    page, message = paged(request, versions[::-1], page_sizes.VERSIONS, len(versions))
    return show(
        request,
        "version_list.html",
        paged_path(path, page),
        title=_("Versions of the text: {title}").format(title=article.title),
        description=_("All texts held of “{title}”, and what changed in each.").format(
            title=article.title
        ),
        changed=_changed_at(article, versions),
        structured_data=structured_data.graph(
            structured_data.trail_node(request.build_absolute_uri, *_trail(article))
        ),
        section="articles",
        article=article,
        page=page,
        page_message=message,
        changes=_changes(article, versions, page),
    )


def version_detail(request, pk, when):
    """Show a stored text of an article, with its changes."""
    article = _article(pk)
    if article is None:
        return article_gone(request, pk)
    versions = _versions(article)
    place = next(
        (place for place, each in enumerate(versions) if each.address == when), None
    )
    if place is None:
        text = _("No text of {asked} is held of this source. There are: {known}.")
        known = ", ".join(each.address for each in versions[-5:])
        raise Http404(text.format(asked=echo(when), known=known))
    snapshot, before = versions[place], versions[place - 1] if place else None
    absolute = request.build_absolute_uri
    path = reverse("quotes:version", args=[pk, when])
    on = day(localdate(snapshot.retrieved_at))
    return show(
        request,
        "version_detail.html",
        path,
        title=_("Text of {day}: {title}").format(day=on, title=article.title),
        description=_("The text of “{title}” as saved on {day}.").format(
            title=article.title, day=on
        ),
        changed=_changed_at(article, versions),
        structured_data=structured_data.graph(
            structured_data.trail_node(absolute, *_trail(article), (on, path))
        ),
        section="articles",
        article=article,
        version=snapshot,
        before=before,
        after=versions[place + 1] if place + 1 < len(versions) else None,
        **_shown(article, *_with_texts(snapshot, before)),
    )


def _article(pk):
    """Return a public article with the time of the last change of its quotes."""
    articles = Article.objects.public().select_related("publication").filter(pk=pk)
    return articles.annotate(quotes_changed=Max("quotes__updated_at")).first()


def _versions(article):
    """Return the snapshots of an article, oldest first, without their texts."""
    held = article.snapshots.order_by("pk").defer("text", "sketch")
    if versions := with_addresses(held):
        return versions
    raise Http404(_("No text of this source is held."))


def _changed_at(article, versions):
    changed = changed_at(article, article.publication, *versions)
    return max(filter(None, (changed, article.quotes_changed)))


def _trail(article):
    return (
        (_("Articles"), reverse("quotes:articles")),
        (article.title, article.get_absolute_url()),
        (_("Versions"), reverse("quotes:versions", args=[article.pk])),
    )


def _changes(article, versions, page):
    """Return {key of a snapshot: (TextDiff or None, quotes lost, quotes back)}.

    Those of a page, and not of the first snapshot, before which there is nothing.
    """
    first = max(0, len(versions) - page.end_index() - 1)
    shown = versions[first : len(versions) - page.start_index() + 1]
    texts = dict(
        Snapshot.objects.filter(pk__in=[each.pk for each in shown]).values_list(
            "pk", "text"
        )
    )
    lost_or_back = [
        (quote, has_words_in(quote, texts)) for quote in _moving_quotes(article)
    ]
    changes = {}
    for old, new in pairwise(shown):
        lost = [q for q, has in lost_or_back if has[old.pk] and has[new.pk] is False]
        back = [q for q, has in lost_or_back if has[old.pk] is False and has[new.pk]]
        changes[new.pk] = _diff(texts[old.pk], texts[new.pk]), lost, back
    return changes


def _diff(old, new):
    return TextDiff(old, new) if len(old) + len(new) <= MAX_LENGTH_OF_VERSIONS else None


def _moving_quotes(article):
    """Return the public quotes that some text of an article lacks or lacked."""
    gone = Q(anchor_changes__before__in=LOCATED, printed_in=None)
    quotes = Quote.objects.public().filter(article=article)
    moving = quotes.filter(gone | Q(printed_in__isnull=False)).order_by("pk").distinct()
    # Prefetched, so that a text is read once for all of its quotes.
    moving = moving.select_related("article")
    return moving.prefetch_related("snapshot", "printed_in")[:MAX_QUOTES_CHANGED]


def _with_texts(*snapshots):
    keys = [each.pk for each in snapshots if each]
    held = Snapshot.objects.in_bulk(keys)
    return [each and held[each.pk] for each in snapshots]


def _shown(article, snapshot, before):
    """Return what readers see of a text: all of it, or the words around quotes."""
    diff = _diff(before.text, snapshot.text) if before else None
    shown = {"diff": diff, "text": None, "passages": []}
    if article.rights == Rights.FULL:
        shown["text"] = diff.paragraphs() if diff else plain_paragraphs(snapshot.text)
        return shown
    quotes = Quote.objects.public().filter(article=article).order_by("pk")
    quotes = quotes.select_related("article")
    quotes = quotes.prefetch_related("snapshot", "printed_in")[:MAX_QUOTES_CHANGED]
    if before is None:
        shown["passages"] = passages_in(quotes, snapshot)
    elif diff:
        shown["passages"] = changed_passages(quotes, before, snapshot, diff)
    return shown
