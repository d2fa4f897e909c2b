"""The sheet to send back: every cell as it was, the wrong ones coloured, the sentence on its row; and nothing in it that runs."""

import io
import re
import zipfile
from datetime import date, datetime

import pytest
from python_calamine import CalamineWorkbook

from tests.imports.reading import KNOWN, codes
from waymark.doors.imports.choices import MARKED
from waymark.doors.imports.rules import grid_of, marked, read_sheet, sentences_of

HEADINGS = ["Surname", "First name", "DOB", "Team", "Notes"]
FORMULAS = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    " =1+1",
    '=HYPERLINK("http://example.org","x")',
]
"""How a cell can begin that a spreadsheet would work out (security.md A25)."""


def copy_of(*rows):
    grid = [HEADINGS, *rows]
    return marked(grid, read_sheet(grid, KNOWN))


def cells(data):
    return (
        CalamineWorkbook.from_filelike(io.BytesIO(data))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name).decode("utf8", "replace") for name in book.namelist()}


def test_each_sentence_stands_on_its_row_and_every_cell_is_as_it_was():
    day = date(1984, 2, 3)
    rows = [["Bell", "Ada", day, "North", 7.0], ["Coe", "", datetime(2030, 1, 2), "East", True]]  # noqa: DTZ001
    found = cells(copy_of(*rows))

    assert found[0] == [*HEADINGS, MARKED]
    assert found[1] == ["Bell", "Ada", day, "North", 7.0, ""]
    assert found[2][:5] == ["Coe", "", date(2030, 1, 2), "East", True]
    assert found[2][5] == (
        "First name: There is no first name. If this person has one name only, put it under first name. "
        "DOB: 2 January 2030 is in the future. Check the year. "
        "Team: There is no team called 'East'. Use one of: Support & Recovery North, north, Support & Recovery South, south."
    )


def test_wrong_cells_are_coloured_and_doubtful_ones_in_another_colour():
    xml = parts(copy_of(["Bell", "Ada", "31/2/1984", "North", ""], ["Coe", "B0b", "", "North", ""]))

    assert "FFF8C9A0" in xml["xl/styles.xml"]
    assert "FFFFF1C7" in xml["xl/styles.xml"]
    style = dict(re.findall(r'<c r="([A-Z]+[0-9]+)" s="([0-9]+)"', xml["xl/worksheets/sheet1.xml"]))
    assert len({style["C2"], style["B3"], style["A2"]}) == 3
    assert style["A2"] == style["A3"]


@pytest.mark.parametrize("typed", FORMULAS)
def test_text_stays_text_whatever_it_begins_with(typed):
    data = copy_of(["Bell", typed, "31/2/1984", "North", typed])
    sheet = parts(data)["xl/worksheets/sheet1.xml"]

    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()
    assert 'quotePrefix="1"' in parts(data)["xl/styles.xml"]
    assert cells(data)[1][4].replace("_x000D_", "\r") == typed


def test_a_marked_copy_put_right_comes_in_and_is_marked_in_the_same_column():
    data = copy_of(["Bell", "Ada", "31/2/1984", "North", ""])
    grid = grid_of(data)
    again = read_sheet(grid, KNOWN)

    assert codes(again.rows[0]) == ["birth_no_such_day"]
    assert [finding.heading for finding in again.findings] == ["Notes"]
    assert cells(marked(grid, again)) == cells(data)

    grid[1][2] = "3/2/1984"
    mended = read_sheet(grid, KNOWN)
    assert mended.unsound == ()
    assert cells(marked(grid, mended))[1][5] == ""


def test_what_concerns_a_whole_column_is_said_beside_its_heading():
    comments = parts(copy_of(["Bell", "Ada", "", "North", ""]))["xl/comments1.xml"]

    assert "The column 'Notes' is not brought in." in comments


def test_a_sheet_without_headings_is_marked_too():
    grid = [["a", "b"], ["c", "d"]]
    sheet = read_sheet(grid, KNOWN)
    data = marked(grid, sheet)

    assert cells(data) == [["a", "b", MARKED], ["c", "d", ""]]
    assert "No row of headings was found." in parts(data)["xl/comments1.xml"]
    assert sentences_of(sheet) == {}


@pytest.mark.parametrize(
    "odd", ["x" * 40_000, date(1850, 1, 1), 1e308, float("inf"), "\x00\x07", "𠮷野家 🙂"]
)
def test_odd_cells_do_not_stop_it(odd):
    assert len(cells(copy_of(["Bell", "Ada", "31/2/1984", "North", odd]))) == 2
