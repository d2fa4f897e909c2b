"""A case that weighs otherwise, and the decision of whoever leads (SUR-18)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from waymark.core import fields
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right
from waymark.support.caseload import actions, forms, queries

both = require_http_methods(["GET", "POST"])


@page(Right.RECORD_CONTACTS)
@both
def change_band(request: Request, allocation_id: UUID) -> HttpResponse:
    """Say that a case has become more, or less."""
    allocation = queries.allocation_to_change(request.actor, allocation_id)
    form = forms.BandForm(request.POST or None, initial={"id": new_id(), "weight": allocation.weight})
    if form.is_valid():
        said = form.cleaned_data
        change = fields.saved(
            form, lambda: actions.change_band(by=request.actor, allocation_id=allocation_id, **said)
        )
        if change is not None:
            told = (
                " Whoever answers for the team is asked to reallocate or to record why."
                if change.to_decide
                else ""
            )
            messages.info(request, f"Kept.{told}")
            return redirect("episodes", allocation.person_id)
    return render(
        request,
        "caseload/change_band.html",
        {"form": form, "allocation": allocation, "bands": queries.allowed_bands(request.actor)},
        status=422 if form.is_bound else 200,
    )


@page(Right.ALLOCATE)
@both
def keep_above_band(request: Request, change_id: UUID) -> HttpResponse:
    """Reallocate, or record why it stays."""
    change = queries.allocation_above_band(request.actor, change_id)
    form = forms.KeepBandForm(request.POST or None)
    if (
        form.is_valid()
        and fields.saved(
            form, lambda: actions.keep_above_band(by=request.actor, id=change_id, **form.cleaned_data)
        )
        is not None
    ):
        messages.info(request, "Kept, with the reason.")
        return redirect("workload")
    return render(
        request,
        "caseload/keep_above_band.html",
        {"form": form, "change": change, "bands": queries.allowed_bands(request.actor)},
        status=422 if form.is_bound else 200,
    )
