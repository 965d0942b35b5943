"""The admin pages that add an article from a text, file or address.

The first page takes the source. The second shows what was read in the ordinary fields,
to be corrected, and saves it. Both work without JavaScript.
"""

from django.contrib import messages
from django.contrib.admin.helpers import AdminForm, InlineAdminFormSet
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django_htmx.http import HttpResponseClientRedirect, reselect, retarget

from articles import kept_forms
from articles.duplicates.candidates import first_of_each
from articles.duplicates.records import find_titled
from articles.duplicates.texts import (
    SEARCH_GAVE_UP,
    find_by_address,
    find_duplicates,
)
from articles.fetching.fetch import DOCUMENT_TYPES, media_type
from articles.identifiers import CLEANERS
from articles.intake.forms import (
    NAME_FIELDS,
    IntakeForm,
    SourceForm,
    byline_formset,
    initial_values,
)
from articles.intake.queueing import Waiting
from articles.intake.steps import (
    digest_of_typed,
    lock_intake,
    save_intake,
    take_in_address,
    take_in_file,
    take_in_text,
)
from articles.keys import read_key
from articles.models import QueuedFetch, RawPage
from articles.models.kept_forms import KeptReason
from articles.text import normalise_newlines

FIELDSETS = [
    (
        None,
        {
            "fields": [
                "title",
                "kind",
                ("publication", "new_publication"),
                "published",
                "url",
                "language",
            ]
        },
    ),
    ("Text", {"fields": ["text"]}),
    (
        "More about the source",
        {
            "classes": ["collapse"],
            "fields": [("page", "section"), "retrieved_on", tuple(CLEANERS)],
        },
    ),
]
GONE = (
    "This entry is not there any more: what is begun is kept for some days only, and "
    "for who began it. Give the text or the address again."
)
SAVED = "This entry was saved before. What you change now, change in its article."
TAKERS = {"text": take_in_text, "file": take_in_file, "address": take_in_address}


def enter_source(model_admin, request):
    """Take a text, a file or an address, and redirect to what was read from it."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    sent = request.method == "POST"
    form = SourceForm(request.POST, request.FILES) if sent else SourceForm()
    if (typed := kept_forms.take(request)) is not None:
        form = SourceForm(initial={name: typed[name] for name in typed})
    known = None
    if sent and form.is_valid():
        source = form.cleaned_data[form.given]
        if form.given == "address" and not form.cleaned_data["anyway"]:
            known = find_by_address(source)
        if known is None:
            try:
                intake = TAKERS[form.given](request.user, source)
            except Waiting as waiting:
                return redirect("admin:articles_article_intake_wait", waiting.queued.pk)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return redirect("admin:articles_article_intake_check", intake.pk)
    return _source_page(model_admin, request, form, known)


def wait_for_page(model_admin, request, key):
    """Show how many pages wait before a page, and fetch it when it is its turn.

    htmx asks again every two seconds.
    """
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    queued = QueuedFetch.objects.advance(key, request.user)
    if queued is None:
        # Once its page was fetched, a browser may ask again before it leaves for the
        # next page. An answer that redirects would lead it elsewhere.
        if request.htmx:
            template = "admin/articles/article/intake_gone_part.html"
            return TemplateResponse(request, template, {"gone": GONE})
        return _gone(request)
    if queued.is_new:
        form = SourceForm({"address": queued.address})
        form.full_clean()
        try:
            intake = take_in_address(request.user, queued.address, queued=queued)
        except ValidationError as error:
            form.add_error(None, error)
            response = _source_page(model_admin, request, form)
            if request.htmx:
                reselect(retarget(response, "#content-main"), "#content-main")
            return response
        url = reverse("admin:articles_article_intake_check", args=[intake.pk])
        return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
    template = "intake_wait_part" if request.htmx else "intake_wait"
    return TemplateResponse(
        request,
        f"admin/articles/article/{template}.html",
        {
            **model_admin.admin_site.each_context(request),
            "title": "Waiting for its turn",
            "opts": model_admin.opts,
            "queued": queued,
        },
    )


def _source_page(model_admin, request, form, known=None):
    return TemplateResponse(
        request,
        "admin/articles/article/intake.html",
        {
            **model_admin.admin_site.each_context(request),
            "title": "Add article from text, file or address",
            "opts": model_admin.opts,
            "media": model_admin.media,
            "form": form,
            "known": known and _offer(model_admin, request, known),
        },
    )


def check_article(model_admin, request, key):
    """Show what was read in the article's fields, and save it as a draft."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    with transaction.atomic():
        intake = lock_intake(request.user, key)
        sent, kept = request.method == "POST", getattr(request, "kept_form", None)
        if sent and (intake is None or _differs_from_saved(intake, request.POST)):
            # The error leads to a page that lists what was typed.
            kept = kept_forms.keep(request, request.user, KeptReason.UNSAVED)
            return redirect(kept_forms.address_of(kept))
        if intake is None:
            return _gone(request)
        if intake.article_id:
            if sent or kept:
                messages.warning(request, SAVED)
            return redirect("admin:articles_article_review", intake.article_id)
        form, bylines = _forms(model_admin, request, intake)
        saving = request.method == "POST" and "_text" not in request.POST
        known = []
        if saving:
            # Validate both, so that all errors are shown at once.
            valid = all([form.is_valid(), bylines.is_valid()])
            known = _known(request, form)
            if known and not form.data.get("anyway"):
                form.add_error(
                    None,
                    ValidationError(
                        "This may already be on record. Open that one, or say "
                        "that this is another article.",
                        code="known",
                    ),
                )
                valid = False
            if valid:
                article = save_intake(intake, form, bylines)
                model_admin.log_addition(request, article, [{"added": {}}])
                messages.success(
                    request,
                    format_html("“{}” is saved as a draft, with its text.", article),
                )
                return redirect("admin:articles_article_review", article.pk)
        else:
            known = _known(request, form)
    offers = [_offer(model_admin, request, each.record, each.why) for each in known]
    return _checking_page(model_admin, request, intake, form, bylines, offers)


