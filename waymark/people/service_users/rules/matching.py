"""Judging what the database brought: how strongly each person answers the query, and why, in words. Exact comes before the beginning of a
word, that before a name that sounds alike, that before one digit or letter different; a name they have now before one they had.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import jellyfish

from waymark.core.partial_dates import PartialDate
from waymark.people.service_users.choices import KeyKind
from waymark.people.service_users.rules.keys import Key, sounds_of
from waymark.people.service_users.rules.query import Part, Query, phones_near

_SHORTEST_MISSPELT = 5


class Strength(IntEnum):
    """How surely a part of the query is true of somebody."""

    NEAR = 1
    SOUND = 2
    PREFIX = 3
    EXACT = 4


@dataclass(frozen=True)
class Findable:
    """A person as far as finding goes. `id` is whatever the caller knows them by."""

    id: Hashable
    keys: tuple[Key, ...]
    nhs_number: str = ""
    birth: PartialDate | None = None

    @cached_property
    def by_kind(self) -> dict[KeyKind, dict[str, str]]:
        """Each kind's keys, and what is said of them."""
        found: dict[KeyKind, dict[str, str]] = {kind: {} for kind in KeyKind}
        for key in self.keys:
            found[KeyKind(key.kind)][key.key] = key.said
        return found


@dataclass(frozen=True)
class Match:
    """Somebody who answers every part of the query. `why` is empty where it is plain to see."""

    id: Hashable
    strength: Strength
    why: tuple[str, ...]

    @property
    def is_near(self) -> bool:
        """True of somebody only if a digit or a letter of what was typed is wrong."""
        return self.strength is Strength.NEAR


@dataclass(frozen=True, order=True)
class _Hit:
    strength: Strength
    now: bool = True
    why: str = ""


def matches(query: Query, people: Iterable[Findable]) -> list[Match]:
    """Those of `people` of whom every part of the query is true, strongest first; equals stay in the order given."""
    judged = [(person, _judge(query, person)) for person in people]
    found = [(person, hits) for person, hits in judged if hits]
    found.sort(key=lambda each: _rank(each[1]), reverse=True)
    return [Match(person.id, min(hits).strength, _reasons(hits)) for person, hits in found]


def _rank(hits: list[_Hit]) -> tuple[int, int, bool]:
    return min(hits).strength, sum(hit.strength for hit in hits), all(hit.now for hit in hits)


def _reasons(hits: list[_Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.why for hit in hits if hit.why))


def _judge(query: Query, person: Findable) -> list[_Hit]:
    """A hit for every part, or none at all."""
    hits = [max(_hits(part, person), default=None) for part in query.parts]
    if not hits or not _initials_fit(query, person):
        return []
    sure = [hit for hit in hits if hit is not None]
    return sure if len(sure) == len(hits) else []


def _hits(part: Part, person: Findable) -> Iterator[_Hit]:
    for words in part.words:
        each = [max(_word_hits(word, person), default=None) for word in words]
        sure = [hit for hit in each if hit is not None]
        if len(sure) == len(each):
            yield min(sure)
    if part.words and len(part.text) > 1 and part.text in person.by_kind[KeyKind.INITIAL]:
        said = person.by_kind[KeyKind.INITIAL][part.text]
        yield _Hit(Strength.PREFIX, not said, said or f"initials {part.text.upper()}")
    yield from _phone_hits(part, person)
    yield from _postcode_hits(part, person)
    yield from _nhs_hits(part, person)
    yield from _birth_hits(part, person)


def _word_hits(word: str, person: Findable) -> Iterator[_Hit]:
    for key, said in person.by_kind[KeyKind.NAME].items():
        if key == word:
            yield _Hit(Strength.EXACT, not said, said)
        elif key.startswith(word):
            yield _Hit(Strength.PREFIX, not said, said)
        elif len(word) >= _SHORTEST_MISSPELT and jellyfish.damerau_levenshtein_distance(key, word) == 1:
            yield _Hit(Strength.NEAR, not said, said or "one letter different")
    for sound in sounds_of(word):
        if sound in person.by_kind[KeyKind.SOUND]:
            said = person.by_kind[KeyKind.SOUND][sound]
            yield _Hit(Strength.SOUND, not said, said or "sounds alike")


def _phone_hits(part: Part, person: Findable) -> Iterator[_Hit]:
    held = person.by_kind[KeyKind.PHONE]
    if not part.phone or not held:
        return
    if part.phone[::-1] in held:
        yield _Hit(Strength.EXACT, why="telephone number")
    elif any(key.startswith(part.phone[::-1]) for key in held):
        yield _Hit(Strength.PREFIX, why=f"telephone number ends {part.phone[-4:]}")
    for digits, why in phones_near(part.phone):
        if digits[::-1] in held:
            yield _Hit(Strength.NEAR, why=f"telephone number, {why}")


def _postcode_hits(part: Part, person: Findable) -> Iterator[_Hit]:
    held = person.by_kind[KeyKind.POSTCODE]
    if part.postcode in held and len(part.postcode) > 3:
        yield _Hit(Strength.EXACT, why="postcode")
    elif part.postcode and any(key.startswith(part.postcode) for key in held):
        yield _Hit(Strength.PREFIX, why="part of the postcode")


def _nhs_hits(part: Part, person: Findable) -> Iterator[_Hit]:
    if person.nhs_number in part.nhs_numbers:
        yield _Hit(Strength.EXACT, why="NHS number")
    for number, why in part.nhs_numbers_near:
        if number == person.nhs_number:
            yield _Hit(Strength.NEAR, why=f"NHS number, {why}")


def _birth_hits(part: Part, person: Findable) -> Iterator[_Hit]:
    if person.birth is None:
        return
    for birth in part.births:
        if birth == person.birth or (not birth.is_whole and _within(person.birth, birth)):
            yield _Hit(Strength.EXACT, why=_born(birth))
        elif birth.agrees_with(person.birth):
            yield _Hit(Strength.PREFIX, why=f"only {person.birth.display()} is known of the birth date")
    for birth, why in part.births_near:
        if birth == person.birth:
            yield _Hit(Strength.NEAR, why=f"birth date, {why}")


def _within(birth: PartialDate, asked: PartialDate) -> bool:
    """Whether what is known of a birth date lies inside the month or year asked for."""
    return asked.earliest <= birth.earliest and birth.latest <= asked.latest


def _born(asked: PartialDate) -> str:
    return "birth date" if asked.is_whole else "month of birth" if asked.month else "year of birth"


def _initials_fit(query: Query, person: Findable) -> bool:
    """'S Smith' is Sam Smith and not John Smith, whose only S is Smith's: an initial needs a name of its own."""
    if not any(part.is_initial for part in query.parts):
        return True
    names = person.by_kind[KeyKind.NAME]
    asked = [part.words[0][0] for part in query.parts if part.words and len(part.words[0]) == 1]
    needed = Counter(word[0] for word in asked if any(name.startswith(word) for name in names))
    held: Counter[str] = Counter()
    for initials in person.by_kind[KeyKind.INITIAL]:
        held |= Counter(initials)
    return needed <= held
