"""Stores the input of a form that could not be saved, and finds it again.

Each form of the desk carries a CSRF token. A signed cookie records which user each
token of this browser belonged to, so that a form whose session has ended is given back
to the person who was shown it, and to nobody else
(docs/decisions/0057-nothing-typed-is-lost.md).
"""

import json
import re
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.middleware.csrf import (
    CSRF_ALLOWED_CHARS,
    CSRF_SECRET_LENGTH,
    CSRF_TOKEN_LENGTH,
    _unmask_cipher_token,
)
from django.urls import reverse
from django.utils.crypto import salted_hmac

from articles.models import KeptForm

#: The query parameter that names a kept form.
PARAMETER = "kept"
COOKIE = "desk_forms"
_COOKIE_SECONDS = 14 * 24 * 3600
#: Number of tokens that are remembered: one for each time somebody signs in.
_MAX_TOKENS = 8
_SALT = "articles.kept_forms"
#: The action of a record's own page, and the field of a page that asks for its details.
ACTION, ASKED = "CHANGE_FORM-action", "_asked"
#: Names of fields that are never stored, that nobody types into, and of buttons.
_SECRET = re.compile("pass(?:word|phrase)|otp|token|secret|recovery", re.IGNORECASE)
_NOT_TYPED = re.compile(
    r"^_|^(?:action|index|select_across|do|known|spans)$|^(?:initial|known|key)-"
    r"|_FORMS$|(?:^|-)(?:seen|id|action|position)$"
)
_BUTTONS = {
    *("csrfmiddlewaretoken", "_save", "_continue", "_addanother", "_saveasnew"),
    ACTION,
}


def is_admin_page(request):
    """Return whether a request is for a page of the admin."""
    match = request.resolver_match
    return bool(match and match.app_names[:1] == ["admin"])


def is_signed_in(request):
    return request.user.is_active and request.user.is_staff


def keep(request, owner, reason):
    """Keep the posted form for its owner, and return the KeptForm."""
    data, left_out = {}, [each.name for each in request.FILES.values()]
    buttons = _BUTTONS - {ACTION} if ASKED in request.POST else _BUTTONS
    for name, values in request.POST.lists():
        if name in buttons:
            continue
        if _SECRET.search(name):
            left_out = [*left_out, *({"passwords"} - {*left_out})]
        else:
            data[name] = values
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    KeptForm.objects.discard_old(owner)
    return KeptForm.objects.create(
        owner=owner,
        address=f"{request.path}{'?' if query else ''}{query.urlencode()}"[:2000],
        data=json.dumps(data),
        reason=reason,
        left_out=left_out,
    )


def address_of(kept):
    """Return the address at which a kept form is shown again."""
    path, _, query = kept.address.partition("?")
    named = urlencode({PARAMETER: kept.pk})
    return f"{path}?{f'{query}&' if query else ''}{named}"


def find_kept_form(request):
    """Return the KeptForm that a request names, if it is this person's, or None."""
    key = getattr(request, "kept_key", "") or request.GET.get(PARAMETER)
    key = key or request.POST.get("_kept", "")
    try:
        mine = KeptForm.objects.filter(pk=key, owner=request.user)
        return mine.filter(address__startswith=request.path).first()
    except (ValidationError, ValueError):
        return None


def posted(kept):
    """Return the data of a kept form as a QueryDict, without its buttons."""
    data = QueryDict(mutable=True)
    for name, values in json.loads(kept.data).items():
        data.setlist(name, values)
    return data


def take(request):
    """Return the data of the kept form that this request asks for, or None.

    A view that calls this shows the form itself. It must save nothing.
    """
    kept = getattr(request, "kept_form", None)
    if kept is None:
        return None
    if not is_shown(request):
        request.kept_form_shown = True
        messages.warning(request, explain(kept))
    return posted(kept)


def is_shown(request):
    """Return whether this request shows a kept form. It must save nothing."""
    return getattr(request, "kept_form_shown", False)


def typed_values(data):
    """Return [(name in words, value)] of what a person may have typed."""
    return [
        (name.rpartition("-")[2].replace("_", " ").capitalize(), value)
        for name, values in data.lists()
        for value in values
        if value.strip() and not (_SECRET.search(name) or _NOT_TYPED.search(name))
    ]


def explain(kept):
    """Return a sentence that tells the editor why the form is shown again."""
    files = [name for name in kept.left_out if name != "passwords"]
    words = [kept.get_reason_display(), "Here it is again: check it, and save."]
    if files:
        words.append(f"Files are not kept: choose {', '.join(files)} again.")
    if "passwords" in kept.left_out:
        words.append("Passwords are not kept: type them again.")
    return " ".join(words)


# Owners of forms


def remember_token(request, response):
    """Store in the cookie that the browser's current CSRF token is this user's."""
    secret = request.META.get("CSRF_COOKIE")
    if not secret:
        return
    mine = [_digest(secret), request.user.pk]
    tokens = _tokens(request)
    if mine in tokens:
        return
    others = [each for each in tokens if each[0] != mine[0]]
    response.set_cookie(
        COOKIE,
        signing.dumps([mine, *others][:_MAX_TOKENS], salt=_SALT),
        max_age=_COOKIE_SECONDS,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def owner_of(request):
    """Return the User who was shown the form that a request sends, or None."""
    token = request.POST.get("csrfmiddlewaretoken") or request.headers.get(
        "X-CSRFToken", ""
    )
    if len(token) == CSRF_TOKEN_LENGTH and {*token} <= {*CSRF_ALLOWED_CHARS}:
        token = _unmask_cipher_token(token)
    if len(token) != CSRF_SECRET_LENGTH:
        return None
    key = dict(_tokens(request)).get(_digest(token))
    return get_user_model().objects.filter(pk=key, is_active=True).first()


def _tokens(request):
    """Return [digest of a CSRF secret, key of a user] of each remembered token."""
    try:
        return signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_COOKIE_SECONDS
        )
    except signing.BadSignature:
        return []


def _digest(secret):
    return salted_hmac(_SALT, secret, algorithm="sha256").hexdigest()[:32]
