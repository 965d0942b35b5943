"""The views of a quote for other sites: its picture, and its card in a frame."""

from html import escape
from urllib.parse import quote as quote_url
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from quotes.listing.rows import make_row
from quotes.models import Quote
from quotes.paths import path_for
from quotes.sharing.answers import answers_of
from quotes.sharing.share_image import HEIGHT, WIDTH, draw_picture, version_of
from quotes.views.base import (
    quote_gone,
    redirect_to_present_path,
    successors,
    withdrawals,
)

#: The narrowest width for which the height of a card is estimated, in pixels.
NARROWEST = 260
#: The Content-Security-Policy of a card: only styles and fonts, and any site may frame
#: it.
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
    text = answers.as_text(page)
    return {
        "share_image": {
            "url": absolute(picture_path(quote.pk, answers)),
            "width": WIDTH,
            "height": HEIGHT,
            "alt": answers.in_one_line,
        },
        "oembed_url": absolute(f"{path_for('oembed')}?{urlencode({'url': page})}"),
        "share_page": page,
        "share_text": text,
        "share_frame": frame_of(quote.pk, answers, absolute),
        "share_html": answers.as_html(page),
        "share_mail": mail_address(answers.title, text),
    }


def mail_address(subject, body):
    """Return the address of a new e-mail to anybody, with a subject and a text."""
    return f"mailto:?subject={quote_url(subject)}&body={quote_url(body)}"


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

    A withdrawn or unknown quote has a card too, which says so. A quote that was left
    in a merge leads to the card of the other with its words.
    """
    quote = public_quote(pk)
    if quote is None:
        if pk in (others := successors([pk])):
            return redirect_to_present_path(request, path_for("embed", others[pk]))
        gone = withdrawals([pk])
        withdrawn, reason = gone.get(pk, ("", ""))
        context = {"quote": None, "withdrawn": withdrawn, "reason": reason}
        return render(request, "embed.html", context, status=410 if gone else 404)
    row = make_row(quote)
    context = {
        "quote": row,
        "answers": answers_of(quote, row),
        "page": request.build_absolute_uri(quote.get_absolute_url()),
    }
    return render(request, "embed.html", context)


def frame_of(pk, answers, absolute, width=600, height=None):
    """Return the HTML of a frame with the card of a quote, as text to copy."""
    return (
        f'<iframe src="{escape(absolute(path_for("embed", pk)))}" width="{width}" '
        f'height="{height or height_of(answers, width)}" '
        f'title="{escape(answers.title)}" '
        'style="border:0;max-width:100%" loading="lazy"></iframe>'
    )


def height_of(answers, width):
    """Return about how high the card is in a frame of this width, in pixels.

    A frame without a script cannot tell. A card that is higher scrolls.
    """
    width = max(width, NARROWEST)
    lines = -(-min(len(answers.words), 1_200) * 11 // (width - 48))
    sides = [*answers.who, answers.where]
    rows = max(len(answers.who), 1) if width >= 480 else len(sides)
    texts = [each.name + each.detail for each in sides]
    details = sum(-(-len(text) * 8 // (width // 2)) for text in texts)
    return 120 + 40 * len(answers.flags) + 31 * max(lines, 1) + 62 * rows + 20 * details


def framed(view):
    """Decorate a view whose response other sites may show in a frame.

    Apply it outside the page cache, which stores headers but not these attributes.
    """
    return xframe_options_exempt(csp_override(FRAME_POLICY)(view))
