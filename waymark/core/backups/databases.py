"""The database as it stood at one moment, into a file and back: SQLite by its own online backup, PostgreSQL by pg_dump and psql."""

import os
import secrets
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from psycopg import sql

NAMES = {"sqlite": "waymark.sqlite3", "postgresql": "waymark.sql"}
ANEW = ("DROP SCHEMA IF EXISTS public CASCADE", "CREATE SCHEMA public")


class CannotTry(RuntimeError):
    """There is no place to try a backup in; says what is missing."""


def write(to: Path) -> dict[str, int]:
    """The database of this installation into the file; how many rows each table had at that moment."""
    return _sqlite_out(Path(connection.settings_dict["NAME"]), to) if _is_sqlite() else _postgresql_out(to)


def put_in(file: Path) -> None:
    """The file into this installation's database, in place of what is there: all of it or nothing. Who is reading there sees the old
    until then.
    """
    connection.close()
    if _is_sqlite():
        with closing(sqlite3.connect(file)) as kept, closing(sqlite3.connect(_live(), timeout=60)) as live:
            kept.backup(live)
            live.execute("PRAGMA journal_mode=WAL")
    else:
        _psql(file, connection.settings_dict)


def is_empty() -> bool:
    """Whether nothing is lost by putting another database in."""
    if _is_sqlite() and not Path(connection.settings_dict["NAME"]).exists():
        return True
    return "django_migrations" not in connection.introspection.table_names()


@contextmanager
def tried(file: Path, data: Path) -> Iterator[dict[str, str]]:
    """The file as a database of its own, gone afterwards: the environment in which the product finds it. `data` is its data folder.

    CannotTry where this login may make no database.
    """
    if _is_sqlite():
        with closing(sqlite3.connect(file)) as kept:
            found = kept.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)
        shutil.copyfile(file, data / NAMES["sqlite"])
        yield {"DATABASE_URL": ""}
        return
    name = f"waymark_try_{secrets.token_hex(4)}"
    settings = {**connection.settings_dict, "NAME": name}
    _run_alone("CREATE DATABASE {}", name)
    try:
        _psql(file, settings)
        yield {"DATABASE_URL": _url(settings)}
    finally:
        _run_alone("DROP DATABASE {} WITH (FORCE)", name)


def count(environment: dict[str, str], data: Path) -> dict[str, int]:
    """The rows of each table of a database that is being tried."""
    if not environment["DATABASE_URL"]:
        with closing(sqlite3.connect(data / NAMES["sqlite"])) as found:
            return _counted(found.execute, _sqlite_tables(found))
    with psycopg.connect(environment["DATABASE_URL"]) as other:
        return _counted(other.execute, _postgresql_tables(other))


def _is_sqlite() -> bool:
    return bool(connection.vendor == "sqlite")


def _live() -> str:
    path = Path(connection.settings_dict["NAME"])
    path.parent.mkdir(parents=True, exist_ok=True)
    return str(path)


def _sqlite_out(live: Path, to: Path) -> dict[str, int]:
    with (
        closing(sqlite3.connect(f"file:{live}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(to)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        return _counted(copy.execute, _sqlite_tables(copy))


def _sqlite_tables(found: sqlite3.Connection) -> list[str]:
    rows = found.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    )
    return sorted(name for (name,) in rows if not name.startswith("search_index"))


def _postgresql_out(to: Path) -> dict[str, int]:
    """pg_dump reads what this transaction reads, so that the counts are of the same moment."""
    with psycopg.connect(_url(connection.settings_dict), autocommit=True) as ours:
        ours.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = ours.execute("SELECT pg_export_snapshot()").fetchone()
        assert snapshot is not None
        _run(
            [_program("pg_dump"), "--no-owner", "--no-acl", f"--snapshot={snapshot[0]}", f"--file={to}"],
            connection.settings_dict,
        )
        return _counted(ours.execute, _postgresql_tables(ours))


def _postgresql_tables(found: "psycopg.Connection[Any]") -> list[str]:
    rows = found.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    return [name for (name,) in rows]


def _counted(execute: Any, tables: list[str]) -> dict[str, int]:
    return {name: execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608  names of our own tables


def _psql(file: Path, settings: dict[str, Any]) -> None:
    words = [_program("psql"), "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-o", os.devnull]
    for step in ANEW:
        words += ["-c", step]
    _run([*words, "-f", str(file)], settings)


def _run_alone(statement: str, name: str) -> None:
    try:
        with psycopg.connect(_url(connection.settings_dict), autocommit=True) as ours:
            ours.execute(sql.SQL(statement).format(sql.Identifier(name)))
    except psycopg.errors.InsufficientPrivilege:
        raise CannotTry("This login may not make a database to try the backup in (CREATEDB).") from None


def _run(words: list[str], settings: dict[str, Any]) -> None:
    theirs = {**os.environ, **_named(settings)}
    said = subprocess.run(words, env=theirs, capture_output=True, text=True, check=False)  # noqa: S603
    if said.returncode:
        raise RuntimeError(f"{Path(words[0]).name}: {said.stderr.strip() or said.returncode}")


def _named(settings: dict[str, Any]) -> dict[str, str]:
    """What PostgreSQL's own programs read from the environment: no password stands in a list of processes."""
    told = {
        "PGDATABASE": "NAME",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGHOST": "HOST",
        "PGPORT": "PORT",
    }
    return {theirs: str(settings[ours]) for theirs, ours in told.items() if settings.get(ours)}


def _url(settings: dict[str, Any]) -> str:
    from urllib.parse import quote

    login = ":".join(
        quote(str(settings[part]), safe="") for part in ("USER", "PASSWORD") if settings.get(part)
    )
    port = f":{settings['PORT']}" if settings.get("PORT") else ""
    return f"postgresql://{login}@{settings['HOST']}{port}/{settings['NAME']}"


def _program(name: str) -> str:
    """The newest of PostgreSQL's programs on this machine: an older one refuses a newer server."""
    found = [str(path) for path in Path("/usr/lib/postgresql").glob(f"*/bin/{name}")]
    found.sort(
        key=lambda path: int(Path(path).parents[1].name) if Path(path).parents[1].name.isdigit() else 0
    )
    program = found[-1] if found else shutil.which(name)
    if program is None:
        raise RuntimeError(
            f"{name} is not on this machine. Install PostgreSQL's own programs (postgresql-client)."
        )
    return program
