"""Birth dates as people type them when they look for somebody: in any order, one digit wrong, a year alone."""

import re
from collections.abc import Iterator
from datetime import date

from waymark.core.partial_dates import NotADate, PartialDate, WhyNot, one_digit_wrong, read_how

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    "aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DATE = (
    r"(?<![0-9])(?:[0-9]{1,4}(?P<gap>[./-])[0-9]{1,2}(?P=gap)[0-9]{1,4}|[0-9]{1,2} [0-9]{1,2} [0-9]{4}|[0-9]{4} [0-9]{1,2} [0-9]{1,2}"
    rf"|(?i:[0-9]{{1,2}}(?:st|nd|rd|th)?[ /-]?{_MONTH}[ ,/-]*[0-9]{{2,4}}|{_MONTH}[ -]*(?:[0-9]{{1,2}},? )?[0-9]{{4}})"
    r"|[0-9]{1,2}/[0-9]{4})(?![0-9])"
)
"""What looks like a date in a longer text. Two groups of two and then four are a date, not a telephone number; 3-3-4 is neither."""


def births_read(text: str, today: date) -> tuple[PartialDate, ...]:
    """The birth dates a text can mean, the British order first; () when it means none."""
    if re.fullmatch("[0-9]{5,7}|[0-9]{9,}", text):
        return ()
    try:
        reading = read_how(text, today)
    except NotADate as error:
        return tuple(_both_centuries(text, today)) if error.why == WhyNot.WHICH_CENTURY else ()
    return (reading.date,) if reading else ()


def _both_centuries(text: str, today: date) -> Iterator[PartialDate]:
    for century in ("19", "20"):
        yield from births_read(re.sub("([0-9]{2})$", rf"{century}\1", text), today)


def births_near(text: str, today: date) -> Iterator[tuple[PartialDate, str]]:
    """The birth dates that a slip of the finger turns into this text, each with why, in words."""
    for digits in _eight_digits(text, today):
        swapped = _swapped(digits)
        if swapped and swapped != digits:
            yield from ((found, "day and month swapped") for found in births_read(swapped, today))
        yield from ((found, "one digit different") for found in one_digit_wrong(digits, today))


def _swapped(digits: str) -> str:
    day, month = digits[:2], digits[2:4]
    return month + day + digits[4:] if int(day) <= 12 and int(month) <= 12 else ""


def _eight_digits(text: str, today: date) -> list[str]:
    """'3/12/1984', '1984-12-03' and '3 Dec 84' as '03121984'; of what no calendar has, the digits as they stand; [] for a year alone."""
    read = births_read(text, today)
    if read:
        return [f"{found.day:02d}{found.month:02d}{found.year:04d}" for found in read if found.is_whole]
    groups = re.findall("[0-9]+", text)
    if len(groups) == 1 and len(groups[0]) == 8:
        return groups
    day, month, year = (
        reversed(groups) if len(groups) == 3 and len(groups[0]) == 4 else (*groups, "", "", "")[:3]
    )
    return [f"{day:0>2}{month:0>2}{year}"] if len(day) <= 2 and len(month) <= 2 and len(year) == 4 else []
