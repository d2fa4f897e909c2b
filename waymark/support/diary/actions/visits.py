"""Planning visits, moving them and calling them off. Planned, started, ended and signed are separate facts.

A visit gives its worker access for its day when they have none otherwise. Everything is idempotent on an id made by the page.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import NotYours, Refused
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import Person
from waymark.support.diary import permissions, queries, rules
from waymark.support.diary.actions._parts import (
    give_access,
    has_to_move,
    no_clash,
    nothing_waits,
    refuse,
    same,
    settle,
    still_planned,
    take_access_back,
    tell_second,
)
from waymark.support.diary.choices import INTERPRETER, Mechanism, VisitState, Whose
from waymark.support.diary.models import Visit
from waymark.support.goals.models import Goal
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.choices import Weight


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
    makes_room: bool = False,
    second_id: UUID | None = None,
) -> Visit:
    """Put a visit into a worker's diary. Raises ClashingVisit when they are with somebody else then, unless a reason is given.

    With `makes_room` it cannot wait, and `clash_reason` says why: each visit of the worker's own whose time it takes has to move, and stays
    on their list until it has (ASC-21).

    Where two go, `second_id` says who goes too: it is in the diary of both, and the second is told by a task (LDS-97). Whoever goes
    is given access for that day when they have none otherwise (access_cases 3). The same id again changes nothing;
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
        "second_id": second_id,
    }
    kept = Visit.objects.kept(id)
    if kept is not None:
        same(kept, given)
        audit.write(by, "plan_visit", kept, outcome="repeat")
        return kept
    permissions.may_count_for(by, unit_id)
    person = Person.objects.get(pk=person_id)
    refuse("A death is recorded. Nothing can be planned with them." if service_users.has_died(person) else "")
    refuse(rules.wrong_with_times(starts_at, ends_at))
    _goal_is_theirs(goal_id, person_id)
    refuse(rules.wrong_with_second(service_users.two_go(person), mechanism, worker_id, second_id))
    for goes in filter(None, (worker_id, second_id)):
        no_clash(by, goes, starts_at, ends_at, clash_reason)
    visit = Visit(id=id, clash_reason=clash_reason.strip(), made_at=clock.now(), **given)
    give_access(by, visit, worker_id, visit.pk)
    visit.save(force_insert=True)
    audit.write(by, "plan_visit", visit, detail={"worker": worker_id, "second": second_id})
    tell_second(by, visit, person)
    _ask_for_interpreters(by, visit, person)
    if makes_room:
        refuse(rules.wrong_with_reason(clash_reason))
        for displaced in queries.displaced_by(by, visit):
            has_to_move(by, displaced)
    return visit


@action
def cancel_visit(*, by: Actor, id: UUID, reason: str, whose: Whose) -> Visit:
    """Call off a planned visit: by the person or by the service, and why. It stays in the record, and is never counted as not attended."""
    visit = permissions.visit_to_change(by, id)
    if visit.state == VisitState.CANCELLED:
        audit.write(by, "cancel_visit", visit, outcome="repeat")
        return visit
    still_planned(visit)
    refuse(rules.wrong_with_exception(reason))
    refuse("" if whose in set(Whose) else "Say who called it off.")
    visit.called_off_by = whose
    settle(visit, VisitState.CANCELLED, reason)
    take_access_back(by, visit)
    nothing_waits(by, visit, "The visit was called off.")
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
        settle(visit, VisitState.CANCELLED, because)
        take_access_back(by, visit)
        nothing_waits(by, visit, because)
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
    still_planned(visit)
    refuse(rules.wrong_with_exception(reason))
    settle(visit, VisitState.REARRANGED, reason)
    take_access_back(by, visit)
    nothing_waits(by, visit, "The visit was moved.")
    audit.write(by, "rearrange_visit", visit, detail={"to": new_id})
    return _again(
        by,
        visit,
        new_id,
        worker_id=visit.worker_id,
        second_id=visit.second_id,
        starts_at=starts_at,
        ends_at=ends_at,
        place=visit.place if place is None else place,
        clash_reason=clash_reason,
    )


@action
def take_visit(
    *, by: Actor, id: UUID, new_id: UUID, second_id: UUID | None = None, clash_reason: str = ""
) -> Visit:
    """A visit whose worker has left, or no longer works with the person, goes into one's own diary, at the time it was promised for.

    The old one stays as moved, and says who took it over; `second_id` goes too. Idempotent on `new_id`; one's own stays as it is. Refused
    while it is still theirs.
    """
    visit = permissions.visit_to_take(by, id)
    if visit.worker_id == by.worker_id:
        audit.write(by, "take_visit", visit, outcome="repeat")
        return visit
    if visit.state == VisitState.REARRANGED:
        return _moved_before(by, visit, new_id)
    still_planned(visit)
    settle(visit, VisitState.REARRANGED, f"Taken over by {by.name}")
    take_access_back(by, visit)
    nothing_waits(by, visit, "Somebody else goes.")
    audit.write(by, "take_visit", visit, detail={"to": new_id})
    return _again(
        by,
        visit,
        new_id,
        worker_id=by.worker_id,
        second_id=second_id,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        place=visit.place,
        clash_reason=clash_reason,
    )


def _again(by: Actor, visit: Visit, new_id: UUID, **changed: Any) -> Visit:
    """The same visit, planned anew."""
    return plan_visit(
        by=by,
        id=new_id,
        person_id=visit.person_id,
        unit_id=visit.unit_id,
        mechanism=Mechanism(visit.mechanism),
        purpose=visit.purpose,
        goal_id=visit.goal_id,
        source_id=visit.pk,
        **changed,
    )


def _moved_before(by: Actor, visit: Visit, new_id: UUID) -> Visit:
    moved = Visit.objects.filter(pk=new_id, source_id=visit.pk).first()
    if moved is None:
        raise Refused("This visit has been moved already. Open the diary again to see where to.")
    audit.write(by, "rearrange_visit", visit, outcome="repeat")
    return moved


def _goal_is_theirs(goal_id: UUID | None, person_id: UUID) -> None:
    if goal_id and not Goal.objects.filter(pk=goal_id, person_id=person_id).exists():
        raise NotYours("goals.goal", goal_id, person_id)


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
