"""Base classes of all admin pages."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.db import transaction
from django.template.response import TemplateResponse

from articles.admin.desk import DeskAdmin
from articles.editing import OptimisticLockForm
from articles.forms import WithdrawForm
from articles.models.base import Status

#: Decorates an action that lists and single records offer.
action = partial(
    admin.action, location=[ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM]
)


class RecordAdmin(DeskAdmin):
    """An admin that does not overwrite what somebody else has saved since."""

    form = OptimisticLockForm
    save_on_top = True

    class Media:
        js = ["js/admin.js"]

    def get_fieldsets(self, request, obj=None):
        """Add the hidden token that detects conflicts."""
        *others, (name, options) = super().get_fieldsets(request, obj)
        if "seen" in options["fields"]:
            return [*others, (name, options)]
        return [*others, (name, {**options, "fields": [*options["fields"], "seen"]})]

    def save_related(self, request, form, formsets, change):
        """Save, and say what was kept of what others saved since."""
        super().save_related(request, form, formsets, change)
        for each in (form, *(row for formset in formsets for row in formset.forms)):
            if told := getattr(each, "describe_merge", str)():
                self.message_user(request, told)


class RecordInline:
    """An inline whose rows do not overwrite what somebody else has saved since."""

    form = OptimisticLockForm

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1

    def get_fields(self, request, obj=None):
        fields = list(super().get_fields(request, obj))
        return fields if "seen" in fields else [*fields, "seen"]


class PublishedAdmin(RecordAdmin):
    """The admin of records that are drafted, published and withdrawn.

    Users who may publish may change everything, others only their own drafts. What was
    published cannot be deleted, only withdrawn.
    """

    actions = ["publish", "withdraw"]

    def may_publish(self, request):
        return request.user.has_perm(
            f"{self.opts.app_label}.publish_{self.opts.model_name}"
        )

    has_publish_permission = may_publish  # checked by the actions

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (
            obj is None or self.may_publish(request) or self._is_own_draft(request, obj)
        )

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (
            obj is None
            or self._is_own_draft(request, obj)
            or (obj.status == Status.DRAFT and self.may_publish(request))
        )

    def response_action(self, request, queryset, **options):
        """Run an action in one transaction."""
        with transaction.atomic():
            return super().response_action(request, queryset, **options)

    @staticmethod
    def _is_own_draft(request, record):
        return record.status == Status.DRAFT and record.created_by_id == request.user.pk

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        actions = super().get_actions(request, action_location)
        # Only single drafts may be deleted; a list may have published records.
        actions.pop("delete_selected", None)
        return actions

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        if self.may_publish(request):
            return fields
        return (*fields, "status", "withdrawn_reason")

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        obj.save_as(obj.status)

    @action(description="Withdraw, with a reason", permissions=["publish"])
    def withdraw(self, request, queryset):
        """Ask for the reason, then withdraw. Readers see the reason instead."""
        form = WithdrawForm(
            request.POST if "withdrawn_reason" in request.POST else None
        )
        if form.is_valid():
            reason = form.cleaned_data["withdrawn_reason"]
            count = 0
            # Not `queryset` itself: its counts are aggregates, which cannot be locked.
            chosen = self.model._default_manager.filter(pk__in=queryset.values("pk"))
            for record in chosen.select_for_update().order_by("pk"):
                record.withdraw(reason)
                self.log_change(request, record, f"Withdrawn: {reason}")
                count += 1
            self.message_user(
                request,
                f"{count} withdrawn. Readers see the reason instead.",
                messages.SUCCESS,
            )
            return None
        return TemplateResponse(
            request,
            "admin/withdraw.html",
            {
                **self.admin_site.each_context(request),
                "title": f"Withdraw {self.opts.verbose_name_plural}",
                "opts": self.opts,
                "records": queryset,
                "form": form,
                # The posted values say where the action was called from.
                "posted": [
                    (name, value)
                    for name in request.POST
                    if name not in ("csrfmiddlewaretoken", "withdrawn_reason")
                    for value in request.POST.getlist(name)
                ],
            },
        )
