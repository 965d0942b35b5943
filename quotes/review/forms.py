"""The form of a card on the review screen: a quote with its speakers."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from articles.form_fields import LineField, PlainTextField
from quotes.forms import SpansField, WordsMixin
from quotes.models import QuoteKind, SpeakerKind, Standing, Topic
from quotes.models.quotes import MAX_QUOTE_LENGTH
from quotes.review.decisions import QuoteDraft, SpeakerDraft
from quotes.review.speaker_matching import SpeakerMatch, find_speakers

#: Speakers of one quote here; the quote's own page takes more.
MAX_SPEAKERS = 20
#: Parts of the text that one selection joins.
MAX_PARTS_SELECTED = 50
NEW = "new"


class SpeakerDraftForm(forms.Form):
    """One speaker of a card: a known speaker's full name, or a new speaker."""

    name = LineField(
        label="Speaker",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    new = forms.BooleanField(label="New speaker", required=False)
    kind = forms.ChoiceField(label="who is a", choices=SpeakerKind, required=False)
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    printed = LineField(label="Name as printed", max_length=200, required=False)
    role = LineField(label="Role as printed", max_length=300, required=False)

    def settle(self, known):
        """Return the SpeakerDraft that is meant, or None if the row is empty.

        `known` is {name: SpeakerMatch}. If it is not clear who is meant, the field gets
        an error, and `choices` are the speakers that may be meant.
        """
        self.choices = []
        given = self.cleaned_data
        name, key = given.get("name"), given.get("key")
        if "name" in self.errors or "key" in self.errors:
            return None
        if not name:
            if given.get("printed") or given.get("role"):
                self.add_error("name", "Choose or add the speaker with this name.")
            return None
        called = known.get(name, SpeakerMatch())
        called_so = called.speakers
        chosen = next((each for each in called_so if str(each.pk) == key), None)
        is_new = given.get("new")
        if called_so and chosen is None and key != NEW:
            if called.only and not is_new:
                chosen = called.only
            else:
                self.choices = called_so
                self.add_error("name", _ask_who_is_meant(called))
                return None
        if not called_so and not is_new and key != NEW:
            self.add_error(
                "name",
                "No speaker has this name. Choose one from the list, or tick "
                "“New speaker”.",
            )
            return None
        return SpeakerDraft(
            speaker=chosen,
            new_name=name,
            new_kind=given.get("kind") or SpeakerKind.PERSON,
            name_as_printed=given.get("printed") or "",
            role_as_printed=given.get("role") or "",
        )


class TopicsField(forms.CharField):
    """Names of known topics, separated by commas. Its value is a list of Topics."""

    def clean(self, value):
        names = [" ".join(name.split()) for name in super().clean(value).split(",")]
        names = list(dict.fromkeys(filter(None, names)))
        if not names:
            return []
        asked = Q()
        for name in names:
            asked |= Q(name__iexact=name)
        found = {each.name.casefold(): each for each in Topic.objects.filter(asked)}
        unknown = [name for name in names if name.casefold() not in found]
        if unknown:
            raise ValidationError(
                "There is no topic called %(names)s. Add it under Topics first.",
                code="unknown",
                params={"names": ", ".join(f"“{name}”" for name in unknown)},
            )
        return [found[name.casefold()] for name in names]


class QuoteDraftForm(WordsMixin, forms.Form):
    """A quote to be entered. `draft` is the QuoteDraft of a valid form, or None."""

    kind = forms.ChoiceField(label="Kind", choices=QuoteKind)
    text = PlainTextField(
        label="Words",
        max_length=MAX_QUOTE_LENGTH,
        error_messages={"required": "Enter the words of the quote."},
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    cue = LineField(label="Cue", max_length=200, required=False)
    misattributed = forms.BooleanField(
        required=False, label="Misattributed, with this article as evidence"
    )

    topics = TopicsField(
        required=False,
        max_length=500,
        label="Topics, with commas between",
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    standing = forms.ChoiceField(
        label="Standing", choices=Standing, required=False, initial=Standing.UNVERIFIED
    )
    evidence = LineField(
        label="Evidence: what shows this standing, and where to see it",
        max_length=5000,
        required=False,
    )

    def __init__(self, card, data=None):
        auto_id = f"card-{card.pk}-%s"
        suggestion = card.suggestion
        super().__init__(
            data,
            auto_id=auto_id,
            initial={
                "kind": suggestion.kind,
                "text": suggestion.words,
                "cue": suggestion.cue,
                "misattributed": card.is_refuted,
            },
        )
        self.card = card
        if data is None:
            # The last row is empty, for another speaker.
            rows = [*map(_initial, card.proposals), {}]
        else:
            rows = []
            while f"{len(rows)}-name" in data and len(rows) < MAX_SPEAKERS:
                rows.append({})
        self.people = [
            SpeakerDraftForm(data, prefix=str(number), auto_id=auto_id, initial=initial)
            for number, initial in enumerate(rows)
        ]
        self.draft = None

    @property
    def is_about_more(self):
        """Return whether the fields of topics and standing are expanded at first."""
        names = ("topics", "standing", "evidence")
        return any(name in self.errors or self.data.get(name) for name in names)

    @classmethod
    def that_asks(cls, card):
        """Return the form filled in for a card, with errors at what is missing."""
        data = dict(cls(card).initial)
        for number, proposal in enumerate(card.proposals):
            for name, value in _initial(proposal).items():
                data[f"{number}-{name}"] = value
        form = cls(card, data)
        form.is_valid()
        return form

    def _clean_standing(self, cleaned, speakers):
        """Return (standing, evidence) for the speakers; add errors if missing."""
        standing = cleaned.get("standing") or Standing.UNVERIFIED
        evidence = (cleaned.get("evidence") or "").strip()
        if standing == Standing.UNVERIFIED:
            if evidence:
                self.add_error("standing", "Choose what the evidence shows.")
        elif not evidence:
            self.add_error("evidence", "Say what shows this standing.")
        elif speakers != 1:
            self.add_error(
                "standing", "Only for one speaker: set it on the quote’s own page."
            )
        return standing, evidence

    def clean(self):
        cleaned = super().clean()
        valid = [person.is_valid() for person in self.people]
        if all(valid):
            known = find_speakers(
                person.cleaned_data.get("name") or "" for person in self.people
            )
            people = [person.settle(known) for person in self.people]
            keys = [each.speaker.pk for each in people if each and each.speaker]
            for number, each in enumerate(people):
                if each and each.speaker and keys.count(each.speaker.pk) > 1:
                    self.people[number].add_error("name", "This speaker is here twice.")
                    break
            people = tuple(each for each in people if each)
            standing, evidence = self._clean_standing(cleaned, len(people))
            if not self.errors:
                self.draft = QuoteDraft(
                    cleaned.get("kind"),
                    cleaned.get("text"),
                    people,
                    cleaned.get("cue"),
                    standing,
                    evidence,
                    tuple(cleaned.get("topics") or ()),
                )
                if self.card.is_refuted and cleaned.get("misattributed"):
                    self.draft = self.card.as_misattributed(self.draft)
        if any(person.errors for person in self.people):
            self.draft = None
        return cleaned


def _ask_who_is_meant(called):
    if not called.is_whole:
        return "A speaker with this or a similar name exists. Choose who is meant."
    if len(called.speakers) == 1:
        return "A speaker with this name exists. Choose who is meant."
    return f"{len(called.speakers)} known speakers are called so: say who is meant."


def _initial(proposal):
    return {
        # If several speakers have the name, none is chosen.
        "name": proposal.name,
        "new": bool(proposal.name) and not proposal.known,
        "key": str(proposal.only.pk) if proposal.only else "",
        "printed": proposal.as_printed,
        "role": proposal.role,
    }


class SelectionForm(forms.Form):
    """Words of the text that an editor selected or typed."""

    spans = SpansField(required=False, widget=forms.HiddenInput)
    words = PlainTextField(
        label="Words, as printed",
        max_length=MAX_QUOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, text, *args, **options):
        super().__init__(*args, **options)
        self._text = text

    def clean_spans(self):
        spans = self.cleaned_data["spans"]
        last = 0
        if len(spans) > MAX_PARTS_SELECTED:
            raise ValidationError(f"Select {MAX_PARTS_SELECTED} parts at most.")
        for start, end in spans:
            if not last <= start < end:
                raise ValidationError(
                    "Select the parts in their order, none within another."
                )
            if end > len(self._text):
                raise ValidationError(
                    f"{start}-{end} is out of range: the text ends at "
                    f"{len(self._text)}. Load the page again: the text may be new."
                )
            last = end
        if sum(end - start for start, end in spans) > MAX_QUOTE_LENGTH:
            raise ValidationError(
                f"A quote has {MAX_QUOTE_LENGTH} characters at most: select less."
            )
        return spans

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned["spans"] and not cleaned["words"].strip():
            raise ValidationError("Select or write the words of the quote first.")
        return cleaned
