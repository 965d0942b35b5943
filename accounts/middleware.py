"""Redirects users who must have a second factor to the page where they set it up.

A form that they sent is kept, and is shown again afterwards.
"""

from django.urls import reverse
from django.utils.http import urlencode

from accounts import second_factor
from articles import kept_forms
from articles.middleware import redirect_to
from articles.models.kept_forms import KeptReason

#: Pages of the desk that work without it.
OPEN_VIEWS = {
    *("login", "logout", "enter_code", "two_factor", "jsi18n"),
    *("password_change", "password_change_done"),
    *("password_reset", "password_reset_sent"),
    *("password_reset_confirm", "password_reset_done"),
}


class SecondFactorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        is_desk = "admin" in match.namespaces or match.url_name == "site_state"
        if not is_desk or match.url_name in OPEN_VIEWS:
            return None
        user = request.user
        if not (user.is_authenticated and user.is_staff):
            return None  # the desk asks them to sign in
        if second_factor.must_have(user) and not second_factor.is_verified(request):
            page = reverse("admin:two_factor")
            if request.method == "POST":
                kept = kept_forms.keep(request, user, KeptReason.SECOND_FACTOR)
                page += f"?{urlencode({'next': kept_forms.address_of(kept)})}"
            return redirect_to(request, page)
        return None
