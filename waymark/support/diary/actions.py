"""Planning visits, calling them off, moving them, and keeping what happened. Planned, started, ended and signed are separate facts.

A visit gives its worker access for its day when they have none otherwise. Everything is idempotent on an id made by the page.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.people.access import actions as access
from waymark.people.access.choices import Relationship
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import Person
from waymark.support.diary import permissions, queries, rules
from waymark.support.diary.choices import Attendance, Mechanism, VisitState, Whose
from waymark.support.diary.models import Contact, TravelTime, Visit
from waymark.support.goals.models import Goal
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.choices import Weight

LIVE = "diary.visit"
INTERPRETER = "diary.interpreter"
WRITTEN = "This visit has been written up already."


class ClashingVisit(Refused):
    """The worker is with somebody else then; a reason lets both stand."""


@action
def plan_visit(
    *,
    by: Actor,
    id: UUID,
    person_id: UUID,
    worker_id: UUID,
    unit_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    mechanism: Mechanism,
    place: str = "",
    purpose: str = "",
    goal_id: UUID | None = None,
    source_id: UUID | None = None,
    clash_reason: str = "",
) -> Visit:
    """Put a visit into a worker's diary. Raises ClashingVisit when they are with somebody else then, unless a reason is given.

    The one who visits is given access for that day when they have none otherwise (access_cases 3). The same id again changes nothing;
    with other content it raises ConflictingRepeat.
    """
    permissions.may_write_about(by, person_id)
    permissions.may_plan_for(by, worker_id)
    given = {
        "person_id": person_id,
        "worker_id": worker_id,
        "unit_id": unit_id,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "mechanism": mechanism,
        "place": place.strip(),
        "purpose": purpose.strip(),
        "goal_id": goal_id,
        "source_id": source_id,
    }
    kept = Visit.objects.kept(id)
    if kept is not None:
        _same(kept, given)
        audit.write(by, "plan_visit", kept, outcome="repeat")
        return kept
    permissions.may_count_for(by, unit_id)
    person = Person.objects.get(pk=person_id)
    _refuse(
        "A death is recorded. Nothing can be planned with them." if service_users.has_died(person) else ""
    )
    _refuse(rules.wrong_with_times(starts_at, ends_at))
    _goal_is_theirs(goal_id, person_id)
    _no_clash(by, worker_id, starts_at, ends_at, clash_reason)
    visit = Visit(id=id, clash_reason=clash_reason.strip(), made_at=clock.now(), **given)
    _give_access(by, visit)
    visit.save(force_insert=True)
    audit.write(by, "plan_visit", visit, detail={"worker": worker_id})
    _ask_for_interpreters(by, visit, person)
    return visit


@action
def cancel_visit(*, by: Actor, id: UUID, reason: str, whose: Whose) -> Visit:
    """Call off a planned visit: by the person or by the service, and why. It stays in the record, and is never counted as not attended."""
    visit = permissions.visit_to_change(by, id)
    if visit.state == VisitState.CANCELLED:
        audit.write(by, "cancel_visit", visit, outcome="repeat")
        return visit
    _still_planned(visit)
    _refuse(rules.wrong_with_exception(reason))
    _refuse("" if whose in set(Whose) else "Say who called it off.")
    visit.called_off_by = whose
    _settle(visit, VisitState.CANCELLED, reason)
    _take_access_back(by, visit)
    _no_interpreters(by, visit, "The visit was called off.")
    audit.write(by, "cancel_visit", visit, detail={"whose": whose})
    return visit


@action
def stop_visits(*, by: Actor, person_id: UUID, because: str, at: datetime) -> list[Visit]:
    """Every visit still planned with somebody is called off, whosever diary it is in: they died. The caller has asked the policy."""
    planned = Visit.objects.select_for_update().filter(
        person_id=person_id, unit__service_id=by.service_id, state=VisitState.PLANNED, ends_at__gt=at
    )
    stopped = list(planned.order_by("starts_at", "id"))
    for visit in stopped:
        _settle(visit, VisitState.CANCELLED, because)
        _take_access_back(by, visit)
        _no_interpreters(by, visit, because)
        audit.write(by, "stop_visit", visit)
    audit.write(by, "stop_visits", person_id=person_id, detail={"stopped": len(stopped)})
    return stopped


@action
def rearrange_visit(
    *,
    by: Actor,
    id: UUID,
    new_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    place: str | None = None,
    clash_reason: str = "",
) -> Visit:
    """Move a planned visit: the old one stays as moved, with the reason; the new one, `new_id`, is returned. Idempotent on `new_id`."""
    visit = permissions.visit_to_change(by, id)
    if visit.state == VisitState.REARRANGED:
        return _moved_before(by, visit, new_id)
    _still_planned(visit)
    _refuse(rules.wrong_with_exception(reason))
    _settle(visit, VisitState.REARRANGED, reason)
    _take_access_back(by, visit)
    _no_interpreters(by, visit, "The visit was moved: there is a task for the new time.")
    audit.write(by, "rearrange_visit", visit, detail={"to": new_id})
    return plan_visit(
        by=by,
        id=new_id,
        person_id=visit.person_id,
        worker_id=visit.worker_id,
        unit_id=visit.unit_id,
        starts_at=starts_at,
        ends_at=ends_at,
        mechanism=Mechanism(visit.mechanism),
        place=visit.place if place is None else place,
        purpose=visit.purpose,
        goal_id=visit.goal_id,
        source_id=visit.pk,
        clash_reason=clash_reason,
    )


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
    }
    kept = Contact.objects.kept(id)
    if kept is not None:
        _same(kept, given | {"worker_id": by.worker_id})
        audit.write(by, "keep_contact", kept, outcome="repeat")
        return kept
    now = clock.now()
    _refuse(rules.wrong_with_subject(person_id is not None, anonymous))
    _refuse(rules.wrong_with_contact(attendance, started_at, minutes, now))
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
def set_travel_time(*, by: Actor, one_place: str, other_place: str, minutes: int) -> TravelTime:
    """The minutes one takes between two places, either way: one's own list. The same two places again change the minutes (DUR-59)."""
    one, other = one_place.strip(), other_place.strip()
    _refuse(rules.wrong_with_journey(one, other))
    ways = queries.journeys_of(by.worker_id)
    kept = next((w for w in ways if rules.same_journey((w.one_place, w.other_place), (one, other))), None)
    way = kept or TravelTime(worker_id=by.worker_id, one_place=one, other_place=other)
    same = kept is not None and kept.minutes == minutes
    way.minutes = minutes
    way.save()
    audit.write(by, "set_travel_time", way, outcome="repeat" if same else "done")
    return way


