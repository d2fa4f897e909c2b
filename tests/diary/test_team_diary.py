"""The team's diary: who is out, when and with whom; never what for, and nobody whom the reader may not know."""

from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_exclusion, make_person
from tests.factories.diary import make_visit
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.models import AuditEntry

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 4)


@pytest.fixture
def durham():
    with time_machine.travel(london(DAY, 8), tick=False):
        yield real_service("durham-support-recovery")


@pytest.fixture
def ann(durham):
    return hire(durham, "recovery-worker", "Ann Dodds", unit="north")


@pytest.fixture
def joy(durham):
    return hire(durham, "recovery-worker", "Joy Hall", unit="north")


@pytest.fixture
def sam(durham, ann):
    north = unit_of_service(durham, "north")
    person = make_person("Sam", "Okafor", service=durham)
    make_allocation(make_episode(person, north), ann)
    make_visit(person, ann, london(DAY, 14), unit=north, purpose="Talk about the debt", place="12 Mill Lane")
    return person


def page(worker, day=DAY):
    return signed_in_client(worker).get(f"/diary/team/?day={day.isoformat()}").content.decode()


def test_a_colleague_sees_who_is_out_and_with_whom_and_not_what_for(durham, ann, joy, sam):
    seen = page(joy)
    assert seen.index("Ann Dodds") < seen.index("14:00") < seen.index("Joy Hall, Recovery Worker")
    assert "Sam Okafor" in seen
    assert "debt" not in seen
    assert "Mill Lane" not in seen
    assert "Nothing is planned for Joy Hall." in seen


def test_whoever_has_nothing_planned_is_named_in_one_line(durham, ann, joy, sam):
    for name in ("Bo Lind", "Cy Marsh"):
        hire(durham, "recovery-worker", name, unit="north")
    seen = page(ann)
    assert "Nothing is planned for Bo Lind, Cy Marsh and Joy Hall." in seen
    assert seen.count("<section") == 1


def test_whom_the_reader_may_not_know_is_a_visit_and_is_not_read(durham, ann, joy, sam):
    make_exclusion(sam, joy)
    seen = page(joy)
    assert "14:00" in seen
    assert "A visit" in seen
    assert "Sam" not in seen
    assert str(sam.pk) not in seen
    assert not AuditEntry.objects.filter(actor=f"worker:{joy.pk}", person_id=sam.pk).exists()


def test_another_team_is_not_in_it(durham, ann, sam):
    stranger = hire(durham, "recovery-worker", "Bea South", unit="south")
    seen = page(stranger)
    assert "Ann Dodds" not in seen
    assert "14:00" not in seen


def test_a_day_without_visits_and_a_day_that_is_none(durham, ann, sam):
    assert "14:00" not in page(ann, date(2026, 3, 5))
    assert "The team’s diary" in signed_in_client(ann).get("/diary/team/?day=never").content.decode()


def test_it_asks_no_more_of_a_longer_day(durham, ann, joy, sam, django_assert_max_num_queries):
    north = unit_of_service(durham, "north")
    for hour in (9, 10, 11, 12):
        person = make_person(f"Person {hour}", "Marsh", service=durham)
        make_allocation(make_episode(person, north), joy)
        make_visit(person, joy, london(DAY, hour), unit=north)
    client = signed_in_client(ann)
    client.get("/diary/team/")
    with django_assert_max_num_queries(10):
        client.get("/diary/team/")
