"""A sheet of people as services have them: 2,000 rows, names in their own scripts, untidy all over, wrong in many ways, and what each row
deserves. The same seed makes the same sheet. Nobody in it exists: NHS numbers begin with 999, telephone numbers are kept for films.

`make_sheet()` gives the rows; `as_xlsx` and `as_csv` write them; `expected` says of every row which problems it has (none: it is sound),
`doubts` what should be pointed out. These are written down as each row is spoilt, not worked out by the rules under test.
"""

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

from tests.factories.messy_rows import FIRST, HEADINGS, TEAMS, TODAY, WORKERS, Broken, MessyRow, people
from tests.factories.messy_ways import EACH_PROBLEM, HOSTEL, IN_THE_HOSTEL, PAIRS, UNTIDY, WRONG
from waymark.doors.imports.choices import Doubt, Problem

__all__ = ["FIRST", "HEADINGS", "TEAMS", "TODAY", "WORKERS", "MessySheet", "make_sheet"]


@dataclass(frozen=True)
class MessySheet:
    """The grid as it stands in the file (row 1 first), with the verdicts by row number."""

    grid: list[list[Any]]
    merged: list[tuple[int, int]]
    """First and last row number of each block of merged Team cells."""
    expected: dict[int, frozenset[Problem]]
    doubts: dict[int, frozenset[Doubt]]
    skipped: frozenset[int]

    @property
    def expected_as_csv(self) -> dict[int, frozenset[Problem]]:
        """A text file knows no merged cells: the rows below the first of a block name no team."""
        bare = {number for first, last in self.merged for number in range(first + 1, last + 1)}
        return {
            number: problems | ({Problem.TEAM_MISSING} if number in bare else frozenset())
            for number, problems in self.expected.items()
        }

    @property
    def wrong(self) -> list[int]:
        return [number for number, problems in self.expected.items() if problems]

    def as_xlsx(self) -> bytes:
        """As a spreadsheet saves it: numbers as numbers, dates as dates, team cells merged, a second sheet hidden behind."""
        file = io.BytesIO()
        book = xlsxwriter.Workbook(
            file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        book.set_properties({"created": datetime(2026, 11, 25)})  # noqa: DTZ001  a stamp in the file, the same each time
        notes = book.add_worksheet("Read me")
        notes.write_string(0, 0, "Exported from the old system. The caseload is on the next sheet.")
        page, day = book.add_worksheet("Caseload"), book.add_format({"num_format": "dd/mm/yyyy"})
        for at, row in enumerate(self.grid):
            for column, cell in enumerate(row):
                _write(page, at, column, cell, day)
        team = HEADINGS.index("Team")
        for first, last in self.merged:
            page.merge_range(first - 1, team, last - 1, team, self.grid[first - 1][team])
        book.close()
        return file.getvalue()

    def as_csv(self, separator: str = ",", encoding: str = "utf-8-sig") -> bytes:
        """As other programs save it."""
        file = io.StringIO(newline="")
        writer = csv.writer(file, delimiter=separator)
        bare = {number for first, last in self.merged for number in range(first + 1, last + 1)}
        team = HEADINGS.index("Team")
        for number, row in enumerate(self.grid, 1):
            cells = [
                "" if number in bare and column == team else _as_text(cell) for column, cell in enumerate(row)
            ]
            writer.writerow(cells)
        return file.getvalue().encode(encoding)


def _write(page: Any, row: int, column: int, cell: Any, day: Any) -> None:
    if isinstance(cell, Broken):
        page.write_formula(row, column, "=VLOOKUP(A1,Old!A:B,2,FALSE)", None, cell.shows)
    elif isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        page.write_number(row, column, cell)
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell, day)
    elif cell != "":
        page.write_string(row, column, cell)


def _as_text(cell: Any) -> str:
    if isinstance(cell, Broken):
        return cell.shows
    if isinstance(cell, bool):
        return str(cell).upper()
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def make_sheet(seed: int = 42, count: int = 2000) -> MessySheet:
    """The sheet. `count` must leave room for what is wrong with it: 400 at the least."""
    pick = random.Random(seed)
    rows = people(pick, count)
    order = list(range(count))
    pick.shuffle(order)
    take = iter(rows[at] for at in order)
    for problem, spoil in WRONG.items():
        for row in _some(take, EACH_PROBLEM if count >= 1000 else 2):
            spoil(row, pick)
            row.problems.add(problem)
    for spoil_both in PAIRS:
        for _ in range(EACH_PROBLEM // 2):
            one, other = sorted(_some(take, 2), key=rows.index)
            spoil_both(one, other)
    for row in _some(take, IN_THE_HOSTEL):
        row.cells["Mobile"] = HOSTEL
        row.doubts.add(Doubt.PHONE_SHARED)
    for at, row in enumerate(take):
        if at % 2 == 0:
            UNTIDY[at // 2 % len(UNTIDY)](row, pick)
    return _laid_out(rows)


def _some(take: Iterator[MessyRow], count: int) -> list[MessyRow]:
    return [next(take) for _ in range(count)]


def _laid_out(rows: list[MessyRow]) -> MessySheet:
    """Titles above, headings, people with a page break and empty lines between them, a block of merged teams, a total below."""
    grid: list[list[Any]] = [["Caseload export", "", "run by: admin"], [], list(HEADINGS)]
    skipped = set()
    for at, row in enumerate(rows):
        if at and at % 700 == 0:
            grid += [[], list(HEADINGS)]
            skipped |= {len(grid) - 1, len(grid)}
        grid.append([row.cells[heading] for heading in HEADINGS] + ([row.beyond] if row.beyond else []))
        row.number = len(grid)
    grid += [["", " "], ["Total", float(len(rows))]]
    skipped |= {len(grid) - 1, len(grid)}
    return MessySheet(
        grid,
        list(_blocks(rows)),
        {row.number: frozenset(row.problems) for row in rows},
        {row.number: frozenset(row.doubts) for row in rows},
        frozenset(skipped),
    )


def _blocks(rows: list[MessyRow]) -> Iterator[tuple[int, int]]:
    """Neighbours whose team cells are merged: three in a row, all sound, which take the first one's team."""
    made = 0
    for at in range(20, len(rows) - 3, 37):
        block = rows[at : at + 3]
        sound = all(not row.problems and str(row.cells["Team"]) in TEAMS for row in block)
        if sound and block[2].number - block[0].number == 2 and made < 6:
            made += 1
            yield block[0].number, block[2].number
