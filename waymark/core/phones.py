"""Telephone numbers: checked, kept one way, shown as people here read them. Pure: no database, no clock.

Kept: '+447700900123' for a number that can be dialled from anywhere, the bare digits as dialled for a service (111, 999, 116123) and for
a number rung through a relay assistant (1800107700900123). A number that a
person can be rung on matters more than a tidy one, so a possible number of the right length is kept where it belongs to no known range
(the ranges change, and 07700 900xxx is nobody's by design).
"""

import re

import phonenumbers
from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberType,
    shortnumberinfo,
)

from waymark.core.typed import plain

HOME = "GB"
GROUPED = {"116123": "116 123", "116111": "116 111", "116000": "116 000"}
_LOST_DIGITS = re.compile(r"[0-9]+(\.[0-9]+)?[eE]\+?[0-9]+")
_ALLOWED = re.compile(r"[0-9+() ./-]+(?:(?:ext\.?|x) *[0-9]{1,6})?", re.I)
_RELAY = re.compile("1800[12](?=0)")
_NOTE = re.compile(r"([0-9+() ./-]*[0-9])[ ,;:(-]*((?!x *[0-9]|ext)[^\W\d].*)?", re.I)


class NotANumber(ValueError):
    """The text is no telephone number; the message is a sentence that says what to do."""


def normal(text: str) -> str:
    """The one form a number is kept in. '' for ''; raises NotANumber."""
    typed = plain(text)
    if not typed:
        return ""
    if _LOST_DIGITS.fullmatch(typed):
        raise NotANumber("The spreadsheet has shortened this number. Make the column text and type it again.")
    if not _ALLOWED.fullmatch(typed):
        raise NotANumber("Use digits only, like 07700 900123. Put any words beside it.")
    digits = re.sub("[^0-9]", "", typed)
    if not typed.startswith("+") and shortnumberinfo.is_valid_short_number_for_region(_short(digits), HOME):
        return digits
    relay, typed = _relay_first(typed, digits)
    number = _parsed(typed)
    if relay:
        return relay + dialled(phonenumbers.format_number(number, PhoneNumberFormat.E164))
    extension = f";ext={number.extension}" if number.extension else ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) + extension


def _short(digits: str) -> PhoneNumber:
    return PhoneNumber(country_code=44, national_number=int(digits[:10] or 0))


def _relay_first(typed: str, digits: str) -> tuple[str, str]:
    """18001 or 18002 in front of a number here rings it through a relay assistant: part of how somebody is reached, so kept."""
    found = _RELAY.match(digits)
    return (found[0], digits[5:]) if found else ("", typed)


def _parsed(typed: str) -> PhoneNumber:
    try:
        number = phonenumbers.parse(typed, HOME)
    except NumberParseException as error:
        raise NotANumber("This is not a telephone number. It needs 11 digits, like 07700 900123.") from error
    if not phonenumbers.is_valid_number(number):
        _refuse_unlikely(number, len(re.sub("[^0-9]", "", typed)))
    return number


def _refuse_unlikely(number: PhoneNumber, typed_digits: int) -> None:
    national = str(number.national_number)
    if number.country_code != 44 and not phonenumbers.is_possible_number(number):
        raise NotANumber("This number has too few or too many digits. Check it.")
    if number.country_code == 44 and len(national) != 10:
        raise NotANumber(
            f"This number has {typed_digits} digits where 11 are needed, like 07700 900123. Check it."
        )
    if number.country_code == 44 and national[0] in "046":
        raise NotANumber(f"No telephone number here begins with 0{national[0]}. Check it.")


def from_cell(value: object) -> str:
    """The text of a spreadsheet's cell, for `normal`. A number cell has lost its first zero, and may have grown '.0'."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"0{value}" if value >= 10**8 and not str(value).startswith("44") else str(value)
    text = "" if value is None else str(value).strip()
    return text[:-2] if re.fullmatch(r"[0-9]{9,12}\.0", text) else text


def split_note(text: str) -> tuple[str, str]:
    """The number and the words after it: '07700 900123 (text first)' to ('07700 900123', 'text first')."""
    found = _NOTE.fullmatch(plain(text))
    if found is None or not found[2]:
        return plain(text), ""
    note = found[2].strip()
    closes = note.endswith(")") and note.count(")") > note.count("(")
    return found[1].strip(" (-/"), note[:-1].strip() if closes else note


def show(kept: str) -> str:
    """As people here read and dial it: '07700 900123', '116 123', '+48 22 123 45 67', '0191 498 0123 x12'."""
    if _RELAY.match(kept):
        return f"{kept[:5]} {show('+44' + kept[6:])}"
    if not kept.startswith("+"):
        return GROUPED.get(kept, kept)
    number = phonenumbers.parse(kept.replace(";ext=", " x"), None)
    at_home = number.country_code == 44
    return phonenumbers.format_number(
        number, PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    )


def takes_texts(kept: str) -> bool:
    """Whether a text message may arrive: a mobile here, or a number abroad that is not plainly a landline."""
    if not kept.startswith("+"):
        return False
    number = phonenumbers.parse(kept.partition(";")[0], None)
    if number.country_code == 44:
        return str(number.national_number).startswith("7")
    return phonenumbers.number_type(number) != PhoneNumberType.FIXED_LINE


def dialled(kept: str) -> str:
    """The digits as dialled here, which people know by heart: '07700900123'. What a number is found by."""
    bare = kept.partition(";")[0]
    if _RELAY.match(bare):
        return bare[5:]
    return "0" + bare[3:] if bare.startswith("+44") else re.sub("[^0-9]", "", bare)


def to_ring(number: str, when: str = "") -> str:
    """What a telephone makes of a line to ring: 'tel:111' of '111 option 2', 'sms:85258' of one whose `when` says that it takes texts."""
    figures = re.match(r"[\d ]*", number)
    digits = figures[0].replace(" ", "") if figures else ""
    return f"{'sms' if 'text' in when.lower().split() else 'tel'}:{digits}"
