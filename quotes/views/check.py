"""The page that checks the quotations of a text, and texts stored with a link.

No text is stored or logged unless the reader asks for a link, so it is posted, and
never part of an address. docs/decisions/0043-check-page.md says why.
"""

import logging
from hashlib import blake2b

import psycopg.errors
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import OperationalError, connections, router
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from articles.reading.languages import guess_language
from quotes.caching.pages import VERSION
from quotes.checking.candidates import searched
from quotes.checking.check import Checked, check_claim, check_draft
from quotes.checking.cues import EDGES, LANGUAGES
from quotes.checking.drafts import MAX_LENGTH_OF_DRAFT
from quotes.checking.forms import MAX_SPEAKER_LENGTH, CheckForm
from quotes.checking.judging import MAX_LENGTH_OF_CLAIM
from quotes.checking.labels import LABELS
from quotes.checking.verdicts import Flag, Verdict
from quotes.citations.pandoc import PandocError
from quotes.exports.citation_cache import PandocBusyError, cached_citation
from quotes.exports.references import Reference, read_references, read_works
from quotes.exports.styles import chosen_style
from quotes.models import Quote, SavedCheck
from quotes.models.checks import RETENTION_DAYS
from quotes.paths import path_for
from quotes.sql import fetch_rows
from quotes.views.base import show
from quotes.views.check_files import (
    MEDIA_TYPES,
    write_json,
    write_report_csv,
    write_report_docx,
)
from quotes.views.check_results import make_report
from quotes.views.request_counts import seconds_to_wait

log = logging.getLogger(__name__)

#: A longer text without quotation marks is not taken for one quotation.
MAX_UNMARKED = 1_500
#: With at most this much other text, a quotation counts as the whole text.
MAX_BESIDE = 100
#: Seconds for which the numbers of what is searched are cached.
_COUNTED_FOR = 600


# It changes nothing, so another site gains nothing by posting to it. That allows the
# form on home, which is the same for every reader and so has no token.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request):
    """Show the form; POST shows the verdicts on a text, or sends them as a file."""
    may_upload = request.user.has_perm("articles.add_article")
    if request.method != "POST":
        return _show(request, CheckForm(may_upload=may_upload))
    form = CheckForm(request.POST, request.FILES, may_upload=may_upload)
    if wait := seconds_to_wait(request, "check", settings.CHECKS_PER_MINUTE, 60):
        return _refuse(request, form, wait)
    checked, status = _check(form)
    if checked is None:
        return _show(request, form, status=status)
    report = make_report(form.cleaned_data["text"], checked, request.build_absolute_uri)
    if (extension := request.POST.get("format")) in MEDIA_TYPES:
        return _send(request, form, extension, report, checked)
    return _show(request, form, report=report)


@never_cache
@require_POST
def save_check(request):
    """Store a text, as the reader asks, and redirect to its own page."""
    form = CheckForm(request.POST)
    most = settings.CHECKS_SAVED_PER_HOUR
    if wait := seconds_to_wait(request, "save", most, 3600):
        return _refuse(request, form, wait, saving=True)
    checked, status = _check(form)
    if checked is None:
        return _show(request, form, status=status)
    given = form.cleaned_data
    saved = SavedCheck.objects.create(
        text=given["text"],
        speaker=given["speaker"],
        is_one=given["one"],
        verdicts=list(map(_verdict, checked)),
    )
    return HttpResponseRedirect(saved.get_absolute_url())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def saved_check(request, token):
    """Show the verdicts on a stored text as they are now. POST deletes the text."""
    saved = SavedCheck.objects.stored().filter(pk=token).first()
    if saved is None:
        text = _("No text is stored here. Texts are stored for {days} days.")
        raise Http404(text.format(days=RETENTION_DAYS))
    if request.method == "POST":
        saved.delete()
        return HttpResponseRedirect(f"{path_for('check')}?deleted=1")
    form = CheckForm(
        {"text": saved.text, "speaker": saved.speaker, "one": saved.is_one}
    )
    if wait := seconds_to_wait(request, "check", settings.CHECKS_PER_MINUTE, 60):
        return _refuse(request, form, wait)
    checked, status = _check(form)
    if checked is None:
        return _show(request, form, status=status, saved=saved)
    report = make_report(saved.text, checked, request.build_absolute_uri)
    now = list(map(_verdict, checked))
    changed = sum(
        # A verdict that is no list was stored without flags.
        one != (other if isinstance(one, list) else other[0])
        for one, other in zip(saved.verdicts, now, strict=False)
    )
    changed += abs(len(saved.verdicts) - len(now))
    return _show(request, form, report=report, saved=saved, differing=changed)


def _verdict(checked):
    """Return the verdict and the flags of a Checked quotation, as they are stored."""
    judged = checked.judgement
    return [str(judged.verdict), *sorted(map(str, judged.flags))]


def _check(form):
    """Return the Checked quotations of a form's text and the status of the response.

    None instead of the quotations if the form has errors, to which it may add one.
    """
    if not form.is_valid():
        return None, 200
    given = form.cleaned_data
    try:
        return check_whole_text(given["text"], given["speaker"], given["one"]), 200
    except ValidationError as error:
        form.add_error("text", error)
        return None, 200
    except OperationalError as error:
        if not isinstance(error.__cause__, psycopg.errors.QueryCanceled):
            raise
        form.add_error("text", _("This took too long. Check a shorter part of it."))
        return None, 503


