"""What was planned with somebody and what came of it, and whom to tell when they come to less than half."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.caseload import queries as caseload
from waymark.support.caseload.choices import Purpose
from waymark.support.diary.choices import VisitState, Whose
from waymark.support.diary.models import Visit
from waymark.support.plans import rules

WINDOW = timedelta(days=rules.DAYS)
CAME_WORDS = {
    VisitState.HELD: "Came",
    VisitState.NOT_ATTENDED: "Not in, or did not come",
    VisitState.CANCELLED: "Called off by them",
}
COORDINATES = (Purpose.CARE_COORDINATOR, Purpose.KEY_WORKER)


@dataclass(frozen=True)
class Kept:
    """The planned contacts of four weeks, the latest first."""

    visits: Sequence[Visit]
    until: datetime

    @property
    def came(self) -> int:
        return sum(visit.state == VisitState.HELD for visit in self.visits)

    @property
    def share(self) -> int:
        return rules.share(self.came, len(self.visits))

    @property
    def rows(self) -> list[tuple[Visit, str]]:
        """Each with what came of it, in words."""
        return [(visit, CAME_WORDS[VisitState(visit.state)]) for visit in self.visits]


def kept_of(worker: Actor, person_id: UUID, at: datetime) -> Kept:
    """What was planned with one person in the four weeks to `at`, whichever colleague or team, and what came of it.

    What we called off ourselves, what was moved and what nobody has written up does not count.
    """
    if not access.can(worker, person_id, Action.READ_ENTRY):
        return Kept([], at)
    rows = _counted(at).filter(person_id=person_id, unit__service_id=worker.service_id)
    return Kept(list(rows.select_related("worker").order_by("-starts_at", "-id")), at)


def dropping_off(at: datetime) -> list[dict[str, Any]]:
    """Everybody who came to less than half: `person_id`, `unit__service_id`, `came`, `planned`. For the clock."""
    people = (
        _counted(at)
        .values("person_id", "unit__service_id")
        .annotate(came=Count("pk", filter=Q(state=VisitState.HELD)), planned=Count("pk"))
        .filter(planned__gte=rules.LEAST)
    )
    return [row for row in people.order_by("person_id") if rules.drops_off(row["came"], row["planned"])]


def who_coordinates(by: Actor, person_id: UUID, at: datetime) -> UUID | None:
    """The care coordinator, or where there is none the key worker. For the clock, which asked nobody."""
    standing = caseload.allocations_now(by, person_id, clock.today(at))
    found = sorted(
        (COORDINATES.index(Purpose(one.purpose)), one.worker_id)
        for one in standing
        if one.purpose in COORDINATES
    )
    return found[0][1] if found else None


def _counted(at: datetime) -> Any:
    ours = Q(state=VisitState.CANCELLED, called_off_by=Whose.SERVICE)
    return Visit.objects.filter(starts_at__gt=at - WINDOW, starts_at__lte=at, state__in=CAME_WORDS).exclude(
        ours
    )
