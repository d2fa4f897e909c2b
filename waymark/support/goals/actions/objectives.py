"""Objectives of a goal: worded with the person, looked at by a supervisor who changes none of the words (LDS-56)."""

from datetime import date
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat
from waymark.support.goals import permissions, rules
from waymark.support.goals.actions._kept import OTHERWISE, again, findable, refuse
from waymark.support.goals.choices import OPEN_STATES, ChangeKind, ObjectiveState, Stage, Verdict
from waymark.support.goals.models import Change, Look, Objective
from waymark.work.search import actions as search
from waymark.work.tasks import actions as tasks
from waymark.work.tasks import permissions as task_permissions

CLOSED_GOAL = "This goal has been closed. Take it up again first."
CLOSED = "This objective has been closed. Write a new one."
SOURCE = "goals.objective"


@action
def write_objective(
    *,
    by: Actor,
    id: UUID,
    goal_id: UUID,
    words: str,
    agreed_how: str,
    stage: Stage,
    by_on: date | None = None,
) -> Objective:
    """An objective of a goal, worded with the person: what will be so, by when, and where on the pathway it belongs."""
    goal = permissions.goal_to_write(by, goal_id)
    kept = Objective.objects.kept(id)
    if kept is not None:
        return again(by, "write_objective", kept, goal_id=goal_id, words=words.strip())
    refuse(rules.wrong_with_words(words, "objective") or rules.wrong_with_agreement(agreed_how))
    refuse("" if stage in set(Stage) else "Choose where on the pathway it belongs.")
    refuse("" if goal.state in OPEN_STATES else CLOSED_GOAL)
    now = clock.now()
    made = Objective(
        id=id,
        person_id=goal.person_id,
        goal=goal,
        words=words.strip(),
        agreed_how=agreed_how.strip(),
        stage=stage,
        by_on=by_on,
        made_by_id=by.worker_id,
        made_at=now,
        worded_at=now,
    )
    made.save(force_insert=True)
    audit.write(by, "write_objective", made, detail={"goal": goal_id, "stage": stage})
    findable(by, made, SOURCE, now, made.words)
    return made


@action
def reword_objective(
    *, by: Actor, id: UUID, objective_id: UUID, words: str, agreed_how: str, by_on: date | None = None
) -> Objective:
    """Other words for an objective, agreed with the person; `id` is the change's. What it was stays readable, and it is looked at again."""
    objective = permissions.objective_to_write(by, objective_id)
    kept = Change.objects.filter(pk=id).values_list("goal_id", flat=True).first()
    if kept is not None:
        if kept != objective.goal_id or objective.words != words.strip():
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, "reword_objective", objective, outcome="repeat")
        return objective
    refuse(rules.wrong_with_words(words, "objective") or rules.wrong_with_agreement(agreed_how))
    refuse("" if objective.state == ObjectiveState.OPEN else CLOSED)
    Change(
        id=id,
        person_id=objective.person_id,
        goal_id=objective.goal_id,
        kind=ChangeKind.OBJECTIVE,
        words=objective.words,
        agreed_how=objective.agreed_how,
        state=objective.goal.state,
        at=clock.now(),
        by_id=by.worker_id,
    ).save(force_insert=True)
    objective.words, objective.agreed_how, objective.by_on = words.strip(), agreed_how.strip(), by_on
    objective.worded_at = clock.now()
    objective.save(update_fields=["words", "agreed_how", "by_on", "worded_at"])
    audit.write(by, "reword_objective", objective, detail={"change": id})
    search.withdraw_passage(by=by, id=objective.pk)
    findable(by, objective, SOURCE, objective.worded_at, objective.words)
    return objective


@action
def close_objective(*, by: Actor, id: UUID, state: ObjectiveState, words: str, on: date) -> Objective:
    """Met, not yet, or let go: with what is said of it. It stays readable."""
    objective = permissions.objective_to_write(by, id)
    if objective.state == state and objective.closed_on == on:
        audit.write(by, "close_objective", objective, outcome="repeat")
        return objective
    refuse("" if objective.state == ObjectiveState.OPEN else CLOSED)
    refuse("Choose how it stands." if state not in set(ObjectiveState) - {ObjectiveState.OPEN} else "")
    refuse("Give a day that has come." if on > clock.today() else "")
    objective.state, objective.closed_on, objective.closed_words = state, on, words.strip()
    objective.save(update_fields=["state", "closed_on", "closed_words"])
    audit.write(by, "close_objective", objective, detail={"state": state})
    return objective


@action
def look_at_objective(*, by: Actor, id: UUID, objective_id: UUID, verdict: Verdict, words: str = "") -> Look:
    """A supervisor has seen an objective: agrees, comments, or asks for a change. Its words and its goal's stay as they are.

    Whoever wrote it is told of a comment, and asked to talk with the person where a change is asked for.
    """
    objective = permissions.objective_to_look_at(by, objective_id)
    given = {"objective_id": objective_id, "verdict": verdict, "words": words.strip(), "by_id": by.worker_id}
    kept = Look.objects.kept(id)
    if kept is not None:
        return again(by, "look_at_objective", kept, **given)
    refuse("" if verdict in set(Verdict) else "Say how you see it.")
    refuse("" if verdict == Verdict.AGREED or words.strip() else "Write what you want to say about it.")
    look = Look(id=id, person_id=objective.person_id, at=clock.now(), **given)
    look.save(force_insert=True)
    audit.write(by, "look_at_objective", look, detail={"objective": objective_id, "verdict": verdict})
    _tell(by, look, objective)
    return look


def _tell(by: Actor, look: Look, objective: Objective) -> None:
    """A task for whoever wrote it. One who has left, or may no longer read it, is not told."""
    if look.verdict == Verdict.AGREED or task_permissions.wrong_with_owner(
        by, objective.made_by_id, objective.person_id, clock.today()
    ):
        return
    asks = (
        "asks for a change of an objective, to be decided with the person"
        if look.verdict == Verdict.CHANGE
        else "commented on an objective"
    )
    tasks.make_task(
        by=by,
        id=derived(look.pk, "task"),
        words=f"{by.name} {asks}: {look.words}",
        owner_id=objective.made_by_id,
        person_id=objective.person_id,
        source=SOURCE,
        source_id=objective.pk,
    )
