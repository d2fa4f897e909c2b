"""How one travels, and one's own list of journeys."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from waymark.core import fields
from waymark.core.ids import new_id, read_id
from waymark.core.pages import Request, page
from waymark.organisation.staff import actions as staff
from waymark.organisation.staff.choices import Right
from waymark.support.diary import actions, forms, queries


@page(Right.SEE_OWN_DAY)
@require_http_methods(["GET", "POST"])
def travel(request: Request) -> HttpResponse:
    """How one travels and how long one's journeys take, so that the diary leaves time for them (DUR-59)."""
    worker_id, sent = request.actor.worker_id, request.POST.get("about")
    about = queries.travels(worker_id)
    form = forms.TravelForm(
        request.POST if sent == "me" else None,
        initial={name: getattr(about, name) or "" for name in forms.TravelForm.base_fields},
    )
    journey = forms.JourneyForm(request.POST if sent == "journey" else None)
    if sent == "gone":
        actions.drop_travel_time(by=request.actor, id=read_id(request.POST.get("id")) or new_id())
        return redirect("travel")
    if _travel_kept(request, form, journey):
        messages.info(request, "Kept.")
        return redirect("travel")
    return render(
        request,
        "diary/travel.html",
        {"form": form, "journey": journey, "journeys": queries.journeys_of(worker_id)},
        status=422 if form.is_bound or journey.is_bound else 200,
    )


def _travel_kept(request: Request, form: forms.TravelForm, journey: forms.JourneyForm) -> Any:
    by = request.actor
    if form.is_valid():
        return staff.set_travel(by=by, worker_id=by.worker_id, **form.cleaned_data)
    return journey.is_valid() and fields.saved(
        journey, lambda: actions.set_travel_time(by=by, **journey.cleaned_data), "other_place"
    )
