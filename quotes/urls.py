"""The public addresses. They are promises to readers' bookmarks: keep them."""

from django.urls import path
from django.views.decorators.http import require_safe

from quotes import exports, feeds, sitemaps, subject_views, suggestions, views
from quotes.http_caching import public

app_name = "quotes"


def page(route, view, name):
    """Return the path of a page: read only (GET and HEAD), and the same for all."""
    return path(route, public(require_safe(view)), name=name)


urlpatterns = [
    page("", views.home, "home"),
    page("quotes/", views.quote_list, "list"),
    page("quotes.atom", feeds.quote_feed, "feed"),
    page("quotes.<str:extension>", exports.export_list, "export_list"),
    page("quotes/<int:pk>.<str:extension>", exports.export_quote, "export"),
    page("quotes/<int:pk>/", views.quote_detail, "quote_by_number"),
    page("quotes/<int:pk>/<str:words>/", views.quote_detail, "quote"),
    page("speakers/", subject_views.speaker_list, "speakers"),
    page("speakers/<slug:slug>/", subject_views.speaker_detail, "speaker"),
    page("articles/", subject_views.article_list, "articles"),
    page("articles/<int:pk>/", subject_views.article_detail, "article_by_number"),
    page("articles/<int:pk>/<str:words>/", subject_views.article_detail, "article"),
    page("publications/<slug:slug>/", subject_views.publication_detail, "publication"),
    page("topics/<slug:slug>/", subject_views.topic_detail, "topic"),
    page("opensearch.xml", views.opensearch, "opensearch"),
    page("figures/<str:dimension>/<slug:slug>.csv", subject_views.figures, "figures"),
    page("suggestions/", suggestions.suggestions, "suggestions"),
    page("robots.txt", views.robots, "robots"),
    page("sitemap.xml", sitemaps.index, "sitemap"),
    page("sitemap-<slug:section>.xml", sitemaps.section, "sitemap_section"),
    path("healthz", require_safe(views.healthz), name="healthz"),
]
