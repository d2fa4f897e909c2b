"""Rows straight into a table: many at a time by name of field, the rest as the model's own defaults. COPY on PostgreSQL.

Values are given as both databases read them: ids as 32 hex digits, times as text in UTC, JSON as text. A field that has no default and is
not given raises before the first row, so that a model that grows is noticed here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction
from django.db.models.fields import NOT_PROVIDED

Values = tuple[Any, ...]


class Table:
    """The rows waiting for one table. `add` takes the values of `names` in their order."""

    def __init__(self, model: type[models.Model], *names: str) -> None:
        self.model = model
        fields = {field.attname: field for field in model._meta.local_concrete_fields}
        given = [fields.pop(name) for name in names]
        others = [field for field in fields.values() if not isinstance(field, models.AutoField)]
        self.columns = [field.column for field in (*given, *others)]
        self.defaults = tuple(_default(field) for field in others)
        self.rows: list[Values] = []
        self.written = 0

    def add(self, *values: Any) -> None:
        """One row."""
        self.rows.append(values + self.defaults)

    def write(self) -> None:
        """Write what is waiting."""
        if self.rows:
            _copy(self) if connection.vendor == "postgresql" else _insert(self)
            self.written += len(self.rows)
            self.rows.clear()

    @property
    def name(self) -> str:
        return connection.ops.quote_name(self.model._meta.db_table)

    @property
    def column_list(self) -> str:
        return ", ".join(connection.ops.quote_name(column) for column in self.columns)


def write_all(tables: list[Table]) -> None:
    """Write what is waiting in each, in this order, in one transaction."""
    with transaction.atomic():
        for table in tables:
            table.write()


def _default(field: models.Field) -> Any:
    if field.default is NOT_PROVIDED and not field.null and not field.empty_strings_allowed:
        raise TypeError(f"{field} has no default: the loader must give it.")
    value = field.get_default()
    return field.get_db_prep_save(value, connection)


def _insert(table: Table) -> None:
    marks = ", ".join(["%s"] * len(table.columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table.name} ({table.column_list}) VALUES ({marks})", table.rows)  # noqa: S608  names of our own models


def _copy(table: Table) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table.name} ({table.column_list}) FROM STDIN") as copy,
    ):
        for row in table.rows:
            copy.write_row(row)


@contextmanager
def in_bulk(tables: list[Table]) -> Iterator[None]:
    """For the time of a load: no indexes, no triggers, no waiting for the disk, keys checked once at the end. Then all as it was."""
    kept = sorted(item for table in tables for item in _around(table.model._meta.db_table))
    _say([item.drop for item in kept])
    _say(_LOOSE[connection.vendor])
    yield
    _say(_STRICT[connection.vendor])
    _say([item.make for item in kept])
    _refuse_loose_ends()
    _say(["ANALYZE"])


@dataclass(frozen=True, order=True)
class Around:
    """An index, a trigger or a foreign key of a table, and what takes it away and makes it again; keys after the indexes they need."""

    kind: str
    drop: str
    make: str


_LOOSE = {
    "sqlite": [
        "PRAGMA foreign_keys=OFF",
        "PRAGMA synchronous=OFF",
        "PRAGMA wal_autocheckpoint=20000",
        "PRAGMA cache_size=-262144",
    ],
    "postgresql": ["SET synchronous_commit = off", "SET maintenance_work_mem = '256MB'"],
}
_STRICT = {
    "sqlite": [
        "PRAGMA synchronous=FULL",
        "PRAGMA wal_autocheckpoint=1000",
        "PRAGMA wal_checkpoint(TRUNCATE)",
        "PRAGMA foreign_keys=ON",
    ],
    "postgresql": ["SET synchronous_commit = on"],
}
# PostgreSQL: not the indexes that hold a constraint, nor triggers, which a bulk load does not fire. SQLite keeps its keys in the table.
_ASKED = {
    "sqlite": """
        SELECT type, 'DROP ' || type || ' "' || name || '"', sql FROM sqlite_master
        WHERE type IN ('index', 'trigger') AND tbl_name = %s AND sql IS NOT NULL""",
    "postgresql": """
        WITH asked AS (SELECT %s::regclass AS id)
        SELECT 'index', format('DROP INDEX %%s', x.indexrelid::regclass), pg_get_indexdef(x.indexrelid)
        FROM pg_index x JOIN asked ON x.indrelid = asked.id
        WHERE NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid AND c.contype <> 'f')
        UNION ALL
        SELECT 'key', format('ALTER TABLE %%s DROP CONSTRAINT %%I', asked.id, c.conname),
            format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', asked.id, c.conname, pg_get_constraintdef(c.oid))
        FROM pg_constraint c JOIN asked ON c.conrelid = asked.id WHERE c.contype = 'f'""",
}


def _say(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _around(table: str) -> list[Around]:
    with connection.cursor() as cursor:
        cursor.execute(_ASKED[connection.vendor], [table])
        return [Around(*row) for row in cursor.fetchall()]


def _refuse_loose_ends() -> None:
    """SQLite was told not to look at keys while loading: look at them all now. PostgreSQL did when it made its keys again."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA foreign_key_check")
            loose = cursor.fetchmany(5)
        if loose:
            raise RuntimeError(f"The load left keys that point nowhere: {loose}")
