"""Notes: one note with what was added and said, writing one by hand, adding to one, and what a supervisor reads."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waymark.core import clock, fields
from waymark.core.ids import new_id, read_id
from waymark.core.pages import NotYours, Refused, Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action, Sensitivity
from waymark.support.case_notes import actions, forms, queries
from waymark.support.case_notes.choices import MarkKind, NoteKind
from waymark.support.diary.choices import HAPPENED

both = require_http_methods(["GET", "POST"])


@page(Right.OPEN_RECORDS)
@require_GET
def note(request: Request, note_id: UUID) -> HttpResponse:
    """One note, fixed. What can be done is to add to it."""
    shown = queries.note_for(request.actor, note_id)
    told = queries.told_of(request.actor, note_id) if shown.entry.readable and not shown.hidden else []
    return render(request, "case_notes/note.html", {"page": shown, "told": told, "countersign_id": new_id()})


@page(Right.RECORD_CONTACTS)
@both
def write_note(request: Request) -> HttpResponse:
    """A note by hand about a person (`?person=`), or the missing note of a contact (`?contact=`)."""
    if contact_id := read_id(request.GET.get("contact")):
        return _write_for_contact(request, contact_id)
    person = access.person_for(request.actor, _person_id(request), Action.WRITE_ENTRY)
    now = clock.local(clock.now())
    first = {
        "id": new_id(),
        "date": now.date().isoformat(),
        "start": f"{now:%H:%M}",
        "kind": NoteKind.OBSERVATION.value,
        "sensitivity": Sensitivity.ORDINARY.value,
    }
    form = _form(request, forms.NoteForm, first, tell=queries.to_tell(request.actor, person, clock.now()))

    def sign(said: dict[str, Any]) -> Any:
        return actions.sign_note(
            by=request.actor, kind=NoteKind(said["kind"]), person_id=person.pk, **_words(form)
        )

    if made := _written(form, sign):
        return _to_note(request, made.pk, "Signed. It can be added to, and is never changed.")
    shown = {"person": person, "contact": None}
    return _ask(request, "case_notes/write_note.html", form, prompts=_prompts(form), **shown)


@page(Right.RECORD_CONTACTS)
@both
def add_addendum(request: Request, note_id: UUID) -> HttpResponse:
    """Add to a signed note, with the reason."""
    shown = _to_amend(request, note_id)
    form = forms.AddendumForm(request.POST or None, initial={"id": new_id()})

    def add(said: dict[str, Any]) -> Any:
        return actions.add_addendum(by=request.actor, note_id=note_id, **said)

    if _written(form, add):
        return _to_note(request, shown.entry.id, "Added. The note itself is as it was.")
    return _ask(request, "case_notes/add_addendum.html", form, page=shown)


@page(Right.RECORD_CONTACTS)
@both
def mark_in_error(request: Request, note_id: UUID) -> HttpResponse:
    """Say that an entry was made in error: why, and who else agrees."""
    shown = _to_amend(request, note_id)
    colleagues = queries.seconds(request.actor, clock.today())
    form = forms.ErrorForm(request.POST or None, initial={"id": new_id()}, colleagues=colleagues)

    def mark(said: dict[str, Any]) -> Any:
        return _mark(request, note_id, MarkKind.ENTERED_IN_ERROR, said)

    if _written(form, mark):
        return _to_note(request, shown.entry.id, "Marked. Your colleague has been asked to look at it.")
    return _ask(request, "case_notes/mark_in_error.html", form, page=shown)


@page(Right.RECORD_CONTACTS)
@both
def set_rhythm(request: Request, person_id: UUID) -> HttpResponse:
    """How often somebody is to be in contact with a person, and how it stands (LDS-26)."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    stands = queries.rhythm_of(request.actor, person_id)
    form = forms.RhythmForm(
        request.POST or None, initial={"id": new_id(), "days": str(stands) if stands else ""}
    )

    def keep(said: dict[str, Any]) -> Any:
        return actions.set_rhythm(by=request.actor, person_id=person_id, **said)

    if _written(form, keep):
        messages.info(request, "Kept. You are told on your day when it is longer than that.")
        return redirect("set_rhythm", person_id)
    gap = queries.gap_of(request.actor, person_id, clock.today())
    return _ask(request, "case_notes/set_rhythm.html", form, person=person, gap=gap)


@page(Right.COUNTERSIGN)
@require_GET
def notes_to_read(request: Request) -> HttpResponse:
    """Colleagues' notes that nobody has countersigned, those that are due first (ASC-14)."""
    waiting = queries.notes_to_read(request.actor, clock.today())
    return render(request, "case_notes/notes_to_read.html", {"waiting": waiting})


