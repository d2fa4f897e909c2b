"""What one contact did towards a person's goals: how each went, and which steps are done (LDS-56, SUR-19). As many as there are, in the
statements of one.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import NotYours
from waymark.support.goals import permissions, rules
from waymark.support.goals.actions._kept import refuse
from waymark.support.goals.choices import GoalWork
from waymark.support.goals.models import Goal, Progress, Step


@action
def work_at_contact(
    *,
    by: Actor,
    contact_id: UUID,
    person_id: UUID,
    at: datetime,
    goals: Sequence[GoalWork] = (),
    steps_done: Sequence[UUID] = (),
) -> None:
    """Keep how each goal went at a contact, and the steps done there. `contact_id`: a contact that the same save has just made.

    Raises NotYours where one is not this person's, or they are not the worker's to write about. A step done before stays as it was done.
    """
    permissions.may_write_about(by, person_id)
    _goals(by, contact_id, person_id, at, goals)
    _steps(by, contact_id, person_id, at, steps_done)
    audit.write(
        by, "work_at_contact", person_id=person_id, detail={"goals": len(goals), "steps": len(steps_done)}
    )


def _goals(by: Actor, contact_id: UUID, person_id: UUID, at: datetime, goals: Sequence[GoalWork]) -> None:
    wanted = {work.goal_id for work in goals}
    theirs = (
        {goal.pk for goal in Goal.objects.filter(pk__in=wanted, person_id=person_id)} if wanted else set()
    )
    _all_there("goals.goal", wanted - theirs, person_id)
    rows = [_progress(by, contact_id, person_id, at, work) for work in goals]
    if rows:
        Progress.objects.bulk_create(rows)
    for row in rows:
        audit.write(by, "note_progress", row, detail={"goal": row.goal_id, "source": contact_id})


def _progress(by: Actor, contact_id: UUID, person_id: UUID, at: datetime, work: GoalWork) -> Progress:
    refuse(rules.wrong_with_rating(work.their_rating) or rules.wrong_with_support(work.support_level))
    return Progress(
        id=derived(contact_id, "progress", work.goal_id),
        person_id=person_id,
        goal_id=work.goal_id,
        source_id=contact_id,
        at=at,
        their_rating=work.their_rating,
        support_level=work.support_level,
        noted_by_id=by.worker_id,
    )


def _steps(by: Actor, contact_id: UUID, person_id: UUID, at: datetime, steps_done: Sequence[UUID]) -> None:
    if not steps_done:
        return
    on = clock.today(at)
    refuse("Give a day that has come." if on > clock.today() else "")
    steps = list(Step.objects.filter(pk__in=steps_done, person_id=person_id))
    _all_there("goals.step", set(steps_done) - {step.pk for step in steps}, person_id)
    open_steps = [step for step in steps if step.done_on is None]
    Step.objects.filter(pk__in=[step.pk for step in open_steps]).update(done_on=on, done_source_id=contact_id)
    for step in steps:
        outcome = "done" if step in open_steps else "repeat"
        audit.write(
            by, "finish_step", step, detail={"goal": step.goal_id, "source": contact_id}, outcome=outcome
        )


def _all_there(what: str, missing: set[UUID], person_id: UUID) -> None:
    if missing:
        raise NotYours(what, next(iter(missing)), person_id)
