"""What the actions of the diary have in common."""

from datetime import datetime
from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat, Refused
from waymark.organisation.staff.models import Worker
from waymark.people.access import actions as access
from waymark.people.access.choices import Relationship
from waymark.people.service_users.models import Person
from waymark.support.diary import permissions, queries, rules
from waymark.support.diary.choices import GO_TOO, INTERPRETER, MOVE, WHO_GOES_TOO, VisitState
from waymark.support.diary.models import Contact, GroupSession, Visit
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.choices import Weight

LIVE = "diary.visit"
OTHERWISE = "This was recorded already, with other content. Open it to see what stands."


def settle(visit: Visit, state: VisitState, reason: str) -> None:
    """How a visit ended."""
    visit.state, visit.state_reason = state, reason.strip()
    visit.save(update_fields=["state", "state_reason", "called_off_by"])


def still_planned(visit: Visit) -> None:
    """Raise Refused for one that was held, called off or moved."""
    if visit.state != VisitState.PLANNED:
        raise Refused("This visit is no longer planned. Open the diary again to see how it stands.")


def nothing_waits(by: Actor, visit: Visit, because: str) -> None:
    """No interpreter is wanted for it any more, nobody waits for another time, and nobody goes too."""
    for source in (INTERPRETER, MOVE, GO_TOO, WHO_GOES_TOO):
        tasks.withdraw_tasks(by=by, source=source, source_id=visit.pk, because=because, at=clock.now())


def same(kept: Visit | Contact | GroupSession, sent: dict[str, object]) -> None:
    """Raise ConflictingRepeat when another thing was sent under this id before."""
    if rules.differs({name: getattr(kept, name) for name in sent}, sent):
        raise ConflictingRepeat(OTHERWISE)


def refuse(sentence: str) -> None:
    """Raise Refused with a sentence; nothing for none."""
    if sentence:
        raise Refused(sentence)


def has_to_move(by: Actor, visit: Visit) -> None:
    """On the list of whoever goes, until it has."""
    if visit.state != VisitState.PLANNED:
        return
    tasks.make_task(
        by=by,
        id=derived(visit.pk, MOVE),
        words=rules.move_words(clock.local(visit.starts_at)),
        owner_id=visit.worker_id,
        person_id=visit.person_id,
        weight=Weight.MUST,
        due_at=visit.starts_at,
        source=MOVE,
        source_id=visit.pk,
    )


class ClashingVisit(Refused):
    """The worker is with somebody else then; a reason lets both stand."""


BOTH = "Choose another time, or say why both can stand."


def no_clash(
    by: Actor, worker_id: UUID, starts_at: datetime, ends_at: datetime, reason: str, *, instead: str = BOTH
) -> None:
    """Raise ClashingVisit when a worker is with somebody else then, unless it is said why both can stand."""
    there = queries.in_the_way(by, worker_id, starts_at, ends_at)
    if not there or not rules.wrong_with_reason(reason):
        return
    begins, ends = (f"{clock.local(at):%H:%M}" for at in there[0])
    whose = "You are" if worker_id == by.worker_id else f"{Worker.objects.get(pk=worker_id).name} is"
    raise ClashingVisit(f"{whose} with somebody else from {begins} to {ends}. {instead}")


def tell_second(by: Actor, visit: Visit, person: Person) -> None:
    """Whoever goes too can open the record on the day, and learns of it by a task: each time they are named."""
    if visit.second_id is None:
        return
    naming = derived(visit.pk, GO_TOO, queries.namings(visit))
    give_access(by, visit, visit.second_id, naming)
    tasks.make_task(
        by=by,
        id=naming,
        words=rules.go_too_words(person.name, visit.worker.name, clock.local(visit.starts_at)),
        owner_id=visit.second_id,
        person_id=person.pk,
        weight=Weight.MUST,
        due_at=visit.starts_at,
        source=GO_TOO,
        source_id=visit.pk,
    )


def second_out(by: Actor, visit: Visit, at: datetime) -> None:
    """Whoever goes too no longer has the record open by this visit."""
    if visit.second_id:
        latest = derived(visit.pk, GO_TOO, queries.namings(visit) - 1)
        access.end_grants(by=by, source=LIVE, source_id=latest, at=at)


def give_access(by: Actor, visit: Visit, worker_id: UUID, source_id: UUID) -> None:
    """From the day's beginning to its end; the policy lets what is live stay open two hours more, to write it up."""
    day = clock.today(visit.starts_at)
    if not permissions.needs_live_access(by, worker_id, visit.person_id, day):
        return
    begins, ends = clock.day_bounds(day)
    access.grant(
        by=by,
        person_id=visit.person_id,
        relationship=Relationship.LIVE,
        source=LIVE,
        source_id=source_id,
        starts_at=begins,
        ends_at=max(ends, visit.ends_at),
        worker_id=worker_id,
    )


def take_access_back(by: Actor, visit: Visit) -> None:
    """Neither of them has it open by this visit any more."""
    now = clock.now()
    access.end_grants(by=by, source=LIVE, source_id=visit.pk, at=now)
    second_out(by, visit, now)
