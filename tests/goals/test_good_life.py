"""LDS-07 as it happens: what a good life means to Jo heads her goals, and how far she says she has come is reported, never of a few."""

import html
from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.support.goals.models import GoodLife, LifeRating

pytestmark = pytest.mark.django_db
STATEMENT = "my own flat and seeing my son weekly"
HEARD = "They said it, and it was written down in their words"
MARCH, JUNE = date(2026, 3, 4), date(2026, 6, 10)


@pytest.fixture(autouse=True)
def the_day_itself():
    with time_machine.travel(london(MARCH, 10), tick=False):
        yield


def said(response):
    """The page as one line of plain text."""
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.fixture
def leeds():
    return real_service("leeds-recovery-centre")


@pytest.fixture
def kiran(leeds):
    return hire(leeds, "recovery-worker", "Kiran Shah")


def somebody(leeds, kiran, name):
    person = make_person(name, "Bennett", service=leeds)
    make_allocation(make_episode(person, unit_of_service(leeds, "recovery-centre")), kiran)
    return person


def rate(client, person, rating, day, area="whole"):
    answer = {"id": str(new_id()), "area": area, "rating": str(rating), "rated_on": day.isoformat()}
    return client.post(f"/goals/person/{person.pk}/rate/", answer)


@pytest.mark.duty("LDS-07")
def test_jo_s_statement_heads_her_goals_and_her_four_points_are_hers_and_no_published_average(leeds, kiran):
    lead = hire(leeds, "rehabilitation-and-recovery-lead", "Lena Ford")
    over = hire(leeds, "associate-director", "Olu Kay")
    jo = somebody(leeds, kiran, "Jo")
    client, goals = signed_in_client(kiran), f"/goals/person/{jo.pk}/"
    statement = {"id": str(new_id()), "words": STATEMENT, "agreed_how": HEARD, "said_on": "4/3/2026"}
    assert client.post(f"{goals}good-life/", statement).status_code == 302
    assert rate(client, jo, 2, MARCH).status_code == 302
    with time_machine.travel(london(JUNE, 10), tick=False):
        client = signed_in_client(kiran)
        assert rate(client, jo, 6, JUNE).status_code == 302
        page = said(client.get(goals))
        body = page[page.index("<main") :]
        assert body.index(STATEMENT) < body.index("No goal yet"), "it heads the page"
        assert "2 on 4 Mar 2026, 6 on 10 Jun 2026: up 4 since start" in body

        report = said(signed_in_client(lead).get("/goals/outcomes/"))
        assert "+4" in report
        assert "Jo Bennett" in report
        assert "2 of 10 on 4 Mar 2026, 6 of 10 on 10 Jun 2026" in report
        assert "Not given of fewer than 5 people" in report
        assert "+4.0" not in report
        totals = said(signed_in_client(over).get("/goals/outcomes/"))
        assert "Jo Bennett" not in totals
        assert "+4" not in totals
        assert "fewer than 5" in totals

        for name in ("Al", "Bo", "Cy"):
            other = somebody(leeds, kiran, name)
            rate(client, other, 3, date(2026, 4, 1))
            rate(client, other, 4, JUNE)
        assert "Not given of fewer than 5 people" in said(signed_in_client(over).get("/goals/outcomes/"))
        fifth = somebody(leeds, kiran, "Di")
        rate(client, fifth, 3, date(2026, 4, 1))
        rate(client, fifth, 4, JUNE)
        published = said(signed_in_client(over).get("/goals/outcomes/"))
        assert "about 5" in published
        assert "+1.6" in published, "4, 1, 1, 1 and 1 are 1.6 on average"
        before = said(signed_in_client(over).get("/goals/outcomes/?until=2026-03-31"))
        assert "Nobody has been asked twice yet" in before


def test_what_was_said_before_stays_and_a_rating_is_never_overwritten(leeds, kiran):
    jo = somebody(leeds, kiran, "Jo")
    client, goals = signed_in_client(kiran), f"/goals/person/{jo.pk}/"
    first = {"id": str(new_id()), "words": STATEMENT, "agreed_how": HEARD, "said_on": "3/3/2026"}
    client.post(f"{goals}good-life/", first)
    with time_machine.travel(london(MARCH, 11), tick=False):
        client = signed_in_client(kiran)
        second = {**first, "id": str(new_id()), "words": "A garden", "said_on": "4/3/2026"}
        client.post(f"{goals}good-life/", second)
        page = said(client.get(goals))
    assert page.index("A garden") < page.index("What a good life meant before") < page.index(STATEMENT)
    assert GoodLife.objects.count() == 2

    client = signed_in_client(kiran)
    sent = {"id": str(new_id()), "area": "home", "rating": "2", "rated_on": "4/3/2026"}
    for rating in ("2", "2", "9"):
        client.post(f"{goals}rate/", {**sent, "rating": rating})
    assert [row.rating for row in LifeRating.objects.all()] == [2]


@pytest.mark.parametrize(
    "wrong", [{"rating": "11"}, {"rating": ""}, {"area": "luck"}, {"rated_on": "5/3/2026"}]
)
def test_a_rating_outside_the_scale_or_to_come_is_refused(leeds, kiran, wrong):
    jo = somebody(leeds, kiran, "Jo")
    sent = {"id": str(new_id()), "area": "whole", "rating": "2", "rated_on": "4/3/2026", **wrong}
    assert signed_in_client(kiran).post(f"/goals/person/{jo.pk}/rate/", sent).status_code == 422
    assert not LifeRating.objects.exists()


def test_a_statement_without_their_agreement_is_refused(leeds, kiran):
    jo = somebody(leeds, kiran, "Jo")
    sent = {"id": str(new_id()), "words": STATEMENT, "agreed_how": "", "said_on": "4/3/2026"}
    assert signed_in_client(kiran).post(f"/goals/person/{jo.pk}/good-life/", sent).status_code == 422
    assert not GoodLife.objects.exists()
