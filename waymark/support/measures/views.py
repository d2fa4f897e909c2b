"""A person's questionnaires, filling one in, one that was filled in, and the conversation that some answers ask for at once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.core.pages import NotYours, Request, page
from waymark.organisation.services import queries as services
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.case_notes import actions as case_notes
from waymark.support.case_notes.choices import NoteKind
from waymark.support.diary.choices import Mechanism
from waymark.support.measures import actions, forms, permissions, queries
from waymark.support.measures.choices import AnsweredBy
from waymark.work.questionnaires import queries as questionnaires
from waymark.work.questionnaires.choices import STRENGTHS_AND_NEEDS, State
from waymark.work.tasks import queries as tasks

both = require_http_methods(["GET", "POST"])


@page(Right.OPEN_RECORDS)
@require_GET
def measures(request: Request, person_id: UUID) -> HttpResponse:
    """What one person filled in, how it went, and what can be filled in."""
    person = access.person_for(request.actor, person_id, Action.READ_ENTRY)
    may_fill_in = permissions.may_fill_in(request.actor, person_id)
    shown = {
        "person": person,
        "followed": queries.measures_of(request.actor, person_id),
        "begun": queries.begun_of(request.actor, person_id) if may_fill_in else [],
        "in_use": questionnaires.in_use(request.actor) if may_fill_in else [],
        "may_load": request.actor.may(Right.CONFIGURE_SERVICE),
    }
    return render(request, "measures/measures.html", shown)


@page(Right.RECORD_CONTACTS)
@both
def fill_in(request: Request, person_id: UUID, version_id: UUID) -> HttpResponse:
    """The questions one version asks, kept as they are answered. `?corrects=`: what is put right by adding."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    version = questionnaires.version_for(request.actor, version_id)
    before = _corrected(request, person_id, version)
    begun = queries.begun_on(request.actor, person_id, version)
    kept = begun.answers if begun else before.answers if before else {}
    form = forms.FillInForm(
        request.POST or None,
        questions=questionnaires.form_of(version).questions,
        answers=kept,
        initial=_first(before),
    )
    if not form.is_bound:
        return _ask(request, form, kept, person, version, before, begun)
    typed = form.typed()
    if "sign" not in request.POST:
        begun = actions.keep_answers(
            by=request.actor, person_id=person_id, version_id=version_id, answers=typed, at=clock.now()
        )
        if "later" in request.POST:
            return redirect("measures", person_id)
        unsaid = forms.FillInForm(
            initial={name: request.POST.get(name, "") for name in form.fields},
            questions=list(form.links.values()),
            answers=typed,
        )
        return _ask(request, unsaid, typed, person, version, before, begun)
    made = _signed(request, form, typed, person_id, version, before)
    if made is None:
        return _ask(request, form, typed, person, version, before, begun, status=422)
    if made.safety:
        return redirect("talk_now", made.pk)
    messages.success(
        request, f"{version.title} is signed. {person.name} can see what it came to, if they like."
    )
    return redirect("filled_in", made.pk)


@page(Right.OPEN_RECORDS)
@require_GET
def filled_in(request: Request, filled_id: UUID) -> HttpResponse:
    """One that was signed: its score, and every answer as it was given."""
    filled = queries.filled_for(request.actor, filled_id)
    shown = {
        "person": filled.person,
        "filled": filled,
        "said": queries.shown(filled),
        "answers": questionnaires.answered(filled.version, filled.answers),
        "corrected_by": queries.corrected_by(filled),
        "begins_a_plan": filled.version.name == STRENGTHS_AND_NEEDS,
        "may_correct": permissions.may_fill_in(request.actor, filled.person_id),
    }
    return render(request, "measures/filled_in.html", shown)


@page(Right.RECORD_CONTACTS)
@both
def talk_now(request: Request, filled_id: UUID) -> HttpResponse:
    """The conversation after an answer about ending one's life, in the same sitting: what was answered, how to ask, whom to ring."""
    filled = queries.filled_for(request.actor, filled_id)
    person = access.person_for(request.actor, filled.person_id, Action.WRITE_ENTRY)
    form = forms.TalkForm(request.POST or None, initial={"id": new_id()})

    def write() -> Any:
        said = form.cleaned_data
        return case_notes.sign_note(
            by=request.actor, id=said["id"], kind=NoteKind.OBSERVATION, occurred_at=clock.now(), text=said["text"],
            their_words=said["their_words"], what_next=said["what_next"], person_id=person.pk,
        )  # fmt: skip

    if form.is_valid() and fields.saved(form, write, "text") is not None:
        messages.success(request, "What you talked about is in the record.")
        return redirect("person", person.pk)
    shown = {
        "form": form,
        "person": person,
        "filled": filled,
        "item": questionnaires.safety_of(filled.version, filled.answers),
        "told": tasks.told_about(request.actor, "measures.filled", filled.pk),
        "crisis": services.service_of(request.actor).crisis_wording,
    }
    return render(request, "measures/talk_now.html", shown, status=422 if form.is_bound else 200)


def _corrected(request: Request, person_id: UUID, version: Any) -> Any:
    """What `?corrects=` names, of this person and version; a version that is not in use is only filled in to correct."""
    named = request.GET.get("corrects")
    before = queries.filled_to_correct(request.actor, named, person_id, version) if named else None
    if before is None and version.state != State.PUBLISHED and request.method == "GET":
        raise NotYours("questionnaires.version", version.pk)
    return before


def _first(before: Any) -> dict[str, Any]:
    now = clock.local(before.answered_at if before else clock.now())
    return {
        "id": new_id(),
        "date": f"{now:%d/%m/%Y}",
        "start": f"{now:%H:%M}",
        "language": before.language if before else "English",
        "mode": before.mode if before else Mechanism.FACE_TO_FACE,
        "answered_by": before.answered_by if before else "",
    }


def _signed(
    request: Request, form: Any, typed: dict[str, str], person_id: UUID, version: Any, before: Any
) -> Any:
    _, wrong = questionnaires.clean(version, typed)
    form.is_valid()
    form.say(wrong)
    if before is not None and not request.POST.get("reason", "").strip():
        form.add_error("reason", "Say what was wrong with it.")
    if form.errors:
        return None
    said = form.cleaned_data
    return fields.saved(
        form,
        lambda: actions.sign_answers(
            by=request.actor, id=said["id"], person_id=person_id, version_id=version.pk, answers=typed,
            answered_by=AnsweredBy(said["answered_by"]), mode=Mechanism(said["mode"]), language=said["language"],
            answered_at=form.answered_at(), replaces_id=before.pk if before else None, reason=said["reason"],
        ),
    )  # fmt: skip


def _ask(
    request: Request,
    form: Any,
    answers: dict[str, str],
    person: Any,
    version: Any,
    before: Any,
    begun: Any,
    status: int = 200,
) -> HttpResponse:
    asked = {one.link_id for one in questionnaires.asked(questionnaires.form_of(version), answers)}
    shown = {
        "form": form,
        "person": person,
        "version": version,
        "before": before,
        "begun": begun,
        "questions": [(form[name], one) for name, one in form.links.items() if one.link_id in asked],
        "branches": any(one.when for one in form.links.values()),
    }
    return render(request, "measures/fill_in.html", shown, status=status)
