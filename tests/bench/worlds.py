"""The worlds that are measured: made once by `waymark testkit scale`, kept under /tmp by what they were made from, and copied for each run,
so that what a run writes is gone after it.
"""

import hashlib
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.postgres import Cluster
from tests.bench.processes import WAYMARK, Server
from tests.house import ROOT
from waymark.core import clock

HOME = Path(os.environ.get("WAYMARK_BENCH", "/tmp/waymark-bench"))
MADE_FROM = (
    "testkit/waymark_testkit/scale/*",
    "waymark/**/models.py",
    "waymark/**/migrations/*.py",
    "waymark/organisation/services/data/*",
    "waymark/people/service_users/rules/*.py",
    "waymark/work/search/rules/*.py",
)
SEED = 42


@dataclass(frozen=True)
class Size:
    """How big a world is."""

    people: int
    notes: int

    def __str__(self) -> str:
        return f"{self.people:,} people, {self.notes:,} notes"


FULL = (Size(10_000, 100_000), Size(110_000, 1_100_000))
QUICK = (Size(800, 8_000), Size(8_800, 88_000))


@dataclass
class World:
    """A world that runs: its server, its database, and whom to measure as."""

    server: Server
    measured: dict[str, Any]
    environment: dict[str, str]
    cluster: Cluster | None = None

    def database_pids(self) -> list[int]:
        """The processes of the database, where it has its own."""
        from tests.bench.postgres import children

        pid = self.cluster.pid() if self.cluster else None
        return [pid, *children(pid)] if pid else []

    def command(self, *words: str) -> str:
        """What a `waymark` command says."""
        done = subprocess.run(
            [WAYMARK, *words], env=self.environment, capture_output=True, text=True, check=True, timeout=120
        )
        return done.stdout.strip()


def digest(size: Size, database: str) -> str:
    """What a world is made from: the loader, the tables, the rules that fill them, the day and the size."""
    found = hashlib.sha256(f"{size}/{database}/{SEED}/{clock.today()}".encode())
    for pattern in MADE_FROM:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                found.update(path.read_bytes())
    return found.hexdigest()[:16]


def kept(size: Size, database: str) -> Path:
    """The folder of a world, made now if it is not there."""
    home = HOME / f"{database}-{size.people}-{digest(size, database)}"
    if not (home / "measured.json").exists():
        for old in HOME.glob(f"{database}-{size.people}-*"):
            shutil.rmtree(old)
        _make(home, size, database)
    return home


def _make(home: Path, size: Size, database: str) -> None:
    began = time.monotonic()
    print(f"Making a world of {size} on {database} …", flush=True)
    cluster = _cluster(home, database, new=True)
    try:
        environment = _environment(home, cluster)
        _waymark(environment, "prepare")
        said = _waymark(
            environment,
            "testkit",
            "scale",
            "--people",
            str(size.people),
            "--notes",
            str(size.notes),
            "--seed",
            str(SEED),
        )
    finally:
        if cluster:
            cluster.stop()
    (home / "measured.json").write_text(said)
    print(f"  made in {time.monotonic() - began:.0f} s", flush=True)


def _cluster(home: Path, database: str, *, new: bool = False) -> Cluster | None:
    (home / "data").mkdir(parents=True, exist_ok=True)
    if database == "sqlite":
        return None
    cluster = Cluster(home / "cluster")
    if new:
        cluster.make()
    cluster.start()
    return cluster


def _environment(home: Path, cluster: Cluster | None) -> dict[str, str]:
    """What an operator sets, and TESTKIT=1."""
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "DJANGO_SETTINGS_MODULE": "waymark.project.settings.production",
        "WAYMARK_DATA": str(home / "data"),
        "TESTKIT": "1",
        **({"DATABASE_URL": cluster.url} if cluster else {}),
    }


def _waymark(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [WAYMARK, *words], env=environment, stdout=subprocess.PIPE, text=True, check=True, timeout=3_600
    )
    return done.stdout


@contextmanager
def opened(size: Size, database: str) -> Iterator[World]:
    """A copy of the world, served. Everything of it is gone afterwards."""
    master = kept(size, database)
    home = HOME / f"run-{os.getpid()}-{size.people}"
    shutil.rmtree(home, ignore_errors=True)
    subprocess.run(["cp", "-a", "--reflink=auto", master, home], check=True)
    cluster = _cluster(home, database)
    server = Server(_environment(home, cluster), home / "server.log")
    beside = None
    try:
        server.start()
        beside = None if cluster else _clock(server)
        measured = json.loads((home / "measured.json").read_text().splitlines()[-1])
        yield World(server, measured, server.environment, cluster)
    finally:
        if beside:
            beside.terminate()
            beside.wait(20)
        server.stop()
        if cluster:
            cluster.stop()
        shutil.rmtree(home, ignore_errors=True)


def _clock(server: Server) -> subprocess.Popen[bytes]:
    """The clock process, as an operator runs it beside: on SQLite it keeps the search's index in few pieces. Its cost is its own."""
    with server.log.open("ab") as log:
        return subprocess.Popen([WAYMARK, "clock"], env=server.environment, stdout=log, stderr=log)
