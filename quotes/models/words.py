"""The vocabulary of public quotes and names, for quotes/search/spelling.py."""

from django.db import models

from quotes.models.listings import FacetCode


class Word(models.Model):
    """A word of public quotes (ALL), or of names of one facet.

    It is in lower case, without accents, and not stemmed. `manage.py build_vocabulary`
    counts the words, so those of newer quotes may be missing.
    """

    pk = models.CompositePrimaryKey("facet", "word")
    facet = models.CharField(max_length=1, choices=FacetCode)
    #: Longer ones are not words of any language.
    word = models.CharField(max_length=40)
    #: The number of public quotes that have it, or that belong to what it names.
    quotes = models.IntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.word
