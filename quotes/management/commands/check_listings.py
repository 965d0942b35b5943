"""The former name of check_derived_tables, kept for one release."""

from quotes.management.commands.check_derived_tables import Command

__all__ = ["Command"]
