"""On SQLite, what was written about one person stands together in the index, and a hit is read from an index alone (docs/decisions/003).

A passage's `number` begins with the last six digits of its person's id: SQLite then skips whole stretches of hits about others, and what it
looks up for one person lies on one page. Two people with the same six digits share their stretch, which costs nothing but a little of that.

Short pages, because a person is looked for by walking one from its beginning; and two pieces are enough to be merged by the clock.

Django knows neither triggers nor this index. A later migration that rebuilds the passage table on SQLite (AlterField, AddConstraint) loses
the triggers: run `make` again there, which begins afresh and fills the full-text table from the rows.
"""

from typing import Any

from django.db import migrations

DIGITS = "0123456789abcdef"
PLACES = 1 << 22
"""For the passages of one person, and of those with the same digits: four million."""


def _begins(person_id: str) -> str:
    """The number before the first of a person's: their last six digits, read as one number. 0 for nobody."""
    digits = (
        f"(instr('{DIGITS}', substr({person_id}, {-place}, 1)) - 1) * {16 ** (place - 1) * PLACES}"
        for place in range(1, 7)
    )
    return f"coalesce({' + '.join(digits)}, 0)"


SQLITE = (
    """CREATE VIRTUAL TABLE search_index USING fts5(
        tokens, content='', detail=none, columnsize=0, tokenize="ascii tokenchars '=@'")""",
    "INSERT INTO search_index(search_index, rank) VALUES ('pgsz', 1000)",
    "INSERT INTO search_index(search_index, rank) VALUES ('usermerge', 2)",
    "UPDATE search_passage SET number = NULL",
    f"""UPDATE search_passage SET number = placed.number FROM (
        SELECT id, {_begins("person_id")} + row_number() OVER (PARTITION BY {_begins("person_id")} ORDER BY id) AS number
          FROM search_passage) AS placed
        WHERE placed.id = search_passage.id""",  # noqa: S608  fixed text
    f"""CREATE TRIGGER search_passage_kept AFTER INSERT ON search_passage BEGIN
        UPDATE search_passage SET number = 1 + (SELECT coalesce(max(number), {_begins("NEW.person_id")}) FROM search_passage
         WHERE number > {_begins("NEW.person_id")} AND number < {_begins("NEW.person_id")} + {PLACES}) WHERE id = NEW.id;
        INSERT INTO search_index(rowid, tokens) SELECT number, tokens FROM search_passage WHERE id = NEW.id;
    END""",  # noqa: S608  fixed text
    """CREATE TRIGGER search_passage_taken_out AFTER DELETE ON search_passage BEGIN
        INSERT INTO search_index(search_index, rowid, tokens) VALUES ('delete', OLD.number, OLD.tokens);
    END""",
    """CREATE TRIGGER search_passage_changed AFTER UPDATE OF tokens ON search_passage BEGIN
        INSERT INTO search_index(search_index, rowid, tokens) VALUES ('delete', OLD.number, OLD.tokens);
        INSERT INTO search_index(rowid, tokens) VALUES (NEW.number, NEW.tokens);
    END""",
    """CREATE INDEX search_passage_hit ON search_passage(
        CAST(number AS INTEGER), number, person_id, service_id, sensitivity, author_id, occurred_at, id)""",
    "INSERT INTO search_index(rowid, tokens) SELECT number, tokens FROM search_passage ORDER BY number",
    "ANALYZE sqlite_schema",
    "DELETE FROM sqlite_stat1 WHERE tbl = 'search_passage'",
    """INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
        ('search_passage', 'search_passage_hit', '1000000 1 1 1 1 1 1 1 1'),
        ('search_passage', 'passage_person', '1000000 50 1'),
        ('search_passage', 'search_passage_service_id_b41a361e', '1000000 1000000')""",
    "ANALYZE sqlite_schema",
)
"""Nobody counts for SQLite what its tables hold. Told nothing, it would walk all that a service wrote; so it is told what a large one holds."""
NOT_SQLITE = (
    "DROP TRIGGER IF EXISTS search_passage_kept",
    "DROP TRIGGER IF EXISTS search_passage_taken_out",
    "DROP TRIGGER IF EXISTS search_passage_changed",
    "DROP TABLE IF EXISTS search_index",
    "DROP INDEX IF EXISTS search_passage_hit",
)


def make(apps: Any, schema_editor: Any) -> None:
    """The index, afresh. PostgreSQL's is made by 0002."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in (*NOT_SQLITE, *SQLITE):
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_index")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
