"""Nothing opens to somebody who has not signed the undertaking of this service: only the page that asks for it, and the door (DUR-45)."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.people.access import queries, rules

FIRST = "Sign the confidentiality undertaking first."
BEFORE = ("choose_service", "api_session")
"""In which service one acts, whose undertaking it then is; and whether one is still signed in. Neither shows anything of a record."""


class UndertakingMiddleware:
    """After the actor is known. Once a signature was found to hold, the session keeps so for the day: no statement more at each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        actor: Actor | None = getattr(request, "actor", None)
        if actor is None or getattr(view, "right", "public") == "public" or _stands(request, actor):
            return None
        here = reverse("undertaking")
        if request.path in (here, *map(reverse, BEFORE)):
            return None
        if request.headers.get("HX-Request") or request.path.startswith("/api/"):
            return HttpResponse(FIRST, status=403, content_type="text/plain")
        where = request.get_full_path() if request.method == "GET" else "/"
        return redirect(f"{here}?{urlencode({'next': where})}")


def _stands(request: HttpRequest, actor: Actor) -> bool:
    mark = rules.mark(actor.service_id, clock.today())
    if request.session.get("undertaking") == mark:
        return True
    if not queries.undertaking_stands(actor, clock.today()):
        return False
    request.session["undertaking"] = mark
    return True
