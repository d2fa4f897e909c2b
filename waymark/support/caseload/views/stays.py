"""Going onto a ward, what was planned meanwhile, and where somebody's days were."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.caseload import actions, forms, queries


@page(Right.RECORD_CONTACTS)
@require_http_methods(["GET", "POST"])
def admit(request: Request, person_id: UUID) -> HttpResponse:
    """Say that somebody is on a ward (LDS-12)."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    now = clock.local(clock.now())
    form = forms.AdmitForm(
        request.POST or None,
        initial={"id": new_id(), "on": now.date().isoformat(), "at": f"{now:%H:%M}"},
        wards=queries.wards(request.actor),
    )
    if form.is_valid():
        stay = fields.saved(form, lambda: actions.admit(by=request.actor, person_id=person_id, **form.given))
        if stay is not None:
            messages.info(request, "Kept. What was planned for them is held until somebody decides.")
            return redirect("stay", stay.pk)
    return render(
        request,
        "caseload/admit.html",
        {"form": form, "person": person},
        status=422 if form.is_bound else 200,
    )


@page(Right.OPEN_RECORDS)
@require_GET
def stay(request: Request, stay_id: UUID) -> HttpResponse:
    """One stay: since when, under what, and the visits that wait for a decision."""
    found = queries.stay_for(request.actor, stay_id)
    return render(
        request,
        "caseload/stay.html",
        {
            "stay": found,
            "held": [(one, new_id()) for one in queries.held_visits(request.actor, found)],
            "may_write": request.actor.may(Right.RECORD_CONTACTS)
            and access.can(request.actor, found.person_id, Action.WRITE_ENTRY),
        },
    )


@page(Right.RECORD_CONTACTS)
@require_POST
def keep_visit(request: Request, stay_id: UUID, visit_id: UUID) -> HttpResponse:
    """Keep a visit: it is held on the ward."""
    queries.stay_for(request.actor, stay_id, Action.WRITE_ENTRY)
    form = forms.KeepVisitForm(request.POST)
    if form.is_valid():
        actions.keep_visit(by=request.actor, id=form.cleaned_data["id"], stay_id=stay_id, visit_id=visit_id)
        messages.info(request, "Kept. It goes on, on the ward.")
    return redirect("stay", stay_id)


@page(Right.OPEN_RECORDS)
@require_GET
def tenure(request: Request, person_id: UUID) -> HttpResponse:
    """Days at home and on wards, over ninety days up to `?day=` (SUR-03)."""
    person = access.person_for(request.actor, person_id, Action.OPEN)
    last = _day(request)
    return render(
        request,
        "caseload/tenure.html",
        {"person": person, "tenure": queries.tenure_of(request.actor, person, last)},
    )


@page(Right.SEE_BOARD)
@require_GET
def group_tenure(request: Request) -> HttpResponse:
    """The days of each worker's whole group, over ninety days up to `?day=`: figures, no names and no words."""
    last = _day(request)
    return render(
        request,
        "caseload/group_tenure.html",
        {"groups": queries.tenures(request.actor, last), "last": last},
    )


def _day(request: Request) -> date:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return clock.today()
