"""Dates of which only part may be known, above all birth dates (rules.md 0.1). Pure: no database; today is passed in.

A year alone, or a month and year, is kept as just that: nothing is padded out to 1 January. `read` takes a date in whatever order it was
written or a spreadsheet kept it. Where both are possible the day comes before the month, as here; where the century is in doubt it asks.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from waymark.core.typed import plain

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905  reads as a list of months
)
OLDEST = 120
"""Nobody alive is older, in years."""
LIVING = 110
"""Years back that two digits of a birth year can mean."""
PLACEHOLDERS = {
    (1900, 1, 1),
    (1900, 1, 2),
    (1899, 12, 30),
    (1899, 12, 31),
    (1901, 1, 1),
    (1800, 1, 1),
    (1753, 1, 1),
}
"""What systems and people put where a date is not known."""
NOT_KNOWN = re.compile(
    r"(?:dob |date )?(?:of birth )?"
    r"(?:unk|(?:not |un)(?:known|given|recorded|stated|disclosed)|none|nil|null|tb[ac]|refused|declined|withheld)|"
    r"n[./]?[ka]\.?|[ud][./]?k|[?.x-]+|dd/mm/yyyy|xx/xx/xxxx|00/00/0000",
    re.I,
)
"""What people write in a cell instead of a date they do not have."""


@dataclass(frozen=True)
class PartialDate:
    """A year, a month of a year, or a day. Refuses what no calendar has."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("A day needs its month.")
        self.earliest  # noqa: B018  raises where no calendar has it

    def __str__(self) -> str:
        """'1984', '1984-02' or '1984-02-03'."""
        return "-".join([f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)])

    @property
    def is_whole(self) -> bool:
        return self.day is not None

    @property
    def is_placeholder(self) -> bool:
        """Whether this is a day that usually stands for 'not known', like 1 January 1900."""
        return (self.year, self.month, self.day) in PLACEHOLDERS

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """Earliest first; what is only partly known comes before the days it could be."""
        return self.year, self.month or 0, self.day or 0

    @property
    def earliest(self) -> date:
        return date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @property
    def latest(self) -> date:
        if self.day is not None:
            return self.earliest
        after = (
            date(self.year + 1, 1, 1)
            if (self.month or 12) == 12
            else date(self.year, (self.month or 0) + 1, 1)
        )
        return after - timedelta(days=1)

    def display(self) -> str:
        """'3 February 1984', 'February 1984' or '1984'."""
        words = [
            str(self.day) if self.day else "",
            MONTHS[self.month - 1] if self.month else "",
            str(self.year),
        ]
        return " ".join(word for word in words if word)

    def ages_at(self, on: date) -> tuple[int, int]:
        """The youngest and the oldest someone born then can be on that day, in whole years; alike when the age is certain."""
        return max(_years(self.latest, on), 0), max(_years(self.earliest, on), 0)

    def age_at(self, on: date) -> int | None:
        """The age in whole years, None when what is known does not settle it."""
        youngest, oldest = self.ages_at(on)
        return youngest if youngest == oldest else None

    def age_words(self, on: date) -> str:
        """'42', or '41 or 42'."""
        youngest, oldest = self.ages_at(on)
        return str(youngest) if youngest == oldest else f"{youngest} or {oldest}"

    def agrees_with(self, other: "PartialDate") -> bool:
        """Whether both can be the same day: no part that both know differs."""
        parts = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(mine == theirs for mine, theirs in parts if mine is not None and theirs is not None)


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def of_date(day: date) -> PartialDate:
    """A whole date."""
    return PartialDate(day.year, day.month, day.day)


class WhyNot(StrEnum):
    """What is wrong with a date that cannot be kept."""

    UNREADABLE = "unreadable"
    NO_SUCH_DAY = "no_such_day"
    FUTURE = "future"
    TOO_OLD = "too_old"
    PLACEHOLDER = "placeholder"
    WHICH_CENTURY = "which_century"


class How(StrEnum):
    """How a date was read, where somebody should look at it again."""

    PLAIN = "plain"
    MONTH_FIRST = "month_first"
    SPREADSHEET_NUMBER = "spreadsheet_number"


class NotADate(ValueError):
    """The value is no date that can be kept; the message is a sentence that says what to do."""

    def __init__(self, why: WhyNot, sentence: str) -> None:
        super().__init__(sentence)
        self.why = why


@dataclass(frozen=True)
class Reading:
    """A date and how it was come by."""

    date: PartialDate
    how: How = How.PLAIN


