"""Data for signing in: counts of wrong tries, and recovery codes."""

import hashlib
import secrets

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone


class AttemptCount(models.Model):
    """The number of failed tries for a key: see accounts/throttling.py."""

    key = models.CharField(max_length=64, primary_key=True)  # a digest, not a name
    count = models.PositiveIntegerField(default=0)
    last = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.count}, the last at {self.last}"


#: Letters and digits of recovery codes: no two look alike.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
CODES = 10
GROUPS, GROUP = 4, 4


class RecoveryCodeQuerySet(models.QuerySet):
    def replace(self, user):
        """Delete the codes of a user, store new ones, and return them as text.

        This is the only time that they can be shown.
        """
        codes = [
            "-".join(
                "".join(secrets.choice(ALPHABET) for _ in range(GROUP))
                for _ in range(GROUPS)
            )
            for _ in range(CODES)
        ]
        with transaction.atomic():
            self.filter(user=user).delete()
            self.bulk_create(RecoveryCode(user=user, digest=digest(c)) for c in codes)
        return codes

    def use(self, user, code):
        """Use up a code as somebody typed it; return whether it was right."""
        unused = self.filter(user=user, digest=digest(code), used_at=None)
        return bool(unused.update(used_at=timezone.now()))

    def left(self, user):
        """Return how many codes the user has not used."""
        return self.filter(user=user, used_at=None).count()


class RecoveryCode(models.Model):
    """A code that replaces the second factor once. Only its digest is stored."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = RecoveryCodeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user", "digest"], name="recovery_code_once_per_user"
            )
        ]

    def __str__(self):
        return f"recovery code of {self.user}"


def digest(code):
    """Return the digest of a code, typed in any case and with any signs between.

    A code has 79 random bits, too many to try, so a slow hash would add nothing.
    """
    plain = "".join(sign for sign in code.casefold() if sign.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
