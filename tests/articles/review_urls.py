"""The addresses of the site, with a page for reviewing the quotes of an article."""

from django.contrib import admin
from django.http import HttpResponse
from django.urls import include, path

review = path(
    "review/<int:article>/",
    lambda request, article: HttpResponse("Review."),
    name="articles_article_review",
)
of_admin, app, namespace = admin.site.urls
urlpatterns = [
    path("admin/", ([review, *of_admin], app, namespace)),
    path("", include("quotes.urls")),
]
