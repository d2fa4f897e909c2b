"""The database itself refuses to change or lose a row of a table that only grows, on SQLite and on PostgreSQL."""

import re

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from waymark.core import clock
from waymark.core.append_only import AppendOnly, missing_guards
from waymark.core.models import AuditEntry

pytestmark = pytest.mark.django_db
TABLE = "core_auditentry"


def make_entry(**changes: object) -> AuditEntry:
    return AuditEntry.objects.create(
        at=clock.now(), actor="system:test", actor_name="Test", action="try", **changes
    )


def refused(sql: str, *values: object) -> bool:
    """Whether the database refuses the statement, leaving the transaction usable."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except IntegrityError:
        return True
    return False


def test_a_row_cannot_be_deleted() -> None:
    row = make_entry()
    assert refused(f"DELETE FROM {TABLE} WHERE id = %s", row.pk)
    assert AuditEntry.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    "column",
    [f.column for f in AuditEntry._meta.local_fields if f.column not in ("seq", "prev", "mac", "id")],
)
def test_no_column_can_be_changed(column: str) -> None:
    row = make_entry(
        person_id="00000000-0000-7000-8000-000000000001", service_id="00000000-0000-7000-8000-000000000002"
    )
    value = {"detail": '{"x": 1}', "at": "2026-01-01 00:00:00+00:00"}.get(
        column, "00000000-0000-7000-8000-000000000009"
    )
    if column in ("person_id", "service_id") and connection.vendor == "sqlite":
        value = value.replace("-", "")
    assert refused(
        f"UPDATE {TABLE} SET {column} = %s WHERE id = %s",
        value[:20] if column == "outcome" else value,
        row.pk,
    )


def test_a_row_may_be_sealed_once_and_never_again() -> None:
    row = make_entry()
    seal = f"UPDATE {TABLE} SET seq = %s, prev = %s, mac = %s WHERE id = %s"
    assert not refused(seal, 1, "0" * 64, "a" * 64, row.pk)
    assert refused(seal, 2, "0" * 64, "b" * 64, row.pk)
    assert refused(f"UPDATE {TABLE} SET seq = NULL, prev = '', mac = '' WHERE id = %s", row.pk)
    row.refresh_from_db()
    assert (row.seq, row.mac) == (1, "a" * 64)


def test_a_half_seal_or_a_seal_with_a_change_is_refused() -> None:
    row = make_entry()
    assert refused(f"UPDATE {TABLE} SET seq = 1 WHERE id = %s", row.pk)
    assert refused(
        f"UPDATE {TABLE} SET seq = 1, prev = %s, mac = %s, action = 'x' WHERE id = %s",
        "0" * 64,
        "a" * 64,
        row.pk,
    )


def test_a_row_cannot_arrive_sealed() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_entry(seq=7, prev="0" * 64, mac="a" * 64)


def test_two_rows_cannot_have_one_place_in_the_chain() -> None:
    seal = f"UPDATE {TABLE} SET seq = 1, prev = %s, mac = %s WHERE id = %s"
    assert not refused(seal, "0" * 64, "a" * 64, make_entry().pk)
    assert refused(seal, "0" * 64, "a" * 64, make_entry().pk)


def test_replacing_a_row_under_its_own_id_is_refused() -> None:
    row = make_entry()
    columns = ", ".join(f'"{f.column}"' for f in AuditEntry._meta.local_fields if f.column != "id")
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    selected = columns.replace('"action"', "%s")
    assert refused(
        f"{verb} INTO {TABLE} (id, {columns}) SELECT id, {selected} FROM {TABLE} WHERE id = %s",
        "forged",
        row.pk,
    )
    row.refresh_from_db()
    assert row.action == "try"


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has no TRUNCATE")
def test_the_table_cannot_be_emptied() -> None:
    assert refused(f"TRUNCATE {TABLE} CASCADE")


def test_every_table_that_a_migration_says_only_grows_still_has_its_guards() -> None:
    migrations = MigrationLoader(connection).disk_migrations.values()
    tables = {
        operation.table for m in migrations for operation in m.operations if isinstance(operation, AppendOnly)
    }
    assert TABLE in tables
    assert {table: missing_guards(connection, table) for table in tables} == {table: [] for table in tables}


def test_the_guard_of_the_log_names_every_column() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL compares the whole row")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [f"{TABLE}_no_update"])
        sql = cursor.fetchone()[0]
    assert {f.column for f in apps.get_model("core.AuditEntry")._meta.local_fields} <= set(
        re.findall(r'OLD\."(\w+)"', sql)
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_commits_leaves_nothing_and_the_guards_come_back(time: str) -> None:
    assert not AuditEntry.objects.exists()
    row = make_entry()
    assert refused(f"DELETE FROM {TABLE} WHERE id = %s", row.pk)
