"""The data of each language: tables of words and patterns, and weights."""

from quotes.extraction.languages import (
    english,
    english_denials,
    english_doubts,
    english_names,
    english_works,
)
from quotes.extraction.languages.language import Language

ENGLISH = Language(
    "en", english, english_names, english_doubts, english_denials, english_works
)
#: The languages with tables, by the first part of their tag: "en" of "en-GB".
LANGUAGES = {language.code: language for language in (ENGLISH,)}

__all__ = ["ENGLISH", "LANGUAGES", "Language", "has_tables", "language_of"]


def language_of(tag: str) -> Language:
    """Return the language with this tag, or English if it has no tables."""
    return LANGUAGES.get(_first_part(tag), ENGLISH)


def has_tables(tag: str) -> bool:
    """Return whether there are tables for the language with this tag."""
    return _first_part(tag) in LANGUAGES


def _first_part(tag: str) -> str:
    return tag.partition("-")[0].lower()
