"""Publications and articles in the admin.

quotes/admin adds quotes to `ArticleAdmin` and merges to `PublicationAdmin`, and
registers both.
"""

from functools import partial

from django.contrib import admin, messages
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html_join

from articles.admin.base import PublishedAdmin, RecordAdmin, RecordInline
from articles.admin.candidates import CandidatesAdmin
from articles.admin.folded_search import FoldedSearch, TextSearch
from articles.duplicates.texts import SEARCH_GAVE_UP
from articles.forms import SECTIONS, ArticleForm, PublicationForm
from articles.intake import views
from articles.models import Byline


class PublicationAdmin(CandidatesAdmin, FoldedSearch, RecordAdmin):
    form = PublicationForm
    list_display = ["name", "place", "website"]
    search_fields = ["name"]
    fields = ["name", "place", "website"]


class BylineInline(RecordInline, admin.TabularInline):
    model = Byline
    fields = ["position", "given", "particle", "family", "suffix", "literal"]
    verbose_name = "author"
    verbose_name_plural = "authors, in the order of the byline"


class ArticleAdmin(CandidatesAdmin, TextSearch, PublishedAdmin):
    form = ArticleForm
    autocomplete_fields = ["publication"]
    date_hierarchy = "published_on"
    list_display = ["title", "publication", "dated", "status"]
    list_filter = ["status", "kind", ("publication", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["publication"]
    folded_fields = ("title", "publication__name")
    search_fields = [
        "title",
        "url",
        "publication__name",
        "bylines__given",
        "bylines__family",
        "bylines__literal",
    ]
    fieldsets = SECTIONS
    inlines = [BylineInline]
    readonly_fields = ["received"]

    def get_urls(self):
        """Add the URLs of intake and of raw pages."""
        pages = [
            ("intake/", views.enter_source, "intake"),
            ("intake/wait/<uuid:key>/", views.wait_for_page, "intake_wait"),
            ("intake/<uuid:key>/", views.check_article, "intake_check"),
            ("intake/<uuid:key>/discard/", views.discard_source, "intake_discard"),
            ("<key:article>/received/<key:key>/", views.download_raw_page, "received"),
        ]
        return [
            path(
                route,
                self.admin_site.admin_view(partial(view, self)),
                name=f"articles_article_{name}",
            )
            for route, view, name in pages
        ] + super().get_urls()

    def byline_inline(self):
        """Return the inline of authors for the intake page."""
        return BylineInline(self.model, self.admin_site)

    @admin.display(description="Pages received")
    def received(self, article):
        """Return links to the raw pages that texts were read from."""
        pages = article.raw_pages.defer("body") if article.pk else []
        url = "admin:articles_article_received"
        links = [
            (
                reverse(url, args=[article.pk, page.pk]),
                page.source,
                f"{timezone.localtime(page.received_at):%Y-%m-%d %H:%M}",
            )
            for page in pages
        ]
        return format_html_join(", ", '<a href="{}">{}, {}</a>', links) or "none"

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if form.gave_up:
            self.message_user(request, SEARCH_GAVE_UP, messages.WARNING)
        if "text" in form.cleaned_data:
            obj.hold_text(form.cleaned_data["text"], retrieved_from=obj.url)

    @admin.display(description="published", ordering="published_on")
    def dated(self, article):
        return article.published or "not known"
