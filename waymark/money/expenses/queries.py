"""A worker's own journeys. Nobody else's, and of nobody they saw: a journey names neither a person nor a place."""

from dataclasses import dataclass
from datetime import date

from waymark.core.actors import Actor
from waymark.money.expenses import rules
from waymark.money.expenses.choices import WORDS, TravelledBy
from waymark.money.expenses.models import Journey


@dataclass(frozen=True)
class Line:
    """One journey, or a sum of them, in the words of the page."""

    how: str
    miles: str
    made_on: date | None = None


@dataclass(frozen=True)
class Month:
    """The journeys of one month, how far in all and by each way of travelling, and the months on either side."""

    first: date
    before: date
    after: date | None
    journeys: list[Line]
    sums: list[Line]
    total: str


def my_journeys(worker: Actor, month: date, today: date) -> Month:
    """The worker's own journeys in the month of `month`, in this service, by date. `after` is None in the month of `today`."""
    first, last = rules.month_of(month)
    rows = list(
        Journey.objects.filter(
            worker_id=worker.worker_id, service_id=worker.service_id, made_on__range=(first, last)
        ).order_by("made_on", "recorded_at", "id")
    )
    after = rules.month_after(first)
    return Month(
        first=first,
        before=rules.month_before(first),
        after=after if after <= today else None,
        journeys=[Line(_how(row.travelled_by), rules.miles(row.tenth_miles), row.made_on) for row in rows],
        sums=_sums(rows),
        total=rules.miles(rules.total(row.tenth_miles for row in rows)),
    )


def _sums(rows: list[Journey]) -> list[Line]:
    """How far by each way of travelling, in the order of the list of ways."""
    by_way = {
        way: rules.total(row.tenth_miles for row in rows if row.travelled_by == way) for way in TravelledBy
    }
    return [Line(WORDS[way], rules.miles(tenths)) for way, tenths in by_way.items() if tenths]


def _how(code: str) -> str:
    return WORDS[TravelledBy(code)]
