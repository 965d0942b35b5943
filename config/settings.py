"""The settings of On Record, read from environment variables.

docs/deployment.md lists the variables. Importing this module starts nothing.
"""

import os
import re
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from config.database.outages import check_writable
from config.local import postgres
from config.mail import mailer
from config.monitoring.logs import logging_settings
from config.variables import (
    address_path,
    choice,
    dsn,
    hosts,
    number,
    numbers,
    origin,
    origins,
    proxies,
    switch,
    time_zone,
    words,
)

BASE_DIR = Path(__file__).resolve().parent.parent


DEBUG = switch("DEBUG", default=False)

SECRET_KEY = os.environ.get("SECRET_KEY", "")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Generate one, keep it secret, and do not change it "
            "between starts:\n"
            "    python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    SECRET_KEY = "django-insecure-for-debugging-only"  # noqa: S105

#: Former keys, which still open sessions and links but sign nothing new.
SECRET_KEY_FALLBACKS = words("SECRET_KEY_FALLBACKS")

ALLOWED_HOSTS = hosts("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = origins("CSRF_TRUSTED_ORIGINS")
#: Where the desk is: a path with a slash at its end.
ADMIN_PATH = address_path("ADMIN_PATH", "admin/")

INSTALLED_APPS = [
    "articles",
    "quotes",
    "config.apps.ProjectConfig",
    "config.apps.DeskConfig",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "accounts",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_filters",
    "django_htmx",
]

MIDDLEWARE = [
    "config.monitoring.requests.RequestMiddleware",
    "config.probes.ProbeMiddleware",
    "quotes.middleware.permissions_policy",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "quotes.caching.http.PublicGZipMiddleware",
    "quotes.caching.http.PublicCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "articles.middleware.KeptFormMiddleware",
    "quotes.middleware.DatabaseErrorMiddleware",
    "quotes.middleware.ActMiddleware",
]

ROOT_URLCONF = "config.urls"

TEMPLATES = [
    # Public pages and errors (quotes/jinja.py); the admin has Django's templates.
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "quotes"],
        "OPTIONS": {"environment": "quotes.jinja.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

FORM_RENDERER = "config.form_renderer.FormRenderer"

WSGI_APPLICATION = "config.wsgi.application"


# Database


if os.environ.get("DATABASE_URL"):
    default_database = dj_database_url.parse(os.environ["DATABASE_URL"])
    if default_database["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
else:
    default_database = postgres.connection_settings()


#: Switch this off behind a transaction pooler without support for prepared statements,
#: such as PgBouncer before 1.21.
PREPARED_STATEMENTS = switch("PREPARED_STATEMENTS", default=True)


def pooled(database, **options):
    """Return a database entry whose connections come from a pool with these options."""
    return {
        **database,
        "ENGINE": "config.database",
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 0,  # with a pool, Django allows no other value
        "OPTIONS": {
            # Public pages prepare their statements (quotes/sql.py), the ORM does not.
            "prepare_threshold": 5 if PREPARED_STATEMENTS else None,
            **database.get("OPTIONS", {}),
            "pool": {
                "min_size": 1,
                "max_size": number("DATABASE_POOL", default=10, least=1),
                **options,
            },
        },
    }


DATABASES = {
    "default": pooled(
        default_database,
        timeout=10,  # of commands; for requests, see config/database/outages.py
        check=check_writable,
    )
}

#: Seconds that a read replica may lag before it is not used.
REPLICA_LAG = number("REPLICA_LAG", default=5)

# Without replicas, config/replicas is not loaded.
if replica_urls := words("REPLICA_URLS"):
    from config.replicas import health

    if not os.environ.get("DATABASE_URL"):
        raise ImproperlyConfigured("REPLICA_URLS is set: set DATABASE_URL too.")
    if REPLICA_LAG < 2:
        raise ImproperlyConfigured("REPLICA_LAG must be 2 seconds or more.")
    for place, address in enumerate(replica_urls, start=1):
        if not address.startswith(("postgresql://", "postgres://")):
            raise ImproperlyConfigured(
                "Each of REPLICA_URLS must begin with postgresql://"
            )
        DATABASES[f"replica{place}"] = pooled(
            dj_database_url.parse(address),
            timeout=1,  # then the primary is used
            check=health.check_replica,
            connection_class=health.connection_class(f"replica{place}"),
        )
        DATABASES[f"replica{place}"]["OPTIONS"].setdefault("connect_timeout", 2)
        DATABASES[f"replica{place}"]["TEST"] = {"MIRROR": "default"}
    DATABASE_ROUTERS = ["config.replicas.routing.ReplicaRouter"]
    MIDDLEWARE.append("config.replicas.routing.ReplicaMiddleware")

#: How long one statement of a request may run, in milliseconds (config/wsgi.py).
STATEMENT_TIMEOUT = number("STATEMENT_TIMEOUT", default=8_000)

# Backups (config/backups).

#: Where `manage.py backup` puts its folders, and restore drills their reports.
BACKUP_FOLDER = Path(os.environ.get("BACKUP_FOLDER") or BASE_DIR / "backups")
#: Whose key encrypts them: an age or SSH public key, or a key that gpg knows.
BACKUP_ENCRYPT_TO = os.environ.get("BACKUP_ENCRYPT_TO", "").strip()
#: How many days, weeks and months `backup --prune` keeps one backup of.
BACKUP_KEEP = numbers("BACKUP_KEEP", "7 5 12", "the days, weeks and months to keep")

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Whole pages (quotes/caching/pages.py): some 70 kB each, in each process.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": number("PAGE_CACHE_ENTRIES", default=500)},
    },
    # Formatted citations (quotes/exports/citation_cache.py), about 3 kB each.
    "citations": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "citations",
        "OPTIONS": {"MAX_ENTRIES": number("CITATION_CACHE_ENTRIES", default=10_000)},
    },
}

