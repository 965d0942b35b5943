"""The queue of drafts that were handed in, and handing in from lists and forms."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.utils.html import format_html

from articles.admin.base import action
from articles.models import Article
from articles.models.base import Status
from quotes.admin.follow_ups import DefaultFilter, DependentAdmin
from quotes.formatting import day
from quotes.models import HandIn, HandInState
from quotes.workflow import handin_views, handins


class HandInStateFilter(DefaultFilter):
    title = parameter_name = "state"
    open_label = "Waiting"

    def lookups(self, request, model_admin):
        others = [each for each in HandInState if each != HandInState.WAITING]
        return [*((each.value, each.label) for each in others), ("all", "All")]

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.filter(state=self.value() or HandInState.WAITING)


class WhoseFilter(admin.SimpleListFilter):
    title = "assigned"
    parameter_name = "assigned"

    def lookups(self, request, model_admin):
        return [("me", "To me"), ("nobody", "To nobody"), ("others", "To others")]

    def queryset(self, request, queryset):
        match self.value():
            case "me":
                return queryset.filter(assigned_to=request.user)
            case "nobody":
                return queryset.filter(assigned_to=None)
            case "others":
                return queryset.exclude(assigned_to=None).exclude(
                    assigned_to=request.user
                )
        return queryset


@admin.register(HandIn)
class HandInAdmin(DependentAdmin):
    """The queue, oldest first. Authors see what they handed in."""

    list_display = ["draft", "kind", "by", "at", "assigned_to", "state"]
    list_display_links = ["draft"]
    list_filter = [HandInStateFilter, WhoseFilter]
    list_select_related = ["article", "quote", "by", "assigned_to"]
    search_fields = ["article__title", "quote__text", "by__username"]
    ordering = ["at", "pk"]
    actions = ["take", "release"]

    def get_queryset(self, request):
        found = super().get_queryset(request)
        if not request.user.has_perm("articles.publish_article"):
            return found.of(request.user)
        return found

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and (
            obj is None or handins.may_see(request.user, obj)
        )

    def has_publish_permission(self, request):
        return request.user.has_perm("articles.publish_article")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return handin_views.show_hand_in(self, request, object_id)

    @admin.display(description="draft")
    def draft(self, hand_in):
        return format_html("<bdi>{}</bdi>", hand_in.record)

    @admin.display(description="kind")
    def kind(self, hand_in):
        return "Article" if hand_in.article_id else "Quote"

    @admin.action(description="Take", permissions=["publish"])
    def take(self, request, queryset):
        self._assign(request, queryset, request.user, "assigned to you")

    @admin.action(description="Release", permissions=["publish"])
    def release(self, request, queryset):
        self._assign(request, queryset, None, "released")

    def _assign(self, request, queryset, to, said):
        done = 0
        for each in queryset.with_records():
            try:
                handins.assign(request.user, each.pk, handins.token(each), to)
            except ValidationError:
                continue
            done += 1
        self.message_user(request, f"{done} {said}.", messages.SUCCESS)


class DraftFilter(admin.SimpleListFilter):
    """Drafts by what their author or an editor has to do next."""

    title = "drafts"
    parameter_name = "drafts"

    def lookups(self, request, model_admin):
        return [
            ("mine", "Mine"),
            ("waiting", "Waiting for an editor"),
            ("returned", "Given back"),
        ]

    def queryset(self, request, queryset):
        if self.value() == "mine":
            return queryset.filter(status=Status.DRAFT, created_by=request.user)
        if self.value() in (HandInState.WAITING, HandInState.RETURNED):
            found = HandIn.objects.filter(state=self.value())
            if queryset.model is Article:
                return queryset.filter(pk__in=found.values("article"))
            # A quote waits together with its article.
            waits = Q(pk__in=found.values("quote"))
            waits |= Q(article__in=found.values("article"), status=Status.DRAFT)
            return queryset.filter(waits)
        return queryset


class DraftedAdmin(admin.ModelAdmin):
    """An admin of drafts that their authors hand in. Mixed into a PublishedAdmin.

    While a draft waits for an editor, its author sees it and cannot change it, so that
    nothing is published that the editor has not seen.
    """

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not self._waits(
            request, obj
        )

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not self._waits(
            request, obj
        )

    def has_hand_in_permission(self, request):
        return not self.may_publish(request)

    def _waits(self, request, obj):
        if obj is None or self.may_publish(request):
            return False
        if not hasattr(obj, "_waits"):
            obj._waits = obj.status == Status.DRAFT and handins.is_waiting(obj)
        return obj._waits

    def get_list_display(self, request):
        return [*super().get_list_display(request), "entered"]

    def get_list_filter(self, request):
        return [DraftFilter, *super().get_list_filter(request)]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("created_by")

    @admin.display(description="entered", ordering="created_at")
    def entered(self, record):
        """Return who entered it, and when."""
        on = day(record.created_at)
        return f"{on}, {record.created_by}" if record.created_by else on

    @action(description="Hand in to the editors", permissions=["hand_in"])
    def hand_in(self, request, queryset):
        done = 0
        for record in queryset:
            done += self._hand_in(request, record) is not None
        if done:
            self.message_user(request, f"{done} handed in.", messages.SUCCESS)

    def _hand_in(self, request, record):
        """Hand in a draft; return the HandIn, or None with a message why not."""
        try:
            return handins.hand_in(request.user, record)
        except ValidationError as error:
            self.message_user(request, error.message, messages.WARNING)
        except PermissionDenied:
            said = f"“{record}” is not a draft of yours."
            self.message_user(request, said, messages.WARNING)
        return None

    def response_add(self, request, obj, post_url_continue=None):
        return self._hand_in_if_asked(request, obj) or super().response_add(
            request, obj, post_url_continue
        )

    def response_change(self, request, obj):
        return self._hand_in_if_asked(request, obj) or super().response_change(
            request, obj
        )

    def _hand_in_if_asked(self, request, record):
        """Hand the draft in if the button “Save and hand in” was used."""
        if request.POST.get("_save") != "hand_in" or self.may_publish(request):
            return None
        return self.hand_in_one(request, record)

    def hand_in_one(self, request, record):
        """Hand a draft in, and redirect to its page; None with a message why not."""
        if (made := self._hand_in(request, record)) is None:
            return None
        said = "Handed in. An editor will publish it or give it back."
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(handin_views.hand_in_path(made))
