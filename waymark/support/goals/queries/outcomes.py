"""The outcome report: how far people say they have come. By name for whoever leads their team; published only of five people or more."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waymark.core.actors import Actor
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users.models import Person
from waymark.support.goals import rules
from waymark.support.goals.choices import AREA_IN_WORDS, Area
from waymark.support.goals.models import LifeRating

Rated = dict[str, dict[UUID, list[tuple[date, int]]]]


@dataclass(frozen=True)
class PersonMoved:
    """How far one person says they have come in one part of life."""

    person: Person
    area: Area
    distance: rules.Distance

    @property
    def area_words(self) -> str:
        return AREA_IN_WORDS[self.area]


@dataclass(frozen=True)
class Figure:
    """What may be published of one part of life. `average`: None of fewer than five people, and then their number is not given either."""

    area: Area
    people: str
    average: float | None

    @property
    def area_words(self) -> str:
        return AREA_IN_WORDS[self.area]


@dataclass(frozen=True)
class Outcome:
    """The report up to a day: people by name (empty for whoever has totals alone), and the figures."""

    until: date
    people: list[PersonMoved]
    figures: list[Figure]
    by_name: bool


def outcome_until(worker: Actor, until: date) -> Outcome:
    """From each person's first rating to their last by `until`. Names only for whoever sees their team by name."""
    by_name = access.names_its_teams(worker)
    counted = LifeRating.objects.filter(
        person__in=access.visible_ids(worker, Action.COUNT), rated_on__lte=until
    )
    rows = counted.order_by("rated_on", "at", "id").values_list("area", "person_id", "rated_on", "rating")
    rated = _by_area(rows)
    return Outcome(until, _people(worker, until) if by_name else [], _figures(rated, until), by_name)


def _people(worker: Actor, until: date) -> list[PersonMoved]:
    """Each row is loaded, so that it is in the log who read it."""
    rows = (
        LifeRating.objects.filter(
            person__in=access.visible_ids(worker, Action.READ_ENTRY), rated_on__lte=until
        )
        .select_related("person")
        .order_by("rated_on", "at", "id")
    )
    loaded = list(rows)
    people = {row.person_id: row.person for row in loaded}
    rated = _by_area((row.area, row.person_id, row.rated_on, row.rating) for row in loaded)
    moved = [
        PersonMoved(people[person_id], area, far)
        for area in Area
        for person_id, ratings in rated[area].items()
        if (far := rules.distance(ratings, until))
    ]
    return sorted(moved, key=lambda one: (one.person.name, one.person.pk))


def _by_area(rows: Iterable[tuple[str, UUID, date, int]]) -> Rated:
    rated: Rated = defaultdict(lambda: defaultdict(list))
    for area, person_id, day, rating in rows:
        rated[area][person_id].append((day, rating))
    return rated


def _figures(rated: Rated, until: date) -> list[Figure]:
    figures = []
    for area in Area:
        moved = rules.distances(rated[area].values(), until)
        if moved:
            figures.append(Figure(area, rules.rounded_to_five(len(moved)), rules.average(moved)))
    return figures
