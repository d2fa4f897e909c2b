"""A table as CSV and as a spreadsheet. What somebody typed stays words in both: no formula, no link, no number is made of it (A25).

A CSV cell that a spreadsheet would read as a formula gets an apostrophe in front, which spreadsheets leave out or show as harmless: in
every line of the cell, and whatever blank, tab, unseen or full-width character stands before. Quoting alone does not stop it.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

_UNSEEN = "\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff"
_FORMULA = re.compile(
    rf"(?m)^(?=\t|(?:[^\S\n]|[{_UNSEEN}])*[=+@|%\uff1d\uff0b\uff20\u2212\uff0d\ufe62\ufe63\ufe66\ufe6b-])"
)
_LINES = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
LONGEST_CELL = 32_000
Cell = str | int | date | None


def harmless(text: str) -> str:
    """`text` as a CSV cell that no spreadsheet reads as a formula. Every kind of line end becomes one."""
    return _FORMULA.sub("'", _LINES.sub("\n", text))


def csv_of(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A heading and one line a row, and nothing else: UTF-8 with its mark, so that a spreadsheet reads the letters right."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([harmless(heading) for heading in headings])
    writer.writerows([[_plain(cell) for cell in row] for row in rows])
    return file.getvalue().encode("utf-8-sig", "replace")


def xlsx_of(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]], about: Sequence[tuple[str, Cell]]
) -> bytes:
    """The same rows on a first page called `title`, and a second that says what they are: totals, day, completeness, who and why."""
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
    looks = {
        "text": book.add_format({"quote_prefix": True}),
        "day": book.add_format({"num_format": "dd/mm/yyyy"}),
        "head": book.add_format({"bold": True, "quote_prefix": True}),
    }
    page = book.add_worksheet(title)
    for at, heading in enumerate(headings):
        page.write_string(0, at, heading, looks["head"])
    for down, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            _write(page, down, at, cell, looks)
    page.freeze_panes(1, 0)
    page.set_column(0, max(len(headings) - 1, 0), 18)
    _about(book.add_worksheet("About"), about, looks)
    book.close()
    return file.getvalue()


def _about(page: Any, about: Sequence[tuple[str, Cell]], looks: dict[str, Any]) -> None:
    for down, (name, value) in enumerate(about):
        page.write_string(down, 0, name, looks["head"])
        _write(page, down, 1, value, looks)
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 80)


def _write(page: Any, down: int, at: int, cell: Cell, looks: dict[str, Any]) -> None:
    if isinstance(cell, int):
        page.write_number(down, at, cell)
    elif isinstance(cell, date):
        page.write_datetime(down, at, cell, looks["day"])
    elif cell:
        page.write_string(down, at, cell[:LONGEST_CELL], looks["text"])


def _plain(cell: Cell) -> str | int:
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return harmless(cell) if isinstance(cell, str) else cell if cell is not None else ""
