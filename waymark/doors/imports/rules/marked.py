"""The sheet to send back: every cell as it was, the wrong ones coloured, and a last column that says what to put right.

Text stays text whatever it begins with (security.md A25): no formula, no link, no number is made of what somebody typed.
"""

import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from waymark.doors.imports.choices import MARKED
from waymark.doors.imports.rules.across import findings_in_order
from waymark.doors.imports.rules.findings import Finding
from waymark.doors.imports.rules.sheet import Grid, Sheet

WRONG, UNLIKELY, PUT_RIGHT = "#F8C9A0", "#FFF1C7", "#FDE9D9"
LONGEST_CELL = 32_000
MOST_COLUMNS = 16_000
WIDEST = 90
FIRST_OF_EXCEL = 1901


def marked(grid: Grid, sheet: Sheet) -> bytes:
    """The copy as an xlsx file. A copy that is marked again keeps one such column."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    _Page(book, grid, sheet).write()
    book.close()
    return file.getvalue()


def sentences_of(sheet: Sheet) -> dict[int, str]:
    """What stands in the last column of each row, by the number the spreadsheet shows."""
    said: dict[int, list[str]] = defaultdict(list)
    for finding in _in_order(sheet):
        if finding.row:
            said[finding.row].append(_sentence(finding))
    return {number: " ".join(dict.fromkeys(each)) for number, each in said.items()}


def _of_the_whole(sheet: Sheet) -> dict[int | None, str]:
    """What concerns a whole column, or the sheet: said beside its heading."""
    said: dict[int | None, list[str]] = defaultdict(list)
    for finding in sheet.findings:
        said[finding.column].append(finding.sentence)
    return {column: " ".join(each) for column, each in said.items()}


def _in_order(sheet: Sheet) -> Iterable[Finding]:
    """Row by row, left to right; what must be put right stands before what is only unlikely."""
    everything = [*sheet.findings, *findings_in_order(sheet.rows)]
    return sorted(everything, key=lambda finding: not finding.is_problem)


def _sentence(finding: Finding) -> str:
    return f"{finding.heading}: {finding.sentence}" if finding.heading else finding.sentence


class _Page:
    """The one page of the copy, as it is written."""

    def __init__(self, book: Any, grid: Grid, sheet: Sheet) -> None:
        self.page, self.grid, self.sheet = book.add_worksheet("To put right"), grid, sheet
        self.marks = {
            (finding.row, finding.column): finding.is_problem
            for finding in reversed(list(_in_order(sheet)))
            if finding.column is not None
        }
        self.looks = {
            (colour, is_day): book.add_format(_look(colour, is_day))
            for colour in ("", WRONG, UNLIKELY)
            for is_day in (False, True)
        }
        self.heading = book.add_format({"bold": True, "bg_color": PUT_RIGHT, "quote_prefix": True})
        self.last = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})

    def write(self) -> None:
        said, at, top = sentences_of(self.sheet), _marked_column(self.grid, self.sheet), self.sheet.heading_at
        for number, row in enumerate(self.grid, 1):
            for column, value in enumerate(row[:MOST_COLUMNS]):
                if column != at:
                    self._cell(number, column, value)
            if number in said:
                self.page.write_string(number - 1, at, said[number][:LONGEST_CELL], self.last)
        self.page.write_string(top, at, MARKED, self.heading)
        for where, sentence in _of_the_whole(self.sheet).items():
            self.page.write_comment(top, at if where is None else where, sentence[:LONGEST_CELL])
        self.page.set_column(at, at, WIDEST)
        self.page.freeze_panes(top + 1, 0)

    def _cell(self, number: int, column: int, value: object) -> None:
        look = self.looks[self._colour(number, column), isinstance(value, date)]
        if isinstance(value, bool):
            self.page.write_boolean(number - 1, column, value, look)
        elif isinstance(value, int | float) and abs(value) < 1e300:
            self.page.write_number(number - 1, column, value, look)
        elif isinstance(value, date) and value.year >= FIRST_OF_EXCEL:
            self.page.write_datetime(number - 1, column, _bare(value), look)
        elif value is None or value == "":
            self.page.write_blank(number - 1, column, None, look)
        else:
            self.page.write_string(number - 1, column, str(value)[:LONGEST_CELL], look)

    def _colour(self, number: int, column: int) -> str:
        row = 0 if number == self.sheet.heading_at + 1 else number
        is_problem = self.marks.get((row, column))
        return "" if is_problem is None else WRONG if is_problem else UNLIKELY


def _look(colour: str, is_day: bool) -> dict[str, Any]:
    look: dict[str, Any] = {"num_format": "dd/mm/yyyy"} if is_day else {"quote_prefix": True}
    return look | ({"bg_color": colour} if colour else {})


def _bare(value: date) -> date:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def _marked_column(grid: Grid, sheet: Sheet) -> int:
    """Where the sentences stand: right of everything, or where an earlier copy had them."""
    headings: Sequence[object] = grid[sheet.heading_at] if grid else []
    if MARKED in headings:
        return list(headings).index(MARKED)
    return min(max((_width(row) for row in grid), default=0), MOST_COLUMNS)


def _width(row: Sequence[object]) -> int:
    return max((at for at, value in enumerate(row, 1) if value not in ("", None)), default=0)
