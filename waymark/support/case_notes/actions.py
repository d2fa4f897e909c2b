"""Signing notes, adding to them, and marking them. Signed is fixed: nothing here changes a note (case-notes hard rules, DUR-11, ASC-14)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat, NotYours, Refused, refuse_other
from waymark.organisation.services.models import Service
from waymark.people.access.choices import Sensitivity
from waymark.support.case_notes import permissions, queries, rules
from waymark.support.case_notes.choices import MUST_KNOW, MarkKind, NoteKind
from waymark.support.case_notes.models import Note, NoteMark, Rhythm
from waymark.support.case_notes.permissions import Head
from waymark.support.diary import queries as diary
from waymark.support.diary.models import Contact
from waymark.work.search import actions as search
from waymark.work.tasks import actions as tasks
from waymark.work.tasks import permissions as task_permissions

SOURCE = "case_notes.note"
"""Hours within which a note is written where the service's file says nothing."""
OTHERWISE = "A note was signed already under this id, with other content. It stands; write an addendum to it."
MARKED_OTHERWISE = (
    "Something else was said of a note already under this id. Open the note to see what stands."
)
IN_ERROR = "This entry was made in error. Write a new one."


@action
def sign_note(
    *,
    by: Actor,
    id: UUID,
    kind: NoteKind,
    occurred_at: datetime,
    text: str = "",
    their_words: str = "",
    worries: str = "",
    what_next: str = "",
    person_id: UUID | None = None,
    contact_id: UUID | None = None,
    kept_with: Contact | None = None,
    sensitivity: Sensitivity = Sensitivity.ORDINARY,
    unit_id: UUID | None = None,
    device: dict[str, Any] | None = None,
    reason: str = "",
    recorded_at: datetime | None = None,
    went_well: str = "",
    found_by: str = "",
    tell: Sequence[UUID] = (),
) -> Note:
    """Sign a note: its words are fixed from now on and can be found; how late it is is kept with it (DUR-11).

    `contact_id`: the contact it is the note of; `kept_with`: that contact itself, where the same save has just made it.
    `reason`: why it is written now, where the event is in the future or long past. `recorded_at`: when it was typed, if before it came.
    `tell`: colleagues who must know of it, each by a task; one who may not read it as it is kept is refused, and nothing is signed.
    `found_by`: what was written elsewhere with it (answers to a questionnaire): a search for that finds this entry.
    The same id with the same words, person, kind and readers returns the first; with any other it raises ConflictingRepeat.
    """
    said = rules.Said(text, their_words, worries, what_next, reason, went_well)
    kept = Note.objects.kept(id)
    if kept is not None:
        return _same(by, kept, said, person_id=person_id, kind=kind, sensitivity=sensitivity)
    contact = kept_with or _contact(by, contact_id, person_id)
    if person_id is None:
        permissions.may_sign_for_nobody(by, contact)
    else:
        permissions.may_sign(by, person_id, sensitivity, own_contact=contact is not None)
    now = clock.now()
    _refuse(rules.wrong_with_words(said))
    _refuse(rules.wrong_with_time(occurred_at, now, reason))
    typed_at = min(recorded_at or now, now)
    note = Note(
        id=id,
        service_id=by.service_id,
        person_id=person_id,
        unit_id=unit_id or (contact.unit_id if contact else _team(by, person_id)),
        contact=contact,
        author_id=by.worker_id,
        author_role=by.role[:200],
        kind=kind,
        sensitivity=sensitivity,
        text=text,
        their_words=their_words,
        worries=worries,
        what_next=what_next,
        went_well=went_well,
        reason=reason,
        occurred_at=occurred_at,
        recorded_at=typed_at,
        received_at=now,
        late_hours=rules.late_hours(occurred_at, typed_at, _limit_hours(by)),
        sha256=rules.digest(said),
        device=device or {},
    )
    _signed(by, note, said, found_by)
    for owner_id in tell:
        _must_know(by, note, owner_id)
    return note


