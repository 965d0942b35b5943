"""Primary keys in addresses and forms."""

#: The largest key that PostgreSQL can store (`bigint`).
MAX_KEY = 2**63 - 1
_DIGITS = len(str(MAX_KEY))


def read_key(text):
    """Return the key that a text is, or None if no row can have it."""
    text = text or ""
    if not text.isdecimal() or len(text) > _DIGITS:
        return None
    return key if (key := int(text)) <= MAX_KEY else None


def read_keys(texts):
    """Return the keys that texts are, without those that no row can have."""
    return [key for text in texts if (key := read_key(text)) is not None]
