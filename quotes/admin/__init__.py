"""Django finds the admin of this app by importing this package."""

from quotes.admin import (  # noqa: F401
    articles,
    changes,
    handins,
    merges,
    publications,
    quotes,
    rechecks,
    reports,
    sayings,
    schedules,
    site_pages,
    speakers,
    users,
)
