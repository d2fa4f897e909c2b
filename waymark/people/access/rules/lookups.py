"""Curious look-ups: which looks at a record raise a privacy alert. Nothing is stopped here, it is told.

Serves rules.md 19, access_cases 6 and 11. The thresholds are product defaults.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from waymark.people.access.choices import Curiosity

RECORDS_IN_AN_HOUR = 100  # at the hundredth different record
EXPORTS_IN_TEN_MINUTES = 20  # at the one after
BEFORE_SHIFT = timedelta(minutes=30)
AFTER_SHIFT = timedelta(hours=2)
POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b")


@dataclass(frozen=True)
class Look:
    """One look at one record, and what the worker did around it. Unknown text is '' and raises nothing."""

    own_record: bool = False
    worker_surname: str = ""
    worker_address: str = ""
    person_surname: str = ""
    person_address: str = ""
    person_is_colleague: bool = False
    records_in_the_hour: int = 0
    exports_in_ten_minutes: int = 0
    off_shift: bool = False


def curiosities(look: Look) -> frozenset[Curiosity]:
    """Every reason for an alert that this look gives. Counts include the look itself; a record opened twice is one record."""
    found = {
        Curiosity.OWN_RECORD: look.own_record,
        Curiosity.SAME_HOUSEHOLD: same_household(
            look.worker_surname, look.worker_address, look.person_surname, look.person_address
        ),
        Curiosity.COLLEAGUE: look.person_is_colleague,
        Curiosity.MANY_RECORDS: look.records_in_the_hour >= RECORDS_IN_AN_HOUR,
        Curiosity.MANY_EXPORTS: look.exports_in_ten_minutes > EXPORTS_IN_TEN_MINUTES,
        Curiosity.OFF_SHIFT: look.off_shift,
    }
    return frozenset(kind for kind, so in found.items() if so)


def is_curious(look: Look) -> bool:
    """Whether the privacy officer is told of this look."""
    return bool(curiosities(look))


def same_household(surname: str, address: str, other_surname: str, other_address: str) -> bool:
    """Whether two people share surname and address, however each is written: a likely relative. False where not known.

    Two addresses with postcodes are one when the postcode and all house and flat numbers are the same: `12 High St, DH1 1AA` and
    `12, High Street, dh11aa`.
    """
    name, other_name = _letters(surname), _letters(other_surname)
    place, other_place = _place(address), _place(other_address)
    return bool(name and place) and name == other_name and place == other_place


def is_off_shift(at: datetime, shifts: Collection[tuple[datetime, datetime]] | None) -> bool:
    """Whether `at` lies outside every shift of the worker, half an hour before and two hours after allowed.

    None: the service keeps no rota, so nobody is off shift. An empty collection: not on the rota, so off shift.
    """
    if shifts is None:
        return False
    return not any(start - BEFORE_SHIFT <= at < end + AFTER_SHIFT for start, end in shifts)


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


def _letters(text: str) -> str:
    return "".join(c for c in _plain(text) if c.isalnum())


def _place(address: str) -> tuple[str, ...]:
    text = _plain(address)
    postcode = POSTCODE.search(text)
    numbers = re.findall(r"\d+[a-z]?\b", POSTCODE.sub(" ", text))
    if postcode and numbers:
        return (_letters(postcode[0]), *sorted(numbers))
    return (_letters(text),) if _letters(text) else ()
