"""The file of employers' directories by which people sign in (docs/operating/directories.md)."""

import tomllib
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

NEEDS = {"name", "issuer", "client_id", "client_secret"}
MAY = {"known_by", "both_factors"}


def read(path: str) -> dict[str, dict[str, Any]]:
    """What the file at `path` sets up, by each directory's code; nothing without a path. ImproperlyConfigured: what is wrong with it."""
    if not path:
        return {}
    with Path(path).open("rb") as file:
        found = tomllib.load(file)
    for code, row in found.items():
        missing, strange = NEEDS - row.keys(), row.keys() - NEEDS - MAY
        if missing or strange:
            raise ImproperlyConfigured(
                f"{path}, [{code}]: missing {sorted(missing)}, not known {sorted(strange)}"
            )
        if not row["issuer"].startswith("https://"):
            raise ImproperlyConfigured(f"{path}, [{code}]: the issuer begins with https://")
    return found
