"""The referrals of one's teams, taking one, and all that came and went about one person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock, fields
from waymark.core.ids import new_id, read_id
from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import queries as service_users
from waymark.support.referrals import actions, forms, permissions, queries


@page(Right.OPEN_RECORDS)
@require_GET
def referrals(request: Request) -> HttpResponse:
    """Not decided yet; waiting, by date; first contacts due; what I sent on and has no answer."""
    worker, now = request.actor, clock.now()
    return render(
        request,
        "referrals/referrals.html",
        {
            "new": queries.new_referrals(worker),
            "waiting": queries.waiting(worker),
            "firsts": queries.first_contacts(worker, now),
            "sent": queries.my_sendings(worker, clock.today(now)),
            "may_take": worker.may(Right.WRITE_DETAILS),
            "may_count": worker.may(Right.SEE_BOARD),
        },
    )


@page(Right.WRITE_DETAILS)
@require_http_methods(["GET", "POST"])
def take_referral(request: Request) -> HttpResponse:
    """Take a referral. `?person=`: for somebody whose record is open; else who they are comes first."""
    worker, day = request.actor, clock.today()
    person = _person(request)
    given: dict[str, Any] = {
        "teams": queries.teams_to_refer_to(worker, day),
        "colleagues": queries.colleagues(worker, day),
        "published": queries.published(worker),
    }
    now = clock.local(clock.now())
    first = {"id": new_id(), "on": day.isoformat(), "at": f"{now:%H:%M}", "team": str(given["teams"][0].pk)}
    if person is not None:
        form: forms.AskedForm = forms.AskedForm(request.POST or None, initial=first, **given)
    else:
        form = forms.ReferralForm(
            request.POST or None, initial=first, invented=queries.invented_people(worker), **given
        )
    if not form.is_valid():
        return _ask(request, form, person)
    about: dict[str, Any] = {"person_id": person.pk} if person is not None else {}
    if isinstance(form, forms.ReferralForm):
        alike = queries.matches(worker, form.newcomer)
        if alike and not form.looked:
            return _ask(request, form, person, alike)
        about = {"newcomer": form.newcomer, "person_id": form.chosen_record}
    taken = fields.saved(form, lambda: actions.take_referral(by=worker, **about, **form.given))
    if taken is None:
        return _ask(request, form, person)
    if not permissions.may_know(worker, taken.person_id):
        messages.info(request, f"Taken, and with {taken.unit.name} now.")
        return redirect("referrals")
    messages.info(request, "Taken. Let the referrer know that you have it.")
    return redirect("referral", taken.pk)


@page(Right.OPEN_RECORDS)
@require_GET
def referrals_of(request: Request, person_id: UUID) -> HttpResponse:
    """Every referral of one person in and out, and first contacts."""
    person = access.person_for(request.actor, person_id, Action.OPEN)
    now = clock.now()
    return render(
        request,
        "referrals/referrals_of.html",
        {
            "person": person,
            "lines": queries.referrals_of(request.actor, person_id),
            "sent": queries.sendings_of(request.actor, person_id, clock.today(now)),
            "firsts": queries.first_contacts_of(request.actor, person_id, now),
            "may_write": access.can(request.actor, person_id, Action.WRITE_ENTRY),
            "may_take": request.actor.may(Right.WRITE_DETAILS),
        },
    )


def _person(request: Request) -> Any:
    asked = request.GET.get("person")
    if not asked:
        return None
    return access.person_for(request.actor, read_id(asked) or new_id(), Action.OPEN)


def _ask(request: Request, form: forms.AskedForm, person: Any, alike: Any = ()) -> HttpResponse:
    shown = {
        "form": form,
        "person": person,
        "alike": alike,
        "published": form.published,
        "identity": service_users.identity_line(person, clock.today()) if person else "",
    }
    return render(request, "referrals/take_referral.html", shown, status=422 if form.is_bound else 200)
