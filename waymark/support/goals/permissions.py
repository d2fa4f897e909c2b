"""Who may write about a person's goals: whoever may write in their record. Reads ask the same policy inside their queries."""

from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.goals.models import Goal, Hope, Objective, Step


def may_write_about(worker: Actor, person_id: UUID) -> None:
    """Raise NotYours unless `worker` may write in this person's record."""
    if not access.can(worker, person_id, Action.WRITE_ENTRY):
        raise NotYours("goals.goal", "", person_id)


def goal_to_write(worker: Actor, goal_id: UUID) -> Goal:
    """The goal, if `worker` may write in that person's record; else NotYours. One statement."""
    found = Goal.objects.filter(pk=goal_id, person__in=_mine(worker)).first()
    if found is None:
        raise NotYours("goals.goal", goal_id)
    return found


def hope_to_write(worker: Actor, hope_id: UUID) -> Hope:
    """As `goal_to_write`, for a hope."""
    found = Hope.objects.filter(pk=hope_id, person__in=_mine(worker)).first()
    if found is None:
        raise NotYours("goals.hope", hope_id)
    return found


def step_to_write(worker: Actor, step_id: UUID) -> Step:
    """As `goal_to_write`, for a step."""
    found = Step.objects.filter(pk=step_id, person__in=_mine(worker)).first()
    if found is None:
        raise NotYours("goals.step", step_id)
    return found


def objective_to_write(worker: Actor, objective_id: UUID) -> Objective:
    """As `goal_to_write`, for an objective."""
    found = Objective.objects.filter(pk=objective_id, person__in=_mine(worker)).select_related("goal").first()
    if found is None:
        raise NotYours("goals.objective", objective_id)
    return found


def objective_to_look_at(worker: Actor, objective_id: UUID) -> Objective:
    """An objective `worker` may read and supervises: never their own (author is not approver). NotYours, or Refused."""
    people = access.visible_ids(worker, Action.READ_ENTRY)
    found = Objective.objects.filter(pk=objective_id, person__in=people).first()
    if found is None:
        raise NotYours("goals.objective", objective_id)
    if not may_look_at(worker, found):
        raise Refused("Objectives are looked at by a supervisor, never by whoever wrote them.")
    return found


def may_look_at(worker: Actor, objective: Objective) -> bool:
    """Whether `worker` says something of it as a supervisor: for the button too."""
    return worker.may(Right.COUNTERSIGN) and objective.made_by_id != worker.worker_id


def _mine(worker: Actor) -> access.Ids:
    return access.visible_ids(worker, Action.WRITE_ENTRY)
