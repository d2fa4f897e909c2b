"""Reading the cells by which somebody is known and reached: NHS number, telephone, email, postcode."""

import re

from waymark.core import nhs, phones
from waymark.core.names import fold
from waymark.core.typed import plain
from waymark.doors.imports.choices import Doubt, Problem
from waymark.doors.imports.rules.cells import NAME_LONGEST, NOT_KNOWN, said
from waymark.doors.imports.rules.findings import Cell, Findings
from waymark.doors.imports.rules.known import Known

_EMAIL = re.compile(r"[^\s@,;<>()\[\]\"]+@[^\s@,;<>()\[\]\".]+(\.[^\s@,;<>()\[\]\".]+)+")
_NO_PLACE = frozenset(
    {
        "nfa",
        "no fixed abode",
        "no fixed address",
        "homeless",
        "rough sleeping",
        "street homeless",
        "rough sleeper",
    }
)
_WHOLE_NUMBER = 9
"""Digits at the least of a number that stands by itself."""
_SHORTENED = re.compile(r"[0-9]+(\.[0-9]+)?e\+?[0-9]+", re.I)
"""A long number as a spreadsheet shows it in a narrow column: 9.99E+09. Its last digits are gone."""
_NHS_PROBLEMS = {
    nhs.Why.FORMAT: Problem.NHS_FORMAT,
    nhs.Why.CHECK_DIGIT: Problem.NHS_CHECK_DIGIT,
    nhs.Why.NO_SUCH_NUMBER: Problem.NHS_NO_SUCH_NUMBER,
    nhs.Why.ALL_SAME_DIGIT: Problem.NHS_SAME_DIGIT,
}
_OTHER_NATIONS = {
    nhs.Range.SCOTLAND: ("CHI number", "a Scottish CHI"),
    nhs.Range.NORTHERN_IRELAND: ("Health and Care number", "a Northern Ireland Health and Care"),
}


def nhs_number(cell: Cell, found: Findings, known: Known) -> tuple[str, dict[str, str]]:
    """Ten digits, or '' with the number another nation gave: it is kept with the other numbers (rules.md 1.1)."""
    text = nhs.from_cell(cell.raw)
    if not plain(text) or NOT_KNOWN.fullmatch(plain(text)):
        return "", {}
    if _SHORTENED.fullmatch(plain(text)):
        found.add(Problem.NHS_SHORTENED, cell)
        return "", {}
    checked = nhs.check(text)
    nation = _OTHER_NATIONS.get(checked.range) if checked.range and checked.why == nhs.Why.RANGE else None
    if nation:
        found.add(Doubt.NHS_OTHER_NATION, cell, whose=nation[1])
        return "", {nation[0]: checked.digits}
    problem = checked.problem(synthetic=known.synthetic)
    if problem:
        code = _NHS_PROBLEMS.get(checked.why, Problem.NHS_NOT_ISSUED)
        found.add(code, cell, "" if code == Problem.NHS_FORMAT else problem)
        return "", {}
    return checked.digits, {}


def phone(cell: Cell, found: Findings) -> tuple[str, str] | None:
    """A telephone number and the words beside it; None for an empty cell."""
    typed = phones.from_cell(cell.raw)
    if _SHORTENED.fullmatch(typed):
        found.add(Problem.PHONE_SHORTENED, cell)
        return None
    number, note = phones.split_note(typed)
    if not number or NOT_KNOWN.fullmatch(number):
        return None
    if _digits_in(note) >= _WHOLE_NUMBER or _digits_in(number) >= 2 * _WHOLE_NUMBER:
        found.add(Problem.PHONE_TWO, cell)
        return None
    try:
        return phones.normal(number), note
    except phones.NotANumber as error:
        found.add(Problem.PHONE_WRONG, cell, str(error))
        return None


def _digits_in(text: str) -> int:
    return len(re.sub("[^0-9]", "", text))


def email(cell: Cell, found: Findings) -> str:
    """An email address, as written."""
    text = said(cell, found, NAME_LONGEST).removeprefix("mailto:")
    if text and not _EMAIL.fullmatch(text):
        found.add(Problem.EMAIL_WRONG, cell)
        return ""
    return text


def postcode(cell: Cell, found: Findings) -> str:
    """A postcode in its one form. No fixed abode has its own; not known is empty; the first half alone is kept."""
    text = said(cell, found, NAME_LONGEST)
    if is_no_place(text):
        return nhs.NO_FIXED_ABODE
    try:
        kept = nhs.postcode(text)
    except nhs.NotAPostcode:
        typed = plain(text).upper()
        if nhs.is_part_of_postcode(typed) and len(typed) <= 4:
            found.add(Doubt.POSTCODE_PART, cell)
            return typed
        found.add(Problem.POSTCODE_WRONG, cell)
        return ""
    return "" if kept == nhs.NOT_KNOWN else kept


def is_no_place(text: str) -> bool:
    """Whether the words say that somebody has nowhere to live."""
    return " ".join(fold(text)) in _NO_PLACE
