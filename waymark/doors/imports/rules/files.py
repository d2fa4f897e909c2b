"""The bytes of a spreadsheet as a grid of cells: xlsx as spreadsheets save it, csv as every other program does. No disk, no network."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from waymark.doors.imports.rules.columns import heading_row

Cells = list[list[Any]]
MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_CELLS = 2_000_000
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ERROR_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*? t="e"[^>]*>(?:<f[^>]*(?:/>|>[^<]*</f>))?<v>([^<]{1,12})</v>'
)


class NotASpreadsheet(ValueError):
    """The file cannot be read; the message is a sentence that says what to do."""


def grid_of(data: bytes) -> Cells:
    """The cells of the file's first sheet that holds people, in the order shown; raises NotASpreadsheet."""
    if len(data) > MOST_BYTES:
        raise NotASpreadsheet(
            f"The file is larger than {MOST_BYTES // 1024 // 1024} MB. Split it, or take pictures out of it."
        )
    if data[:4] in (_ZIP, _OLD_EXCEL):
        return _grid_of_workbook(data)
    return grid_of_csv(data)


def _grid_of_workbook(data: bytes) -> Cells:
    _refuse_swollen(data)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [
            index
            for index, sheet in enumerate(workbook.sheets_metadata)
            if sheet.visible == SheetVisibleEnum.Visible
        ]
        grids = [_grid_of_sheet(workbook.get_sheet_by_index(index), data, index) for index in shown]
    except (CalamineError, KeyError, IndexError, StopIteration) as error:
        raise NotASpreadsheet(
            "This file cannot be opened as a spreadsheet. Save it as .xlsx and without a password."
        ) from error
    if not grids:
        raise NotASpreadsheet("There is no sheet in this file.")
    return next((grid for grid in grids if heading_row(grid) is not None), grids[0])


def _refuse_swollen(data: bytes) -> None:
    """A small file that unpacks into a huge one is refused before it is unpacked."""
    if data[:4] != _ZIP:
        return
    try:
        size = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(data)).infolist())
    except zipfile.BadZipFile as error:
        raise NotASpreadsheet("This file is damaged. Save it again as .xlsx.") from error
    if size > MOST_UNPACKED:
        raise NotASpreadsheet(
            "This spreadsheet is too large to read. Split it, or delete rows below the last person."
        )


def _grid_of_sheet(sheet: CalamineSheet, data: bytes, index: int) -> Cells:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise NotASpreadsheet(
            "This spreadsheet is too large to read. Split it, or delete rows below the last person."
        )
    grid = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        for row in range(top, min(bottom, len(grid) - 1) + 1):
            for column in range(left, min(right, len(grid[row]) - 1) + 1):
                grid[row][column] = grid[top][left]  # what is merged shows one value for all
    for row, column, error in _errors_in(data, index):
        if row < len(grid) and column < len(grid[row]):
            grid[row][column] = error
    return grid


def _errors_in(data: bytes, index: int) -> Iterator[tuple[int, int, str]]:
    """The cells that show #REF! and its like, which reading gives as empty: nothing may go missing unsaid."""
    if data[:4] != _ZIP:
        return
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        xml = parts.read(_part_of(parts, index))
    for column, row, error in _ERROR_CELL.findall(xml):
        yield int(row) - 1, _column_number(column.decode()), error.decode()


def _part_of(parts: zipfile.ZipFile, index: int) -> str:
    """The name inside the file of its nth sheet: workbook.xml gives the order, its relations the name."""
    id = re.findall(rb'<sheet [^>]*r:id="([^"]+)"', parts.read("xl/workbook.xml"))[index]
    relations = re.findall(rb"<Relationship [^>]*>", parts.read("xl/_rels/workbook.xml.rels"))
    target = next(re.search(rb'Target="([^"]+)"', each) for each in relations if b'Id="' + id + b'"' in each)
    return "xl/" + target[1].decode().removeprefix("/xl/") if target else ""


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def grid_of_csv(data: bytes) -> Cells:
    """The cells of a text file: any of the usual encodings, separated by commas, semicolons, tabs or bars."""
    text = _text_of(data)
    if not text.strip():
        raise NotASpreadsheet("The file is empty.")
    separator = _separator_of(text)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    except csv.Error as error:
        raise NotASpreadsheet("This file cannot be read as a table. Save it as .xlsx or .csv.") from error


def _text_of(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise NotASpreadsheet("This file is no table of words. Save it as .xlsx or .csv.")


def _separator_of(text: str) -> str:
    """The separator by which the headings are found; where none does it, the commonest in the first line."""
    said = re.match(r"sep=(.)\r?\n", text)
    if said:
        return said[1]
    top = text[:20_000]
    for separator in ",;\t|":
        grid = list(csv.reader(io.StringIO(top, newline=""), delimiter=separator))
        if heading_row(grid) is not None:
            return separator
    return max(",;\t|", key=text.splitlines()[0].count)
