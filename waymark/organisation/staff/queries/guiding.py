"""Who guides whom: seen by the guide and the starter in its days, and by whoever manages staff (SUR-14)."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Guidance, GuidedStep


def guidances_of(worker: Actor, day: date) -> list[Guidance]:
    """Those the worker guides or is guided by on `day`, with both names."""
    mine = Q(guide_id=worker.worker_id) | Q(starter_id=worker.worker_id)
    return list(_standing(worker, day).filter(mine).order_by("starts_on", "id"))


def guidance_for(worker: Actor, guidance_id: UUID, day: date) -> Guidance:
    """One that stands on `day` and is the worker's own as guide or starter, or any of the service for whoever manages staff."""
    if worker.may(Right.MANAGE_STAFF):
        found: QuerySet[Guidance] = Guidance.objects.filter(service_id=worker.service_id).select_related(
            "guide", "starter"
        )
    else:
        mine = Q(guide_id=worker.worker_id) | Q(starter_id=worker.worker_id)
        found = _standing(worker, day).filter(mine)
    guidance = found.filter(pk=guidance_id).first()
    if guidance is None:
        raise NotYours("staff.guidance", guidance_id)
    return guidance


def steps_of(guidance: Guidance) -> list[GuidedStep]:
    """The checklist in its order."""
    return list(guidance.steps.order_by("position"))


def _standing(worker: Actor, day: date) -> QuerySet[Guidance]:
    found = Guidance.objects.filter(service_id=worker.service_id, starts_on__lte=day, ends_on__gte=day)
    return found.select_related("guide", "starter")
