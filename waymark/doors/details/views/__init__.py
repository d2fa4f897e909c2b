"""Pages where what is known of a person is added to, and ended. Each asks the policy, calls one action, and goes back to the details."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import NotYours, Request, page
from waymark.doors.details import actions, forms, queries
from waymark.doors.details.views.asking import ask
from waymark.organisation.staff.choices import Right
from waymark.people.service_users import actions as service_users
from waymark.people.service_users import queries as known
from waymark.people.service_users.choices import Detail, NeedKind, PointKind


@page(Right.OPEN_RECORDS)
@require_GET
def details(request: Request, person_id: UUID) -> HttpResponse:
    """All that is known, and what held before."""
    return render(request, "details/details.html", queries.details(request.actor, person_id))


@page(Right.OPEN_RECORDS)
@require_http_methods(["GET", "POST"])
def protected_address(request: Request, person_id: UUID) -> HttpResponse:
    """Where somebody lives whose address is protected: for whoever may know, once they have said what for, on this page and no other."""
    person = queries.person_whose_address(request.actor, person_id)
    form, addresses = forms.AddressWhyForm(request.POST or None), None
    if form.is_valid():
        addresses = service_users.know_address(by=request.actor, person=person, **form.cleaned_data)
    shown = {"form": form, "person": person, "addresses": addresses}
    status = 422 if form.is_bound and addresses is None else 200
    return render(request, "details/protected_address.html", shown, status=status)


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def set_about(request: Request, person_id: UUID) -> HttpResponse:
    """Their own words, whole as they stand now; the earlier ones stay readable."""
    person = queries.person_to_edit(request.actor, person_id)
    form = forms.WordsForm(
        request.POST or None, initial={**known.to_know(person, clock.today()).about, "id": new_id()}
    )

    def write(said: dict[str, Any]) -> object:
        return service_users.set_about(by=request.actor, person=person, at=clock.now(), **said)

    return ask(request, person, form, "Their own words", write)


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def add_need(request: Request, person_id: UUID) -> HttpResponse:
    """A communication need or reasonable adjustment, shown at every opening."""
    person = queries.person_to_edit(request.actor, person_id)
    form = forms.NeedForm(request.POST or None, initial={"id": new_id()})

    def write(said: dict[str, Any]) -> object:
        kind = NeedKind(said.pop("kind"))
        return service_users.add_need(
            by=request.actor, person=person, kind=kind, from_on=clock.today(), **said
        )

    return ask(request, person, form, "Add a need or an adjustment", write)


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def set_safe_contact(request: Request, person_id: UUID) -> HttpResponse:
    """What must not be done when reaching them."""
    person = queries.person_to_edit(request.actor, person_id)
    form = forms.SafeContactForm(request.POST or None, initial=known.safe_contact_of(request.actor, person))

    def write(said: dict[str, Any]) -> object:
        return service_users.set_safe_contact(by=request.actor, person=person, **said)

    return ask(request, person, form, "Reaching them safely", write)


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def add_number(request: Request, person_id: UUID) -> HttpResponse:
    """A telephone number or an email address."""
    person = queries.person_to_edit(request.actor, person_id)
    form = forms.NumberForm(request.POST or None, initial={"id": new_id()})

    def write(said: dict[str, Any]) -> object:
        kind = PointKind(said.pop("kind"))
        return service_users.add_contact_point(by=request.actor, person=person, kind=kind, **said)

    return ask(request, person, form, "Add a number or an email address", write)


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def add_address(request: Request, person_id: UUID) -> HttpResponse:
    """Where they live or are staying."""
    person = queries.person_to_edit(request.actor, person_id)
    form = forms.AddressForm(request.POST or None, initial={"id": new_id()})

    def write(said: dict[str, Any]) -> object:
        return service_users.add_address(by=request.actor, person=person, from_on=clock.today(), **said)

    return ask(request, person, form, "Add an address", write)


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def add_important_person(request: Request, person_id: UUID) -> HttpResponse:
    """Someone in their life, and what may be told to them."""
    person = queries.person_to_edit(request.actor, person_id)
    form = forms.ImportantPersonForm(request.POST or None, initial={"id": new_id()})

    def write(said: dict[str, Any]) -> object:
        return service_users.add_important_person(by=request.actor, person=person, **said)

    return ask(request, person, form, "Add somebody important to them", write)


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def change_name(request: Request, person_id: UUID) -> HttpResponse:
    """The names they have now; those they had stay findable."""
    person = queries.person_to_edit(request.actor, person_id)
    initial = {
        name: getattr(person, name) for name in ("given_name", "family_name", "chosen_name", "pronouns")
    }
    form = forms.NamesForm(request.POST or None, initial=initial)

    def write(said: dict[str, Any]) -> object:
        return service_users.change_name(by=request.actor, person=person, on=clock.today(), **said)

    return ask(request, person, form, "Change their name", write)


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def add_name_before(request: Request, person_id: UUID) -> HttpResponse:
    """A name they had before: it finds them from now on."""
    person = queries.person_to_edit(request.actor, person_id)
    form = forms.NameBeforeForm(request.POST or None, initial={"id": new_id()})

    def write(said: dict[str, Any]) -> object:
        return service_users.add_previous_name(by=request.actor, person=person, **said)

    return ask(request, person, form, "Add a name they had before", write)


@page(Right.WRITE_DETAILS)
@require_POST
def end_detail(request: Request, person_id: UUID, what: str, row_id: UUID) -> HttpResponse:
    """Something that no longer holds, from today."""
    person = queries.person_to_edit(request.actor, person_id)
    if what not in set(Detail):
        raise NotYours("details", what, person_id)
    service_users.end_detail(by=request.actor, person=person, what=Detail(what), id=row_id, on=clock.today())
    messages.success(request, "Ended. It stays readable below.")
    return redirect("details", person_id)


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def add_person(request: Request) -> HttpResponse:
    """Somebody new to the service. A record that may be theirs already is said before a second one is made."""
    worker = request.actor
    form = forms.PersonForm(
        request.POST or None,
        initial={"id": new_id()},
        teams=queries.teams_of(worker),
        invented=queries.holds_invented_people(worker),
    )
    if request.method == "GET" or not form.is_valid():
        return _ask_new(request, form)
    alike = queries.already_here(worker, form.as_known())
    if alike and not form.cleaned_data["sure"]:
        return _ask_new(request, form, alike)
    person = fields.saved(
        form,
        lambda: actions.add_person(
            by=worker,
            at=clock.now(),
            alike=[(one.person_id, one.why) for one in alike],
            sure_why=form.cleaned_data["sure_why"],
            **form.given(),
        ),
    )
    return _ask_new(request, form) if person is None else redirect("person", person.id)


def _ask_new(
    request: Request, form: forms.PersonForm, alike: list[queries.Alike] | None = None
) -> HttpResponse:
    status = 422 if form.errors or alike else 200
    return render(request, "details/add_person.html", {"form": form, "alike": alike or []}, status=status)
