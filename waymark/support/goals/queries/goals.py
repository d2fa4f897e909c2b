"""Goals and hopes of a person as far as `worker` may read their record, each with its steps, ratings and one plain sentence."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.core.prepared import Prepared
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.goals import rules
from waymark.support.goals.choices import (
    IN_WORDS,
    OPEN_STATES,
    SPAN_IN_WORDS,
    STANDS_IN_WORDS,
    GoalState,
    Span,
)
from waymark.support.goals.models import Change, Goal, Hope, Progress, Step

ORDER = list(GoalState)


@dataclass(frozen=True)
class Shown:
    """A goal as pages show it. Steps stand in their order, progress in the order of time."""

    goal: Goal
    steps: list[Step] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)

    @property
    def id(self) -> UUID:
        return self.goal.pk

    @property
    def person_id(self) -> UUID:
        return self.goal.person_id

    @property
    def words(self) -> str:
        return self.goal.words

    @property
    def why(self) -> str:
        return self.goal.why

    @property
    def state(self) -> str:
        return self.goal.state

    @property
    def state_words(self) -> str:
        """'Working on it', 'Not yet': never 'failed'."""
        return IN_WORDS[GoalState(self.goal.state)]

    @property
    def span_words(self) -> str:
        """'This stay'; '' where it is for no particular time."""
        return SPAN_IN_WORDS[Span(self.goal.span)] if self.goal.span else ""

    @property
    def stands(self) -> str:
        """'met', or the next step of one that is open: 'booked 12 March'. For those who go on with it elsewhere (TPL-44)."""
        if self.is_open and self.next_step:
            return self.next_step.words
        return STANDS_IN_WORDS[GoalState(self.goal.state)]

    @property
    def is_active(self) -> bool:
        return self.goal.state == GoalState.ACTIVE

    @property
    def is_open(self) -> bool:
        return self.goal.state in OPEN_STATES

    @property
    def open_steps(self) -> list[Step]:
        return [step for step in self.steps if step.done_on is None]

    @property
    def next_step(self) -> Step | None:
        """The smallest next step: the first that is not done."""
        return next(iter(self.open_steps), None)

    @property
    def times(self) -> int:
        """How often it was worked on (DUR-06)."""
        return len(self.progress)

    @property
    def ratings(self) -> list[tuple[datetime, int]]:
        """The person's own ratings with their moments, in order."""
        return [(p.at, p.their_rating) for p in self.progress if p.their_rating is not None]

    @property
    def worker_ratings(self) -> list[tuple[datetime, int]]:
        """The workers' view, kept apart."""
        return [(p.at, p.worker_rating) for p in self.progress if p.worker_rating is not None]

    @property
    def sentence(self) -> str:
        """The person's ratings in words: 'up 2 since start, steady since last'."""
        return rules.summary([rating for _, rating in self.ratings])

    @property
    def trend(self) -> str:
        """'together, prompted, alone'."""
        return rules.trend([p.support_level for p in self.progress])

    @property
    def proposes_next_step(self) -> bool:
        return self.is_active and rules.proposes_next_step([p.support_level for p in self.progress])

    @property
    def picture(self) -> rules.Picture | None:
        return rules.picture(self.ratings, self.worker_ratings)


def goals_of(worker: Actor, person_id: UUID) -> list[Shown]:
    """The person's goals: those being worked on first, then resting, then closed.

    Three statements; none when the policy does not let them be read.
    """
    if not access.can(worker, person_id, Action.READ_ENTRY):
        return []
    return _shown(_goals_of(person_id))


@Prepared
def _goals_of(person_id: UUID) -> QuerySet[Goal]:
    return Goal.objects.filter(person_id=person_id).order_by("opened_on", "id")


def worked_on_since(worker: Actor, person_id: UUID, since: date) -> list[Shown]:
    """The goals that are open, and those closed since a day: the next 24 hours first, then the stay, then after it (TPL-44)."""
    when = ["", *Span]
    found = [
        goal
        for goal in goals_of(worker, person_id)
        if goal.is_open or (goal.goal.closed_on and goal.goal.closed_on >= since)
    ]
    return sorted(found, key=lambda goal: (when.index(goal.goal.span) or len(when), goal.goal.opened_on))


def goals_to_work_on(worker: Actor, person_id: UUID) -> list[Shown]:
    """The person's goals that are being worked on, with their steps and without their ratings: for choosing from. Two statements."""
    if not access.can(worker, person_id, Action.READ_ENTRY):
        return []
    found = list(Goal.objects.filter(person_id=person_id, state=GoalState.ACTIVE).order_by("opened_on", "id"))
    steps = _steps(found)
    return [Shown(goal, steps[goal.pk]) for goal in found]


def goal_for(worker: Actor, goal_id: UUID) -> Shown:
    """One goal, or NotYours."""
    found = _shown(_goals(worker).filter(pk=goal_id).select_related("person", "hope", "made_by"))
    if not found:
        raise NotYours("goals.goal", goal_id)
    return found[0]


def changes_of(worker: Actor, goal_id: UUID) -> QuerySet[Change]:
    """How the goal stood before each change of its words or its state, the latest first."""
    return (
        Change.objects.filter(goal_id=goal_id, person__in=_people(worker))
        .select_related("by")
        .order_by("-at", "-id")
    )


def hopes_of(worker: Actor, person_id: UUID) -> list[Hope]:
    """What the person has said they hope for, the latest first, with the goal it became."""
    return list(
        Hope.objects.filter(person_id=person_id, person__in=_people(worker))
        .select_related("became", "heard_by")
        .order_by("-said_on", "-id")
    )


def hope_for(worker: Actor, hope_id: UUID) -> Hope:
    """One hope, or NotYours."""
    found = Hope.objects.filter(pk=hope_id, person__in=_people(worker)).select_related("person").first()
    if found is None:
        raise NotYours("goals.hope", hope_id)
    return found


def _people(worker: Actor) -> access.Ids:
    return access.visible_ids(worker, Action.READ_ENTRY)


def _goals(worker: Actor) -> QuerySet[Goal]:
    return Goal.objects.filter(person__in=_people(worker)).order_by("opened_on", "id")


def _steps(goals: list[Goal]) -> dict[UUID, list[Step]]:
    steps: dict[UUID, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(goal__in=goals).order_by("order", "made_at", "id") if goals else ():
        steps[step.goal_id].append(step)
    return steps


def _shown(goals: Iterable[Goal]) -> list[Shown]:
    found = sorted(goals, key=lambda goal: ORDER.index(GoalState(goal.state)))
    if not found:
        return []
    steps = _steps(found)
    progress: dict[UUID, list[Progress]] = defaultdict(list)
    rows = Progress.objects.filter(goal__in=found).select_related("noted_by").order_by("at", "id")
    for row in rows:
        progress[row.goal_id].append(row)
    return [Shown(goal, steps[goal.pk], progress[goal.pk]) for goal in found]
