"""Whether the product is well, told to whoever asks, and nothing else told."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError

from waymark.core import clock, heartbeats, views

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel("2026-03-02T12:00:00+00:00", tick=False):
        yield


@pytest.fixture
def up_for_long(monkeypatch):
    monkeypatch.setattr(views, "STARTED", clock.now() - timedelta(hours=1))


def health(client):
    response = client.get("/healthz")
    return response.status_code, json.loads(response.content)


def beat(ago, **detail):
    heartbeats.beat(heartbeats.CLOCK, detail, clock.now() - ago)


@pytest.mark.usefixtures("up_for_long")
def test_all_is_well_while_the_clock_beats(client):
    beat(timedelta(seconds=5))

    assert health(client) == (
        200,
        {"status": "ok", "database": "ok", "clock": {"state": "ok", "seconds_ago": 5}},
    )


@pytest.mark.usefixtures("up_for_long")
def test_a_clock_silent_for_more_than_90_seconds_is_told(client):
    beat(timedelta(seconds=95))

    assert health(client) == (
        503,
        {"status": "wrong", "database": "ok", "clock": {"state": "late", "seconds_ago": 95}},
    )


@pytest.mark.usefixtures("up_for_long")
def test_a_clock_that_beats_over_a_failing_job_is_told(client):
    since = clock.now() - timedelta(minutes=5)
    beat(timedelta(seconds=1), failing={"seal": since.isoformat()})

    status, said = health(client)

    assert (status, said["clock"]["state"]) == (503, "late")
    assert "seal" not in json.dumps(said)


@pytest.mark.usefixtures("up_for_long")
def test_a_clock_that_never_beat_is_told(client):
    assert health(client)[0] == 503


def test_the_clock_is_given_ninety_seconds_to_start(client, monkeypatch):
    monkeypatch.setattr(views, "STARTED", clock.now() - timedelta(seconds=80))
    beat(timedelta(days=2))

    status, said = health(client)

    assert (status, said["clock"]["state"]) == (200, "starting")


def test_a_database_that_does_not_answer_is_told(client, monkeypatch):
    def refuse(*_):
        raise OperationalError("could not connect to 10.0.0.1 as waymark")

    monkeypatch.setattr(heartbeats, "pulse", refuse)

    status, said = health(client)

    assert (status, said["database"]) == (503, "down")
    assert "10.0.0.1" not in json.dumps(said)


def test_a_page_about_a_broken_database_is_still_a_page(client, monkeypatch):
    """The banner asks the database whether alerts run; when it does not answer, the page says that they do not."""

    def refuse(*_):
        raise OperationalError

    monkeypatch.setattr(heartbeats, "pulse", refuse)
    heartbeats.remember(late=False, at=clock.now() - timedelta(minutes=1))

    response = client.get("/sign-in/")

    assert response.status_code == 200
    assert heartbeats.alerting_is_late()
