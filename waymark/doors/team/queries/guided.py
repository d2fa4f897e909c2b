"""The visits a guide and a new starter make together: the same person at the same time, in both diaries (SUR-14)."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from waymark.core.actors import Actor
from waymark.organisation.staff.models import Guidance
from waymark.people.access import queries as access
from waymark.support.diary.choices import VisitState
from waymark.support.diary.models import Visit

BACK, AHEAD = timedelta(days=14), timedelta(days=14)
STANDING = (VisitState.PLANNED, VisitState.HELD)


def shared_visits(worker: Actor, guidance: Guidance, at: datetime) -> list[Visit]:
    """Two weeks back and two ahead, with people whom `worker` may know; of the starter's other visits nothing."""
    together = Visit.objects.filter(
        worker=guidance.guide,
        person=OuterRef("person"),
        state__in=STANDING,
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    )
    found = Visit.objects.filter(
        Exists(together),
        worker=guidance.starter,
        state__in=STANDING,
        starts_at__gte=at - BACK,
        starts_at__lte=at + AHEAD,
        person__in=access.visible_ids(worker),
    )
    return list(found.select_related("person").order_by("starts_at", "id"))
