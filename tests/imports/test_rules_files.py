"""The bytes of a file as cells: what spreadsheets and other programs save, what is damaged, and nothing lost unsaid."""

import io
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter

from waymark.doors.imports.rules import NotASpreadsheet, grid_of
from waymark.doors.imports.rules import files as rules_files

HEADINGS = ["Surname", "First name", "DOB"]


def workbook(fill):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    fill(book)
    book.close()
    return file.getvalue()


def test_a_workbook_keeps_numbers_dates_and_truths_as_such():
    def fill(book):
        page = book.add_worksheet()
        page.write_row(0, 0, HEADINGS)
        page.write_datetime(
            1, 0, datetime.fromisoformat("1984-02-03"), book.add_format({"num_format": "dd/mm/yyyy"})
        )
        page.write_number(1, 1, 9990475148)
        page.write_boolean(1, 2, True)

    assert grid_of(workbook(fill)) == [HEADINGS, [date(1984, 2, 3), 9990475148.0, True]]


def test_merged_cells_hold_their_value_everywhere():
    def fill(book):
        page = book.add_worksheet()
        page.write_row(0, 0, HEADINGS)
        page.merge_range(1, 0, 2, 1, "Bell")
        page.write(2, 2, "1984")

    assert grid_of(workbook(fill)) == [HEADINGS, ["Bell", "Bell", ""], ["Bell", "Bell", "1984"]]


def test_a_cell_that_shows_an_error_says_so():
    def fill(book):
        book.add_worksheet("First").write(0, 0, "nothing here")
        page = book.add_worksheet("Second")
        page.write_row(0, 0, HEADINGS)
        page.write_formula(1, 0, "=A1+1", None, "#VALUE!")
        page.write_formula(1, 2, "=VLOOKUP(A1,B:C,2)", None, "#N/A")

    assert grid_of(workbook(fill)) == [HEADINGS, ["#VALUE!", "", "#N/A"]]


def test_the_sheet_with_people_is_taken_and_hidden_ones_are_not():
    def fill(book):
        hidden = book.add_worksheet("Old")
        hidden.write_row(0, 0, ["Surname", "First name", "Mobile"])
        book.add_worksheet("Read me").write(0, 0, "See the next sheet")
        book.add_worksheet("Caseload").write_row(0, 0, HEADINGS)
        book.worksheets()[1].activate()
        hidden.hide()

    assert grid_of(workbook(fill)) == [HEADINGS]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfSurname,First name,DOB\r\nWi\xc5\x9bniewski,Zo\xc3\xab,1984\r\n",
        b"Surname;First name;DOB\nWi\xc5\x9bniewski;Zo\xc3\xab;1984\n",
        "Surname\tFirst name\tDOB\nWiśniewski\tZoë\t1984\n".encode("utf-16"),
        "sep=|\nSurname|First name|DOB\nWiśniewski|Zoë|1984\n".encode(),
        '"Surname","First name","DOB"\r"Wiśniewski","Zoë","1984"\r'.encode(),
    ],
)
def test_text_files_of_every_kind(data):
    assert grid_of(data)[-2:] == [HEADINGS, ["Wiśniewski", "Zoë", "1984"]]


def test_an_older_program_saves_western_letters_in_one_byte():
    assert grid_of("Surname,First name,DOB\nO’Brien,Zoë,1984\n".encode("cp1252"))[1][:2] == ["O’Brien", "Zoë"]


def test_a_cell_may_hold_separators_and_lines():
    assert grid_of(b'Surname,First name,DOB\n"Bell, the\nelder",Ada,\n')[1] == ["Bell, the\nelder", "Ada", ""]


def test_titles_above_do_not_hide_the_separator():
    assert grid_of(b"Caseload, exported\n\nSurname;First name;DOB\nBell;Ada;1984\n")[-1] == [
        "Bell",
        "Ada",
        "1984",
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"PK\x03\x04 not really", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 not really", "cannot be opened as a spreadsheet"),
        (b"%PDF-1.7\x00\x01\x02", "no table of words"),
        (b"\xff\xfe\x00", "no table of words"),
        (b"x" * (21 * 1024 * 1024), "larger than 20 MB"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_with_a_sentence(data, says):
    with pytest.raises(NotASpreadsheet, match=says):
        grid_of(data)


def test_a_zip_that_is_no_workbook_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("readme.txt", "hello")

    with pytest.raises(NotASpreadsheet, match="cannot be opened as a spreadsheet"):
        grid_of(file.getvalue())


def test_a_small_file_that_would_swell_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(rules_files, "MOST_UNPACKED", 1000)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", "0" * 5000)

    with pytest.raises(NotASpreadsheet, match="too large to read"):
        grid_of(file.getvalue())


def test_a_sheet_with_cells_to_the_horizon_is_refused(monkeypatch):
    monkeypatch.setattr(rules_files, "MOST_CELLS", 100)

    def fill(book):
        page = book.add_worksheet()
        page.write_row(0, 0, HEADINGS)
        page.write(200, 200, "far away")

    with pytest.raises(NotASpreadsheet, match="too large to read"):
        grid_of(workbook(fill))
