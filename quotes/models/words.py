"""The words that there are to be found: what quotes/search/spelling.py knows."""

from django.db import models

from quotes.models.listings import Facet


class Word(models.Model):
    """A word of public quotes (ALL), or of names that are publicly quoted.

    In small letters, without accents, in the form it has there: not stemmed. `manage.py
    build_vocabulary` counts them, so newer quotes may have words that are missing here.
    """

    pk = models.CompositePrimaryKey("facet", "word")
    facet = models.CharField(max_length=1, choices=Facet)
    #: Longer ones are no words of a language.
    word = models.CharField(max_length=40)
    #: How many public quotes have it, or are by, in or about whom it names.
    quotes = models.IntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.word
