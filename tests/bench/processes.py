"""The product as an operator starts it, and what its processes cost: CPU and memory out of /proc, for the whole process group."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
WAYMARK = Path(sys.executable).parent / "waymark"


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass
class Server:
    """`waymark serve` in a process group of its own, on one database."""

    environment: dict[str, str]
    log: Path
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    started_in: float = 0.0

    def start(self, wait: float = 60) -> None:
        """Start it, and wait until it answers. `started_in`: seconds from the command to the first answer."""
        self.port = self.port or free_port()
        began = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [WAYMARK, "serve"],
                env={**self.environment, "PORT": str(self.port)},
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() - began > wait:
                self.kill()
                raise RuntimeError(f"The server did not start:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.01)
        self.started_in = time.monotonic() - began

    def answers(self) -> bool:
        """Whether /healthz answers at all, well or not."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False

    def stop(self) -> None:
        """As an operator stops it."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process = None

    def kill(self) -> None:
        """SIGKILL to the whole process group at once."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)
        self.process = None

    def pids(self) -> list[int]:
        """Every process of the group."""
        group = self.process.pid if self.process else 0
        return [pid for pid in running() if _stat(pid)[2:3] == [str(group)]]

    def web(self) -> list[int]:
        """The processes that answer requests and watch over them: all but the clock, whose passes cost the same whatever is asked."""
        return [pid for pid in self.pids() if name_of(pid) != "waymark clock"]

    def cpu(self) -> float:
        """Seconds of CPU the web processes have used."""
        return sum(cpu_of(pid) for pid in self.web())

    def clock_cpu(self) -> float:
        """Seconds of CPU the clock process has used."""
        return sum(cpu_of(pid) for pid in set(self.pids()) - set(self.web()))

    def memory(self) -> float:
        """MiB the group holds, each shared page counted once (PSS)."""
        return sum(memory_of(pid) for pid in self.pids())


@dataclass
class Usage:
    """CPU seconds used since it was made: by the server's processes, and by the database's where it has its own."""

    server: Server
    database_pids: list[int] = field(default_factory=list)
    began: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        self.began = self._now()

    def used(self) -> tuple[float, float]:
        now = self._now()
        return now[0] - self.began[0], now[1] - self.began[1]

    def _now(self) -> tuple[float, float]:
        return self.server.cpu(), sum(cpu_of(pid) for pid in self.database_pids)


def running() -> list[int]:
    """Every process id of this machine."""
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def command_of(pid: int) -> bytes:
    """What a process was started as."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def name_of(pid: int) -> str:
    """What a process is called."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/comm").read_text().strip()
    return ""


def cpu_of(pid: int) -> float:
    """Seconds of CPU of a process and of its children that are gone."""
    fields = _stat(pid)
    return sum(map(int, fields[11:15])) / TICKS if fields else 0.0


def memory_of(pid: int) -> float:
    """MiB of a process, shared pages by share."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _stat(pid: int) -> list[str]:
    """The fields of /proc/pid/stat from the third (state) on."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return []
