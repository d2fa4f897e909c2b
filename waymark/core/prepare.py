"""What an installation needs before it serves: its folder, keys, tables, static files. Each step does nothing when it is done already."""

import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from waymark.core import fresh
from waymark.core.audit import keys

Say = Callable[[str], None]
MADE_OF = ".made-of"


def everything(say: Say) -> None:
    """All of it, in order. `say` hears what was done, and nothing where there was nothing to do."""
    folders()
    database(say)
    audit_key(say)
    static_files(say)
    connection.close()


def folders() -> None:
    """The data folder, for its owner alone: everything made from here on is readable by nobody else."""
    os.umask(0o077)
    Path(settings.DATA).mkdir(parents=True, exist_ok=True)
    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)


def database(say: Say) -> None:
    """Migrations that have not run, and the table that processes share as a cache."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        say(f"Updating the database: {len(waiting)} steps …")
        with fresh.all_or_nothing(connection):
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    call_command("createcachetable", verbosity=0)


def audit_key(say: Say) -> None:
    """The key of the audit chain, made with an empty chain and never again: a sealed log without its key must be seen, not papered over."""
    from waymark.core.models import AuditEntry

    path = Path(settings.AUDIT_KEY_FILE)
    if not path.exists() and not AuditEntry.objects.filter(seq__isnull=False).exists():
        keys.make_key(path)
        say(f"Made the key of the audit log: {path}. Keep a copy of it away from the database.")


def static_files(say: Say) -> None:
    """Collected, named by their content and compressed, where this installation serves them so. Again only when one has changed."""
    if "Manifest" not in settings.STORAGES["staticfiles"]["BACKEND"]:
        return
    stamp, made_of = Path(settings.STATIC_ROOT) / MADE_OF, _digest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == made_of:
        return
    say("Collecting static files …")
    call_command("collectstatic", interactive=False, verbosity=0, skip_checks=True)
    stamp.write_text(made_of, encoding="ascii")


def _digest() -> str:
    """Of every static file's name, size and time, and of what compresses them."""
    lines = [f"whitenoise {version('whitenoise')}", *sorted(_files())]
    return sha256("\n".join(lines).encode()).hexdigest()


def _files() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = os.stat(storage.path(name))
            yield f"{name} {found.st_size} {found.st_mtime_ns}"
