"""One's own journeys, a month at a time."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from waymark.core import clock
from waymark.core.pages import Request, page
from waymark.money.expenses import queries, rules
from waymark.organisation.staff.choices import Right


@page(Right.SEE_OWN_DAY)
@require_GET
def my_journeys(request: Request) -> HttpResponse:
    """How far one travelled this month, or in the month asked for (?month=2026-11). What is no month is this one."""
    today = clock.today()
    month = rules.read_month(request.GET.get("month", "")) or today
    shown = queries.my_journeys(request.actor, min(month, today), today)
    return render(request, "expenses/my_journeys.html", {"month": shown})
