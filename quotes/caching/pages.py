"""A cache of public pages, valid until anything in the database changes.

PostgreSQL itself shows this: two statements with the same snapshot see the same rows,
whoever has changed them. No code has to invalidate a page.
docs/decisions/0020-page-cache.md gives the reasons.
"""

from functools import wraps
from hashlib import blake2b

from django.conf import settings
from django.core.cache import caches
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, router
from django.http import HttpResponse
from django.utils import timezone
from prometheus_client import Counter

from quotes.caching.http import tag_response
from quotes.models import Quote
from quotes.sql import fetch_rows

#: The cache in the memory of this process. It ends with the process, as templates do.
CACHE = "pages"
#: Longer pages are not cached.
MAX_CACHED_BYTES = 300_000
#: A text that changes with every change of the data. On a standby that is the position
#: of the replay, because its snapshots do not name every transaction that still runs on
#: the primary. After a restart the server may follow another history.
VERSION = """
SELECT concat_ws(' ', extract(epoch FROM pg_postmaster_start_time()),
    CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()::text
    ELSE pg_current_snapshot()::text END)
"""

PAGES = Counter("on_record_cached_pages", "Pages of public views", ["result"])
#: The last version by the alias of the database.
_last_versions = {}


def cache_page_by_snapshot(view):
    """Decorate a view to return the cached page of the same request, if still valid.

    For views whose response depends only on the database, the URL, the date, and the
    headers of htmx and `Accept`. Only complete pages (200) are cached: not streamed, no
    cookie, no `no-store`.
    """

    @wraps(view)
    def cached_view(request, *args, **kwargs):
        alias = router.db_for_read(Quote)
        # A transaction sees its own changes, which are not in its snapshot.
        if settings.DEBUG or connections[alias].in_atomic_block:
            return view(request, *args, **kwargs)
        key = _key(request, alias)
        if page := caches[CACHE].get(key):
            PAGES.labels("hit").inc()
            content, headers = page
            return HttpResponse(content, headers=headers)
        PAGES.labels("miss").inc()
        response = view(request, *args, **kwargs)
        if not getattr(response, "is_rendered", True):
            response.render()  # a TemplateResponse of the sitemaps
        if (
            response.status_code == 200
            and not response.streaming
            and not response.cookies
            and "no-store" not in response.get("Cache-Control", "")
            and not request.session.accessed
            and len(response.content) <= MAX_CACHED_BYTES
        ):
            tag_response(response)
            page = response.content, dict(response.items())
            caches[CACHE].set(key, page, timeout=None)
        return response

    return cached_view


def _read_version(alias):
    """Return the version of the data, or the last one while the database is lost.

    This process cannot save anything then. Others may, so the page may be slightly out
    of date.
    """
    if alias == DEFAULT_DB_ALIAS and alias in _last_versions:
        if connections[alias].is_lost:
            return _last_versions[alias]
        try:
            ((version,),) = fetch_rows(VERSION, [])
        except OperationalError:
            return _last_versions[alias]
    else:
        # Without a replica, ReplicaMiddleware tries the primary.
        ((version,),) = fetch_rows(VERSION, [])
    _last_versions[alias] = version
    return version


def _key(request, alias):
    version = _read_version(alias)
    htmx = request.htmx
    parts = (
        alias,
        version,
        timezone.localdate(),
        request.build_absolute_uri(),
        request.path_info,  # without what a proxy says that it begins with
        bool(htmx),
        htmx.boosted,
        htmx.target,
        request.accepts("text/html"),
    )
    return blake2b(repr(parts).encode(), digest_size=20).hexdigest()