def read(value: object, today: date, *, within: int = LIVING) -> PartialDate | None:
    """The date in a cell or a typed text; None for an empty one and for 'unknown' and its like. Raises NotADate with a sentence.

    `within`: how many years back a year of two digits can mean; a lifetime for a birth date, less for what happened lately.
    """
    reading = read_how(value, today, within=within)
    return reading.date if reading else None


def read_how(value: object, today: date, *, within: int = LIVING) -> Reading | None:
    """As `read`, with how it was read. A placeholder, a day to come, or one more than 120 years ago is refused."""
    reading = _read_any(value, today, within)
    if reading is not None:
        _refuse_impossible(reading.date, today)
    return reading


def _refuse_impossible(found: PartialDate, today: date) -> None:
    if found.is_placeholder:
        raise NotADate(
            WhyNot.PLACEHOLDER,
            f"{found.display()} usually stands for 'not known'. Give the real date, the year alone, or leave it empty.",
        )
    if found.earliest > today:
        raise NotADate(WhyNot.FUTURE, f"{found.display()} is in the future. Check the year.")
    if found.year < today.year - OLDEST:
        raise NotADate(WhyNot.TOO_OLD, f"{found.display()} is more than {OLDEST} years ago. Check the year.")


def _read_any(value: object, today: date, within: int) -> Reading | None:
    if isinstance(value, date):  # a datetime is one too: a birth date has no time
        return Reading(PartialDate(value.year, value.month, value.day))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _read_number(value)
    return _read_text("" if value is None else str(value), range(today.year - within, today.year + 1))


_DAY_ONE = date(1899, 12, 30)
"""Day 0 of spreadsheets from March 1900 on; before that they count a 29 February 1900 that never was."""


def _read_number(value: int | float) -> Reading:
    if not math.isfinite(value):
        raise _unreadable(str(value))
    whole = int(value)
    if 1850 <= value <= 2100 and value == whole:
        return Reading(PartialDate(whole))
    if 0 <= value < 73050:  # the year 2099
        return _serial(whole)
    if value == whole and 10**6 < whole < 10**8:  # 3021984 was 03021984 before the spreadsheet took its zero
        found = _run_together(f"{whole:08d}")
        if found:
            return found
    raise _unreadable(f"{value:g}")


def _serial(number: int) -> Reading:
    day = _DAY_ONE + timedelta(days=number if number > 60 else number + 1)
    return Reading(of_date(day), How.SPREADSHEET_NUMBER)


_MIDNIGHT = re.compile(r"[T ]0?0:00(:00(\.0+)?)?Z?$")
_ORDINAL = re.compile(r"(?<=[0-9])(st|nd|rd|th)\b", re.I)
_DAY_NAME = re.compile(r"^(mon|tues?|wed(nes)?|thur?s?|fri|sat(ur)?|sun)(day)?[\s,]+", re.I)
_NUMBERS = re.compile(r"([0-9]{1,4})[\s./\\-]+([0-9]{1,2})[\s./\\-]+([0-9]{1,4})")
_NAMED = re.compile(
    r"(?:([0-9]{1,4})[\s./,-]*)?([A-Za-z]{3,9})[\s./,-]*([0-9]{1,4})(?:[\s./,-]+([0-9]{2,4}))?"
)
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[\s./\\-]+([0-9]{4})|([0-9]{4})[\s./\\-]+([0-9]{1,2})")


def _read_text(text: str, years: range) -> Reading | None:
    """A date as typed; `years` are those that two digits can mean. None for nothing and for 'unknown'."""
    typed = plain(text).strip("'\"")
    if not typed or NOT_KNOWN.fullmatch(typed.strip("() ")):
        return None
    bare = _DAY_NAME.sub("", _ORDINAL.sub("", _MIDNIGHT.sub("", typed)))
    found = _whole_number(bare) or _in_numbers(bare, years) or _month_and_year(bare)
    found = found or _with_name(bare, years)
    if found is None:
        raise _unreadable(text.strip())
    return found


def _whole_number(text: str) -> Reading | None:
    """'1984', '1984.0', '03021984', and '30715' as a spreadsheet counts days. Six or seven digits can be too many things."""
    found = re.fullmatch(r"([0-9]{4,8})(?:\.0+)?", text)
    if found is None:
        return None
    digits = found[1]
    if len(digits) == 4:
        return Reading(PartialDate(int(digits))) if 1700 <= int(digits) <= 2199 else None
    if len(digits) == 5 and digits[0] != "0":
        return _serial(int(digits))
    return _run_together(digits) if len(digits) == 8 else None


