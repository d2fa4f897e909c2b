"""Who may be named as told, and who says whether a report is right: the colleague who was told, and nobody else."""

from datetime import date
from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.reports.models import SpokenReport
from waymark.work.tasks import permissions as tasks

NOT_YOURSELF = "Choose the colleague you told, not yourself."
CANNOT_READ = "This colleague cannot open the record, so they cannot be asked whether it is right. Write their name below instead."


def require_told(by: Actor, told_id: UUID, person_id: UUID, day: date) -> None:
    """Raise Refused unless this colleague could be asked: they hold a post, may read the record, and are somebody else."""
    if told_id == by.worker_id:
        raise Refused(NOT_YOURSELF)
    if tasks.wrong_with_owner(by, told_id, person_id, day):
        raise Refused(CANNOT_READ)


def report_to_confirm(worker: Actor, report_id: UUID) -> SpokenReport:
    """A report that `worker` was told, about somebody they may still read; or NotYours."""
    people = access.visible_ids(worker, Action.READ_ENTRY)
    found = (
        SpokenReport.objects.filter(pk=report_id, told_id=worker.worker_id, person__in=people)
        .filter(note__service_id=worker.service_id)
        .select_related("person", "by", "told")
        .first()
    )
    if found is None:
        raise NotYours("reports.spokenreport", report_id)
    return found
