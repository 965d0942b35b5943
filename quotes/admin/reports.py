"""Reports of readers, which editors answer and close."""

from functools import partial

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import formats, timezone
from django.utils.html import format_html

from articles.admin.base import RecordAdmin
from articles.editing import OptimisticLockForm
from articles.keys import change_url
from quotes.admin.follow_ups import DependentAdmin, OpenFilter, done_by
from quotes.mail import mail_answer
from quotes.models import Report
from quotes.models.reports import ADDRESS_RETENTION_DAYS, NO_ANSWER
from quotes.models.staff import editors


class ReportAnswerForm(OptimisticLockForm):
    """The answer to a report, and whether anything is left to do."""

    closed = forms.BooleanField(
        required=False,
        label="Close the report",
        help_text="Nothing is left to do.",
    )
    send_answer = forms.BooleanField(
        required=False, label="Send the answer to the reader by e-mail"
    )

    class Meta:
        model = Report
        fields = ["assigned_to", "answer", "is_public"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if assigned_to := self.fields.get("assigned_to"):
            assigned_to.widget.can_add_related = False  # accounts are made elsewhere
        self.initial["closed"] = self.instance.closed_at is not None
        if not may_mail(self.instance):
            self.fields.pop("send_answer", None)
            return
        sent_at = self.instance.answer_sent_at
        self.initial["send_answer"] = sent_at is None
        if sent_at and (field := self.fields.get("send_answer")):
            field.help_text = f"It was sent on {_moment(sent_at)}."

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_public") and not cleaned.get("closed"):
            self.add_error("closed", ValidationError(NO_ANSWER, code="open"))
        return cleaned

    def _post_clean(self):
        now = timezone.now()
        report = self.instance
        if "answer" in self.changed_data:
            report.answered_at = now if self.cleaned_data.get("answer") else None
        if not self.cleaned_data.get("closed"):
            report.closed_at = None
        elif report.closed_at is None:
            report.closed_at = now
        super()._post_clean()


def may_mail(report):
    """Return whether the reader can be answered by e-mail."""
    return bool(settings.MAIL_IS_SET and report and report.email)


def _moment(at):
    return formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")


class ClosedFilter(OpenFilter):
    title = parameter_name = "closed"
    open_label, done_label = "Open", "Closed"


@admin.register(Report)
class ReportAdmin(DependentAdmin, RecordAdmin):
    form = ReportAnswerForm
    list_display = ["what", "about", "sent", "assigned_to", "closed"]
    list_filter = [ClosedFilter, "is_public"]
    list_select_related = ["quote", "article", "speaker", "assigned_to", "closed_by"]
    search_fields = ["message", "answer", "quote__text", "article__title"]
    ordering = ["pk"]
    readonly_fields = ["about", "message", "sent", "email_address"]
    fieldsets = [
        ("Report", {"fields": ["about", "message", "sent", "email_address"]}),
    ]

    def get_fieldsets(self, request, obj=None):
        fields = ["assigned_to", "answer", "is_public", "send_answer", "closed"]
        if not may_mail(obj):
            fields.remove("send_answer")
        return [*self.fieldsets, ("Answer", {"fields": fields})]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "assigned_to":
            kwargs |= {"queryset": editors(), "empty_label": "Nobody"}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        obj.closed_by = (obj.closed_by or request.user) if obj.closed_at else None
        super().save_model(request, obj, form, change)
        if form.cleaned_data.get("send_answer") and obj.answer:
            transaction.on_commit(partial(self._send_answer, request, obj))
        if "is_public" in form.changed_data:
            said = "is shown to" if obj.is_public else "is no longer shown to"
            self.message_user(request, f"The answer {said} readers.", messages.SUCCESS)

    def _send_answer(self, request, report):
        """Send the answer while the editor waits, and show whether it was sent."""
        if not mail_answer(report):
            said = "The answer is saved, but could not be sent. Try again later."
            self.message_user(request, said, messages.WARNING)
            return
        # Not save(): a conflict of two editors is about what they typed.
        Report.objects.filter(pk=report.pk).update(answer_sent_at=timezone.now())
        self.message_user(request, "The answer was sent to the reader.")

    @admin.display(description="report")
    def what(self, report):
        return format_html("<bdi>{}</bdi>", report)

    @admin.display(description="about")
    def about(self, report):
        record = report.record
        return format_html(
            '{}: <a href="{}"><bdi>{}</bdi></a>',
            record._meta.verbose_name.capitalize(),
            change_url(record),
            record,
        )

    @admin.display(description="sent", ordering="created_at")
    def sent(self, report):
        return _moment(report.created_at)

    @admin.display(description="e-mail address")
    def email_address(self, report):
        if not report.email:
            return f"None, or deleted after {ADDRESS_RETENTION_DAYS} days"
        return format_html(
            '<a href="mailto:{}">{}</a>. It is deleted {} days after the report came.',
            report.email,
            report.email,
            ADDRESS_RETENTION_DAYS,
        )

    @admin.display(description="closed")
    def closed(self, report):
        return done_by(report.closed_at, report.closed_by)
