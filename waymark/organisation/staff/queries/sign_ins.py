"""The state of sign-ins: has this login a second factor, what happened at its door lately. Never a password, a secret or a code."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from waymark.core import clock
from waymark.core.actors import system
from waymark.core.models import AuditEntry
from waymark.organisation.staff.models import DirectoryLogin, User
from waymark.organisation.staff.queries.acting import actor_for

LOOK_BACK = timedelta(days=30)
DOOR = system("sign-in")
"""The actor of what happens at the door before anybody is known, and of what others did to a login: found by the log's own index."""

AT_THE_DOOR = {
    "sign_in": "Signed in",
    "sign_out": "Signed out",
    "sign_in_failed": "A try that failed",
    "sign_in_throttled": "Too many tries",
    "set_up_second_factor": "Codes set up on a phone",
    "make_recovery_codes": "New recovery codes made",
    "add_passkey": "A passkey added",
    "remove_passkey": "A passkey taken off",
    "change_password": "Password changed",
    "give_first_password": "A first password given by an administrator",
    "reset_second_factor": "Codes and passkeys taken off by an administrator",
    "end_sessions": "Signed out everywhere",
}
FAILED = ("sign_in_failed", "sign_in_throttled")


@dataclass(frozen=True)
class Event:
    """Something that happened at the door of a login, in words."""

    at: datetime
    words: str
    source: str


@dataclass(frozen=True)
class Passkey:
    """What its owner sees of a passkey."""

    id: int
    name: str
    made_at: datetime
    used_at: datetime | None


def user_of(user_id: int | None) -> User | None:
    """The login, while it may be used at all."""
    return User.objects.filter(pk=user_id, is_active=True).first() if user_id else None


def user_called(username: str) -> User | None:
    """The login of this name, however it is capitalised."""
    return User.objects.filter(username__iexact=username).first()


def may_come_in(user: User, at: datetime, *, by_password: bool = True) -> bool:
    """Whether whoever proves to be this login is let in: it may be used, they hold a post today, and no first password has grown old."""
    grown_old = by_password and user.temporary_until is not None and user.temporary_until < at
    return user.is_active and not grown_old and actor_for(user, clock.today(at)) is not None


def named_in(user: User, directories: Iterable[Any]) -> list[dict[str, object]]:
    """Each directory of this installation, with how it calls this login and whether they have signed in by it."""
    held = {row.directory: row for row in DirectoryLogin.objects.filter(user=user)}
    return [
        {
            "code": one.code,
            "name": one.name,
            "known_as": held[one.code].known_as if one.code in held else "",
            "bound": one.code in held and bool(held[one.code].subject),
        }
        for one in directories
    ]


def has_codes(user: User) -> bool:
    """Whether one-time codes are set up."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def recovery_codes_left(user: User) -> int:
    """How many recovery codes have not been used."""
    held = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(held.wrap().get_unused_codes()) if held else 0


def passkeys_of(user: User) -> list[Passkey]:
    """Their passkeys, the oldest first."""
    held = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).order_by(
        "created_at", "pk"
    )
    return [Passkey(one.pk, one.wrap().name, one.created_at, one.last_used_at) for one in held]


def failures_since(user: User, since: datetime | None, at: datetime) -> int:
    """How often somebody failed to sign in as this user since `since`, 30 days back at most (ASVS 6.3.5)."""
    begin = max(since or at - LOOK_BACK, at - LOOK_BACK)
    return _rows(user, begin).filter(actor=DOOR.identity, action="sign_in_failed").count()


def history_of(user: User, worker_id: UUID | None, at: datetime, most: int = 12) -> list[Event]:
    """What happened at the door of this login in the last 30 days, the latest first."""
    rows = _rows(user, at - LOOK_BACK).filter(actor__in=(DOOR.identity, str(worker_id)))
    done = Q(outcome="done") | Q(
        action__in=FAILED
    )  # a wrong code at set-up set nothing up, and stands there as a try that failed
    latest = rows.filter(done, action__in=AT_THE_DOOR).order_by("-at", "-id")[:most]
    return [Event(row.at, AT_THE_DOOR[row.action], str(row.detail.get("source", ""))) for row in latest]


def _rows(user: User, since: datetime) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(object=_name(user), at__gt=since)


def _name(user: User) -> str:
    return f"{user._meta.label_lower}:{user.pk}"
