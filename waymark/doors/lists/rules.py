"""What a list holds, in words and in days. Values in, answers out (SUR-36, TPL-69). London days, first and last included."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from waymark.doors.lists.choices import KINDS, PERIODS, WHOSE, Kind, Period, Whose

LONGEST = 366


@dataclass(frozen=True)
class Filters:
    """What is asked of a list. `days`: people without a contact for so many days, 0 for everybody. `no_visit`: and no visit planned."""

    kind: Kind
    whose: Whose = Whose.MINE
    days: int = 0
    no_visit: bool = False
    period: Period = Period.LAST_28

    @property
    def words(self) -> str:
        """'My people, no contact in 14 days, no visit planned'."""
        said = [WHOSE[self.kind][self.whose]]
        if self.kind is Kind.CONTACTS:
            return f"{said[0]}, {PERIODS[self.period]}"
        said += [f"no contact in {self.days} day{'' if self.days == 1 else 's'}"] if self.days else []
        said += ["no visit planned"] if self.no_visit else []
        return ", ".join(said)

    @property
    def kept(self) -> dict[str, Any]:
        """As it is kept and as an address asks for it: only what this kind of list knows."""
        if self.kind is Kind.CONTACTS:
            return {"whose": self.whose.value, "period": self.period.value}
        asked: dict[str, Any] = {"whose": self.whose.value}
        asked |= {"days": self.days} if self.days else {}
        return asked | ({"no_visit": "yes"} if self.no_visit else {})


def filters_of(kind: str, kept: Mapping[str, Any]) -> Filters:
    """The filters of a saved list."""
    return Filters(
        kind=Kind(kind),
        whose=Whose(kept.get("whose", Whose.MINE)),
        days=int(kept.get("days", 0)),
        no_visit=kept.get("no_visit") == "yes",
        period=Period(kept.get("period", Period.LAST_28)),
    )


def seen_since(day: date, days: int) -> date:
    """The first day of those `days` up to `day`: whoever was last seen before it had no contact in so many days.

    On 4 March with 14 days: 19 February. Somebody seen on the 18th is on the list, 14 days on; seen on the 19th, tomorrow.
    """
    return day - timedelta(days=days - 1)


def days_of(period: Period, day: date) -> tuple[date, date]:
    """The first and the last day of a period, on `day`."""
    first_of_month = day.replace(day=1)
    if period is Period.THIS_MONTH:
        return first_of_month, day
    if period is Period.LAST_MONTH:
        last = first_of_month - timedelta(days=1)
        return last.replace(day=1), last
    length = {Period.LAST_7: 7, Period.LAST_28: 28, Period.LAST_92: 92}[period]
    return day - timedelta(days=length - 1), day


def percent(good: int, of: int) -> str:
    """'97.6%'; '100.0%' only of all of them, and of none at all."""
    if good == of:
        return "100.0%"
    return f"{min(100 * good / of, 99.9):.1f}%"


def file_name(kind: Kind, day: date, complete: str, ending: str) -> str:
    """A name that says what, of which day, how complete: nothing anybody typed, so nothing that ends a header (A24)."""
    return f"{KINDS[kind]} {day.isoformat()} {complete.rstrip('%')} per cent complete.{ending}"
