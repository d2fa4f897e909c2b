"""The day of a team: who is out, when and with whom, and nothing of why."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right
from waymark.support.diary import queries
from waymark.support.diary.views.visits import day_asked_for

A_DAY = timedelta(days=1)


@page(Right.SEE_OWN_DAY)
@require_GET
def team_diary(request: Request) -> HttpResponse:
    """One day (`?day=`) of everybody in the worker's teams."""
    day = day_asked_for(request)
    shown = {
        "day": day,
        "before": day - A_DAY,
        "after": day + A_DAY,
        "days": queries.team_on(request.actor, day),
    }
    return render(request, "diary/team_diary.html", shown)
