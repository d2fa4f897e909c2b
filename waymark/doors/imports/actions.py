"""A sheet of people: given, brought in whole or not at all, or thrown away. Everything of a person is written by the rooms it belongs to.

One transaction brings in one sheet (issue: nothing half-imported). Ids follow from who the person is, so that the same sheet again adds
nobody. What needs time, reading and comparing, is done before (queries.read_file): on SQLite everybody else's saving waits for us.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat, Refused
from waymark.doors.imports import permissions, queries, rules
from waymark.doors.imports.choices import Status
from waymark.doors.imports.models import Batch, KeptFile
from waymark.people.service_users import actions as service_users
from waymark.people.service_users.choices import PointKind
from waymark.support.caseload import actions as caseload

AT_THE_COMMAND_LINE = "The command line"
REASON = "Brought in from a sheet with the caseload as it stood."
AT_ONCE = 200
Tell = Callable[[int, int], None]


class NotAllSound(Refused):
    """There is something to put right, and nobody said to bring in the rest without it."""


@action
def check_sheet(
    *,
    by: Actor,
    id: UUID,
    at: datetime,
    file_name: str,
    data: bytes,
    checked: rules.Checked,
    unit_id: UUID | None = None,
    invented: bool = False,
) -> Batch:
    """Keep a sheet that was read (queries.read_file), with what was found, until it is brought in or thrown away. Nobody is added."""
    permissions.may_bring_in(by)
    digest = sha256(data).hexdigest()
    kept = Batch.objects.filter(pk=id, service_id=by.service_id).first()
    if kept is not None:
        if kept.sha256 != digest or kept.worker_id != by.worker_id:
            raise ConflictingRepeat("Another file was given with this page before. Open the page again.")
        audit.write(by, "check_sheet", kept, outcome="repeat")
        return kept
    batch = Batch(
        id=id,
        service_id=by.service_id,
        worker_id=by.worker_id,
        given_by=by.name if by.worker_id else AT_THE_COMMAND_LINE,
        file_name=file_name[:200],
        sha256=digest,
        size=len(data),
        given_at=at,
        unit_id=unit_id,
        invented=invented,
        **_found(checked),
    )
    batch.save(force_insert=True)
    KeptFile(id).keep(data)
    audit.write(by, "check_sheet", batch, detail={"sha256": digest, **_counts(batch)})
    return batch


@action
def ask_to_bring_in(*, by: Actor, id: UUID, sound_rows_only: bool = False) -> Batch:
    """Say that a sheet is to be brought in; the clock process does it within seconds. With anything to put right it needs
    `sound_rows_only`, said in so many words. Asked twice is asked once.
    """
    batch = queries.batch_for(by, id)
    if batch.status != Status.CHECKED:
        audit.write(by, "ask_to_bring_in", batch, outcome="repeat")
        return batch
    if not batch.coming:
        raise Refused("There is nobody in this sheet to bring in.")
    if not (batch.is_all_sound or sound_rows_only):
        raise NotAllSound("Some rows are wrong. Say that you want the others brought in without them.")
    _move(batch, {Status.CHECKED}, Status.WAITING, sound_rows_only=sound_rows_only, why_not="")
    audit.write(by, "ask_to_bring_in", batch, detail={"sound_rows_only": sound_rows_only})
    return batch


@action
def take_up(*, by: Actor, id: UUID, at: datetime) -> bool:
    """Begin bringing a sheet in, alone: False where somebody else has begun. One conditional update decides."""
    batch = Batch.objects.get(pk=id, service_id=by.service_id)
    free = queries.is_ready(batch, at) and batch.is_under_way
    same = Q(pk=id, status=batch.status, started_at=batch.started_at)
    taken = bool(free and Batch.objects.filter(same).update(status=Status.COMING_IN, started_at=at))
    audit.write(by, "take_up_sheet", batch, outcome="done" if taken else "repeat")
    return taken


@action
def begin_at_once(*, by: Actor, id: UUID, at: datetime, sound_rows_only: bool = False) -> None:
    """Ask for a sheet and take it up in one, so that the clock process does not: for the command line, which brings it in itself."""
    ask_to_bring_in(by=by, id=id, sound_rows_only=sound_rows_only)
    if not take_up(by=by, id=id, at=at):
        raise Refused("Somebody is bringing this sheet in already.")


@action
def bring_in(
    *, by: Actor, id: UUID, checked: rules.Checked, at: datetime, tell: Tell = lambda done, of: None
) -> Batch:
    """Bring in everybody in the sheet who is not here yet, in one transaction. `checked`: as the sheet reads now (queries.read_again);
    `tell` is called with how many are in of how many.
    """
    batch = queries.batch_for(by, id)
    if batch.status == Status.BROUGHT_IN:
        audit.write(by, "bring_in", batch, outcome="repeat")
        return batch
    if batch.status != Status.COMING_IN:
        raise Refused("Nobody has asked for this sheet to be brought in.")
    if checked.sheet.problems or not (checked.is_all_sound or batch.sound_rows_only):
        raise NotAllSound("Something is wrong in this sheet that was not wrong before. Look at it again.")
    coming = checked.coming
    for begin in range(0, len(coming), AT_ONCE):
        tell(begin, len(coming))
        _add(by, id, coming[begin : begin + AT_ONCE], at)
    tell(len(coming), len(coming))
    _finish(batch, Status.BROUGHT_IN, added=len(coming), finished_at=clock.now(), **_found(checked))
    audit.write(by, "bring_in", batch, detail={"added": batch.added, **_counts(batch)})
    return batch


@action
def throw_away(*, by: Actor, id: UUID, at: datetime) -> Batch:
    """Erase a sheet's file unused. What is kept: who gave it, when, its name, and how many rows it had."""
    batch = queries.batch_for(by, id)
    if batch.status == Status.THROWN_AWAY:
        audit.write(by, "throw_away_sheet", batch, outcome="repeat")
        return batch
    if batch.status != Status.CHECKED:
        raise Refused("This sheet is being brought in, or has been.")
    _finish(batch, Status.THROWN_AWAY, finished_at=at)
    audit.write(by, "throw_away_sheet", batch)
    return batch


