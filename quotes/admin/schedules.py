"""Scheduled publishing: the actions of lists and forms, and the list of schedules."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html

from articles import kept_forms
from articles.admin.base import action, posted_again
from articles.keys import change_url
from articles.models.base import Status
from quotes.admin.follow_ups import DependentAdmin
from quotes.models import Schedule, ScheduleState
from quotes.models.schedules import describe_time
from quotes.workflow import schedules


class TimeForm(forms.Form):
    publish_at = forms.DateTimeField(
        label="Publish at",
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        error_messages={"invalid": "Write it as 2026-12-03 09:00."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = describe_time(timezone.now())
        self.fields[
            "publish_at"
        ].help_text = f"In the time zone {settings.TIME_ZONE}. There it is now {now}."

    def clean_publish_at(self):
        at = self.cleaned_data["publish_at"]
        if at <= timezone.now():
            raise ValidationError("This time has passed.")
        return at


class ScheduledAdmin(admin.ModelAdmin):
    """An admin of drafts that can be published at a time. Its lists say when."""

    def get_queryset(self, request):
        waiting = Schedule.objects.filter(
            **{self.opts.model_name: OuterRef("pk")}, state=ScheduleState.WAITING
        )
        found = super().get_queryset(request)
        return found.annotate(scheduled_at=Subquery(waiting.values("at")[:1]))

    @admin.display(description="status", ordering="status")
    def shown_status(self, record):
        at = getattr(record, "scheduled_at", None)
        if at is None or record.status != Status.DRAFT:
            return record.get_status_display()
        return f"Draft, to be published {describe_time(at)}"

    @action(description="Publish at a time…", permissions=["publish"])
    def publish_later(self, request, queryset):
        """Ask for the time, then schedule the drafts among the chosen."""
        form = TimeForm(request.POST if "publish_at" in request.POST else None)
        if form.is_valid() and not kept_forms.is_shown(request):
            self._schedule(request, queryset, form.cleaned_data["publish_at"])
            return None
        return TemplateResponse(
            request,
            "admin/publish_later.html",
            {
                **self.admin_site.each_context(request),
                "title": f"Publish {self.opts.verbose_name_plural} at a time",
                "opts": self.opts,
                **self.named_records(queryset),
                "form": form,
                "posted": posted_again(request, ["publish_at"]),
            },
        )

    def _schedule(self, request, queryset, at):
        done = 0
        for record in queryset:
            try:
                schedules.schedule(request.user, record, at)
            except ValidationError as error:
                said = f"“{record}” is not scheduled. {error.message}"
                self.message_user(request, said, messages.WARNING)
                continue
            self.log_change(request, record, f"To be published {describe_time(at)}.")
            done += 1
        request.saves_nothing = not done
        if done:
            said = f"{done} to be published on {describe_time(at)}."
            self.message_user(request, said, messages.SUCCESS)

    @action(description="Cancel the scheduled publication", permissions=["publish"])
    def cancel_schedule(self, request, queryset):
        done = 0
        for record in queryset:
            if schedules.cancel(request.user, record):
                self.log_change(request, record, "Scheduled publication cancelled.")
                done += 1
        self.message_user(request, f"{done} cancelled.")


@admin.register(Schedule)
class ScheduleAdmin(DependentAdmin):
    """Scheduled publications and their results. Nobody edits them."""

    list_display = ["draft", "when", "by", "state", "outcome"]
    list_display_links = None
    list_filter = ["state"]
    list_select_related = ["article", "quote", "by"]
    ordering = ["-at", "-pk"]
    actions = unlimited_actions = ["mark_seen"]

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.publish_article")

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_change_permission(self, request, obj=None):
        return False

    def has_publish_permission(self, request):
        return self.has_view_permission(request)

    @admin.action(description="Mark as seen", permissions=["publish"])
    def mark_seen(self, request, queryset):
        """Remove failed publications from the first page."""
        unseen = queryset.filter(state=ScheduleState.FAILED, seen_at=None)
        number = unseen.update(seen_at=timezone.now())
        self.message_user(request, f"{number} marked as seen.")

    @admin.display(description="draft")
    def draft(self, schedule):
        record = schedule.record
        url = change_url(record)
        return format_html('<a href="{}"><bdi>{}</bdi></a>', url, record)

    @admin.display(description="time", ordering="at")
    def when(self, schedule):
        return schedule.when
