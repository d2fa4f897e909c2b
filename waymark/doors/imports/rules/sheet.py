"""The whole sheet: where its headings are, which rows are people, and what was found. A dry run is this and nothing more."""

from collections.abc import Sequence
from dataclasses import dataclass

from waymark.core.names import fold
from waymark.doors.imports.choices import MARKED, Doubt, Field, Problem
from waymark.doors.imports.rules import cells
from waymark.doors.imports.rules.across import compared
from waymark.doors.imports.rules.columns import (
    Column,
    columns_of,
    heading_row,
    repeated,
    speaks_of_risk,
)
from waymark.doors.imports.rules.findings import Cell, Finding, Findings
from waymark.doors.imports.rules.known import Known
from waymark.doors.imports.rules.rows import Row, RowReader

MOST_ROWS = 20_000
Grid = Sequence[Sequence[object]]
_TOTALS = (
    "total",
    "totals",
    "grand total",
    "count",
    "sum",
    "total clients",
    "total people",
    "number of people",
    "total service users",
)


@dataclass(frozen=True)
class Sheet:
    """What a sheet says. `heading_at` counts from 0; `skipped` are the numbers of rows that describe nobody: empty, totals, headings
    printed again.
    """

    columns: tuple[Column, ...]
    heading_at: int
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...] = ()
    skipped: tuple[int, ...] = ()

    @property
    def problems(self) -> tuple[Finding, ...]:
        """What is wrong with the sheet as a whole; nothing can be brought in while there is any."""
        return tuple(finding for finding in self.findings if finding.is_problem)

    @property
    def sound(self) -> tuple[Row, ...]:
        """The rows that can be brought in."""
        return tuple(row for row in self.rows if row.is_sound) if not self.problems else ()

    @property
    def unsound(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.is_sound)


def read_sheet(grid: Grid, known: Known) -> Sheet:
    """Read a sheet of cells as the file gives them (text, numbers, dates, True and False; '' or None for an empty one)."""
    at = heading_row(grid)
    found = Findings()
    if at is None:
        found.add(Problem.NO_HEADINGS, Cell(0, None, ""))
        return Sheet((), 0, (), tuple(found.found))
    columns = columns_of(grid[at])
    _judge_headings(grid[at], columns, found)
    numbered = list(enumerate(grid[at + 1 :], at + 2))
    headings = [text for text in map(cells.text_of, grid[at]) if text]
    people = [(number, row) for number, row in numbered if not _describes_nobody(row, headings)]
    _judge_count(len(people), found)
    width = max(index for index, heading in enumerate(grid[at], 1) if cells.text_of(heading))
    read = people if len(people) <= MOST_ROWS else []
    rows = [_row(number, row, columns, width, known) for number, row in read]
    there = {number for number, _ in people}
    skipped = tuple(number for number, _ in numbered if number not in there)
    return Sheet(tuple(columns), at, tuple(compared(rows, columns)), tuple(found.found), skipped)


def _judge_headings(headings: Sequence[object], columns: Sequence[Column], found: Findings) -> None:
    for column in repeated(columns):
        found.add(Problem.COLUMN_TWICE, Cell(0, column.index, column.heading))
    read = {column.index for column in columns}
    for index, heading in enumerate(headings):
        text = cells.text_of(heading)
        if text and text != MARKED and index not in read:
            code = Doubt.RISK_COLUMN_IGNORED if speaks_of_risk(text) else Doubt.COLUMN_IGNORED
            found.add(code, Cell(0, index, text))


def _judge_count(count: int, found: Findings) -> None:
    if not count:
        found.add(Problem.NOBODY, Cell(0, None, ""))
    if count > MOST_ROWS:
        found.add(Problem.TOO_MANY_ROWS, Cell(0, None, ""), count=count, most=MOST_ROWS)


def _describes_nobody(row: Sequence[object], headings: Sequence[str]) -> bool:
    """Whether a row is empty, a total, or the headings printed again on the next page."""
    filled = [text for text in map(cells.text_of, row) if text]
    if not filled or filled == headings:
        return True
    return len(filled) <= 3 and " ".join(fold(filled[0].rstrip("0123456789 :="))) in _TOTALS


def _row(number: int, row: Sequence[object], columns: Sequence[Column], width: int, known: Known) -> Row:
    cells_of: dict[Field, list[Cell]] = {}
    for column in columns:
        raw = row[column.index] if column.index < len(row) else ""
        cells_of.setdefault(column.field, []).append(Cell(number, column.index, column.heading, raw))
    read = RowReader(number, cells_of, known).read()
    return read.with_findings(_beyond(number, row, width))


def _beyond(number: int, row: Sequence[object], width: int) -> list[Finding]:
    """Cells to the right of every heading: the row may have slipped."""
    found = Findings()
    for index, raw in enumerate(row[width:], width):
        if cells.text_of(raw):
            found.add(Problem.CELL_BEYOND, Cell(number, index, "", raw))
            break
    return found.found
