"""Passkeys: made, used once for each challenge, and taken off. Each is both factors at once: the device, and the finger, face or PIN that
opens it. The challenge stands in the session (allauth), and is gone after one answer, right or wrong.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError

from waymark.core import audit
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused
from waymark.organisation.staff.models import User

MOST = 10
NOT_AN_ANSWER = (ValidationError, ValueError, TypeError, KeyError, AttributeError)
"""What allauth and fido2 raise at an answer that is wrong, or is none."""


@action
def add_passkey(*, by: Actor, user: User, name: str, credential: Any) -> bool:
    """Keep a passkey that answered this session's challenge after asking who holds it; False when it did not. Ten at most."""
    held = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    if held.count() >= MOST:
        raise Refused(f"You have {MOST} passkeys. Take one off that you do not use, then add this one.")
    try:
        auth.parse_registration_response(credential)
        right = bool(auth.complete_registration(credential).is_user_verified())
    except NOT_AN_ANSWER:
        right = False
    finally:
        auth.clear_state()
    made = auth.WebAuthn.add(user, name, credential) if right else None
    audit.write(
        by,
        "add_passkey",
        user,
        detail={"passkey": made.instance.pk} if made else {},
        outcome="done" if made else "refused",
    )
    return right


@action
def remove_passkey(*, by: Actor, user: User, passkey_id: int) -> None:
    """Take a passkey off one's own login. Every other session ends, whatever it was begun with."""
    found, _ = Authenticator.objects.filter(
        pk=passkey_id, user=user, type=Authenticator.Type.WEBAUTHN
    ).delete()
    if not found:
        raise NotYours("mfa.authenticator", passkey_id)
    user.epoch += 1
    user.save(update_fields=["epoch"])
    audit.write(by, "remove_passkey", user, detail={"passkey": passkey_id})


@action
def use_passkey(*, by: Actor, answer: Any) -> User | None:
    """Whose passkey answered this session's challenge, once; None where nobody's did, or where it counts no further than it did before,
    which a copy of it would do (WebAuthn, 6.1.1).
    """
    user, held = _holder(answer)
    right = held is not None and _counts_on(held, answer)
    detail = {"passkey": held.pk} if held else {}
    audit.write(by, "use_passkey", user or "", detail=detail, outcome="done" if right else "refused")
    return user if right else None


def _holder(answer: Any) -> tuple[Any, Authenticator | None]:
    try:
        auth.parse_authentication_response(answer)
        user = auth.extract_user_from_response(answer)
        return user, auth.complete_authentication(user, answer)
    except NOT_AN_ANSWER:
        return None, None
    finally:
        auth.clear_state()


def _counts_on(held: Authenticator, answer: Any) -> bool:
    """Whether its counter went on from where it stood. Many count nothing at all: they stay at nought."""
    before = held.data.get("count", held.wrap().authenticator_data.counter)
    now = auth.parse_authentication_response(answer).response.authenticator_data.counter
    if (before or now) and now <= before:
        return False
    held.data["count"] = now
    held.save(update_fields=["data"])
    held.record_usage()
    return True
