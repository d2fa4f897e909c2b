"""Reads of the import door: the register of sheets, one's own sheet, and what a sheet comes to beside the records there are."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import NotYours, Refused
from waymark.doors.imports import permissions, rules
from waymark.doors.imports.choices import IN_WORDS, KEPT, UNDER_WAY, Doubt, Status
from waymark.doors.imports.models import Batch as Batch
from waymark.doors.imports.models import KeptFile, kept_ids
from waymark.organisation.services.models import Unit
from waymark.organisation.staff import queries as staff
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import Person
from waymark.support.caseload import queries as caseload

SHOWN = 50
MOST_KEPT = 5_000
"""Findings kept with a sheet: enough to mend one; the copy that is sent back has them all."""
INVENTED = "999"
AT_ONCE = 500
SILENT_AFTER = timedelta(minutes=2)
KEPT_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Entry:
    """A line of the register: one sheet, and whether the worker may open it. `file_name` only of one's own: a name somebody typed is as
    likely as the sheet itself to say who is in it.
    """

    id: UUID
    given_by: str
    given_at: Any
    status: str
    rows: int
    added: int
    is_mine: bool
    file_name: str

    @property
    def in_words(self) -> str:
        return IN_WORDS[Status(self.status)]


@dataclass(frozen=True)
class Progress:
    """How far a sheet has come."""

    status: str
    done: int
    of: int

    @property
    def is_under_way(self) -> bool:
        return self.status in UNDER_WAY


@dataclass(frozen=True)
class Shown:
    """A finding as the page says it."""

    row: str
    column: str
    sentence: str
    is_problem: bool


def register(worker: Actor, most: int = 50) -> list[Entry]:
    """Every sheet given in the worker's service, the latest first: who, when, how many; of one's own from what file (DUR-46)."""
    permissions.may_bring_in(worker)
    rows = Batch.objects.filter(service_id=worker.service_id).order_by("-given_at", "-id")
    return [_entry(worker.worker_id, batch) for batch in rows.defer("findings")[:most]]


def _entry(me: UUID, batch: Batch) -> Entry:
    is_mine = batch.worker_id == me
    return Entry(
        id=batch.id,
        given_by=batch.given_by,
        given_at=batch.given_at,
        status=batch.status,
        rows=batch.rows,
        added=batch.added,
        is_mine=is_mine,
        file_name=batch.file_name if is_mine else "",
    )


def batch_for(worker: Actor, batch_id: UUID) -> Batch:
    """A sheet the worker gave; else NotYours."""
    batch = Batch.objects.filter(pk=batch_id, service_id=worker.service_id).select_related("unit").first()
    if batch is None:
        raise NotYours("imports.batch", batch_id)
    permissions.may_handle(worker, batch)
    return batch


def progress_of(worker: Actor, batch_id: UUID) -> Progress:
    """How far one's own sheet has come. Reads nothing of what is in it."""
    permissions.may_bring_in(worker)
    own = Batch.objects.filter(pk=batch_id, service_id=worker.service_id, worker_id=worker.worker_id)
    status = own.values_list("status", flat=True).first()
    if status is None:
        raise NotYours("imports.batch", batch_id)
    return Progress(status, *KeptFile(batch_id).progress())


def next_waiting(at: datetime) -> Batch | None:
    """The sheet to be brought in next: the one that has waited longest, or one whose process died. For the clock."""
    under_way = Batch.objects.filter(status__in=UNDER_WAY).select_related("service", "worker__user")
    ready = (batch for batch in under_way.order_by("given_at", "id") if is_ready(batch, at))
    return next(ready, None)


def is_ready(batch: Batch, at: datetime) -> bool:
    """Whether nobody is bringing this sheet in: it waits, or whoever began has shown no progress for two minutes."""
    if batch.status == Status.WAITING:
        return True
    moved = max(batch.started_at.timestamp() if batch.started_at else 0, KeptFile(batch.pk).moved_at())
    return at.timestamp() - moved > SILENT_AFTER.total_seconds()


def left_lying(at: datetime) -> list[Batch]:
    """Sheets given a week ago that nobody brought in or threw away. For the clock."""
    old = Batch.objects.filter(status=Status.CHECKED, given_at__lt=at - KEPT_FOR)
    return list(old.order_by("given_at", "id")[:20])


def files_left_behind(at: datetime) -> list[UUID]:
    """Files on this machine of sheets that are done with, or that were never kept. For the clock."""
    lying = {id for id, put in kept_ids().items() if at.timestamp() - put > SILENT_AFTER.total_seconds()}
    needed = Batch.objects.filter(pk__in=lying, status__in=KEPT) if lying else Batch.objects.none()
    return sorted(lying - set(needed.values_list("id", flat=True)))


def shown(batch: Batch) -> list[Shown]:
    """The first findings in words, what must be put right before what is only unlikely. The caller holds the sheet already."""
    return [
        Shown(
            f"Row {each['row']}" if each["row"] else "Whole sheet",
            _where(each["column"], each["heading"]),
            each["sentence"],
            each["is_problem"],
        )
        for each in batch.findings[:SHOWN]
        if each["sentence"]
    ]


def _where(column: int | None, heading: str) -> str:
    """'Column C, Date of birth': the letter a spreadsheet writes above it, and its heading; '' for the whole row."""
    letters, left = "", 0 if column is None else column + 1
    while left:
        left, last = divmod(left - 1, 26)
        letters = chr(ord("A") + last) + letters
    return ", ".join(part for part in (f"Column {letters}" if letters else "", heading) if part)


def teams(worker: Actor) -> QuerySet[Unit]:
    """The teams people can be brought into."""
    return Unit.objects.filter(service_id=worker.service_id, retired=False).order_by("path")


