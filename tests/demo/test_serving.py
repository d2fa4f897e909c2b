"""`waymark demo` as somebody starts it: the address, the page that says it is filling, and Ctrl-C, which leaves nothing behind."""

import contextlib
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.core.test_serving import free_port, in_group, until

WAYMARK = Path(sys.executable).parent / "waymark"
LEFT_OUT = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "TESTKIT", "WAYMARK_DATA")
pytestmark = pytest.mark.slow


class Demo:
    """The command, in a group of its own, on data of its own."""

    def __init__(self, data, *words):
        self.port = free_port()
        self.process = subprocess.Popen(
            [WAYMARK, "demo", "--data", data, "--port", str(self.port), *words],
            env={name: value for name, value in os.environ.items() if name not in LEFT_OUT},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            process_group=0,  # as a shell does
        )  # fmt: skip

    def page(self):
        try:
            with urllib.request.urlopen(f"http://localhost:{self.port}/sign-in/", timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            return ""

    def runs(self, words):
        return any(words in command for command in in_group(self.process.pid).values())

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
    until(lambda: demo.runs("waymark clock") and demo.runs("waymark demo"))

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
    until(lambda: full_already.runs("waymark clock"))
    assert not full_already.runs("waymark demo")
    full_already.ctrl_c()
    until(full_already.gone, within=15)


def test_ctrl_c_while_it_starts_says_nothing_and_leaves_nothing(started, tmp_path):
    """While the database is made, and when the page is there and the clock and the filling are still being loaded."""
    data = tmp_path / "demo"
    for so_far in ("keys", "page"):
        demo = started(str(data), "--days", "4", "--people", "3")
        until((data / "keys" / "secret.key").exists if so_far == "keys" else demo.page, within=180)

        said = demo.ctrl_c()

        until(demo.gone, within=15)
        assert "Traceback" not in said, said
        assert "KeyboardInterrupt" not in said, said


def test_fresh_takes_the_demo_s_database_away_and_nothing_else(started, tmp_path):
    data = tmp_path / "demo"
    first = started(str(data), "--days", "4", "--people", "3")
    until(first.page, within=180)
    first.ctrl_c()
    until(first.gone, within=15)
    (data / "mine.txt").write_text("kept")
    with contextlib.closing(sqlite3.connect(data / "waymark.sqlite3")) as database, database:
        database.execute("UPDATE services_service SET name = 'Of yesterday'")

    again = started(str(data), "--days", "4", "--people", "3", "--fresh")
    until(again.page, within=180)
    said = again.ctrl_c()
    until(again.gone, within=15)

    assert "Updating the database" in said
    assert "Traceback" not in said, said
    with contextlib.closing(sqlite3.connect(data / "waymark.sqlite3")) as database:
        assert "Of yesterday" not in [
            name for (name,) in database.execute("SELECT name FROM services_service")
        ]
    assert (data / "mine.txt").read_text() == "kept"


def test_fresh_leaves_the_database_of_a_service_where_it_is(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    a_service = {**environment, "WAYMARK_DATA": str(tmp_path)}
    for words in (["prepare"], ["service", "load", "llr-crisis-house"]):
        subprocess.run([WAYMARK, *words], env=a_service, check=True, capture_output=True, timeout=120)
    before = (tmp_path / "waymark.sqlite3").read_bytes()

    said = subprocess.run(
        [WAYMARK, "demo", "--data", tmp_path, "--port", str(free_port()), "--fresh"],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert said.returncode == 1
    assert "This data is not a demo's" in said.stderr
    assert (tmp_path / "waymark.sqlite3").read_bytes() == before


def test_a_service_s_passwords_are_never_made_at_the_demo_s_little_cost():
    code = "from django.conf import settings; print(settings.PASSWORD_HASHERS[0])"
    made = {
        settings: subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": f"waymark.project.settings.{settings}", "WAYMARK_DEMO": demo},
            capture_output=True, text=True, timeout=60, check=True,
        ).stdout.rpartition(".")[2].strip()
        for settings, demo in (("production", "1"), ("dev", ""))
    }  # fmt: skip

    assert made == {"production": "Argon2PasswordHasher", "dev": "Argon2PasswordHasher"}


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
