"""The key of the chain: in a file of its own, made once, readable by its owner alone. Keep a copy away from the database."""

import os
import secrets
from pathlib import Path


class KeyMissing(RuntimeError):
    """There is a sealed log, and not the key it was sealed with."""


def read_key(path: Path) -> bytes:
    """The key in `path`: its characters, without the line's end. KeyMissing when there is none."""
    try:
        key = path.read_bytes().strip()
    except OSError as wrong:
        raise KeyMissing(
            f"The audit key {path} cannot be read ({wrong.strerror}). Put back the file this log was sealed with."
        ) from None
    if len(key) < 32:
        raise KeyMissing(
            f"The audit key {path} is too short to be one. Put back the file this log was sealed with."
        )
    return key


def make_key(path: Path) -> bytes:
    """The key in `path`, made now (0600) if there is none. Two processes at once end up with the same one."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _put_whole(path, secrets.token_hex(32))
    return read_key(path)


def _put_whole(path: Path, text: str) -> None:
    """Written aside and linked into place, so that nobody ever reads half a key; the first to link wins."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
