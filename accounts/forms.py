"""The forms of signing in, of the second factor and of password resets."""

import threading

from django import forms
from django.contrib.admin.forms import (
    AdminAuthenticationForm,
    AdminPasswordChangeForm,
)
from django.contrib.auth.forms import PasswordResetForm
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.views.decorators.debug import sensitive_variables

from accounts import second_factor
from accounts.sign_in_log import logger, write
from accounts.throttling import forget, limits_of, reset_limits, seconds_to_wait
from quotes.models import MailChoice, MailWish

WRONG = "The name or the password is wrong. Capital letters count in both."
NO_RIGHTS = (
    "The password is right, but this account may not use the desk. "
    "Ask a chief editor to give it a role."
)


def wait_message(seconds):
    """Return the error for someone who has to wait before the next try."""
    if seconds <= 60:
        length = "1 second" if seconds == 1 else f"{seconds} seconds"
    else:
        length = f"{-(-seconds // 60)} minutes"
    return f"Too many tries. Wait {length}, then try again."


class Throttled:
    """A form that limits wrong tries. `what` is "password" or "code"."""

    what = ""

    def attempt(self, request, name, check):
        """Return the result of `check`, or raise ValidationError if it must wait.

        If the result is true, the try is not counted.
        """
        limits = limits_of(request, self.what, name)
        if seconds := seconds_to_wait(limits):
            write(request, f"too many tries ({self.what})", name, seconds=seconds)
            raise ValidationError(wait_message(seconds), code="locked")
        result = check()
        if result:
            forget(limits)
        return result


class SignInForm(Throttled, AdminAuthenticationForm):
    """The name and the password. Nothing is checked during a wait."""

    what = "password"
    error_messages = {**AdminAuthenticationForm.error_messages, "invalid_login": WRONG}

    def __init__(self, request=None, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = "Name"
        self.fields["username"].widget.attrs["autocomplete"] = "username"
        self.fields["username"].widget.attrs["autocapitalize"] = "none"

    @sensitive_variables()
    def clean(self):
        name = self.cleaned_data.get("username")
        if name is None or not self.cleaned_data.get("password"):
            return self.cleaned_data
        return self.attempt(self.request, name, super().clean)

    def confirm_login_allowed(self, user):
        if not (user.is_active and user.is_staff):
            write(self.request, "refused, no rights", user.get_username())
            raise ValidationError(NO_RIGHTS, code="no_rights")

    def get_invalid_login_error(self):
        write(self.request, "wrong password", self.cleaned_data["username"])
        return ValidationError(WRONG, code="invalid_login")


class CodeField(forms.CharField):
    widget = forms.TextInput(
        attrs={
            "autocomplete": "one-time-code",
            "autocapitalize": "none",
            "spellcheck": "false",
            "size": 24,
        }
    )


class CodeForm(Throttled, forms.Form):
    """The second factor of a user who has given the right password."""

    what = "code"
    code = CodeField(
        label="Code",
        max_length=40,
        help_text="The six digits that your app shows now, or a recovery code.",
    )

    def __init__(self, request, user, data=None):
        super().__init__(data)
        self.request, self.user = request, user
        self.kind = ""
        self.fields["code"].widget.attrs["autofocus"] = True

    def clean_code(self):
        code, name = self.cleaned_data["code"], self.user.get_username()
        self.kind = self.attempt(
            self.request, name, lambda: second_factor.check_code(self.user, code)
        )
        if not self.kind:
            write(self.request, "wrong code", name)
            raise ValidationError(
                "The code is wrong, or was used before. Wait for the next one."
            )
        return code


class OwnPassword(Throttled):
    """A form for which a signed-in user gives the password again."""

    what = "password"

    @sensitive_variables()
    def check_own(self, password):
        """Return the password of the user, or raise ValidationError if it is wrong."""
        user = self.request.user
        name = user.get_username()
        if not self.attempt(self.request, name, lambda: user.check_password(password)):
            write(self.request, "wrong password", name)
            raise ValidationError("The password is wrong.")
        return password


class PasswordForm(OwnPassword, forms.Form):
    """Asks a signed-in user for the password again."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request, data=None):
        super().__init__(data)
        self.request = request

    def clean_password(self):
        return self.check_own(self.cleaned_data["password"])


class ChangeForm(OwnPassword, AdminPasswordChangeForm):
    """Changes the password of a signed-in user."""

    request = None  # set by the view

    def clean_old_password(self):
        return self.check_own(self.cleaned_data["old_password"])


class SetUpForm(PasswordForm):
    """Switches the second factor on."""

    code = CodeField(
        label="Code", max_length=40, help_text="The six digits that your app shows now."
    )
    field_order = ["code", "password"]


class MailChoiceForm(forms.ModelForm):
    """The e-mails that a user wants. Only editors have more than what concerns them."""

    class Meta:
        model = MailChoice
        fields = ["wish"]
        widgets = {"wish": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["wish"]
        field.choices = MailWish.choices
        if not self.instance.user.has_perm("articles.publish_article"):
            field.choices = [each for each in field.choices if each[0] != MailWish.ALL]
            if self.instance.wish == MailWish.ALL:
                self.initial["wish"] = MailWish.OWN


class ResetForm(PasswordResetForm):
    """Sends a link to the account with this address; nobody learns if there is one.

    A thread sends the message: otherwise the response time would reveal an account.
    """

    request = None  # set by the view

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Your e-mail address"

    def clean_email(self):
        """Limit how often a link is requested, whether or not the address is known."""
        email = self.cleaned_data["email"]
        limits = reset_limits(self.request, email)
        if seconds := seconds_to_wait(limits):
            raise ValidationError(wait_message(seconds), code="locked")
        return email

    def get_users(self, email):
        return (user for user in super().get_users(email) if user.is_staff)

    def send_mail(
        self,
        subject_template_name,
        email_template_name,
        context,
        from_email,
        to_email,
        html_email_template_name=None,
    ):
        write(self.request, "password reset requested", context["user"].username)
        message = EmailMessage(
            subject="Your password at On Record",
            body=render_to_string(email_template_name, context),
            to=[to_email],
        )
        threading.Thread(target=_send, args=[message, context["user"].pk]).start()


def _send(message, user_id):
    try:
        message.send()
    except OSError:  # of the network or the mail server
        logger.exception("mail not sent: password reset of user %s", user_id)
