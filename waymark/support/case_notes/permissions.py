"""Who may sign, add to, and mark notes. Each refuses with a sentence or with NotYours, and is asked for the buttons too."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action, Sensitivity
from waymark.support.case_notes.choices import MarkKind
from waymark.support.case_notes.models import Note
from waymark.support.diary.models import Contact
from waymark.work.tasks import permissions as tasks


@dataclass(frozen=True)
class Head:
    """What must be known of a note before anybody may read it: whose, about whom, how closely held. Never its words."""

    id: UUID
    person_id: UUID | None
    author_id: UUID
    unit_id: UUID | None
    sensitivity: Sensitivity


SOMEBODY_ELSE = (
    "Choose somebody else as the second person: two people have to agree that it was made in error."
)


def may_sign(worker: Actor, person_id: UUID, sensitivity: Sensitivity, *, own_contact: bool) -> None:
    """Raise NotYours unless `worker` may write such an entry. `own_contact`: it is about a contact of their own, which they may finish
    for two weeks after the person has gone to somebody else (access_cases 4).
    """
    allowed = access.can(worker, person_id, Action.WRITE_ENTRY, sensitivity, theirs=own_contact)
    if not allowed or not (own_contact or _in_service(worker, person_id)):
        raise NotYours("case_notes.note", "", person_id)


def may_sign_for_nobody(worker: Actor, contact: Contact | None) -> None:
    """Raise Refused for a note about nobody, unless it is the note of one's own anonymous contact."""
    if contact is None or not contact.anonymous:
        raise Refused("Say who this note is about.")


def may_amend(worker: Actor, note: Head) -> bool:
    """Whether `worker` may add to a note: they may write such an entry, or it is their own. The note itself is never changed."""
    theirs = note.author_id == worker.worker_id
    if note.person_id is None:
        return theirs or leads_team_of(worker, note)
    return access.can(worker, note.person_id, Action.WRITE_ENTRY, note.sensitivity, theirs=theirs)


def may_judge(worker: Actor, author_id: UUID) -> bool:
    """Whether `worker` reads others' notes to countersign or comment: never their own (author is not approver)."""
    return worker.may(Right.COUNTERSIGN) and author_id != worker.worker_id


def require_judge(worker: Actor, author_id: UUID) -> None:
    """Raise Refused unless `may_judge`."""
    if not may_judge(worker, author_id):
        raise Refused("Notes are countersigned and commented on by a supervisor, never by their author.")


def may_read_errors(worker: Actor, author_id: UUID) -> bool:
    """Whether the words of an entry made in error are still shown: to its author, to those who lead, and to those who audit."""
    return author_id == worker.worker_id or worker.may(Right.COUNTERSIGN) or worker.may(Right.SEE_ACCESS_LOG)


def require_second(worker: Actor, note: Head, second_id: UUID | None, day: date) -> None:
    """Raise Refused unless the second person is another worker of today who may read the note's record."""
    if second_id is None or second_id == worker.worker_id:
        raise Refused(SOMEBODY_ELSE)
    wrong = tasks.wrong_with_owner(worker, second_id, note.person_id, day)
    if wrong:
        raise Refused(wrong)


def require_reader(worker: Actor, note: Note, reader_id: UUID) -> None:
    """Raise Refused unless a colleague, today, may read this note as it is kept."""
    wrong = tasks.wrong_with_owner(
        worker, reader_id, note.person_id, clock.today(), Sensitivity(note.sensitivity)
    )
    if wrong == tasks.NOT_THEIRS:
        name = Worker.objects.values_list("name", flat=True).get(pk=reader_id)
        wrong = f"{name} may not read it as you keep it. Choose somebody else, or let everyone who works with them read it."
    if wrong:
        raise Refused(wrong)


def leads_team_of(worker: Actor, note: Head) -> bool:
    """Whether `worker` supervises the team that an anonymous contact's note counts for."""
    return note.unit_id in worker.team_ids and worker.may(Right.COUNTERSIGN)


def needs_words(kind: MarkKind) -> bool:
    """Whether a mark says something: a comment and an error do, a countersignature need not."""
    return kind is not MarkKind.COUNTERSIGNED


def _in_service(worker: Actor, person_id: UUID) -> bool:
    return bool(access.visible_people(worker, Action.WRITE_ENTRY).filter(pk=person_id).exists())
