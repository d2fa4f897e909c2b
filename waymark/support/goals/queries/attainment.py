"""The five levels of a goal, where it was found, and the T-score of a person's goals (rules.md 4.2)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from waymark.core.actors import Actor
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.goals import rules
from waymark.support.goals.choices import LEVEL_IN_WORDS, LEVELS
from waymark.support.goals.models import Levels, Reached


@dataclass(frozen=True)
class LevelsShown:
    """The levels that stand for a goal, and where it was found since, in order of time."""

    levels: Levels
    reached: list[Reached] = field(default_factory=list)

    @property
    def rows(self) -> list[tuple[int, str, str]]:
        """From the highest to the lowest: the number, what it is called, and its own words."""
        kept = self.levels
        words = (kept.much_less, kept.less, kept.hoped_for, kept.more, kept.much_more)
        return [(level, LEVEL_IN_WORDS[level], said) for level, said in zip(LEVELS, words, strict=True)][::-1]

    @property
    def weight(self) -> int:
        return self.levels.importance * self.levels.difficulty

    @property
    def now(self) -> int:
        """Where it was found last; where it began, before anybody looked."""
        return self.reached[-1].level if self.reached else self.levels.baseline


@dataclass(frozen=True)
class Attainment:
    """The T-scores of the goals that were looked at: as they began, and as they are. 50 is as hoped for."""

    goals: int
    began: float
    now: float

    @property
    def change(self) -> float:
        return round(self.now - self.began, 2)


def levels_of(worker: Actor, goal_id: UUID) -> LevelsShown | None:
    """The latest levels of one goal; None where there are none, or the record may not be read."""
    people = access.visible_ids(worker, Action.READ_ENTRY)
    found = _shown(Levels.objects.filter(goal_id=goal_id, person__in=people).order_by("at", "id"))
    return found[-1] if found else None


def attainment_of(worker: Actor, person_id: UUID) -> Attainment | None:
    """Over the person's goals that have levels and were looked at since. None without any, or where none has a weight."""
    if not access.can(worker, person_id, Action.READ_ENTRY):
        return None
    latest = {
        one.levels.goal_id: one
        for one in _shown(Levels.objects.filter(person_id=person_id).order_by("at", "id"))
    }
    looked_at = [one for one in latest.values() if one.reached]
    began = rules.t_score((one.weight, one.levels.baseline) for one in looked_at)
    now = rules.t_score((one.weight, one.now) for one in looked_at)
    return None if began is None or now is None else Attainment(len(looked_at), began, now)


def _shown(levels: Iterable[Levels]) -> list[LevelsShown]:
    found = {one.pk: LevelsShown(one) for one in levels}
    if found:
        for row in Reached.objects.filter(levels__in=list(found)).select_related("by").order_by("at", "id"):
            found[row.levels_id].reached.append(row)
    return list(found.values())
