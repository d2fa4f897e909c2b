"""What is due, and moving a date."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right
from waymark.work.due import actions, queries
from waymark.work.due.forms import DeferForm

AHEAD = timedelta(weeks=8)
LOOK_BACK = timedelta(weeks=4)


@page(Right.SEE_OWN_DAY)
@require_GET
def due(request: Request) -> HttpResponse:
    """What is due by eight weeks from now for the people one works with, and the moves one is named as having agreed to."""
    now = clock.now()
    day = clock.today(now)
    return render(
        request,
        "due/due.html",
        {
            "items": queries.due_for(request.actor, day, due_by=day + AHEAD),
            "agreed": queries.agreed_by(request.actor, now - LOOK_BACK),
            "may_defer": request.actor.may(Right.RECORD_CONTACTS),
        },
    )


@page(Right.RECORD_CONTACTS)
@require_http_methods(["GET", "POST"])
def defer_obligation(request: Request, obligation_id: UUID) -> HttpResponse:
    """Say on which day it will be done instead, why, and who has agreed."""
    day = clock.today()
    item = queries.due_by_id(request.actor, obligation_id, day)
    form = DeferForm(
        request.POST or None,
        initial={"id": new_id()},
        due_on=item.due_on,
        day=day,
        approvers=queries.approvers(request.actor, day),
    )
    if request.method == "POST" and form.is_valid():
        return _deferred(request, item, form)
    shown = {
        "item": item,
        "form": form,
        "earlier": queries.deferrals_of(request.actor, obligation_id),
    }
    return render(request, "due/defer_obligation.html", shown, status=422 if form.is_bound else 200)


def _deferred(request: Request, item: queries.Due, form: DeferForm) -> HttpResponse:
    said = form.cleaned_data
    actions.defer_obligation(
        by=request.actor,
        id=said["id"],
        obligation_id=item.id,
        to=said["to"],
        reason=said["reason"],
        approved_by_id=said["approver"],
    )
    messages.info(request, f"{item.name}: moved. It still counts from {item.due_on.day} {item.due_on:%B %Y}.")
    return redirect("due")