# Fetching pages for editors (articles/fetching/fetch.py).

#: A URL or e-mail address where server owners can ask who fetches their pages.
FETCH_CONTACT = os.environ.get("FETCH_CONTACT", "").strip()
if not FETCH_CONTACT.isascii() or not FETCH_CONTACT.isprintable():
    raise ImproperlyConfigured("FETCH_CONTACT must be in ASCII, on one line.")
FETCH_USER_AGENT = "OnRecord/0.1 (fetches a page when an editor asks{})".format(
    f"; {FETCH_CONTACT}" if FETCH_CONTACT else ""
)
#: Lets editors fetch from this machine. Only for tests: it exposes services behind the
#: firewall.
FETCH_LOOPBACK = switch("FETCH_LOOPBACK", default=False)
#: How many pages are fetched or read at once, for one person and over all processes.
FETCHES_PER_PERSON = number("FETCHES_PER_PERSON", default=2, least=1)
FETCHES_AT_ONCE = number("FETCHES_AT_ONCE", default=4, least=1)
if FETCH_LOOPBACK and not DEBUG:
    raise ImproperlyConfigured(
        "FETCH_LOOPBACK is on, which is for tests only: with it, editors could read "
        "what only this machine can. Switch it off."
    )

# Information for readers about the site (quotes/site.py).

#: Where readers report mistakes: an e-mail address, or the URL of a form, in which
#: `{page}` becomes the address of the page. Without it, no link is shown.
REPORT_TO = os.environ.get("REPORT_TO", "").strip()
if REPORT_TO and not re.fullmatch(r"https?://\S+|[^\s:/?&@]+@[^\s:/?&@]+", REPORT_TO):
    raise ImproperlyConfigured("REPORT_TO must be an e-mail address or a web address.")
#: The licence under which the data may be used, as in “CC BY 4.0”, and its text.
DATA_LICENCE = os.environ.get("DATA_LICENCE", "").strip()
DATA_LICENCE_URL = os.environ.get("DATA_LICENCE_URL", "").strip()
if bool(DATA_LICENCE) != bool(DATA_LICENCE_URL):
    raise ImproperlyConfigured("Set both DATA_LICENCE and DATA_LICENCE_URL, or none.")
if DATA_LICENCE_URL and not re.fullmatch(r"https?://[!-~]+", DATA_LICENCE_URL):
    raise ImproperlyConfigured("DATA_LICENCE_URL must be a web address, in ASCII.")
if not DATA_LICENCE.isprintable():
    raise ImproperlyConfigured("DATA_LICENCE must be on one line.")

