"""The public pages of outlets and topics, and what those of all subjects share."""

from django.http import Http404

from articles.models import Publication
from quotes.exports.zotero import citable_list
from quotes.listing import names
from quotes.listing.pagination import cursor_params, entry_page
from quotes.models import Facet, Speaker, Topic, visibility
from quotes.paths import path_for
from quotes.statistics import samples
from quotes.statistics.profiles import VALUES_SHOWN, Subject, load_profile
from quotes.views import structured_data
from quotes.views.base import moved, show
from quotes.views.feeds import feed_path

#: The rows that have slugs, their facets, and those of them that readers may reach.
SUBJECTS = {
    "speaker": (Speaker, Facet.SPEAKER, visibility.speakers),
    "publication": (Publication, Facet.PUBLICATION, visibility.publications),
    "topic": (Topic, Facet.TOPIC, visibility.topics),
}


def publication_detail(request, slug):
    """Show an outlet and what is quoted in it."""
    publication, profile = find_subject("publication", slug)
    path = publication.get_absolute_url()
    if profile is None:
        return moved(request, path)
    return show_subject(
        request,
        profile,
        "publication_detail.html",
        path,
        title=publication.name,
        description=f"What is quoted in {publication.name}, and by whom.",
        nodes=[
            structured_data.publication_node(publication, request.build_absolute_uri)
        ],
        others="speaker, kind, date or standing",
        publication=publication,
    )


def topic_detail(request, slug):
    """Show what is quoted on a topic."""
    topic, profile = find_subject("topic", slug)
    path = topic.get_absolute_url()
    if profile is None:
        return moved(request, path)
    return show_subject(
        request,
        profile,
        "topic_detail.html",
        path,
        title=topic.name,
        description=f"Quotes on {topic.name}, with speaker and source.",
        nodes=[
            structured_data.collection_node(
                topic.name, path, request.build_absolute_uri
            )
        ],
        others="speaker, kind, date or standing",
        topic=topic,
    )


def show_subject(request, profile, template, path, *, nodes, keywords=None, **context):
    """Render the page of a Profile's subject, with a page of its quotes."""
    subject = profile.subject
    page = entry_page(request, subject.facet, subject.value, *subject.days)
    return show(
        request,
        template,
        list_path(request, path),
        structured_data=structured_data.graph(*nodes),
        profile=profile,
        keywords=keywords,
        page=page,
        citable=citable_list(page.articles),
        feed=feed_path(subject.query),
        csv_address=csv_address(subject),
        role_sample_size=samples.ROLE_SAMPLE_SIZE,
        co_quoted_sample_size=samples.CO_QUOTED_SAMPLE_SIZE,
        max_quotes_per_article=samples.MAX_QUOTES_PER_ARTICLE,
        **context,
    )


def csv_address(subject):
    """Return the address of a subject's figures as a file."""
    return path_for("figures", subject.name, subject.slug)


def list_path(request, path):
    """Return the address of a page of quotes: its top has none of its own."""
    place = cursor_params(request)
    return f"{path}?{place}" if place else path


def find_subject(name, slug, shown=VALUES_SHOWN):
    """Return the row that has a slug, and its Profile; None if it had the slug once.

    Raises a 404 where readers never saw anything of it.
    """
    model, facet, reachable = SUBJECTS[name]
    # What has quotes has a page; the rest is seldom asked for, and takes longer.
    for sure in (False, True):
        try:
            row = reachable().by_slug(slug) if sure else names.row_by_slug(model, slug)
        except model.DoesNotExist:
            break
        profile = None
        if row.slug == slug:
            profile = load_profile(Subject(name, slug, facet, row.pk), shown)
        if sure or (profile and profile.total):
            return row, profile
    raise Http404(f"No {name} “{slug}” is here.")
