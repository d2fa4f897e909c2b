"""A browser somebody has signed in with, past both factors; and the phone that makes their codes."""

import hashlib
import hmac
import time
from base64 import b32decode
from dataclasses import dataclass, field
from datetime import datetime

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from tests.factories.base import sign_in
from waymark.core import clock
from waymark.organisation.staff.models import Worker


def signed_in_client(worker: Worker, **options: object) -> Client:
    """A fresh client whose session is this worker's. `options` are the client's own (enforce_csrf_checks, headers)."""
    return sign_in(Client(**options), worker)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Phone:
    """An authenticator app as RFC 6238 has it: six digits of HMAC-SHA-1 over the half minute. Reckoned here, not by the product."""

    secret: str
    recovery_codes: list[str] = field(default_factory=list)

    def code(self, at: datetime | None = None) -> str:
        counter = int((at or clock.now()).timestamp()) // 30
        digest = hmac.new(b32decode(self.secret), counter.to_bytes(8, "big"), hashlib.sha1).digest()
        start = digest[-1] & 0x0F
        return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def wait_for_time_to_type(seconds: float = 8) -> None:
    """Past the end of this half minute, where less than `seconds` of it are left: a code that ends while it is sent is no code."""
    left = 30 - time.time() % 30
    if left < seconds:
        time.sleep(left + 0.1)


def give_phone(worker: Worker) -> Phone:
    """Codes set up for this worker's login as if they had done it long ago, with ten recovery codes."""
    secret = generate_totp_secret()
    TOTP.activate(worker.user, secret)
    return Phone(secret, RecoveryCodes.activate(worker.user).get_unused_codes())