@action
def drop_travel_time(*, by: Actor, id: UUID) -> None:
    """A journey off one's own list. Idempotent."""
    way = TravelTime.objects.filter(pk=id, worker_id=by.worker_id).first()
    audit.write(by, "drop_travel_time", f"diary.traveltime:{id}", outcome="done" if way else "repeat")
    if way is not None:
        way.delete()


def _end_visit(by: Actor, visit_id: UUID, person_id: UUID | None, attendance: Attendance) -> None:
    written = Exists(Contact.objects.filter(visit_id=OuterRef("pk")))
    ours = Visit.objects.annotate(written=written).filter(pk=visit_id, unit__service_id=by.service_id)
    visit = ours.first()
    if visit is None or visit.person_id != person_id:
        raise NotYours("diary.visit", visit_id, person_id)
    _refuse(WRITTEN if visit.written else "")
    _refuse(
        "This visit was moved. Record the one it was moved to."
        if visit.state == VisitState.REARRANGED
        else ""
    )
    visit.called_off_by = rules.called_off_by(attendance)
    _settle(visit, rules.state_after(attendance), "")


def _settle(visit: Visit, state: VisitState, reason: str) -> None:
    visit.state, visit.state_reason = state, reason.strip()
    visit.save(update_fields=["state", "state_reason", "called_off_by"])


def _still_planned(visit: Visit) -> None:
    if visit.state != VisitState.PLANNED:
        raise Refused("This visit is no longer planned. Open the diary again to see how it stands.")


def _moved_before(by: Actor, visit: Visit, new_id: UUID) -> Visit:
    moved = Visit.objects.filter(pk=new_id, source_id=visit.pk).first()
    if moved is None:
        raise Refused("This visit has been moved already. Open the diary again to see where to.")
    audit.write(by, "rearrange_visit", visit, outcome="repeat")
    return moved


def _no_clash(by: Actor, worker_id: UUID, starts_at: datetime, ends_at: datetime, reason: str) -> None:
    there = queries.in_the_way(by, worker_id, starts_at, ends_at)
    if not there or not rules.wrong_with_reason(reason):
        return
    begins, ends = (f"{clock.local(at):%H:%M}" for at in there[0])
    whose = "You are" if worker_id == by.worker_id else "They are"
    raise ClashingVisit(
        f"{whose} with somebody else from {begins} to {ends}. Choose another time, or say why both can stand."
    )


def _goal_is_theirs(goal_id: UUID | None, person_id: UUID) -> None:
    if goal_id and not Goal.objects.filter(pk=goal_id, person_id=person_id).exists():
        raise NotYours("goals.goal", goal_id, person_id)


def _give_access(by: Actor, visit: Visit) -> None:
    """From the day's beginning to its end; the policy lets what is live stay open two hours more, to write it up."""
    day = clock.today(visit.starts_at)
    if not permissions.needs_live_access(by, visit.worker_id, visit.person_id, day):
        return
    begins, ends = clock.day_bounds(day)
    access.grant(
        by=by,
        person_id=visit.person_id,
        relationship=Relationship.LIVE,
        source=LIVE,
        source_id=visit.pk,
        starts_at=begins,
        ends_at=max(ends, visit.ends_at),
        worker_id=visit.worker_id,
    )


def _take_access_back(by: Actor, visit: Visit) -> None:
    access.end_grants(by=by, source=LIVE, source_id=visit.pk, at=clock.now())


def _ask_for_interpreters(by: Actor, visit: Visit, person: Person) -> None:
    """Who needs an interpreter has one booked: a required task for whoever goes, with every meeting that is planned (LDS-17)."""
    day = clock.today(visit.starts_at)
    needs = service_users.to_know(person, day).interpreters if rules.is_meeting(visit.mechanism) else []
    for need in needs:
        tasks.make_task(
            by=by,
            id=derived(visit.pk, INTERPRETER, need["id"]),
            words=rules.interpreter_words(need["language"] or need["words"], clock.local(visit.starts_at)),
            owner_id=visit.worker_id,
            person_id=visit.person_id,
            weight=Weight.MUST,
            due_at=rules.interpreter_due(visit.starts_at, clock.now()),
            source=INTERPRETER,
            source_id=visit.pk,
        )


def _no_interpreters(by: Actor, visit: Visit, because: str) -> None:
    tasks.withdraw_tasks(by=by, source=INTERPRETER, source_id=visit.pk, because=because, at=clock.now())


def _same(kept: Visit | Contact, sent: dict[str, object]) -> None:
    """Raise ConflictingRepeat when another thing was sent under this id before."""
    if rules.differs({name: getattr(kept, name) for name in sent}, sent):
        raise ConflictingRepeat("This was recorded already, with other content. Open it to see what stands.")


def _refuse(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)
