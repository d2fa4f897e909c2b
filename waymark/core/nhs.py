"""NHS numbers and postcodes: checked, kept one way, shown one way (rules.md 1.1, 1.2). Pure: no database, no clock.

A number is ten ASCII digits kept as text, because a whole number loses the zero that a Scottish CHI number begins with. Unverified is not
verified: a number that only passes the check digit is shown as 'not traced'.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from waymark.core.typed import plain

SPACE = "\u00a0"
SYNTHETIC = "999"
"""Numbers for tests and demonstrations begin with this, and only these may."""

VERIFICATION = {
    "01": "Number present and verified",
    "02": "Number present but not traced",
    "03": "Trace required",
    "04": "Trace attempted - No match or multiple match found",
    "05": "Trace needs to be resolved - (NHS number or patient detail conflict)",
    "06": "Trace in progress",
    "07": "Number not present and trace not required",
    "08": "Trace postponed (baby under six weeks old)",
}
"""NHS number status, as UK Core and MHSDS code it."""

UNAVAILABLE = {
    "nhs-number-not-known": "NHS number not known",
    "overseas-patient": "Overseas patient",
    "devolved-nation": "Devolved nation",
}
"""Why somebody has no NHS number (UK Core NHSNumberUnavailableReason)."""


class Why(StrEnum):
    """Why a number is not one that a person of this service has. OK and RANGE are sound numbers."""

    OK = "OK"
    RANGE = "RANGE"
    FORMAT = "FORMAT"
    CHECK_DIGIT = "CHECK_DIGIT"
    NO_SUCH_NUMBER = "CHECK_DIGIT_10_IMPOSSIBLE"
    ALL_SAME_DIGIT = "ALL_SAME_DIGIT"


class Range(StrEnum):
    """Who issues the block that a number is in."""

    ENGLAND = "England/Wales/IoM"
    SCOTLAND = "Scotland CHI"
    NORTHERN_IRELAND = "Northern Ireland H&C"
    SYNTHETIC = "not issued - synthetic/test"
    RESERVED = "not issued (reserved/test)"
    NONE = "unallocated"


SENTENCES = {
    Why.FORMAT: "An NHS number has 10 digits, like 999 123 4567. Check it against the letter or card.",
    Why.CHECK_DIGIT: "One of the digits is wrong. Check the number against the letter or card.",
    Why.NO_SUCH_NUMBER: "No NHS number begins with these nine digits. Check it against the letter or card.",
    Why.ALL_SAME_DIGIT: "Ten of the same digit is nobody's NHS number. Leave it empty if it is not known.",
}
OUT_OF_RANGE = {
    Range.SCOTLAND: "This is a Scottish CHI number. Keep it with the other numbers and leave the NHS number empty.",
    Range.NORTHERN_IRELAND: (
        "This is a Northern Ireland Health and Care number. Keep it with the other numbers and leave the NHS number empty."
    ),
    Range.SYNTHETIC: "Numbers that begin with 9 are for tests and belong to nobody. Check it against the letter or card.",
    Range.RESERVED: "No NHS number begins with 5. Check it against the letter or card.",
    Range.NONE: "No NHS number is in this range. Check it against the letter or card.",
}


@dataclass(frozen=True)
class Checked:
    """What is known of a text that may be an NHS number. `digits` is '' where it has not the shape of one."""

    digits: str
    why: Why
    range: Range | None = None

    @property
    def has_format(self) -> bool:
        return bool(self.digits)

    @property
    def has_check_digit(self) -> bool:
        return self.why in (Why.OK, Why.RANGE, Why.ALL_SAME_DIGIT)

    @property
    def is_live(self) -> bool:
        """Whether a person in England, Wales or the Isle of Man may have this number."""
        return self.why == Why.OK

    @property
    def display(self) -> str:
        return show(self.digits)

    def problem(self, *, synthetic: bool = False) -> str:
        """A sentence that says what to do, '' when sound. `synthetic`: this installation holds invented people, so 999… is allowed."""
        if self.why == Why.OK or (synthetic and self.why == Why.RANGE and self.digits.startswith(SYNTHETIC)):
            return ""
        if self.why == Why.RANGE and self.range:
            return OUT_OF_RANGE[self.range]
        return SENTENCES[self.why]


_GAP = "[ -]*"
_NUMBER = re.compile(f"([0-9]{{3}}){_GAP}([0-9]{{3}}){_GAP}([0-9]{{4}})")
_WEIGHTS = range(10, 1, -1)


def check(text: str) -> Checked:
    """Check a number as typed or pasted: ten ASCII digits together, or 3-3-4 with spaces or hyphens (rules.md 1.1)."""
    found = _NUMBER.fullmatch(plain(text))
    if found is None or _grouped_otherwise(found):
        return Checked("", Why.FORMAT)
    digits = "".join(found.groups())
    return Checked(digits, _why(digits), range_of(digits))


def _grouped_otherwise(found: re.Match[str]) -> bool:
    """Whether there is one gap only: 943 4765919 is somebody's 3-7, not 3-3-4, and may have lost a digit at the gap."""
    return (found.end(1) == found.start(2)) != (found.end(2) == found.start(3))


