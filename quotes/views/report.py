"""The page on which readers report that something is wrong, without an account.

The pages that link here are the same for every reader, so the form is a page of its
own, which sets no cookie. In place of a CSRF token it has a signed time, which programs
that post without reading the page do not have.
docs/decisions/0055-reports-of-readers.md gives the reasons.
"""

import re
import time

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.form_fields import PlainTextField
from articles.keys import read_key
from articles.models import Article
from articles.models.base import WORDS
from quotes.formatting import excerpt
from quotes.listing.facet_types import NAMED
from quotes.mail import mail_report
from quotes.models import Quote, Report, Speaker
from quotes.models.reports import ADDRESS_RETENTION_DAYS, MAX_REPORT_LENGTH
from quotes.paths import path_for
from quotes.views.base import redirect_to_present_path, show
from quotes.views.request_counts import seconds_to_wait

#: The least time in seconds in which a person writes a report.
LEAST_SECONDS = 3
#: A form that is older than this is shown again, with what was typed.
MOST_SECONDS = 24 * 3600
#: Maximum number of open reports about one page. More are repetitions or spam.
MAX_OPEN_REPORTS = 20
_signer = signing.TimestampSigner(salt="quotes.report")


class ReportForm(forms.Form):
    """The form of a report: what is wrong, and an optional e-mail address.

    `website` is hidden from readers: only programs fill it in.
    """

    message = PlainTextField(max_length=MAX_REPORT_LENGTH)
    email = forms.EmailField(required=False, max_length=254)
    website = forms.CharField(required=False)
    opened = forms.CharField(required=False)

    def clean_message(self):
        message = self.cleaned_data["message"].strip()
        if not re.search(WORDS, message):
            raise ValidationError(_("Say what is wrong."), code="required")
        return message


# It needs no CSRF token: a report belongs to nobody, and another site gains nothing by
# posting one that a program of its own could not do.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_mistake(request, kind, key):
    """Show the form; POST stores a report and leads to a page that says thanks."""
    record = _find(kind, key)
    if kind == "speakers" and record.slug != key:
        return redirect_to_present_path(request, path_for("report", kind, record.slug))
    if request.method != "POST":
        return _show(request, kind, key, record, has_sent="sent" in request.GET)
    form = ReportForm(request.POST)
    thanks = HttpResponseRedirect(f"{request.path}?sent=1")
    if request.POST.get("website"):
        return thanks  # a program, which need not know
    if not form.is_valid():
        return _show(request, kind, key, record, form)
    given = form.cleaned_data
    if message := _time_error(given["opened"], f"{kind}/{key}"):
        form.add_error(None, message)
        return _show(request, kind, key, record, form)
    if wait := seconds_to_wait(request, "report", settings.REPORTS_PER_HOUR, 3600):
        response = _show(request, kind, key, record, form, wait=wait, status=429)
        response["Retry-After"] = str(wait)
        return response
    about = Report.objects.about(record).open()
    # The button was pressed twice, or enough reports are open already.
    if (
        about.count() < MAX_OPEN_REPORTS
        and not about.filter(message=given["message"]).exists()
    ):
        made = Report.objects.create(
            **{record._meta.model_name: record},
            message=given["message"],
            email=given["email"],
        )
        mail_report(made)
    return thanks


def report_path(record):
    """Return the address of the form for a quote, an article or a speaker."""
    key = record.slug if isinstance(record, Speaker) else record.pk
    return path_for("report", f"{record._meta.model_name}s", key)


def _find(kind, key):
    """Return the public record of an address, or raise Http404."""
    if kind == "speakers":
        try:
            return NAMED["speaker"].reachable().by_slug(key)
        except Speaker.DoesNotExist:
            raise Http404(_("There is no such page.")) from None
    rows = {"quotes": Quote.objects, "articles": Article.objects}.get(kind)
    if rows and (found := rows.public().filter(pk=read_key(key)).first()):
        return found
    raise Http404(_("There is no such page."))


def _time_error(opened, about):
    """Return why a form is not accepted yet, by the signed time of its page, or ""."""
    try:
        signed = _signer.unsign(opened, max_age=MOST_SECONDS)
    except signing.BadSignature:  # also if it has expired
        signed = ""
    if signed != about:
        return _("This form was open for too long. Send it again; nothing is lost.")
    sent = signing.b62_decode(opened.rsplit(":", 2)[1])
    if time.time() - sent < LEAST_SECONDS:
        return _("That was quick. Send it again in a few seconds.")
    return ""


def _show(request, kind, key, record, form=None, *, wait=0, status=200, has_sent=False):
    title = record.text if kind == "quotes" else str(record)
    return show(
        request,
        "report.html",
        path_for("report", kind, key),
        title=_("Something wrong?"),
        description=_("Report a mistake to the editors of On Record."),
        status=status,
        form=form or ReportForm(),
        kind=kind,
        about=excerpt(title, 200),
        about_path=record.get_absolute_url(),
        opened=_signer.sign(f"{kind}/{key}"),
        wait=wait,
        has_sent=has_sent,
        retention_days=ADDRESS_RETENTION_DAYS,
        max_length=MAX_REPORT_LENGTH,
    )
