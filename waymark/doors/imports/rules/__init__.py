"""Bringing people in from a spreadsheet, decided on values alone: no database, no clock, no disk. Refuse what is impossible, point out
what is unlikely, guess nothing (issue: real input; person-record: bad input).

`grid_of` turns a file's bytes into cells; `read_sheet` reads them, given what the service knows (`Known`), and says of every row which
person it describes, what is wrong, and what to do about it. `against_records` adds what the records there are say. `marked` makes the copy
to send back.
"""

from waymark.doors.imports.rules.across import findings_in_order
from waymark.doors.imports.rules.columns import Column, columns_of, field_of
from waymark.doors.imports.rules.files import NotASpreadsheet, grid_of
from waymark.doors.imports.rules.findings import SENTENCES, Cell, Finding
from waymark.doors.imports.rules.here import Caseload, Checked, Like, against_records
from waymark.doors.imports.rules.known import Known
from waymark.doors.imports.rules.marked import marked, sentences_of
from waymark.doors.imports.rules.rows import Clean, Row
from waymark.doors.imports.rules.sheet import MOST_ROWS, Sheet, read_sheet

__all__ = [
    "MOST_ROWS",
    "SENTENCES",
    "Caseload",
    "Cell",
    "Checked",
    "Clean",
    "Column",
    "Finding",
    "Known",
    "Like",
    "NotASpreadsheet",
    "Row",
    "Sheet",
    "against_records",
    "columns_of",
    "field_of",
    "findings_in_order",
    "grid_of",
    "marked",
    "read_sheet",
    "sentences_of",
]
