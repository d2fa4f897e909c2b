"""The ways in which a row of people is untidy and fine, and the ways in which it is wrong. Each says what the row then deserves."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.factories.messy_rows import TAMIL, Broken, MessyRow
from waymark.doors.imports.choices import Doubt, Problem

EACH_PROBLEM = 8
"""Rows spoilt in each way."""


def _dob(form: Callable[[date], Any]) -> Callable[[MessyRow, random.Random], None]:
    def change(row: MessyRow, pick: random.Random) -> None:
        row.cells["DOB"] = form(row.cells["DOB"])

    return change


def _text(
    heading: str, form: Callable[[str], Any], *doubts: Doubt
) -> Callable[[MessyRow, random.Random], None]:
    def change(row: MessyRow, pick: random.Random) -> None:
        row.cells[heading] = form(str(row.cells[heading]))
        row.doubts |= set(doubts)

    return change


def _serial(day: date) -> float:
    return float((day - date(1899, 12, 30)).days)


def _as_serial(row: MessyRow, pick: random.Random) -> None:
    row.cells["DOB"] = _serial(row.cells["DOB"])
    row.doubts.add(Doubt.BIRTH_SPREADSHEET_NUMBER)


def _month_first(row: MessyRow, pick: random.Random) -> None:
    row.cells["DOB"] = f"{pick.randrange(1, 13)}/{pick.randrange(13, 29)}/{row.cells['DOB'].year}"
    row.doubts.add(Doubt.BIRTH_MONTH_FIRST)


def _referred_lately(row: MessyRow, pick: random.Random) -> None:
    row.cells["Ref date"], row.cells["Start date"] = "3/2/25", "4 Feb 25"


def _tamil(row: MessyRow, pick: random.Random) -> None:
    row.cells["Forename(s)"], row.cells["Surname"] = pick.choice(TAMIL)


def _from_scotland(row: MessyRow, pick: random.Random) -> None:
    """A CHI number as a spreadsheet keeps it: without its first zero."""
    serial = int(_digits(row.cells["Client ID"]))
    check = None
    while check in (None, 10):
        nine, serial = f"0101{serial % 100_000:05d}", serial + 20_000
        check = (
            11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
        )
    row.cells["NHS No"] = float(f"{nine}{check % 11}")
    row.doubts.add(Doubt.NHS_OTHER_NATION)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


UNTIDY: tuple[Callable[[MessyRow, random.Random], None], ...] = (
    _dob(lambda day: f"{day.day}/{day.month}/{day.year}"),
    _dob(lambda day: f"{day:%d-%b-%Y}"),
    _dob(lambda day: f" {day.day} {day:%B} {day.year} "),
    _dob(lambda day: day.isoformat()),
    _dob(lambda day: f"{day:%d.%m.%Y}"),
    _dob(lambda day: f"{day:%d%m%Y}"),
    _dob(lambda day: f"{day:%d/%m/}{day:%y}" if day.year < 2000 else day),
    _dob(lambda day: f"{day:%d/%m/%Y} 00:00:00"),
    _dob(lambda day: str(day.year)),
    _dob(lambda day: float(day.year)),
    _dob(lambda day: f"{day:%b %Y}"),
    _dob(lambda day: "unknown"),
    _dob(lambda day: "N/K"),
    _as_serial,
    _month_first,
    _tamil,
    _text("Surname", str.upper),
    _text("Surname", lambda name: f"  {name}\u00a0"),
    _text("Forename(s)", lambda name: f"\ufeff{name} "),
    _text("Forename(s)", str.lower),
    _text("Surname", lambda name: "-"),
    _text("Surname", lambda name: f'=HYPERLINK("//{name}")', Doubt.LOOKS_LIKE_FORMULA),
    _text("Forename(s)", lambda name: f"{name} 2", Doubt.NAME_HAS_FIGURE),
    _text("NHS No", lambda number: float(_digits(number))),
    _text("NHS No", lambda number: f"{_digits(number)}.0"),
    _text("NHS No", lambda number: number.replace(" ", "-")),
    _text("NHS No", lambda number: number.replace(" ", "\u00a0")),
    _text("NHS No", lambda number: f" {_digits(number)} "),
    _text("NHS No", lambda number: ""),
    _text("NHS No", lambda number: "not known"),
    _text(
        "Mobile", lambda number: f"07700 900 {_digits(number)[-3:]}" if number.startswith("07700") else number
    ),
    _text("Mobile", lambda number: float(_digits(number))),
    _text("Mobile", lambda number: f"+44 (0){_digits(number)[1:]}"),
    _text("Mobile", lambda number: f"{number} (text first, hearing loss)"),
    _text("Mobile", lambda number: number.replace(" ", "\u00a0")),
    _text("Mobile", lambda number: f"{number} - mum"),
    _text("Mobile", lambda number: "none"),
    _text("Post code", lambda code: code.lower().replace(" ", "")),
    _text("Post code", lambda code: f" {code}  "),
    _text("Post code", lambda code: "NFA"),
    _text("Post code", lambda code: "ZZ99 3WZ"),
    _text("Post code", lambda code: code.split()[0], Doubt.POSTCODE_PART),
    _text("Address 1", lambda line: "No fixed abode"),
    _text("Team", lambda team: "support & recovery NORTH"),
    _text("Team", lambda team: " Support and Recovery South ".replace(" and ", " & ")),
    _text("Key worker", lambda name: "PATEL, Asha"),
    _text("Key worker", lambda name: "tomasz wisniewski"),
    _text("Key worker", lambda name: "Unallocated"),
    _text("Gender", lambda word: "F"),
    _text("Gender", lambda word: "prefer not to say"),
    _text("Gender", lambda word: 1.0),
    _text("Ethnicity", lambda word: "white - british"),
    _text("Ethnicity", lambda word: 99.0),
    _text("Interpreter?", lambda word: "Polish"),
    _text("Interpreter?", lambda word: "No"),
    _text("Communication needs", lambda word: "Large print; speak slowly"),
    _text("Communication needs", lambda word: "none"),
    _text("Do not leave voicemail", lambda word: "✓"),
    _text("Do not leave voicemail", lambda word: True),
    _text("OK to text?", lambda word: "y"),
    _text("Contact notes", lambda word: "Ring after six.\nSay you are a friend from the allotment."),
    _text("Contact notes", lambda word: "+ask for Jo", Doubt.LOOKS_LIKE_FORMULA),
    _text("Previous name", lambda word: "Okafor"),
    _text("Preferred name", lambda word: "Ace 🙂"),
    _text("E-mail", lambda word: "Someone+tag@Example.org "),
    _referred_lately,
    _text("Start date", lambda word: ""),
    _from_scotland,
)
"""What makes a row untidy and leaves it sound."""


def _put(heading: str, value: Any) -> Callable[[MessyRow, random.Random], None]:
    def spoil(row: MessyRow, pick: random.Random) -> None:
        row.cells[heading] = value(row.cells[heading]) if callable(value) else value

    return spoil


def _wrong_check_digit(number: str) -> str:
    return number[:-1] + str((int(number[-1]) + 1) % 10)


def _no_name(row: MessyRow, pick: random.Random) -> None:
    row.cells["Surname"] = row.cells["Forename(s)"] = ""


def _beyond(row: MessyRow, pick: random.Random) -> None:
    row.beyond = "Durham"


def _referred_before_birth(row: MessyRow, pick: random.Random) -> None:
    row.cells["DOB"], row.cells["Ref date"], row.cells["Start date"] = date(2005, 6, 7), date(2004, 6, 7), ""
    row.doubts.add(Doubt.DATE_LONG_AGO)


def _opened_before_referred(row: MessyRow, pick: random.Random) -> None:
    row.cells["Start date"] = row.cells["Ref date"] - timedelta(days=10)


WRONG: dict[Problem, Callable[[MessyRow, random.Random], None]] = {
    Problem.NAME_MISSING: _no_name,
    Problem.GIVEN_NAME_MISSING: _put("Forename(s)", " "),
    Problem.NAME_HAS_NO_LETTER: _put("Forename(s)", "12345"),
    Problem.NAME_PLACEHOLDER: _put("Forename(s)", "Unknown"),
    Problem.TOO_LONG: _put("Surname", "Wolfeschlegelsteinhausenbergerdorff" * 6),
    Problem.NHS_FORMAT: _put("NHS No", lambda number: number[:-1]),
    Problem.NHS_SHORTENED: _put("NHS No", "9.99E+09"),
    Problem.NHS_CHECK_DIGIT: _put("NHS No", _wrong_check_digit),
    Problem.NHS_NO_SUCH_NUMBER: _put("NHS No", "401 000 0040"),
    Problem.NHS_SAME_DIGIT: _put("NHS No", "4444444444"),
    Problem.NHS_NOT_ISSUED: _put("NHS No", "943 476 5919"),
    Problem.BIRTH_UNREADABLE: _put("DOB", "about 1970"),
    Problem.BIRTH_NO_SUCH_DAY: _put("DOB", "31/02/1984"),
    Problem.BIRTH_FUTURE: _put("DOB", date(2048, 3, 2)),
    Problem.BIRTH_TOO_OLD: _put("DOB", "14/07/1884"),
    Problem.BIRTH_PLACEHOLDER: _put("DOB", "01/01/1900"),
    Problem.BIRTH_WHICH_CENTURY: _put("DOB", "3/2/20"),
    Problem.DATE_UNREADABLE: _put("Ref date", "last spring"),
    Problem.DATE_FUTURE: _put("Start date", date(2027, 1, 4)),
    Problem.DATE_BEFORE_BIRTH: _referred_before_birth,
    Problem.OPENED_BEFORE_REFERRED: _opened_before_referred,
    Problem.HAS_DIED: _put("Date of death", date(2026, 3, 1)),
    Problem.PHONE_WRONG: _put("Mobile", "07700 900 12"),
    Problem.PHONE_SHORTENED: _put("Mobile", "7.7E+09"),
    Problem.PHONE_TWO: _put("Mobile", lambda number: f"{number} / 0191 498 0999"),
    Problem.EMAIL_WRONG: _put("E-mail", "someone at example.org"),
    Problem.POSTCODE_WRONG: _put("Post code", "DH1 3NV"),
    Problem.YES_NO_UNCLEAR: _put("Do not leave voicemail", "ask first"),
    Problem.TEAM_UNKNOWN: _put("Team", "Support & Recovery Nroth"),
    Problem.TEAM_MISSING: _put("Team", ""),
    Problem.WORKER_UNKNOWN: _put("Key worker", "Asha Patal"),
    Problem.WORKER_TWO: _put("Key worker", "John Smith"),
    Problem.GENDER_UNKNOWN_WORD: _put("Gender", "see notes"),
    Problem.ETHNICITY_UNKNOWN_WORD: _put("Ethnicity", "human"),
    Problem.CELL_ERROR: _put("GP practice", Broken("#N/A")),
    Problem.CELL_BEYOND: _beyond,
}
"""What makes one row wrong by itself."""


def _twice(one: MessyRow, other: MessyRow) -> None:
    """The same person again, in capitals."""
    for heading in ("Forename(s)", "Surname", "DOB", "NHS No"):
        other.cells[heading] = one.cells[heading]
    other.cells["Surname"] = str(other.cells["Surname"]).upper()
    other.problems.add(Problem.ROW_TWICE)


def _one_number_two_people(one: MessyRow, other: MessyRow) -> None:
    other.cells["NHS No"] = one.cells["NHS No"]
    one.problems.add(Problem.NHS_TWICE)
    other.problems.add(Problem.NHS_TWICE)


def _one_reference_two_people(one: MessyRow, other: MessyRow) -> None:
    other.cells["Client ID"] = one.cells["Client ID"]
    one.problems.add(Problem.LOCAL_NUMBER_TWICE)
    other.problems.add(Problem.LOCAL_NUMBER_TWICE)


def _perhaps_one(one: MessyRow, other: MessyRow) -> None:
    """The same name and birth date, another NHS number: sound, and somebody should look."""
    for heading in ("Forename(s)", "Surname", "DOB"):
        other.cells[heading] = one.cells[heading]
    other.doubts.add(Doubt.PERHAPS_TWICE)


PAIRS: tuple[Callable[[MessyRow, MessyRow], None], ...] = (
    _twice,
    _one_number_two_people,
    _one_reference_two_people,
    _perhaps_one,
)
HOSTEL = "01632 960999"
"""The one number of its range that nobody has alone."""
IN_THE_HOSTEL = 6
