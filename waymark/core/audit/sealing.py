"""Sealing: the clock process gives unsealed rows their place in the chain, in order, one sealer at a time on either database.

Reads must not queue behind one lock (security.md: 198 of 480 answered 500), so rows are written unsealed and sealed here within seconds.
"""

from django.conf import settings
from django.db import connection, transaction

from waymark.core.audit import chain, keys, log

LOCK = int.from_bytes(b"waymark", "big")
MOST = 500
SEAL = "UPDATE core_auditentry SET seq = %s, prev = %s, mac = %s WHERE id = %s AND seq IS NULL"


class SealedTwice(RuntimeError):
    """Another sealer got in between in spite of the lock. Nothing of this batch is kept."""


def seal(most: int = MOST) -> int:
    """Seal the next `most` unsealed rows in one short transaction. Returns how many; 0 when none wait."""
    if not log.unsealed().exists():
        return 0
    with transaction.atomic():
        _one_at_a_time()
        end = log.head()
        key = keys.read_key(settings.AUDIT_KEY_FILE) if end.seq else keys.make_key(settings.AUDIT_KEY_FILE)
        rows = list(log.unsealed().values_list(*log.COLUMNS)[:most])
        seals, previous = [], end.mac
        for place, row in enumerate(rows, start=end.seq + 1):
            line = chain.sealed(log.content(row), place, previous, key)
            seals.append((place, previous, line["mac"], row[0]))
            previous = line["mac"]
        _write(seals)
    return len(seals)


def _one_at_a_time() -> None:
    """PostgreSQL: a lock that ends with the transaction. SQLite: the transaction began IMMEDIATE and is the only writer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _write(seals: list[tuple[int, str, str, int]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(SEAL, seals)
        if seals and cursor.rowcount != len(seals):
            raise SealedTwice(f"{len(seals) - cursor.rowcount} rows were sealed by somebody else meanwhile.")
