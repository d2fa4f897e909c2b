"""Between a right password and the first page: how far somebody came, the next question, and the beginning of the session."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.organisation.staff import actions, permissions, queries, rules

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
STEPS = {"code": "sign_in_code", "set_up": "sign_in_set_up", "password": "sign_in_password"}


@dataclass
class HalfWay:
    """What a session keeps until both questions are answered. It names nobody to the rest of the product."""

    user_id: int
    hash: str
    began: str
    next: str
    factor: str = ""
    secret: str = ""


Came = tuple[HalfWay, Any, Actor]


def begin(request: HttpRequest, user: Any, where: str, factor: str = "") -> HttpResponse:
    """The password was right, or a passkey (`factor`): what this session held before is gone, and the next question is asked."""
    request.session.flush()
    half = HalfWay(user.pk, user.get_session_auth_hash(), clock.now().isoformat(), where, factor)
    return go_on(request, half, user)


def came(request: HttpRequest, step: str) -> Came | None:
    """How far this session came, if `step` is what it stands before, its ten minutes are not over, and nothing about the login has
    changed since the password was right."""
    kept = request.session.get("half_way")
    half = HalfWay(**kept) if kept else None
    user = queries.user_of(half.user_id) if half and rules.half_way_holds(half.began, clock.now()) else None
    if (
        half is None
        or user is None
        or user.get_session_auth_hash() != half.hash
        or next_step(user, half) != step
    ):
        return None
    actor = queries.actor_for(user, clock.today(), session=(request.session.session_key or "")[:8])
    return (half, user, actor) if actor else None


def next_step(user: Any, half: HalfWay) -> str:
    """What this login still has to answer."""
    return rules.next_step(
        has_codes=queries.has_codes(user), factor=half.factor, temporary=user.temporary_until is not None
    )


def keep(request: HttpRequest, half: HalfWay) -> None:
    """Write down how far they came."""
    request.session["half_way"] = asdict(half)


def go_on(request: HttpRequest, half: HalfWay, user: Any) -> HttpResponse:
    """To the next question, or in."""
    step = next_step(user, half)
    if not step:
        return _let_in(request, half, user)
    keep(request, half)
    request.session.cycle_key()
    return redirect(STEPS[step])


def own_path(where: str) -> str:
    """Where to go: a path of ours, and never back out of the door."""
    own = where.startswith("/") and url_has_allowed_host_and_scheme(where, allowed_hosts=None)
    return where if own and not where.startswith(("/sign-", "/api/")) else "/"


def _let_in(request: HttpRequest, half: HalfWay, user: Any) -> HttpResponse:
    """Both were right: a session of its own, with a new id (ASVS 7.2.4)."""
    before, now = user.last_login, clock.now()
    request.session.flush()
    login(request, user, backend=BACKEND)
    request.session.update(rules.begun(half.factor, now))
    actor = queries.actor_for(user, clock.today(now), session=(request.session.session_key or "")[:8])
    if actor is None:
        return redirect("sign_in")
    source = permissions.source_of(request)
    actions.note_sign_in(by=actor, user=user, factor=half.factor, source=source)
    _say_what_happened(request, user, before, now)
    where = own_path(half.next)
    if len(queries.services_of(user, clock.today(now))) > 1:
        return redirect(f"{reverse('choose_service')}?{urlencode({'next': where})}")
    return redirect(where)


def _say_what_happened(request: HttpRequest, user: Any, before: datetime | None, now: datetime) -> None:
    """Failed tries since the last time, which somebody else may have made (ASVS 6.3.5)."""
    failed = queries.failures_since(user, before, now)
    if failed:
        tries = "one try" if failed == 1 else f"{failed} tries"
        messages.warning(
            request,
            f"Since you last signed in, {tries} to sign in as you failed. If that was not you, tell whoever manages staff.",
        )
