"""An admin mixin whose form shows possible duplicates before it saves."""

import json

from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from articles.duplicates.forms import USE
from articles.keys import read_key
from articles.models import DistinctPair


class CandidatesAdmin:
    """Adds the tick box of CandidatesForm, and remembers what an editor ticked."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.in_popup = IS_POPUP_VAR in {*request.GET, *request.POST}
        return form

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        may_save = (
            self.has_change_permission(request, obj)
            if obj
            else self.has_add_permission(request)
        )
        if not may_save:
            return fieldsets
        (name, options), *others = fieldsets
        fields = [*options["fields"], "is_another"]
        return [(name, {**options, "fields": fields}), *others]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Close a pop-up with the candidate that the editor chose."""
        chosen = read_key(request.POST.get(USE))
        if object_id or chosen is None or IS_POPUP_VAR not in request.POST:
            return super().changeform_view(request, object_id, form_url, extra_context)
        record = get_object_or_404(self.get_queryset(request), pk=chosen)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        data = json.dumps({"value": str(record.pk), "obj": str(record)})
        return TemplateResponse(
            request, "admin/popup_response.html", {"popup_response_data": data}
        )

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        others = [each.record for each in form.candidates]
        if others:
            DistinctPair.objects.remember(obj, others, request.user)
