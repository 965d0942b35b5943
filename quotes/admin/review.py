"""Links the admin of articles to the review screen."""

from functools import partial

from django.contrib import admin
from django.urls import path, reverse
from django.utils.html import format_html

from quotes.review import views


class ReviewedAdmin(admin.ModelAdmin):
    """An admin of articles with the URLs of the review and a column of links to it."""

    def get_urls(self):
        pages = [
            ("", views.review_article, "review"),
            ("changes/", views.review_changes, "review_changes"),
            ("speakers/", views.review_speakers, "review_speakers"),
            ("<int:key>/", views.review_card, "review_card"),
        ]
        return [
            path(
                f"<int:pk>/review/{end}",
                self.admin_site.admin_view(partial(view, self)),
                name=f"articles_article_{name}",
            )
            for end, view, name in pages
        ] + super().get_urls()

    @admin.display(description="review")
    def review_link(self, article):
        return format_html(
            '<a href="{}" aria-label="Review “{}”">Review</a>',
            reverse("admin:articles_article_review", args=[article.pk]),
            article,
        )
