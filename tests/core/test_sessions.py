"""A session that cannot be saved: a lost database is our fault, and an ended session no page of the framework's."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import DatabaseError, OperationalError

from tests.factories.base import make_service, make_unit, make_worker
from tests.factories.sign_in import signed_in_client
from waymark.core import clock

pytestmark = pytest.mark.django_db


def answer_when_saving_the_session_says(monkeypatch, error):
    """Ten minutes on, so that the request marks the session as seen."""

    def save(self, *args, **kwargs):
        raise error

    client = signed_in_client(make_worker("Ann Dodds", unit=make_unit(make_service())))
    client.raise_request_exception = False
    monkeypatch.setattr(Session, "save", save)
    with time_machine.travel(clock.now() + timedelta(minutes=10), tick=False):
        return client.get("/tasks/")


def test_a_connection_that_breaks_there_is_no_bad_request(monkeypatch):
    """A phone sends again what got a 500, and takes a 400 for a refusal of its words."""
    answer = answer_when_saving_the_session_says(monkeypatch, OperationalError("terminating connection"))

    assert answer.status_code == 500


def test_a_session_ended_meanwhile_gets_a_sentence(monkeypatch):
    answer = answer_when_saving_the_session_says(monkeypatch, DatabaseError("no row was updated"))

    assert answer.status_code == 400
    assert "Go back, reload the page and send it again." in answer.content.decode()