@action
def erase_unused(*, by: Actor, id: UUID, at: datetime) -> None:
    """Throw away a sheet that has lain for a week. The clock's own (queries.left_lying)."""
    batch = Batch.objects.get(pk=id, service_id=by.service_id, status=Status.CHECKED)
    _finish(batch, Status.THROWN_AWAY, finished_at=at, why_not="Nobody brought it in within a week.")
    audit.write(by, "throw_away_sheet", batch, detail={"why": "a week old"})


@action
def give_up(*, by: Actor, id: UUID, why: str) -> None:
    """Say why a sheet could not be brought in. Nothing of it was; it can be looked at, and asked for again."""
    batch = Batch.objects.get(pk=id, service_id=by.service_id)
    _move(batch, {Status.WAITING, Status.COMING_IN}, Status.CHECKED, why_not=why)
    audit.write(by, "give_up_sheet", batch, detail={"why": why}, outcome="refused")


@action
def look_again(*, by: Actor, id: UUID, checked: rules.Checked) -> Batch:
    """Keep what a sheet comes to now, where that is no longer what was found when it was given."""
    batch = queries.batch_for(by, id)
    _set(batch, **_found(checked))
    audit.write(by, "check_sheet", batch, detail=_counts(batch))
    return batch


@action
def export_marked(*, by: Actor, id: UUID, at: datetime) -> bytes:
    """The copy to send back, with every wrong cell marked. Taking it is logged (security.md A31)."""
    batch = queries.batch_for(by, id)
    audit.write(by, "export_marked_sheet", batch, detail={"sha256": batch.sha256, **_counts(batch)})
    return queries.marked_copy(by, batch, clock.today(at))


