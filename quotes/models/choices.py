"""The choices of quotes and attributions."""

from django.db import models

from quotes.citations.status_labels import ANCHORS, KINDS, STANDINGS


class QuoteKind(models.TextChoices):
    """How much of a quote is in quotation marks: all, some or none."""

    DIRECT = "direct", KINDS["direct"][0]
    MIXED = "mixed", KINDS["mixed"][0]
    INDIRECT = "indirect", KINDS["indirect"][0]


class Standing(models.TextChoices):
    """The knowledge of editors about whether an attribution is right."""

    UNVERIFIED = "unverified", STANDINGS["unverified"][0]
    VERIFIED = "verified", STANDINGS["verified"][0]
    DISPUTED = "disputed", STANDINGS["disputed"][0]
    MISATTRIBUTED = "misattributed", STANDINGS["misattributed"][0]


class AnchorStatus(models.TextChoices):
    """The result of locating the words of a quote in the article's text."""

    EXACT = "exact", ANCHORS["exact"][0]
    EDITED = "edited", ANCHORS["edited"][0]
    DIFFERS = "differs", ANCHORS["differs"][0]
    AMBIGUOUS = "ambiguous", ANCHORS["ambiguous"][0]
    MISSING = "missing", ANCHORS["missing"][0]
    NO_TEXT = "no_text", ANCHORS["no_text"][0]


class MembershipReason(models.TextChoices):
    """The reason why a quote is in a saying: the relation to another member's words."""

    FIRST = "first", "First of the saying"
    EQUAL = "equal", "Same words"
    ALTERED = "altered", "Altered words"
    TRANSLATION = "translation", "Translation"
    EXTENSION = "extension", "Longer version"
    PART_OF = "part", "Part of a longer version"


class MembershipState(models.TextChoices):
    """The state of a membership: who decided it, and whether readers see it."""

    CONFIRMED = "confirmed", "Confirmed by an editor"
    JOINED = "joined", "Joined by the machine"
    PROPOSED = "proposed", "Proposed by the machine"


#: The text has the words: these quotes may be published without a second look.
LOCATED = (AnchorStatus.EXACT, AnchorStatus.EDITED)
#: The passage is known and can be shown, even if its words differ.
WITH_PASSAGE = (*LOCATED, AnchorStatus.DIFFERS)
