"""Primary keys in addresses and forms."""

from django.urls import reverse

#: The largest key that PostgreSQL can store (`bigint`).
MAX_KEY = 2**63 - 1
_DIGITS = len(str(MAX_KEY))


def read_key(text):
    """Return a text as a key, or None if no row can have this key."""
    text = text or ""
    if not text.isdecimal() or len(text) > _DIGITS:
        return None
    return key if (key := int(text)) <= MAX_KEY else None


def read_keys(texts):
    """Return texts as keys, without those that no row can have."""
    return [key for text in texts if (key := read_key(text)) is not None]


def change_url(record):
    """Return the address of a record's page in the admin."""
    kind = record._meta
    return reverse(f"admin:{kind.app_label}_{kind.model_name}_change", args=[record.pk])
