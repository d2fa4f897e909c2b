"""The index of SQLite, merged into one piece each night: what is written in a day lies in pieces, and a search looks into each of them.

Four hundred people searched cost a fifth afterwards (docs/decisions/003). PostgreSQL keeps its index in one piece by itself.
"""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from waymark.core import clock, heartbeats

PROCESS = "search index"
AT_NIGHT = range(2, 5)
PAGES = 500
"""Written in one transaction: others wait for it no longer than for a large save."""
FROM_THE_BEGINNING, ONWARDS = -PAGES, PAGES


def tidy(at: datetime) -> int:
    """A piece of the night's work; 0 by day, and when it is done."""
    tonight = clock.today(at).isoformat()
    if connection.vendor != "sqlite" or clock.local(at).hour not in AT_NIGHT:
        return 0
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
