"""The map, what is written on it, and the copy to take away."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.doors.pathway import forms, queries
from waymark.organisation.staff.choices import Right
from waymark.people.service_users import actions as service_users
from waymark.people.service_users.choices import Understood

both = require_http_methods(["GET", "POST"])


@page(Right.OPEN_RECORDS)
@require_GET
def pathway(request: Request, person_id: UUID) -> HttpResponse:
    """Who does what now, who to go to when, what happens next, and what the words mean."""
    shown = queries.map_page(request.actor, person_id, clock.now())
    return render(request, "pathway/pathway.html", {**shown, "fresh": new_id()})


@page(Right.WRITE_DETAILS)
@both
def set_pathway(request: Request, person_id: UUID) -> HttpResponse:
    """Where they are now and what happens next."""
    person = queries.person_to_edit(request.actor, person_id)
    now = queries.map_page(request.actor, person_id, clock.now())["map"]
    initial = {name: getattr(now, name) for name in ("stage", "what_next", "if_worse")}
    form = forms.PathwayForm(request.POST or None, initial={**initial, "id": new_id()})

    def write() -> object:
        return service_users.set_pathway(by=request.actor, person=person, at=clock.now(), **form.cleaned_data)

    return _ask(request, person, form, "Where they are now", write)


@page(Right.WRITE_DETAILS)
@both
def add_key_contact(request: Request, person_id: UUID) -> HttpResponse:
    """Somebody who does something for them now."""
    person = queries.person_to_edit(request.actor, person_id)
    earlier = queries.to_follow(request.actor, person, clock.today())
    form = forms.ContactForm(request.POST or None, initial={"id": new_id()}, earlier=earlier)

    def write() -> object:
        return service_users.add_key_contact(by=request.actor, person=person, at=clock.now(), **form.given())

    return _ask(request, person, form, "Add somebody", write)


@page(Right.WRITE_DETAILS)
@both
def end_key_contact(request: Request, person_id: UUID, contact_id: UUID) -> HttpResponse:
    """Their last day, be it still to come."""
    person = queries.person_to_edit(request.actor, person_id)
    contact = queries.contact_to_end(request.actor, person, contact_id)
    form = forms.EndForm(request.POST or None)

    def write() -> object:
        return service_users.end_key_contact(
            by=request.actor, person=person, id=contact_id, **form.cleaned_data
        )

    return _ask(request, person, form, f"{contact.name} leaves", write)


@page(Right.WRITE_DETAILS)
@require_POST
def print_sheet(request: Request, person_id: UUID) -> HttpResponse:
    """Keep what stands now as the next numbered copy, and show it to be printed."""
    person = queries.person_to_edit(request.actor, person_id)
    form = forms.PrintForm(request.POST)

    def write() -> Any:
        return service_users.print_sheet(
            by=request.actor, id=form.cleaned_data["id"], person=person, at=clock.now()
        )

    sheet = fields.saved(form, write) if form.is_valid() else None
    if sheet is None:
        messages.error(request, " ".join(str(one) for errors in form.errors.values() for one in errors))
        return redirect("pathway", person_id)
    return redirect("sheet_to_take", person_id, sheet.pk)


@page(Right.OPEN_RECORDS)
@require_GET
def sheet_to_take(request: Request, person_id: UUID, sheet_id: UUID) -> HttpResponse:
    """A printed copy as it was printed, large and with nothing else on it."""
    shown = queries.sheet_page(request.actor, person_id, sheet_id, clock.now())
    return render(request, "pathway/sheet_to_take.html", shown)


@page(Right.WRITE_DETAILS)
@both
def give_sheet(request: Request, person_id: UUID, sheet_id: UUID) -> HttpResponse:
    """They have it: when, and whether it is clear to them."""
    person = queries.person_to_edit(request.actor, person_id)
    sheet = queries.sheet_page(request.actor, person_id, sheet_id, clock.now())["printed"].sheet
    initial = {"id": new_id(), "on": clock.today().isoformat()}
    form = forms.GivenForm(request.POST or None, initial=initial)

    def write() -> object:
        said = dict(form.cleaned_data)
        understood = Understood(said.pop("understood"))
        return service_users.give_sheet(
            by=request.actor, person=person, sheet=sheet, understood=understood, at=clock.now(), **said
        )

    return _ask(request, person, form, f"Version {sheet.number} was given to them", write)


@page(Right.OPEN_RECORDS)
@require_GET
def legal_status(request: Request, person_id: UUID) -> HttpResponse:
    """Where they stand in law, until when, and on what conditions."""
    shown = queries.legal_page(request.actor, person_id, clock.now())
    return render(request, "pathway/legal_status.html", shown)


@page(Right.WRITE_DETAILS)
@both
def add_legal_status(request: Request, person_id: UUID) -> HttpResponse:
    """A status, as its papers say."""
    person = queries.person_to_edit(request.actor, person_id)
    initial = {"id": new_id(), "period": "1"}
    form = forms.LegalForm(request.POST or None, initial=initial, sections=queries.section_choices())

    def write() -> object:
        return service_users.add_legal_status(by=request.actor, person=person, at=clock.now(), **form.given())

    return _ask(request, person, form, "Where they stand in law", write, "legal_status")


@page(Right.WRITE_DETAILS)
@both
def end_legal_status(request: Request, person_id: UUID, status_id: UUID) -> HttpResponse:
    """It ended, as something says."""
    person = queries.person_to_edit(request.actor, person_id)
    status = queries.status_to_end(request.actor, person, status_id)
    form = forms.LegalEndForm(request.POST or None)

    def write() -> object:
        return service_users.end_legal_status(by=request.actor, status=status, **form.cleaned_data)

    return _ask(request, person, form, "It has ended", write, "legal_status")


def _ask(
    request: Request,
    person: Any,
    form: django_forms.Form,
    title: str,
    write: Callable[[], object],
    back: str = "pathway",
) -> HttpResponse:
    if form.is_valid() and fields.saved(form, write) is not None:
        messages.success(request, f"{title}: kept.")
        return redirect(back, person.id)
    shown = {"form": form, "person": person, "title": title}
    return render(request, "pathway/ask.html", shown, status=422 if form.is_bound else 200)
