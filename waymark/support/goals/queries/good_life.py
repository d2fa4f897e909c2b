"""What a good life means to the person, and how near they say they are to it (LDS-07)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from waymark.core.actors import Actor
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.goals import rules
from waymark.support.goals.choices import AREA_IN_WORDS, Area
from waymark.support.goals.models import GoodLife, LifeRating


@dataclass(frozen=True)
class AreaShown:
    """One part of life with the person's ratings of it, in order of time."""

    area: Area
    ratings: list[tuple[date, int]]

    @property
    def words(self) -> str:
        return AREA_IN_WORDS[self.area]

    @property
    def sentence(self) -> str:
        """'up 4 since start'."""
        return rules.summary([rating for _, rating in self.ratings])


@dataclass(frozen=True)
class LifeShown:
    """The statement that stands, those before it (the latest first), and the parts of life that were rated."""

    statement: GoodLife | None = None
    before: list[GoodLife] = field(default_factory=list)
    areas: list[AreaShown] = field(default_factory=list)


def good_life_of(worker: Actor, person_id: UUID) -> LifeShown:
    """Two statements; none when the policy does not let the record be read."""
    if not access.can(worker, person_id, Action.READ_ENTRY):
        return LifeShown()
    said = list(GoodLife.objects.filter(person_id=person_id).select_related("by").order_by("-at", "-id"))
    rated: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for row in LifeRating.objects.filter(person_id=person_id).order_by("rated_on", "at", "id"):
        rated[row.area].append((row.rated_on, row.rating))
    areas = [AreaShown(area, rated[area]) for area in Area if area in rated]
    return LifeShown(said[0] if said else None, said[1:], areas)
