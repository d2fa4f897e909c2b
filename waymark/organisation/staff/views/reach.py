"""How colleagues reach somebody, what they lead on, and who covers while they are away: one's own, or whoever manages staff (LDS-18)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.pages import Refused, Request, page
from waymark.organisation.staff import actions, queries
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.forms import CoverForm, ReachForm


@page(Right.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def set_reach(request: Request, worker_id: UUID) -> HttpResponse:
    """The number and address at work, and what they lead on."""
    colleague = queries.worker_to_describe(request.actor, worker_id)
    begin = {name: getattr(colleague, name) for name in ("phone", "email", "leads_on")}
    form = ReachForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_valid():
        actions.set_reach(by=request.actor, worker_id=colleague.id, **form.cleaned_data)
        messages.success(request, "Kept. Colleagues see it on the team's page.")
        return redirect("set_reach", colleague.id)
    return render(
        request,
        "staff/set_reach.html",
        {
            "form": form,
            "colleague": colleague,
            "covers": queries.covers_of(request.actor, worker_id, clock.today()),
        },
        status=422 if form.is_bound else 200,
    )


@page(Right.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def set_cover(request: Request, worker_id: UUID) -> HttpResponse:
    """From when to when they are away, and who covers. Not why."""
    actor, colleague = request.actor, queries.worker_to_describe(request.actor, worker_id)
    others = [
        (str(one.id), one.name) for one in queries.workers_in(actor, clock.today()) if one.id != colleague.id
    ]
    form = CoverForm(request.POST or None, initial={"id": new_id()}, colleagues=others)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.set_cover(
                by=actor,
                id=said["id"],
                worker_id=colleague.id,
                covered_by_id=said["covered_by"],
                starts_on=said["starts_on"],
                ends_on=said["ends_on"],
            )
        except Refused as refusal:
            form.add_error("starts_on", str(refusal))
        else:
            messages.success(request, "Kept. The team's page says so on those days, and on no others.")
            return redirect("set_reach", colleague.id)
    return render(
        request,
        "staff/set_cover.html",
        {"form": form, "colleague": colleague},
        status=422 if form.is_bound else 200,
    )


@page(Right.SIGNED_IN)
@require_POST
def take_back_cover(request: Request, cover_id: UUID) -> HttpResponse:
    """They are not away after all, or are back early."""
    cover = actions.take_back_cover(by=request.actor, id=cover_id)
    messages.success(request, "Taken back.")
    return redirect("set_reach", cover.worker_id)
