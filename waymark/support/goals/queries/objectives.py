"""Objectives of goals, with their steps and what supervisors said of them (LDS-56)."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.goals.choices import (
    OBJECTIVE_IN_WORDS,
    STAGE_IN_WORDS,
    VERDICT_IN_WORDS,
    ObjectiveState,
    Stage,
    Verdict,
)
from waymark.support.goals.models import Look, Objective


@dataclass(frozen=True)
class LookShown:
    """What one supervisor said of it."""

    look: Look
    stale: bool

    @property
    def verdict_words(self) -> str:
        return VERDICT_IN_WORDS[Verdict(self.look.verdict)]


@dataclass(frozen=True)
class ObjectiveShown:
    """An objective as pages show it. `looks`: what supervisors said, in order of time; those before its words changed are `stale`."""

    objective: Objective
    looks: list[LookShown] = field(default_factory=list)

    @property
    def id(self) -> UUID:
        return self.objective.pk

    @property
    def words(self) -> str:
        return self.objective.words

    @property
    def stage_words(self) -> str:
        return STAGE_IN_WORDS[Stage(self.objective.stage)]

    @property
    def state_words(self) -> str:
        """'Working on it', 'Not yet'."""
        return OBJECTIVE_IN_WORDS[ObjectiveState(self.objective.state)]

    @property
    def is_open(self) -> bool:
        return self.objective.state == ObjectiveState.OPEN

    @property
    def is_seen(self) -> bool:
        """Whether a supervisor has seen it as it is worded now."""
        return any(not look.stale for look in self.looks)


def objectives_of(worker: Actor, goal_id: UUID) -> list[ObjectiveShown]:
    """The objectives of one goal, those by the earliest day first. At most two statements."""
    return _shown(_objectives(worker).filter(goal_id=goal_id))


def objective_for(worker: Actor, objective_id: UUID) -> ObjectiveShown:
    """One objective with its goal, or NotYours."""
    found = _shown(_objectives(worker).filter(pk=objective_id).select_related("goal__person", "made_by"))
    if not found:
        raise NotYours("goals.objective", objective_id)
    return found[0]


def objectives_to_look_at(worker: Actor, *, limit: int = 50) -> list[ObjectiveShown]:
    """Colleagues' objectives that no supervisor has seen as they are worded now, the oldest first."""
    return _shown(
        _unseen(worker).select_related("goal__person", "made_by").order_by("worded_at", "id")[:limit]
    )


def count_to_look_at(worker: Actor) -> int:
    """How many `objectives_to_look_at` would be. Loads nothing."""
    return _unseen(worker).count()


def _objectives(worker: Actor) -> QuerySet[Objective]:
    people = access.visible_ids(worker, Action.READ_ENTRY)
    return Objective.objects.filter(person__in=people).order_by(
        F("by_on").asc(nulls_last=True), "made_at", "id"
    )


def _unseen(worker: Actor) -> QuerySet[Objective]:
    seen = Look.objects.filter(objective=OuterRef("pk"), at__gte=OuterRef("worded_at"))
    return (
        _objectives(worker)
        .filter(~Exists(seen), state=ObjectiveState.OPEN)
        .exclude(made_by_id=worker.worker_id)
    )


def _shown(objectives: QuerySet[Objective]) -> list[ObjectiveShown]:
    found = list(objectives)
    looks: dict[UUID, list[LookShown]] = defaultdict(list)
    worded = {one.pk: one.worded_at for one in found}
    if found:
        for look in Look.objects.filter(objective__in=found).select_related("by").order_by("at", "id"):
            looks[look.objective_id].append(LookShown(look, look.at < worded[look.objective_id]))
    return [ObjectiveShown(one, looks[one.pk]) for one in found]
