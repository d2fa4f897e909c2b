"""Allocations and episodes that hold on a day: the ground of the other queries here."""

from datetime import date

from django.db.models import Q, QuerySet

from waymark.core.actors import Actor
from waymark.people.access import queries as access
from waymark.support.caseload.models import Allocation, Episode


def standing(day: date) -> QuerySet[Allocation]:
    """Allocations that hold on `day`, of episodes that do (rules.holds as a filter)."""
    return Allocation.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        Q(episode__closed_on__isnull=True) | Q(episode__closed_on__gte=day),
        starts_on__lte=day,
    )


def open_episodes(worker: Actor, day: date) -> QuerySet[Episode]:
    return Episode.objects.filter(
        Q(closed_on__isnull=True) | Q(closed_on__gte=day),
        opened_on__lte=day,
        unit__service_id=worker.service_id,
        person__in=access.visible_ids(worker),
    )
