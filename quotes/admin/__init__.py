"""Django finds the admin of this app by importing this package."""

from quotes.admin import articles, changes, featured, pages, quotes, rechecks, speakers  # noqa: F401
