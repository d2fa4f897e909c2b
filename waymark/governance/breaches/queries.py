"""Breaches: the service's for the privacy officer, what one reported for anybody."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.governance.breaches import permissions, rules
from waymark.governance.breaches.models import Breach
from waymark.people.access import permissions as access_permissions
from waymark.people.access import queries as access

PAGE = 50


@dataclass(frozen=True)
class Shown:
    """A breach as a page shows it. `person`: '' where the reader may not know whose it is. `clock`: what is left of the 72 hours."""

    row: Breach
    person: str
    due_at: datetime
    clock: str
    is_over: bool
    why_not: str


def breaches(worker: Actor, at: datetime, *, closed: bool = False) -> list[Shown]:
    """Open ones, the soonest due first; or closed ones, latest first."""
    rows = _within(worker).filter(closed_at__isnull=not closed)
    order = ("-closed_at", "-id") if closed else ("aware_at", "id")
    return _shown(worker, list(rows.order_by(*order)[:PAGE]), at)


def breach_for(worker: Actor, breach_id: UUID, at: datetime) -> Shown:
    """One of them, or NotYours."""
    found = _within(worker).filter(pk=breach_id).first()
    if found is None:
        raise NotYours("breaches.breach", breach_id)
    return _shown(worker, [found], at)[0]


def name_for(worker: Actor, person_id: UUID | None) -> str:
    """The name of the person a report is about; '' for nobody. NotYours for one whose record is closed to the worker."""
    if person_id is None:
        return ""
    permissions.may_report_about(worker, person_id)
    return _names(worker, [person_id]).get(person_id, "")


def _within(worker: Actor) -> QuerySet[Breach]:
    rows = Breach.objects.filter(service_id=worker.service_id).select_related("reported_by", "closed_by")
    return (
        rows
        if access_permissions.is_privacy_officer(worker)
        else rows.filter(reported_by_id=worker.worker_id)
    )


def _shown(worker: Actor, rows: list[Breach], at: datetime) -> list[Shown]:
    names = _names(worker, [row.person_id for row in rows if row.person_id])
    return [
        Shown(
            row=row,
            person=names.get(row.person_id, ""),
            due_at=rules.due_at(row.aware_at),
            clock=rules.left_in_words(row.aware_at, at),
            is_over=at > rules.due_at(row.aware_at),
            why_not=permissions.why_not_close(worker, row.reported_by_id),
        )
        for row in rows
    ]


def _names(worker: Actor, people: list[Any]) -> dict[Any, str]:
    return {p.pk: p.name for p in access.visible_people(worker).filter(pk__in=people)}
