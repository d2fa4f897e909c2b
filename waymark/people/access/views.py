"""The page that asks why before a record is opened in an emergency. It shows nothing of the record (security.md, A01, A32)."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.pages import NotYours, Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.access import actions, forms, queries


@page(Right.BREAK_GLASS)
@require_http_methods(["GET", "POST"])
def break_glass(request: Request, person_id: UUID) -> HttpResponse:
    """Reached from Find alone, with what it gave (`offer`). GET asks why; POST opens the record for four hours."""
    given = request.POST if request.method == "POST" else request.GET
    offer = given.get("offer", "")
    if not queries.offer_holds(request.actor, person_id, offer):
        return _opened_already(request, person_id)
    form = forms.BreakGlassForm(
        given if request.method == "POST" else None, initial={"offer": offer, "override_id": new_id()}
    )
    if request.method == "GET":
        return _ask(request, form)
    return _open(request, person_id, form) if form.is_valid() else _ask(request, form, status=422)


def _open(request: Request, person_id: UUID, form: forms.BreakGlassForm) -> HttpResponse:
    said = form.cleaned_data
    actions.break_glass(
        by=request.actor,
        id=said["override_id"],
        person_id=person_id,
        offer=said["offer"],
        reason_code=said["reason_code"],
        reason=said["reason"],
        at=clock.now(),
    )
    return redirect("person", person_id)


def _opened_already(request: Request, person_id: UUID) -> HttpResponse:
    """Sent twice, or gone back to: the record is open, so go on to it. Otherwise there is nothing here."""
    if queries.override_banner(request.actor, person_id) is None:
        raise NotYours("access.override", "", person_id)
    return redirect("person", person_id)


def _ask(request: Request, form: forms.BreakGlassForm, status: int = 200) -> HttpResponse:
    return render(request, "access/break_glass.html", {"form": form}, status=status)
