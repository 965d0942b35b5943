"""The list of quotes to recheck: they moved, or somebody else may speak there now."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.base import EVERYWHERE
from quotes.admin.outcomes import render_outcome
from quotes.models import Recheck


class ConfirmedFilter(admin.SimpleListFilter):
    """Shows those that are not confirmed, unless another value is chosen."""

    title = "confirmed"
    parameter_name = "confirmed"

    def lookups(self, request, model_admin):
        return [("all", "All"), ("yes", "Confirmed")]

    def choices(self, changelist):
        for value, label in [(None, "To recheck"), *self.lookup_choices]:
            yield {
                "selected": self.value() == value,
                "query_string": changelist.get_query_string(
                    {self.parameter_name: value} if value else {},
                    [] if value else [self.parameter_name],
                ),
                "display": label,
            }

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.filter(confirmed_at__isnull=self.value() != "yes")


@admin.register(Recheck)
class RecheckAdmin(admin.ModelAdmin):
    list_display = ["which", "why", "article", "at", "confirmed"]
    list_display_links = ["at"]
    list_filter = [ConfirmedFilter, "quote__anchor_status", "quote__status"]
    list_select_related = ["quote__article", "confirmed_by"]
    search_fields = ["quote__text", "quote__article__title"]
    date_hierarchy = "at"
    ordering = ["-pk"]
    actions = ["confirm"]
    fields = readonly_fields = [
        "which",
        "said_by",
        "reason",
        "was",
        "now",
        "article",
        "at",
        "found",
        "confirmed",
    ]

    class Media:
        css = {"all": ["css/admin.css"]}

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """Refuse it on these pages; a deleted draft still takes its rechecks along."""
        here = f"{self.opts.app_label}_{self.opts.model_name}"
        match = request.resolver_match
        return match is not None and not (match.url_name or "").startswith(here)

    @admin.display(description="quote")
    def which(self, recheck):
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:quotes_quote_change", args=[recheck.quote_id]),
            recheck.quote,
        )

    @admin.display(description="said by")
    def said_by(self, recheck):
        speakers = recheck.quote.attributions.select_related("speaker")
        return ", ".join(each.speaker.name for each in speakers) or "Nobody named"

    @admin.display(description="why")
    def why(self, recheck):
        return format_html(
            '<div class="recheck">{}<dl><dt>Before</dt><dd>{}</dd><dt>Now</dt>'
            "<dd>{}</dd></dl></div>",
            recheck.reason,
            self.was(recheck),
            self.now(recheck),
        )

    @admin.display(description="article")
    def article(self, recheck):
        return recheck.quote.article

    @admin.display(description="before")
    def was(self, recheck):
        return _surroundings(recheck.before)

    @admin.display(description="now")
    def now(self, recheck):
        return _surroundings(recheck.after)

    @admin.display(description="found now")
    def found(self, recheck):
        return render_outcome(recheck.quote)

    @admin.display(description="confirmed")
    def confirmed(self, recheck):
        if not recheck.confirmed_at:
            return "Not yet"
        who = recheck.confirmed_by or "somebody"
        return f"{timezone.localtime(recheck.confirmed_at):%d %B %Y} by {who}"

    @admin.action(
        description="Confirm: it is still this speaker’s quote",
        permissions=["change"],
        location=EVERYWHERE,
    )
    def confirm(self, request, queryset):
        open_ = queryset.filter(confirmed_at__isnull=True)
        number = open_.update(confirmed_at=timezone.now(), confirmed_by=request.user)
        self.message_user(request, f"{number} confirmed.")


def _surroundings(parts):
    """Return HTML for [words before, the quote, words after]."""
    if not parts:
        return "Not in the text"
    before, words, behind = parts
    return format_html(
        '<span dir="auto">{}<mark>{}</mark>{}</span>',
        before,
        words,
        behind,
    )
