"""Sayings in the admin: proposals to confirm, members to split, pairs kept apart."""

from django.contrib import admin
from django.contrib.admin.options import ActionLocation
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.base import RecordAdmin, RecordInline, action
from quotes.admin.follow_ups import DefaultFilter
from quotes.models import MembershipState, NotSame, Saying, SayingMember
from quotes.models.saying_decisions import confirm, split, undo_split


class MemberInline(RecordInline, admin.TabularInline):
    """The members; a quote that is added here is joined by the editor."""

    model = SayingMember
    fields = ["quote", "reason", "explanation", "state", "decided_by"]
    readonly_fields = ["explanation", "state", "decided_by"]
    raw_id_fields = ["quote"]

    def has_delete_permission(self, request, obj=None):
        """Refuse it: to split a member is a decision, which the list of members has."""
        return False


@admin.register(Saying)
class SayingAdmin(RecordAdmin):
    list_display = ["__str__", "prints", "updated_at"]
    list_select_related = ["earliest"]
    search_fields = ["members__quote__text"]
    ordering = ["-prints", "pk"]
    fields = ["note"]
    inlines = [MemberInline]

    def save_formset(self, request, form, formset, change):
        """Confirm what an editor adds or changes."""
        for member in formset.save(commit=False):
            member.state, member.decided_by = MembershipState.CONFIRMED, request.user
            member.save()
        formset.save_m2m()


class StateFilter(DefaultFilter):
    """Shows proposals, unless another state is chosen."""

    title, parameter_name, open_label = "state", "state", "Proposed"

    def lookups(self, request, model_admin):
        return [("all", "All"), ("joined", "Joined"), ("confirmed", "Confirmed")]

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.filter(state=self.value() or MembershipState.PROPOSED)


@admin.register(SayingMember)
class SayingMemberAdmin(admin.ModelAdmin):
    list_display = ["which", "other", "reason", "explanation", "state", "decided_by"]
    list_display_links = ["reason"]
    list_filter = [StateFilter, "reason"]
    list_select_related = ["quote", "compared_with", "decided_by", "saying"]
    search_fields = ["quote__text"]
    ordering = ["-pk"]
    actions = ["confirm", "split"]
    fields = readonly_fields = [
        "which",
        "other",
        "saying",
        "reason",
        "explanation",
        "state",
        "decided_by",
    ]

    def has_add_permission(self, request):
        return False

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        actions = super().get_actions(request, action_location)
        actions.pop("delete_selected", None)
        return actions

    @admin.display(description="quote")
    def which(self, member):
        return _linked(member.quote)

    @admin.display(description="compared with")
    def other(self, member):
        return _linked(member.compared_with) if member.compared_with else "–"

    @action(description="Confirm: it is the same saying", permissions=["change"])
    def confirm(self, request, queryset):
        changed = confirm(queryset, request.user)
        for member in changed:
            self.log_change(request, member.saying, f"Confirmed: {member.quote}")
        self.message_user(request, f"{len(changed)} confirmed.")

    @action(description="Split: it is not the same saying", permissions=["change"])
    def split(self, request, queryset):
        members = list(queryset.select_related("saying", "quote"))
        for member in members:
            self.log_change(request, member.saying, f"Split: {member.quote}")
            split(member, request.user)
        self.message_user(
            request, f"{len(members)} split. The machine will not join them again."
        )


def _linked(quote):
    """Return a link to a quote in the admin, with its speakers."""
    said_by = quote.attributions.select_related("speaker")
    return format_html(
        '<a href="{}">{}</a> <small>{}</small>',
        reverse("admin:quotes_quote_change", args=[quote.pk]),
        quote,
        ", ".join(each.speaker.name for each in said_by),
    )


def render_saying(quote):
    """Return HTML on the saying of a quote: other prints, and whom they credit."""
    member = (
        SayingMember.objects.filter(quote=quote.pk).select_related("saying").first()
    )
    if member is None:
        return "None known. The words are compared when the quote is published."
    saying = member.saying
    if not member.is_accepted:
        return format_html(
            'Perhaps that of <a href="{}">{}</a>: {} <a href="{}">Decide</a>',
            reverse("admin:quotes_saying_change", args=[saying.pk]),
            saying,
            member.explanation,
            reverse("admin:quotes_sayingmember_change", args=[member.pk]),
        )
    mine = set(quote.attributions.values_list("speaker__name", flat=True))
    others = {each.speaker.name for each in saying.credits()[:200]} - mine
    return format_html(
        '<a href="{}">{}</a>: {} public prints. {}',
        reverse("admin:quotes_saying_change", args=[saying.pk]),
        saying,
        saying.prints,
        f"Other prints credit {', '.join(sorted(others)[:5])}: look who is right."
        if others
        else "All prints credit the same.",
    )


@admin.register(NotSame)
class NotSameAdmin(admin.ModelAdmin):
    list_display = ["one", "other", "at", "by"]
    list_select_related = ["one", "other", "by"]
    actions = ["undo"]

    def has_add_permission(self, request):
        return False

    @action(description="Undo: join them again", permissions=["delete"])
    def undo(self, request, queryset):
        for pair in queryset.select_related("one", "other"):
            self.log_change(
                request, pair.one, f"No longer kept apart from: {pair.other}"
            )
            undo_split(pair)
        self.message_user(request, "Undone.")
