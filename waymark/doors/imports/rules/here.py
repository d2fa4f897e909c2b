"""The sheet against the records there are: who is here already, who perhaps is, whose NHS number is somebody else's."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from waymark.doors.imports.choices import Doubt, Field, Problem
from waymark.doors.imports.rules.findings import Cell, Finding, Findings
from waymark.doors.imports.rules.rows import Row
from waymark.doors.imports.rules.sheet import Sheet


@dataclass(frozen=True)
class Like:
    """A row and a record that may be one person's. `are_one`: beyond doubt. `same_number`: both carry one NHS number."""

    row: int
    why: tuple[str, ...] = ()
    are_one: bool = True
    same_number: bool = False


@dataclass(frozen=True)
class Caseload:
    """A worker's name, what they carry now, and the most they should; 0 for no limit. Whoever comes in counts one."""

    name: str
    carried: int
    most: int


@dataclass(frozen=True)
class Checked:
    """What a sheet comes to in this service. `here`: the numbers of sound rows whose person has a record already."""

    sheet: Sheet
    here: frozenset[int] = frozenset()

    @property
    def coming(self) -> tuple[Row, ...]:
        """The rows that would add somebody."""
        return tuple(row for row in self.sheet.sound if row.number not in self.here)

    @property
    def is_all_sound(self) -> bool:
        """Whether there is nothing to put right first."""
        return not self.sheet.problems and not self.sheet.unsound


def against_records(sheet: Sheet, alike: Iterable[Like], caseloads: Mapping[UUID, Caseload]) -> Checked:
    """The sheet with what comparing it with the service's records showed. Only sound rows are compared."""
    by_row: dict[int, list[Like]] = defaultdict(list)
    for like in alike:
        by_row[like.row].append(like)
    columns = {column.field: column for column in reversed(sheet.columns)}
    where = columns.get(Field.NHS_NUMBER)
    rows = tuple(
        row.with_findings(
            _found(row, by_row[row.number], where.index if where else None, where.heading if where else "")
        )
        if row.number in by_row and row.is_sound
        else row
        for row in sheet.rows
    )
    judged = replace(sheet, rows=rows)
    here = frozenset(
        row.number for row in judged.sound if any(like.are_one for like in by_row.get(row.number, ()))
    )
    checked = Checked(judged, here)
    over = tuple(_over(checked.coming, caseloads))
    return replace(checked, sheet=replace(judged, findings=(*judged.findings, *over)))


def _found(row: Row, alike: list[Like], column: int | None, heading: str) -> list[Finding]:
    found = Findings()
    if any(like.are_one for like in alike):
        found.add(Doubt.ALREADY_HERE, Cell(row.number, None, ""))
    elif any(like.same_number for like in alike):
        found.add(Problem.NHS_ELSEWHERE, Cell(row.number, column, heading))
    else:
        why = ", ".join(dict.fromkeys(reason for like in alike for reason in like.why))
        found.add(Doubt.PERHAPS_HERE, Cell(row.number, None, ""), why=why)
    return found.found


def _over(coming: Iterable[Row], caseloads: Mapping[UUID, Caseload]) -> list[Finding]:
    """The workers to whom the sheet gives more people than the service's limit."""
    found = Findings()
    for worker_id, count in Counter(row.person.key_worker_id for row in coming).items():
        now = caseloads.get(worker_id) if worker_id else None
        if now and now.most and now.carried + count > now.most:
            found.add(
                Doubt.CASELOAD_OVER,
                Cell(0, None, ""),
                name=now.name,
                count=now.carried + count,
                most=now.most,
            )
    return sorted(found.found, key=lambda finding: finding.sentence)
