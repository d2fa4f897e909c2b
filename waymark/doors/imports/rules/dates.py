"""Reading the cells that hold dates: a birth, of which part may be known; a referral or a start, which is a day."""

from datetime import date

from waymark.core.partial_dates import How, NotADate, PartialDate, WhyNot, read_how
from waymark.doors.imports.choices import Doubt, Problem
from waymark.doors.imports.rules.findings import Cell, Findings

CHILD, VERY_OLD = 16, 100
"""Ages in years below and above which somebody should look again."""
LONG_AGO_YEARS = 10
LATELY = 40
"""Years back that two digits of a referral's year can mean."""
_BIRTH_PROBLEMS = {
    WhyNot.UNREADABLE: Problem.BIRTH_UNREADABLE,
    WhyNot.NO_SUCH_DAY: Problem.BIRTH_NO_SUCH_DAY,
    WhyNot.FUTURE: Problem.BIRTH_FUTURE,
    WhyNot.TOO_OLD: Problem.BIRTH_TOO_OLD,
    WhyNot.PLACEHOLDER: Problem.BIRTH_PLACEHOLDER,
    WhyNot.WHICH_CENTURY: Problem.BIRTH_WHICH_CENTURY,
}


def birth(cell: Cell, found: Findings, today: date) -> PartialDate | None:
    """A birth date, or the part of it that is known."""
    try:
        reading = read_how(cell.raw, today)
    except NotADate as error:
        found.add(_BIRTH_PROBLEMS[error.why], cell, str(error))
        return None
    if reading is None:
        return None
    born = reading.date
    if reading.how == How.MONTH_FIRST:
        found.add(Doubt.BIRTH_MONTH_FIRST, cell, said=born.display(), month=born.day)
    if reading.how == How.SPREADSHEET_NUMBER:
        found.add(Doubt.BIRTH_SPREADSHEET_NUMBER, cell, said=born.display())
    _unlikely_age(born, cell, found, today)
    return born


def _unlikely_age(born: PartialDate, cell: Cell, found: Findings, today: date) -> None:
    youngest, oldest = born.ages_at(today)
    if (born.month, born.day) == (1, 1):
        found.add(Doubt.BIRTH_FIRST_OF_JANUARY, cell)
    if oldest < CHILD:
        found.add(Doubt.BIRTH_CHILD, cell, age=born.age_words(today))
    if youngest > VERY_OLD:
        found.add(Doubt.BIRTH_VERY_OLD, cell, age=born.age_words(today))


def day(cell: Cell, found: Findings, today: date) -> date | None:
    """A whole day in the past, such as a referral's."""
    try:
        reading = read_how(cell.raw, today, within=LATELY)
    except NotADate as error:
        code = Problem.DATE_FUTURE if error.why == WhyNot.FUTURE else Problem.DATE_UNREADABLE
        found.add(code, cell, "" if error.why in (WhyNot.UNREADABLE, WhyNot.FUTURE) else str(error))
        return None
    if reading is None:
        return None
    if not reading.date.is_whole:
        found.add(Problem.DATE_UNREADABLE, cell)
        return None
    if reading.date.ages_at(today)[0] >= LONG_AGO_YEARS:
        found.add(Doubt.DATE_LONG_AGO, cell)
    return reading.date.earliest
