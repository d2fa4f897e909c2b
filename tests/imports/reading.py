"""Reading small sheets: one row by its headings, or a few rows of text."""

from datetime import date
from uuid import UUID

from waymark.doors.imports.rules import Known, Row, Sheet, read_sheet

TODAY = date(2026, 11, 25)
NORTH, SOUTH, ASHA, JOHN, OTHER_JOHN = (UUID(int=number) for number in range(1, 6))
KNOWN = Known(
    TODAY,
    {"Support & Recovery North": NORTH, "north": NORTH, "Support & Recovery South": SOUTH, "south": SOUTH},
    (("Asha Patel", ASHA), ("John Smith", JOHN), ("John Smith", OTHER_JOHN)),
    synthetic=True,
)
SOMEBODY = {"Surname": "Bell", "First name": "Ada", "Team": "North"}


def sheet_of(*rows: dict, known: Known = KNOWN) -> Sheet:
    """Rows by heading, each on top of Ada Bell in the North team."""
    filled = [SOMEBODY | row for row in rows]
    headings = list(dict.fromkeys(heading for row in filled for heading in row))
    return read_sheet([headings, *([row.get(heading, "") for heading in headings] for row in filled)], known)


def row_of(known: Known = KNOWN, **by_word: object) -> Row:
    """One row; headings as keywords are written with _ for a space."""
    return sheet_of(
        {heading.replace("_", " "): value for heading, value in by_word.items()}, known=known
    ).rows[0]


def row_with(heading: str, value: object, known: Known = KNOWN) -> Row:
    """One row with one more column."""
    return sheet_of({heading: value}, known=known).rows[0]


def codes(row: Row) -> list[str]:
    """What was found, problems and doubts, by code."""
    return [finding.code for finding in row.findings]
