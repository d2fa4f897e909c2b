"""My journeys, through the front door."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from tests.factories.base import actor_of, make_service, make_unit, make_worker, sign_in
from tests.factories.expenses import make_journey
from waymark.people.access.choices import Profile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_april():
    with time_machine.travel(datetime(2026, 4, 15, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def team(in_april):
    return make_unit(make_service())


@pytest.fixture
def ann(team):
    return make_worker("Ann Dodds", unit=team)


@pytest.fixture
def client(client, ann):
    return sign_in(client, ann)


def said(response):
    """The page as one line of text."""
    return " ".join(response.content.decode().split())


def test_this_month_with_nothing_in_it_says_how_journeys_come_here(client):
    text = said(client.get("/expenses/"))

    assert "No journeys in April 2026." in text
    assert "When you record a contact, say how far you travelled and how" in text
    assert '?month=2026-03">The month before</a>' in text
    assert "The month after" not in text


def test_a_month_shows_each_journey_and_how_far_in_all(client, ann):
    make_journey(by=actor_of(ann), tenth_miles=124)
    make_journey(by=actor_of(ann), tenth_miles=3, travelled_by="foot", made_on=date(2026, 3, 9))

    text = said(client.get("/expenses/", {"month": "2026-03"}))

    assert "<strong>12.7 miles</strong> in 2 journeys: car 12.4, on foot 0.3." in text
    assert text.index("4 Mar 2026") < text.index("9 Mar 2026")
    assert '?month=2026-04">The month after</a>' in text


@pytest.mark.parametrize("month", ["soon", "0001-01", "9999-12", "2026-05", ""])
def test_what_is_no_month_or_still_to_come_is_this_month(client, month):
    response = client.get("/expenses/", {"month": month})

    assert response.status_code == 200
    assert "April 2026" in said(response)


def test_a_colleague_s_journeys_are_nowhere_on_the_page(client, team):
    make_journey(by=actor_of(make_worker(unit=team)))

    assert "12.4" not in said(client.get("/expenses/", {"month": "2026-03"}))


def test_a_commissioner_has_no_journeys(client, team):
    assert (
        sign_in(client, make_worker(unit=team, profile=Profile.COMMISSIONER)).get("/expenses/").status_code
        == 403
    )
