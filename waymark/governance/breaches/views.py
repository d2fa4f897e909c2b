"""The pages of breaches: anybody reports one in three questions; the privacy officer sees the clock and says what was found."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock, fields
from waymark.core.ids import new_id, read_id
from waymark.core.pages import Request, page
from waymark.governance.breaches import actions, forms, queries
from waymark.governance.breaches.choices import EFFECTS, Effect
from waymark.organisation.staff.choices import Right


@page(Right.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def report_breach(request: Request) -> HttpResponse:
    """Something went to the wrong person: three questions, and the clock runs."""
    given = request.POST if request.method == "POST" else request.GET
    person_id, source_id = read_id(given.get("person", "")), read_id(given.get("source", ""))
    name = queries.name_for(request.actor, person_id)
    now = clock.local(clock.now())
    start: dict[str, Any] = {"id": new_id(), "person": person_id, "source": source_id}
    start |= {"aware_on": f"{now:%d/%m/%Y}", "aware_time": f"{now:%H:%M}"}
    form = forms.ReportForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        said = form.cleaned_data
        made = fields.saved(
            form,
            lambda: actions.report_breach(
                by=request.actor,
                id=said["id"],
                what=said["what"],
                where_now=said["where_now"],
                aware_at=said["aware_at"],
                at=clock.now(),
                person_id=person_id,
                source_id=source_id,
            ),
            "aware_on",
        )
        if made is not None:
            messages.success(request, "Thank you for saying so. The privacy officer has been told.")
            return redirect("breach", made.pk)
    return _show(request, "report_breach", {"form": form, "name": name})


@page(Right.SIGNED_IN)
@require_GET
def breaches(request: Request) -> HttpResponse:
    """The service's for the privacy officer; for anybody else what they reported."""
    at = clock.now()
    shown = {
        "open": queries.breaches(request.actor, at),
        "closed": queries.breaches(request.actor, at, closed=True),
    }
    return render(request, "breaches/breaches.html", shown)


@page(Right.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def breach(request: Request, breach_id: UUID) -> HttpResponse:
    """One of them: what was said, the clock, and the finding."""
    shown = queries.breach_for(request.actor, breach_id, clock.now())
    form = forms.FindingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        kept = fields.saved(
            form,
            lambda: actions.close_breach(
                by=request.actor,
                id=breach_id,
                effect=Effect(said["effect"]),
                finding=said["finding"],
                told_regulator_at=form.told("regulator_on", "regulator_time"),
                told_person_at=form.told("person_on"),
                at=clock.now(),
            ),
            "finding",
        )
        if kept is not None:
            return redirect("breaches")
    return _show(request, "breach", {"form": form, "shown": shown, "effects": EFFECTS})


def _show(request: Request, template: str, shown: dict[str, Any]) -> HttpResponse:
    return render(request, f"breaches/{template}.html", shown, status=422 if shown["form"].errors else 200)
