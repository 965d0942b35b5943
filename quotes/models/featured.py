"""The quotes that editors have chosen for the home page."""

from django.core.exceptions import ValidationError
from django.db import models

from articles.models.base import TimestampedModel
from quotes.models.choices import LOCATED, Standing
from quotes.models.quotes import Quote

#: The longest quote that home shows with its passage, in code points.
MAX_FEATURED_LENGTH = 600


class FeaturedQuote(TimestampedModel):
    """A quote that home may show as its example: one a day, in turn.

    It counts from the day after it was chosen, so that the example stays the same all
    day.
    """

    quote = models.OneToOneField(
        Quote,
        models.CASCADE,
        related_name="featured",
        help_text=(
            "Verified, and found in the text of its source. Home shows another one of "
            "these every day, from tomorrow on."
        ),
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = "quote for the home page"
        verbose_name_plural = "quotes for the home page"

    def __str__(self):
        return str(self.quote)

    def clean(self):
        super().clean()
        if self.quote_id is None:
            return
        quote, errors = self.quote, []
        if not Quote.objects.public().filter(pk=quote.pk).exists():
            errors.append("It is not public.")
        standings = set(quote.attributions.values_list("standing", flat=True))
        if Standing.VERIFIED not in standings:
            errors.append("No speaker of it is verified.")
        if standings & {Standing.DISPUTED, Standing.MISATTRIBUTED}:
            errors.append("A speaker of it is disputed or misattributed.")
        if quote.anchor_status not in LOCATED:
            errors.append("Its words were not found in the text of its source.")
        if len(quote.text) > MAX_FEATURED_LENGTH:
            errors.append(f"It is longer than {MAX_FEATURED_LENGTH} characters.")
        if errors:
            raise ValidationError({"quote": errors})
