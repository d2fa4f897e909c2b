"""Who is away on which days, and who covers (LDS-18). Not why: that is between a worker and their line."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.organisation.staff.models import Cover


def covers_between(service_id: UUID, first: date, last: date) -> QuerySet[Cover]:
    """What stands of this service in any of these days, with both names."""
    found = Cover.objects.filter(
        service_id=service_id, taken_back_at__isnull=True, starts_on__lte=last, ends_on__gte=first
    )
    return found.select_related("worker", "covered_by").order_by("starts_on", "id")


def away_on(service_id: UUID, day: date, among: Collection[UUID] | None = None) -> dict[UUID, Cover]:
    """Who is away on `day`, with who covers, by worker."""
    found = covers_between(service_id, day, day)
    if among is not None:
        found = found.filter(worker_id__in=among)
    return {cover.worker_id: cover for cover in found}


def covers_of(worker: Actor, worker_id: UUID, day: date) -> list[Cover]:
    """The days away of a colleague that are not over on `day`."""
    found = Cover.objects.filter(
        service_id=worker.service_id, worker_id=worker_id, taken_back_at__isnull=True, ends_on__gte=day
    )
    return list(found.select_related("covered_by").order_by("starts_on", "id"))


def cover_for(worker: Actor, cover_id: UUID) -> Cover:
    """Days away of somebody in the worker's own service, or NotYours."""
    found = Cover.objects.filter(pk=cover_id, service_id=worker.service_id).select_related("worker").first()
    if found is None:
        raise NotYours("staff.cover", cover_id)
    return found
