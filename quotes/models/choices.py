"""What a quote can be, and what can be said of it."""

from django.db import models


class QuoteKind(models.TextChoices):
    DIRECT = "direct", "Direct"
    MIXED = "mixed", "Mixed"
    INDIRECT = "indirect", "Indirect"


class Standing(models.TextChoices):
    UNVERIFIED = "unverified", "Unverified"
    VERIFIED = "verified", "Verified"
    DISPUTED = "disputed", "Disputed"
    MISATTRIBUTED = "misattributed", "Misattributed"


class AnchorStatus(models.TextChoices):
    EXACT = "exact", "Exact"
    EDITED = "edited", "Edited"
    DIFFERS = "differs", "Other words"
    AMBIGUOUS = "ambiguous", "Ambiguous"
    MISSING = "missing", "Missing"
    NO_TEXT = "no_text", "No text held"


#: The words are printed there: what may be published without a second look.
LOCATED = (AnchorStatus.EXACT, AnchorStatus.EDITED)
#: The place is known: the passage can be shown, though its words may be others.
WITH_PASSAGE = (*LOCATED, AnchorStatus.DIFFERS)
