"""The quotes of an article in pages beside its form, and the links between them."""

from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from articles.models import Article
from quotes import page_sizes
from quotes.admin.outcomes import render_outcome
from quotes.models import LOCATED, Attribution, Quote

TEMPLATE = "admin/articles/article/quotes.html"
CHANGE = "admin:articles_article_change"


def quotes_context(request, article, number):
    """Return the context of page `number` of an article's quotes.

    They are in the order of the text; those without a place come last. Takes a fixed
    number of queries.
    """
    if not any(
        request.user.has_perm(f"quotes.{act}_quote") for act in ("view", "change")
    ):
        return {}
    quotes = Quote.objects.filter(article=article).order_by("spans__0__0", "pk")
    page = Paginator(quotes, page_sizes.QUOTES_IN_FORM).get_page(number)
    rows = page.object_list.prefetch_related(
        "topics",
        "snapshot",
        "printed_in",
        Prefetch("attributions", Attribution.objects.select_related("speaker")),
    )
    return {
        "article": article,
        "quote_page": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number),
        "quote_rows": [_row(quote, article, page.number) for quote in rows],
        "lost": quotes.exclude(anchor_status__in=LOCATED).count(),
        "may_add_quotes": request.user.has_perm("quotes.add_quote"),
    }


def _row(quote, article, number):
    quote.article = article
    back = urlencode({"from": "article", "page": number})
    return {
        "quote": quote,
        "url": f"{reverse('admin:quotes_quote_change', args=[quote.pk])}?{back}",
        "outcome": render_outcome(quote, search=False),
    }


class WithQuoteList(admin.ModelAdmin):
    """An admin of articles whose form shows the quotes as a list of links."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.show_quotes)
        name = "articles_article_quotes"
        return [path("<key:pk>/quotes/", view, name=name), *super().get_urls()]

    def show_quotes(self, request, pk):
        """Return another page of the list, for htmx; otherwise lead to the form."""
        article = get_object_or_404(Article, pk=pk)
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        number = request.GET.get("page", 1)
        if not request.htmx:
            query = urlencode({"quotes": number})
            return HttpResponseRedirect(f"{reverse(CHANGE, args=[pk])}?{query}")
        context = quotes_context(request, article, number)
        return render(request, TEMPLATE, {**context, "turned": True})

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Add the list to the page, also when the form is shown with errors."""
        if obj:
            context |= quotes_context(request, obj, request.GET.get("quotes", 1))
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


class LeadsToArticle(admin.ModelAdmin):
    """An admin of quotes that goes back to the article from which one was opened."""

    def response_add(self, request, obj, post_url_continue=None):
        response = super().response_add(request, obj, post_url_continue)
        return self._lead_on(request, obj, response)

    def response_change(self, request, obj):
        return self._lead_on(request, obj, super().response_change(request, obj))

    def _lead_on(self, request, quote, response):
        """Redirect after saving: to another quote, to the article, or as usual."""
        from_article = request.GET.get("from") == "article"
        if "_addanother" in request.POST and "_popup" not in request.POST:
            return HttpResponseRedirect(add_quote_url(quote.article_id, from_article))
        if from_article and "_save" in request.POST:
            query = urlencode({"quotes": request.GET.get("page", 1)})
            url = f"{reverse(CHANGE, args=[quote.article_id])}?{query}"
            return HttpResponseRedirect(f"{url}#quote-{quote.pk}")
        return response


def add_quote_url(article_pk, from_article=True):
    """Return the address of the form for another quote of an article."""
    query = {"article": article_pk} | ({"from": "article"} if from_article else {})
    return f"{reverse('admin:quotes_quote_add')}?{urlencode(query)}"
