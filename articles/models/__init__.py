from articles.models.articles import (
    MAX_TEXT_LENGTH,
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
from articles.models.distinct_pairs import DistinctPair, RecordKind
from articles.models.fetch_queue import QueuedFetch
from articles.models.fingerprints import Fingerprint
from articles.models.intake import Intake, RawPage
from articles.models.kept_forms import KeptForm
from articles.models.printed_pages import PrintedPages
