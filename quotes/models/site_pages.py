"""The pages about the site, which administrators edit: About, Contact and the like."""

from django.core.exceptions import ValidationError
from django.db import models

from articles.models.base import TimestampedModel, choice_constraint
from quotes.paths import path_for
from quotes.site_markdown import wrong_addresses


class SitePageName(models.TextChoices):
    """The pages, by the names of their URLs."""

    ABOUT = "about", "About"
    CHECKS = "checks", "How we check"
    LABELS = "labels", "What the labels mean"
    CONTACT = "contact", "Contact"


def validate_links(text):
    """Raise ValidationError for links that would be shown as text."""
    if wrong := wrong_addresses(text):
        raise ValidationError(
            "A link begins with https://, http://, mailto: or /. This one does not: "
            "%(address)s",
            code="link",
            params={"address": wrong[0]},
        )


class SitePage(TimestampedModel):
    """One page about the site. Migrations create these pages with a first text."""

    name = models.CharField(
        max_length=20, choices=SitePageName, unique=True, editable=False
    )
    title = models.CharField(max_length=100)
    description = models.CharField(
        max_length=300,
        help_text="A sentence for search engines and for previews of links.",
    )
    text = models.TextField(
        max_length=50_000,
        validators=[validate_links],
        help_text=(
            "Leave an empty line between paragraphs. “## ” begins a heading, “- ” an "
            "item of a list; **bold**; [words](/quotes/) is a link."
        ),
    )

    class Meta:
        default_permissions = ("view", "change")
        ordering = ["pk"]
        verbose_name = "page about the site"
        verbose_name_plural = "pages about the site"
        constraints = [
            choice_constraint("name", SitePageName, "sitepage_name_choice"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return path_for(self.name)
