"""Who may write a report, change it and read it: as entries of the record; a report that is not sent is its writer's alone."""

from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused
from waymark.governance.written_reports.models import SentReport, WrittenReport
from waymark.people.access import queries as access
from waymark.people.access.choices import Action

SENT = "A copy of this was sent, so it stands as it is. Begin another report for what is new."


def may_write_about(by: Actor, person_id: UUID) -> None:
    """Raise NotYours unless `by` may write in this record."""
    if not access.can(by, person_id, Action.WRITE_ENTRY):
        raise NotYours("written_reports.writtenreport", "", person_id)


def may_change(by: Actor, report: WrittenReport) -> None:
    """Raise NotYours for another's report, and Refused for one of which a copy was sent."""
    if report.by_id != by.worker_id:
        raise NotYours("written_reports.writtenreport", report.pk, report.person_id)
    if SentReport.objects.filter(report=report).exists():
        raise Refused(SENT)
