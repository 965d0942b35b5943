"""Widgets of the desk's forms."""

from django.contrib.admin import widgets

from articles.keys import read_key


class _KeysOnly:
    """A mixin that redisplays only valid keys; Django looks up whatever was sent."""

    def optgroups(self, name, value, attr=None):
        keys = [each for each in value if read_key(str(each)) is not None]
        return super().optgroups(name, keys, attr)


class AutocompleteSelect(_KeysOnly, widgets.AutocompleteSelect):
    """A field with autocomplete for one record."""


class AutocompleteSelectMultiple(_KeysOnly, widgets.AutocompleteSelectMultiple):
    """A field with autocomplete for several records."""
