"""Reads environment variables for config/settings.py, and explains mistakes.

Every function raises ImproperlyConfigured, which names the variable and what to write.
"""

import ipaddress
import os
import re
import zoneinfo

from django.core.exceptions import ImproperlyConfigured


def switch(name, default):
    """Return a variable that is on or off as a bool."""
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "1", "on", "true", "yes", "0", "off", "false", "no"}:
        return value in {"1", "on", "true", "yes"} if value else default
    raise ImproperlyConfigured(f"{name} is {value!r}: set it to on or off.")


def number(name, default, least=0):
    """Return a variable that is a whole number as an int, not below `least`."""
    value = os.environ.get(name, "").strip() or str(default)
    try:
        found = int(value)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} is {value!r}: set it to a whole number."
        ) from None
    if found < least:
        raise ImproperlyConfigured(f"{name} is {found}: set it to {least} or more.")
    return found


def words(name, default=""):
    """Return a variable that is separated by commas or spaces as a list."""
    return os.environ.get(name, default).replace(",", " ").split()


def hosts(name, default):
    """Return host names, which have no scheme, path or port."""
    found = words(name, default)
    for host in found:
        if not re.fullmatch(r"\*|\.?[\w.-]+|\[[0-9A-Fa-f:.]+\]", host):
            raise ImproperlyConfigured(
                f"{name} has {host!r}: write names alone, as in quotes.example.org."
            )
    return found


def origins(name):
    """Return origins: a scheme and a host, perhaps with a port."""
    found = words(name)
    for origin in found:
        if not re.fullmatch(r"https?://[^\s/]+", origin):
            raise ImproperlyConfigured(
                f"{name} has {origin!r}: write origins, as in https://a.example.org."
            )
    return found


def origin(name):
    """Return one origin, or "" if there is none."""
    found = origins(name)
    if len(found) > 1:
        raise ImproperlyConfigured(f"{name} has {len(found)} addresses: write one.")
    return "".join(found)


def numbers(name, default, meaning):
    """Return as many whole numbers as the default has; `meaning` names them."""
    found = words(name, default)
    wanted = len(default.split())
    if len(found) != wanted or not all(re.fullmatch("[0-9]{1,4}", n) for n in found):
        raise ImproperlyConfigured(
            f"{name} is {' '.join(found)!r}: set it to {meaning}, as in {default}."
        )
    return [int(each) for each in found]


def address_path(name, default):
    """Return a path of addresses with a slash at its end and none before it."""
    path = (os.environ.get(name, "").strip() or default).strip("/")
    if not re.fullmatch(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*", path):
        raise ImproperlyConfigured(
            f"{name} is {path!r}: use letters, digits, - and _, as in editors-desk/."
        )
    return f"{path}/"


def time_zone(name, default):
    """Return the name of a time zone that this machine knows."""
    value = os.environ.get(name, "").strip() or default
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ImproperlyConfigured(
            f"{name} is {value!r}: set it to a time zone, as in Europe/Paris."
        ) from None
    return value


def choice(name, default, *known):
    """Return one of some words in lower case; "" among them allows it to be unset."""
    value = os.environ.get(name, "").strip().lower() or default
    if value not in known:
        raise ImproperlyConfigured(
            f"{name} is {value!r}: set it to {' or '.join(filter(None, known))}."
        )
    return value


def dsn(name):
    """Return the DSN of a Sentry project, or "" if there is none."""
    value = os.environ.get(name, "").strip()
    if value and not re.fullmatch(r"https?://[^\s:@/]+@[^\s@]+/\d+", value):
        raise ImproperlyConfigured(
            f"{name} is no DSN: set it to https://key@host/number, as Sentry shows it."
        )
    return value


def proxies(name, default):
    """Return the number of trusted proxies, or a list of their networks.

    The variable is a whole number, or addresses and networks (`10.0.0.0/8`).
    """
    given = words(name)
    if not given or re.fullmatch(r"-?\d+", " ".join(given)):
        return number(name, default)
    try:
        return [ipaddress.ip_network(each) for each in given]
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name}: {error}. Set it to the number of proxies, or to their addresses, "
            "as in 127.0.0.1, 10.1.0.0/16."
        ) from None
