"""`waymark demo` as somebody starts it: the address, the page that says it is filling, and Ctrl-C, which leaves nothing behind."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.core.test_serving import free_port, in_group, until

WAYMARK = Path(sys.executable).parent / "waymark"
pytestmark = pytest.mark.slow


class Demo:
    """The command, in a group of its own, on data of its own."""

    def __init__(self, data, *words):
        self.port = free_port()
        left_out = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "TESTKIT", "WAYMARK_DATA")
        self.process = subprocess.Popen(
            [WAYMARK, "demo", "--data", data, "--port", str(self.port), *words],
            env={name: value for name, value in os.environ.items() if name not in left_out},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def page(self):
        try:
            with urllib.request.urlopen(f"http://localhost:{self.port}/sign-in/", timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            return ""

    def clock_runs(self):
        """Until then a Ctrl-C meets a process that is still being loaded."""
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"http://localhost:{self.port}/healthz", timeout=5) as answer,
        ):
            return json.loads(answer.read())["clock"]["state"] == "ok"

    def ctrl_c(self):
        """As a terminal does it: to everybody in the group."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.communicate(timeout=30)[0]

    def gone(self):
        return not in_group(self.process.pid)


@pytest.fixture
def started():
    running = []
    yield lambda *words: running.append(Demo(*words)) or running[-1]
    for demo in running:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(demo.process.pid, signal.SIGKILL)
        demo.process.communicate()


def test_it_serves_while_it_fills_and_ctrl_c_stops_all_of_it(started, tmp_path):
    data = str(tmp_path / "demo")
    demo = started(data, "--days", "4", "--people", "3")
    page = until(demo.page, within=180)
    assert re.search(r"The month is still filling: \d+ of \d+\.", page)
    running = " ".join(in_group(demo.process.pid).values())
    assert "django clock" in running
    assert "--part fill" in running
    until(demo.clock_runs)

    said = demo.ctrl_c()

    until(demo.gone, within=15)
    assert f"http://localhost:{demo.port}" in said
    assert "otter-lantern-quilt" in said
    assert "patrick.doyle" in said
    assert "Traceback" not in said, said

    again = started(data)
    until(again.page, within=60)

    def full():
        return "still filling" not in again.page()

    until(full, within=180)
    assert again.ctrl_c().count("Updating the database") == 0
    until(again.gone, within=15)

    full_already = started(data)
    until(full_already.page, within=60)
    assert "--part fill" not in " ".join(in_group(full_already.process.pid).values())
    full_already.ctrl_c()
    until(full_already.gone, within=15)


def test_a_port_that_is_taken_is_said_in_a_sentence(started, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = subprocess.run(
            [WAYMARK, "demo", "--data", str(tmp_path), "--port", str(port)],
            capture_output=True, text=True, timeout=60, check=False,
            env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        )  # fmt: skip

    assert said.returncode == 1
    assert f"Port {port} is in use. Choose another with --port." in said.stderr
