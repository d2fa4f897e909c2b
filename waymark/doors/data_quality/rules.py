"""Data quality decided on values alone: what can be said of each field of a record, and what that comes to (rules.md 20; DUR-34).

Six measures a field. A measure that nothing here can tell is not measured. What is missing, cannot be true, contradicts or is stale is a
fault with a sentence; accuracy is counted and is nobody's fault. Nobody is ranked: records are counted, and faults stand by name.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from waymark.core import nhs
from waymark.core.names import fold
from waymark.core.partial_dates import PartialDate
from waymark.doors.data_quality.choices import CHANGES, FIELDS, Answer, Field, Measure
from waymark.people.service_users.choices import ETHNICITY, GENDER

OLDEST = 115
VERIFIED = "01"
ORDER = {name: at for at, name in enumerate(Field)}
STANDS_FOR_NOTHING = {
    "unknown",
    "not known",
    "unk",
    "n a",
    "na",
    "none",
    "tbc",
    "tba",
    "x",
    "xx",
    "xxx",
    "asdf",
}
NOT_A_NAME = {
    *("unknown", "not known", "tbc", "tba", "asdf", "xxx", "zzz", "zztest"),
    *("test", "testing", "dummy", "test patient", "mickey mouse"),
}


@dataclass(frozen=True)
class Facts:
    """One open record as it is looked at. `answers`: the latest answer a field and, for ‘right as it stands’, of what value; `asked`: the
    day a field was last asked about or put right.
    """

    id: Hashable
    given_name: str = ""
    family_name: str = ""
    birth: PartialDate | None = None
    nhs_number: str = ""
    nhs_number_status: str = ""
    gp_practice: str = ""
    gender: str = ""
    ethnicity: str = ""
    died_on: date | None = None
    opened_on: date | None = None
    addresses: tuple[str, ...] = ()
    phones: tuple[tuple[str, str], ...] = ()
    no_texts: bool = False
    next_of_kin: int = 0
    needs: tuple[tuple[str, date | None], ...] = ()
    answers: Mapping[Field, tuple[Answer, str]] = field(default_factory=dict)
    asked: Mapping[Field, date] = field(default_factory=dict)
    like_others: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @cached_property
    def values(self) -> dict[Field, str]:
        """What the record says of each field, put together once: every measure asks for it."""
        return {
            Field.NAME: self.name,
            Field.BIRTH_DATE: str(self.birth) if self.birth else "",
            Field.NHS_NUMBER: self.nhs_number,
            Field.GP_PRACTICE: self.gp_practice.strip(),
            Field.ADDRESS: ", ".join(self.addresses),
            Field.TELEPHONE: ", ".join(number for number, _ in self.phones),
            Field.GENDER: self.gender,
            Field.ETHNICITY: self.ethnicity,
            Field.NEXT_OF_KIN: str(self.next_of_kin or ""),
        }


@dataclass(frozen=True)
class Fault:
    """What is to be put right, in words."""

    field: Field
    measure: Measure
    words: str


@dataclass
class Tally:
    """How many of those looked at are good."""

    good: int = 0
    of: int = 0

    def count(self, is_good: bool) -> None:
        self.good, self.of = self.good + is_good, self.of + 1

    @property
    def percent(self) -> str:
        """'90.0%', and '–' where nothing tells."""
        return percent(self.good, self.of)


class Found(dict[tuple[Field, Measure], str]):
    """What can be told of one record. Its faults are worked out once, however many counts and lists of a page ask for them."""

    @cached_property
    def faults(self) -> list[Fault]:
        return _worked_out(self)


def percent(good: int, of: int) -> str:
    """'87.5%', and '–' of nothing: no records are not complete records. All but one of very many is not rounded up to all."""
    if not of:
        return "–"
    share = 100 * good / of
    return "99.9%" if 99.9 < share < 100 else f"{share:.1f}%"


def looked_at(facts: Facts, day: date, *, ask_again: int) -> Found:
    """Every measure that can be told of this record: '' where it is good, else what is wrong. `ask_again`: days an answer holds."""
    found = Found()
    for name in Field:
        _completeness(facts, name, found)
        _timeliness(facts, name, day, ask_again, found)
    _validity(facts, day, found)
    _consistency(facts, found)
    found[Field.NAME, Measure.UNIQUENESS] = _alike(facts)
    for name in CHANGES:
        if value_of(facts, name):
            found[name, Measure.ACCURACY] = "" if name in facts.asked else "Not confirmed with them yet"
    if facts.nhs_number:
        found[Field.NHS_NUMBER, Measure.ACCURACY] = (
            "" if facts.nhs_number_status == VERIFIED else "Not traced yet"
        )
    return found


def faults(found: Found) -> list[Fault]:
    """What is to be put right, in the order of the fields. What is not traced or confirmed yet is no fault of the record's."""
    return found.faults


def _worked_out(found: Found) -> list[Fault]:
    wrong = [
        Fault(name, measure, words)
        for (name, measure), words in found.items()
        if words and measure is not Measure.ACCURACY
    ]
    return sorted(wrong, key=lambda fault: ORDER[fault.field])


def tallied(records: Iterable[Found]) -> dict[tuple[Field, Measure], Tally]:
    """The counts behind a table of fields by measures."""
    tallies: dict[tuple[Field, Measure], Tally] = {}
    for found in records:
        for key, words in found.items():
            tallies.setdefault(key, Tally()).count(not words)
    return tallies


def value_of(facts: Facts, name: Field) -> str:
    """What the record says of a field, '' when nothing: for whether there is something, and as the former value of a correction."""
    return facts.values.get(name, "")


