"""Writing the next version: its parts, one part, and what two wrote at once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from waymark.core import clock, fields
from waymark.core.ids import new_id, read_id
from waymark.core.pages import NotYours, Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.plans import actions, forms, permissions, queries, rules
from waymark.support.plans.choices import PART_IN_WORDS, TEXTS, Part
from waymark.support.plans.views._shared import ask, both, to_plan, written

TWO_AT_ONCE = (
    "Somebody else changed this part while you had it open. Both are kept: theirs stands below. "
    "Put together what should stand, and keep it."
)


@page(Right.RECORD_CONTACTS)
@require_POST
def begin_draft(request: Request, person_id: UUID) -> HttpResponse:
    """Begin the next version, or go on with the one that is begun."""
    actions.begin_draft(by=request.actor, id=new_id(), person_id=person_id)
    return redirect("plan_draft", person_id)


@page(Right.RECORD_CONTACTS)
@require_POST
def start_plan(request: Request, filled_id: UUID) -> HttpResponse:
    """Begin the plan from an assessment: what is needed is carried over."""
    draft = actions.start_from_assessment(by=request.actor, id=new_id(), filled_id=filled_id)
    messages.info(request, "What was assessed stands in the draft. Now: what will be done, and who does it?")
    return redirect("plan_draft", draft.person_id)


@page(Right.RECORD_CONTACTS)
@both
def plan_draft(request: Request, person_id: UUID) -> HttpResponse:
    """The parts of the draft, what is left to do, and to whom it is sent to be put in force."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    draft = queries.draft_shown(request.actor, person_id)
    if draft is None:
        return redirect("plan", person_id)
    form = forms.OfferForm(request.POST or None, colleagues=queries.who_agrees(request.actor, person_id))

    def offer(said: dict[str, Any]) -> Any:
        to_id = read_id(said["to"])
        assert to_id is not None
        return actions.offer_draft(by=request.actor, person_id=person_id, to_id=to_id)

    if written(form, offer):
        return to_plan(request, person_id, "Sent. It is on their list; nothing is in force until they agree.")
    words = queries.their_words_of(request.actor, person_id)
    shown = {
        "person": person,
        "draft": draft,
        "words": words,
        "part_names": PART_IN_WORDS,
        "may_publish": permissions.may_publish(request.actor, person_id),
    }
    return ask(request, "plans/plan_draft.html", form, **shown)


@page(Right.RECORD_CONTACTS)
@both
def write_part(request: Request, person_id: UUID, part: str) -> HttpResponse:
    """One part of the draft, kept as it is typed."""
    if part not in set(Part):
        raise NotYours("plans.part", part, person_id)
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    shown = queries.part_shown(request.actor, person_id, Part(part))
    if shown is None:
        return redirect("plan", person_id)
    form = forms.PartForm(request.POST or None, part=Part(part), said=shown.said, initial=_first(shown))
    if not form.is_bound or not form.is_valid():
        return _part(request, form, person, shown)
    kept = fields.saved(
        form,
        lambda: actions.write_part(
            by=request.actor,
            person_id=person_id,
            part=Part(part),
            said=form.said(),
            edit=form.cleaned_data["edit"],
            page=form.cleaned_data["page"],
            settles=form.cleaned_data["settles"],
        ),
    )
    if kept is None:
        return _part(request, form, person, shown)
    if kept.aside is not None:
        return _both_texts(request, form, person, shown, kept.aside)
    if "done" not in request.POST:
        return _go_on(request, form, person, Part(part))
    if wrong := rules.wrong_with_part(Part(part), rules.part_of(kept.draft.body, Part(part))):
        now = queries.part_shown(request.actor, person_id, Part(part)) or shown
        form.add_error(None, wrong)
        _sent_again(form, now.edit)
        return _part(request, form, person, now)
    messages.info(request, f"{PART_IN_WORDS[Part(part)]}: kept in the draft.")
    return redirect("plan_draft", person_id)


@page(Right.RECORD_CONTACTS)
@require_POST
def settle_aside(request: Request, person_id: UUID, aside_id: UUID) -> HttpResponse:
    """What stands in the draft is to stay."""
    actions.settle_aside(by=request.actor, person_id=person_id, aside_id=aside_id)
    messages.info(request, "What stands in the draft stays.")
    return redirect("plan_draft", person_id)


def _first(shown: Any, page: Any = None) -> dict[str, Any]:
    return {"edit": shown.edit, "page": page or new_id()}


def _sent_again(form: Any, edit: int, settles: Any = "") -> None:
    """The same boxes, to be sent again on top of what is kept now."""
    form.data = form.data.copy()
    form.data["edit"], form.data["settles"] = str(edit), str(settles)


def _go_on(request: Request, sent: Any, person: Any, part: Part) -> HttpResponse:
    """The same part again, with what was kept and one more empty row."""
    shown = queries.part_shown(request.actor, person.pk, part)
    assert shown is not None
    first = _first(shown, sent.cleaned_data["page"])
    form = forms.PartForm(part=part, said=shown.said, initial=first)
    return _part(request, form, person, shown, kept=True)


def _both_texts(request: Request, form: Any, person: Any, before: Any, aside: Any) -> HttpResponse:
    """What was sent stays in the boxes; beside it what stands. Sent again from here, it decides.

    A page that keeps by itself has not shown what stands to anybody: it goes on being put aside until somebody presses the button.
    """
    now = queries.part_shown(request.actor, person.pk, before.part) or before
    form.add_error(None, TWO_AT_ONCE)
    if "HX-Request" not in request.headers:
        _sent_again(form, now.edit, aside.pk)
    return _part(request, form, person, now, theirs=now.said)


def _part(
    request: Request, form: Any, person: Any, shown: Any, *, kept: bool = False, theirs: Any = None
) -> HttpResponse:
    said = {
        "form": form,
        "person": person,
        "part": shown,
        "texts": TEXTS.get(shown.part, {}),
        "kept_at": clock.now() if kept else None,
        "theirs": theirs,
        "words": [
            one
            for one in queries.their_words_of(request.actor, person.pk)
            if any(
                one.row.line == row["key"]
                for name in ("needs", "actions")
                for row in shown.said.get(name, ())
            )
        ],
    }
    return render(request, "plans/write_part.html", said, status=422 if form.errors else 200)
