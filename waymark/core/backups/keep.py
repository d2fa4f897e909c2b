"""Making a backup, trying one out, and putting one in."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from waymark.core import clock, prepare
from waymark.core.actors import system
from waymark.core.audit import write as audit
from waymark.core.backups import archive, databases
from waymark.core.backups.archive import NotOurs

FORMAT = 1
KEY = Path("keys") / "backup.key"
ASIDE, A_DAY = ".backup-", 86_400
Say = Callable[[str], None]


@dataclass(frozen=True)
class Made:
    """A backup that was made: where, how large, how many rows, and whether its key was made with it."""

    to: Path
    size: int
    rows: int
    files: int
    new_key: Path | None


def back_up(to: Path, *, recipient: str = "", operator: str = "") -> Made:
    """The whole installation into one encrypted file, while it is in use. It is in the audit log before it is in the file."""
    if to.exists():
        raise NotOurs(f"There is a file {to} already. Give another name: nothing is written over.")
    key, new = _key_of(recipient)
    audit(system("backup"), "backup", "waymark.backup", detail={"file": to.name, "operator": operator})
    with _aside() as place:
        dump = place / databases.NAMES[connection.vendor]
        rows = databases.write(dump)
        members = [*_files("files", Path(settings.MEDIA_ROOT)), *_keys()]
        contents = {
            "format": FORMAT,
            "made_at": clock.now().isoformat(),
            "product": version("waymark"),
            "database": connection.vendor,
            "migrations": sorted(map(".".join, MigrationRecorder(connection).applied_migrations())),
            "rows": rows,
            "files": len(members),
        }
        text = json.dumps(contents, indent=1).encode()
        size = archive.write(to, [key], text, [(dump.name, dump), *members])
    return Made(to, size, sum(rows.values()), len(members), new)


def try_out(file: Path, *, key_file: Path | None = None) -> dict[str, Any]:
    """Open a backup in a place of its own, as a restore would, and look: every table with its rows, the tables brought up to date, the
    audit log whole. Gives the list of its contents. What is in use here is not touched.
    """
    with _aside() as place:
        contents = _opened(file, key_file, place)
        _tried(contents, place)
        return contents


def restore(file: Path, say: Say, *, key_file: Path | None = None, operator: str = "") -> dict[str, Any]:
    """Put a backup in, in place of what is here; what was here is backed up first, beside the data.

    It is opened whole and tried before anything is touched. NotOurs when it cannot be used, and then nothing has changed.
    """
    prepare.folders()
    with _aside() as place:
        contents = _opened(file, key_file, place)
        try:
            _tried(contents, place)
        except databases.CannotTry as wrong:
            say(f"Not tried before it is put in: {wrong}")
        if not databases.is_empty():
            before = Path(settings.DATA) / "backups" / f"before-{clock.now():%Y%m%dT%H%M%S%f}.age"
            before.parent.mkdir(exist_ok=True, mode=0o700)
            say(f"What was here is kept in {back_up(before, operator=operator).to}.")
        databases.put_in(place / databases.NAMES[connection.vendor])
        for name, to in (("files", Path(settings.MEDIA_ROOT)), ("keys", Path(settings.DATA) / "keys")):
            if (place / name).is_dir():
                shutil.copytree(place / name, to, dirs_exist_ok=True)
    prepare.database(say)
    audit(
        system("restore"), "restore", "waymark.backup",
        detail={"file": file.name, "made_at": contents["made_at"], "operator": operator},
    )  # fmt: skip
    return contents


def _opened(file: Path, key_file: Path | None, place: Path) -> dict[str, Any]:
    archive.read(file, archive.identity(key_file or _own_key()), place)
    try:
        contents: dict[str, Any] = json.loads((place / "contents.json").read_text(encoding="utf8"))
        made_for, known = contents["database"], contents["migrations"]
    except (OSError, ValueError, KeyError):
        raise NotOurs(f"{file} is not a backup of Waymark.") from None
    if contents["format"] != FORMAT:
        raise NotOurs(f"{file} was made by another version of Waymark ({contents['product']}).")
    if made_for != connection.vendor:
        raise NotOurs(f"{file} is of a database on {made_for}, and this one is on {connection.vendor}.")
    ours = {".".join(name) for name in MigrationLoader(None).disk_migrations}
    if not ours.issuperset(known):
        raise NotOurs(f"{file} was made by a newer Waymark ({contents['product']}). Install that first.")
    return contents


def _tried(contents: dict[str, Any], place: Path) -> None:
    """As the product itself would find it: in a process of its own, on a database of its own."""
    with tempfile.TemporaryDirectory(dir=place) as folder:
        data = Path(folder)
        if (place / "keys").is_dir():
            shutil.copytree(place / "keys", data / "keys")
        try:
            with databases.tried(place / databases.NAMES[connection.vendor], data) as environment:
                if databases.count(environment, data) != contents["rows"]:
                    raise NotOurs("The backup does not hold the rows it says it holds. Take an older one.")
                for words in (["prepare"], ["audit", "verify"]):
                    _asked(words, {**environment, "WAYMARK_DATA": folder})
        except (sqlite3.DatabaseError, RuntimeError) as wrong:
            if isinstance(wrong, NotOurs | databases.CannotTry):
                raise
            raise NotOurs(f"The backup opened, and what is in it does not work: {wrong}") from wrong


def _asked(words: list[str], environment: dict[str, str]) -> None:
    said = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "django", *words],
        env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if said.returncode:
        raise NotOurs(
            f"The backup was tried: `waymark {' '.join(words)}` says {(said.stdout + said.stderr).strip()[-600:]}"
        )


def _key_of(recipient: str) -> tuple[Any, Path | None]:
    """Whom it is encrypted for: the public key given, or the installation's own, made at the first backup."""
    given = recipient or os.environ.get("WAYMARK_BACKUP_RECIPIENT", "")
    if given:
        return archive.recipient(given), None
    new = archive.make_identity(_own_key())
    return archive.identity(_own_key()).to_public(), _own_key() if new else None


def _own_key() -> Path:
    return Path(os.environ.get("WAYMARK_BACKUP_KEY_FILE", Path(settings.DATA) / KEY))


def _keys() -> list[archive.Member]:
    """The keys of the record, that of the backups left out: who holds the file would hold its key."""
    return [
        (name, path) for name, path in _files("keys", Path(settings.DATA) / "keys") if path.name != KEY.name
    ]


def _files(name: str, folder: Path) -> list[archive.Member]:
    found = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    return [(f"{name}/{path.relative_to(folder).as_posix()}", path) for path in found]


@contextmanager
def _aside() -> Iterator[Path]:
    """A folder beside the data, for its owner alone, gone afterwards, and so is one that a killed process left a day ago."""
    data = Path(settings.DATA)
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in data.glob(f"{ASIDE}*"):
        if clock.machine().timestamp() - left.stat().st_mtime > A_DAY:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=ASIDE, dir=data) as folder:
        yield Path(folder)
