"""What is missing from a person's rhythm of contact. Values in, answers out (LDS-26).

'No contact recorded' is about the record: any contact note clears it, one that says they were not there too. 'Not seen' is about the
person: only a contact that happened clears it.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Gap:
    """What to say on a day; each '' when there is nothing to say."""

    record: str
    seen: str


def gap(days: int, recorded_on: date | None, seen_on: date | None, since: date, day: date) -> Gap:
    """`days`: the rhythm. `recorded_on`, `seen_on`: the last contact note, and the last contact that happened; None for none since `since`,
    the day the rhythm was set.
    """
    silent = (day - (recorded_on or since)).days
    unseen = (day - (seen_on or since)).days
    record = f"no contact recorded for {silent} day{'' if silent == 1 else 's'}" if silent > days else ""
    if unseen <= days:
        return Gap(record, "")
    return Gap(
        record, f"not seen since {_said(seen_on)}" if seen_on else f"not seen since before {_said(since)}"
    )


def _said(day: date) -> str:
    return f"{day.day} {day:%B}"
