"""Around every request: who is acting, what was read, and what a browser may keep."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from waymark.core import audit, once
from waymark.core.audit import collector

Answer = Callable[[HttpRequest], HttpResponse]


class ReadLogMiddleware:
    """Write one audit row naming every row of the record this request loaded. If it cannot be written, nothing is shown."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with collector.reading() as reading, once.remembering():
            response = self.get_response(request)
        actor = getattr(request, "actor", None)
        if actor is not None and reading.rows:
            audit.write(
                actor, "read", request.path[:200], person_id=reading.person(), detail=reading.detail()
            )
        return response


class KeepNothingMiddleware:
    """Pages of the record are `no-store`: a shared computer's back button shows nothing (security.md)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response
