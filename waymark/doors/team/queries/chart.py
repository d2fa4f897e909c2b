"""The structure drawn from its posts, the totals a level sees without a note being opened, and sessions by employer (LDS-16, LDS-05)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.organisation.services import queries as services
from waymark.organisation.services.models import Role, Unit
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.queries.posts import Seat
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.caseload.models import Episode
from waymark.support.diary.choices import HAPPENED
from waymark.support.diary.models import Contact


@dataclass(frozen=True)
class Level:
    """A role of the chart, in its order, with its posts; those of roles that inherit it are among them."""

    role: Role
    seats: list[Seat]


@dataclass(frozen=True)
class Total:
    """How many people are with a team. A number, never a name."""

    unit: Unit
    people: int


@dataclass(frozen=True)
class Share:
    """What the workers of one employer gave in a month."""

    employer: str
    sessions: int


def chart(worker: Actor, day: date) -> list[Level]:
    """The roles that are drawn, from the top down, each with its posts, who holds them, and whom they answer to."""
    seats = [seat for section in staff.structure_of(worker, day) for seat in section.seats]
    drawn = [role for role in services.roles(worker) if role.chart_order]
    return [
        Level(role, [seat for seat in seats if role.code in (seat.post.role.code, seat.post.role.inherits)])
        for role in drawn
    ]


def totals(worker: Actor, day: date) -> list[Total]:
    """The people open to each of the worker's teams on `day`: counted by the policy's right to count, which opens nothing."""
    held = (
        Episode.objects.filter(
            Q(closed_on__isnull=True) | Q(closed_on__gte=day),
            opened_on__lte=day,
            unit_id__in=worker.team_ids,
            unit__service_id=worker.service_id,
            person__in=access.visible_ids(worker, Action.COUNT),
        )
        .order_by()
        .values("unit_id")
        .annotate(people=Count("person", distinct=True))
    )
    numbers = {row["unit_id"]: row["people"] for row in held}
    units = Unit.objects.filter(pk__in=worker.team_ids, retired=False).order_by("path")
    return [Total(unit, numbers.get(unit.pk, 0)) for unit in units]


def sessions_by_employer(worker: Actor, first: date, last: date) -> list[Share]:
    """How many contacts that happened in these days the workers of each employer gave, in the worker's teams (LDS-05). Numbers only.

    A worker counts for the employer of the post they held on the day; with two, for the one held longest.
    """
    rows = Contact.objects.filter(
        Q(person__isnull=True) | Q(person__in=access.visible_ids(worker, Action.COUNT)),
        unit_id__in=worker.team_ids,
        attendance__in=HAPPENED,
        started_at__gte=clock.day_bounds(first)[0],
        started_at__lt=clock.day_bounds(last)[1],
    ).values_list("worker_id", "started_at")
    spells = staff.employers_between(worker.service_id, first, last)
    counted: dict[str, int] = dict.fromkeys(staff.employers_of(worker), 0)
    for worker_id, started_at in rows:
        day = clock.today(started_at)
        name = next(
            (
                employer
                for start, end, employer in spells.get(worker_id, [])
                if start <= day and (end is None or day <= end)
            ),
            "No post that day",
        )
        counted[name] = counted.get(name, 0) + 1
    return [Share(name, number) for name, number in counted.items() if number or name != "No post that day"]
