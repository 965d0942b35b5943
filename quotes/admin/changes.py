"""The list of changed results: quotes that a run or a new text changed."""

from django.contrib import admin
from django.utils import timezone

from articles.admin.base import action
from quotes.admin.follow_ups import FollowUpAdmin, OpenFilter, done_by
from quotes.models import AnchorChange


class SeenFilter(OpenFilter):
    title = parameter_name = "seen"
    open_label, done_label = "Not seen yet", "Seen"


@admin.register(AnchorChange)
class AnchorChangeAdmin(FollowUpAdmin):
    list_display = ["which", "before", "after", "article", "at", "cause", "seen"]
    list_filter = [SeenFilter, "after", "before", "run"]
    list_select_related = ["quote__article", "run", "seen_by"]
    actions = unlimited_actions = ["mark_seen"]
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

    @admin.display(description="cause")
    def cause(self, change):
        return change.run or "New text, or compared by an editor"

    @admin.display(description="seen")
    def seen(self, change):
        return done_by(change.seen_at, change.seen_by)

    @action(description="Mark as seen", permissions=["change"])
    def mark_seen(self, request, queryset):
        unseen = queryset.filter(seen_at__isnull=True)
        number = unseen.update(seen_at=timezone.now(), seen_by=request.user)
        self.message_user(request, f"{number} marked as seen.")