@page(Right.COUNTERSIGN)
@both
def comment_on_note(request: Request, note_id: UUID) -> HttpResponse:
    """Say something to the author. The note's own words are never changed by it."""
    shown = queries.note_for(request.actor, note_id)
    if not shown.may_judge:
        raise Refused("Notes are commented on by a supervisor, never by their author.")
    form = forms.CommentForm(request.POST or None, initial={"id": new_id()})
    if _written(form, lambda said: _mark(request, note_id, MarkKind.COMMENT, said)):
        return _to_note(request, shown.entry.id, "The author has been told.")
    return _ask(request, "case_notes/comment_on_note.html", form, page=shown)


@page(Right.COUNTERSIGN)
@require_POST
def countersign_note(request: Request, note_id: UUID) -> HttpResponse:
    """Read, and signed beside the author."""
    form = forms.CountersignForm(request.POST)
    mark_id = form.cleaned_data["id"] if form.is_valid() else new_id()
    mark = actions.mark_note(by=request.actor, id=mark_id, note_id=note_id, kind=MarkKind.COUNTERSIGNED)
    return _to_note(request, mark.note_id, "Countersigned.")


def _write_for_contact(request: Request, contact_id: UUID) -> HttpResponse:
    contact = queries.contact_without_note(request.actor, contact_id)
    first = {"id": new_id(), "sensitivity": Sensitivity.ORDINARY.value}
    tell = queries.to_tell(request.actor, contact.person, clock.now()) if contact.person else {}
    form = _form(request, forms.ContactNoteForm, first, occurred_at=contact.started_at, tell=tell)
    kind = NoteKind.CONTACT if contact.attendance in HAPPENED else NoteKind.NON_ATTENDANCE

    def sign(said: dict[str, Any]) -> Any:
        given = {"kind": kind, "person_id": contact.person_id, "contact_id": contact_id}
        return actions.sign_note(by=request.actor, **given, **_words(form))

    if made := _written(form, sign):
        return _to_note(request, made.pk, "Signed. It can be added to, and is never changed.")
    shown = {"person": contact.person, "contact": contact}
    return _ask(request, "case_notes/write_note.html", form, prompts=_prompts(form), **shown)


def _words(form: Any) -> dict[str, Any]:
    said = form.cleaned_data
    named = {name: said[name] for name in ("id", "text", "their_words", "what_next", "reason", "tell")}
    return {**named, "occurred_at": form.occurred_at, "sensitivity": Sensitivity(said["sensitivity"])}


def _form(request: Request, made: type[Any], first: dict[str, Any], **known: Any) -> Any:
    """The form as sent. Where only plainer words are asked for (`wording`), as typed so far: nothing is wrong yet, nothing is kept."""
    if "wording" in request.POST:
        typed = {**request.POST.dict(), "tell": request.POST.getlist("tell")}
        return made(initial={**first, **typed}, **known)
    return made(request.POST or None, initial=first, **known)


def _prompts(form: Form) -> list[Any]:
    """Advice to the writer alone, for what is typed so far: it holds nothing up and is kept nowhere (LDS-24)."""
    return queries.prompts(str(form["text"].value() or ""))


def _mark(request: Request, note_id: UUID, kind: MarkKind, said: dict[str, Any]) -> Any:
    return actions.mark_note(
        by=request.actor,
        id=said["id"],
        note_id=note_id,
        kind=kind,
        words=said["words"],
        second_id=read_id(said.get("second")),
    )


def _person_id(request: Request) -> UUID:
    asked = request.GET.get("person", "")
    person_id = read_id(asked)
    if person_id is None:
        raise NotYours("service_users.person", asked[:80])
    return person_id


def _to_amend(request: Request, note_id: UUID) -> queries.NotePage:
    shown = queries.note_for(request.actor, note_id)
    if not shown.may_amend:
        raise Refused("This note cannot be added to. Open it to see how it stands.")
    return shown


def _written(form: Form, write: Callable[[dict[str, Any]], Any]) -> Any:
    """What the action gave, or None when the form is not right yet (and says why)."""
    return fields.saved(form, lambda: write(form.cleaned_data)) if form.is_valid() else None


def _ask(request: Request, template: str, form: Form, **shown: Any) -> HttpResponse:
    return render(request, template, {"form": form, **shown}, status=422 if form.is_bound else 200)


def _to_note(request: Request, note_id: UUID, done: str) -> HttpResponse:
    messages.info(request, done)
    return redirect("note", note_id)
