"""What happened: a contact, and what becomes of the visit it was planned as."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.support.diary import permissions, queries, rules
from waymark.support.diary.actions._parts import nothing_waits, refuse, same, settle
from waymark.support.diary.choices import Attendance, Mechanism, VisitState
from waymark.support.diary.models import Contact, GroupSession, Visit

WRITTEN = "This visit has been written up already."


@action
def keep_contact(
    *,
    by: Actor,
    id: UUID,
    unit_id: UUID,
    attendance: Attendance,
    mechanism: Mechanism,
    started_at: datetime,
    minutes: int,
    person_id: UUID | None = None,
    anonymous: bool = False,
    visit_id: UUID | None = None,
    place: str = "",
    present: str = "",
    session: str = "",
    group_id: UUID | None = None,
) -> Contact:
    """Keep a contact that happened, or should have; never changed after. Its visit is marked held, not attended or called off.

    About a named person, or explicitly anonymous. The same id with the same content returns the first; with other content it raises
    ConflictingRepeat.
    """
    given = {
        "unit_id": unit_id,
        "attendance": attendance,
        "mechanism": mechanism,
        "started_at": started_at,
        "minutes": minutes,
        "person_id": person_id,
        "anonymous": anonymous,
        "visit_id": visit_id,
        "place": place.strip(),
        "present": present.strip(),
        "session": session,
        "group_id": group_id,
    }
    kept = Contact.objects.kept(id)
    if kept is not None:
        same(kept, given | {"worker_id": by.worker_id})
        audit.write(by, "keep_contact", kept, outcome="repeat")
        return kept
    now = clock.now()
    refuse(rules.wrong_with_subject(person_id is not None, anonymous))
    refuse(rules.wrong_with_contact(attendance, started_at, minutes, now))
    if session:
        refuse(rules.wrong_with_session(session, queries.sessions(by)))
    if person_id is not None:
        permissions.may_write_about(by, person_id)
    permissions.may_count_for(by, unit_id)
    if visit_id is not None:
        _end_visit(by, visit_id, person_id, attendance)
    contact = Contact(id=id, worker_id=by.worker_id, recorded_at=now, **given)
    contact.save(force_insert=True)
    audit.write(by, "keep_contact", contact, detail={"attendance": attendance, "minutes": minutes})
    return contact


@action
def keep_group(
    *,
    by: Actor,
    id: UUID,
    unit_id: UUID,
    name: str,
    started_at: datetime,
    minutes: int,
    place: str,
    shared: str,
) -> GroupSession:
    """Keep what several people did together; the contact of each names it by its id. Idempotent on `id`."""
    given = {
        "unit_id": unit_id, "name": name.strip(), "started_at": started_at, "minutes": minutes,
        "place": place.strip(), "shared": shared.strip(),
    }  # fmt: skip
    kept = GroupSession.objects.kept(id)
    if kept is not None:
        same(kept, given | {"worker_id": by.worker_id})
        audit.write(by, "keep_group", kept, outcome="repeat")
        return kept
    now = clock.now()
    refuse(rules.wrong_with_contact(Attendance.ON_TIME, started_at, minutes, now))
    permissions.may_count_for(by, unit_id)
    made = GroupSession(id=id, worker_id=by.worker_id, recorded_at=now, **given)
    made.save(force_insert=True)
    audit.write(by, "keep_group", made, detail={"minutes": minutes})
    return made


def _end_visit(by: Actor, visit_id: UUID, person_id: UUID | None, attendance: Attendance) -> None:
    written = Exists(Contact.objects.filter(visit_id=OuterRef("pk")))
    ours = Visit.objects.annotate(written=written, moving=queries.MOVING, asked_who=queries.ASKED_WHO).filter(
        pk=visit_id, unit__service_id=by.service_id
    )
    visit = ours.first()
    if visit is None or visit.person_id != person_id:
        raise NotYours("diary.visit", visit_id, person_id)
    refuse(WRITTEN if visit.written else "")
    refuse(
        "This visit was moved. Record the one it was moved to."
        if visit.state == VisitState.REARRANGED
        else ""
    )
    visit.called_off_by = rules.called_off_by(attendance)
    settle(visit, rules.state_after(attendance), "")
    if visit.moving or visit.second_id or visit.asked_who:
        nothing_waits(by, visit, "It was written up.")
