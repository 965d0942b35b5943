"""The public URLs. Readers bookmark and cite them: never change one."""

from django.conf import settings
from django.urls import path
from django.views.decorators.http import require_safe
from django.views.i18n import JavaScriptCatalog

from quotes.caching.http import public
from quotes.caching.pages import cache_page_by_snapshot
from quotes.views import (
    about,
    articles,
    autocomplete,
    calendar,
    check,
    cite,
    compare,
    corrections,
    exports,
    facets,
    feeds,
    home,
    name_lists,
    oembed,
    profiles,
    reading_list,
    report,
    saying_feeds,
    sayings,
    sharing,
    sitemaps,
    speakers,
    statistics_csv,
    unapi,
    versions,
    years,
)
from quotes.views import quotes as quote_views
from quotes.views.rate_limits import (
    AUTOCOMPLETE,
    CITATIONS,
    DOCUMENTS_SET,
    DOWNLOADS,
    SEARCHES,
    limited,
)

app_name = "quotes"


def page(route, view, name, limit=None, **kwargs):
    """Return the URL pattern of a page that is read-only and the same for everybody.

    A `limit` counts each reader's requests that are not answered from the cache.
    """
    view = limited(limit)(view) if limit else view
    view = public(require_safe(cache_page_by_snapshot(view)))
    return path(route, view, kwargs, name=name)


def frame(route, view, name):
    """Return the URL pattern of a page() that other sites may show in a frame."""
    view = public(require_safe(sharing.framed(cache_page_by_snapshot(view))))
    return path(route, view, name=name)


urlpatterns = [
    page("", home.home, "home"),
    page("quotes/", quote_views.quote_list, "list", SEARCHES),
    page("quotes/facets/<slug:name>/", facets.facet_list, "facet", AUTOCOMPLETE),
    page("quotes.atom", feeds.quote_feed, "feed", SEARCHES),
    page("quotes/download/", exports.choose_export, "downloads", SEARCHES),
    page("quotes.<str:extension>", exports.export_list, "export_list", DOWNLOADS),
    page(
        "quotes/<key:pk>.<str:extension>",
        exports.export_quote,
        "export",
        DOCUMENTS_SET,
    ),
    path("random/", require_safe(home.random), name="random"),
    path("check/", check.check, name="check"),
    path("check/save/", check.save_check, name="save_check"),
    path("check/saved/<slug:token>/", check.saved_check, name="saved_check"),
    path("list/", reading_list.reading_list, name="reading_list"),
    path("list/add/<key:pk>/", reading_list.add_to_reading_list, name="add_to_list"),
    page(
        "list.<str:extension>",
        reading_list.export_reading_list,
        "export_list_file",
        DOWNLOADS,
    ),
    page("quotes/<key:pk>/", quote_views.quote_detail, "quote_by_number"),
    page("quotes/<key:pk>/cite/", cite.cite_quote, "cite", CITATIONS),
    page("quotes/<key:pk>/history/", corrections.quote_history, "quote_history"),
    page("quotes/<key:pk>/card-<slug:version>.png", sharing.picture, "picture"),
    page("quotes/<key:pk>/<str:words>/", quote_views.quote_detail, "quote"),
    path("report/<slug:kind>/<slug:key>/", report.report_mistake, name="report"),
    page("sayings/", sayings.saying_list, "sayings", SEARCHES),
    page("sayings.atom", saying_feeds.new_prints, "sayings_feed"),
    page("sayings/<key:pk>.atom", saying_feeds.new_prints, "saying_feed"),
    page("sayings/<key:pk>/", sayings.saying_detail, "saying_by_number"),
    page("sayings/<key:pk>/<str:words>/", sayings.saying_detail, "saying"),
    page("speakers/", name_lists.name_list, "speakers", SEARCHES, kind="speaker"),
    page("speakers/<slug:slug>/", speakers.speaker_detail, "speaker"),
    page("articles/", articles.article_list, "articles"),
    page(
        "articles/<key:pk>.<str:extension>",
        exports.export_article,
        "export_article",
        DOCUMENTS_SET,
    ),
    page("articles/<key:pk>/", articles.article_detail, "article_by_number"),
    page("articles/<key:pk>/cite/", cite.cite_article, "cite_article", CITATIONS),
    page("articles/<key:pk>/versions/", versions.version_list, "versions"),
    page("articles/<key:pk>/versions/<str:when>/", versions.version_detail, "version"),
    page("articles/<key:pk>/<str:words>/", articles.article_detail, "article"),
    page(
        "publications/",
        name_lists.name_list,
        "publications",
        SEARCHES,
        kind="publication",
    ),
    page(
        "publications/<slug:slug>/",
        profiles.subject_detail,
        "publication",
        kind="publication",
    ),
    page("topics/", name_lists.name_list, "topics", SEARCHES, kind="topic"),
    page("topics/<slug:slug>/", profiles.subject_detail, "topic", kind="topic"),
    page("years/", years.year_list, "years"),
    page("years/<str:year>/", years.year_detail, "year"),
    page("calendar/", calendar.newest_month, "calendar"),
    page("calendar/<str:year>/<str:month>/", calendar.month_detail, "month"),
    page("on-this-day/", calendar.today, "today"),
    page("on-this-day/<str:day>/", calendar.day_detail, "day"),
    page("compare/", compare.comparison, "compare"),
    page("compare/names/<str:kind>/", compare.names, "names", AUTOCOMPLETE),
    page("opensearch.xml", quote_views.opensearch, "opensearch"),
    page("figures/compare.csv", compare.compare_figures, "compare_figures"),
    page("figures/years.csv", years.years_figures, "years_figures"),
    page("figures/year/<str:year>.csv", years.year_figures, "year_figures"),
    page("figures/month/<str:month>.csv", calendar.month_figures, "month_figures"),
    page("figures/day/<str:day>.csv", calendar.day_figures, "day_figures"),
    page("figures/<str:dimension>/<slug:slug>.csv", statistics_csv.figures, "figures"),
    page("about/", about.site_page, "about", which="about"),
    page("how-we-check/", about.site_page, "checks", which="checks"),
    page("labels/", about.site_page, "labels", which="labels"),
    page("contact/", about.site_page, "contact", which="contact"),
    page("corrections/", corrections.correction_list, "corrections"),
    page("corrections.atom", corrections.correction_feed, "corrections_feed"),
    page("data/", about.data, "data"),
    page("feeds/", about.feeds, "feeds"),
    page("suggestions/", autocomplete.autocomplete, "autocomplete", AUTOCOMPLETE),
    # Any number: a frame says that no quote is on record.
    frame("embed/quotes/<int:pk>/", sharing.embed, "embed"),
    page("oembed", oembed.oembed, "oembed"),
    page("unapi", unapi.unapi, "unapi"),
    page("robots.txt", quote_views.robots, "robots"),
    page("sitemap.xml", sitemaps.index, "sitemap"),
    page("sitemap-<slug:section>.xml", sitemaps.section, "sitemap_section"),
]

if settings.USE_I18N:
    catalog = require_safe(JavaScriptCatalog.as_view())
    urlpatterns.append(path("texts.js", catalog, name="script_texts"))
