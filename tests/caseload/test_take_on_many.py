"""A caseload taken on at once comes out as opening and allocating one by one would make it, all or none of it."""

from datetime import date

import pytest

from tests.factories.base import (
    actor_of,
    make_episode,
    make_exclusion,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from waymark.core import clock
from waymark.core.ids import derived, new_id
from waymark.core.models import AuditEntry
from waymark.core.pages import NotYours, Refused
from waymark.people.access.choices import Profile
from waymark.people.access.models import Grant
from waymark.support.caseload import actions
from waymark.support.caseload.actions import TakenOn
from waymark.support.caseload.choices import Purpose
from waymark.support.caseload.models import Allocation, Episode

pytestmark = pytest.mark.django_db
REASON = "Brought in as it stood."


@pytest.fixture
def ground():
    service = make_service(limits={"caseload_weight": 2})
    unit = make_unit(service)
    lee = actor_of(make_worker("Lee Marsh", unit=unit, profile=Profile.LEAD))
    return service, unit, lee, make_worker("Ann Dodds", unit=unit)


def taken_on(person, unit, worker=None, **more):
    given = {"opened_on": date(2026, 3, 2), "referred_on": date(2026, 2, 1), "referred_by": " GP "} | more
    return TakenOn(
        person_id=person.pk,
        episode_id=derived(person.pk, "episode"),
        unit_id=unit.pk,
        key_worker_id=worker.pk if worker else None,
        key_worker_from=clock.today(),
        **given,
    )


def grants(person):
    named = ("relationship", "worker_id", "unit_id", "starts_at", "ends_at", "source")
    return sorted(Grant.objects.filter(person=person).values_list(*named), key=str)


def test_it_comes_out_as_one_by_one_would_make_it(ground):
    service, unit, lee, ann = ground
    together, alone = make_person(service=service), make_person(service=service)
    actions.take_on_many(by=lee, people=[taken_on(together, unit, ann)], reason=REASON)
    episode = actions.open_episode(
        by=lee, id=new_id(), person_id=alone.pk, unit_id=unit.pk, opened_on=date(2026, 3, 2), referred_on=date(2026, 2, 1),
        referred_by=" GP ",
    )  # fmt: skip
    actions.allocate(
        by=lee, id=new_id(), episode_id=episode.pk, worker_id=ann.pk, purpose=Purpose.KEY_WORKER, starts_on=clock.today()
    )  # fmt: skip
    named = ("unit_id", "referred_on", "referred_by", "opened_on", "closed_on")
    parts = (
        "worker_id",
        "purpose",
        "starts_on",
        "ends_on",
        "weekly_minutes",
        "weight",
        "over_limit_reason",
    )

    assert (
        Episode.objects.filter(person=together).values_list(*named)[0]
        == Episode.objects.filter(person=alone).values_list(*named)[0]
    )
    assert (
        Allocation.objects.filter(person=together).values_list(*parts)[0]
        == Allocation.objects.filter(person=alone).values_list(*parts)[0]
    )
    assert grants(together) == grants(alone)
    assert len(grants(together)) == 2


def test_over_the_limit_the_reason_is_kept_from_the_first_over_it(ground):
    service, unit, lee, ann = ground
    people = [make_person(service=service) for _ in range(4)]
    actions.take_on_many(by=lee, people=[taken_on(one, unit, ann) for one in people], reason=REASON)
    reasons = [Allocation.objects.get(person=one).over_limit_reason for one in people]

    assert reasons == ["", "", REASON, REASON]


def test_each_step_is_in_the_log(ground):
    service, unit, lee, ann = ground
    people = [make_person(service=service) for _ in range(2)]
    actions.take_on_many(by=lee, people=[taken_on(one, unit, ann) for one in people], reason=REASON)

    for action, count in (("open_episode", 2), ("allocate", 2), ("grant_access", 4)):
        rows = AuditEntry.objects.filter(action=action)
        assert rows.count() == count
        assert {row.person_id for row in rows} == {one.pk for one in people}


def test_without_a_key_worker_the_team_has_them(ground):
    service, unit, lee, _ = ground
    person = make_person(service=service)
    actions.take_on_many(by=lee, people=[taken_on(person, unit)], reason=REASON)

    assert not Allocation.objects.exists()
    assert [grant.unit_id for grant in Grant.objects.filter(person=person)] == [unit.pk]


@pytest.mark.parametrize("wrong", ["episode", "leaver", "exclusion", "dates"])
def test_nobody_is_taken_on_when_one_cannot_be(ground, wrong):
    service, unit, lee, ann = ground
    good, bad = make_person(service=service), make_person(service=service)
    worker, more = ann, {}
    if wrong == "episode":
        make_episode(bad, unit, closed_on=date(2021, 1, 1))
    if wrong == "leaver":
        worker = make_worker("Gone", unit=unit, ends_on=date(2021, 1, 1))
    if wrong == "exclusion":
        make_exclusion(bad, ann)
    if wrong == "dates":
        more = {"referred_on": date(2026, 3, 3)}

    with pytest.raises(Refused):
        actions.take_on_many(
            by=lee, people=[taken_on(good, unit, ann), taken_on(bad, unit, worker, **more)], reason=REASON
        )
    assert not Episode.objects.filter(person=good).exists()


def test_another_services_person_or_team_does_not_exist_here(ground):
    service, unit, lee, _ = ground
    theirs = make_unit(make_service())

    with pytest.raises(NotYours):
        actions.take_on_many(
            by=lee, people=[taken_on(make_person(service=theirs.service), unit)], reason=REASON
        )
    with pytest.raises(NotYours):
        actions.take_on_many(by=lee, people=[taken_on(make_person(service=service), theirs)], reason=REASON)


def test_who_brings_nobody_in_is_refused(ground):
    service, unit, _, ann = ground

    with pytest.raises(Refused, match="does not bring people in"):
        actions.take_on_many(
            by=actor_of(ann), people=[taken_on(make_person(service=service), unit)], reason=REASON
        )
