"""Which database: SQLite in WAL mode with full synchronisation and immediate transactions, or PostgreSQL by DATABASE_URL.

security.md measured it: with synchronous=NORMAL 20 of 20 acknowledged notes were not on the disk; with FULL none.
Each thread has a page cache of its own: 4 MB, since twice as much made nothing faster (the operating system keeps the
file too) and took 26 MB of 283 more.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-4000; PRAGMA temp_store=MEMORY;"


def from_environment(data: Path) -> dict[str, Any]:
    """Django's settings for the one database."""
    url = os.environ.get("DATABASE_URL", "")
    return (
        _postgresql(url)
        if url.startswith("postgres")
        else _sqlite(url.removeprefix("sqlite:///") or str(data / "waymark.sqlite3"))
    )


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {"options": "-c jit=off"},  # questions of a few ms: compiling one took 300
    }
