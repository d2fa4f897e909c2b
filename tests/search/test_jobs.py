"""The index is put into one piece at night, in steps, and finds the same before and after."""

from datetime import date, timedelta

import pytest
from django.db import connection

from tests.factories.real_service import london
from waymark.core import heartbeats
from waymark.core.ids import new_id
from waymark.people.access.choices import Sensitivity
from waymark.work.search import actions, jobs, queries

pytestmark = pytest.mark.django_db
NIGHT = london(date(2026, 3, 4), 2, 30)
sqlite_only = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL keeps its index in one piece by itself"
)


def write(by, person, text):
    actions.push_passage(
        by=by, id=new_id(), person_id=person.pk, source="case_notes.note", author_id=by.worker_id, occurred_at=NIGHT,
        sensitivity=Sensitivity.ORDINARY, text=text,
    )  # fmt: skip


@pytest.fixture
def written(ann, sam):
    """Three hundred passages, each in a piece of the index of its own until they are merged."""
    for number in range(300):
        write(ann, sam, f"The allotment, day {number}, with word{number}")
    return ann


def pieces():
    """How many segments the index lies in: the rows of SQLite's own list of where each of their pages begins."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT segid) FROM search_index_idx")
        return cursor.fetchone()[0]


@sqlite_only
def test_at_night_it_is_merged_step_by_step_and_then_left_alone(written, monkeypatch):
    monkeypatch.setattr(jobs, "FROM_THE_BEGINNING", -1)
    monkeypatch.setattr(jobs, "ONWARDS", 1)
    before = queries.search_text(written, "allotment", limit=50).total
    assert pieces() > 1

    steps = 0
    while jobs.tidy(NIGHT):
        steps += 1
        assert steps < 1_000

    assert steps >= 1
    assert pieces() == 1
    assert queries.search_text(written, "allotment", limit=50).total == before == 300
    assert queries.search_text(written, "word77", limit=50).total == 1
    assert heartbeats.state_of(jobs.PROCESS) == {"done": "2026-03-04"}
    assert jobs.tidy(NIGHT) == 0


@sqlite_only
def test_the_next_night_takes_up_what_was_written_since(written, sam):
    jobs.tidy_now()
    while jobs.tidy(NIGHT):
        pass
    write(written, sam, "The greenhouse")
    assert pieces() == 2
    while jobs.tidy(NIGHT + timedelta(days=1)):
        pass
    assert pieces() == 1
    assert queries.search_text(written, "greenhouse", limit=50).total == 1


@sqlite_only
def test_by_day_many_small_pieces_are_put_together_and_few_are_left_alone(written):
    assert pieces() > jobs.FEW
    by_day = london(date(2026, 3, 4), 14)

    assert jobs.tidy(by_day) == 1
    while jobs.tidy(by_day):
        pass

    assert pieces() <= jobs.FEW
    assert queries.search_text(written, "allotment", limit=50).total == 300
    assert jobs.tidy(by_day) == 0
    assert heartbeats.state_of(jobs.PROCESS) == {}


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite's lies in pieces")
def test_postgresql_is_left_to_itself(written):
    assert jobs.tidy(NIGHT) == jobs.tidy(london(date(2026, 3, 4), 14)) == 0
