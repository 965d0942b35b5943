"""Sayings in the admin: proposals to confirm, members to split, decisions to undo."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.base import RecordAdmin, RecordInline, action
from articles.admin.model_admin import DeskAdmin
from articles.editing import OptimisticLockForm
from articles.text import lower_first
from quotes import page_sizes
from quotes.admin.follow_ups import DefaultFilter, DependentAdmin, UndoneFilter
from quotes.models import (
    MembershipReason,
    MembershipState,
    NotSame,
    Saying,
    SayingDecision,
    SayingMember,
    Speaker,
)
from quotes.models.saying_decisions import (
    confirm,
    join_saying,
    lock_sayings,
    merge_sayings,
    split_off,
    undo_decision,
    undo_split,
)
from quotes.verification.known_words import find_known_words


class MemberForm(OptimisticLockForm):
    """A member; a new one may be a quote of another saying, which it leaves."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "quote" in self.fields:
            self.fields["quote"].disabled = True

    def _get_validation_exclusions(self):
        exclude = super()._get_validation_exclusions()
        return exclude if self.instance.pk else {*exclude, "quote"}

    def clean(self):
        cleaned = super().clean()
        if not self.instance.pk and not cleaned.get("quote"):
            raise ValidationError("Choose the quote that joins.", code="required")
        return cleaned


class MemberInline(RecordInline, admin.TabularInline):
    """The members; a quote that is added here is joined by the editor."""

    model = SayingMember
    form = MemberForm
    fields = ["quote", "reason", "explanation", "state", "decided_by"]
    readonly_fields = ["explanation", "state", "decided_by"]
    autocomplete_fields = ["quote"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("quote", "decided_by")

    def has_delete_permission(self, request, obj=None):
        """Refuse it: splitting a member is a decision, made in the list of members."""
        return False


@admin.register(Saying)
class SayingAdmin(RecordAdmin):
    list_display = ["__str__", "prints", "changed"]
    list_select_related = ["earliest"]
    search_fields = ["members__quote__text"]
    ordering = ["-prints", "pk"]
    fields = ["note", "all_members"]
    readonly_fields = ["all_members"]
    inlines = [MemberInline]
    actions = ["merge"]

    def get_queryset(self, request):
        """Leave out merged sayings: their members are in another one."""
        return super().get_queryset(request).filter(merged_into=None)

    def changeform_view(self, request, *args, **kwargs):
        """Lock sayings before the form locks this one: the same order everywhere."""
        with transaction.atomic():
            if request.method == "POST":
                lock_sayings()
            return super().changeform_view(request, *args, **kwargs)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """Leave the members of a large saying to their list: forms have limits.

        A posted form has them if it had them when it was shown.
        """
        options = super().get_formset_kwargs(request, obj, inline, prefix)
        if "data" in options:
            is_large = options["data"].get(f"{prefix}-INITIAL_FORMS") == "0"
        else:
            is_large = obj.pk and obj.members.count() > page_sizes.MEMBERS_IN_FORM
        if is_large:
            options["queryset"] = options["queryset"].none()
        return options

    @admin.display(description="members")
    def all_members(self, saying):
        if saying.pk is None:
            return self.get_empty_value_display()
        query = urlencode({"saying": saying.pk, "state": "all"})
        url = f"{reverse('admin:quotes_sayingmember_changelist')}?{query}"
        number = saying.members.count()
        return format_html('<a href="{}">All {} in a list</a>', url, f"{number:,}")

    def save_formset(self, request, form, formset, change):
        """Join what an editor adds, and confirm what an editor changes."""
        formset.save(commit=False)
        for member in formset.new_objects:
            join_saying(member.quote, form.instance, request.user, member.reason)
        for member, _fields in formset.changed_objects:
            reason = member.reason
            confirm(SayingMember.objects.filter(pk=member.pk), request.user)
            SayingMember.objects.filter(pk=member.pk).update(reason=reason)
        formset.save_m2m()

    def has_delete_permission(self, request, obj=None):
        """Refuse it: members are split or joined elsewhere, and this can be undone."""
        return False

    @admin.action(description="Join: they are one saying", permissions=["change"])
    def merge(self, request, queryset):
        sayings = list(queryset)
        if len(sayings) < 2:
            self.message_user(request, "Choose two or more.", messages.WARNING)
            return
        target = merge_sayings(sayings, request.user)
        self.log_change(request, target, f"Joined {len(sayings)} sayings.")
        self.message_user(request, f"{len(sayings)} sayings are one now: {target}.")


class ProposalStateFilter(DefaultFilter):
    """Shows proposals, unless another state is chosen."""

    title, parameter_name, open_label = "state", "state", "Proposed"

    def lookups(self, request, model_admin):
        return [("all", "All"), ("joined", "Joined"), ("confirmed", "Confirmed")]

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.filter(state=self.value() or MembershipState.PROPOSED)


@admin.register(SayingMember)
class SayingMemberAdmin(DependentAdmin):
    """The members, which are split, not deleted, so that the decision is recorded."""

    list_display = ["which", "other", "reason", "explanation", "state", "decided_by"]
    list_display_links = ["reason"]
    list_filter = [ProposalStateFilter, "reason"]
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

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .prefetch_related(
                "quote__attributions__speaker", "compared_with__attributions__speaker"
            )
        )

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
        count = 0
        for member in queryset.select_related("saying", "quote"):
            if split_off(member, request.user) is not None:
                self.log_change(request, member.saying, f"Split: {member.quote}")
                count += 1
        self.message_user(
            request, f"{count} split. The machine will not join them again."
        )


