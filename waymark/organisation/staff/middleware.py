"""Who is acting, asked afresh at every request: a leaver, a mover or a revoked login is refused at the next one (security.md, A18).

A session that has not passed both factors acts for nobody, whatever it holds (A37).
"""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.organisation.staff import actions, queries, rules
from waymark.organisation.staff.models import User


class ActorMiddleware:
    """Sets `request.actor`: the Actor of the signed-in worker's posts of today, or None. Ends the session of whoever may not go on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = self._actor(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def _actor(self, request: HttpRequest) -> Actor | None:
        user = request.user
        if not isinstance(user, User):
            return None
        session, now = request.session, clock.now()
        over = rules.why_over(session, now)
        actor = None if over else self._of_today(request, user)
        if actor is None:
            self._end(request, user, over or "left")
        elif rules.needs_marking(session, now):
            session["seen"] = now.isoformat()
        return actor

    def _of_today(self, request: HttpRequest, user: User) -> Actor | None:
        session = request.session
        return queries.actor_for(
            user,
            clock.today(),
            service=session.get("service", ""),
            session=(session.session_key or "")[:8],
        )

    def _end(self, request: HttpRequest, user: User, why: str) -> None:
        """The next sign-in page says why the session ended, where that helps."""
        request.was = user.worker.pk if hasattr(user, "worker") else None  # type: ignore[attr-defined]
        actions.note_sign_out(by=queries.DOOR, user=user, why=why)
        logout(request)
        request.session["ended"] = why
