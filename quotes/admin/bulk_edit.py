"""Changes of several quotes or articles at once, on a page that asks what to change."""

import langcodes
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.html import format_html_join

from articles import kept_forms
from articles.admin.base import posted_again
from articles.audit_context import give_reason
from articles.form_fields import PlainTextField
from articles.models import Article, LanguageField, Publication, Rights
from articles.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from quotes.admin.corrections import (
    CONFIRMED,
    REASON,
    find_bulk_correction,
    is_confirmed,
)
from quotes.admin.outcomes import MAX_MESSAGES
from quotes.models import Quote, Standing, Topic

#: The hidden field that shows that the page was submitted.
BULK = "_change_several"
#: What the page posts, beside the fields of the form and of the action.
_OWN_FIELDS = (BULK, REASON, CONFIRMED)
UNCHANGED = [("", "Leave as it is")]
_NO_CHANGE = "Fill in at least one field: nothing was chosen to change."


class BulkForm(forms.Form):
    """The changes of all chosen records. Empty fields stay as they are."""

    #: {name of a field: what its change is called in messages}
    changes = {}

    language = forms.CharField(
        required=False,
        max_length=35,
        validators=LanguageField.default_validators,
        help_text="A language tag: en, fr, pt-BR. Empty: leave as it is.",
    )

    def clean_language(self):
        tag = self.cleaned_data["language"]
        return langcodes.standardize_tag(tag) if tag else ""

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in self.changes):
            raise ValidationError(_NO_CHANGE, code="nothing")
        return cleaned

    @property
    def summary(self):
        """Return the changes, for the history: “language: fr, rights: full”."""
        chosen = {name: self.cleaned_data.get(name) for name in self.changes}
        return ", ".join(
            f"{self.changes[name]}: {_in_words(value)}"
            for name, value in chosen.items()
            if value
        )


def _in_words(value):
    if isinstance(value, str | Publication):
        return str(value)
    return ", ".join(map(str, value))


class ArticleBulkForm(BulkForm):
    changes = {"publication": "publication", "language": "language", "rights": "rights"}

    publication = forms.ModelChoiceField(
        Publication.objects.all(),
        required=False,
        widget=AutocompleteSelect(Article._meta.get_field("publication"), admin.site),
    )
    rights = forms.ChoiceField(choices=UNCHANGED + Rights.choices, required=False)
    field_order = ["publication"]

    def change(self, article):
        """Change an article; return whether it differed. Raises ValidationError."""
        given = self.cleaned_data
        names = [name for name in self.changes if given[name]]
        before = [getattr(article, name) for name in names]
        for name in names:
            setattr(article, name, given[name])
        if [getattr(article, name) for name in names] == before:
            return False
        article.save(update_fields=[*names, "updated_at"])
        return True


class QuoteBulkForm(BulkForm):
    changes = {
        "add_topics": "topics added",
        "remove_topics": "topics removed",
        "language": "language",
        "standing": "standing",
    }

    add_topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        required=False,
        widget=AutocompleteSelectMultiple(Quote._meta.get_field("topics"), admin.site),
    )
    remove_topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        required=False,
        widget=AutocompleteSelectMultiple(Quote._meta.get_field("topics"), admin.site),
    )
    standing = forms.ChoiceField(choices=UNCHANGED + Standing.choices, required=False)
    evidence = PlainTextField(
        required=False,
        strip=True,
        max_length=5000,
        help_text="What shows it, for all of them: needed for every standing but "
        "unverified.",
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
    )
    field_order = ["add_topics", "remove_topics"]

    def clean(self):
        cleaned = super().clean()
        standing = cleaned.get("standing")
        needs_evidence = standing and standing != Standing.UNVERIFIED
        if needs_evidence and cleaned.get("evidence") == "":
            self.add_error("evidence", "Say what shows this standing.")
        if {*(cleaned.get("add_topics") or ())} & {
            *(cleaned.get("remove_topics") or ())
        }:
            self.add_error("remove_topics", "This topic is to be added, too.")
        return cleaned

    def change(self, quote):
        """Change a quote; return whether it differed. Raises ValidationError."""
        given, changed = self.cleaned_data, False
        if given["standing"]:
            changed |= self._change_standing(quote)
        if given["language"] and quote.language != given["language"]:
            quote.language, changed = given["language"], True
        topics = {*quote.topics.all()}
        wanted = topics | {*given["add_topics"]}
        wanted -= {*given["remove_topics"]}
        if wanted != topics:
            quote.topics.set(wanted)
            changed = True
        if changed:
            # The words and the status stay, so sayings are not grouped again.
            quote.save(update_fields=["language", "updated_at"])
        return changed

    def _change_standing(self, quote):
        attributions = list(quote.attributions.all())
        if len(attributions) != 1:
            why = "it has several speakers" if attributions else "it has no speaker"
            raise ValidationError(f"{why}: set the standing on its own page")
        (attribution,) = attributions
        after = self.cleaned_data["standing"], self.cleaned_data["evidence"]
        if (attribution.standing, attribution.evidence) == after:
            return False
        if after[0] == attribution.standing == Standing.UNVERIFIED:
            return False
        attribution.standing, attribution.evidence = after
        attribution.save(update_fields=["standing", "evidence", "updated_at"])
        return True