@admin.register(SayingDecision)
class SayingDecisionAdmin(DependentAdmin):
    list_display = ["act", "which", "was", "became", "at", "by", "undone_at"]
    list_display_links = None
    list_filter = ["act", UndoneFilter]
    list_select_related = ["quote", "by"]
    search_fields = ["quote__text"]
    actions = ["undo"]

    def get_queryset(self, request):
        found = super().get_queryset(request)
        return found.prefetch_related("quote__attributions__speaker")

    @admin.display(description="quote")
    def which(self, decision):
        return _linked(decision.quote)

    @admin.display(description="before")
    def was(self, decision):
        return _described(decision.before)

    @admin.display(description="after")
    def became(self, decision):
        return _described(decision.after)

    @admin.action(description="Undo: as it was before", permissions=["change"])
    def undo(self, request, queryset):
        undone = 0
        for decision in queryset.order_by("-pk"):  # the latest of a quote first
            try:
                undo_decision(decision, request.user)
            except ValidationError as error:
                text = f"{decision}: {error.messages[0]}"
                self.message_user(request, text, messages.WARNING)
                continue
            undone += 1
            self.log_change(request, decision, f"Undone: {decision}")
        if undone:
            self.message_user(request, f"{undone} undone.", messages.SUCCESS)


def _described(state):
    """Return a membership as text: “In saying 5, joined by the machine (altered)”."""
    if not state:
        return "In no saying"
    label = MembershipState(state["state"]).label
    reason = MembershipReason(state["reason"]).label.lower()
    return f"In saying {state['saying_id']}: {lower_first(label)} ({reason})"


def _linked(quote):
    """Return a link to a quote in the admin, with its speakers."""
    said_by = quote.attributions.all()
    return format_html(
        '<a href="{}">{}</a> <small>{}</small>',
        reverse("admin:quotes_quote_change", args=[quote.pk]),
        quote,
        ", ".join(each.speaker.name for each in said_by),
    )


def render_saying(quote):
    """Return HTML on the saying of a quote: other prints, and whom they credit."""
    if quote is None or quote.pk is None:
        return "The words are compared with the text when you save."
    member = (
        SayingMember.objects.filter(quote=quote.pk).select_related("saying").first()
    )
    if member is None:
        return _render_known(find_known_words(quote))
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
    prints = saying.members.public().values("quote")
    credited = Speaker.objects.filter(attributions__quote__in=prints).distinct()
    others = {*credited.order_by("name").values_list("name", flat=True)[:200]} - mine
    return format_html(
        '<a href="{}">{}</a>: {} public prints. {}',
        reverse("admin:quotes_saying_change", args=[saying.pk]),
        saying,
        saying.prints,
        f"Other prints credit {', '.join(sorted(others)[:5])}: look who is right."
        if others
        else "All prints credit the same.",
    )


def _render_known(known):
    """Return HTML on words that are on record already, for a quote without a saying."""
    if known is None:
        return "None."
    return format_html(
        '{} <a href="{}">{}</a>. {}',
        "The same words are on record:"
        if known.is_equal
        else "Similar words are on record:",
        known.url,
        known.words,
        known.advice or "It names no other speaker.",
    )


def message_known_words(request, quote):
    """Ask the editor to look, if the words are on record with another speaker."""
    known = find_known_words(quote)
    if known and known.advice:
        link = format_html('<a href="{}">{}</a>', known.url, known.words)
        text = format_html("{} See {}.", known.advice, link)
        messages.warning(request, text)


@admin.register(NotSame)
class NotSameAdmin(DeskAdmin):
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
