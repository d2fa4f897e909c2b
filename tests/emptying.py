"""Emptying the test database after a test that commits: tables that only grow refuse it, so their guards step aside for that moment.

Only here. The product has no way to lift them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import TransactionTestCase


@contextmanager
def guards_lifted() -> Iterator[None]:
    """Triggers away, then back as they were."""
    with connection.cursor() as cursor:
        lift, back = _sqlite(cursor) if connection.vendor == "sqlite" else _postgresql(cursor)
        for statement in lift:
            cursor.execute(statement)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for statement in back:
                cursor.execute(statement)


def let_tests_empty_the_database() -> Callable[[], None]:
    """Wrap Django's own emptying. Returns what puts it back."""
    original = TransactionTestCase._fixture_teardown

    def teardown(self: Any) -> None:
        with guards_lifted():
            original(self)

    TransactionTestCase._fixture_teardown = teardown
    return lambda: setattr(TransactionTestCase, "_fixture_teardown", original)


def _sqlite(cursor: Any) -> tuple[list[str], list[str]]:
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%%_no_%%'")
    found = cursor.fetchall()
    return [f'DROP TRIGGER "{name}"' for name, _ in found], [sql for _, sql in found]


def _postgresql(cursor: Any) -> tuple[list[str], list[str]]:
    cursor.execute(
        "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE '%_no_truncate'"
    )
    tables = [table for (table,) in cursor.fetchall()]
    # What waits to be checked at the end of a transaction is checked now: a table with such rows cannot be altered.
    return ["SET CONSTRAINTS ALL IMMEDIATE", *(f"ALTER TABLE {t} DISABLE TRIGGER USER" for t in tables)], [
        f"ALTER TABLE {t} ENABLE TRIGGER USER" for t in tables
    ]
