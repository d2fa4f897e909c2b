"""The clock process: every job by itself, a heartbeat each pass, gone within a second when told, and seen when it is silent (A40)."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError, connection
from django.template.loader import render_to_string

from waymark.core import audit, clock, heartbeats, passes
from waymark.core.actors import system
from waymark.core.models import AuditEntry, Heartbeat
from waymark.core.passes import Job

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def broken(at: datetime) -> int:
    raise OperationalError("server closed the connection: Sam Okafor")


@pytest.mark.django_db
def test_a_job_that_fails_stops_no_other_and_is_told_without_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    jobs = [Job("first", lambda at: 2), Job("broken", broken), Job("last", lambda at: 3)]
    with time_machine.travel(NOW, tick=False):
        result = passes.run_pass(jobs)
    assert result.total == 5
    beat = Heartbeat.objects.get(process="clock")
    assert beat.at == NOW
    assert beat.detail == {
        "done": {"first": 2, "last": 3},
        "failing": {"broken": NOW.isoformat()},
        "errors": {"broken": "OperationalError"},
    }
    assert "'broken' failed: OperationalError" in caplog.text
    assert "Okafor" not in caplog.text


@pytest.mark.django_db
def test_a_job_is_failing_since_it_first_failed_until_it_works_again() -> None:
    for minute in range(3):
        with time_machine.travel(NOW + timedelta(minutes=minute), tick=False):
            passes.run_pass([Job("broken", broken)])
    assert heartbeats.pulse().failing == {"broken": NOW}
    passes.run_pass([Job("broken", lambda at: 0)])
    assert heartbeats.pulse().failing == {}


@pytest.mark.django_db
def test_a_backlog_is_worked_off_in_one_pass_and_no_job_runs_for_ever() -> None:
    left = [3]

    def one(at: datetime) -> int:
        left[0] -= 1 if left[0] else 0
        return 1 if left[0] else 0

    assert passes.run_pass([Job("some", one, times=10)]).total == 2
    assert passes.run_pass([Job("endless", lambda at: 1, times=10)]).total == 10
    assert passes.run_pass([Job("once", lambda at: 1)], until_done=True).total == 1


@pytest.mark.django_db
def test_a_pass_that_is_told_to_stop_goes_after_the_job_in_hand() -> None:
    ran: list[str] = []
    jobs = [Job(name, lambda at, name=name: ran.append(name) or 0) for name in ("one", "two")]
    passes.run_pass(jobs, stopping=lambda: bool(ran))
    assert ran == ["one"]


@pytest.mark.django_db
def test_the_clock_goes_on_when_the_database_cannot_be_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeats, "beat", lambda *_: (_ for _ in ()).throw(OperationalError("down")))
    assert passes.run_pass([Job("works", lambda at: 1)]).total == 1


@pytest.mark.django_db
def test_once_says_what_was_done_and_the_second_time_nothing(
    capsys: pytest.CaptureFixture[str], settings: Any, tmp_path: Any
) -> None:
    settings.AUDIT_KEY_FILE = tmp_path / "audit.key"
    for _ in range(3):
        audit.write(system("test"), "try")
    totals = []
    for _ in range(2):
        call_command("clock", "--once")
        totals.append(json.loads(capsys.readouterr().out))
    assert totals == [{"total": 3}, {"total": 0}]
    assert not AuditEntry.objects.filter(seq=None).exists()


@pytest.mark.parametrize(
    ("beat", "failing", "late"),
    [
        (None, {}, True),
        (timedelta(seconds=-90), {}, False),
        (timedelta(seconds=-91), {}, True),
        (timedelta(seconds=91), {}, True),
        (timedelta(0), {"alerts": timedelta(seconds=-90)}, False),
        (timedelta(0), {"alerts": timedelta(seconds=-91)}, True),
    ],
)
def test_when_nobody_should_rely_on_the_clock(
    beat: timedelta | None, failing: dict[str, timedelta], late: bool
) -> None:
    since = {job: NOW + ago for job, ago in failing.items()}
    pulse = heartbeats.Pulse(at=None if beat is None else NOW + beat, failing=since)
    assert pulse.is_late(NOW) is late


@pytest.mark.django_db
def test_pages_say_that_alerts_are_not_running_after_ninety_seconds_of_silence() -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        heartbeats.beat("clock", {}, NOW)
        heartbeats.remember(late=False, at=NOW)
        traveller.shift(90)
        assert "Alerts are not running" not in render_to_string("core/alerting.html")
        traveller.shift(6)
        assert "Alerts are not running" in render_to_string("core/alerting.html")
        heartbeats.beat("clock", {}, clock.now())
        traveller.shift(6)
        assert "Alerts are not running" not in render_to_string("core/alerting.html")


@pytest.mark.django_db
def test_most_pages_ask_the_database_nothing_about_alerts(django_assert_num_queries: Any) -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        heartbeats.remember(late=False, at=NOW)
        traveller.shift(4)
        with django_assert_num_queries(0):
            heartbeats.alerting_is_late()
        traveller.shift(2)
        with django_assert_num_queries(1):
            heartbeats.alerting_is_late()
            heartbeats.alerting_is_late()


@pytest.fixture
def process(tmp_path: Any, transactional_db: None) -> Iterator[subprocess.Popen[bytes]]:
    """`waymark clock` as a process of its own, on the database of this test."""
    found = connection.settings_dict
    url = f"sqlite:///{found['NAME']}"
    if connection.vendor == "postgresql":
        where = f"{found['HOST']}:{found['PORT']}/{found['NAME']}"
        url = f"postgresql://{found['USER']}:{found['PASSWORD']}@{where}"
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "WAYMARK_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "waymark.project.settings.dev",
    }
    running = subprocess.Popen([sys.executable, "-m", "django", "clock"], env=environment)
    yield running
    running.kill()
    running.wait()


def until(done: Any, seconds: float = 30) -> bool:
    """Whether it comes true in time."""
    for _ in range(int(seconds / 0.05)):
        if done():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.slow
def test_the_process_seals_beats_and_leaves_within_a_second_of_being_told(
    process: subprocess.Popen[bytes],
) -> None:
    audit.write(system("test"), "try")
    assert until(
        lambda: (
            AuditEntry.objects.filter(seq=1).exists() and Heartbeat.objects.filter(process="clock").exists()
        )
    )
    process.send_signal(signal.SIGTERM)
    asked = time.monotonic()
    process.wait(timeout=5)
    assert time.monotonic() - asked < 1.2
    assert process.returncode == 0


@pytest.mark.slow
def test_the_process_leaves_in_time_even_while_the_database_makes_it_wait(
    process: subprocess.Popen[bytes],
) -> None:
    assert until(lambda: Heartbeat.objects.filter(process="clock").exists())
    from django.db import transaction

    with transaction.atomic():
        Heartbeat.objects.select_for_update().get(process="clock")
        Heartbeat.objects.filter(process="clock").update(detail={})
        time.sleep(1.5)
        process.send_signal(signal.SIGTERM)
        asked = time.monotonic()
        process.wait(timeout=5)
    assert time.monotonic() - asked < 1.2
