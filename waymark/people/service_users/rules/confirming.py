"""When details are to be confirmed again (LDS-80). Days are London days; the interval is the service's clock, made a date by its caller."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from waymark.people.service_users.choices import Confirm


@dataclass(frozen=True)
class ToConfirm:
    """What is to be asked again: how many days ago the oldest answer was given, and which were never asked."""

    days: int
    never: tuple[Confirm, ...]

    @property
    def words(self) -> str:
        """'Confirm details, 184 days'."""
        return f"Confirm details, {self.days} day{'' if self.days == 1 else 's'}"


def oldest(confirmed: Mapping[str, date], added_on: date) -> date:
    """The day the interval counts from: the oldest of the six, and the day the record began for what was never asked."""
    return min(confirmed.get(what, added_on) for what in Confirm)


def to_confirm(
    confirmed: Mapping[str, date], added_on: date, due_on: date | None, day: date
) -> ToConfirm | None:
    """What is to be confirmed on `day`; None before `due_on`, and where the service has no such interval."""
    if due_on is None or day < due_on:
        return None
    never = tuple(what for what in Confirm if what not in confirmed)
    return ToConfirm((day - oldest(confirmed, added_on)).days, never)
