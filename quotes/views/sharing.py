"""What other sites show of a quote: its picture, and its card in a frame."""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from quotes.models import Quote
from quotes.paths import path_for
from quotes.sharing.answers import answers_of
from quotes.sharing.picture import HEIGHT, WIDTH, draw_picture, version_of
from quotes.views.base import quote_gone, withdrawals

#: Nothing but a style sheet is loaded, and any site may frame it.
FRAME_POLICY = {
    "default-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "font-src": [CSP.SELF],
    "form-action": [CSP.NONE],
    "frame-ancestors": ["*"],
    "style-src": [CSP.SELF],
}


def public_quote(pk):
    """Return the public Quote with this key and all that its answers need, or None."""
    return (
        Quote.objects.public()
        .for_lists()
        .select_related("snapshot")
        .prefetch_related("article__bylines")
        .filter(pk=pk)
        .first()
    )


def picture_path(pk, answers):
    """Return the path of the picture of a quote with these Answers."""
    return path_for("picture", pk, version_of(answers))


def sharing_context(quote, answers, absolute):
    """Return what the page of a quote offers to other sites and to its readers."""
    page = absolute(path_for("quote_by_number", quote.pk))
    return {
        "share_image": {
            "url": absolute(picture_path(quote.pk, answers)),
            "width": WIDTH,
            "height": HEIGHT,
            "alt": answers.in_one_line,
        },
        "oembed_url": absolute(f"{path_for('oembed')}?{urlencode({'url': page})}"),
    }


def picture(request, pk, version):
    """Send the picture of a quote as a PNG.

    Its address has the version of what it shows. The address of another version leads
    to the present one, so that no old verdict is sent.
    """
    quote = public_quote(pk)
    if quote is None:
        return quote_gone(request, pk)
    answers = answers_of(quote)
    if version != version_of(answers):
        response = HttpResponseRedirect(picture_path(pk, answers))
        response["Cache-Control"] = "no-cache"
        return response
    return HttpResponse(draw_picture(answers), content_type="image/png")


def embed(request, pk):
    """Show a quote as a card that other sites have in a frame: no script, no cookie.

    A withdrawn or unknown quote has a card too, which says so.
    """
    quote = public_quote(pk)
    if quote is None:
        gone = withdrawals([pk])
        what, reason = gone.get(pk, ("", ""))
        context = {"quote": None, "what": what, "reason": reason}
        return render(request, "embed.html", context, status=410 if gone else 404)
    context = {
        "quote": quote,
        "answers": answers_of(quote),
        "page": request.build_absolute_uri(quote.get_absolute_url()),
    }
    return render(request, "embed.html", context)


def framed(view):
    """Decorate a view whose response other sites may show in a frame.

    Outside of the cache of pages, which stores headers and not what these set.
    """
    return xframe_options_exempt(csp_override(FRAME_POLICY)(view))