@action
def add_addendum(*, by: Actor, id: UUID, note_id: UUID, text: str, reason: str) -> Note:
    """Add to a signed note, with the reason. The note's own words stay as they are; an addendum to an addendum adds to the note."""
    head = queries.note_to_change(by, note_id)
    said = rules.Said(text=text, reason=reason)
    kept = Note.objects.kept(id)
    if kept is not None:
        return _same(by, kept, said, person_id=head.person_id, amends_id=head.id)
    if not permissions.may_amend(by, head):
        raise NotYours("case_notes.note", note_id, head.person_id)
    _stands(head)
    _refuse(rules.wrong_with_words(said) or rules.wrong_with_reason(reason))
    now = clock.now()
    note = Note(
        id=id,
        service_id=by.service_id,
        person_id=head.person_id,
        unit_id=head.unit_id,
        author_id=by.worker_id,
        author_role=by.role[:200],
        kind=NoteKind.ADDENDUM,
        sensitivity=head.sensitivity,
        text=text,
        reason=reason,
        amends_id=head.id,
        occurred_at=now,
        recorded_at=now,
        received_at=now,
        sha256=rules.digest(said),
    )
    return _signed(by, note, said)


@action
def mark_note(
    *, by: Actor, id: UUID, note_id: UUID, kind: MarkKind, words: str = "", second_id: UUID | None = None
) -> NoteMark:
    """Say something about a note: entered in error (a reason, and a second person who is told), countersigned, or a comment to its author.

    An entry made in error leaves timeline, search and sums; whoever leads, audits or wrote it still reads it, with its mark.
    """
    head = queries.note_to_change(by, note_id)
    kept = NoteMark.objects.kept(id)
    if kept is not None:
        return _same_mark(by, kept, note_id=head.id, kind=kind, words=words.strip())
    _stands(head)
    _may_mark(by, head, kind, words, second_id)
    mark = NoteMark(
        id=id,
        person_id=head.person_id,
        note_id=head.id,
        kind=kind,
        words=words.strip(),
        by_id=by.worker_id,
        second_id=second_id if kind is MarkKind.ENTERED_IN_ERROR else None,
        at=clock.now(),
    )
    mark.save(force_insert=True)
    audit.write(by, "mark_note", mark, detail={"note": head.id, "kind": kind, "second": mark.second_id})
    if follow := FOLLOWS.get(kind):
        follow(by, mark, head)
    return mark


@action
def set_rhythm(*, by: Actor, id: UUID, person_id: UUID, days: int) -> Rhythm:
    """How often somebody is to be in contact with a person, from now on; what was set before stays (LDS-26). Idempotent on `id`."""
    permissions.may_sign(by, person_id, Sensitivity.ORDINARY, own_contact=False)
    kept = Rhythm.objects.kept(id)
    if kept is not None:
        if (kept.person_id, kept.days) != (person_id, days):
            raise ConflictingRepeat("Something else was kept under this id. Open the page again.")
        audit.write(by, "set_rhythm", kept, outcome="repeat")
        return kept
    _refuse("" if days > 0 else "Say how often.")
    row = Rhythm(id=id, person_id=person_id, days=days, at=clock.now(), by_id=by.worker_id)
    row.save(force_insert=True)
    audit.write(by, "set_rhythm", row, detail={"days": days})
    return row


def _may_mark(by: Actor, head: Head, kind: MarkKind, words: str, second_id: UUID | None) -> None:
    if kind is MarkKind.ENTERED_IN_ERROR:
        if not permissions.may_amend(by, head):
            raise NotYours(SOURCE, head.id, head.person_id)
        _refuse(rules.wrong_with_reason(words))
        permissions.require_second(by, head, second_id, clock.today())
        return
    permissions.require_judge(by, head.author_id)
    _refuse("Write the comment." if permissions.needs_words(kind) and not words.strip() else "")


def _out_of_sight(by: Actor, mark: NoteMark, head: Head) -> None:
    """No longer found by its words, and the second person is asked to look."""
    for note_id in [head.id, *Note.objects.filter(amends_id=head.id).values_list("id", flat=True)]:
        search.withdraw_passage(by=by, id=note_id)
    words = f"{by.name} marked a note as entered in error and named you as the second person. Open it and say if it was not."
    _tell(by, mark, head, mark.second_id, words)


