"""The one page that needs nobody: whether the product is well, for whatever watches it."""

from datetime import timedelta

from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from waymark.core import clock, heartbeats
from waymark.core.pages import open_to_all

STARTED = clock.now()
"""When this process, or the parent it was forked from, began: the clock process is given as long to beat for the first time."""


@open_to_all
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and the clock process has beaten in the last 90 seconds; else 503. Names nobody, counts nothing."""
    at = clock.now()
    try:
        pulse = heartbeats.pulse()
    except Error:
        return _answer("down", {"state": "unknown"}, well=False)
    state = _state(pulse, at - STARTED, late=pulse.is_late(at))
    ago = None if pulse.at is None else round((at - pulse.at).total_seconds())
    return _answer("ok", {"state": state, "seconds_ago": ago}, well=state != "late")


def _state(pulse: heartbeats.Pulse, up: timedelta, *, late: bool) -> str:
    if not late:
        return "ok"
    return "starting" if timedelta(0) <= up < heartbeats.SILENT_AFTER and not pulse.failing else "late"


def _answer(database: str, of_clock: dict[str, object], *, well: bool) -> HttpResponse:
    return JsonResponse(
        {"status": "ok" if well else "wrong", "database": database, "clock": of_clock},
        status=200 if well else 503,
    )
