"""What happens at the door: a password and a code that were right or wrong, and what somebody does to their own sign-in."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import encrypt
from django.conf import settings

from waymark.core import audit
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.organisation.services.models import Service
from waymark.organisation.staff import permissions, rules
from waymark.organisation.staff.models import User

DIGITS_OF_A_CODE = 6
CODES = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


@action
def note_failure(*, by: Actor, step: str, username: str, user: User | None, source: str) -> None:
    """A wrong guess. A name that nobody has is kept as a digest only: people type passwords into that field (A33)."""
    audit.write(
        by, "sign_in_failed", user or "", detail=_who(step, username, user, source), outcome="refused"
    )


@action
def note_throttled(*, by: Actor, step: str, username: str, user: User | None, source: str) -> None:
    """A guess that was not looked at, because there were too many before it."""
    audit.write(
        by, "sign_in_throttled", user or "", detail=_who(step, username, user, source), outcome="refused"
    )


@action
def note_sign_in(*, by: Actor, user: User, factor: str, source: str) -> None:
    """Both factors were right, and a session began."""
    audit.write(by, "sign_in", user, detail={"factor": factor, "source": source})


@action
def note_sign_out(*, by: Actor, user: User, why: str) -> None:
    """A session ended. `why`: 'asked', 'idle', 'long', 'left' (no post any more), 'factor'."""
    audit.write(by, "sign_out", user, detail={"why": why})


@action
def choose_service(*, by: Actor, service: Service) -> None:
    """Somebody with posts in two services goes on in this one."""
    audit.write(by, "choose_service", service)


@action
def use_code(*, by: Actor, user: User, code: str) -> str:
    """Use a one-time code, or a recovery code, once. Returns which it was; '' when it was neither, or had been used."""
    code = rules.code(code)
    kind = Authenticator.Type.TOTP if len(code) == DIGITS_OF_A_CODE else Authenticator.Type.RECOVERY_CODES
    held = Authenticator.objects.filter(user=user, type=kind).first()
    right = held is not None and code.isascii() and code.isdigit() and held.wrap().validate_code(code)
    if right and held is not None:
        held.record_usage()
    audit.write(by, "use_code", user, detail={"kind": str(kind)}, outcome="done" if right else "refused")
    return str(kind) if right else ""


@action
def set_up_second_factor(*, by: Actor, user: User, secret: str, code: str) -> list[str]:
    """Keep the secret a phone was shown, if the code it made is right, in place of any before it. Returns fresh recovery codes to be
    shown once; an empty list when the code was wrong. Passkeys stay. Other sessions end.
    """
    code = rules.code(code)
    fresh = TOTP(Authenticator(user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(secret)}))
    if not (code.isascii() and code.isdigit() and fresh.validate_code(code)):
        audit.write(by, "set_up_second_factor", user, outcome="refused")
        return []
    Authenticator.objects.filter(user=user, type__in=CODES).delete()
    TOTP.activate(user, secret)
    _end_sessions(user)
    audit.write(by, "set_up_second_factor", user)
    return RecoveryCodes.activate(user).get_unused_codes()


@action
def make_recovery_codes(*, by: Actor, user: User) -> list[str]:
    """Ten fresh recovery codes, to be shown once. The old ones are worth nothing any more."""
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    codes = RecoveryCodes.activate(user).get_unused_codes()
    audit.write(by, "make_recovery_codes", user)
    return codes


@action
def change_password(*, by: Actor, user: User, password: str) -> None:
    """A password of one's own choosing. Every other session ends. Raises PasswordTooWeak."""
    permissions.refuse_weak(password, user)
    user.set_password(password)
    user.temporary_until = None
    user.save(update_fields=["password", "temporary_until"])
    audit.write(by, "change_password", user)


@action
def end_own_sessions(*, by: Actor, user: User) -> None:
    """Sign oneself out everywhere else."""
    _end_sessions(user)
    audit.write(by, "end_sessions", user)


def _end_sessions(user: User) -> None:
    user.epoch += 1
    user.save(update_fields=["epoch"])


def _who(step: str, username: str, user: User | None, source: str) -> dict[str, Any]:
    known = {} if user else {"name": rules.digest(settings.SECRET_KEY, rules.account(username))}
    return {"step": step, "source": source, **known}
