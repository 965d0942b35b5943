from articles.models.articles import (
    TEXT_LIMIT,
    Article,
    ArticleKind,
    Byline,
    LanguageField,
    Publication,
    Rights,
    Snapshot,
    validate_language,
    validate_not_in_future,
)
from articles.models.fingerprints import Fingerprint
from articles.models.intake import Intake, RawPage

__all__ = [
    "TEXT_LIMIT",
    "Article",
    "ArticleKind",
    "Byline",
    "Fingerprint",
    "Intake",
    "LanguageField",
    "Publication",
    "RawPage",
    "Rights",
    "Snapshot",
    "validate_language",
    "validate_not_in_future",
]
