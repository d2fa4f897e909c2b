"""Tables that only grow, held by the database itself: triggers on SQLite and PostgreSQL that no code of ours can forget.

In a migration, after the table is made:  `AppendOnly("case_notes_note")`. With `filled_once=("seq", "prev", "mac")` those columns
begin empty and may be set once, together; nothing else may change. On SQLite a later migration that rebuilds the table (AlterField,
AddConstraint) loses its triggers: repeat AppendOnly there. `missing_guards` tells, and a test asks it.
"""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

SQLITE = ("no_insert_over", "no_update", "no_delete")
POSTGRESQL = ("no_update", "no_delete", "no_truncate")

_FUNCTIONS = """
CREATE OR REPLACE FUNCTION waymark_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% only grows: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE FUNCTION waymark_begin_empty() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY TG_ARGV LOOP
    IF coalesce(to_jsonb(NEW) ->> name, '') <> '' THEN
      RAISE EXCEPTION '% only grows: % begins empty', TG_TABLE_NAME, name USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION waymark_fill_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE name text; before jsonb := to_jsonb(OLD); after jsonb := to_jsonb(NEW);
BEGIN
  FOREACH name IN ARRAY TG_ARGV LOOP
    IF coalesce(before ->> name, '') <> '' OR coalesce(after ->> name, '') = '' THEN
      RAISE EXCEPTION '% only grows: % is set once', TG_TABLE_NAME, name USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    before := before - name;
    after := after - name;
  END LOOP;
  IF before <> after THEN
    RAISE EXCEPTION '% only grows: UPDATE refused', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
"""


class AppendOnly(Operation):
    """Refuse UPDATE and DELETE (and TRUNCATE) of `table`, and INSERT OR REPLACE over a row. Raises IntegrityError on both databases."""

    reversible = True

    def __init__(self, table: str, filled_once: tuple[str, ...] = ()) -> None:
        self.table, self.filled_once = table, tuple(filled_once)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models stay as they are; only the database changes."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self.database_backwards(app_label, schema_editor, to_state, from_state)
        model = _model_of(self.table, to_state)
        on_sqlite = schema_editor.connection.vendor == "sqlite"
        for statement in (
            _sqlite(model, self.filled_once) if on_sqlite else _postgresql(self.table, self.filled_once)
        ):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for statement in _drops(schema_editor.connection.vendor, self.table):
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        return f"Let {self.table} only grow"


def missing_guards(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    """The triggers that should stand on `table` and do not."""
    wanted = SQLITE if connection.vendor == "sqlite" else POSTGRESQL
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        else:
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled IN ('O', 'A')",
                [table],
            )
        standing = {name for (name,) in cursor.fetchall()}
    return [name for name in (_named(table, what) for what in wanted) if name not in standing]


def _named(table: str, what: str) -> str:
    return f"{table}_{what}"


def _model_of(table: str, state: ProjectState) -> type[models.Model]:
    return next(
        model for model in state.apps.get_models(include_auto_created=True) if model._meta.db_table == table
    )


def _drops(vendor: str, table: str) -> list[str]:
    on = "" if vendor == "sqlite" else f' ON "{table}"'
    return [
        f'DROP TRIGGER IF EXISTS "{_named(table, what)}"{on}'
        for what in (*SQLITE, *POSTGRESQL, "begins_empty")
    ]


def _sqlite(model: type[models.Model], filled_once: tuple[str, ...]) -> list[str]:
    table = model._meta.db_table
    before = "".join(f"OR coalesce(NEW.\"{c}\", '') <> '' " for c in filled_once)
    return [
        _trigger(table, "no_insert_over", "INSERT", f"{_taken(model)} {before}"),
        _trigger(
            table, "no_update", "UPDATE", f"NOT ({_fills_once(model, filled_once)})" if filled_once else "1"
        ),
        _trigger(table, "no_delete", "DELETE", "1"),
    ]


def _trigger(table: str, what: str, verb: str, when: str) -> str:
    return (
        f'CREATE TRIGGER "{_named(table, what)}" BEFORE {verb} ON "{table}" FOR EACH ROW WHEN {when}\n'
        f"BEGIN SELECT RAISE(ABORT, '{table} only grows: {verb} refused'); END"
    )


def _taken(model: type[models.Model]) -> str:
    """SQLite's INSERT OR REPLACE deletes without asking the delete trigger: refuse a key that a row already has."""
    columns = {field.name: str(field.column) for field in model._meta.local_fields}
    keys = [(str(f.column),) for f in model._meta.local_fields if f.unique] + [
        tuple(columns[name] for name in rule.fields)
        for rule in model._meta.constraints
        if isinstance(rule, models.UniqueConstraint) and rule.fields and rule.condition is None
    ]
    same = " OR ".join("(" + " AND ".join(f'"{c}" = NEW."{c}"' for c in key) + ")" for key in keys)
    return f'EXISTS (SELECT 1 FROM "{model._meta.db_table}" WHERE {same})'  # noqa: S608  names of our own models


def _fills_once(model: type[models.Model], filled_once: tuple[str, ...]) -> str:
    filled = [f"coalesce(OLD.\"{c}\", '') = '' AND coalesce(NEW.\"{c}\", '') <> ''" for c in filled_once]
    same = [
        f'OLD."{f.column}" IS NEW."{f.column}"'
        for f in model._meta.local_fields
        if f.column not in filled_once
    ]
    free = [_nobody_has(model, c) for c in _unique(model, filled_once)]
    return " AND ".join([*filled, *same, *free])


def _nobody_has(model: type[models.Model], column: str) -> str:
    return f'NOT EXISTS (SELECT 1 FROM "{model._meta.db_table}" WHERE "{column}" = NEW."{column}")'  # noqa: S608


def _unique(model: type[models.Model], names: tuple[str, ...]) -> list[str]:
    return [f.column for f in model._meta.local_fields if f.unique and f.column in names]


def _postgresql(table: str, filled_once: tuple[str, ...]) -> list[str]:
    columns = ", ".join(f"'{name}'" for name in filled_once)
    row, update = (
        f'ON "{table}" FOR EACH ROW EXECUTE FUNCTION',
        f"waymark_fill_once({columns})" if filled_once else "waymark_refuse()",
    )
    empty = (
        f'CREATE TRIGGER "{_named(table, "begins_empty")}" BEFORE INSERT {row} waymark_begin_empty({columns})'
    )
    return [
        _FUNCTIONS,
        *([empty] if filled_once else []),
        f'CREATE TRIGGER "{_named(table, "no_update")}" BEFORE UPDATE {row} {update}',
        f'CREATE TRIGGER "{_named(table, "no_delete")}" BEFORE DELETE {row} waymark_refuse()',
        f'CREATE TRIGGER "{_named(table, "no_truncate")}" BEFORE TRUNCATE ON "{table}" EXECUTE FUNCTION waymark_refuse()',
    ]


__all__ = ["AppendOnly", "missing_guards"]
