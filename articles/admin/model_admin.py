"""Changes to Django's admin that all pages of the desk share."""

from contextlib import contextmanager

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR, ActionLocation
from django.db import transaction
from django.forms import Media
from django.utils.html import format_html

from articles.keys import change_url, read_keys
from articles.widgets import AutocompleteSelect, AutocompleteSelectMultiple

#: Django's scripts that fill one field from another, which no page here does: 350 kB.
UNUSED_SCRIPTS = ("urlify", "prepopulate", "xregexp")
#: How many rows an action changes one by one.
MAX_AT_ONCE = 1_000
#: Join tables of a model, whose rows are deleted with a record.
LINKS = {"topics": {"quote-topic relationships": "quotes that lose this topic"}}


class AutocompleteFields:
    """An admin or inline whose `autocomplete_fields` take only keys."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", AutocompleteSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            widget = AutocompleteSelectMultiple(db_field, self.admin_site)
            kwargs.setdefault("widget", widget)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class DeskAdmin(AutocompleteFields, admin.ModelAdmin):
    """An admin with short messages that hides internal tables when deleting."""

    list_per_page = 50
    #: Actions that change all rows in one statement, so even many take little time.
    unlimited_actions = ()

    class Media:
        js = ["js/admin.js"]

    @property
    def media(self):
        found = super().media
        needed = [
            js
            for js in found._js
            if not any(each in str(js) for each in UNUSED_SCRIPTS)
        ]
        return Media(css=found._css, js=needed)

    def action_checkbox(self, record):
        """Return the box of a row, named after its record alone."""
        attributes = {"class": "action-select", "aria-label": f"Choose {record}"}
        box = forms.CheckboxInput(attributes, lambda value: False)
        return box.render(ACTION_CHECKBOX_NAME, str(record.pk))

    @admin.display(description="changed", ordering="updated_at")
    def changed(self, record):
        return record.updated_at

    def get_deleted_objects(self, objs, request):
        """Count only what editors know: records of the desk and parts of them.

        Tables that the program fills itself, such as fingerprints, are left out.
        """
        lines, counts, lacking, protected = super().get_deleted_objects(objs, request)
        known = {
            model._meta.verbose_name_plural
            for model, shown in self.admin_site._registry.items()
            for model in (model, *(inline.model for inline in shown.inlines))
        }
        own = self.opts.verbose_name_plural
        links = LINKS.get(own, {})
        shown = {
            links.get(name, name): count - (len(objs) if name == own else 0)
            for name, count in counts.items()
            if name in known or name in links
        }
        shown = {name: count for name, count in shown.items() if count}
        return lines, shown, lacking, protected

    def get_action_choices(
        self,
        request,
        default_choices=None,
        action_location=ActionLocation.CHANGE_LIST,
    ):
        default_choices = default_choices or [("", "Choose an action")]
        return super().get_action_choices(request, default_choices, action_location)

    def get_changeform_initial_data(self, request):
        """Leave out keys in the query string that no related record can have."""
        found = super().get_changeform_initial_data(request)
        for field in self.opts.get_fields():
            if field.is_relation and (given := found.get(field.name)):
                if not isinstance(given, list):
                    found[field.name] = given if read_keys([given]) else None
                elif len(read_keys(given)) < len(given):
                    found[field.name] = []
        return found

    def response_action(self, request, queryset, **options):
        """Run an action in one transaction, if its rows exist and are not too many.

        Django would look up keys that no row can have. Only “select all” of a list
        chooses too many.
        """
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        refused = ""
        if len(read_keys(chosen)) < len(chosen):
            refused = "Tick the rows again."
        elif self._are_too_many(request, queryset):
            refused = f"Nothing is changed: choose at most {MAX_AT_ONCE:,} at once."
        if refused:
            self.message_user(request, refused, messages.WARNING)
            request.saves_nothing = True
            return None
        with transaction.atomic():
            return super().response_action(request, queryset, **options)

    def _are_too_many(self, request, queryset):
        return (
            request.POST.get("select_across", "0") not in ("", "0")
            and not {*request.POST.getlist("action")} & {*self.unlimited_actions}
            and queryset[: MAX_AT_ONCE + 1].count() > MAX_AT_ONCE
        )

    def response_add(self, request, obj, post_url_continue=None):
        self._tell(request, "Added", obj)
        with _silence(request):
            return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        self._tell(request, "Saved", obj)
        with _silence(request):
            return super().response_change(request, obj)

    def response_delete(self, request, obj_display, obj_id):
        if IS_POPUP_VAR not in request.POST:
            text = format_html("Deleted: “{}”.", obj_display)
            self.message_user(request, text, messages.SUCCESS)
        with _silence(request):
            return super().response_delete(request, obj_display, obj_id)

    def message_user(self, request, *args, **kwargs):
        """Show a message, unless it is one of Django's own, which are long."""
        if not getattr(request, "is_silent", False):
            super().message_user(request, *args, **kwargs)

    def _tell(self, request, what, obj):
        if IS_POPUP_VAR in request.POST:
            return
        text = format_html('{}: “<a href="{}">{}</a>”.', what, change_url(obj), obj)
        self.message_user(request, text, messages.SUCCESS)


@contextmanager
def _silence(request):
    """Make message_user() show nothing within this block."""
    request.is_silent = True
    try:
        yield
    finally:
        request.is_silent = False
