"""Keys made once and kept in the data folder, readable by their owner alone. Never in the repository."""

import os
import secrets
from pathlib import Path


def of(data: Path, name: str) -> str:
    """The secret of this installation, made at first use (0600). `WAYMARK_SECRET_KEY` wins where an operator keeps keys elsewhere."""
    given = os.environ.get("WAYMARK_SECRET_KEY")
    if given:
        return given
    path = data / "keys" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(path, secrets.token_urlsafe(48))
    return path.read_text(encoding="utf8").strip()


def _write_once(path: Path, text: str) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="utf8") as file:
        file.write(text)
