from quotes.models.quotes import (
    LOCATED,
    AnchorStatus,
    Attribution,
    Quote,
    QuoteKind,
    Standing,
)
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
