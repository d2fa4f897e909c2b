"""The confidentiality undertaking: what it says until a service writes its own, how long a signature holds, who signs (DUR-45).

Days are London's; a signature holds through its last day.
"""

from calendar import monthrange
from datetime import date
from uuid import UUID

from waymark.core.names import same

FIRST_WORDS = """I will open a record only when my work with the person needs it, and read no more of it than I need.

I will tell nobody what I learn here unless my role allows it or the law asks for it, and not after I leave either.

I will not look at my own record, or at the record of my family, friends, neighbours or colleagues.

I will keep my password, my codes and my devices to myself, and say at once when something has gone to the wrong person.

I know that every look at a record is kept with my name, and that the person may ask who looked."""
FIRST_VERSION = 1
RENEWED_AFTER = 12  # months; our default, a service may set another
LONGEST_CYCLE = 36


def holds_until(signed_on: date, months: int) -> date:
    """The last day of a signature: the same day `months` later, or that month's last."""
    years, month = divmod(signed_on.month - 1 + months, 12)
    year = signed_on.year + years
    return date(year, month + 1, min(signed_on.day, monthrange(year, month + 1)[1]))


def stands(signed: tuple[int, date] | None, version: int, day: date) -> bool:
    """Whether a signature (the version it is under, its last day) holds on `day` for the text that is now in force."""
    return signed is not None and signed[0] == version and day <= signed[1]


def wrong_with_name(typed: str, name: str) -> str:
    """What to say of a name typed to sign; '' when it is the worker's own."""
    return "" if same(typed, name) else f"Type your own name, as it stands here: {name}."


def wrong_with_cycle(months: int) -> str:
    """What to say of how often it is signed again; '' when it will do."""
    return "" if 1 <= months <= LONGEST_CYCLE else f"Between 1 and {LONGEST_CYCLE} months."


def mark(service_id: UUID, day: date) -> str:
    """What a session keeps once the signature was found to hold: asked again on another day, and in another service."""
    return f"{service_id} {day.isoformat()}"
