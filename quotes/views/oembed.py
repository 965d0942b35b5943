"""oEmbed 1.0: how other sites find the card of a quote by the address of its page.

https://oembed.com says what each field and status means.
"""

from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.http import HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from quotes.citations.attribution import REPORTED
from quotes.citations.xml_text import valid_xml
from quotes.paths import path_for
from quotes.sharing.answers import answers_of
from quotes.sharing.share_image import HEIGHT, WIDTH
from quotes.views.base import successors, withdrawals
from quotes.views.sharing import frame_of, height_of, picture_path, public_quote
from quotes.views.structured_data import SITE_NAME

#: The pages whose addresses are known here, by their URL names.
_PAGES = {"quote", "quote_by_number", "embed"}
#: The width of a card unless less is asked for, in pixels.
_WIDTH = 600
#: Seconds for which a consumer may keep the answer. The frame itself is always new.
_AGE = 3_600


def oembed(request):
    """Answer a consumer: JSON or XML with the HTML of a frame.

    400 without an address or with a size that is no number, 404 for an address that is
    no public quote here, 401 for a withdrawn quote, 501 for an unknown format.
    """
    form = request.GET.get("format", "json")
    if form not in ("json", "xml"):
        return _refusal(501, _("The formats are json and xml."))
    address = request.GET.get("url", "")
    if not address:
        return _refusal(400, _("Give the address of a quote as url."))
    try:
        widest, highest = (_limit(request, each) for each in ("maxwidth", "maxheight"))
    except ValueError as error:
        return _refusal(400, str(error))
    pk = _quote_of(address, request.get_host())
    quote = pk and (public_quote(pk) or public_quote(successors([pk]).get(pk)))
    if not quote:
        if pk and withdrawals([pk]):
            return _refusal(401, _("This quote was withdrawn. Its page says why."))
        return _refusal(404, _("No quote has this address."))
    fields = _fields(quote, request.build_absolute_uri, widest, highest)
    if form == "xml":
        response = HttpResponse(_as_xml(fields), content_type="text/xml; charset=utf-8")
    else:
        response = JsonResponse(fields)
    # Public data, for scripts of any site.
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _fields(quote, absolute, widest, highest):
    answers = answers_of(quote)
    width = min(_WIDTH, widest or _WIDTH)
    height = height_of(answers, width)
    height = min(height, highest or height)
    fields = {
        "version": "1.0",
        "type": "rich",
        "title": answers.title,
        "provider_name": SITE_NAME,
        "provider_url": absolute(path_for("home")),
        "cache_age": _AGE,
        "html": frame_of(quote.pk, answers, absolute, width, height),
        "width": width,
        "height": height,
    }
    named = [each for each in answers.who if each.state in REPORTED]
    if named:
        fields["author_name"] = " and ".join(each.name for each in named)
        fields["author_url"] = absolute(named[0].path)
    if (widest or WIDTH) >= WIDTH and (highest or HEIGHT) >= HEIGHT:
        fields |= {
            "thumbnail_url": absolute(picture_path(quote.pk, answers)),
            "thumbnail_width": WIDTH,
            "thumbnail_height": HEIGHT,
        }
    return fields


def _limit(request, name):
    """Return maxwidth or maxheight as an int, or None if it is absent."""
    text = request.GET.get(name, "")
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 10 and int(text):
        return int(text)
    text = _("{name} has to be a whole number of pixels.")
    raise ValueError(text.format(name=name))


def _quote_of(address, host):
    """Return the key of the quote whose page or card has this address, or None."""
    try:
        parts = urlsplit(address)
        if (
            parts.scheme not in ("http", "https")
            or parts.netloc.lower() != host.lower()
        ):
            return None
        found = resolve(parts.path)
    except (ValueError, Resolver404):
        return None
    is_quote = found.app_name == "quotes" and found.url_name in _PAGES
    return found.kwargs["pk"] if is_quote else None


def _as_xml(fields):
    root = ElementTree.Element("oembed")
    for name, value in fields.items():
        ElementTree.SubElement(root, name).text = valid_xml(str(value))
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _refusal(status, message):
    response = HttpResponse(
        f"{message}\n", status=status, content_type="text/plain; charset=utf-8"
    )
    response._has_been_logged = True  # 501 is no error of the site
    return response
