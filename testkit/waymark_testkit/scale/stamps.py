"""Ids and times as both databases read them, made quickly: a world holds some eight million of them."""

from datetime import UTC, date, datetime
from functools import cache
from random import Random

DAY = 86_400


def id_at(random: Random, seconds: int) -> str:
    """A UUIDv7 of this second since 1970, as 32 hex digits: ids made in time's order keep the indexes local, as the product's own do."""
    bits = random.getrandbits(74)
    return f"{seconds * 1000 + (bits & 511):012x}7{bits >> 62:03x}{8 | bits >> 60 & 3:x}{bits & (1 << 60) - 1:015x}"


def moment(seconds: int) -> str:
    """A time in UTC as text: '2026-11-25 14:05:09'."""
    day, rest = divmod(seconds, DAY)
    return f"{day_text(day)} {rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}"


@cache
def day_text(day: int) -> str:
    """The date `day` days after 1 January 1970, as text."""
    return datetime.fromtimestamp(day * DAY, UTC).date().isoformat()


def day_number(day: date) -> int:
    """Days since 1 January 1970."""
    return (day - date(1970, 1, 1)).days