def _to_the_author(by: Actor, mark: NoteMark, head: Head) -> None:
    _tell(by, mark, head, head.author_id, f"{by.name} commented on your note: {mark.words}")


FOLLOWS = {
    MarkKind.ENTERED_IN_ERROR: _out_of_sight,
    MarkKind.COMMENT: _to_the_author,
}
"""What a mark does besides standing there. A countersignature is seen where the note is, and nobody is told."""


def _tell(by: Actor, mark: NoteMark, head: Head, owner_id: Any, words: str) -> None:
    """A task for whoever must look, as closely held as the note. One who has left, or may no longer read it, is not told."""
    if task_permissions.wrong_with_owner(by, owner_id, head.person_id, clock.today()):
        return
    tasks.make_task(
        by=by,
        id=derived(mark.pk, "task"),
        words=words,
        owner_id=owner_id,
        person_id=head.person_id,
        sensitivity=head.sensitivity,
        source=SOURCE,
        source_id=head.id,
    )


def _must_know(by: Actor, note: Note, owner_id: UUID) -> None:
    """A day to read it. Whoever opens the note sees whether they have."""
    permissions.require_reader(by, note, owner_id)
    tasks.make_task(
        by=by,
        id=derived(note.pk, MUST_KNOW, str(owner_id)),
        words=rules.must_know_words(by.name, note.person.name if note.person else ""),
        owner_id=owner_id,
        person_id=note.person_id,
        sensitivity=Sensitivity(note.sensitivity),
        due_at=clock.now() + rules.TO_READ_WITHIN,
        source=MUST_KNOW,
        source_id=note.pk,
    )


def _signed(by: Actor, note: Note, said: rules.Said, found_by: str = "") -> Note:
    note.save(force_insert=True)
    detail = {
        "kind": note.kind,
        "sensitivity": note.sensitivity,
        "sha256": note.sha256,
        "late": note.late_hours,
    }
    audit.write(by, "add_addendum" if note.amends_id else "sign_note", note, detail=detail)
    search.push_passage(
        by=by,
        id=note.pk,
        person_id=note.person_id,
        source=SOURCE,
        author_id=note.author_id,
        occurred_at=note.occurred_at,
        sensitivity=Sensitivity(note.sensitivity),
        text="\n".join(filter(None, [rules.searchable(said), found_by])),
    )
    return note


def _same(by: Actor, kept: Note, said: rules.Said, **stands: Any) -> Note:
    """The note that stands under this id, when the same author sent the same words and whatever else `stands` names."""
    if kept.author_id != by.worker_id or kept.service_id != by.service_id:
        raise NotYours(SOURCE, kept.pk, kept.person_id)
    refuse_other(kept, {"sha256": rules.digest(said), **stands}, OTHERWISE)
    audit.write(by, "sign_note", kept, outcome="repeat")
    return kept


def _same_mark(by: Actor, kept: NoteMark, **stands: Any) -> NoteMark:
    if kept.by_id != by.worker_id:
        raise NotYours(SOURCE, kept.note_id, kept.person_id)
    refuse_other(kept, stands, MARKED_OTHERWISE)
    audit.write(by, "mark_note", kept, outcome="repeat")
    return kept


def _contact(by: Actor, contact_id: UUID | None, person_id: UUID | None) -> Contact | None:
    """One's own contact with this person, still without a note."""
    if contact_id is None:
        return None
    contact = queries.contact_without_note(by, contact_id)
    if contact.person_id != person_id:
        raise NotYours("diary.contact", contact_id, person_id)
    return contact


def _stands(head: Head) -> None:
    if NoteMark.objects.filter(note_id=head.id, kind=MarkKind.ENTERED_IN_ERROR).exists():
        raise Refused(IN_ERROR)


def _team(by: Actor, person_id: UUID | None) -> UUID | None:
    return diary.team_for(by, person_id) if person_id else None


def _limit_hours(by: Actor) -> int:
    known = by.clocks if by.worker_id else None
    clocks = (
        known if known is not None else Service.objects.values_list("clocks", flat=True).get(pk=by.service_id)
    )
    return rules.limit_hours(clocks)


def _refuse(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)
