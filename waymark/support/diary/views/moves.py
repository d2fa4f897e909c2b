"""Somebody's visit has to move: what they are offered, and what they say (ASC-21)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.service_users import queries as service_users
from waymark.support.diary import actions, forms, queries
from waymark.support.diary.choices import MOVE_SAID_IN_WORDS, MoveSaid, Told
from waymark.support.diary.views.visits import when_words

both = require_http_methods(["GET", "POST"])


@page(Right.RECORD_CONTACTS)
@both
def offer_move(request: Request, visit_id: UUID) -> HttpResponse:
    """Offer another time, or one of two. The times filled in are free in the diary."""
    visit = queries.visit_for(request.actor, visit_id)
    form = forms.OfferForm(request.POST or None, initial=_first_offer(visit))
    if form.is_valid() and _offered(request, visit, form):
        messages.info(request, "Kept. It stays on your list until they have answered.")
        return redirect("visit", visit_id)
    return _ask(request, "diary/offer_move.html", form, visit)


@page(Right.RECORD_CONTACTS)
@both
def answer_move(request: Request, visit_id: UUID) -> HttpResponse:
    """Write down what they said to the last offer."""
    visit = queries.visit_for(request.actor, visit_id)
    offers = queries.moves_of(visit)
    if not offers:
        return redirect("offer_move", visit_id)
    offer = offers[-1]
    form = forms.AnswerForm(request.POST or None, initial={"id": new_id()}, choices=_choices(offer))
    if form.is_valid() and (moved := _answered(request, offer, form)):
        messages.info(request, _what_now(form.cleaned_data["said"], moved))
        return redirect("visit", moved.pk)
    return _ask(request, "diary/answer_move.html", form, visit, offer=offer)


def _first_offer(visit: Any) -> dict[str, Any]:
    filled: dict[str, Any] = {"id": new_id(), "told": Told.TELEPHONE.value}
    for name, at in zip(("first", "second"), queries.times_to_offer(visit, clock.now()), strict=False):
        local = clock.local(at)
        filled |= {
            f"{name}_day": f"{local.day}/{local.month}/{local.year}",
            f"{name}_start": f"{local:%H:%M}",
        }
    return filled


def _offered(request: Request, visit: Any, form: forms.OfferForm) -> Any:
    said = form.cleaned_data

    def offer() -> Any:
        return actions.offer_move(
            by=request.actor,
            id=said["id"],
            visit_id=visit.pk,
            told=Told(said["told"]),
            because=said["because"],
            **form.times,
        )

    return fields.saved(form, offer, "first_start")


def _answered(request: Request, offer: Any, form: forms.AnswerForm) -> Any:
    said = form.cleaned_data

    def answer() -> Any:
        return actions.answer_move(
            by=request.actor,
            id=said["id"],
            offer_id=offer.pk,
            said=MoveSaid(said["said"]),
            words=said["words"],
        )

    return fields.saved(form, answer, "said")


def _choices(offer: Any) -> list[tuple[str, str]]:
    times = [(MoveSaid.FIRST, offer.first_at), (MoveSaid.SECOND, offer.second_at)]
    chosen = [(said.value, when_words(at)) for said, at in times if at]
    return [
        *chosen,
        *((said.value, MOVE_SAID_IN_WORDS[said]) for said in (MoveSaid.NEITHER, MoveSaid.NOT_REACHED)),
    ]


def _what_now(said: str, moved: Any) -> str:
    if said in (MoveSaid.FIRST, MoveSaid.SECOND):
        return f"Moved to {when_words(moved.starts_at)}."
    return "Kept. The visit still has to move: offer another time, or call it off."


def _ask(request: Request, template: str, form: Any, visit: Any, **shown: Any) -> HttpResponse:
    to_know = service_users.to_know(visit.person, clock.today())
    return render(
        request,
        template,
        {"form": form, "visit": visit, "to_know": to_know, **shown},
        status=422 if form.is_bound else 200,
    )
