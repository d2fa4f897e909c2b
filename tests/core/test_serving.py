"""The product served as an operator serves it: what is started, what happens when a part dies, and that nothing is left behind."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from waymark.core import serving

WAYMARK = Path(sys.executable).parent / "waymark"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def until(what, within=60):
    """The first true answer, asked again and again."""
    began = time.monotonic()
    while time.monotonic() - began < within:
        if answer := what():
            return answer
        time.sleep(0.1)
    pytest.fail(f"{what.__name__}: not within {within} s")


def in_group(group):
    """Every living process of a group, by its name."""
    found = {}
    for name in os.listdir("/proc"):
        with contextlib.suppress(OSError, IndexError):
            fields = Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()
            if name.isdigit() and fields[2] == str(group) and fields[0] != "Z":
                found[int(name)] = Path(f"/proc/{name}/comm").read_text().strip()
    return found


class Served:
    """`waymark serve` on a fresh SQLite installation, in a group of its own."""

    def __init__(self, data):
        self.port = free_port()
        kept = {
            k: v
            for k, v in os.environ.items()
            if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "TESTKIT")
        }
        self.process = subprocess.Popen(
            [WAYMARK, "serve"],
            env={**kept, "WAYMARK_DATA": str(data), "PORT": str(self.port), "WAYMARK_WORKERS": "1"},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def health(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                return json.loads(answer.read())
        except OSError:
            return None

    def well(self):
        said = self.health()
        return said is not None and said["clock"]["state"] == "ok"

    def clocks(self):
        return [pid for pid, command in in_group(self.process.pid).items() if command == "waymark clock"]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("served")


@pytest.fixture
def served(data):
    running = Served(data)
    yield running
    with contextlib.suppress(ProcessLookupError):
        os.killpg(running.process.pid, signal.SIGKILL)
    running.process.communicate()


@pytest.mark.slow
def test_one_group_serves_keeps_the_clock_going_and_ends_whole_when_asked(served):
    until(served.well, within=120)
    group = served.process.pid
    assert len(in_group(group)) == 3  # the parent, one worker, the clock
    [first] = served.clocks()

    os.kill(first, signal.SIGKILL)
    until(lambda: [pid for pid in served.clocks() if pid != first])

    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(60) == 0
    assert in_group(group) == {}


@pytest.mark.slow
def test_when_the_parent_is_killed_its_children_go(served):
    until(served.well, within=120)
    group = served.process.pid

    served.process.kill()

    until(lambda: not in_group(group))


TOLD_TWICE = """
from concurrent.futures import ThreadPoolExecutor
from waymark.core.serving import Worker
worker = Worker.__new__(Worker)
worker.tpool = ThreadPoolExecutor()
with worker.tpool._shutdown_lock:
    worker.handle_quit(2, None)
"""


def test_a_worker_that_is_told_to_go_goes_whatever_it_is_doing():
    """Ctrl-C at a terminal, and the arbiter's word a moment later: it hung until it was killed, 25 seconds after."""
    gone = subprocess.run([sys.executable, "-c", TOLD_TWICE], timeout=20, check=False)

    assert gone.returncode == 0


class TestTheClockChild:
    """How it is started again: soon at first, then at most every 30 seconds."""

    @pytest.fixture
    def time_of(self, monkeypatch):
        class Now:
            at = 100.0

        monkeypatch.setattr(serving.time, "monotonic", lambda: Now.at)
        return Now

    def test_a_clock_that_cannot_start_is_tried_less_and_less_often(self, time_of):
        clock = serving.Clock(lambda: None)
        clock.keep()
        waits = []
        for _ in range(7):
            clock.process.wait(30)
            clock.keep()
            waits.append(clock.not_before - time_of.at)
            time_of.at = clock.not_before
            clock.keep()
        clock.stop()

        assert waits == [2, 4, 8, 16, 30, 30, 30]

    def test_one_that_ran_for_a_while_is_started_again_after_a_second(self, time_of):
        clock = serving.Clock(lambda: None)
        clock.keep()
        clock.process.wait(30)
        time_of.at += 60
        clock.keep()

        assert clock.not_before - time_of.at == 1

    def test_stopping_one_that_never_started_is_nothing(self):
        serving.Clock(lambda: None).stop()
