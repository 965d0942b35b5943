"""The choices of quotes and attributions, in the words of quotes/labels.py."""

from django.db import models


class QuoteKind(models.TextChoices):
    """How much of a quote is in quotation marks: all, a part, nothing."""

    DIRECT = "direct", "Direct quote"
    MIXED = "mixed", "Partly quoted"
    INDIRECT = "indirect", "Paraphrase"


class Standing(models.TextChoices):
    """What editors know about whether an attribution is right."""

    UNVERIFIED = "unverified", "Not yet checked"
    VERIFIED = "verified", "Verified"
    DISPUTED = "disputed", "Disputed"
    MISATTRIBUTED = "misattributed", "Misattributed"


class AnchorStatus(models.TextChoices):
    """How the words of a quote were found in the article's text."""

    EXACT = "exact", "Word for word"
    EDITED = "edited", "Marked changes"
    DIFFERS = "differs", "Other words"
    AMBIGUOUS = "ambiguous", "Unsettled"
    MISSING = "missing", "Not in the text"
    NO_TEXT = "no_text", "No text held"


class MembershipReason(models.TextChoices):
    """Why a quote belongs to a saying: how its words relate to another member's."""

    FIRST = "first", "First of the saying"
    EQUAL = "equal", "Same words"
    ALTERED = "altered", "Altered words"
    TRANSLATION = "translation", "Translation"
    EXTENSION = "extension", "Longer version"
    PART_OF = "part", "Part of a longer version"


class MembershipState(models.TextChoices):
    """Who put a quote into a saying, and whether readers are told."""

    CONFIRMED = "confirmed", "Confirmed by an editor"
    JOINED = "joined", "Joined by the machine"
    PROPOSED = "proposed", "Proposed by the machine"


#: The text has the words: these quotes may be published without a second look.
LOCATED = (AnchorStatus.EXACT, AnchorStatus.EDITED)
#: The passage is known and can be shown, even if its words differ.
WITH_PASSAGE = (*LOCATED, AnchorStatus.DIFFERS)
#: What readers are told in place of an anchor status if an earlier text of the article
#: had the words: they were printed, and the text has been changed since.
CHANGED = "changed"
