"""Base classes of the admin of records: conflicts of edits, publishing, withdrawing."""

from functools import partial
from urllib.parse import parse_qs, urlsplit

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import ActionLocation
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.utils import flatten_fieldsets
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles import kept_forms
from articles.admin.model_admin import AutocompleteFields, DeskAdmin
from articles.editing import OptimisticLockForm, OptimisticLockFormSet
from articles.forms import WithdrawForm
from articles.middleware import keeps_refused
from articles.models.base import NEVER_PUBLISHED, Status
from articles.models.kept_forms import KeptReason

#: Decorates an action that is offered for lists and for single records.
action = partial(
    admin.action, location=[ActionLocation.CHANGE_LIST, ActionLocation.CHANGE_FORM]
)


#: How many records the page of an action names.
MAX_NAMED = 20
#: Names of the fields that say which action to run, and on which records.
_ACTION_FIELDS = (
    *("action", kept_forms.ACTION, "index", "select_across"),
    ACTION_CHECKBOX_NAME,
)


def posted_again(request, without):
    """Return [(name, value) …] of what was posted, for hidden fields of another form.

    `without` names the fields that the other form already has.
    """
    return [
        (name, value)
        for name in request.POST
        if name not in ("csrfmiddlewaretoken", *without)
        for value in request.POST.getlist(name)
    ]


class UnsavedForm:
    """A mixin that makes a form invalid, so that it is shown and not saved."""

    def is_valid(self):
        super().is_valid()
        return False