def team_called(worker: Actor, code: str) -> Unit | None:
    """The team of this code in the worker's service."""
    return teams(worker).filter(code=code).first()


def data_of(batch: Batch) -> bytes:
    """The file as it was given; Refused when it is gone or is not what was given."""
    try:
        data = KeptFile(batch.pk).read()
    except FileNotFoundError as gone:
        raise Refused("The file is no longer kept. Give it again.") from gone
    if sha256(data).hexdigest() != batch.sha256:
        raise Refused("The file kept here is not the one that was given. Give it again.")
    return data


def read_file(
    worker: Actor, data: bytes, today: date, *, unit_id: UUID | None = None, invented: bool = False
) -> rules.Checked:
    """What a file comes to in the worker's service today: a dry run, which writes nothing. Refused where it is no spreadsheet."""
    try:
        grid = rules.grid_of(data)
    except rules.NotASpreadsheet as wrong:
        raise Refused(str(wrong)) from wrong
    return checked(worker, grid, today, unit_id=unit_id, invented=invented)


def read_again(worker: Actor, batch: Batch, today: date) -> rules.Checked:
    """What a sheet given before comes to today: people and teams may have changed since."""
    return read_file(worker, data_of(batch), today, unit_id=batch.unit_id, invented=batch.invented)


def marked_copy(worker: Actor, batch: Batch, today: date) -> bytes:
    """The sheet to send back, every wrong cell marked and what to do about it in a last column."""
    grid = rules.grid_of(data_of(batch))
    sheet = checked(worker, grid, today, unit_id=batch.unit_id, invented=batch.invented).sheet
    return rules.marked(grid, sheet)


def checked(
    worker: Actor, grid: Sequence[Sequence[object]], today: date, *, unit_id: UUID | None, invented: bool
) -> rules.Checked:
    """What the sheet comes to in the worker's service today: a dry run. Writes nothing."""
    permissions.may_bring_in(worker)
    sheet = rules.read_sheet(grid, known(worker, today, unit_id=unit_id, invented=invented))
    sound = sheet.sound
    alike = [*_here_by_id(worker, sound), *_alike(worker, sound)]
    return rules.against_records(sheet, alike, _caseloads(worker, sound, today))


def known(worker: Actor, today: date, *, unit_id: UUID | None, invented: bool) -> rules.Known:
    """What the service knows: its teams by name and code, and the workers who hold a post today."""
    units = list(teams(worker).values_list("id", "name", "code"))
    return rules.Known(
        today,
        {name: id for id, name, _ in units} | {code: id for id, _, code in units},
        tuple((colleague.name, colleague.pk) for colleague in staff.workers_in(worker, today)),
        team_when_empty=unit_id,
        synthetic=invented,
    )


def holds_invented_people(worker: Actor) -> bool:
    """Whether NHS numbers of the 999 range may come in: this installation is for tests or a demonstration (rules.md 1.1)."""
    there = Person.objects.filter(service_id=worker.service_id, nhs_number__startswith=INVENTED)
    return bool(settings.INVENTED_PEOPLE) or there.exists()


def person_id(worker: Actor, person: rules.Clean) -> UUID:
    """The id this person has in the worker's service whenever a sheet brings them in: what makes the second time add nothing."""
    return derived(worker.service_id, "import", person.identity)


def kept_findings(checked: rules.Checked) -> list[dict[str, Any]]:
    """The findings as they are kept: what is to be put right first, and who is here already left out, for they are counted."""
    everything = [*checked.sheet.findings, *rules.findings_in_order(checked.sheet.rows)]
    told = [each for each in everything if each.code != Doubt.ALREADY_HERE]
    told.sort(key=lambda finding: not finding.is_problem)
    return [{**asdict(each), "is_problem": each.is_problem} for each in told[:MOST_KEPT]]


def _here_by_id(worker: Actor, rows: Sequence[rules.Row]) -> Iterator[rules.Like]:
    numbers = {person_id(worker, row.person): row.number for row in rows}
    ids = list(numbers)
    for at in range(0, len(ids), AT_ONCE):
        there = Person.objects.filter(pk__in=ids[at : at + AT_ONCE], service_id=worker.service_id)
        for id in there.values_list("id", flat=True):
            yield rules.Like(numbers[id])


def _alike(worker: Actor, rows: Sequence[rules.Row]) -> Iterator[rules.Like]:
    for like in service_users.likenesses(worker, [_compared(row) for row in rows]):
        yield rules.Like(int(str(like.newcomer)), like.why, like.are_one, like.same_number)


def _compared(row: rules.Row) -> service_users.Known:
    person = row.person
    return service_users.Known(
        row.number,
        person.given_name,
        tuple(name for name in (person.name, person.chosen_name, *person.previous_names) if name),
        person.birth,
        person.nhs_number,
        tuple(number for number, _ in person.phones),
        tuple(service_users.own_number(*number) for number in person.other_numbers.items()),
    )


def _caseloads(worker: Actor, rows: Sequence[rules.Row], today: date) -> dict[UUID, rules.Caseload]:
    """What each worker named in the sheet carries now, and the service's limit: people where it counts people, else weight."""
    limits = caseload.limits_of(worker)
    named = {row.person.key_worker_id for row in rows if row.person.key_worker_id}
    if not (limits.people or limits.weight):
        return {}
    found = {}
    for colleague in staff.workers_in(worker, today).filter(pk__in=named):
        load = caseload.load_of(worker, colleague.pk, today)
        carried, most = (load.people, limits.people) if limits.people else (load.weight, limits.weight)
        found[colleague.pk] = rules.Caseload(colleague.name, carried, most)
    return found
