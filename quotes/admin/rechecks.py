"""The list of quotes to recheck: they moved, or somebody else may speak there now."""

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.base import action
from quotes.admin.follow_ups import FollowUpAdmin, OpenFilter, done_by
from quotes.models import Quote, Recheck


class ConfirmedFilter(OpenFilter):
    title = parameter_name = "confirmed"
    open_label, done_label = "To recheck", "Confirmed"


@admin.register(Recheck)
class RecheckAdmin(FollowUpAdmin):
    list_display = ["which", "why", "article", "at", "confirmed"]
    list_filter = [ConfirmedFilter, "quote__anchor_status", "quote__status"]
    list_select_related = ["quote__article", "confirmed_by"]
    actions = unlimited_actions = ["confirm"]
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

    @admin.display(description="before")
    def was(self, recheck):
        return _surroundings(recheck.before)

    @admin.display(description="now")
    def now(self, recheck):
        return _surroundings(recheck.after)

    @admin.display(description="confirmed")
    def confirmed(self, recheck):
        return done_by(recheck.confirmed_at, recheck.confirmed_by)

    @action(
        description="Confirm: it is still this speaker’s quote", permissions=["change"]
    )
    def confirm(self, request, queryset):
        open_ = list(queryset.filter(confirmed_at__isnull=True))
        now = timezone.now()
        number = Recheck.objects.filter(
            pk__in=[each.pk for each in open_], confirmed_at__isnull=True
        ).update(confirmed_at=now, confirmed_by=request.user)
        # Readers see a caveat until then, so feeds show these quotes as changed.
        quotes = Quote.objects.filter(pk__in=[each.quote_id for each in open_])
        quotes.update(updated_at=now)
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
