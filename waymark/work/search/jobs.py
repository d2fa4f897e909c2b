"""The index of SQLite, merged into one piece each night, and by day whenever it lies in many: each save adds a piece, and a search looks
into each of them for each of the people.

A search of four hundred people took 21 ms with 15 pieces and 14 with 3 (docs/decisions/003). PostgreSQL keeps its index in one by itself.
"""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from waymark.core import clock, heartbeats

PROCESS = "search index"
AT_NIGHT = range(2, 5)
PAGES = 500
"""Written in one transaction: others wait for it no longer than for a large save."""
FEW = 4
"""Pieces by day: the large one, and what was written since, of which SQLite keeps one of each size."""
FROM_THE_BEGINNING, ONWARDS = -PAGES, PAGES


def tidy(at: datetime) -> int:
    """A piece of the night's work; by day, what was written since put together where it lies in many. 0 when nothing is to do."""
    if connection.vendor != "sqlite":
        return 0
    return _by_night(at) if clock.local(at).hour in AT_NIGHT else _by_day()


def _by_day() -> int:
    """The many small ones, in a few milliseconds: of the one large piece no more than a little is touched at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT segid) FROM search_index_idx")
        many = cursor.fetchone()[0] > FEW
    return int(many and _merge(ONWARDS))


def _by_night(at: datetime) -> int:
    tonight = clock.today(at).isoformat()
    state = heartbeats.state_of(PROCESS)
    if state.get("done") == tonight:
        return 0
    more = _merge(ONWARDS if state.get("begun") == tonight else FROM_THE_BEGINNING)
    heartbeats.beat(PROCESS, {"begun": tonight} if more else {"done": tonight}, at)
    return int(more)


def tidy_now() -> None:
    """All of it at once: after much was brought in while nobody was searching."""
    more = connection.vendor == "sqlite" and _merge(FROM_THE_BEGINNING)
    while more:
        more = _merge(ONWARDS)


def _merge(pages: int) -> bool:
    """Merge as much as writes so many pages; negative begins with all that there is. Whether more is left, as SQLite's manual tells it."""
    with transaction.atomic(), connection.cursor() as cursor:
        before = _changes(cursor)
        cursor.execute("INSERT INTO search_index(search_index, rank) VALUES ('merge', %s)", [pages])
        return _changes(cursor) - before >= 2


def _changes(cursor: Any) -> int:
    cursor.execute("SELECT total_changes()")
    return int(cursor.fetchone()[0])
