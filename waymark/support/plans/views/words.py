"""The person's words beside ours, what comes of them, and how an action is going."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.plans import actions, forms, queries, rules
from waymark.support.plans.choices import Given, Outcome, Stance, Verdict
from waymark.support.plans.views._shared import ask, both, lines_to_speak_of, to_plan, written


@page(Right.RECORD_CONTACTS)
@both
def say_in_their_words(request: Request, person_id: UUID) -> HttpResponse:
    """Keep what they say of their plan; `?line=` names the line they mean."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    first = {
        "id": new_id(),
        "said_on": clock.today().isoformat(),
        "line": request.GET.get("line", ""),
    }
    form = forms.TheirWordsForm(
        request.POST or None, initial=first, lines=lines_to_speak_of(request, person_id)
    )

    def keep(said: dict[str, Any]) -> Any:
        return actions.say_in_their_words(
            by=request.actor,
            person_id=person_id,
            stance=Stance(said.pop("stance")),
            given=Given(said.pop("given")),
            **said,
        )

    if written(form, keep):
        return to_plan(request, person_id, "Kept, in their words. Nobody else can change them.")
    return ask(request, "plans/say_in_their_words.html", form, person=person)


@page(Right.RECORD_CONTACTS)
@both
def answer_their_words(request: Request, their_words_id: UUID) -> HttpResponse:
    """Say what comes of what they said."""
    shown = queries.their_words_for(request.actor, their_words_id)
    person = access.person_for(request.actor, shown.row.person_id, Action.WRITE_ENTRY)
    form = forms.AnswerForm(request.POST or None, initial={"id": new_id()})

    def answer(said: dict[str, Any]) -> Any:
        outcome = Outcome(said.pop("outcome"))
        return actions.answer_their_words(
            by=request.actor, their_words_id=their_words_id, outcome=outcome, **said
        )

    if written(form, answer):
        return to_plan(request, person.pk, "Kept beside their words.")
    return ask(request, "plans/answer_their_words.html", form, person=person, said=shown)


@page(Right.RECORD_CONTACTS)
@both
def note_how_it_goes(request: Request, person_id: UUID) -> HttpResponse:
    """How an action is going; `?line=` names it."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    plan = queries.plan_of(request.actor, person_id)
    lines = rules.actions_of(plan.version.body) if plan else []
    first = {"id": new_id(), "seen_on": clock.today().isoformat(), "line": request.GET.get("line", "")}
    form = forms.SeenForm(request.POST or None, initial=first, lines=lines)

    def note(said: dict[str, Any]) -> Any:
        verdict = Verdict(said.pop("verdict"))
        return actions.note_how_it_goes(by=request.actor, person_id=person_id, verdict=verdict, **said)

    if written(form, note):
        return to_plan(request, person_id, "Kept for the next review.")
    return ask(request, "plans/note_how_it_goes.html", form, person=person)
