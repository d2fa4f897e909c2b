"""Who is acting, asked afresh at every request: a leaver, a mover or a revoked login is refused at the next one (security.md, A18)."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.organisation.staff import queries


class ActorMiddleware:
    """Sets `request.actor`: the Actor of the signed-in worker's posts of today, or None. A leaver is signed out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = self._actor(request)  # type: ignore[attr-defined]  # core.pages.Request says what it is
        return self.get_response(request)

    def _actor(self, request: HttpRequest) -> Actor | None:
        if not request.user.is_authenticated:
            return None
        session = request.session
        actor = queries.actor_for(
            request.user,
            clock.today(),
            service=session.get("service", ""),
            session=(session.session_key or "")[:8],
        )
        if actor is None:
            logout(request)
        return actor