def _differs_from_saved(intake, data):
    """Return whether an intake was saved with other values than these."""
    is_saved = intake.article_id is not None
    return is_saved and intake.proposal.get("saved") != digest_of_typed(data)


def _known(request, form):
    """Return Duplicates of the article; say so if the search took too long."""
    address, text = form["url"].value(), form["text"].value() or ""
    known, given_up = find_duplicates(address, text)
    if given_up:
        messages.warning(request, SEARCH_GAVE_UP)
    titled = find_titled(
        form["title"].value() or "",
        form.typed_authors(),
        _typed_publication(form),
        _typed_date(form),
    )
    return first_of_each([*known, *titled])


def _typed_publication(form):
    """Return the key of the publication that is chosen, named or proposed, if any."""
    if form.is_valid():
        found = form.cleaned_data["publication"]
        return found and found.pk
    return read_key(str(form["publication"].value() or ""))


def _typed_date(form):
    """Return the date of publication, typed or proposed, or None."""
    value = form["published"].value()
    try:
        return form.fields["published"].clean(value) if value else None
    except ValidationError:
        return None


def discard_source(model_admin, request, key):
    """Delete an entry that its owner began and has not saved."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    with transaction.atomic():
        intake = lock_intake(request.user, key)
        if intake is None:
            return _gone(request)
        if intake.article_id is None:
            intake.delete()
            messages.success(request, f"“{intake}” was discarded.")
    return redirect("admin:index")


def _gone(request):
    messages.warning(request, GONE)
    return redirect("admin:articles_article_intake")


def _forms(model_admin, request, intake):
    """Return the article's form and the byline's formset, as proposed or as posted."""
    options = {
        "intake": intake,
        "admin_site": model_admin.admin_site,
        "may_add_publication": request.user.has_perm("articles.add_publication"),
    }
    if (typed := kept_forms.take(request)) is not None:
        values = {name: typed.get(name, "") for name in IntakeForm.base_fields}
        rows = _typed_names(typed)
        return IntakeForm(initial=values, **options), byline_formset(intake, rows=rows)
    if request.method != "POST":
        values = initial_values(intake)
        return IntakeForm(initial=values, **options), byline_formset(intake)
    if (chosen := request.POST.get("_text")) is None:
        return (
            IntakeForm(request.POST, initial=initial_values(intake), **options),
            byline_formset(intake, data=request.POST),
        )
    # The editor switched to the other text: everything else stays as typed.
    values = {name: request.POST.get(name, "") for name in IntakeForm.base_fields}
    values["text"] = intake.given if chosen == "given" else intake.proposal["text"]
    return IntakeForm(initial=values, **options), byline_formset(
        intake, rows=_typed_names(request.POST)
    )


def _typed_names(data):
    """Return the posted rows of the byline that have names."""
    total = data.get("bylines-TOTAL_FORMS", "")
    rows = [
        {
            name: data.get(f"bylines-{row}-{name}", "")
            for name in ("position", *NAME_FIELDS)
        }
        for row in range(min(int(total[:9]), 200) if total.isdecimal() else 0)
    ]
    return [row for row in rows if any(row[name].strip() for name in NAME_FIELDS)]


def _offer(model_admin, request, article, why="has the same address"):
    """Return what the page shows of an article that is already stored."""
    url = None
    if model_admin.has_view_or_change_permission(request, article):
        url = reverse("admin:articles_article_change", args=[article.pk])
    return {"article": article, "why": why, "url": url}


def _checking_page(model_admin, request, intake, form, bylines, known):
    inline = model_admin.byline_inline()
    names = InlineAdminFormSet(
        inline,
        bylines,
        [(None, {"fields": ["position", *NAME_FIELDS]})],
        model_admin=model_admin,
        has_delete_permission=False,
    )
    adminform = AdminForm(form, FIELDSETS, {}, (), model_admin=model_admin)
    first, *others = adminform
    shown = normalise_newlines(form["text"].value() or "")
    return TemplateResponse(
        request,
        "admin/articles/article/intake_check.html",
        {
            **model_admin.admin_site.each_context(request),
            "title": "Check what was read, and save",
            "opts": model_admin.opts,
            "media": model_admin.media + adminform.media + names.media,
            "intake": intake,
            "notes": intake.proposal.get("notes", []),
            "authors_read_from": intake.proposal.get("read_from", {}).get("authors"),
            "authors_remark": intake.proposal.get("remarks", {}).get("authors"),
            "form": form,
            "adminform": adminform,
            "first_fieldset": first,
            "other_fieldsets": others,
            "inline_admin_formset": names,
            "bylines": bylines,
            "known": known,
            "shows_cleaned": shown != intake.given,
            "has_errors": bool(form.errors or bylines.total_error_count()),
        },
    )


def download_raw_page(model_admin, request, article, key):
    """Send a raw page as a file that browsers do not render."""
    held = get_object_or_404(model_admin.get_queryset(request), pk=article)
    if not model_admin.has_view_permission(request, held):
        raise PermissionDenied
    page = get_object_or_404(RawPage, pk=key, article=article)
    ending = DOCUMENT_TYPES.get(media_type(page.content_type), "txt")
    response = HttpResponse(bytes(page.body), content_type="application/octet-stream")
    day = timezone.localdate(page.received_at)
    response["Content-Disposition"] = content_disposition_header(
        True, f"article-{article}-received-{day}.{ending}"
    )
    # If it is opened anyway, it may do nothing.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
