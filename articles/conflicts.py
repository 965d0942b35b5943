"""Compares the values of a form's fields: as shown, as stored now, and as typed.

A form carries a digest of each value that it showed. When it is saved, the digests tell
for each field whether its editor changed it and whether somebody else did.
"""

import hashlib
from contextlib import suppress

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join

from articles.differences import render_change
from articles.keys import read_keys
from articles.normal_forms import normalize
from articles.text import normalise_newlines
from articles.text_matching.word_changes import word_changes


def stored_value(bound):
    """Return the stored value of a bound field as text, to be compared."""
    return _as_text(bound.field, bound.initial)


def typed_value(bound):
    """Return the posted value of a bound field as text, to be compared.

    A value that is written in another way, such as “13 February 2025” for 2025-02-13,
    has the same text.
    """
    field, value = bound.field, bound.data
    if isinstance(field, (forms.ModelChoiceField, forms.MultipleChoiceField)):
        return _as_text(field, value)
    multiple = isinstance(field, forms.MultiValueField)
    with suppress(ValidationError):
        value = field.clean(value) if multiple else field.to_python(value)
    return _as_text(field, value)


def _as_text(field, value):
    """Return a value as text, without differences that do not matter."""
    if isinstance(field, forms.BooleanField):
        return str(bool(value))
    value = field.prepare_value(value)
    if value is None:
        return ""
    if isinstance(value, (list, tuple, set)):
        if isinstance(
            field, (forms.ModelMultipleChoiceField, forms.MultipleChoiceField)
        ):
            return " ".join(sorted(str(getattr(each, "pk", each)) for each in value))
        return " ".join("" if each is None else str(each) for each in value)
    text = normalize("NFC", normalise_newlines(str(value)))
    if getattr(field, "strip", False):
        # A browser removes newlines from a single-line field.
        if isinstance(field.widget, forms.TextInput):
            text = text.replace("\n", "")
        text = text.strip()
    return text


def digest_of_value(text):
    """Return a short digest of the text of a value."""
    encoded = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(encoded, digest_size=6).hexdigest()


def put_stored(data, bound):
    """Write the stored value of a bound field into posted data, as a browser would."""
    field, name, value = bound.field, bound.html_name, bound.initial
    widget = field.widget
    if isinstance(widget, RelatedFieldWidgetWrapper):
        widget = widget.widget
    value = field.prepare_value(value)
    if isinstance(widget, forms.CheckboxInput):
        data.pop(name, None)
        if value:
            data[name] = "on"
    elif isinstance(widget, forms.MultiWidget):
        parts = widget.decompress(value)
        for ending, each, part in zip(
            widget.widgets_names, widget.widgets, parts, strict=True
        ):
            data[name + ending] = each.format_value(part) or ""
    elif getattr(widget, "allow_multiple_selected", False):
        values = [str(getattr(each, "pk", each)) for each in value or ()]
        if hasattr(data, "setlist"):
            data.setlist(name, values)
        else:
            data[name] = values
    else:
        if not isinstance(widget, forms.Select):
            value = widget.format_value(value)
        data[name] = "" if value is None else str(value)


def render_conflict(bound, who, choice, chosen):
    """Return HTML on a field that two editors changed differently, with the choice.

    `who` is the other editor's name, `choice` the name of the radio buttons, `chosen`
    the end of their values: the digest of the stored value.
    """
    return format_html(
        '<p>{0} changed this too, and differently.</p>{1}<p class="choice"><label>'
        '<input type="radio" name="{2}" value="mine {3}"> Keep what I typed</label> '
        '<label><input type="radio" name="{2}" value="theirs {3}"> Take what {0} '
        "saved</label></p>",
        who,
        _render_difference(bound, who),
        choice,
        chosen,
    )


def _render_difference(bound, who):
    field = bound.field
    if isinstance(field, forms.BooleanField) or hasattr(field, "choices"):
        theirs = in_words(field, bound.initial)
        mine = in_words(field, bound.data)
        return format_html(
            "<p>{}’s: <strong>{}</strong>; yours: <strong>{}</strong></p>",
            *(who, theirs or "nothing", mine or "nothing"),
        )
    theirs, mine = (
        normalise_newlines(str(field.prepare_value(value) or ""))
        for value in (bound.initial, bound.data)
    )
    runs = format_html_join(
        "", "{}", ([_run(each)] for each in word_changes(theirs, mine))
    )
    return format_html(
        '<p class="differences" dir="auto"><span class="hint">Only {} has what is '
        "struck out, only you what is underlined:</span> {}</p>",
        who,
        runs,
    )


def _run(change):
    if change.same:
        return change.before
    both = (_visible(each) for each in (change.before, change.after))
    return render_change(*both, "theirs", "yours")


def _visible(text):
    """Return a text with its white space made visible if it has nothing else."""
    if text.strip():
        return text
    return text.replace("\n", "↵").replace(" ", "␣")


def in_words(field, value):
    """Return the value of a field with choices, or of a checkbox, in words."""
    if isinstance(field, forms.BooleanField):
        return "ticked" if value else "not ticked"
    values = value if isinstance(value, (list, tuple)) else [value]
    keys = [str(getattr(each, "pk", each)) for each in values if each not in (None, "")]
    if isinstance(field, forms.ModelChoiceField):
        found = field.queryset.filter(pk__in=read_keys(keys))
        return ", ".join(sorted(str(each) for each in found))
    labels = {str(key): label for key, label in field.choices}
    return ", ".join(str(labels.get(key, key)) for key in keys)
