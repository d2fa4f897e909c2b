"""`waymark testkit scale`: so many people and so many notes, the same for the same seed and day, in minutes and in bounded memory."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from uuid import UUID

from django.db import connection, transaction

from waymark.core import actions
from waymark.people.service_users.models import Person
from waymark.work.search import rules as search
from waymark.work.search.jobs import tidy_now
from waymark.work.search.models import Word
from waymark_testkit.scale.history import HOUR, History, Subject
from waymark_testkit.scale.organisation import PASSWORD, Structure, Team, make_structure
from waymark_testkit.scale.people import People
from waymark_testkit.scale.stamps import DAY, day_number
from waymark_testkit.scale.support import Support
from waymark_testkit.scale.tables import in_bulk, write_all
from waymark_testkit.scale.texts import Texts

PEOPLE_A_TEAM = 400
MEASURED_PEOPLE = 40
MEASURED_NOTES = 60
VISITS_A_DAY = 6
AT_A_TIME = 4_000
FIRST_HOUR, LAST_HOUR = 9, 17
PLACE_BITS = 20
PLACE = (1 << PLACE_BITS) - 1
Say = Callable[[str], None]


class NotEmpty(RuntimeError):
    """There are people here already."""


@dataclass(frozen=True)
class Measured:
    """Whom to sign in as, and whose records to open: a worker with 40 people of up to 60 notes each, and their leader."""

    worker: str
    leader: str
    password: str
    service_id: str
    person_ids: list[str]
    people: int
    notes: int


def fill(*, people: int, notes: int, seed: int, day: date, say: Say) -> Measured:
    """Fill an empty database. `day` is the world's today."""
    if Person.objects.exists():
        raise NotEmpty(
            "There are people in this database. A world to measure in begins with an empty one: waymark prepare, in a new folder."
        )
    random = Random(f"{seed}/{day}")
    texts = Texts(seed)
    with actions.frame("testkit scale"):
        structure = _structure(random, people)
        world = _World(structure, texts, day)
        with in_bulk(world.tables):
            subjects = world.begin(random, people, say)
            world.live(random, subjects, _how_many(random, people, notes), say)
            world.plan(random, subjects)
            _index()
        _learn(texts)
    theirs = [str(UUID(who.id)) for who in subjects[:MEASURED_PEOPLE]]
    return Measured("t001-w01", "t001-lead", PASSWORD, str(UUID(structure.service_id)), theirs, people, notes)


@transaction.atomic
def _structure(random: Random, people: int) -> Structure:
    return make_structure(random, max(1, round(people / PEOPLE_A_TEAM)))


def _index() -> None:
    """SQLite keeps the search's index by a trigger, which was away; PostgreSQL makes its column by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_index(rowid, tokens) SELECT number, tokens FROM search_passage ORDER BY number"
            )
        tidy_now()


def _learn(texts: Texts) -> None:
    words = {word for sentence in texts.sentences for word in search.words_of(sentence)}
    Word.objects.bulk_create([Word(word=word) for word in sorted(words)], batch_size=1_000)


def _how_many(random: Random, people: int, notes: int) -> list[int]:
    """How many notes each person has, in all exactly `notes`: between 0.4 and 1.6 times the usual number.

    The first forty have 60 each where there are enough, so that their pages are full ones.
    """
    counts = [(n + 1) * notes // people - n * notes // people for n in range(people)]
    for place in range(0, people - 1, 2):
        moved = min(random.randint(0, counts[place] * 6 // 10), counts[place + 1])
        counts[place] += moved
        counts[place + 1] -= moved
    full = min(MEASURED_PEOPLE, people, notes // MEASURED_NOTES)
    counts[:full] = [MEASURED_NOTES] * full
    over = sum(counts) - notes
    for place in range(people - 1, -1, -1):
        step = min(over, counts[place])
        counts[place] -= step
        over -= step
    return counts


class _World:
    """The tables of one world while it is filled."""

    def __init__(self, structure: Structure, texts: Texts, day: date) -> None:
        self.structure, self.today = structure, day_number(day)
        self.people = People(structure.service_id, texts)
        self.support = Support(structure.service_id, texts, self.today * DAY)
        self.history = History(structure.service_id, structure.role, texts)
        self.tables = [*self.people.tables, *self.support.tables, *self.history.tables]

    def begin(self, random: Random, people: int, say: Say) -> list[Subject]:
        """Everybody, with what stands around them."""
        subjects: list[Subject] = []
        for place in range(people):
            team, worker_id = self._whose(place, people)
            since = (self.today - random.randint(60, 730)) * DAY + random.randint(9, 16) * HOUR
            who = self.people.add(random, since)
            subjects.append(self.support.begin(random, who, worker_id, team.id))
            if place % AT_A_TIME == AT_A_TIME - 1:
                write_all(self.tables)
                say(f"{place + 1:,} people")
        write_all(self.tables)
        return subjects

    def _whose(self, place: int, people: int) -> tuple[Team, str]:
        """The team and the worker: 40 people for the first worker, the others of a team share the rest evenly."""
        teams = self.structure.teams
        number = place * len(teams) // people
        workers = teams[number].workers
        if number:
            return teams[number], workers[place % len(workers)]
        return teams[0], workers[0] if place < MEASURED_PEOPLE else workers[1 + place % (len(workers) - 1)]

    def live(self, random: Random, subjects: list[Subject], counts: list[int], say: Say) -> None:
        """Their notes, the earliest first."""
        for done, event in enumerate(sorted(self._events(random, subjects, counts)), start=1):
            self.history.happened(random, subjects[event & PLACE], event >> PLACE_BITS)
            if done % AT_A_TIME == 0:
                write_all(self.tables)
            if done % 100_000 == 0:
                say(f"{done:,} notes")
        write_all(self.tables)

    def _events(self, random: Random, subjects: list[Subject], counts: list[int]) -> Iterator[int]:
        """When something happened to whom, packed into one number each: a million tuples would not be bounded memory."""
        for place, (who, many) in enumerate(zip(subjects, counts, strict=True)):
            for _ in range(many):
                yield _working_time(random, who.since // DAY + 1, self.today - 1) << PLACE_BITS | place

    def plan(self, random: Random, subjects: list[Subject]) -> None:
        """Each worker's visits of today, and when most people are seen next."""
        today: dict[str, int] = {}
        for who in subjects:
            already = today.get(who.worker_id, 0)
            if already < VISITS_A_DAY:
                today[who.worker_id] = already + 1
                self.history.planned(random, who, self.today * DAY + (FIRST_HOUR + already) * HOUR, "planned")
            elif random.random() < 0.7:
                at = _working_time(random, _working_day_after(self.today), self.today + 14)
                self.history.planned(random, who, at, "planned")
        write_all(self.tables)


def _working_day_after(day: int) -> int:
    """The next working day: on a Friday the Monday, so that no visit of next week is one of today."""
    weekday = (day + 1 + 3) % 7
    return day + 1 + (7 - weekday if weekday > 4 else 0)


def _working_time(random: Random, first: int, last: int) -> int:
    """A moment of a working day between two days, both included; a weekend becomes the Friday before."""
    day = random.randint(first, last)
    day -= max(0, (day + 3) % 7 - 4)
    return day * DAY + random.randint(FIRST_HOUR * 12, LAST_HOUR * 12 - 1) * 300
