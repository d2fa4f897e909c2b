"""The week as promised and as placed (LDS-40)."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right
from waymark.support.caseload import actions, forms, queries, rules

A_WEEK = timedelta(days=7)


@page(Right.SEE_OWN_DAY)
@require_http_methods(["GET", "POST"])
def planner(request: Request) -> HttpResponse:
    """Everybody's contacts of the week: in the diary, or not yet. Past the week's end each that is missing asks why."""
    day = _day(request)
    monday, sunday = rules.week_of(day)
    form = forms.UnplacedForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        kept = fields.saved(
            form,
            lambda: actions.leave_unplaced(
                by=request.actor,
                id=said["id"],
                allocation_id=said["allocation"],
                day=monday,
                reason=said["reason"],
            ),
        )
        if kept is not None:
            messages.info(request, "Kept.")
            return redirect(f"{reverse('planner')}?day={monday.isoformat()}")
    week = queries.planner(request.actor, day)
    lines = [line for line in week if line.needed]
    today = clock.today()
    return render(
        request,
        "caseload/planner.html",
        {
            "form": form,
            "lines": [(line, new_id()) for line in lines],
            "needed": sum(line.needed for line in lines),
            "placed": sum(min(line.placed, line.needed) for line in lines),
            "time": [line for line in week if line.allocation.weekly_minutes],
            "missing": [line for line in lines if line.missing],
            "monday": monday,
            "sunday": sunday,
            "before": monday - A_WEEK,
            "after": monday + A_WEEK,
            "is_over": sunday < today,
            "ends_today": sunday >= today and today.weekday() >= rules.LAST_WORKDAY,
        },
        status=422 if form.is_bound else 200,
    )


def _day(request: Request) -> date:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return clock.today()
