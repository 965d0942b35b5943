"""The public pages of publications and topics, and shared parts of all profiles."""

from django.http import Http404

from quotes import page_sizes
from quotes.exports.zotero import metadata_of_list
from quotes.listing import names
from quotes.listing.facet_types import NAMED
from quotes.listing.filters import NOT_HERE
from quotes.listing.pagination import entry_page
from quotes.paths import path_for
from quotes.statistics import samples
from quotes.statistics.profiles import Subject, load_profile
from quotes.translation import label as _
from quotes.views import structured_data
from quotes.views.base import list_path, redirect_to_present_path, show
from quotes.views.feeds import feed_path

#: Templates for a page's description by the kind of its subject.
DESCRIPTIONS = {
    "publication": _("Quotes printed by {name}, with speaker and source."),
    "topic": _("Quotes on {name}, with speaker and source."),
}


def subject_detail(request, slug, kind):
    """Show what is quoted in a publication or on a topic, as `kind` says."""
    row, profile = find_subject(kind, slug)
    path = row.get_absolute_url()
    if profile is None:
        return redirect_to_present_path(request, path)
    nodes = ()
    if kind == "publication":
        nodes = [structured_data.publication_node(row, request.build_absolute_uri)]
    return show_subject(
        request,
        profile,
        f"{kind}_detail.html",
        path,
        title=row.name,
        description=DESCRIPTIONS[kind].format(name=row.name),
        nodes=nodes,
        others=_("Filter by speaker, kind, date or verdict"),
        **{kind: row},
    )


def show_subject(
    request, profile, template, path, *, title, nodes=(), keywords=None, **context
):
    """Render the page of a Profile's subject, with a page of its quotes.

    `nodes` are of structured data; without any, the page is described as a list.
    """
    absolute = request.build_absolute_uri
    nodes = nodes or [structured_data.collection_node(title, path, absolute)]
    subject = profile.subject
    page = entry_page(request, subject.facet, subject.value, *subject.days)
    return show(
        request,
        template,
        list_path(request, path),
        title=title,
        structured_data=structured_data.graph(*nodes),
        profile=profile,
        keywords=keywords,
        page=page,
        embedded_metadata=metadata_of_list(page.articles),
        feed=feed_path(subject.query),
        csv_address=path_for("figures", subject.name, subject.slug),
        role_sample_size=samples.ROLE_SAMPLE_SIZE,
        co_quoted_sample_size=samples.CO_QUOTED_SAMPLE_SIZE,
        max_quotes_per_article=samples.MAX_QUOTES_PER_ARTICLE,
        **context,
    )


def find_subject(name, slug, shown=page_sizes.PROFILE_VALUES):
    """Return the row of a slug and its Profile, or None for the latter if it is old.

    Raises Http404 if readers have never seen a quote of it.
    """
    facet = NAMED[name]
    # First without the slower check of visibility, which only matters without quotes.
    for check in (False, True):
        try:
            if check:
                row = facet.reachable().by_slug(slug)
            else:
                row = names.row_by_slug(facet.model, slug)
        except facet.model.DoesNotExist:
            break
        profile = None
        if row.slug == slug:
            subject = Subject(name, slug, facet.entries, row.pk)
            profile = load_profile(subject, shown, getattr(row, "died", None))
        if check or (profile and profile.total):
            return row, profile
    raise Http404(NOT_HERE[name].format(slug=slug))
