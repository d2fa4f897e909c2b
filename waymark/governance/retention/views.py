"""The records that have come up for review, and one of them: its dates, its holds, and keeping it longer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.governance.retention import actions, forms, queries
from waymark.governance.retention.choices import CATEGORIES, HoldKind
from waymark.organisation.staff.choices import Right

both = require_http_methods(["GET", "POST"])


@page(Right.SEE_ACCESS_LOG)
@require_GET
def retention(request: Request) -> HttpResponse:
    """Whose records have come up, and which are held."""
    shown = {
        "due": queries.due_for_review(request.actor, clock.today()),
        "most": queries.MOST,
        "held": queries.holds_of(request.actor),
        "categories": [CATEGORIES[one] for one in queries.categories_of(request.actor)],
    }
    return render(request, "retention/retention.html", shown)


@page(Right.SEE_ACCESS_LOG)
@require_GET
def retention_of(request: Request, person_id: UUID) -> HttpResponse:
    """One record: when it comes up and why, what holds it, and what was decided before."""
    return render(
        request, "retention/retention_of.html", {"review": queries.review_of(request.actor, person_id)}
    )


@page(Right.SEE_ACCESS_LOG)
@both
def hold_record(request: Request, person_id: UUID) -> HttpResponse:
    """Nothing of it goes until the hold is lifted."""
    review = queries.review_of(request.actor, person_id)
    form = forms.HoldForm(request.POST or None, initial={"id": new_id()})

    def hold() -> Any:
        said = form.cleaned_data
        return actions.hold_record(
            by=request.actor, id=said["id"], person_id=person_id, kind=HoldKind(said["kind"]), words=said["words"], at=clock.now()
        )  # fmt: skip

    if form.is_valid() and fields.saved(form, hold, "words"):
        messages.success(
            request, "The record is held. It does not come up for review until the hold is lifted."
        )
        return redirect("retention_of", person_id)
    return _show(request, "hold_record", form, review)


@page(Right.SEE_ACCESS_LOG)
@both
def lift_hold(request: Request, person_id: UUID, hold_id: UUID) -> HttpResponse:
    """The hold no longer stands."""
    review = queries.review_of(request.actor, person_id)
    form = forms.LiftForm(request.POST or None, initial={"id": new_id()})

    def lift() -> Any:
        return actions.lift_hold(
            by=request.actor, hold_id=hold_id, because=form.cleaned_data["because"], at=clock.now()
        )

    if form.is_valid() and fields.saved(form, lift, "because"):
        return redirect("retention_of", person_id)
    return _show(request, "lift_hold", form, review)


@page(Right.SEE_ACCESS_LOG)
@both
def keep_record(request: Request, person_id: UUID) -> HttpResponse:
    """It was looked at, and is kept."""
    review = queries.review_of(request.actor, person_id)
    form = forms.KeepForm(request.POST or None, initial={"id": new_id()})

    def keep() -> Any:
        said = form.cleaned_data
        return actions.keep_record(
            by=request.actor,
            id=said["id"],
            person_id=person_id,
            until=said["until"],
            words=said["words"],
            at=clock.now(),
        )

    if form.is_valid() and fields.saved(form, keep, "until"):
        return redirect("retention_of", person_id)
    return _show(request, "keep_record", form, review)


def _show(request: Request, name: str, form: Any, review: Any) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, f"retention/{name}.html", {"form": form, "review": review}, status=status)
