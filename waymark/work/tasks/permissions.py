"""Who may own, see, finish and hand on a task. Each refuses with a sentence; the pages ask the same for their buttons."""

from datetime import date
from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action, Sensitivity
from waymark.work.tasks import rules
from waymark.work.tasks.choices import ANSWERED_ELSEWHERE, TaskKind
from waymark.work.tasks.models import Task

NO_POST = "Choose somebody who works here today: every task has an owner who holds a post."
NOT_THEIRS = "Choose somebody who works with this person: they could not read it."
MUST_BE_ANOTHER = "You raised this worry, so somebody else must take it."


def may_make(worker: Actor, person_id: UUID | None) -> None:
    """Raise NotYours for a task about somebody `worker` may not write about. The product itself may do what its caller checked."""
    if person_id is None or worker.worker_id is None:
        return
    if not access.can(worker, person_id, Action.WRITE_ENTRY):
        raise NotYours("tasks.task", "", person_id)


def holds_post(by: Actor, owner_id: UUID, day: date) -> bool:
    """Whether this worker is in the service on `day`: never a leaver. Of oneself today nothing is asked: one acts from a post."""
    if owner_id == by.worker_id and day == clock.today():
        return True
    held = staff.holdings_on(day).filter(worker_id=owner_id, post__service_id=by.service_id)
    return bool(held.exists())


def wrong_with_owner(
    by: Actor,
    owner_id: UUID,
    person_id: UUID | None,
    day: date,
    sensitivity: Sensitivity = Sensitivity.ORDINARY,
) -> str:
    """What to say of somebody chosen to own a task; '' when they may. They hold a post, and may read the record it is about.

    `sensitivity`: of the entry it is about, where it is about one that they are to read.
    """
    if not holds_post(by, owner_id, day):
        return NO_POST
    return "" if person_id is None or _reads(by, owner_id, person_id, day, sensitivity) else NOT_THEIRS


def may_own(by: Actor, task: Task, owner_id: UUID, day: date) -> None:
    """Raise Refused unless this worker may be the task's next owner."""
    if rules.is_own_concern(task.kind, task.made_by_id, owner_id):
        raise Refused(MUST_BE_ANOTHER if owner_id == by.worker_id else "They raised this worry themselves.")
    wrong = wrong_with_owner(by, owner_id, task.person_id, day)
    if wrong:
        raise Refused(wrong)


def may_finish(worker: Actor, task: Task) -> None:
    """Raise Refused unless it is the worker's own task, and not a concern they raised themselves. Seeing a concern asks the same."""
    if rules.is_own_concern(task.kind, task.made_by_id, worker.worker_id):
        raise Refused(MUST_BE_ANOTHER)
    if task.owner_id != worker.worker_id:
        raise Refused("This task is somebody else's. Ask them, or have it handed to you.")


def may_put_off(worker: Actor, task: Task) -> None:
    """Raise Refused unless it is the worker's own and open. Whoever leads sees the order of somebody's list, and does not change it."""
    may_finish(worker, task)
    if task.done_at:
        raise Refused("This is done. There is nothing to put off.")
    if task.source in ANSWERED_ELSEWHERE:
        raise Refused(ANSWERED_ELSEWHERE[task.source][0])
    if task.kind == TaskKind.CONCERN:
        raise Refused("A worry is not put off. Do something about it, or hand it over.")


def may_hand_over(worker: Actor, owner_id: UUID) -> None:
    """Raise Refused unless the task is the worker's own, or they lead: a leaver's tasks must not wait. The clock may."""
    if worker.worker_id is not None and owner_id != worker.worker_id and not leads(worker):
        raise Refused("Only its owner, or somebody who leads the team, hands a task over.")


def leads(worker: Actor) -> bool:
    """Whether the worker moves others' tasks."""
    return worker.may(Right.MANAGE_TASKS) and worker.may(Right.SEE_BOARD)


def _reads(by: Actor, owner_id: UUID, person_id: UUID, day: date, sensitivity: Sensitivity) -> bool:
    if owner_id == by.worker_id:
        return bool(access.can(by, person_id, Action.READ_ENTRY, sensitivity))
    owner = Worker.objects.select_related("user").get(pk=owner_id)
    if owner.user is None:
        return False
    actor = staff.actor_for(owner.user, day, service=by.service)
    return actor is not None and bool(access.can(actor, person_id, Action.READ_ENTRY, sensitivity))
