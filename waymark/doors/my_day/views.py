"""My day: the first screen."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from waymark.core import clock
from waymark.core.pages import Request, page
from waymark.doors.my_day import queries
from waymark.organisation.staff.choices import Right

FIRST = [
    (Right.SEE_OWN_DAY, "my_day"),
    (Right.SEE_ACCESS_LOG, "access_log"),
    (Right.SEE_STRUCTURE, "structure"),
    (Right.SIGNED_IN, "account"),
]


@page(Right.SIGNED_IN)
@require_GET
def home(request: Request) -> HttpResponse:
    """The front door: the day of whoever has one, else the first screen their posts give them."""
    return redirect(next(name for right, name in FIRST if request.actor.may(right)))


@page(Right.SEE_OWN_DAY)
@require_GET
def my_day(request: Request) -> HttpResponse:
    """Today, or the day asked for (?day=2026-11-26)."""
    now = clock.now()
    return render(
        request,
        "my_day/my_day.html",
        queries.my_day(request.actor, now, _day(request.GET.get("day", "")) or clock.today(now)),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
