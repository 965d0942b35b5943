"""Public pages are kept for as long as nothing in the database has changed.

Whether it has, PostgreSQL says itself: two statements with the same snapshot see the
same rows, whoever changed them last and by whatever way. So there is nothing to
invalidate, and nothing to forget. docs/decisions/0020-kept-pages.md says more.
"""

from functools import wraps
from hashlib import blake2b

from django.conf import settings
from django.core.cache import caches
from django.db import connections, router
from django.http import HttpResponse
from django.utils import timezone

from quotes.models import Quote
from quotes.sql import run

#: Where pages are kept: in the memory of this process, which ends with its templates.
CACHE = "pages"
#: A longer page is made anew each time (bytes).
LONGEST = 300_000
#: What changes with every change of the data. A standby's snapshots do not name all
#: that is still running on its primary, but it replays one record after another; a
#: restart may find another history.
VERSION = """
SELECT concat_ws(' ', extract(epoch FROM pg_postmaster_start_time()),
    CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()::text
    ELSE pg_current_snapshot()::text END)
"""


def kept(view):
    """Answer with the page that was made for the same request, if it still holds.

    For views whose answer depends on the database, the address, the day and on what
    htmx wants of a page; what is streamed, not a page (200) or says `no-store` is not
    kept.
    """

    @wraps(view)
    def answer(request, *arguments, **named):
        alias = router.db_for_read(Quote)
        # In a transaction its own changes are seen, which no snapshot tells.
        if settings.DEBUG or connections[alias].in_atomic_block:
            return view(request, *arguments, **named)
        key = _key(request, alias)
        if page := caches[CACHE].get(key):
            content, headers = page
            return HttpResponse(content, headers=headers)
        response = view(request, *arguments, **named)
        if not getattr(response, "is_rendered", True):
            response.render()  # a TemplateResponse has no content before (sitemaps)
        if (
            response.status_code == 200
            and not response.streaming
            and not response.cookies
            and "no-store" not in response.get("Cache-Control", "")
            and not request.session.accessed
            and len(response.content) <= LONGEST
        ):
            page = response.content, dict(response.items())
            caches[CACHE].set(key, page, timeout=None)
        return response

    return answer


def _key(request, alias):
    ((version,),) = run(VERSION, [])
    htmx = request.htmx
    asked = (
        alias,
        version,
        timezone.localdate(),
        request.build_absolute_uri(),
        bool(htmx),
        htmx.boosted,
        htmx.target,
        request.accepts("text/html"),
    )
    return blake2b(repr(asked).encode(), digest_size=20).hexdigest()