class RecordAdmin(DeskAdmin):
    """An admin that does not overwrite what somebody else has saved since."""

    form = OptimisticLockForm
    save_on_top = True
    #: List actions that ask for something before they run.
    asking_actions = ("withdraw", "publish_later", "change_several")

    def get_fieldsets(self, request, obj=None):
        """Add the hidden token that detects conflicts."""
        *others, (name, options) = super().get_fieldsets(request, obj)
        if "seen" in options["fields"]:
            return [*others, (name, options)]
        return [*others, (name, {**options, "fields": [*options["fields"], "seen"]})]

    @keeps_refused
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show the form, filled in with its kept input if there is any."""
        if (typed := kept_forms.take(request)) is not None:
            # The same as a form with errors: nothing is saved.
            request.FILES  # noqa: B018 - reading it later would empty POST
            request.method, request.POST = "POST", typed
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        is_sent = request.method == "POST" and not kept_forms.is_shown(request)
        if is_sent and request.resolver_match.url_name.endswith("_change"):
            raise Http404
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def changelist_view(self, request, extra_context=None):
        """Show the list, or the page of an action with its kept input."""
        kept = getattr(request, "kept_form", None)
        if kept and kept_forms.posted(kept).get("action") in self.asking_actions:
            request.method, request.POST = "POST", kept_forms.take(request)
        return super().changelist_view(request, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if kept_forms.is_shown(request):
            return type(form.__name__, (UnsavedForm, form), {})
        return form

    def response_action(self, request, queryset, **options):
        """Run an action; edits on the same page stay, unsaved."""
        address = ""
        if options.get("action_location") == ActionLocation.CHANGE_FORM:
            key = request.POST.get(ACTION_CHECKBOX_NAME, "")
            if (
                key
                and kept_forms.ASKED not in request.POST
                and self._has_edits(request, key)
            ):
                kept = kept_forms.keep(request, request.user, KeptReason.UNSAVED)
                address = request.edits_kept_at = kept_forms.address_of(kept)
        response = super().response_action(request, queryset, **options)
        is_back = response is None or response.status_code == 302
        return HttpResponseRedirect(address) if address and is_back else response

    def _has_edits(self, request, key):
        """Return whether the posted change form differs from what is stored."""
        record = self.get_object(request, key)
        if record is None or not self.has_change_permission(request, record):
            return False
        fields = flatten_fieldsets(self.get_fieldsets(request, record))
        form = self.get_form(request, record, change=True, fields=fields)(
            request.POST, request.FILES, instance=record
        )
        formsets, _ = self._create_formsets(request, record, change=True)
        rows = [row for formset in formsets for row in formset.forms]
        for each in (form, *rows):
            each.full_clean()  # merges what others have saved since
        return any(each.has_changed() for each in (form, *rows))

    def save_related(self, request, form, formsets, change):
        """Save, and say which values of others were kept."""
        super().save_related(request, form, formsets, change)
        for each in (form, *(row for formset in formsets for row in formset.forms)):
            if told := getattr(each, "describe_merge", str)():
                self.message_user(request, told)


class RecordInline(AutocompleteFields):
    """An inline whose rows do not overwrite what somebody else has saved since."""

    form = OptimisticLockForm

    def get_formset(self, request, obj=None, **kwargs):
        bases = (OptimisticLockFormSet, self.formset)
        kwargs.setdefault("formset", type(self.formset.__name__, bases, {}))
        return super().get_formset(request, obj, **kwargs)

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

    def locked(self, queryset):
        """Return the records of a list as they are now; nobody else changes them.

        Not `queryset` itself: its counts are aggregates, which cannot be locked.
        """
        chosen = self.model._default_manager.filter(pk__in=queryset.values("pk"))
        return chosen.locked().order_by("pk")

    @staticmethod
    def named_records(queryset):
        """Return the context for naming the first of the chosen records."""
        more = max(queryset.count() - MAX_NAMED, 0)
        return {"records": queryset[:MAX_NAMED], "more": more}

    @action(description="Withdraw, with a reason", permissions=["publish"])
    def withdraw(self, request, queryset):
        """Ask for the reason, then withdraw. Readers see the reason instead.

        Drafts stay as they are. Records that are already withdrawn keep their reason.
        """
        if not queryset.exclude(status=Status.DRAFT).exists():
            self.message_user(request, NEVER_PUBLISHED, messages.WARNING)
            request.saves_nothing = True
            return None
        # A form of a record has a field of this name too.
        in_list = kept_forms.ACTION not in request.POST
        asked = kept_forms.ASKED in request.POST or in_list
        form = WithdrawForm(
            request.POST if asked and "withdrawn_reason" in request.POST else None
        )
        if form.is_valid() and not kept_forms.is_shown(request):
            reason = form.cleaned_data["withdrawn_reason"]
            records = list(self.locked(queryset))
            count = 0
            for record in records:
                if record.status == Status.PUBLISHED:
                    record.withdraw(reason)
                    self.log_change(request, record, f"Withdrawn: {reason}")
                    count += 1
            if count:
                self.message_user(
                    request,
                    f"{count} withdrawn. Readers see the reason instead.",
                    messages.SUCCESS,
                )
            if others := len(records) - count:
                told = f"{others} left as they were: they are not published."
                self.message_user(request, told)
            back = request.POST.get("_back", "")
            return HttpResponseRedirect(back) if self._is_own(request, back) else None
        page = request.path if not in_list else self._list_url()
        back = getattr(request, "edits_kept_at", "") or request.POST.get("_back", "")
        return TemplateResponse(
            request,
            "admin/withdraw.html",
            {
                **self.admin_site.each_context(request),
                "title": f"Withdraw {self.opts.verbose_name_plural}",
                "opts": self.opts,
                **self.named_records(queryset.filter(status=Status.PUBLISHED)),
                "form": form,
                "back": back if self._is_own(request, back) else page,
                "has_edits": bool(back),
                # The posted values say where the action was called from.
                "posted": [
                    (name, value)
                    for name in _ACTION_FIELDS
                    for value in request.POST.getlist(name)
                ],
            },
        )

    def _list_url(self):
        return reverse(admin_urlname(self.opts, "changelist"))

    @staticmethod
    def _is_own(request, address):
        """Return whether an address is of the page that the action was called from."""
        parts = urlsplit(address)
        is_here = not parts.netloc and parts.path == request.path
        return is_here and kept_forms.PARAMETER in parse_qs(parts.query)
