from quotes.models.choices import LOCATED, AnchorStatus, QuoteKind, Standing
from quotes.models.quotes import Attribution, Quote
from quotes.models.speakers import Alias, Speaker, SpeakerKind, Topic

__all__ = [
    "LOCATED",
    "Alias",
    "AnchorStatus",
    "Attribution",
    "Quote",
    "QuoteKind",
    "Speaker",
    "SpeakerKind",
    "Standing",
    "Topic",
]
