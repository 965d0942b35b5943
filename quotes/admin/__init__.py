"""Django finds the admin of this app by importing this package."""

from quotes.admin import (  # noqa: F401
    articles,
    changes,
    featured,
    handins,
    pages,
    quotes,
    rechecks,
    reports,
    sayings,
    speakers,
    users,
)