class BulkAdmin(admin.ModelAdmin):
    """An admin whose list has the action `change_several`, with this form."""

    bulk_form = BulkForm

    @admin.action(description="Change several…", permissions=["change"])
    def change_several(self, request, queryset):
        """Ask what to change, then change all that the user may, or none on errors."""
        form = self.bulk_form(request.POST if BULK in request.POST else None)
        correction = None
        if form.is_valid() and not kept_forms.is_shown(request):
            correction = self._find_correction(request, queryset, form)
            if not correction or is_confirmed(correction, request.POST):
                self._change_all(request, queryset, form, correction)
                return None
        return TemplateResponse(
            request,
            "admin/change_several.html",
            {
                **self.admin_site.each_context(request),
                "title": f"Change several {self.opts.verbose_name_plural}",
                "opts": self.opts,
                **self.named_records(queryset),
                "form": form,
                "correction": correction,
                "correction_fields": {"reason": REASON, "confirmed": CONFIRMED},
                "media": self.media + form.media,
                "posted": posted_again(request, [*_OWN_FIELDS, *form.fields]),
            },
        )

    def _find_correction(self, request, queryset, form):
        may_publish = request.user.has_perm("quotes.publish_quote")
        if self.model is not Quote or not may_publish:
            return None
        quotes = Quote.objects.filter(pk__in=queryset.values("pk"))
        return find_bulk_correction(form.cleaned_data["standing"], quotes)

    def _change_all(self, request, queryset, form, correction):
        changed, same, refused = [], 0, []
        chosen = self.locked(queryset)
        if self.model is Quote:
            chosen = chosen.prefetch_related("attributions", "topics")
        with transaction.atomic():
            reason = correction and correction.reason
            give_reason(reason or form.cleaned_data.get("evidence"))
            for record in chosen:
                if not self.has_change_permission(request, record):
                    refused.append((record, "you may not change it"))
                    continue
                try:
                    with transaction.atomic():
                        is_changed = form.change(record)
                except ValidationError as error:
                    refused.append((record, error.message))
                    continue
                if is_changed:
                    changed.append(record.pk)
                else:
                    same += 1
            records = self.model._default_manager.filter(pk__in=changed)
            what = f"Changed together: {form.summary}."
            LogEntry.objects.log_actions(request.user.pk, records, CHANGE, what)
        self._message_bulk(request, form, changed, same, refused)

    def _message_bulk(self, request, form, changed, same, refused):
        request.saves_nothing = bool(refused) and not changed
        if changed:
            said = f"{len(changed)} changed: {form.summary}."
            self.message_user(request, said, messages.SUCCESS)
        if same:
            self.message_user(
                request, f"{same} left as they were: they had that already."
            )
        if refused:
            named = format_html_join(
                "; ",
                "“{}”: {}",
                ((record, why) for record, why in refused[:MAX_MESSAGES]),
            )
            more = len(refused) - MAX_MESSAGES
            said = format_html_join(
                "",
                "{}",
                [
                    (f"{len(refused)} not changed. ",),
                    (named,),
                    (f"; and {more} more." if more > 0 else ".",),
                ],
            )
            self.message_user(request, said, messages.WARNING)
