"""The tables of an empty database, made at once, are those that the steps make one by one."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.db import connection

from waymark.core import fresh

ON_POSTGRESQL = """
    SELECT 'column', table_name, column_name, concat_ws(' ', data_type, character_maximum_length, numeric_precision, is_nullable,
        column_default, is_identity, generation_expression) FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'step', app, name, '' FROM django_migrations
"""
ON_SQLITE = """
    SELECT type, tbl_name, name, coalesce(sql, '') FROM sqlite_master WHERE tbl_name NOT LIKE 'sqlite_%'
    UNION ALL SELECT 'step', app, name, '' FROM django_migrations
"""


def shape(cursor):
    """What there is, by kind, table and name. A table of SQLite is the words of its statement, whatever their order."""
    cursor.execute(ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL)
    found = {tuple(row[:3]): row[3] for row in cursor.fetchall() if row[1] != "cache"}
    return {
        key: sorted(re.findall(r"\w+|[^\w\s\"]", text)) if key[0] == "table" else text
        for key, text in found.items()
    }


@contextmanager
def another(folder):
    """An empty database beside that of the tests: what `migrate` needs to be told of it, and a cursor."""
    if connection.vendor == "sqlite":
        import sqlite3

        path = folder / "steps.sqlite3"
        yield f"sqlite:///{path}", lambda: sqlite3.connect(path)
        return
    import psycopg

    kept = connection.settings_dict
    name = f"{kept['NAME']}_steps"
    where = f"{kept['USER']}:{kept['PASSWORD']}@{kept['HOST']}:{kept['PORT']}"
    with psycopg.connect(f"postgresql://{where}/{kept['NAME']}", autocommit=True) as owner:
        owner.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        try:
            yield f"postgresql://{where}/{name}", lambda: psycopg.connect(f"postgresql://{where}/{name}")
        finally:
            owner.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_what_is_made_at_once_is_what_the_steps_make(tmp_path):
    with another(tmp_path) as (url, connect):
        mine = {
            "DATABASE_URL": url,
            "WAYMARK_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "waymark.project.settings.dev",
        }
        kept = {name: value for name, value in os.environ.items() if name != "TESTKIT"}
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--one-by-one", "--verbosity", "0"],
            env={**kept, **mine}, timeout=300, check=True,
        )  # fmt: skip
        there = connect()
        steps = shape(there.cursor())
        there.close()
    with connection.cursor() as cursor:
        at_once = shape(cursor)

    assert len([key for key in at_once if key[0] == "trigger"]) > 10
    assert at_once == steps


@pytest.mark.django_db
def test_a_database_that_holds_something_is_left_to_the_steps():
    assert fresh.make(connection) is False
