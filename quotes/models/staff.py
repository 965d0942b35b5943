"""Accounts of the desk: staff status by group, and the e-mails that users want."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models

from articles.models.base import choice_constraint


class StaffByGroup(models.Model):
    """An account whose staff status comes from its groups.

    Triggers (migration `roles`) write this table: the first group gives staff status,
    and leaving the last group takes it away. Accounts that had staff status before
    they joined a group have no row, and keep it.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.user)


class MailWish(models.TextChoices):
    ALL = "all", "Everything: drafts handed in and reports by readers, too"
    OWN = "own", "What concerns me: drafts that I entered, took or scheduled"
    NONE = "none", "Nothing"


class MailChoice(models.Model):
    """The e-mails that a user wants. Users without a row want everything."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="mail_choice",
    )
    wish = models.CharField(
        "e-mails about", max_length=4, choices=MailWish, default=MailWish.ALL
    )

    class Meta:
        default_permissions = ()
        constraints = [choice_constraint("wish", MailWish, "mailchoice_wish_choice")]

    def __str__(self):
        return f"{self.user}: {self.get_wish_display()}"


def editors(permission="articles.publish_article"):
    """Return the active users who may publish articles, or have another permission."""
    found = User.objects.with_perm(
        permission, backend="django.contrib.auth.backends.ModelBackend"
    )
    return found.order_by("username")


def addresses_of(users, *wishes):
    """Return the set of addresses of those users who have one of these wishes."""
    rows = users.exclude(email="").values_list("email", "mail_choice__wish")
    return {email for email, wish in rows if (wish or MailWish.ALL) in wishes}
