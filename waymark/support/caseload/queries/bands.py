"""Cases that have become more than the role of whoever holds them may hold (SUR-18)."""

from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.organisation.services.models import Service
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.caseload import rules
from waymark.support.caseload.models import BandChange


def allocations_above_band(worker: Actor) -> list[BandChange]:
    """The cases of people `worker` may allocate that wait for 'reallocate or record why', the longest first."""
    return list(
        BandChange.objects.filter(
            to_decide=True,
            decision="",
            allocation__ends_on__isnull=True,
            person__in=access.visible_ids(worker, Action.ALLOCATE),
        )
        .select_related("person", "allocation__worker", "allocation__episode__unit", "by")
        .order_by("at", "id")
    )


def allocation_above_band(worker: Actor, change_id: UUID) -> BandChange:
    """One of them, or NotYours."""
    found = (
        BandChange.objects.filter(pk=change_id, person__in=access.visible_ids(worker, Action.ALLOCATE))
        .select_related("person", "allocation__worker", "allocation__episode__unit", "by")
        .first()
    )
    if found is None:
        raise NotYours("caseload.bandchange", change_id)
    return found


def allowed_bands(worker: Actor) -> tuple[int, ...]:
    """The bands a role without seniority may hold in the worker's service; () where it has none."""
    return rules.limits_of(Service.objects.values_list("limits", flat=True).get(pk=worker.service_id)).bands
