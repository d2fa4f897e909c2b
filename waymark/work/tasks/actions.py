"""Making, seeing, finishing and handing on tasks. Every task has one owner, who holds a post."""

from datetime import datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat, NotYours, Refused, refuse_other
from waymark.people.access.choices import Sensitivity
from waymark.work.tasks import permissions, queries, rules
from waymark.work.tasks.choices import ANSWERED_ELSEWHERE, TaskKind, Weight
from waymark.work.tasks.models import HandOver, PutOff, Task

OTHERWISE = "This was kept before, with other words. Open the task to see what stands."


@action
def make_task(
    *,
    by: Actor,
    id: UUID,
    words: str,
    owner_id: UUID,
    person_id: UUID | None = None,
    kind: TaskKind = TaskKind.FOLLOW_UP,
    weight: Weight = Weight.SHOULD,
    sensitivity: Sensitivity = Sensitivity.ORDINARY,
    due_at: datetime | None = None,
    source: str = "",
    source_id: UUID | None = None,
) -> Task:
    """Give somebody something to do. The same id again with the same words changes nothing; with others it raises ConflictingRepeat.

    Raises Refused when the owner holds no post today, or raised the concern themselves; NotYours for another's person or another's id.
    """
    kept = Task.objects.kept(id)
    if kept is not None:
        return _same(by, kept, words, person_id)
    permissions.may_make(by, person_id)
    if not words.strip():
        raise Refused("Say what is to be done.")
    if not permissions.holds_post(by, owner_id, clock.today()):
        raise Refused(permissions.NO_POST)
    if rules.is_own_concern(kind, by.worker_id, owner_id):
        raise Refused(permissions.MUST_BE_ANOTHER)
    made = Task(
        id=id,
        service_id=by.service_id,
        person_id=person_id,
        kind=kind,
        weight=weight,
        sensitivity=sensitivity,
        words=words.strip(),
        owner_id=owner_id,
        made_by_id=by.worker_id,
        made_at=clock.now(),
        due_at=due_at,
        source=source,
        source_id=source_id,
    )
    made.save(force_insert=True)
    audit.write(by, "make_task", made, detail={"kind": kind, "owner": owner_id})
    return made


@action
def see_task(*, by: Actor, id: UUID, at: datetime) -> Task:
    """Its owner has seen a concern: from now on it is known who acts. Never by the one who raised it."""
    task = _task(by, id)
    permissions.may_finish(by, task)
    if task.kind != TaskKind.CONCERN or task.seen_at or task.done_at:
        audit.write(by, "see_task", task, outcome="repeat")
        return task
    task.seen_at = at
    task.save(update_fields=["seen_at"])
    audit.write(by, "see_task", task)
    return task


@action
def finish_task(*, by: Actor, id: UUID, outcome: str = "", at: datetime) -> Task:
    """It is done, by its owner; a concern with what was done about it. Finishing a concern is also having seen it."""
    task = _task(by, id)
    if task.done_at:
        return _again(by, task, "finish_task")
    permissions.may_finish(by, task)
    if task.source in ANSWERED_ELSEWHERE:
        raise Refused(ANSWERED_ELSEWHERE[task.source][0])
    wrong = rules.wrong_with_outcome(task.kind, outcome)
    if wrong:
        raise Refused(wrong)
    task.seen_at = task.seen_at or (at if task.kind == TaskKind.CONCERN else None)
    task.done_at, task.done_by_id, task.outcome = at, by.worker_id, outcome.strip()
    task.save(update_fields=["seen_at", "done_at", "done_by", "outcome"])
    audit.write(by, "finish_task", task, detail={"kind": task.kind})
    return task


@action
def put_off_task(*, by: Actor, id: UUID, put_off_id: UUID, until: datetime, reason: str = "") -> Task:
    """Its owner does it another day; what must be done takes a reason, which whoever leads can read (SUR-40). Idempotent."""
    task = _task(by, id)
    kept = PutOff.objects.kept(put_off_id)
    if kept is not None:
        refuse_other(kept, {"task_id": id, "to_due": until, "reason": reason.strip()}, OTHERWISE)
        return _again(by, task, "put_off_task")
    permissions.may_put_off(by, task)
    wrong = rules.wrong_with_putting_off(task.weight, reason)
    if wrong:
        raise Refused(wrong)
    PutOff(
        id=put_off_id,
        task=task,
        weight=task.weight,
        from_due=task.due_at,
        to_due=until,
        reason=reason.strip(),
        by_id=by.worker_id,
        at=clock.now(),
    ).save(force_insert=True)
    task.due_at = until
    task.save(update_fields=["due_at"])
    audit.write(by, "put_off_task", task, detail={"weight": task.weight, "until": until})
    return task


@action
def hand_over_task(*, by: Actor, id: UUID, to_id: UUID, reason: str) -> Task:
    """Pass an open task to a colleague who holds a post and may read it, with a reason. A concern is then unseen again."""
    task = _task(by, id)
    if task.owner_id == to_id:
        return _again(by, task, "hand_over_task")
    permissions.may_hand_over(by, task.owner_id)
    permissions.may_own(by, task, to_id, clock.today())
    wrong = (
        "This is done. There is nothing to hand over." if task.done_at else rules.wrong_with_reason(reason)
    )
    if wrong:
        raise Refused(wrong)
    HandOver(
        task=task,
        from_worker_id=task.owner_id,
        to_worker_id=to_id,
        by_id=by.worker_id,
        reason=reason.strip(),
        at=clock.now(),
    ).save(force_insert=True)
    audit.write(by, "hand_over_task", task, detail={"from": task.owner_id, "to": to_id})
    task.owner_id, task.seen_at = to_id, None
    task.save(update_fields=["owner", "seen_at"])
    return task


@action
def withdraw_tasks(*, by: Actor, source: str, source_id: UUID, because: str, at: datetime) -> int:
    """What asked for these is gone (a visit called off, somebody who died): its open tasks close, saying so. The caller has asked the
    policy. Returns how many were open.
    """
    waiting = list(
        Task.objects.select_for_update().filter(
            service_id=by.service_id, source=source, source_id=source_id, done_at=None
        )
    )
    for task in waiting:
        task.done_at, task.done_by_id, task.outcome = at, by.worker_id, because
        task.save(update_fields=["done_at", "done_by", "outcome"])
        audit.write(by, "withdraw_task", task, detail={"source": source})
    if not waiting:
        audit.write(by, "withdraw_task", f"{source}:{source_id}", outcome="repeat")
    return len(waiting)


def _task(by: Actor, id: UUID) -> Task:
    """Held until the transaction ends, so that two who press at once are one after the other."""
    task = Task.objects.select_for_update().filter(queries.within_reach(by), pk=id).first()
    if task is None:
        raise NotYours("tasks.task", id)
    return task


def _same(by: Actor, task: Task, words: str, person_id: UUID | None) -> Task:
    """The task that stands under this id, when the same worker asked for the same thing."""
    if task.made_by_id != by.worker_id:
        raise NotYours("tasks.task", task.pk)
    if (task.words, task.person_id) != (words.strip(), person_id):
        raise ConflictingRepeat(OTHERWISE)
    return _again(by, task)


def _again(by: Actor, task: Task, verb: str = "make_task") -> Task:
    if task.service_id != by.service_id:
        raise NotYours("tasks.task", task.pk)
    audit.write(by, verb, task, outcome="repeat")
    return task
