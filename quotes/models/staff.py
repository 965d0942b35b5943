"""Accounts that may sign in to the desk because they are in a group."""

from django.conf import settings
from django.db import models


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