def _run_together(digits: str) -> Reading | None:
    """Eight digits: day, month, year; or year, month, day. They cannot both be: a year would begin with 01 to 12."""
    year_first = 1700 <= int(digits[:4]) <= 2199
    if year_first and 1 <= int(digits[4:6]) <= 12 and 1 <= int(digits[6:]) <= 31:
        return _real(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if 1700 <= int(digits[4:]) <= 2199:
        return _day_first(int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    return None


def _in_numbers(text: str, years: range) -> Reading | None:
    """3/2/1984, 03.02.84, 1984-02-03, 84/02/03."""
    found = _NUMBERS.fullmatch(text)
    if found is None:
        return None
    first, second, third = found.groups()
    if len(first) == 4 or (len(first) == 2 and len(third) <= 2 and int(first) > 31):
        return _real(_year(first, years), int(second), int(third)) if len(third) <= 2 else None
    return None if len(first) > 2 else _day_first(int(first), int(second), _year(third, years))


def _month_and_year(text: str) -> Reading | None:
    """02/1984, 1984-02."""
    found = _MONTH_YEAR.fullmatch(text)
    if found is None:
        return None
    month, year = int(found[1] or found[4]), int(found[2] or found[3])
    if not 1 <= month <= 12 or year < 1:
        raise NotADate(WhyNot.NO_SUCH_DAY, f"There is no month {month}. Check the date.")
    return Reading(PartialDate(year, month))


def _with_name(text: str, years: range) -> Reading | None:
    """3 Feb 84, Feb 3 1984, February 1984, 1984 Feb 3, 03-FEB-1984."""
    found = _NAMED.fullmatch(text)
    month = _month(found[2]) if found else 0
    if found is None or not month:
        return None
    before, after, last = found[1], found[3], found[4]
    if before and last:
        return None
    if before is None and last is None:
        could_be_a_day = len(after) < 4 and int(after) <= 31  # 'Feb 13'
        return None if could_be_a_day else Reading(PartialDate(_year(after, years), month))
    first, second = (after, last) if last else (before, after)
    day, year = (second, first) if len(first) == 4 else (first, second)
    return _real(_year(year, years), month, int(day))


def _month(word: str) -> int:
    """1 to 12 for a month's name or its beginning, 0 for another word."""
    small = word.casefold().removesuffix("t") if word.casefold() == "sept" else word.casefold()
    return next((at for at, name in enumerate(MONTHS, 1) if name.casefold().startswith(small)), 0)


def _year(digits: str, years: range) -> int:
    """Two digits mean the one century that is possible; four are as they stand."""
    if len(digits) == 4:
        return int(digits)
    if len(digits) != 2:
        raise NotADate(WhyNot.UNREADABLE, f"'{digits}' is not a year. Write it with four digits.")
    possible = [year for year in (1900 + int(digits), 2000 + int(digits)) if year in years]
    if not possible:
        raise NotADate(
            WhyNot.UNREADABLE, f"It cannot be told which year '{digits}' is. Write it with four digits."
        )
    if len(possible) == 2:
        raise NotADate(
            WhyNot.WHICH_CENTURY, f"Is the year {possible[0]} or {possible[1]}? Write it with four digits."
        )
    return possible[0]


def _day_first(first: int, second: int, year: int) -> Reading:
    """Day then month; month then day only where no day-first reading exists."""
    if second > 12 >= first >= 1 and second <= 31:
        return Reading(_real(year, first, second).date, How.MONTH_FIRST)
    return _real(year, second, first)


def _real(year: int, month: int, day: int) -> Reading:
    try:
        return Reading(PartialDate(year, month, day))
    except ValueError as error:
        what = f"{day} {MONTHS[month - 1]} {year}" if 1 <= month <= 12 else f"month {month}"
        raise NotADate(WhyNot.NO_SUCH_DAY, f"There is no {what}. Check the day and month.") from error


def _unreadable(text: str) -> NotADate:
    return NotADate(
        WhyNot.UNREADABLE,
        f"'{text[:20]}' cannot be read as a date. Write it like 3/2/1984, or the year alone.",
    )


def one_digit_wrong(digits: str, today: date) -> Iterator[PartialDate]:
    """The days somebody alive could have been born on that differ from 'ddmmyyyy' in one digit. The eight need be no day themselves."""
    for at in range(8):
        for other in "0123456789":
            tried = digits[:at] + other + digits[at + 1 :]
            near = _calendar_day(int(tried[4:]), int(tried[2:4]), int(tried[:2]))
            if near and tried != digits and today.year - OLDEST <= near.year and near.earliest <= today:
                yield near


def _calendar_day(year: int, month: int, day: int) -> PartialDate | None:
    try:
        return of_date(datetime(year, month, day).date())  # noqa: DTZ001  a calendar day, no instant
    except ValueError:
        return None
