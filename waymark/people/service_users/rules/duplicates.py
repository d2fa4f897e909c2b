"""When two records may be one person (person-record: duplicate name and birth date: warn and compare). A suspicion, never a merge."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from waymark.core.names import fold
from waymark.core.partial_dates import PartialDate


@dataclass(frozen=True)
class Known:
    """What two records are compared by. `names`: every whole name, now and before; `phones` in their kept form (core.phones);
    `own_numbers`: the service's own, each with whose it is ('client id c10001').
    """

    id: Hashable
    given_name: str
    names: tuple[str, ...]
    birth: PartialDate | None = None
    nhs_number: str = ""
    phones: tuple[str, ...] = ()
    own_numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suspicion:
    """Two that may be one, and why, in words."""

    one: Hashable
    other: Hashable
    why: tuple[str, ...]


def own_number(heading: str, number: str) -> str:
    """One of the service's own numbers as it is compared: whose it is, and the number."""
    return f"{' '.join(fold(heading))} {number.casefold()}"


def suspicion(one: Known, other: Known) -> Suspicion | None:
    """Whether these two may be one person: the same NHS number; name and birth date; or telephone number and first name."""
    why = tuple(_reasons(one, other))
    return Suspicion(one.id, other.id, why) if why else None


def are_one(one: Known, other: Known) -> bool:
    """Whether these two are one person beyond doubt: a number in common with a name or birth date that bears it out, or the same name and
    whole birth date with no number against it.
    """
    named = bool(_folded(one) & _folded(other))
    born = one.birth is not None and one.birth == other.birth and one.birth.is_whole
    against = bool(one.birth and other.birth and not one.birth.agrees_with(other.birth))
    if one.nhs_number and other.nhs_number:
        return one.nhs_number == other.nhs_number and (named or born)
    if set(one.own_numbers) & set(other.own_numbers):
        return named and not against
    return named and born


def suspicions(people: Iterable[Known]) -> list[Suspicion]:
    """Every suspicious pair, each once, in the order given. Compares only those that share something, so thousands take no time."""
    sharing: dict[tuple[str, str], list[tuple[int, Known]]] = defaultdict(list)
    for at, person in enumerate(people):
        for shared in set(_shared(person)):
            sharing[shared].append((at, person))
    pairs = {
        (first[0], second[0]): suspicion(first[1], second[1])
        for group in sharing.values()
        for first, second in combinations(group, 2)
    }
    return [found for _, found in sorted(pairs.items(), key=lambda pair: pair[0]) if found]


def _reasons(one: Known, other: Known) -> Iterator[str]:
    if one.nhs_number and one.nhs_number == other.nhs_number:
        yield "the same NHS number"
    if one.birth and other.birth and _folded(one) & _folded(other) and one.birth.agrees_with(other.birth):
        yield (
            "the same name and birth date"
            if one.birth == other.birth
            else "the same name, and a birth date that can be the same"
        )
    if set(one.own_numbers) & set(other.own_numbers):
        yield "the same number of the service's own"
    if set(one.phones) & set(other.phones) and fold(one.given_name) == fold(other.given_name) != ():
        yield "the same telephone number and first name"


def _folded(person: Known) -> set[tuple[str, ...]]:
    return {tuple(sorted(fold(name))) for name in person.names} - {()}


def _shared(person: Known) -> Iterator[tuple[str, str]]:
    if person.nhs_number:
        yield "nhs", person.nhs_number
    if person.birth:
        yield from (("name", f"{person.birth.year} {' '.join(name)}") for name in _folded(person))
    yield from (("phone", phone) for phone in person.phones)
    yield from (("own", number) for number in person.own_numbers)
