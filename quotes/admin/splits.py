"""The page on which quotes of a speaker are given to another one."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path

from articles.form_fields import PlainTextField
from articles.keys import change_url, read_keys
from articles.widgets import AutocompleteSelect
from quotes import page_sizes
from quotes.admin.merges import MAY_MERGE
from quotes.merging.duplicate_speakers import find_duplicate_speakers
from quotes.merging.split import split_speaker
from quotes.models import Attribution, Speaker


class SplitForm(forms.Form):
    """The speaker who gets the chosen quotes: a known one, or a new one."""

    target = forms.ModelChoiceField(
        Speaker.objects.all(), required=False, label="They belong to"
    )
    new_name = forms.CharField(
        required=False, max_length=200, label="or to a new speaker named"
    )
    is_another = forms.BooleanField(
        required=False, label="The new speaker is nobody of these"
    )
    reason = PlainTextField(
        strip=True,
        max_length=500,
        label="Reason",
        help_text="Readers will see it.",
        widget=forms.TextInput,
    )

    def __init__(self, source, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.source = source
        field = Attribution._meta.get_field("speaker")
        widget = AutocompleteSelect(field, admin.site)
        widget.choices = self.fields["target"].choices
        self.fields["target"].widget = widget

    def clean(self):
        cleaned = super().clean()
        target, name = cleaned.get("target"), cleaned.get("new_name")
        if bool(target) == bool(name):
            raise ValidationError("Choose a known speaker, or name a new one.")
        if target == self.source:
            raise ValidationError("Choose another speaker than this one.")
        alike = find_duplicate_speakers(name, exclude=self.source.pk) if name else []
        if alike and not cleaned.get("is_another"):
            names = "; ".join(f"{each.record} {each.why}" for each in alike)
            self.add_error("new_name", f"May be known already: {names}.")
        return cleaned


class SplitAdmin:
    """Adds the page `<speaker>/split/` to the admin of speakers."""

    def get_urls(self):
        view = self.admin_site.admin_view(partial(split_page, self))
        return [
            path("<key:key>/split/", view, name="quotes_speaker_split"),
            *super().get_urls(),
        ]


def split_page(model_admin, request, key):
    """List the quotes of a speaker, and move those that are chosen."""
    if not request.user.has_perm(MAY_MERGE):
        raise PermissionDenied
    speaker = get_object_or_404(Speaker, pk=key)
    form = SplitForm(speaker, request.POST or None)
    chosen = read_keys(request.POST.getlist("chosen"))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            done, stay = split_speaker(
                speaker,
                chosen,
                request.user,
                target=given["target"],
                new_name=given["new_name"],
                reason=given["reason"],
            )
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            model_admin.log_change(request, speaker, f"{done}: {len(done.moved)}.")
            text = f"{len(done.moved)} quotes belong to {done.target_name} now."
            if stay:
                text += f" {stay} stay, because they name both."
            model_admin.message_user(request, text, messages.SUCCESS)
            return HttpResponseRedirect(change_url(speaker))
    rows = speaker.attributions.select_related("quote__article__publication")
    words = request.GET.get("q", "").strip()
    if words:
        rows = rows.filter(quote__text__icontains=words)
    pages = Paginator(rows.order_by("-quote_id"), page_sizes.QUOTES_TO_SPLIT)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Split a speaker",
        "opts": model_admin.opts,
        "speaker": speaker,
        "form": form,
        "media": model_admin.media + form.media,
        "page": pages.get_page(request.GET.get("p")),
        "words": words,
        "chosen": chosen,
    }
    return TemplateResponse(request, "admin/split.html", context)
