"""Keeping what was told by word of mouth, and the colleague's own answer whether it is right (ASC-15)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import NotYours, Refused, refuse_other
from waymark.organisation.staff.models import Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.case_notes import actions as case_notes
from waymark.support.case_notes.choices import NoteKind
from waymark.support.reports import permissions, rules
from waymark.support.reports.models import Confirmation, SpokenReport
from waymark.work.tasks import actions as tasks
from waymark.work.tasks import permissions as task_permissions

SOURCE = "reports.spokenreport"
OTHERWISE = "This was kept before, with other words. Open the page again to see what stands."
ANSWERED = "You have answered this already. To say more, add an addendum to the note."


@action
def log_spoken_report(
    *,
    by: Actor,
    id: UUID,
    person_id: UUID,
    told_id: UUID | None,
    told_name: str,
    told_at: datetime,
    said: str,
    reply: str,
    reason: str = "",
) -> SpokenReport:
    """Keep whom `by` told, when, what, and the answer; sign it as a note on the timeline. The colleague is asked on their day.

    `told_id` or `told_name`, never both. `reason`: why it is written now, where it is long past. Idempotent on `id`.
    """
    given = {
        "person_id": person_id,
        "told_id": told_id,
        "told_name": told_name.strip(),
        "told_at": told_at,
        "said": said.strip(),
        "reply": reply.strip(),
    }
    if not access.can(by, person_id, Action.WRITE_ENTRY):
        raise NotYours(SOURCE, "", person_id)
    kept = SpokenReport.objects.kept(id)
    if kept is not None:
        _same(by, kept, given)
        audit.write(by, "log_spoken_report", kept, outcome="repeat")
        return kept
    if wrong := rules.wrong_with_told(told_id, told_name):
        raise Refused(wrong)
    if not said.strip() or not reply.strip():
        raise Refused("Write what you said, and what they answered.")
    now = clock.now()
    if told_at > now:
        raise Refused("This is in the future. Give the day and time at which you told them.")
    if told_id is not None:
        permissions.require_told(by, told_id, person_id, clock.today(now))
    named = Worker.objects.get(pk=told_id).name if told_id else told_name.strip()
    note = case_notes.sign_note(
        by=by,
        id=derived(id, "note"),
        kind=NoteKind.SPOKEN_REPORT,
        occurred_at=told_at,
        person_id=person_id,
        text=rules.as_note(named, f"{clock.local(told_at):%H:%M}", said.strip(), reply.strip()),
        reason=reason,
    )
    row = SpokenReport(id=id, note=note, at=now, by_id=by.worker_id, **given)
    row.save(force_insert=True)
    audit.write(by, "log_spoken_report", row, detail={"told": told_id, "note": note.pk})
    return row


@action
def confirm_spoken_report(
    *, by: Actor, id: UUID, report_id: UUID, is_right: bool, words: str = ""
) -> Confirmation:
    """The colleague who was told says that it is right, or what is not; once. The report stays as it was written.

    Whoever may write in the record adds it to the note, where the timeline shows it; who wrote the report has a task when it is not right.
    """
    report = permissions.report_to_confirm(by, report_id)
    said = {"report_id": report_id, "is_right": is_right, "words": words.strip()}
    kept = Confirmation.objects.filter(report_id=report_id).first()
    if kept is not None:
        if kept.pk != id:
            raise Refused(ANSWERED)
        _same(by, kept, said)
        audit.write(by, "confirm_spoken_report", kept, outcome="repeat")
        return kept
    if not is_right and not words.strip():
        raise Refused("Write what is not right.")
    row = Confirmation(id=id, person_id=report.person_id, at=clock.now(), by_id=by.worker_id, **said)
    row.save(force_insert=True)
    audit.write(by, "confirm_spoken_report", row, detail={"report": report_id, "is_right": is_right})
    _on_the_timeline(by, row, report)
    if not is_right:
        _tell_the_writer(by, row, report)
    return row


def _on_the_timeline(by: Actor, row: Confirmation, report: SpokenReport) -> None:
    if access.can(by, report.person_id, Action.WRITE_ENTRY):
        case_notes.add_addendum(
            by=by,
            id=derived(row.pk, "addendum"),
            note_id=report.note_id,
            text=rules.as_addition(row.is_right, row.words),
            reason="Was told this, and was asked whether it is right",
        )


def _tell_the_writer(by: Actor, row: Confirmation, report: SpokenReport) -> None:
    """A task, unless they have left or may no longer read the record."""
    if not task_permissions.wrong_with_owner(by, report.by_id, report.person_id, clock.today()):
        tasks.make_task(
            by=by,
            id=derived(row.pk, "task"),
            words=f"{by.name} says your spoken report is not right: {row.words}",
            owner_id=report.by_id,
            person_id=report.person_id,
            source=SOURCE,
            source_id=report.pk,
        )


def _same(by: Actor, kept: SpokenReport | Confirmation, given: Mapping[str, object]) -> None:
    if kept.by_id != by.worker_id:
        raise NotYours(SOURCE, kept.pk, kept.person_id)
    refuse_other(kept, given, OTHERWISE)
