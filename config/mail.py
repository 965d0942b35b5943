"""Reads EMAIL_URL, the setting for the mail server."""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BACKENDS, CLASS = "django.core.mail.backends", "EmailBackend"
#: The port and the encryption of each scheme of EMAIL_URL.
SCHEMES = {
    "smtp": (587, "use_tls"),  # plain at first, then STARTTLS
    "smtps": (465, "use_ssl"),
    "smtp+plain": (25, None),  # only to a server on this machine
}
SECONDS_TO_CONNECT = 10


def mailer(url):
    """Return an entry of Django's MAILERS for `smtp://user:password@host:port`.

    Without a URL, messages are written to standard output.
    """
    if not url:
        return {"BACKEND": f"{BACKENDS}.console.{CLASS}"}
    try:
        parts = urlsplit(url)
        port, encryption = SCHEMES[parts.scheme]
        port = parts.port or port
    except (KeyError, ValueError):
        parts = None
    if not parts or not parts.hostname:
        raise ImproperlyConfigured(
            "EMAIL_URL must be smtp://user:password@host:port, or begin with smtps:// "
            "or smtp+plain://."
        )
    options = {"host": parts.hostname, "port": port, "timeout": SECONDS_TO_CONNECT}
    if encryption:
        options[encryption] = True
    if parts.username:
        options["username"] = unquote(parts.username)
        options["password"] = unquote(parts.password or "")
    return {"BACKEND": f"{BACKENDS}.smtp.{CLASS}", "OPTIONS": options}
