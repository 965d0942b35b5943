"""The public addresses. They are promises to readers' bookmarks: keep them."""

from django.urls import path
from django.views.decorators.http import require_safe

from quotes import (
    article_views,
    calendar_views,
    cite_views,
    compare_views,
    exports,
    facet_views,
    feeds,
    figures,
    selection_views,
    sitemaps,
    speaker_views,
    subject_views,
    suggestions,
    unapi_views,
    views,
    year_views,
)
from quotes.http_caching import public
from quotes.kept_pages import kept

app_name = "quotes"


def page(route, view, name):
    """Return the path of a page: read only (GET and HEAD), and the same for all."""
    return path(route, public(require_safe(kept(view))), name=name)


urlpatterns = [
    page("", views.home, "home"),
    page("quotes/", views.quote_list, "list"),
    page("quotes/facets/<slug:name>/", facet_views.facet_list, "facet"),
    page("quotes.atom", feeds.quote_feed, "feed"),
    page("quotes/download/", exports.downloads, "downloads"),
    page("quotes.<str:extension>", exports.export_list, "export_list"),
    page("quotes/<int:pk>.<str:extension>", exports.export_quote, "export"),
    path("list/", selection_views.selection, name="selection"),
    path("list/add/<int:pk>/", selection_views.collect, name="collect"),
    page("list.<str:extension>", selection_views.export_selection, "export_selection"),
    page("quotes/<int:pk>/", views.quote_detail, "quote_by_number"),
    page("quotes/<int:pk>/cite/", cite_views.cite_quote, "cite"),
    page("quotes/<int:pk>/<str:words>/", views.quote_detail, "quote"),
    page("speakers/", speaker_views.speaker_list, "speakers"),
    page("speakers/<slug:slug>/", speaker_views.speaker_detail, "speaker"),
    page("articles/", article_views.article_list, "articles"),
    page("articles/<int:pk>.<str:extension>", exports.export_article, "export_article"),
    page("articles/<int:pk>/", article_views.article_detail, "article_by_number"),
    page("articles/<int:pk>/cite/", cite_views.cite_article, "cite_article"),
    page("articles/<int:pk>/<str:words>/", article_views.article_detail, "article"),
    page("publications/<slug:slug>/", subject_views.publication_detail, "publication"),
    page("topics/<slug:slug>/", subject_views.topic_detail, "topic"),
    page("years/", year_views.year_list, "years"),
    page("years/<str:year>/", year_views.year_detail, "year"),
    page("calendar/", calendar_views.newest_month, "calendar"),
    page("calendar/<str:year>/<str:month>/", calendar_views.month_detail, "month"),
    page("on-this-day/", calendar_views.today, "today"),
    page("on-this-day/<str:day>/", calendar_views.day_detail, "day"),
    page("compare/", compare_views.comparison, "compare"),
    page("compare/names/<str:kind>/", compare_views.names, "names"),
    page("opensearch.xml", views.opensearch, "opensearch"),
    page("figures/compare.csv", compare_views.compare_figures, "compare_figures"),
    page("figures/years.csv", year_views.years_figures, "years_figures"),
    page("figures/year/<str:year>.csv", year_views.year_figures, "year_figures"),
    page(
        "figures/month/<str:month>.csv", calendar_views.month_figures, "month_figures"
    ),
    page("figures/day/<str:day>.csv", calendar_views.day_figures, "day_figures"),
    page("figures/<str:dimension>/<slug:slug>.csv", figures.figures, "figures"),
    page("suggestions/", suggestions.suggestions, "suggestions"),
    page("unapi", unapi_views.unapi, "unapi"),
    page("robots.txt", views.robots, "robots"),
    page("sitemap.xml", sitemaps.index, "sitemap"),
    page("sitemap-<slug:section>.xml", sitemaps.section, "sitemap_section"),
    path("healthz", require_safe(views.healthz), name="healthz"),
]
