"""Hopes, goals, steps and progress, as they stand in a record."""

from datetime import date, datetime
from typing import Any

from tests.factories.base import LONG_AGO, LONG_AGO_DAY, made
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person
from waymark.support.goals.choices import ChangeKind, GoalState
from waymark.support.goals.models import Change, Goal, Hope, Progress, Step


def make_goal(
    person: Person, worker: Worker, words: str = "Get back to playing five-a-side", **fields: Any
) -> Goal:
    """A goal being worked on, in the person's words."""
    given = {
        "agreed_how": "They wrote it themselves",
        "opened_on": LONG_AGO_DAY,
        "made_at": LONG_AGO,
        **fields,
    }
    return made(Goal, person=person, words=words, made_by=worker, **given)


def make_hope(
    person: Person, worker: Worker, words: str = "I'd like to go fishing again", **fields: Any
) -> Hope:
    """Something the person said."""
    return made(Hope, person=person, words=words, heard_by=worker, **{"said_on": LONG_AGO_DAY, **fields})


def make_step(goal: Goal, words: str = "Ring Dan", *, done_on: date | None = None, **fields: Any) -> Step:
    """A step at the end of the goal's path."""
    given = {"order": goal.steps.count() + 1, "made_at": LONG_AGO, **fields}
    return made(Step, person=goal.person, goal=goal, words=words, done_on=done_on, **given)


def make_progress(goal: Goal, worker: Worker, at: datetime = LONG_AGO, **fields: Any) -> Progress:
    """Something noted about a goal."""
    return made(Progress, person=goal.person, goal=goal, noted_by=worker, at=at, **fields)


def make_change(goal: Goal, worker: Worker, kind: ChangeKind = ChangeKind.WORDS, **fields: Any) -> Change:
    """How a goal stood before."""
    given = {"words": "To run", "state": GoalState.ACTIVE, "at": LONG_AGO, **fields}
    return made(Change, person=goal.person, goal=goal, kind=kind, by=worker, **given)