def check_whole_text(text, speaker="", is_one=False):
    """Return the Checked quotations of a text; the whole text may be one.

    That is so if `is_one`, or if a short text has no quotation in marks. The name
    `speaker` counts if there is a single quotation. Raises ValidationError.
    """
    if not is_one:
        checked = check_draft(text)
        if len(checked) == 1 and speaker:
            (one,) = checked
            judged = check_claim(one.words, speaker)
            return [Checked(one.spans, one.words, speaker, judged)]
        if checked or len(text) > MAX_UNMARKED:
            return checked
    start = len(text) - len(text.lstrip(EDGES))
    end = max(len(text.rstrip(EDGES)), start)
    words = text[start:end]
    if len(words) > MAX_LENGTH_OF_CLAIM:
        told = _("A quotation may have {most} characters. This has {number}.")
        told = told.format(most=f"{MAX_LENGTH_OF_CLAIM:,}", number=f"{len(words):,}")
        raise ValidationError(told, code="length")
    judged = check_claim(words, speaker)
    return [Checked(((start, end),), words, speaker, judged)]


def _show(request, form, *, report=None, status=200, **context):
    """Render the page: the form, and the CheckReport of a text if there is one."""
    context = {
        "form": form,
        "report": report,
        "saved": None,
        "differing": 0,
        "wait": 0,
        "saving": False,
        "cited": None,
        "alone": False,
        "language": "",
        "named_in": ("en", *sorted(LANGUAGES)),
        "has_deleted": "deleted" in request.GET,
        "max_length": MAX_LENGTH_OF_DRAFT,
        "max_speaker": MAX_SPEAKER_LENGTH,
        "days": RETENTION_DAYS,
        "labels": LABELS.values(),
        "section": "check",
        **context,
    }
    title = _("Check a quote")
    if report:
        context["summary"] = summary = summarise(report)
        context["searched"] = _count_searched(report)
        title = f"{title}: {summary}"
        if len(report.items) == 1:
            (item,) = report.items
            beside = len(report.text.strip()) - len(item.words)
            context["alone"] = beside <= MAX_BESIDE
            context["cited"] = _citation(request, item)
        context["language"] = guess_language(report.text)
    response = show(
        request,
        "check.html",
        path_for("check"),
        title=title,
        description=_(
            "Paste a quotation or a draft: which of its quotations are on record, "
            "which are altered, and which did somebody else say?"
        ),
        status=status,
        **context,
    )
    if report or form.is_bound:
        response["X-Robots-Tag"] = "noindex"
    return response


def _count_searched(report):
    """Return what `searched` does, if the page says it; cached until data change."""
    if all(item.verdict != Verdict.NOT_ON_RECORD for item in report.items):
        return None
    if connections[router.db_for_read(Quote)].in_atomic_block:
        return searched()  # a transaction sees its own changes
    ((version,),) = fetch_rows(VERSION, [])
    key = blake2b(version.encode(), digest_size=16).hexdigest()
    return cache.get_or_set(f"searched-{key}", searched, _COUNTED_FOR)


def summarise(report):
    """Return “12 quotations: 7 exact, 2 altered …”."""
    number = len(report.items)
    if not number:
        return _("No quotation was found")
    text = ngettext("{number} quotation", "{number} quotations", number)
    counts = ", ".join(f"{len(found)} {label.word}" for label, found in report.counts)
    return f"{text.format(number=number)}: {counts}"


def _refuse(request, form, wait, *, saving=False):
    """Show the form with what was typed, and when the reader may try again."""
    response = _show(request, form, wait=wait, saving=saving, status=429)
    response["Retry-After"] = str(wait)
    return response


def _send(request, form, extension, report, checked):
    """Send the result as a file."""
    absolute = request.build_absolute_uri
    try:
        if extension == "json":
            content = write_json(checked)
        elif extension == "csv":
            content = write_report_csv(report, absolute)
        else:
            content = write_report_docx(report, summarise(report))
    except (PandocBusyError, PandocError) as error:
        log.warning("The document of a check was not made: %s", type(error).__name__)
        told = _("The document takes too long at the moment. Try again in a minute.")
        form.add_error(None, told)
        return _show(request, form, report=report, status=503)
    response = HttpResponse(content, content_type=MEDIA_TYPES[extension])
    response["Content-Disposition"] = content_disposition_header(
        True, f"checked-quotations.{extension}"
    )
    return response


def _citation(request, item):
    """Return the Cited of the first source of a quotation, or None.

    Nothing is cited for words that no source is known to print.
    """
    if not item.sources or Flag.UNPRINTED in item.flags:
        return None
    source, absolute = item.sources[0], request.build_absolute_uri
    if source.row:
        references = read_references([source.row.key], absolute)
    else:
        works = read_works([source.article.pk], absolute)
        references = [Reference(work) for work in works.values()]
    style, _unknown = chosen_style({})
    try:
        return cached_citation(references[0], style) if references else None
    except (PandocBusyError, PandocError) as error:
        log.warning("A citation was not formatted: %s", type(error).__name__)
        return None
