"""The list of changed outcomes: quotes that a run or a new text changed."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.base import EVERYWHERE
from quotes.admin.outcomes import render_outcome
from quotes.models import AnchorChange


class SeenFilter(admin.SimpleListFilter):
    """Shows the changes not marked as seen, unless another value is chosen."""

    title = "seen"
    parameter_name = "seen"

    def lookups(self, request, model_admin):
        return [("all", "All"), ("yes", "Seen")]

    def choices(self, changelist):
        for value, label in [(None, "Not seen yet"), *self.lookup_choices]:
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
        return queryset.filter(seen_at__isnull=self.value() != "yes")


@admin.register(AnchorChange)
class AnchorChangeAdmin(admin.ModelAdmin):
    list_display = ["which", "before", "after", "article", "at", "cause", "seen"]
    list_display_links = ["at"]
    list_filter = [SeenFilter, "after", "before", "run"]
    list_select_related = ["quote__article", "run", "seen_by"]
    search_fields = ["quote__text", "quote__article__title"]
    date_hierarchy = "at"
    ordering = ["-pk"]
    actions = ["mark_seen"]
    fields = readonly_fields = [
        "which",
        "before",
        "after",
        "article",
        "at",
        "cause",
        "found",
        "snapshot_before",
        "snapshot_after",
        "seen",
    ]

    class Media:
        css = {"all": ["css/admin.css"]}

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """Refuse it on these pages; a deleted draft still takes its changes with it."""
        here = f"{self.opts.app_label}_{self.opts.model_name}"
        match = request.resolver_match
        return match is not None and not (match.url_name or "").startswith(here)

    @admin.display(description="quote")
    def which(self, change):
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:quotes_quote_change", args=[change.quote_id]),
            change.quote,
        )

    @admin.display(description="article")
    def article(self, change):
        return change.quote.article

    @admin.display(description="cause")
    def cause(self, change):
        return change.run or "The text was changed, or an editor asked"

    @admin.display(description="found now")
    def found(self, change):
        return render_outcome(change.quote)

    @admin.display(description="seen")
    def seen(self, change):
        if not change.seen_at:
            return "Not yet"
        who = change.seen_by or "somebody"
        return f"{timezone.localtime(change.seen_at):%d %B %Y} by {who}"

    @admin.action(
        description="Mark as seen", permissions=["change"], location=EVERYWHERE
    )
    def mark_seen(self, request, queryset):
        unseen = queryset.filter(seen_at__isnull=True)
        number = unseen.update(seen_at=timezone.now(), seen_by=request.user)
        self.message_user(request, f"{number} marked as seen.")
