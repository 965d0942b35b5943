"""Settings of the site that pages show: the licence of its data, and report links.

docs/deployment.md lists the settings.
"""

from urllib.parse import quote, urlencode

from django.conf import settings

from quotes.citations.licence import Licence

NAME = "On Record"


def data_licence():
    """Return the Licence of the data, or None if none is set."""
    if not settings.DATA_LICENCE:
        return None
    return Licence(settings.DATA_LICENCE, settings.DATA_LICENCE_URL)


def report_link(address=""):
    """Return the link for reporting a mistake on the page with this URL, or "".

    A message has the address of the page in its subject; a form gets it in place of
    `{page}`.
    """
    to = settings.REPORT_TO
    if "://" in to:
        return to.replace("{page}", quote(address, safe=""))
    if not to:
        return ""
    subject = urlencode({"subject": f"{NAME}: {address}" if address else NAME})
    return f"mailto:{quote(to, safe='@')}?{subject.replace('+', '%20')}"
