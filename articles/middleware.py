"""Gives back what was typed into forms of the desk that could not be saved."""

from functools import wraps

from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from articles import kept_forms
from articles.models.kept_forms import KeptReason

#: Prefixes of the URL names of pages that need no sign-in.
_OPEN_PAGES = ("login", "logout", "jsi18n", "enter_code", "password_reset")
_GONE = (
    "What was typed here before is not kept any more, or somebody else typed it. Sign "
    "in as the person who did."
)


class KeptFormMiddleware:
    """Keeps a form that is sent after its session ended, and shows it again later.

    A view that can show a kept form in its own form calls `kept_forms.take`. For all
    others there is a page that lists what was typed, with a button to send it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not kept_forms.is_admin_page(request) or not kept_forms.is_signed_in(
            request
        ):
            return response
        kept_forms.remember_token(request, response)
        is_redirect = response.status_code == 302
        if kept := getattr(request, "kept_form", None):
            is_unseen = response.status_code == 200 and not request.kept_form_shown
            # The record is gone, or may not be changed any more.
            is_gone = response.status_code in (302, 403, 404)
            return _show_typed(request, kept) if is_gone or is_unseen else response
        # A view that refuses a form and redirects sets `saves_nothing`.
        is_refused = getattr(request, "saves_nothing", False)
        is_saved = request.method == "POST" and is_redirect and not is_refused
        if is_saved and (kept := kept_forms.find_kept_form(request)):
            kept.delete()
        return response

    def process_view(self, request, view, args, kwargs):
        if not kept_forms.is_admin_page(request):
            return None
        name = request.resolver_match.url_name or ""  # a redirect of the admin has none
        if not kept_forms.is_signed_in(request):
            is_open = name.startswith(_OPEN_PAGES)
            if request.method != "POST" or is_open:
                return None
            owner = kept_forms.owner_of(request)
            return owner and ask_to_sign_in(request, owner)
        if name.endswith("_changelist") and kept_forms.PARAMETER in request.GET:
            # A list refuses parameters that it does not know.
            request.kept_key = request.GET[kept_forms.PARAMETER]
            request.GET = request.GET.copy()
            del request.GET[kept_forms.PARAMETER]
        asked = kept_forms.PARAMETER in request.GET or hasattr(request, "kept_key")
        if request.method == "GET" and asked:
            request.kept_form = kept_forms.find_kept_form(request)
            request.kept_form_shown = False
            if request.kept_form is None:
                messages.warning(request, _GONE)
        return None


def ask_to_sign_in(request, owner):
    """Keep the form, and redirect to sign in and then to the form again."""
    kept = kept_forms.keep(request, owner, KeptReason.SIGNED_OUT)
    messages.warning(
        request,
        "Your session ended. What you typed is kept: sign in, and it comes back.",
    )
    answer = redirect_to_login(kept_forms.address_of(kept), reverse("admin:login"))
    return redirect_to(request, answer.url)


def keeps_refused(view):
    """Let a view of a ModelAdmin keep the form of a record that is gone or closed.

    It was deleted, merged, published or handed in while somebody was typing.
    """

    @wraps(view)
    def keeping(model_admin, request, *args, **kwargs):
        try:
            return view(model_admin, request, *args, **kwargs)
        except (Http404, PermissionDenied):
            is_sent = request.method == "POST" and not kept_forms.is_shown(request)
            is_typed = is_sent and kept_forms.typed_values(request.POST)
            if not (is_typed and model_admin.has_change_permission(request)):
                raise
            kept = kept_forms.keep(request, request.user, KeptReason.UNSAVED)
            return redirect_to(request, kept_forms.address_of(kept))

    return keeping


def redirect_to(request, address):
    """Redirect, also if htmx asked."""
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)


def csrf_failure(request, reason=""):
    """Return a page that says why a form was refused, with what was typed.

    A form that this browser was shown goes back to the person who was shown it.
    Any other may come from another site.
    """
    desk, owner = kept_forms.is_admin_page(request), kept_forms.owner_of(request)
    if desk and request.resolver_match.url_name == "login":
        return HttpResponseRedirect(request.get_full_path())
    if desk and owner and not kept_forms.is_signed_in(request):
        return ask_to_sign_in(request, owner)
    if desk and owner == request.user:
        kept = kept_forms.keep(request, owner, KeptReason.REFUSED)
        return redirect_to(request, kept_forms.address_of(kept))
    foreign = reason.startswith(("Origin", "Referer"))
    shown = not foreign and owner in (None, request.user)
    return render(
        request,
        "403_csrf.html",
        {
            "is_foreign": foreign,
            "other": None if shown or foreign else owner,
            "typed": kept_forms.typed_values(request.POST) if shown else [],
            "path": request.path,
        },
        status=403,
    )


def _show_typed(request, kept):
    """Return the page that lists what was typed, with a button to send it."""
    request.kept_form_shown = True
    data = kept_forms.posted(kept)
    response = TemplateResponse(
        request,
        "admin/kept_form.html",
        {
            **admin.site.each_context(request),
            "title": "What you typed",
            "explanation": kept_forms.explain(kept),
            "address": kept.address,
            "key": kept.pk,
            "typed": kept_forms.typed_values(data),
            "posted": [
                (name, each) for name, values in data.lists() for each in values
            ],
        },
    )
    return response.render()
