"""The former name of build_vocabulary, kept for one release."""

from quotes.management.commands.build_vocabulary import Command

__all__ = ["Command"]
