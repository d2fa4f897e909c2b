"""When the next meeting is due, and what may not stand in the log: no service user in an employment record (LDS-23)."""

import calendar
import re
from datetime import date

from waymark.core import nhs

HERE = {nhs.Range.ENGLAND, nhs.Range.SYNTHETIC}
"""The numbers that somebody in a record of this product may have: others of ten digits are telephone numbers and the like."""
_TEN_DIGITS = re.compile(r"(?<!\d)\d(?:[ .\u00a0-]*\d){9}(?!\d)")


def due_on(held_on: date, months: int) -> date:
    """The same day so many months later, or that month's last."""
    years, month = divmod(held_on.month - 1 + months, 12)
    year, month = held_on.year + years, month + 1
    return date(year, month, min(held_on.day, calendar.monthrange(year, month)[1]))


def stands(due: date | None, day: date) -> str:
    """'due' from the day itself, 'by 5 March 2026' before, 'not held yet' without a meeting."""
    if due is None:
        return "not held yet"
    return "due" if day >= due else f"by {due.day} {due:%B %Y}"


def holds_a_number(text: str) -> bool:
    """Whether any ten digits in the text, however they are grouped, are a number that somebody here may have."""
    found = (re.sub(r"\D", "", one) for one in _TEN_DIGITS.findall(text))
    return any(checked.has_check_digit and checked.range in HERE for checked in map(nhs.check, found))
