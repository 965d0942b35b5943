"""The forms for speakers and topics, and their pages in the admin."""

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.utils.functional import cached_property

from articles.admin.base import RecordAdmin, RecordInline
from articles.admin.candidates import CandidatesAdmin
from articles.admin.folded_search import FoldedSearch
from articles.duplicates.forms import CandidatesForm
from articles.duplicates.records import find_named
from articles.editing import DatedForm
from articles.form_fields import PastDateField
from articles.models.names import NAME_PARTS
from quotes.admin.history import WithHistory
from quotes.admin.merges import MergedAdmin
from quotes.admin.name_checks import may_be_renamed
from quotes.admin.splits import SplitAdmin
from quotes.formatting import count_quotes
from quotes.merging.duplicate_speakers import find_duplicate_speakers
from quotes.models import Alias, Speaker, Topic
from quotes.models.speakers import PartsStatus, SpeakerKind


class SpeakerForm(DatedForm):
    """A speaker with the known dates of birth and death."""

    date_fields = ("born", "died")
    born = PastDateField(
        label="Born", help_text="Or founded: 1809-02-12, 1809-02 or 1809. Optional."
    )
    died = PastDateField(
        label="Died", help_text="Or dissolved. Leave it empty if living or unknown."
    )

    parts_are_right = forms.BooleanField(
        label="These parts are right",
        required=False,
        help_text="Empty parts are filled from the name.",
    )

    class Meta:
        model = Speaker
        fields = [
            "kind",
            "name",
            *NAME_PARTS,
            "sort_name",
            "description",
            "wikidata_id",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        speaker = self.instance
        if speaker.pk:
            checked = speaker.parts_status == PartsStatus.CHECKED
            self.initial["parts_are_right"] = checked
            if not checked and (doubt := speaker.doubt_of_parts()):
                self.fields["parts_are_right"].help_text = f"To be checked: {doubt}"

    def clean(self):
        cleaned = super().clean()
        parts = [cleaned.get(part) for part in NAME_PARTS]
        *divided, literal = parts
        if literal and any(divided):
            self.add_error("literal", "Empty this, or all other parts of the name.")
        elif any(divided) and not cleaned.get("family"):
            self.add_error("family", "Give the family name, or one whole name.")
        if cleaned.get("parts_are_right") or (
            any(parts) and {*NAME_PARTS} & {*self.changed_data}
        ):
            self.instance.parts_status = PartsStatus.CHECKED
        elif "parts_are_right" in self.changed_data:
            self.instance.parts_status = PartsStatus.DOUBTFUL
        return cleaned


class CheckedSpeakerForm(CandidatesForm, SpeakerForm):
    """A speaker form that finds duplicates, and keeps an old name as an alias."""

    keeps_old_name = forms.BooleanField(
        label="If you change the name, keep the old one as an alias",
        required=False,
        initial=True,
        help_text="Untick it if the old name was a slip of the pen.",
    )

    is_same_person = forms.BooleanField(
        label="It is the same person: save the name",
        required=False,
        widget=forms.HiddenInput,
    )

    @cached_property
    def changed_data(self):
        asked = ("keeps_old_name", "is_same_person")
        return [name for name in super().changed_data if name not in asked]

    def clean(self):
        cleaned = super().clean()
        if "name" in cleaned and self.instance.pk and "name" in self.changed_data:
            self._question_another_person(cleaned)
        return cleaned

    def _question_another_person(self, cleaned):
        """Ask for confirmation if a new name of a speaker may be somebody else's."""
        known = Speaker.objects.with_quote_counts().get(pk=self.instance.pk)
        if not known.quote_count or may_be_renamed(known, cleaned["name"]):
            return
        box = self.fields["is_same_person"]
        box.widget = forms.CheckboxInput()
        if not cleaned.get("is_same_person"):
            given = count_quotes(known.quote_count)
            self.add_error(
                "is_same_person",
                f"Is “{cleaned['name']}” another name of “{known}”? Readers would see "
                f"{given} under it. If a quote is somebody else’s, change the speaker "
                "of the quote, or split the speaker.",
            )

    def find_candidates(self, cleaned):
        organisation = cleaned.get("kind") == SpeakerKind.ORGANISATION
        own = self.instance.pk
        return find_duplicate_speakers(
            cleaned["name"], organisation=organisation, exclude=own
        )


class TopicForm(CandidatesForm):
    class Meta:
        model = Topic
        fields = ["name"]

    def find_candidates(self, cleaned):
        return find_named(Topic, cleaned["name"], self.instance.pk)


class AliasInline(RecordInline, admin.TabularInline):
    model = Alias
    fields = ["name"]


@admin.register(Speaker)
class SpeakerAdmin(
    WithHistory, MergedAdmin, SplitAdmin, CandidatesAdmin, FoldedSearch, RecordAdmin
):
    list_display = ["name", "cited_as", "kind", "description", "quote_count"]
    list_filter = ["kind", "parts_status"]
    folded_fields = ("name", "aliases__name")
    search_fields = ["name", "aliases__name"]
    ordering = ["sort_name", "pk"]
    form = CheckedSpeakerForm
    fieldsets = [
        (None, {"fields": ["kind", "name"]}),
        (
            "The name in citations and indexes",
            {
                "fields": [
                    ("given", "particle", "family", "suffix"),
                    "literal",
                    "parts_are_right",
                    "sort_name",
                ]
            },
        ),
        (
            "About the speaker",
            {"fields": ["description", ("born", "died"), "wikidata_id"]},
        ),
    ]
    inlines = [AliasInline]

    def get_queryset(self, request):
        return super().get_queryset(request).with_quote_counts()

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if not (obj and self.has_change_permission(request, obj)):
            return fieldsets
        (name, options), *others = fieldsets
        fields = [*options["fields"], "keeps_old_name", "is_same_person"]
        return [(name, {**options, "fields": fields}), *others]

    def save_related(self, request, form, formsets, change):
        """Save the aliases, and the old name of a renamed speaker as another one."""
        super().save_related(request, form, formsets, change)
        speaker, old = form.instance, form.initial.get("name")
        renamed = change and old and old != speaker.name
        if renamed and form.cleaned_data.get("keeps_old_name"):
            speaker.aliases.get_or_create(name=old)

    @admin.display(description="cited as", ordering="sort_name")
    def cited_as(self, speaker):
        doubtful = speaker.parts_status == PartsStatus.DOUBTFUL
        return f"{speaker.parts.inverted}{' (doubtful)' if doubtful else ''}"

    @admin.display(description="public quotes", ordering="quote_count")
    def quote_count(self, speaker):
        return speaker.quote_count


@admin.register(Topic)
class TopicAdmin(WithHistory, MergedAdmin, CandidatesAdmin, FoldedSearch, RecordAdmin):
    form = TopicForm
    list_display = ["name", "quote_count"]
    search_fields = ["name"]
    ordering = ["name", "pk"]
    fields = ["name"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(quote_count=Count("quotes"))

    @admin.display(description="quotes", ordering="quote_count")
    def quote_count(self, topic):
        return topic.quote_count
