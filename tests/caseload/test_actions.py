"""Opening episodes and allocating, the limit, and the access that comes with each."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.caseload.conftest import DAY
from tests.factories.base import (
    actor_of,
    make_allocation,
    make_episode,
    make_exclusion,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.real_service import london
from waymark.core import clock
from waymark.core.actors import system
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.people.access import queries as access
from waymark.people.access.choices import Profile, Relationship
from waymark.people.access.models import Grant
from waymark.support.caseload import actions
from waymark.support.caseload.choices import Purpose
from waymark.support.caseload.models import Allocation

pytestmark = pytest.mark.django_db
TOMORROW = DAY + timedelta(days=1)
YESTERDAY = DAY - timedelta(days=1)


def open_episode(by, person, team, **fields):
    given = {"id": new_id(), "opened_on": DAY, **fields}
    return actions.open_episode(by=by, person_id=person.pk, unit_id=team.pk, **given)


def allocate(by, episode, worker, **fields):
    given = {"id": new_id(), "purpose": Purpose.KEY_WORKER, "starts_on": DAY, **fields}
    return actions.allocate(by=by, episode_id=episode.pk, worker_id=worker.pk, **given)


def end(by, allocation, on=DAY, successor=None, **fields):
    given = {"successor_id": successor.pk if successor else None, **fields}
    return actions.end_allocation(by=by, id=allocation.pk, on=on, **given)


def related(worker, person, at=None):
    return access.relationships(actor_of(worker), person.pk, at=at or clock.now())


# ---------------------------------------------------------------- opening


def test_an_episode_opens_the_record_to_its_team_from_its_first_day(lee, ann_worker, sid_worker, team):
    jo = make_person("Jo", "Bell", service=team.service)
    assert related(ann_worker, jo) == {Relationship.NONE}
    kept = open_episode(lee, jo, team, opened_on=DAY, referred_on=YESTERDAY, referred_by=" GP ")

    grant = Grant.objects.get(person=jo)
    assert (grant.relationship, grant.unit, grant.source, grant.source_id) == (
        "team",
        team,
        "caseload.episode",
        kept.pk,
    )
    assert (grant.starts_at, grant.ends_at) == (london(DAY, 0), None)
    assert related(ann_worker, jo) == {Relationship.TEAM}
    assert related(ann_worker, jo, london(DAY, 0) - timedelta(seconds=1)) == {Relationship.NONE}
    assert related(sid_worker, jo) == {Relationship.NONE}
    assert (kept.referred_on, kept.referred_by) == (YESTERDAY, "GP")
    assert AuditEntry.objects.filter(action="open_episode", person_id=jo.pk).count() == 1


def test_opened_twice_under_one_id_is_one_episode(lee, team):
    jo = make_person("Jo", "Bell", service=team.service)
    first = open_episode(lee, jo, team)

    assert open_episode(lee, jo, team, id=first.pk) == first
    assert Grant.objects.count() == 1
    other = make_person("Tom", "Reed", service=team.service)
    for person, day in ((other, DAY), (jo, YESTERDAY)):
        with pytest.raises(ConflictingRepeat):
            open_episode(lee, person, team, id=first.pk, opened_on=day)


def test_one_open_episode_with_a_team(lee, sam, team):
    with pytest.raises(Refused, match="open episode with this team already"):
        open_episode(lee, sam, team)


def test_nobody_is_taken_on_before_they_were_referred(lee, team):
    jo = make_person("Jo", "Bell", service=team.service)
    with pytest.raises(Refused, match="Put the dates right"):
        open_episode(lee, jo, team, referred_on=TOMORROW)

    assert not Grant.objects.exists()


def test_who_may_open(ann, lee, sid, team, south):
    jo = make_person("Jo", "Bell", service=team.service)
    elsewhere = make_unit(make_service())
    theirs = make_person("Else", "Where", service=elsewhere.service)
    make_episode(jo, south, closed_on=DAY)
    with pytest.raises(Refused, match="Ask your team leader"):
        open_episode(ann, jo, team)
    for attempt in (lambda: open_episode(lee, theirs, team), lambda: open_episode(lee, jo, elsewhere)):
        with pytest.raises(NotYours):
            attempt()
    leader = actor_of(make_worker("Cora", unit=south, profile=Profile.COORDINATOR))
    with pytest.raises(Refused, match="one of your own teams"):
        open_episode(leader, jo, team)

    assert open_episode(system("import", team.service_id), jo, team).unit == team


# ---------------------------------------------------------------- allocating


def test_an_allocation_opens_the_record_to_the_worker_from_its_first_day(lee, episode, sam, south):
    outside = make_worker("Out Side", unit=south)
    kept = allocate(lee, episode, outside, starts_on=TOMORROW, weekly_minutes=120, weight=2)

    assert (kept.weekly_minutes, kept.weight, kept.over_limit_reason) == (120, 2, "")
    grant = Grant.objects.get(worker=outside)
    assert (grant.relationship, grant.source, grant.source_id, grant.starts_at) == (
        "key_worker",
        "caseload.allocation",
        kept.pk,
        london(TOMORROW, 0),
    )
    assert related(outside, sam) == {Relationship.NONE}
    assert related(outside, sam, london(TOMORROW, 0)) == {Relationship.KEY_WORKER}


@pytest.mark.parametrize(
    ("purpose", "relationship"),
    [
        (Purpose.KEY_WORKER, Relationship.KEY_WORKER),
        (Purpose.CO_WORKER, Relationship.ALLOCATED),
        (Purpose.CARE_COORDINATOR, Relationship.ALLOCATED),
    ],
)
def test_each_part_gives_its_own_relationship(lee, episode, sam, ann_worker, purpose, relationship):
    allocate(lee, episode, ann_worker, purpose=purpose)

    assert related(ann_worker, sam) == {Relationship.TEAM, relationship}


def test_an_allocation_sent_twice_is_one_and_other_content_is_told_apart(
    lee, episode, ann_worker, ben_worker
):
    first = allocate(lee, episode, ann_worker)

    assert allocate(lee, episode, ann_worker, id=first.pk) == first
    for other in ({"weight": 2}, {"weekly_minutes": 60}, {"starts_on": TOMORROW}):
        with pytest.raises(ConflictingRepeat):
            allocate(lee, episode, ann_worker, id=first.pk, **other)
    with pytest.raises(ConflictingRepeat):
        allocate(lee, episode, ben_worker, id=first.pk)
    assert Allocation.objects.count() == Grant.objects.exclude(worker=None).count() == 1


def test_there_is_one_key_worker_and_one_of_each_part(lee, episode, held, ann_worker, ben_worker):
    with pytest.raises(Refused, match="There is a key worker already"):
        allocate(lee, episode, ben_worker)
    allocate(lee, episode, ben_worker, purpose=Purpose.CO_WORKER)
    with pytest.raises(Refused, match="have this part already"):
        allocate(lee, episode, ben_worker, purpose=Purpose.CO_WORKER)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_allocation(episode, ben_worker)


def test_nobody_gets_somebody_they_may_not_have(lee, episode, sam, team):
    gone = make_worker("Gone", unit=team, ends_on=YESTERDAY)
    elsewhere = make_worker("Else", unit=make_unit(make_service()))
    cousin = make_worker("Cousin", unit=team)
    make_exclusion(sam, cousin)
    for worker, sentence in (
        (gone, "works here on that day"),
        (elsewhere, "works here on that day"),
        (cousin, "cannot be allocated to Cousin"),
    ):
        with pytest.raises(Refused, match=sentence):
            allocate(lee, episode, worker)

    assert not Allocation.objects.exists()
    assert not Grant.objects.exclude(worker=None).exists()


def test_an_allocation_starts_within_an_open_episode(lee, team, ann_worker):
    jo = make_person("Jo", "Bell", service=team.service)
    young = make_episode(jo, team, opened_on=DAY)
    with pytest.raises(Refused, match="The episode began on 4 March 2026"):
        allocate(lee, young, ann_worker, starts_on=YESTERDAY)
    over = make_episode(jo, team, opened_on=date(2025, 1, 1), closed_on=date(2025, 2, 1))
    with pytest.raises(Refused, match="This episode is closed"):
        allocate(lee, over, ann_worker)


def test_who_may_allocate(ann, sid, lee, episode, held, ann_worker, sid_worker):
    with pytest.raises(Refused, match="Your role does not allocate"):
        allocate(ann, episode, ann_worker)
    other = make_unit(make_service())
    elsewhere = make_episode(make_person(service=other.service), other)
    for attempt in (
        lambda: allocate(sid, episode, sid_worker, purpose=Purpose.CO_WORKER),
        lambda: allocate(lee, elsewhere, ann_worker),
        lambda: end(sid, held, successor=sid_worker),
    ):
        with pytest.raises(NotYours):
            attempt()


def test_those_who_bring_people_in_give_only_the_first_key_worker(team, episode, ann_worker, ben_worker):
    bringer = actor_of(make_worker("Imp", unit=team, profile=Profile.ADMINISTRATOR))
    allocate(bringer, episode, ann_worker)
    with pytest.raises(Refused, match="Your role does not allocate"):
        allocate(bringer, episode, ben_worker, purpose=Purpose.CO_WORKER)


# ---------------------------------------------------------------- the limit


def test_over_the_limit_it_says_by_how_much_and_needs_a_reason(lee, episode, ann_worker, carries):
    carries(ann_worker, *[4] * 3, *[1] * 12)
    for reason in ("", "urgent"):
        with pytest.raises(actions.OverLimit, match=r"Ann Dodds would be at 27 over limit 25\. Say why"):
            allocate(lee, episode, ann_worker, weight=3, reason=reason)
    assert not Allocation.objects.filter(episode=episode).exists()

    kept = allocate(lee, episode, ann_worker, weight=3, reason=" She knows him from Shildon ")

    assert kept.over_limit_reason == "She knows him from Shildon"
    assert AuditEntry.objects.filter(action="allocate").latest("id").detail["over"] == "27 over limit 25"


def test_at_the_limit_no_reason_is_asked_nor_kept(lee, episode, ann_worker, carries):
    carries(ann_worker, 20, 4)

    assert allocate(lee, episode, ann_worker, weight=1, reason="Not needed here").over_limit_reason == ""


def test_only_what_stands_on_the_first_day_counts(lee, episode, ann_worker, carries):
    carries(ann_worker, 20, starts_on=date(2025, 1, 1), ends_on=DAY)
    carries(ann_worker, 5)
    with pytest.raises(actions.OverLimit, match="30 over limit 25"):
        allocate(lee, episode, ann_worker, weight=5)

    assert allocate(lee, episode, ann_worker, weight=5, starts_on=TOMORROW).weight == 5


@pytest.mark.parametrize(("weight", "minutes"), [(0, 0), (21, 0), (1, 2401)])
def test_amounts_out_of_bounds_are_refused(lee, episode, ann_worker, weight, minutes):
    with pytest.raises(Refused, match="Give the"):
        allocate(lee, episode, ann_worker, weight=weight, weekly_minutes=minutes, reason="Because I say")


def test_bands_bind_a_worker_and_not_a_senior():
    team = make_unit(make_service(limits={"allowed_bands": [1, 2]}))
    tom = make_episode(make_person("Tom", "Reed", service=team.service), team)
    worker = make_worker("Amy Hall", unit=team)
    senior = make_worker("Sen Ior", unit=team, profile=Profile.COORDINATOR)
    by = actor_of(make_worker("Lead", unit=team, profile=Profile.LEAD))
    with pytest.raises(Refused, match="Band 3 goes to a senior colleague: this role holds bands 1 and 2"):
        allocate(by, tom, worker, weight=3, reason="She knows him")

    assert allocate(by, tom, senior, weight=3).weight == 3