def _why(digits: str) -> Why:
    if len(set(digits)) == 1:
        return Why.ALL_SAME_DIGIT
    expected = check_digit(digits[:9])
    if expected is None:
        return Why.NO_SUCH_NUMBER
    if expected != digits[9]:
        return Why.CHECK_DIGIT
    return Why.OK if range_of(digits) == Range.ENGLAND else Why.RANGE


def check_digit(nine: str) -> str | None:
    """The tenth digit that follows from the first nine; None where there is none."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(nine, _WEIGHTS, strict=True)) % 11
    return None if rest == 10 else str(rest % 11)


def range_of(digits: str) -> Range:
    """Who issues numbers in this block (rules.md 1.1)."""
    million = int(digits[:3])
    if 400 <= million <= 499 or 600 <= million <= 799:
        return Range.ENGLAND
    if "010101" <= digits[:6] <= "311299":
        return Range.SCOTLAND
    if 320 <= million <= 399:
        return Range.NORTHERN_IRELAND
    if million >= 900:
        return Range.SYNTHETIC
    return Range.RESERVED if 500 <= million <= 599 else Range.NONE


def from_cell(value: object) -> str:
    """The text of a spreadsheet's cell, for `check`. A number cell has lost a CHI number's zero, and may have grown '.0'.

    A text with an exponent, or a number with a fraction, has lost digits: it is left as it is, and `check` refuses it.
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:010d}" if 10**8 <= value < 10**10 else str(value)
    text = "" if value is None else str(value).strip()
    return f"{text[:-2]:0>10}" if re.fullmatch(r"[0-9]{9,10}\.0", text) else text


def show(digits: str) -> str:
    """3-3-4 with spaces that do not break: 943 476 5919. '' for ''."""
    return SPACE.join(part for part in (digits[:3], digits[3:6], digits[6:]) if part)


def said_of(status: str) -> str:
    """What to show beside a number: only status 01 is verified."""
    return "verified" if status == "01" else "not traced"


def one_digit_wrong(digits: str) -> tuple[str, ...]:
    """The sound numbers that differ from these ten digits in one place."""
    tries = (
        digits[:at] + other + digits[at + 1 :]
        for at in range(10)
        for other in "0123456789"
        if other != digits[at]
    )
    return tuple(sorted({number for number in tries if _sound(number)}))


def one_digit_missing(nine: str) -> tuple[str, ...]:
    """The sound numbers that become these nine digits when one is left out."""
    tries = {nine[:at] + digit + nine[at:] for at in range(10) for digit in "0123456789"}
    return tuple(sorted(number for number in tries if _sound(number)))


def two_digits_swapped(digits: str) -> tuple[str, ...]:
    """The sound numbers that become these ten digits when two neighbours change places."""
    tries = {digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(9)} - {digits}
    return tuple(sorted(number for number in tries if _sound(number)))


def _sound(digits: str) -> bool:
    return _why(digits) in (Why.OK, Why.RANGE)


# ------------------------------------------------------------------------------------------------ postcodes

NO_FIXED_ABODE = "ZZ99 3VZ"
NOT_KNOWN = "ZZ99 3WZ"
_OUTWARD = "GIR|[A-PR-UWYZ][0-9][0-9A-HJKPSTUW]?|[A-PR-UWYZ][A-HK-Y][0-9](?:[0-9]|[ABEHMNPRVWXY])?"  # A9 A99 A9A AA9 AA99 AA9A
_POSTCODE = re.compile(f"({_OUTWARD})([0-9][ABD-HJLNP-UW-Z]{{2}})")
_NO_PLACE = re.compile("(ZZ99)([0-9][A-Z]{2})")
_FIRST_HALF = re.compile(f"(?:{_OUTWARD}|ZZ99)[0-9]?")


class NotAPostcode(ValueError):
    """The text is no postcode; the message is a sentence that says what to do."""


def compact(text: str) -> str:
    """Letters and digits only, capitals: what a postcode, or part of one, is found by."""
    return re.sub("[^0-9A-Z]", "", text.upper())


def postcode(text: str) -> str:
    """'dh13nj' to 'DH1 3NJ'. ZZ99 (no fixed abode, not known, abroad) is kept. '' for ''; raises NotAPostcode."""
    typed = re.sub("[ .,-]", "", plain(text)).upper()
    if not typed:
        return ""
    found = _NO_PLACE.fullmatch(typed) or _POSTCODE.fullmatch(typed)
    if found is None:
        raise NotAPostcode(f"'{text.strip()[:20]}' is not a postcode. A postcode looks like DH1 3NJ.")
    return " ".join(found.groups())


def outward(text: str) -> str:
    """The first half, which names a district and no street: 'DH1 3NJ' to 'DH1'. '' for what is no postcode."""
    try:
        return postcode(text).partition(" ")[0]
    except NotAPostcode:
        return ""


def is_part_of_postcode(text: str) -> bool:
    """Whether the text could be the beginning of a postcode: DH1, DH1 3, or all of one."""
    typed = compact(text)
    whole = (typed, typed + "A")  # DH1 3N wants one letter more
    return bool(_FIRST_HALF.fullmatch(typed)) or any(
        pattern.fullmatch(tried) for pattern in (_POSTCODE, _NO_PLACE) for tried in whole
    )
