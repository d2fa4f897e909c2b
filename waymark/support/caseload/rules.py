"""Workload as sums that can be explained, limits, and who has had least time. Values in, answers out (DUR-39, ASC-02, caseload rules).

Weights and minutes are whole. A limit of 0 is none. London dates, first and last day included.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from waymark.support.caseload.choices import PLACES, Purpose

FEWEST_WORDS = 2
WEEK = 7
MOST_WEIGHT = 20
MOST_MINUTES = 40 * 60
MOST_CONTACTS = 50
LAST_WORKDAY = 4
FEW = 3
"""How many planned visits a task names by their times."""


@dataclass(frozen=True)
class Load:
    """What a worker carries: one weight and the planned weekly minutes for each allocation."""

    weights: tuple[int, ...] = ()
    weekly_minutes: int = 0

    @property
    def weight(self) -> int:
        return sum(self.weights)

    @property
    def people(self) -> int:
        return len(self.weights)

    @property
    def words(self) -> str:
        """How the weight comes about: '24 = 3 of weight 4 + 12 of weight 1'. '0' with nobody."""
        counted = Counter(self.weights)
        parts = [f"{counted[weight]} of weight {weight}" for weight in sorted(counted, reverse=True)]
        return f"{self.weight} = {' + '.join(parts)}" if parts else "0"


@dataclass(frozen=True)
class Limits:
    """A service's limits for one worker, 0 where not stated. `bands`: the weights a role without seniority may hold, () for any."""

    weight: int = 0
    people: int = 0
    bands: tuple[int, ...] = ()


@dataclass(frozen=True)
class TakenOn:
    """Somebody new, taken on by a team with their first key worker, who has them from `key_worker_from`."""

    person_id: UUID
    episode_id: UUID
    unit_id: UUID
    opened_on: date
    referred_on: date | None = None
    referred_by: str = ""
    key_worker_id: UUID | None = None
    key_worker_from: date | None = None


def limits_of(stated: Mapping[str, Any]) -> Limits:
    """The limits as a service's file has them."""
    return Limits(
        weight=int(stated.get("caseload_weight") or 0),
        people=int(stated.get("caseload_people") or 0),
        bands=tuple(stated.get("allowed_bands") or ()),
    )


def over_limit(load: Load, added_weight: int, limits: Limits) -> str:
    """'27 over limit 25' when one more of this weight goes over, '13 people over limit 12'; '' within both (DUR-39)."""
    said = []
    weight, people = load.weight + added_weight, load.people + 1
    if limits.weight and weight > limits.weight:
        said.append(f"{weight} over limit {limits.weight}")
    if limits.people and people > limits.people:
        said.append(f"{people} people over limit {limits.people}")
    return ", ".join(said)


def stands_over(load: Load, limits: Limits) -> str:
    """The same of what is carried already."""
    said = []
    if limits.weight and load.weight > limits.weight:
        said.append(f"{load.weight} over limit {limits.weight}")
    if limits.people and load.people > limits.people:
        said.append(f"{load.people} people over limit {limits.people}")
    return ", ".join(said)


def wrong_with_band(weight: int, limits: Limits, *, senior: bool) -> str:
    """Where a service has bands, a worker without seniority holds only those its file allows (SUR-18)."""
    if senior or not limits.bands or weight in limits.bands:
        return ""
    allowed = " and ".join(map(str, limits.bands))
    return f"Band {weight} goes to a senior colleague: this role holds bands {allowed}."


def wrong_with_reason(reason: str) -> str:
    """What to say of a reason; '' when it will do."""
    return "" if len(reason.split()) >= FEWEST_WORDS else "Say why, in a few words."


def wrong_with_amounts(weight: int, weekly_minutes: int) -> str:
    """A weight is from 1 to 20, the time planned in a week at most forty hours."""
    if not 1 <= weight <= MOST_WEIGHT:
        return f"Give the weight as a whole number from 1 to {MOST_WEIGHT}."
    if not 0 <= weekly_minutes <= MOST_MINUTES:
        return "Give the minutes planned in a week: at most 2,400."
    return ""


def wrong_with_end(starts_on: date, on: date) -> str:
    """An allocation or an episode ends on its first day at the earliest."""
    if on < starts_on:
        return f"It began on {starts_on.day} {starts_on:%B %Y}. The last day cannot be before that."
    return ""


def holds(starts_on: date, ends_on: date | None, day: date) -> bool:
    """Whether something from `starts_on` to `ends_on` (None: open) stands on `day`."""
    return starts_on <= day and (ends_on is None or day <= ends_on)


def left_without(names: Sequence[str]) -> str:
    """The sentence that refuses an end that would leave people without a key worker, with their names."""
    if len(names) == 1:
        return f"{names[0]} would have no key worker. Name who takes over."
    return f"{len(names)} people would have no key worker: {', '.join(names)}. Name who takes over."


def still_open(things: Sequence[str]) -> str:
    """The sentence that refuses to close an episode, with the list of what is still open."""
    return f"There is still something open: {'; '.join(things)}. Finish it or hand it over first."


