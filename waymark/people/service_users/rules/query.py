"""Reading one box of text: names, initials, an NHS number, a telephone number, part of a postcode, a date in any order, or several of them.

The text becomes parts; a person is found when every part is true of them. A part may be read in more than one way: '1984' is a year of
birth or the end of a telephone number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from waymark.core import nhs, phones
from waymark.core.names import fold
from waymark.core.partial_dates import PartialDate
from waymark.core.typed import plain
from waymark.people.service_users.choices import KeyKind
from waymark.people.service_users.rules.dates import DATE, births_near, births_read
from waymark.people.service_users.rules.keys import LONGEST, sounds_of

LONGEST_TEXT = 200
MOST_PARTS = 8
_SHORTEST_PHONE = 4
_WHOLE_PHONE = (9, 11)
_SHORTEST_MISSPELT = 5
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "rev", "prof", "sir"})
_JOINED_TO_THE_NEXT = frozenset(
    {"o", "mc", "mac", "de", "di", "da", "del", "du", "le", "la", "van", "von", "fitz", "al", "el", "abd"}
)
_POSTCODE = r"(?<![A-Za-z0-9])(?:[A-Za-z]{1,2}[0-9][0-9A-Za-z]?(?: ?[0-9][A-Za-z]{0,2})?|[0-9][A-Za-z]{2})(?![A-Za-z0-9/.-])"
_DIGITS = r"\+?[0-9(](?:[0-9 ()./-]*[0-9])?"
_PARTS = re.compile(rf"(?P<date>{DATE})|(?P<postcode>{_POSTCODE})|(?P<digits>{_DIGITS})|(?P<word>[^0-9\s]+)")
_MOST_DIGITS = 11
"""Of one number; more are two numbers, one after the other."""


@dataclass(frozen=True)
class Part:
    """One thing the text says, in every way it can be read. `words` holds alternatives, each a set of name words that must all be there."""

    text: str
    words: tuple[tuple[str, ...], ...] = ()
    phone: str = ""
    postcode: str = ""
    nhs_numbers: tuple[str, ...] = ()
    nhs_numbers_near: tuple[tuple[str, str], ...] = ()
    births: tuple[PartialDate, ...] = ()
    births_near: tuple[tuple[PartialDate, str], ...] = ()

    @property
    def is_initial(self) -> bool:
        return len(self.words) == 1 and len(self.words[0]) == 1 and len(self.words[0][0]) == 1


@dataclass(frozen=True)
class Query:
    """What one box of text asks. `unused` is what could not be read as anything."""

    text: str
    parts: tuple[Part, ...]
    unused: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """A key to ask the database for: all of it, or its beginning."""

    kind: KeyKind
    key: str
    is_prefix: bool = False


def read_query(text: str, today: date) -> Query:
    """Read the find box. At most eight parts; `today` bounds the years of birth."""
    typed = plain(text)[:LONGEST_TEXT]
    read: list[Part] = []
    for kind, pieces in groupby(_PARTS.finditer(typed), key=lambda found: found.lastgroup or ""):
        said = [piece[0] for piece in pieces]
        if kind == "word":
            read += _words(" ".join(said))
        else:
            read += [_figures(kind, number, today) for piece in said for number in _numbers(kind, piece)]
    parts = _without_titles([part for part in read if _says_something(part)])
    return Query(
        typed, tuple(parts[:MOST_PARTS]), tuple(part.text for part in read if not _says_something(part))
    )


def _numbers(kind: str, text: str) -> Iterator[str]:
    """The text whole, or cut at spaces where it holds more digits than one number has."""
    most = len(text) if kind != "digits" or text.startswith(("+", "00")) else _MOST_DIGITS
    number = ""
    for group in text.split(" "):
        joined = f"{number} {group}".strip()
        if number and sum(map(str.isdigit, joined)) > most:
            yield number
            joined = group
        number = joined
    yield number


def _says_something(part: Part) -> bool:
    return any(
        (
            part.words,
            part.phone,
            part.postcode,
            part.nhs_numbers,
            part.nhs_numbers_near,
            part.births,
            part.births_near,
        )
    )


def _without_titles(parts: list[Part]) -> list[Part]:
    others = [part for part in parts if not (part.words and part.words[0][0] in _TITLES)]
    return others if any(part.words for part in others) else parts


def _words(text: str) -> Iterator[Part]:
    """A part a word. Mary-Ann, and a word like Mac with the next, may be one word or two."""
    chunks = [words for chunk in re.split(r"[\s,;:./&()]+", text) if (words := fold(chunk))]
    while chunks:
        words = chunks.pop(0)
        if words[-1] in _JOINED_TO_THE_NEXT and chunks and len(chunks[0][0]) > 1:
            words += chunks.pop(0)
        each = tuple(word[:LONGEST] for word in words)
        together = "".join(words)[:LONGEST]
        yield Part(" ".join(each), words=((together,), each) if len(each) > 1 else (each,))


def _figures(kind: str, text: str, today: date) -> Part:
    digits = re.sub("[^0-9]", "", text)
    if kind == "postcode":
        return Part(text, postcode=nhs.compact(text))
    return Part(
        text,
        phone="" if kind == "date" else _phone(text, digits),
        nhs_numbers=(digits,) if nhs.check(digits).has_check_digit else (),
        nhs_numbers_near=tuple(_nhs_numbers_near(digits)),
        births=births_read(text, today),
        births_near=tuple(births_near(text, today)),
    )


def _nhs_numbers_near(digits: str) -> Iterator[tuple[str, str]]:
    """The sound numbers that a slip of the finger turns into these digits, each with why, in words."""
    if len(digits) == 10:
        yield from ((number, "two digits swapped") for number in nhs.two_digits_swapped(digits))
        yield from ((number, "one digit different") for number in nhs.one_digit_wrong(digits))
    if len(digits) == 9:
        yield from ((number, "one digit missing") for number in nhs.one_digit_missing(digits))


def _phone(text: str, digits: str) -> str:
    """The digits as dialled here; '' when there are too few to find anybody by."""
    if len(digits) < _SHORTEST_PHONE:
        return ""
    if digits.startswith("0") and not digits.startswith("00"):
        return digits
    try:
        return phones.dialled(phones.normal(text)) if len(digits) >= 10 else digits
    except phones.NotANumber:
        return digits


def wanted(part: Part, *, near: bool = False) -> tuple[Wanted, ...]:
    """The keys that somebody of whom the part is true may have. Ask for `near` only when the others found too few: they are many.

    A superset: `matches` judges. Birth dates and NHS numbers are columns of the person; the part itself lists those.
    """
    return tuple(dict.fromkeys(_near_wanted(part) if near else _surely_wanted(part)))


def _surely_wanted(part: Part) -> Iterator[Wanted]:
    for words in part.words:
        last = words[-1]
        yield Wanted(KeyKind.NAME, last, is_prefix=True)
        yield from (Wanted(KeyKind.SOUND, sound) for sound in sounds_of(last))
        if len(words) == 1 and 2 <= len(last) <= 4:
            yield Wanted(KeyKind.INITIAL, last)
    if part.phone:
        yield Wanted(KeyKind.PHONE, part.phone[::-1], is_prefix=True)
    if part.postcode:
        yield Wanted(KeyKind.POSTCODE, part.postcode, is_prefix=True)


def _near_wanted(part: Part) -> Iterator[Wanted]:
    for words in part.words:
        if len(words[-1]) >= _SHORTEST_MISSPELT:
            yield Wanted(KeyKind.NAME, words[-1][:3], is_prefix=True)
    yield from (Wanted(KeyKind.PHONE, digits[::-1]) for digits, _ in phones_near(part.phone))


def phones_near(digits: str) -> Iterator[tuple[str, str]]:
    """The whole numbers that differ from these digits in one place, or that lost one; each with why, in words."""
    shortest, longest = _WHOLE_PHONE
    if not shortest <= len(digits) <= longest:
        return
    for at, old in enumerate(digits):
        yield from (
            (digits[:at] + new + digits[at + 1 :], "one digit different")
            for new in "0123456789"
            if new != old
        )
    if len(digits) < longest:
        yield from (
            (digits[:at] + new + digits[at:], "one digit missing")
            for at in range(len(digits) + 1)
            for new in "0123456789"
        )
