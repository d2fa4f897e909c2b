"""A backup is made while the product runs, is encrypted, and comes back whole; a bad one changes nothing. On either database.

As an operator has it: `waymark backup` and `waymark restore` as commands, on an installation of their own.
"""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import psycopg
import pyrage
import pytest

SAID = "A canary that only the record holds"
WRITE = """
import django; django.setup()
from waymark.core.actors import system
from waymark.core.audit import write
from waymark.core.audit.sealing import seal
write(system("test"), "something", {said!r})
seal()
"""
READ = """
import django; django.setup()
from waymark.core.models import AuditEntry
print("\\n".join(AuditEntry.objects.order_by("seq", "id").values_list("object", flat=True)))
"""


class Installation:
    """A data folder and a database, and what `waymark` says there."""

    def __init__(self, data: Path, url: str = "") -> None:
        left_out = ("DATABASE_URL", "TESTKIT", "WAYMARK_BACKUP_RECIPIENT", "WAYMARK_BACKUP_KEY_FILE")
        self.data, kept = data, {name: value for name, value in os.environ.items() if name not in left_out}
        self.environment = {
            **kept, "WAYMARK_DATA": str(data), "DJANGO_SETTINGS_MODULE": "waymark.project.settings.dev",
        } | ({"DATABASE_URL": url} if url else {})  # fmt: skip

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            env=self.environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    def says(self, *words: str) -> str:
        done = self.run("-m", "django", *words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refuses(self, *words: str) -> str:
        done = self.run("-m", "django", *words)
        assert done.returncode == 1, done.stdout
        assert "Traceback" not in done.stderr
        return done.stderr

    def write(self, said: str) -> None:
        done = self.run("-c", WRITE.format(said=said))
        assert done.returncode == 0, done.stderr

    def holds(self) -> list[str]:
        return self.run("-c", READ).stdout.split("\n")


@pytest.fixture
def make(tmp_path):
    """Installations, empty; on PostgreSQL each with a database of its own in the server of the tests."""
    server, made = os.environ.get("DATABASE_URL", ""), []

    def one(name):
        data = tmp_path / name
        data.mkdir()
        if not server.startswith("postgres"):
            return Installation(data)
        database = f"waymark_backup_{secrets.token_hex(4)}"
        with psycopg.connect(server, autocommit=True) as main:
            main.execute(f"CREATE DATABASE {database}")
        made.append(database)
        return Installation(data, server.rpartition("/")[0] + f"/{database}")

    yield one
    for database in made:
        with psycopg.connect(server, autocommit=True) as main:
            main.execute(f"DROP DATABASE {database} WITH (FORCE)")


@pytest.fixture
def ours(make):
    """One that holds something, an attachment with it."""
    found = make("ours")
    found.says("prepare")
    found.write(SAID)
    (found.data / "files" / "letters").mkdir(parents=True)
    (found.data / "files" / "letters" / "one").write_text(SAID)
    return found


@pytest.mark.slow
def test_what_was_backed_up_comes_back_and_what_was_there_is_kept(ours, tmp_path):
    to = tmp_path / "monday.age"
    told = ours.says("backup", "--to", str(to))
    assert "keys/backup.key. Keep a copy of it away from this machine" in told
    assert to.stat().st_mode & 0o777 == 0o600
    assert SAID.encode() not in to.read_bytes()

    ours.write("Written after it")
    (ours.data / "files" / "letters" / "one").write_text("Changed after it")
    told = ours.says("restore", "--from", str(to))

    assert "What was here is kept in" in told
    assert SAID in ours.holds()
    assert "Written after it" not in ours.holds()
    assert (ours.data / "files" / "letters" / "one").read_text() == SAID
    ours.write("And it is written on")
    assert "The log is whole" in ours.says("audit", "verify")

    (before,) = (ours.data / "backups").iterdir()
    ours.says("restore", "--from", str(before))
    assert "Written after it" in ours.holds()
    assert list(ours.data.glob(".backup-*")) == []


@pytest.mark.slow
def test_a_machine_that_has_nothing_is_made_again_from_the_file_and_its_key(ours, make, tmp_path):
    to, other = tmp_path / "monday.age", make("other")
    ours.says("backup", "--to", str(to))

    assert "Say where with --key-file" in other.refuses("restore", "--from", str(to))
    other.says("restore", "--from", str(to), "--key-file", str(ours.data / "keys" / "backup.key"))

    assert SAID in other.holds()
    assert "The log is whole" in other.says("audit", "verify")
    assert (other.data / "files" / "letters" / "one").read_text() == SAID
    assert not (other.data / "keys" / "backup.key").exists(), "who holds the file would hold its key"


@pytest.mark.slow
def test_a_drill_looks_at_a_backup_and_touches_nothing(ours, tmp_path):
    to = tmp_path / "monday.age"
    ours.says("backup", "--to", str(to))
    ours.write("Written after it")

    assert "opens and is whole" in ours.says("backup", "--try", str(to))

    assert "Written after it" in ours.holds()


@pytest.mark.slow
def test_the_secret_key_need_not_be_on_the_machine_that_makes_backups(ours, tmp_path):
    key, to = pyrage.x25519.Identity.generate(), tmp_path / "monday.age"
    (tmp_path / "elsewhere.key").write_text(f"# kept in the safe\n{key}\n")
    ours.says("backup", "--to", str(to), "--recipient", str(key.to_public()))

    assert not (ours.data / "keys" / "backup.key").exists()
    assert "opens and is whole" in ours.says(
        "backup", "--try", str(to), "--key-file", str(tmp_path / "elsewhere.key")
    )


@pytest.mark.slow
def test_a_backup_that_cannot_be_used_changes_nothing(ours, tmp_path):
    to, bad = tmp_path / "monday.age", tmp_path / "bad.age"
    ours.says("backup", "--to", str(to))
    whole = to.read_bytes()
    assert "nothing is written over" in ours.refuses("backup", "--to", str(to))
    assert to.read_bytes() == whole
    (tmp_path / "other.key").write_text(str(pyrage.x25519.Identity.generate()))

    for wrong, said in (
        (whole[:-1], "damaged or not whole"),
        (whole[: len(whole) // 2], "damaged or not whole"),
        (whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:], "damaged or not whole"),
        (b"PK\x03\x04 a spreadsheet", "is not a backup of Waymark"),
    ):
        bad.write_bytes(wrong)
        assert said in ours.refuses("restore", "--from", str(bad))
    assert "made for another key" in ours.refuses(
        "restore", "--from", str(to), "--key-file", str(tmp_path / "other.key")
    )
    ours.refuses("restore", "--from", str(tmp_path / "not there"))

    assert SAID in ours.holds()
    assert not (ours.data / "backups").exists()


@pytest.mark.slow
def test_a_backup_of_a_newer_product_or_with_rows_missing_is_refused(ours, tmp_path):
    ours.says("backup", "--to", str(tmp_path / "monday.age"))
    key = pyrage.x25519.Identity.from_str((ours.data / "keys" / "backup.key").read_text().strip())

    def told(change):
        """The same backup with other contents than it had."""
        from waymark.core.backups import archive

        place, again = tmp_path / secrets.token_hex(4), tmp_path / f"{secrets.token_hex(4)}.age"
        archive.read(tmp_path / "monday.age", key, place)
        contents = json.loads((place / "contents.json").read_text())
        change(contents)
        members = [
            (path.relative_to(place).as_posix(), path)
            for path in sorted(place.rglob("*"))
            if path.is_file() and path.name != "contents.json"
        ]
        archive.write(again, [key.to_public()], json.dumps(contents).encode(), members)
        return ours.refuses("restore", "--from", str(again))

    assert "made by a newer Waymark" in told(lambda it: it["migrations"].append("core.9999_later"))
    assert "by another version" in told(lambda it: it.update(format=2))
    assert "is of a database on oracle" in told(lambda it: it.update(database="oracle"))
    assert "does not hold the rows" in told(lambda it: it["rows"].update(core_auditentry=99))
    assert SAID in ours.holds()
