"""Signing in with a name, a password and, if it is on, a second factor."""

import time

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import login as auth_login
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.defaults import permission_denied
from django_otp import login as otp_login

from accounts import second_factor
from accounts.forms import CodeForm, SignInForm
from accounts.models import RecoveryCode
from accounts.sign_in_log import write
from accounts.throttling import remember_device

#: Where a session notes who has given the right password, and when.
PENDING = "signing_in"
SECONDS_FOR_CODE = 600


def next_page(request):
    """Return the page in `next` if it is on this site, or else the desk."""
    return LoginView().get_redirect_url(request) or reverse("admin:index")


def sign_in(site, request):
    """Show the form, and sign in, or ask for the code if the user has a second factor.

    Users who are signed in without permission see a message and may change accounts.
    """
    if request.method != "POST" and site.has_permission(request):
        return HttpResponseRedirect(next_page(request))
    form = SignInForm(request, request.POST if request.method == "POST" else None)
    if form.is_valid():
        user = form.get_user()
        request.session.pop(PENDING, None)
        if second_factor.device_of(user) is None:
            return _finish(request, user)
        request.session.cycle_key()
        request.session[PENDING] = [user.pk, user.backend, time.time()]
        query = urlencode({"next": next_page(request)})
        return redirect(f"{reverse('admin:enter_code')}?{query}")
    return show_account_page(
        site, request, "accounts/sign_in.html", "Sign in", form=form
    )


def enter_code(site, request):
    """Ask for the second factor of the user who has just given the right password."""
    pk, backend, since = request.session.get(PENDING) or (None, None, 0)
    user = User.objects.filter(pk=pk, is_active=True, is_staff=True).first()
    if user is None or not 0 <= time.time() - since < SECONDS_FOR_CODE:
        request.session.pop(PENDING, None)
        query = urlencode({"next": next_page(request)})
        return redirect(f"{reverse('admin:login')}?{query}")
    form = CodeForm(request, user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        user.backend = backend
        response = _finish(request, user, passed_code=True)
        otp_login(request, second_factor.device_of(user))
        write(request, f"second factor used ({form.kind})", user.get_username())
        if form.kind == "recovery":
            left = RecoveryCode.objects.left(user)
            messages.warning(
                request,
                f"You used a recovery code; {left} are left. If you have lost your "
                "phone, set up another under “Second factor”.",
            )
        return response
    return show_account_page(
        site, request, "accounts/code.html", "Enter your code", form=form
    )


def _finish(request, user, passed_code=False):
    request.session.pop(PENDING, None)
    auth_login(request, user)
    write(request, "signed in", user.get_username())
    response = HttpResponseRedirect(next_page(request))
    remember_device(request, response, user.get_username(), passed_code)
    return response


def show_account_page(site, request, template, title, **context):
    """Return a page of the desk about an account."""
    request.current_app = site.name
    return TemplateResponse(
        request,
        template,
        {
            **site.each_context(request),
            "title": title,
            "next": next_page(request),
            "mail_is_set": settings.MAIL_IS_SET,
            **context,
        },
    )


def not_allowed(request, exception=None):
    """Return the page for someone who is signed in, but may not see a page."""
    if request.path.startswith(reverse("admin:index")) and request.user.is_staff:
        page = show_account_page(
            admin.site, request, "accounts/not_allowed.html", "Not allowed"
        )
        page.status_code = 403
        return page.render()
    return permission_denied(request, exception)
