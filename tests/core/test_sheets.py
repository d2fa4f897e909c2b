"""Tables that leave the product: the same rows in both formats, and nothing in them that a spreadsheet would run (A25)."""

import csv
import io
from datetime import date

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from waymark.core import sheets

RUNS = "=+-@|%\t\r＝＋－＠−"


@pytest.mark.parametrize(
    "typed",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "|cmd",
        "\t=1",
        "\r=1",
        " =1",
        "\u00a0=1",
        "\u200b=1",
        "\ufeff=1",
        "＝1",
        "Kitchen\n=1",
        "Kitchen\r\n=1",
        "Kitchen\u2028=1",
        "\n=1",
    ],
)
def test_no_line_of_a_cell_begins_as_a_formula_does(typed):
    for line in sheets.harmless(typed).split("\n"):
        assert line.strip(" \u00a0\u200b\ufeff")[:1] not in set(RUNS), repr(line)


@pytest.mark.parametrize("typed", ["Kitchen", "3 = 2 + 1", "a\nb", "", "O’Brien-Łukasz", "தமிழ்", "'=1"])
def test_plain_words_stay_as_they_are(typed):
    assert sheets.harmless(typed) == typed


@given(st.text())
def test_whatever_is_typed_is_harmless_and_once_is_enough(typed):
    made = sheets.harmless(typed)
    assert sheets.harmless(made) == made
    assert all(line[:1] not in set(RUNS) for line in made.split("\n"))


def test_both_formats_have_the_same_rows_and_words_stay_words():
    headings, rows = ["Day", "Minutes", "Where"], [(date(2026, 3, 4), 45, "=1+1"), (None, 0, "")]
    plain = list(csv.reader(io.StringIO(sheets.csv_of(headings, rows).decode("utf-8-sig"), newline="")))
    file = io.BytesIO(sheets.xlsx_of("Contacts", headings, rows, [("Rows", 2), ("What for", "=2")]))
    book = python_calamine.CalamineWorkbook.from_filelike(file)
    cells = book.get_sheet_by_name("Contacts").to_python()

    assert plain == [headings, ["04/03/2026", "45", "'=1+1"], ["", "0", ""]]
    assert cells[:2] == [headings, [date(2026, 3, 4), 45, "=1+1"]]
    assert book.get_sheet_by_name("About").to_python() == [["Rows", 2], ["What for", "=2"]]
