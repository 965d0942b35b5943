"""Django finds the admin of this app by importing this package."""

from articles.admin import articles  # noqa: F401
