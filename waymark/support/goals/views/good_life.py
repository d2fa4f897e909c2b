"""What a good life means to the person, how near they say they are, and the outcome report made of it (LDS-07)."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.goals import actions, forms, queries, rules
from waymark.support.goals.choices import Area
from waymark.support.goals.views._shared import ask, both, to_list, written

QUARTERS = 8


@page(Right.RECORD_CONTACTS)
@both
def say_good_life(request: Request, person_id: UUID) -> HttpResponse:
    """What a good life means to them, in their words."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    stands = queries.good_life_of(request.actor, person_id).statement
    first = {"id": new_id(), "said_on": clock.today().isoformat(), "words": stands.words if stands else ""}
    form = forms.GoodLifeForm(request.POST or None, initial=first)

    def write(said: dict[str, Any]) -> Any:
        return actions.say_good_life(by=request.actor, person_id=person_id, **said)

    if written(form, write):
        return to_list(request, person_id, "Kept, in their words.")
    return ask(request, "goals/say_good_life.html", form, person=person, stands=stands)


@page(Right.RECORD_CONTACTS)
@both
def rate_life(request: Request, person_id: UUID) -> HttpResponse:
    """How near they say they are to it."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    first = {"id": new_id(), "rated_on": clock.today().isoformat(), "area": Area.WHOLE.value}
    form = forms.LifeRatingForm(request.POST or None, initial=first)

    def write(said: dict[str, Any]) -> Any:
        return actions.rate_life(
            by=request.actor, person_id=person_id, **{**said, "area": Area(said["area"])}
        )

    if written(form, write):
        return to_list(request, person_id, "Kept beside what was said before.")
    life = queries.good_life_of(request.actor, person_id)
    return ask(request, "goals/rate_life.html", form, person=person, life=life)


@page(Right.SEE_TOTALS)
@require_GET
def outcomes(request: Request) -> HttpResponse:
    """How far people say they have come, up to the end of a quarter (`?until=2026-06-30`)."""
    quarters = rules.quarters_before(clock.today(), QUARTERS)
    until = next((day for day in quarters if day.isoformat() == request.GET.get("until")), quarters[0])
    return render(
        request,
        "goals/outcomes.html",
        {"outcome": queries.outcome_until(request.actor, until), "quarters": quarters, "until": until},
    )
