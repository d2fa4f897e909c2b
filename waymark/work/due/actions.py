"""Setting, answering and moving what is due. Each keeps its rule: a service's clock that changes moves no date already set."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import NotYours, Refused
from waymark.organisation.services.models import Service
from waymark.work.due import permissions, rules
from waymark.work.due.models import Deferral, Obligation


@action
def set_obligation(
    *,
    by: Actor,
    id: UUID,
    person_id: UUID,
    kind: str,
    rule: Mapping[str, Any],
    opens_on: date,
    due_on: date,
) -> Obligation:
    """Make something due. `rule`: the service's clock it came from, kept as it is now. The same id again changes nothing."""
    permissions.may_write_about(by, person_id)
    if opens_on > due_on:
        raise ValueError(f"{kind} would be due on {due_on}, before it opens on {opens_on}.")
    made, new = Obligation.objects.made_or_kept(
        id,
        service_id=by.service_id,
        person_id=person_id,
        kind=kind,
        rule=dict(rule),
        opens_on=opens_on,
        due_on=due_on,
    )
    detail = {"kind": kind, "opens_on": made.opens_on, "due_on": made.due_on}
    audit.write(by, "set_obligation", made, detail=detail, outcome="done" if new else "repeat")
    return made


@action
def start_clock(*, by: Actor, id: UUID, person_id: UUID, kind: str, start: date) -> Obligation | None:
    """Make due what the service's clock `kind` says of something that starts or changes on `start`. None where that clock is off."""
    rule = Service.objects.get(pk=by.service_id).clocks.get(kind, {"rule": "off"})
    window = rules.first_window(rule, start)
    if window is None:
        audit.write(by, "start_clock", f"due.{kind}", person_id=person_id, detail={"rule": "off"})
        return None
    return set_obligation(by=by, id=id, person_id=person_id, kind=kind, rule=rule, **window._asdict())


@action
def answer_obligation(
    *, by: Actor, person_id: UUID, kind: str, on: date, source: str, source_id: UUID
) -> list[Obligation]:
    """What `kind` was open for the person is done, on `on`, by the row `source_id`; each rule sets its next date. Returns what it answered.

    What opens only after `on` stays open. Nothing open: an empty list, and a row in the log. The same source again answers nothing more.
    """
    rows = Obligation.objects.filter(
        Q(answer_source_id=source_id) | Q(answered_on__isnull=True, opens_on__lte=on),
        service_id=by.service_id,
        person_id=person_id,
        kind=kind,
    ).order_by("due_on", "id")
    already, waiting = _parted(rows)
    if already:
        audit.write(by, "answer_obligation", already[0], outcome="repeat")
        return already
    if not waiting:
        about = f"due.{kind}"
        audit.write(by, "answer_obligation", about, person_id=person_id, detail={"answered": 0})
        return []
    permissions.may_write_about(by, person_id)
    answered = [_answer(by, row, on, source, source_id) for row in waiting]
    for row in {json.dumps(row.rule, sort_keys=True): row for row in answered}.values():
        _set_next(by, row, on)
    return answered


@action
def stop_obligations(*, by: Actor, person_id: UUID, on: date, source: str, source_id: UUID) -> int:
    """Nothing comes round for somebody any more, because of the row `source_id`: they died. The caller has asked the policy."""
    waiting = list(
        Obligation.objects.filter(service_id=by.service_id, person_id=person_id, answered_on__isnull=True)
    )
    for row in waiting:
        _answer(by, row, on, source, source_id)
    audit.write(by, "stop_obligations", person_id=person_id, detail={"stopped": len(waiting)})
    return len(waiting)


@action
def defer_obligation(
    *, by: Actor, id: UUID, obligation_id: UUID, to: date, reason: str, approved_by_id: UUID
) -> Deferral:
    """Move the day on which it will be done; somebody else, who leads, has agreed. `due_on` and overdue stay (DUR-56, rules.md 3)."""
    row = Obligation.objects.filter(pk=obligation_id, service_id=by.service_id).first()
    if row is None:
        raise NotYours("due.obligation", obligation_id)
    permissions.may_write_about(by, row.person_id)
    kept = Deferral.objects.kept(id)
    if kept is not None:
        audit.write(by, "defer_obligation", kept, person_id=row.person_id, outcome="repeat")
        return kept
    day = clock.today()
    permissions.may_agree(by, approved_by_id, day)
    _refuse(rules.wrong_with_reason(reason))
    _refuse("This has been done. It cannot move." if row.answered_on else "")
    _refuse(rules.wrong_with_new_date(to, row.due_on, day))
    made = Deferral(
        id=id,
        obligation=row,
        to=to,
        reason=reason.strip(),
        asked_by_id=by.worker_id,
        approved_by_id=approved_by_id,
        at=clock.now(),
    )
    made.save(force_insert=True)
    detail = {"obligation": row.id, "due_on": row.due_on, "to": to, "approved_by": approved_by_id}
    audit.write(by, "defer_obligation", made, person_id=row.person_id, detail=detail)
    return made


def _parted(rows: Iterable[Obligation]) -> tuple[list[Obligation], list[Obligation]]:
    """What has been answered, and what waits."""
    answered: list[Obligation] = []
    waiting: list[Obligation] = []
    for row in rows:
        (waiting if row.answered_on is None else answered).append(row)
    return answered, waiting


def _answer(by: Actor, row: Obligation, on: date, source: str, source_id: UUID) -> Obligation:
    row.answered_on, row.answered_at, row.answered_by_id = on, clock.now(), by.worker_id
    row.answer_source, row.answer_source_id = source, source_id
    row.save(update_fields=["answered_on", "answered_at", "answered_by", "answer_source", "answer_source_id"])
    late = max(0, (on - row.due_on).days)
    audit.write(by, "answer_obligation", row, detail={"kind": row.kind, "on": on, "days_late": late})
    return row


def _set_next(by: Actor, row: Obligation, on: date) -> None:
    window = rules.next_window(row.rule, on)
    if window is not None:
        set_obligation(
            by=by,
            id=derived(row.id, "next"),
            person_id=row.person_id,
            kind=row.kind,
            rule=row.rule,
            **window._asdict(),
        )


def _refuse(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)