def _add(by: Actor, batch_id: UUID, rows: Sequence[rules.Row], at: datetime) -> None:
    """Some of the people, whole: who they are, how to reach them, what must be known, their team and their key worker."""
    ids = [queries.person_id(by, row.person) for row in rows]
    named = list(zip(ids, (row.person for row in rows), strict=True))
    newcomers = [_newcomer(id, person) for id, person in named]
    service_users.add_people(by=by, at=at, people=newcomers, source=f"imports.batch:{batch_id}")
    taken_on = [_taken_on(id, person, clock.today(at)) for id, person in named]
    caseload.take_on_many(by=by, people=taken_on, reason=REASON)


def _newcomer(id: UUID, person: rules.Clean) -> service_users.Newcomer:
    birth = person.birth
    email = ((PointKind.EMAIL, person.email, ""),) if person.email else ()
    address = person.address_lines, person.postcode, person.address_protected
    return service_users.Newcomer(
        id=id,
        given_name=person.given_name,
        family_name=person.family_name,
        chosen_name=person.chosen_name,
        pronouns=person.pronouns,
        birth=(birth.year, birth.month, birth.day) if birth else (None, None, None),
        nhs_number=person.nhs_number,
        nhs_number_status=person.nhs_number_status,
        gender=person.gender,
        ethnicity=person.ethnicity,
        gp_practice=person.gp_practice,
        other_numbers=person.other_numbers,
        previous_names=person.previous_names,
        points=(*((PointKind.PHONE, number, note) for number, note in person.phones), *email),
        address=(person.address_kind, *address) if person.address_kind else None,
        needs=person.needs,
        safe_contact=person.safe_contact,
    )


def _taken_on(id: UUID, person: rules.Clean, today: date) -> caseload.TakenOn:
    """The episode from the day the sheet says; the key worker from today, because when they began is not in it."""
    if person.team_id is None:  # rules.read_sheet refuses a row without a team
        raise Refused("There is no team. Without one nobody can see this person.")
    return caseload.TakenOn(
        person_id=id,
        episode_id=derived(id, "episode", person.team_id),
        unit_id=person.team_id,
        opened_on=person.opened_on or today,
        referred_on=person.referred_on,
        referred_by=person.referred_by,
        key_worker_id=person.key_worker_id,
        key_worker_from=today,
    )


def _found(checked: rules.Checked) -> dict[str, Any]:
    sheet = checked.sheet
    return {
        "rows": len(sheet.rows),
        "coming": len(checked.coming),
        "wrong": len(sheet.unsound),
        "here": len(checked.here),
        "is_all_sound": checked.is_all_sound,
        "findings": queries.kept_findings(checked),
    }


def _counts(batch: Batch) -> dict[str, int]:
    """For the log, where 'rows' and 'people' are ids of what was read."""
    return {"lines": batch.rows, "coming": batch.coming, "wrong": batch.wrong, "here": batch.here}


def _move(batch: Batch, before: set[Status], after: Status, **values: Any) -> None:
    """Change where a sheet stands, unless somebody else just did."""
    if not Batch.objects.filter(pk=batch.pk, status__in=before).update(status=after, **values):
        raise Refused("Somebody has just done something else with this sheet. Open it again.")
    batch.refresh_from_db()


def _set(batch: Batch, **values: Any) -> None:
    for name, value in values.items():
        setattr(batch, name, value)
    batch.save(update_fields=list(values))


def _finish(batch: Batch, status: Status, **values: Any) -> None:
    """The end of a sheet: its file is erased once that is certain, and of its findings what the cells said is not kept."""
    values.setdefault("findings", batch.findings)
    values["findings"] = [{**each, "sentence": ""} for each in values["findings"]]
    _set(batch, status=status, **values)
    transaction.on_commit(KeptFile(batch.pk).erase)
