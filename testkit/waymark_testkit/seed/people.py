"""The people of each service, each in another relationship to those who work there, with a row of every kind in their record."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from waymark.core import actions, clock, nhs
from waymark.core.ids import new_id
from waymark.people.access.models import Exclusion, Grant
from waymark.people.service_users.actions import _gather as gather
from waymark.people.service_users.models import Person
from waymark.support.caseload.models import Allocation, Episode
from waymark_testkit.seed.canaries import Canaries
from waymark_testkit.seed.ground import Ground, SignIn
from waymark_testkit.seed.services import Place

DAY = timedelta(days=1)
SEES_NAMES = {"find_people", "open_records", "see_own_day", "see_board", "see_access_log", "allocate"}
OPENS = {"open_records", "record_contacts"}


@dataclass
class Case:
    """A person, and the workers around them. `author` writes the entries."""

    person: Person
    place: Place
    author: SignIn
    second: SignIn
    seen_by: set[str]


class PeopleOf:
    """Makes the people of one service."""

    def __init__(self, random: Random, canaries: Canaries, ground: Ground, place: Place) -> None:
        self.random, self.canaries, self.ground, self.place = random, canaries, ground, place
        self.now = clock.now()
        slug = place.service.slug
        self.workers = [user for user in ground.of(slug) if user.profile in ("casework", "coordinator")]
        self.limited = [user for user in ground.of(slug) if user.profile == "casework_limited"]

    def make(self) -> list[Case]:
        """Key worker's, team's alone, elsewhere's, on a visit today, discharged long ago and lately, staff served here, a conflict."""
        first, second, third = self.workers[0], self.workers[1], self.workers[-1]
        here, beside = self.place.unit, self.place.other_unit or self.place.unit
        cases = [
            self._case("Ash", first, second, lambda p: self._with(p, first, here.id, here.path)),
            self._case("Bay", first, second, lambda p: self._with(p, None, here.id, here.path)),
            self._case("Cove", third, second, lambda p: self._with(p, third, beside.id, beside.path)),
            self._case("Dale", first, second, lambda p: self._gone(p, first, days=30)),
            self._case("Elm", first, second, lambda p: self._gone(p, first, days=3)),
            self._case("Fell", second, first, lambda p: self._staff(p, first)),
            self._case("Glen", second, first, lambda p: self._conflict(p, first)),
            self._case("Heath", second, first, lambda p: self._seen_today(p, second)),
        ]
        return cases

    def _case(self, name: str, author: SignIn, second: SignIn, stands: Any) -> Case:
        nine = f"999{self.random.randrange(1_000_000):06}"
        while nhs.check_digit(nine) is None:
            nine = f"999{self.random.randrange(1_000_000):06}"
        number = nine + str(nhs.check_digit(nine))
        person, canary = self.canaries.planted(
            Person, given_name=name, family_name="Marlowe", service=self.place.service, added_at=self.now - 300 * DAY,
            birth_year=1980, birth_month=5, birth_day=17, nhs_number=number, nhs_number_status="02",
        )  # fmt: skip
        self.ground.services[person.id] = self.place.service.slug
        stands(person)
        names = self.ground.may(person.id, "find", rights=SEES_NAMES)
        opens = self.ground.may(person.id, "open", rights=OPENS)
        self.ground.planted(person, canary, names | opens, person.id)
        return Case(person, self.place, author, second, opens)

    # ------------------------------------------------------------------ who stands how

    def _with(
        self, person: Person, worker: SignIn | None, unit_id: UUID, path: str, *, ended: int | None = None
    ) -> None:
        """An episode with a team, and a key worker. `ended`: how many days ago all of it ended."""
        over = self.now - ended * DAY if ended is not None else None
        episode, canary = self.canaries.planted(
            Episode, person=person, unit_id=unit_id, opened_on=clock.today() - 300 * DAY, closed_on=over and clock.today(over)
        )  # fmt: skip
        self._grant(person, "team", "caseload.episode", episode.id, over, unit_id=unit_id)
        self._tie_past("team", over, lambda kind: self.ground.tie_team(person.id, self._slug, path, kind))
        if worker is not None:
            self._allocate(person, episode, worker, over)
        self.ground.planted(episode, canary, self.ground.may(person.id, "open", rights=OPENS), person.id)

    def _allocate(self, person: Person, episode: Episode, worker: SignIn, over: Any) -> None:
        allocation, canary = self.canaries.planted(
            Allocation, person=person, episode=episode, worker_id=worker.worker_id, purpose="key_worker",
            starts_on=episode.opened_on, ends_on=over and clock.today(over),
        )  # fmt: skip
        self._grant(
            person, "key_worker", "caseload.allocation", allocation.id, over, worker_id=worker.worker_id
        )
        self._tie_past("key_worker", over, lambda kind: self.ground.tie(person.id, worker, kind))
        self.ground.planted(allocation, canary, self.ground.may(person.id, "open", rights=OPENS), person.id)

    def _gone(self, person: Person, worker: SignIn, *, days: int) -> None:
        self._with(person, worker, self.place.unit.id, self.place.unit.path, ended=days)

    def _staff(self, person: Person, worker: SignIn) -> None:
        """They work here too: the record is their own, and closed to them."""
        self._with(person, self.workers[1], self.place.unit.id, self.place.unit.path)
        self._bar(person, worker, "own_record")

    def _conflict(self, person: Person, worker: SignIn) -> None:
        self._with(person, worker, self.place.unit.id, self.place.unit.path)
        self._bar(person, worker, "declared_conflict")

    def _seen_today(self, person: Person, worker: SignIn) -> None:
        """Somebody of another team, seen today by one of this: open to them for the day."""
        other = self.place.other_unit or self.place.unit
        self._with(person, None, other.id, other.path)
        begins, ends = clock.day_bounds(clock.today())
        for user in (worker, *self.limited[:1]):
            self._grant(
                person, "live", "diary.visit", new_id(), ends, starts_at=begins, worker_id=user.worker_id
            )
            self.ground.tie(person.id, user, "live")

    def _bar(self, person: Person, worker: SignIn, kind: str) -> None:
        with actions.frame("testkit seed"):
            Exclusion.objects.create(
                person=person, worker_id=worker.worker_id, kind=kind, declared_at=self.now - DAY
            )
        self.ground.tie(person.id, worker, kind)

    def _grant(
        self, person: Person, kind: str, source: str, source_id: UUID, ends_at: Any, **holder: Any
    ) -> None:
        with actions.frame("testkit seed"):
            Grant.objects.create(
                person=person, relationship=kind, source=source, source_id=source_id, ends_at=ends_at,
                **{"starts_at": self.now - 300 * DAY, **holder},
            )  # fmt: skip

    def _tie_past(self, kind: str, over: Any, tie: Any) -> None:
        """What runs, what ended within the fourteen days of a hand-over, and what is long over."""
        if over is None:
            tie(kind)
        elif self.now - over < 14 * DAY:
            tie("former")

    @property
    def _slug(self) -> str:
        return self.place.service.slug


def gather_again(case: Case) -> None:
    """What the person's row carries and is found by, once all of it is there."""
    with actions.frame("testkit seed"):
        gather.again(case.person)
