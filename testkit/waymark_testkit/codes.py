"""The one-time code of a user, now: made from the stored secret as allauth itself would check it."""

import time

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt


class NoCode(LookupError):
    """There is no such user, or they have no one-time codes."""


def code_of(username: str) -> str:
    """The code that is right at this moment. It works once: a second sign-in of the same user waits for the next half minute."""
    device = Authenticator.objects.filter(user__username=username, type=Authenticator.Type.TOTP).first()
    if device is None:
        raise NoCode(f"There is no user {username!r} with one-time codes.")
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    return format_hotp_value(hotp_value(decrypt(device.data["secret"]), counter))
