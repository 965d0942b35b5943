"""Publications, articles with their bylines, and snapshots of their texts."""

import datetime
import hashlib

import langcodes
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import EmptyResultSet, ValidationError
from django.db import connection, models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.canonical_urls import canonical_url
from articles.models.base import (
    WORDS,
    PlainTextModel,
    Precision,
    SluggedModel,
    Status,
    TimestampedModel,
    choice_constraint,
    date_constraints,
    make_url_slug,
    partial_date_property,
    withdrawn_constraint,
)
from articles.models.fingerprints import Fingerprint
from articles.models.identifiers import IdentifierField, identifier_constraint
from articles.models.merged import (
    MERGED_INDEX,
    MERGED_IS_NOT_PUBLIC,
    MergeableArticle,
)
from articles.models.names import NamedInParts, name_parts_constraint
from articles.models.printed_pages import PrintedPages
from articles.models.sort_keys import IndexKey, IndexLetter, WithoutThe, index_field
from articles.text import normalise_newlines
from articles.text_matching.near_duplicates import sketch

#: The longest text that one snapshot may hold, in code points.
MAX_TEXT_LENGTH = 2_000_000


def validate_language(tag):
    """Raise ValidationError unless it is a language tag (BCP 47) with known subtags."""
    if not langcodes.tag_is_valid(tag):
        raise ValidationError(
            "“%(tag)s” is not a language tag. Write en, fr, pt-BR or the like.",
            code="language",
            params={"tag": tag},
        )


def validate_not_in_future(date):
    """Raise ValidationError for a date after tomorrow (time zones differ by a day)."""
    if date > timezone.localdate() + datetime.timedelta(days=1):
        raise ValidationError(
            "This date is in the future: give the day on which it was published "
            "or said.",
            code="future",
        )


class LanguageField(models.CharField):
    """A language tag, stored in its standard form: en_us and EN-US are en-US."""

    default_validators = [validate_language]

    def __init__(self, *args, **options):
        options["max_length"] = 35
        super().__init__(*args, **options)

    def pre_save(self, record, add):
        tag = getattr(record, self.attname)
        if tag and langcodes.tag_is_valid(tag):
            tag = langcodes.standardize_tag(tag)
            setattr(record, self.attname, tag)
        return tag


class Publication(SluggedModel):
    """The outlet that printed articles: a newspaper, a journal, a site."""

    name = models.CharField(max_length=200)
    place = models.CharField(
        max_length=200, blank=True, help_text="Where it appears, such as London."
    )
    website = models.URLField(max_length=500, blank=True)

    #: The letter under which an index lists the name, and its sort key there.
    index_letter = index_field(IndexLetter(WithoutThe("name")))
    index_key = index_field(IndexKey(WithoutThe("name")))

    class Meta(SluggedModel.Meta):
        indexes = [
            models.Index(
                fields=["index_letter", "index_key", "id"], name="publication_index"
            ),
            GinIndex(fields=["past_slugs"], name="publication_past_slugs"),
        ]

    def get_absolute_url(self):
        return reverse("quotes:publication", args=[self.slug])


class ArticleKind(models.TextChoices):
    """Item types of CSL 1.0.2, those in which people are quoted."""

    NEWSPAPER = "article-newspaper", _("Newspaper article")
    MAGAZINE = "article-magazine", _("Magazine article")
    JOURNAL = "article-journal", _("Journal article")
    SPEECH = "speech", _("Speech")
    INTERVIEW = "interview", _("Interview")
    BROADCAST = "broadcast", _("Broadcast")
    WEBPAGE = "webpage", _("Web page")
    BLOG_POST = "post-weblog", _("Blog post")
    POST = "post", _("Post on a social network or forum")
    REPORT = "report", _("Report")
    HEARING = "hearing", _("Hearing")
    LEGAL_CASE = "legal_case", _("Legal case")
    BOOK = "book", _("Book")
    CHAPTER = "chapter", _("Chapter of a book")
    LETTER = "personal_communication", _("Letter or other personal communication")
    DOCUMENT = "document", _("Other document")


class Rights(models.TextChoices):
    EXCERPTS = "excerpts", "Only the words around quotes"
    FULL = "full", "The whole text"


