"""The second factor: a code from an app on the user's phone, or a recovery code.

django-otp checks the codes of apps (TOTP, RFC 6238). A user has one device at most.
"""

from base64 import b32encode

import segno
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp import login as otp_login
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import RecoveryCode


def device_of(user):
    """Return the user's TOTPDevice, or None."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def must_have(user):
    """Return whether the settings require a second factor from this user."""
    demand = settings.REQUIRE_TWO_FACTOR
    if demand == "editors":
        return user.has_perm("quotes.publish_quote")
    return demand == "everyone"


def is_verified(request):
    """Return whether the user signed in with a second factor that is still on."""
    persistent_id = request.session.get(DEVICE_ID_SESSION_KEY)
    device = device_of(request.user) if persistent_id else None
    return device is not None and device.persistent_id == persistent_id


def check_code(user, code):
    """Return "app" or "recovery", whichever made this code, or "" if it is wrong."""
    digits = "".join(code.split())
    with transaction.atomic():
        devices = TOTPDevice.objects.select_for_update()
        device = devices.filter(user=user, confirmed=True).first()
        if device is None:
            return ""
        if digits.isascii() and digits.isdigit() and len(digits) == device.digits:
            return "app" if device.verify_token(digits) else ""
    return "recovery" if RecoveryCode.objects.use(user, code) else ""


def new_device(user, key):
    """Return an unsaved device of this user with this key (hexadecimal)."""
    return TOTPDevice(user=user, name="app", key=key, confirmed=True)


def key_as_text(device):
    """Return the key as apps take it: Base32, in groups of four."""
    key = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


def switch_on(request, device, code):
    """Save the device and return new recovery codes, or [] if the code is wrong.

    Ends the other sessions of the user: they have shown no second factor.
    """
    with transaction.atomic():
        TOTPDevice.objects.filter(user=request.user).delete()
        if not device.verify_token("".join(code.split())):
            transaction.set_rollback(True)
            return []
        codes = RecoveryCode.objects.replace(request.user)
    otp_login(request, device)
    request.session.cycle_key()
    end_sessions(request.user, but=request.session.session_key)
    return codes


@transaction.atomic
def switch_off(user):
    TOTPDevice.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()


def end_sessions(user, but=None):
    """End all sessions of a user, except the one with the key `but`."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        if session.pk != but and session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()


def qr_code(text):
    """Return (size, path) of a QR code: an SVG path of squares of side 1."""
    code = segno.make(text, error="m", micro=False)
    dark = [
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(code.matrix_iter(border=4))
        for x, is_dark in enumerate(row)
        if is_dark
    ]
    return code.symbol_size(border=4)[0], "".join(dark)
