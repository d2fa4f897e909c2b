"""When a record comes up for review: periods are least times, the longest counts, what is held stays (`retention_cases.csv`)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from waymark.governance.retention.choices import Category

SHORTEST_REASON = 10
YEARS = {
    Category.MENTAL_HEALTH: 20,
    Category.ADULT_SOCIAL_CARE: 8,
    Category.COMPLAINT: 10,
    Category.PETTY_CASH: 2,
}
AFTER_DEATH = 10
APRIL = 4


@dataclass(frozen=True)
class Dates:
    """What a period runs from: the last contact of all (a new episode begins it again), a death, a closing, an entry."""

    last_contact: date | None = None
    died: date | None = None
    closed: date | None = None
    entered: date | None = None


def review_on(categories: Collection[Category], dates: Dates, *, held: bool = False) -> date | None:
    """The day from which a record of these categories may be reviewed; None while it is held, or where nothing began a period."""
    if held:
        return None
    days = [day for category in categories if (day := _ends(category, dates))]
    return max(days, default=None)


def shortest(categories: Collection[Category]) -> int:
    """The fewest years after which any record of these can come up."""
    years = [YEARS[category] for category in categories]
    return min([*years, AFTER_DEATH] if Category.MENTAL_HEALTH in categories else years)


def years_after(day: date, years: int) -> date:
    """The same day so many years later; the 29th of February is the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def wrong_with_keeping(until: date, today: date, words: str) -> str:
    """What is wrong with keeping a record longer, as a sentence."""
    if until <= today:
        return "Give a day that is still to come."
    return wrong_with_words(words)


def wrong_with_words(words: str) -> str:
    return "" if len(words.strip()) >= SHORTEST_REASON else "Say why, in a few words."


def _ends(category: Category, dates: Dates) -> date | None:
    if category is Category.PETTY_CASH:
        return _after_financial_year(dates.entered) if dates.entered else None
    if category is Category.COMPLAINT:
        return years_after(dates.closed, YEARS[category]) if dates.closed else None
    if category is Category.MENTAL_HEALTH and dates.died:
        return years_after(dates.died, AFTER_DEATH)
    last = max((day for day in (dates.last_contact, dates.died) if day), default=None)
    return years_after(last, YEARS[category]) if last else None


def _after_financial_year(entered: date) -> date:
    ends = entered.year if entered.month < APRIL else entered.year + 1
    return date(ends + YEARS[Category.PETTY_CASH], 3, 31)