def week_of(day: date) -> tuple[date, date]:
    """The Monday and the Sunday of the week `day` is in."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=WEEK - 1)


def hours(minutes: int) -> str:
    """Minutes as hours with one decimal: 30 is '0.5', 45 is '0.8' (halves up)."""
    tenths = (minutes * 10 + 30) // 60
    return f"{tenths // 10}.{tenths % 10}"


def take_over_words(person: str, worker: str, planned: Sequence[datetime]) -> str:
    """'Sam Okafor is with you now. Ann Dodds had planned to see them: 6 March, 10:00. Agree with them who goes, or take each over.'

    `planned` in London's time; the first few, and how many more.
    """
    few = "; ".join(f"{at.day} {at:%B}, {at:%H:%M}" for at in planned[:FEW])
    more = f"; and {len(planned) - FEW} more" if len(planned) > FEW else ""
    return f"{person} is with you now. {worker} had planned to see them: {few}{more}. Agree with them who goes, or take each over."


def given_of_planned(given: int, planned: int) -> str:
    """'0.5 of 2.0', in hours; only what was given where nothing is planned."""
    return f"{hours(given)} of {hours(planned)}" if planned else hours(given)


def least_first(given: int, planned: int) -> tuple[bool, float]:
    """Sorts a caseload: who has had the smallest share of the time planned stands first, who has none planned last (ASC-02)."""
    return (planned == 0, given / planned if planned else float(given))


def place(kept: Mapping[str, Any], day: date) -> str:
    """Where somebody is, for a list: 'Home', the place they stay at, 'No fixed address', '' not known. Never a protected address."""
    here = [
        row for row in kept.get("addresses", []) if not row.get("until") or row["until"] >= day.isoformat()
    ]
    if not here:
        return ""
    first = here[0]
    if first["kind"] == "staying" and not first.get("protected") and first.get("lines"):
        return str(first["lines"]).splitlines()[0]
    return PLACES.get(first["kind"], "")


def inpatient(place: str) -> str:
    """'Asket House, inpatient'; '' for somebody who is on no ward."""
    return f"{place}, inpatient" if place else ""


@dataclass(frozen=True)
class Days:
    """Where somebody's days were, in a stretch of time (SUR-03). `moves`: how often they changed where they live."""

    whole: int
    in_hospital: int
    admissions: int
    moves: int = 0

    @property
    def at_home(self) -> int:
        return self.whole - self.in_hospital


def tenure(
    stays: Iterable[tuple[date, date | None]], last: date, days: int, moved: Iterable[date] = ()
) -> Days:
    """How many of the `days` up to `last`, itself included, were at home and on a ward, and how many admissions began in them.

    A stay is (admitted, left or None); a day counts as on a ward when its night was spent there, so the day of leaving is at home.
    """
    first = last - timedelta(days=days - 1)
    nights: set[date] = set()
    admissions = 0
    for admitted, left in stays:
        admissions += first <= admitted <= last
        end = min(left or last + timedelta(days=1), last + timedelta(days=1))
        begin = max(admitted, first)
        nights |= {begin + timedelta(days=n) for n in range((end - begin).days)}
    return Days(days, len(nights), admissions, sum(first <= day <= last for day in moved))


def summed(each: Iterable[Days]) -> Days:
    """The days of a whole group, together."""
    every = list(each)
    return Days(
        whole=sum(one.whole for one in every),
        in_hospital=sum(one.in_hospital for one in every),
        admissions=sum(one.admissions for one in every),
        moves=sum(one.moves for one in every),
    )


def wrong_with_stay(admitted_on: date, left_on: date | None, day: date) -> str:
    """Both have come, in their order."""
    if admitted_on > day or (left_on and left_on > day):
        return "Give a day and time that have come."
    if left_on and left_on < admitted_on:
        return "They left before they were admitted. Put the days right."
    return ""


def above_band(weight: int, limits: Limits, *, senior: bool) -> bool:
    """Whether a case is more than the role of whoever holds it may hold (SUR-18)."""
    return bool(limits.bands) and not senior and weight not in limits.bands


def bands_in_words(bands: Sequence[int]) -> str:
    """'1 and 2'."""
    return " and ".join(map(str, bands))


def unplaced(needed: int, placed: int) -> int:
    """How many of a week's contacts have no place in the diary."""
    return max(0, needed - placed)


def one_key_worker(purposes: Iterable[str]) -> bool:
    """Whether exactly one of an episode's allocations of a day is the key worker's."""
    return sum(purpose == Purpose.KEY_WORKER for purpose in purposes) == 1


def share_in_words(given: int, planned: int) -> str:
    """Minutes given of those planned, in hours and as a share: '2.25 of 3 hours, 75%'. The share is rounded down: 99 % is not all."""
    share = f", {given * 100 // planned}%" if planned else ""
    return (
        f"{given / 60:.2f}".rstrip("0").rstrip(".")
        + f" of {planned / 60:.2f}".rstrip("0").rstrip(".")
        + f" hours{share}"
    )