class ArticleQuerySet(models.QuerySet):
    def public(self):
        """Return what readers may see: published articles."""
        return self.filter(status=Status.PUBLISHED)

    def with_names(self):
        """Load the publications and bylines, which lists of articles show."""
        return self.select_related("publication").prefetch_related("bylines")

    def locked(self):
        """Lock the articles: nobody saves or merges them in this transaction."""
        return self.select_for_update(of=("self",), no_key=True)

    def share(self, skip=False):
        """Lock the articles FOR SHARE, as the triggers of their quotes do.

        Call it before locking the quotes, because saving an article locks the article
        first. Returns the keys; with `skip`, without those that somebody is saving.
        """
        try:
            sql, parameters = self.order_by("pk").values("pk").query.sql_with_params()
        except EmptyResultSet:
            return []
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} FOR SHARE{' SKIP LOCKED' * skip}", parameters)
            return [key for (key,) in cursor]


class Article(MergeableArticle):
    """A source: usually a news article, but also a speech, a post or a book."""

    kind = models.CharField(
        max_length=30,
        choices=ArticleKind,
        default=ArticleKind.NEWSPAPER,
        help_text="Citations depend on it.",
    )
    title = models.CharField(max_length=500)
    publication = models.ForeignKey(
        Publication,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        help_text="The outlet that printed it. Leave it empty if it is not known.",
    )
    url = models.URLField("address", max_length=2000, blank=True)
    #: NULL if there is none, since only one row could have the empty string.
    canonical_url = models.CharField(  # noqa: DJ001
        max_length=2000, null=True, editable=False, blank=True
    )
    archive_url = models.URLField(
        "archive address",
        max_length=2000,
        blank=True,
        help_text="A lasting copy, for example in a web archive.",
    )
    published_on = models.DateField(
        null=True, blank=True, validators=[validate_not_in_future]
    )
    published_precision = models.CharField(
        max_length=7, choices=Precision, default=Precision.UNKNOWN
    )
    retrieved_on = models.DateField(
        null=True,
        blank=True,
        validators=[validate_not_in_future],
        help_text="When the text was last read online.",
    )
    language = LanguageField(
        default="en", help_text="A language tag: en, fr, pt-BR, ar …"
    )
    page = models.CharField(max_length=50, blank=True, help_text="A7, 12–14 …")
    section = models.CharField(max_length=100, blank=True)
    doi = IdentifierField("DOI", help_text="10.1000/182")
    isbn = IdentifierField("ISBN", help_text="Of a book, or the book of a chapter.")
    issn = IdentifierField("ISSN", help_text="Of the journal or the newspaper.")
    rights = models.CharField(
        max_length=10,
        choices=Rights,
        default=Rights.EXCERPTS,
        help_text="How much of the text readers may see.",
    )

    objects = ArticleQuerySet.as_manager()

    published = partial_date_property("published")

    class Meta:
        ordering = [models.F("published_on").desc(nulls_last=True), "-pk"]
        permissions = [("publish_article", "Can publish and withdraw articles")]
        constraints = [
            choice_constraint("kind", ArticleKind, "article_kind_choice"),
            choice_constraint("rights", Rights, "article_rights_choice"),
            choice_constraint("status", Status, "article_status_choice"),
            withdrawn_constraint("article_withdrawn_reason"),
            MERGED_IS_NOT_PUBLIC,
            *date_constraints("published", "article_published"),
            identifier_constraint("doi", r"^10\.[0-9.]+/\S+$", "This is no DOI."),
            identifier_constraint("isbn", r"^97[89][0-9]{10}$", "This is no ISBN."),
            identifier_constraint(
                "issn", r"^[0-9]{4}-[0-9]{3}[0-9X]$", "This is no ISSN."
            ),
            models.CheckConstraint(
                condition=Q(title__regex=WORDS),
                name="article_has_title",
                violation_error_message="Enter the title of the article.",
            ),
            models.UniqueConstraint(
                fields=["canonical_url"],
                name="article_canonical_url",
                violation_error_message=(
                    "An article with this address is held already."
                ),
            ),
        ]
        indexes = [
            models.Index(
                models.F("published_on").desc(nulls_last=True),
                models.F("id").desc(),
                name="article_newest",
            ),
            MERGED_INDEX,
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.canonical_url = canonical_url(self.url) if self.url else None
        if "url" in (kwargs.get("update_fields") or ()):
            kwargs["update_fields"] = {*kwargs["update_fields"], "canonical_url"}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("quotes:article", args=[self.pk, self.url_slug])

    def clean(self):
        super().clean()
        if not self.url:
            return
        try:
            self.canonical_url = canonical_url(self.url)
        except ValueError as error:
            raise ValidationError({"url": str(error)}) from error
        if len(self.canonical_url) > self._meta.get_field("canonical_url").max_length:
            raise ValidationError({"url": "This address is too long to be kept."})
        twin = Article.objects.filter(canonical_url=self.canonical_url).exclude(
            pk=self.pk
        )
        if same := twin.select_related("merged_into").first():
            same = same.surviving
            raise ValidationError(
                {
                    "url": ValidationError(
                        "This address is already on record, as article %(pk)s, "
                        "“%(title)s” (%(url)s). Add the quotes there.",
                        code="unique",
                        params={"pk": same.pk, "title": same.title, "url": same.url},
                    )
                }
            )

    @property
    def url_slug(self):
        """Return the end of its address: the first words of the title."""
        return make_url_slug(self.title, "article")

    @property
    def current_snapshot(self):
        """Return the newest snapshot, or None if no text is held."""
        return self.snapshots.first()

    def hold_text(self, text, retrieved_from="", retrieved_at=None):
        """Store `text` as a snapshot, unless it is the current text already.

        `retrieved_at` is when it was read at its source, by default now. Returns the
        current snapshot, or None if no text is held. The text is stored unchanged,
        except that its newlines become LF. A blank text makes no snapshot.
        """
        text = normalise_newlines(text)
        current = self.current_snapshot
        if not text.strip() or (current and current.text == text):
            return current
        snapshot = self.snapshots.create(
            text=text,
            retrieved_from=retrieved_from,
            retrieved_at=retrieved_at or timezone.now(),
        )
        if current:
            PrintedPages.carry_over(current, snapshot)
        return snapshot


class Byline(NamedInParts, TimestampedModel):
    """One author of an article, in order, as a CSL name."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["article", "position", "pk"]
        constraints = [name_parts_constraint("byline_name_in_parts_or_whole")]

    def __str__(self):
        return str(self.parts)


class Snapshot(PlainTextModel):
    """The text of an article at one time. Never edited.

    Offsets into `text` are half-open code points. The newest snapshot is current.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="snapshots")
    text = models.TextField(max_length=MAX_TEXT_LENGTH)
    digest = models.CharField("SHA-256", max_length=64, editable=False)
    retrieved_at = models.DateTimeField(default=timezone.now)
    retrieved_from = models.CharField(max_length=2000, blank=True)
    #: Finds texts that are nearly the same (articles/text_matching/near_duplicates.py).
    #: Its first numbers have an index, made in migration 0004.
    sketch = ArrayField(
        models.BigIntegerField(), default=list, db_default=[], editable=False
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="snapshot_has_text",
                violation_error_message="A snapshot without text holds nothing.",
            ),
            # The target of the composite foreign key of quotes.
            models.UniqueConstraint(
                fields=["id", "article"], name="snapshot_of_article"
            ),
        ]

    def __str__(self):
        at = timezone.localtime(self.retrieved_at)
        return f"{self.article} as held on {at:%Y-%m-%d %H:%M}"

    def older(self):
        """Return the snapshots of the same article before this one, newest first."""
        return Snapshot.objects.filter(article=self.article_id, pk__lt=self.pk)

    @staticmethod
    def digest_of(text):
        """Return the `digest` of a text."""
        return hashlib.sha256(text.encode()).hexdigest()

    def save(self, *args, **kwargs):
        self.digest = self.digest_of(self.text)
        self.sketch = sketch(self.text)
        with transaction.atomic():
            super().save(*args, **kwargs)
            Fingerprint.store([self])
