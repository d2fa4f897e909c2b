"""A protected address: shown to whoever is named for the person, goes there or leads, once they have said what for (rules.md 1.2)."""

from datetime import timedelta

import pytest

from tests.factories.base import (
    actor_of,
    make_allocation,
    make_episode,
    make_grant,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.sign_in import signed_in_client
from waymark.core import actions, clock
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.people.access.choices import Profile, Relationship
from waymark.people.service_users import actions as service_users
from waymark.people.service_users.choices import AddressKind

pytestmark = pytest.mark.django_db
WHERE, POSTCODE = "7 Harbour Steps", "DL14 6XY"


@pytest.fixture
def team():
    return make_unit(make_service(), "north")


@pytest.fixture
def ann(team):
    return make_worker("Ann Dodds", unit=team)


@pytest.fixture
def maya(team, ann):
    person = make_person("Maya", "Krishnan", service=team.service)
    make_allocation(make_episode(person, team), ann)
    service_users.add_address(
        by=actor_of(ann), id=new_id(), person=person, kind=AddressKind.HOME,
        lines=WHERE, postcode=POSTCODE, protected=True,
    )  # fmt: skip
    return person


def page(person):
    return f"/details/{person.pk}/protected-address/"


def shown(answer):
    return WHERE in answer.content.decode()


def test_her_key_worker_says_what_for_and_is_shown_it_once_and_the_log_says_so(ann, maya):
    client = signed_in_client(ann)
    assert page(maya) in client.get(f"/record/{maya.pk}/").content.decode()
    asked = client.get(page(maya))
    assert not shown(asked)
    nothing_said = client.post(page(maya), {"why": ""})
    assert (nothing_said.status_code, shown(nothing_said)) == (422, False)
    assert not AuditEntry.objects.filter(action="know_address").exists()

    answer = client.post(page(maya), {"why": "going"})

    assert shown(answer)
    assert POSTCODE in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    row = AuditEntry.objects.get(action="know_address")
    assert (row.actor, row.person_id, row.detail["why"]) == (str(ann.pk), maya.pk, "going")
    assert not shown(client.get(page(maya)))


def test_nowhere_else_is_it_shown_to_her_either(ann, maya):
    client = signed_in_client(ann)
    for where in (
        f"/record/{maya.pk}/",
        f"/details/{maya.pk}/",
        "/caseload/",
        f"/diary/plan/?person={maya.pk}",
    ):
        assert not shown(client.get(where)), where


@pytest.mark.parametrize(
    ("profile", "relationship", "knows"),
    [
        (Profile.CASEWORK, None, False),
        (Profile.COORDINATOR, None, False),
        (Profile.LEAD, None, True),
        (Profile.CASEWORK, Relationship.ALLOCATED, True),
        (Profile.CASEWORK, Relationship.LIVE, True),
        (Profile.CASEWORK_LIMITED, Relationship.ALLOCATED, False),
        (Profile.WARD, Relationship.ALLOCATED, False),
    ],
)
def test_of_the_team_only_who_is_named_goes_there_or_leads(team, maya, profile, relationship, knows):
    colleague = make_worker("Bob Stone", unit=team, profile=profile)
    if relationship:
        make_grant(
            maya, worker=colleague, relationship=relationship, ends_at=clock.now() + timedelta(hours=2)
        )
    client = signed_in_client(colleague)

    answer = client.post(page(maya), {"why": "going"})

    assert shown(answer) is knows
    if not knows:
        assert answer.status_code == 403
        assert "Ask Ann Dodds, their key worker." in answer.content.decode()


def test_another_team_s_worker_does_not_learn_that_there_is_one(team, maya):
    stranger = signed_in_client(make_worker("Stran Ger", unit=make_unit(team.service, "south")))

    assert (
        stranger.get(page(maya)).status_code == stranger.post(page(maya), {"why": "going"}).status_code == 404
    )


def test_what_no_longer_holds_is_not_shown(ann, maya):
    with actions.frame("factory"):
        maya.addresses.update(until=clock.today() - timedelta(days=1))

    answer = signed_in_client(ann).post(page(maya), {"why": "going"})

    assert not shown(answer)
    assert "None is kept." in answer.content.decode()
