"""The index over `Passage.tokens`: a full-text table kept by triggers on SQLite, a generated column with a GIN index on PostgreSQL.

Django knows neither. What SQLite has of it is made anew by 0003, and by that alone since.
"""

from typing import Any

from django.db import migrations

SQLITE = (
    """CREATE VIRTUAL TABLE search_index USING fts5(
        tokens, content='', detail=none, columnsize=0, tokenize="ascii tokenchars '=@'")""",
    """CREATE TRIGGER search_passage_kept AFTER INSERT ON search_passage BEGIN
        UPDATE search_passage SET number = coalesce((SELECT max(number) FROM search_passage), 0) + 1 WHERE id = NEW.id;
        INSERT INTO search_index(rowid, tokens) SELECT number, tokens FROM search_passage WHERE id = NEW.id;
    END""",
    """CREATE TRIGGER search_passage_taken_out AFTER DELETE ON search_passage BEGIN
        INSERT INTO search_index(search_index, rowid, tokens) VALUES ('delete', OLD.number, OLD.tokens);
    END""",
    """CREATE TRIGGER search_passage_changed AFTER UPDATE OF tokens ON search_passage BEGIN
        INSERT INTO search_index(search_index, rowid, tokens) VALUES ('delete', OLD.number, OLD.tokens);
        INSERT INTO search_index(rowid, tokens) VALUES (NEW.number, NEW.tokens);
    END""",
    "UPDATE search_passage SET number = rowid WHERE number IS NULL",
    "INSERT INTO search_index(rowid, tokens) SELECT number, tokens FROM search_passage",
)
NOT_SQLITE = (
    "DROP TRIGGER IF EXISTS search_passage_kept",
    "DROP TRIGGER IF EXISTS search_passage_taken_out",
    "DROP TRIGGER IF EXISTS search_passage_changed",
    "DROP TABLE IF EXISTS search_index",
)
POSTGRESQL = (
    """ALTER TABLE search_passage ADD COLUMN vector tsvector
        GENERATED ALWAYS AS (array_to_tsvector(string_to_array(tokens, ' '))) STORED""",
    "CREATE INDEX search_passage_vector ON search_passage USING gin (vector) WITH (fastupdate = off)",
)
NOT_POSTGRESQL = ("ALTER TABLE search_passage DROP COLUMN IF EXISTS vector",)


def make(apps: Any, schema_editor: Any) -> None:
    """The index, afresh."""
    unmake(apps, schema_editor)
    _run(schema_editor, SQLITE, POSTGRESQL)


def unmake(apps: Any, schema_editor: Any) -> None:
    _run(schema_editor, NOT_SQLITE, NOT_POSTGRESQL)


def _run(schema_editor: Any, sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> None:
    for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
