"""Pages of a user's own account: second factor, e-mails and password."""

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import views as auth_views
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django_otp.util import random_hex

from accounts import second_factor
from accounts.forms import (
    ChangeForm,
    MailChoiceForm,
    PasswordForm,
    ResetForm,
    SetUpForm,
)
from accounts.models import RecoveryCode
from accounts.sign_in_log import write
from accounts.throttling import remember_device
from accounts.views import show_account_page
from quotes.models import MailChoice
from quotes.workflow.roles import may_manage

#: Where a session holds the key of a device that is being set up.
NEW_KEY = "second_factor_key"


def two_factor(site, request):
    """Show whether the second factor is on, and what can be done about it."""
    device = second_factor.device_of(request.user)
    if device is None:
        return set_up(site, request)
    forms = {
        name: PasswordForm(request, request.POST if name in request.POST else None)
        for name in ("codes", "off")
    }
    if forms["codes"].is_valid():
        return _show_codes(
            site, request, RecoveryCode.objects.replace(request.user), "new codes"
        )
    if forms["off"].is_valid():
        second_factor.switch_off(request.user)
        write(request, "second factor off", request.user.get_username())
        messages.success(request, "The second factor is off.")
        return redirect("admin:index")
    return show_account_page(
        site,
        request,
        "accounts/two_factor.html",
        "Second factor",
        device=device,
        left=RecoveryCode.objects.left(request.user),
        forms=forms,
        demanded=second_factor.must_have(request.user),
    )


def set_up(site, request):
    """Show a new key, and switch the second factor on with a code made from it."""
    key = request.session.get(NEW_KEY)
    if key is None:
        key = request.session[NEW_KEY] = random_hex(20)
    device = second_factor.new_device(request.user, key)
    form = SetUpForm(request, request.POST if request.method == "POST" else None)
    if form.is_valid():
        codes = second_factor.switch_on(request, device, form.cleaned_data["code"])
        if codes:
            request.session.pop(NEW_KEY)
            return _show_codes(site, request, codes, "second factor on")
        form.add_error("code", "The code is wrong. Is the time of your phone right?")
    size, path = second_factor.qr_code(device.config_url)
    return show_account_page(
        site,
        request,
        "accounts/set_up.html",
        "Set up the second factor",
        form=form,
        size=size,
        path=path,
        key=second_factor.key_as_text(device),
        address=device.config_url,
        demanded=second_factor.must_have(request.user),
    )


def _show_codes(site, request, codes, event):
    write(request, event, request.user.get_username())
    title = "Your recovery codes"
    response = show_account_page(
        site, request, "accounts/recovery_codes.html", title, codes=codes
    )
    response["Cache-Control"] = "no-store"
    return response


def mail_choice(site, request):
    """Let users choose which e-mails they get."""
    choice = MailChoice.objects.filter(user=request.user).first()
    choice = choice or MailChoice(user=request.user)
    form = MailChoiceForm(request.POST or None, instance=choice)
    if form.is_valid():
        form.save()
        messages.success(request, "Your choice is saved.")
        return redirect("admin:index")
    return show_account_page(
        site, request, "accounts/mail_choice.html", "Your e-mails", form=form
    )


def reset_second_factor(site, request, pk):
    """Let a chief editor switch off the second factor of another, which is recorded."""
    if not request.user.has_perm("auth.change_user"):
        raise PermissionDenied
    user = get_object_or_404(User, pk=pk)
    if user == request.user or not may_manage(request.user, user):
        raise PermissionDenied
    device = second_factor.device_of(user)
    if request.method == "POST" and device:
        second_factor.switch_off(user)
        second_factor.end_sessions(user)
        LogEntry.objects.log_actions(
            request.user.pk, [user], CHANGE, "Reset the second factor."
        )
        by = request.user.get_username()
        write(request, "second factor reset", user.get_username(), by=by)
        messages.success(
            request, f"{user} now signs in with the password alone, and is signed out."
        )
        return redirect("admin:auth_user_change", pk)
    title = f"Second factor of {user}"
    page = "accounts/reset_second_factor.html"
    return show_account_page(site, request, page, title, person=user, device=device)


def _with_request(form, request):
    """Return a form class whose forms know the request, which Django does not pass."""
    return type("RequestForm", (form,), {"request": request})


def password_change(site, request):
    """Let users change their passwords."""
    request.current_app = site.name
    view = auth_views.PasswordChangeView.as_view(
        form_class=_with_request(ChangeForm, request),
        success_url=reverse("admin:password_change_done"),
        extra_context=site.each_context(request),
    )
    return view(request)


def password_reset(site, request, step, **arguments):
    """Run a step of Django's password reset: request, sent, confirm or done."""
    if not settings.MAIL_IS_SET and step in ("request", "sent"):
        raise Http404
    request.current_app = site.name
    extra = {"extra_context": site.each_context(request)}
    if step == "request":
        origin = settings.SITE_URL or f"{request.scheme}://{request.get_host()}"
        view = auth_views.PasswordResetView.as_view(
            template_name="accounts/password_reset.html",
            email_template_name="accounts/password_reset_email.txt",
            form_class=_with_request(ResetForm, request),
            extra_email_context={"origin": origin},
            success_url=reverse_lazy("admin:password_reset_sent"),
            **extra,
        )
    elif step == "confirm":
        view = _ConfirmView.as_view(**extra)
    else:
        page = f"accounts/password_reset_{step}.html"
        view = auth_views.PasswordResetDoneView.as_view(template_name=page, **extra)
    return view(request, **arguments)


class _ConfirmView(auth_views.PasswordResetConfirmView):
    template_name = "accounts/password_reset_confirm.html"
    success_url = reverse_lazy("admin:password_reset_done")

    def form_valid(self, form):
        response = super().form_valid(form)
        write(self.request, "password reset", self.user.get_username())
        # Whoever reads this mail may set the password, even if others have caused a
        # lockout.
        remember_device(self.request, response, self.user.get_username())
        return response
