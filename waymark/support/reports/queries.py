"""Spoken reports about people `worker` may read about, and those they are asked to confirm."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.models import Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.case_notes.choices import MarkKind
from waymark.support.case_notes.models import NoteMark
from waymark.support.reports import permissions
from waymark.support.reports.models import Confirmation, SpokenReport

ANSWERED = Exists(Confirmation.objects.filter(report=OuterRef("pk")))


def spoken_of(worker: Actor, person_id: UUID) -> list[SpokenReport]:
    """What was reported by word of mouth about one person, the latest first; nothing where the record may not be read.

    What was entered in error is left out. One statement.
    """
    if not access.can(worker, person_id, Action.READ_ENTRY):
        return []
    mine = _standing(worker).filter(person_id=person_id).select_related("by", "told", "confirmation__by")
    return list(mine.order_by("-told_at", "-id"))


def to_confirm(worker: Actor) -> list[SpokenReport]:
    """What others say they told `worker`, and nobody has answered yet, the oldest first. One statement."""
    people = access.visible_ids(worker, Action.READ_ENTRY)
    mine = _standing(worker).filter(~ANSWERED, told_id=worker.worker_id, person__in=people)
    return list(mine.select_related("by", "person").order_by("told_at", "id"))


def unanswered(worker: Actor) -> QuerySet[SpokenReport]:
    """All that is asked of `worker`, whether or not they may still read it: for asking whether there is any."""
    return SpokenReport.objects.filter(~ANSWERED, told_id=worker.worker_id)


def report_to_confirm(worker: Actor, report_id: UUID) -> SpokenReport:
    """One that `worker` was told, or NotYours."""
    return permissions.report_to_confirm(worker, report_id)


def colleagues(worker: Actor) -> list[Worker]:
    """Whom one may have told: everybody else who holds a post today."""
    return list(staff.workers_in(worker, clock.today()).exclude(pk=worker.worker_id))


def _standing(worker: Actor) -> QuerySet[SpokenReport]:
    in_error = NoteMark.objects.filter(note=OuterRef("note_id"), kind=MarkKind.ENTERED_IN_ERROR)
    return SpokenReport.objects.filter(~Exists(in_error), note__service_id=worker.service_id)
