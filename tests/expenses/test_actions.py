"""Keeping journeys, and reading one's own."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories.base import actor_of, make_service, make_unit, make_worker
from tests.factories.expenses import make_journey
from waymark.core.actors import system
from waymark.core.append_only import missing_guards
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.core.pages import Refused
from waymark.core.records import SignedMeansFixed
from waymark.money.expenses import queries
from waymark.money.expenses.models import Journey

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 15)


@pytest.fixture
def team():
    return make_unit(make_service())


@pytest.fixture
def ann(team):
    return actor_of(make_worker("Ann Dodds", unit=team))


def march(worker):
    return queries.my_journeys(worker, date(2026, 3, 1), TODAY)


def test_a_journey_is_kept_as_it_was_made(ann):
    contact = new_id()
    make_journey(by=ann, source_id=contact)

    kept = Journey.objects.get()
    assert (kept.worker_id, kept.made_on, kept.tenth_miles, kept.travelled_by, kept.source_id) == (
        ann.worker_id,
        date(2026, 3, 4),
        124,
        "car",
        contact,
    )


@pytest.mark.parametrize("same", ["id", "source_id"])
def test_the_same_journey_again_changes_nothing(ann, same):
    id = new_id()
    for tenths in (124, 300):
        make_journey(by=ann, tenth_miles=tenths, **{same: id})

    assert Journey.objects.get().tenth_miles == 124
    assert list(AuditEntry.objects.order_by("id").values_list("outcome", flat=True)) == ["done", "repeat"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"tenth_miles": 0}, "at least a tenth of a mile"),
        ({"tenth_miles": 5_001}, "at most 500.0 miles"),
        ({"travelled_by": ""}, "Say how you travelled"),
        ({"travelled_by": "broom"}, "Say how you travelled"),
    ],
)
def test_what_cannot_be_a_journey_is_refused(ann, wrong, said):
    with pytest.raises(Refused, match=said):
        make_journey(by=ann, **wrong)
    assert not Journey.objects.exists()


def test_the_product_itself_does_not_travel(team):
    with pytest.raises(Refused, match="Only a worker"):
        make_journey(by=system("clock", team.service_id))


def test_a_kept_journey_is_fixed_in_the_product_and_in_the_database(ann):
    kept = make_journey(by=ann)

    with pytest.raises(SignedMeansFixed):
        Journey.objects.update(tenth_miles=999)
    assert missing_guards(connection, "expenses_journey") == []
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE expenses_journey SET tenth_miles = 999")
    kept.refresh_from_db()
    assert kept.tenth_miles == 124


# ------------------------------------------------------------------ reading


def test_a_month_is_told_by_day_by_way_and_in_all(ann):
    make_journey(by=ann, made_on=date(2026, 3, 31), tenth_miles=310)
    make_journey(by=ann, made_on=date(2026, 3, 1), tenth_miles=7, travelled_by="cycle")
    make_journey(by=ann, made_on=date(2026, 3, 4), tenth_miles=124)
    make_journey(by=ann, made_on=date(2026, 4, 1), tenth_miles=999)

    month = march(ann)

    assert [(j.made_on.day, j.how, j.miles) for j in month.journeys] == [
        (1, "Bicycle", "0.7"),
        (4, "Car", "12.4"),
        (31, "Car", "31.0"),
    ]
    assert [(s.how, s.miles) for s in month.sums] == [("Car", "43.4"), ("Bicycle", "0.7")]
    assert month.total == "44.1"


def test_the_month_of_today_has_none_after_it(ann):
    assert march(ann).after == date(2026, 4, 1)
    assert queries.my_journeys(ann, TODAY, TODAY).after is None


def test_nobody_sees_another_s_journeys(ann, team):
    make_journey(by=ann)

    assert march(actor_of(make_worker(unit=team))).journeys == []


def test_journeys_for_another_service_are_not_among_them(ann):
    make_journey(by=ann)
    elsewhere = make_service()
    there = ann.__class__(name=ann.name, worker_id=ann.worker_id, service_id=elsewhere.id)

    assert march(there).journeys == []


def test_a_journey_and_its_log_name_no_person(ann):
    make_journey(by=ann, source_id=new_id())

    entry = AuditEntry.objects.get(action="keep_journey")
    assert entry.person_id is None
    assert entry.detail == {"tenth_miles": 124}
    assert {f.name for f in Journey._meta.fields} == {
        "id",
        "service",
        "worker",
        "made_on",
        "tenth_miles",
        "travelled_by",
        "source_id",
        "recorded_at",
    }


@pytest.mark.parametrize("number", [0, 9])
def test_a_month_is_one_statement(ann, number, django_assert_num_queries):
    for _ in range(number):
        make_journey(by=ann)

    with django_assert_num_queries(1):
        assert len(march(ann).journeys) == number
