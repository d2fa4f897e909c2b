"""The file: contents in, one encrypted file out, and back. Packed, squeezed and encrypted as it flows, never in the clear on the way."""

import gzip
import io
import os
import shutil
import tarfile
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO

import pyrage

Member = tuple[str, Path]
"""A name in the file, and where it lies on this machine."""
HEADER = b"age-encryption.org/"
Writes = Callable[[IO[bytes]], object]


class NotOurs(RuntimeError):
    """The file cannot be opened, or is not whole; says why, in words for whoever runs the command."""


def identity(path: Path) -> pyrage.x25519.Identity:
    """The secret key in `path`, as `age-keygen` writes them: the first line that is one."""
    try:
        lines = path.read_text(encoding="ascii").split()
    except (OSError, UnicodeDecodeError):
        raise NotOurs(f"The key of the backups is not in {path}. Say where with --key-file.") from None
    for line in lines:
        if line.startswith("AGE-SECRET-KEY-"):
            return pyrage.x25519.Identity.from_str(line)
    raise NotOurs(f"{path} holds no key of backups: it begins AGE-SECRET-KEY-.")


def make_identity(path: Path) -> bool:
    """A key for this installation's backups, for its owner alone. False when there was one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{pyrage.x25519.Identity.generate()}\n")
        return True
    return False


def recipient(words: str) -> pyrage.x25519.Recipient:
    """A public key: age1…"""
    try:
        return pyrage.x25519.Recipient.from_str(words)
    except pyrage.RecipientError:
        raise NotOurs(f"{words!r} is not a public key of age: it begins age1.") from None


def write(to: Path, recipients: list[pyrage.x25519.Recipient], text: bytes, members: Iterable[Member]) -> int:
    """Make the file: written aside, flushed to the disk and only then given its name. Gives its size in bytes.

    `text` is the list of contents, first in it, so that a restore knows what comes.
    """
    aside = to.with_name(f".{to.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as sealed:
            with _Piped(lambda out: _pack(out, text, members)) as packed:
                pyrage.encrypt_io(packed, sealed, recipients)
            sealed.flush()
            os.fsync(sealed.fileno())
        os.link(aside, to)
        return to.stat().st_size
    except FileExistsError:
        raise NotOurs(f"There is a file {to} already. Give another name: nothing is written over.") from None
    finally:
        aside.unlink(missing_ok=True)


def read(file: Path, key: pyrage.x25519.Identity, into: Path) -> None:
    """Take the file apart in a folder. NotOurs when it is none, when the key is another, or when a byte of it is missing or changed."""
    try:
        with file.open("rb") as sealed:
            begins = sealed.read(len(HEADER))
    except OSError as wrong:
        raise NotOurs(f"{file} cannot be read: {wrong.strerror}.") from None
    if begins != HEADER:
        raise NotOurs(f"{file} is not a backup of Waymark.")
    try:
        with file.open("rb") as sealed, _Piped(lambda out: pyrage.decrypt_io(sealed, out, [key])) as opened:
            with tarfile.open(fileobj=opened, mode="r|gz") as packed:
                _unpack(packed, into)
            opened.read()  # to the end, so that what follows the last member is checked as well
    except pyrage.DecryptError:
        raise NotOurs(f"{file} was made for another key. Give the right one with --key-file.") from None
    except (OSError, EOFError, tarfile.TarError) as wrong:
        raise NotOurs(f"{file} is damaged or not whole ({wrong}). Take an older one.") from None


def _pack(out: IO[bytes], text: bytes, members: Iterable[Member]) -> None:
    with (
        gzip.GzipFile(fileobj=out, mode="wb", compresslevel=5) as smaller,
        tarfile.open(fileobj=smaller, mode="w|") as packed,
    ):
        told = tarfile.TarInfo("contents.json")
        told.size, told.mode = len(text), 0o600
        packed.addfile(told, io.BytesIO(text))
        for name, path in members:
            packed.add(path, arcname=name)


def _unpack(packed: tarfile.TarFile, into: Path) -> None:
    """Plain files alone, and inside the folder alone. (tarfile's own filter is not in every Python 3.11.)"""
    for member in packed:
        to = (into / member.name).resolve()
        if not member.isfile() or not to.is_relative_to(into.resolve()):
            raise NotOurs(f"The backup holds {member.name!r}, which no backup of Waymark does.")
        to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        content = packed.extractfile(member)
        assert content is not None
        with os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            shutil.copyfileobj(content, file, 1 << 20)


class _Piped:
    """What one function writes, to be read here: it runs beside us, and what goes wrong in it is raised here at the end."""

    def __init__(self, write: Writes) -> None:
        ours, theirs = os.pipe()
        self.reads = os.fdopen(ours, "rb")
        self.wrong: BaseException | None = None
        self.thread = threading.Thread(target=self._run, args=(write, theirs), daemon=True)

    def _run(self, write: Writes, end: int) -> None:
        try:
            with os.fdopen(end, "wb") as out:
                write(out)
        except BaseException as wrong:  # told to whoever reads
            self.wrong = wrong

    def __enter__(self) -> IO[bytes]:
        self.thread.start()
        return self.reads

    def __exit__(self, kind: object, raised: object, where: object) -> None:
        self.reads.close()
        self.thread.join()
        if self.wrong is not None and not isinstance(self.wrong, BrokenPipeError):
            raise self.wrong from None