# How often readers at one address may search, use autocomplete, format a citation,
# download a list or a document, check a text, store a check, or report
# (quotes/views/rate_limits.py). 0: as often as they like.
SEARCHES_PER_MINUTE = number("SEARCHES_PER_MINUTE", default=60)
AUTOCOMPLETE_PER_MINUTE = number("AUTOCOMPLETE_PER_MINUTE", default=240)
CITATIONS_PER_MINUTE = number("CITATIONS_PER_MINUTE", default=60)
DOWNLOADS_PER_MINUTE = number("DOWNLOADS_PER_MINUTE", default=20)
CHECKS_PER_MINUTE = number("CHECKS_PER_MINUTE", default=30)
CHECKS_SAVED_PER_HOUR = number("CHECKS_SAVED_PER_HOUR", default=20)
REPORTS_PER_HOUR = number("REPORTS_PER_HOUR", default=10)

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Signing in (accounts/).

LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
PASSWORD_RESET_TIMEOUT = 4 * 60 * 60  # seconds that the link in the message works
OTP_TOTP_ISSUER = "On Record"
OTP_TOTP_THROTTLE_FACTOR = 0  # accounts/throttling.py limits tries
#: Who must have a second factor: "editors" who may publish, "everyone", or "" (nobody).
REQUIRE_TWO_FACTOR = choice("REQUIRE_TWO_FACTOR", "", "", "editors", "everyone")

# The mail server (config/mail.py). Without one, nothing is offered that needs it.
EMAIL_URL = os.environ.get("EMAIL_URL", "").strip()
MAIL_IS_SET = bool(EMAIL_URL) or DEBUG
SITE_URL = origin("SITE_URL")  # for links in messages
MAILERS = {"default": mailer(EMAIL_URL)} if MAIL_IS_SET else {}
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # HSTS_PRELOAD is the operator's choice
if not MAIL_IS_SET:
    SILENCED_SYSTEM_CHECKS.append("mail.W001")
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "").strip() or "on-record@localhost"

LANGUAGE_CODE = "en"
TIME_ZONE = time_zone("TIME_ZONE", "UTC")
USE_I18N = False  # the site is in English
FORMAT_MODULE_PATH = ["config.formats"]
USE_TZ = True


# Static files: hashed, compressed and cached by browsers for ever in production; served
# from the source folders during development and tests.

STATIC_FROM_SOURCE = DEBUG or switch("STATIC_FROM_SOURCE", default=False)
STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or BASE_DIR / ".local" / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if STATIC_FROM_SOURCE
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = STATIC_FROM_SOURCE
WHITENOISE_AUTOREFRESH = STATIC_FROM_SOURCE
# Pages name no others, and compressing each file twice took 4 s of each first start.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True


# Security. HTTPS=off is only for a server that no other machine can reach.

HTTPS = switch("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = number("HSTS_SECONDS", default=31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = switch("HSTS_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = switch("HSTS_PRELOAD", default=False)
TRUST_PROXY = switch("TRUST_PROXY", default=False)
if TRUST_PROXY:
    # Only behind a proxy that sets this header: otherwise anyone may claim HTTPS.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
#: Proxies that add the address of their client to X-Forwarded-For: how many there are,
#: or a list of their networks.
TRUSTED_PROXIES = proxies("TRUSTED_PROXIES", default=int(TRUST_PROXY))
if isinstance(TRUSTED_PROXIES, list):
    MIDDLEWARE.insert(0, "config.proxies.TrustedProxyMiddleware")
CSRF_FAILURE_VIEW = "articles.middleware.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "img-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
}

# How long a shared cache, such as a CDN, may serve a public page without asking.
SHARED_CACHE_SECONDS = number("SHARED_CACHE_SECONDS", default=60)

# An article's text may be pasted, and its page has a form for each quote.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

LOG_LEVELS = ("debug", "info", "warning", "error", "critical")
LOGGING = logging_settings(
    level=choice("LOG_LEVEL", "warning", *LOG_LEVELS).upper(),
    form=choice("LOG_FORMAT", "text", "text", "json"),
)
#: Milliseconds from which on a statement is logged, with its view. 0: never.
SLOW_STATEMENT = number("SLOW_STATEMENT", default=1_000)
#: What opens /metrics to other machines (config/monitoring/metrics.py).
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "").strip()
#: Where errors are reported (config/monitoring/errors.py).
SENTRY_DSN = dsn("SENTRY_DSN")