def worded(name: Field, value: str) -> str:
    """A kept value as a page says it."""
    if not value:
        return "Nothing"
    if name is Field.BIRTH_DATE:
        return PartialDate(*(int(part) for part in value.split("-"))).display()
    if name is Field.NHS_NUMBER:
        return nhs.show(value)
    return {Field.GENDER: GENDER, Field.ETHNICITY: ETHNICITY}.get(name, {}).get(value, value)


# ------------------------------------------------------------------ each measure


def _completeness(facts: Facts, name: Field, found: Found) -> None:
    if name is Field.NEEDS:
        return
    known = value_of(facts, name) or name in facts.answers or name in facts.asked
    found[name, Measure.COMPLETENESS] = "" if known else f"No {_small(name)}, and no answer about it"


def _timeliness(facts: Facts, name: Field, day: date, ask_again: int, found: Found) -> None:
    if name is Field.NEEDS:
        looked = [(words, on) for words, on in facts.needs if on]
        if looked:
            late = [f"‘{words}’ was to be looked at again by {_day(on)}" for words, on in looked if on < day]
            found[name, Measure.TIMELINESS] = "; ".join(late)
        return
    on, answer = facts.asked.get(name), facts.answers.get(name)
    not_known = answer is not None and answer[0] is Answer.NOT_KNOWN
    if on and (name in CHANGES or not_known):
        old = on + timedelta(days=ask_again) < day
        found[name, Measure.TIMELINESS] = (
            f"{FIELDS[name]} was last asked about on {_day(on)}: ask again" if old else ""
        )


def _validity(facts: Facts, day: date, found: Found) -> None:
    checks = {
        Field.NAME: lambda: _name(facts),
        Field.BIRTH_DATE: lambda: _birth(facts.birth, day) if facts.birth else "",
        Field.NHS_NUMBER: lambda: _nhs_number(facts.nhs_number),
        Field.GP_PRACTICE: lambda: _practice(facts.gp_practice),
        Field.TELEPHONE: lambda: _phones(facts),
    }
    for name, check in checks.items():
        value = value_of(facts, name)
        if value:
            said = check()
            right = facts.answers.get(name)
            is_right = right is not None and right[0] is Answer.RIGHT and right[1] == value
            found[name, Measure.VALIDITY] = "" if is_right else said


def _consistency(facts: Facts, found: Found) -> None:
    if facts.birth and facts.opened_on:
        before = facts.birth.earliest <= min(facts.died_on or facts.opened_on, facts.opened_on)
        found[Field.BIRTH_DATE, Measure.CONSISTENCY] = (
            "" if before else f"Born {facts.birth.display()}, after they came to the team or died"
        )
    if facts.addresses:
        homes, none = facts.addresses.count("home"), "no_fixed_abode" in facts.addresses
        found[Field.ADDRESS, Measure.CONSISTENCY] = (
            "A home address and ‘no fixed abode’ both stand"
            if homes and none
            else f"{homes} home addresses stand at once"
            if homes > 1
            else ""
        )
    if facts.phones:
        text_first = any(re.search(r"\btexts?\b", note, re.IGNORECASE) for _, note in facts.phones)
        found[Field.TELEPHONE, Measure.CONSISTENCY] = (
            "A number says to text, and ‘do not send texts’ stands" if facts.no_texts and text_first else ""
        )


def _alike(facts: Facts) -> str:
    return (
        f"May be one person with another open record, which the records lead decides: {', '.join(facts.like_others)}"
        if facts.like_others
        else ""
    )


def _name(facts: Facts) -> str:
    parts = [" ".join(fold(part)) for part in (facts.given_name, facts.family_name, facts.name)]
    return f"‘{facts.name}’ does not look like a name" if NOT_A_NAME & set(parts) else ""


def _birth(born: PartialDate, day: date) -> str:
    if born.is_placeholder:
        return f"{born.display()} usually stands for ‘not known’"
    if born.earliest > day:
        return f"{born.display()} is in the future"
    if born.year < day.year - OLDEST:
        return f"Born {born.display()}, which makes them more than {OLDEST}"
    return ""


def _nhs_number(digits: str) -> str:
    return nhs.check(digits).problem(synthetic=True)


def says_nothing(text: str) -> bool:
    """Whether a text only stands for there being no answer: 'TBC', 'n/a', '?'. Nothing typed is not an answer either, and is no text."""
    plain = " ".join(re.findall(r"\w+", text.casefold()))
    return bool(text.strip()) and (not plain or plain in STANDS_FOR_NOTHING)


def _practice(text: str) -> str:
    return f"The GP practice says ‘{text.strip()}’, which is no answer" if says_nothing(text) else ""


def _phones(facts: Facts) -> str:
    repeated = [number for number, _ in facts.phones if re.search(r"(\d)\1{7}", number)]
    return f"{', '.join(repeated)} is one digit over and over" if repeated else ""


def _small(name: Field) -> str:
    words = FIELDS[name]
    return words if words[:2].isupper() else words[0].lower() + words[1:]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def clean(records: Iterable[Found]) -> Tally:
    """How many records have nothing to put right: the completeness that a report states."""
    tally = Tally()
    for found in records:
        tally.count(not faults(found))
    return tally


def by_person(found: Iterable[tuple[Hashable, Found]]) -> Iterator[tuple[Hashable, Fault]]:
    """Each fault with whose record it is in."""
    for person_id, record in found:
        for fault in faults(record):
            yield person_id, fault
