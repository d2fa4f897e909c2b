"""A referral comes: from anyone, once, for somebody new, known, known elsewhere or back again; and who may open the record by it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories.base import (
    actor_of,
    make_allocation,
    make_episode,
    make_exclusion,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.sign_in import signed_in_client
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.core.partial_dates import PartialDate
from waymark.organisation.staff.models import Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action, Profile
from waymark.people.service_users import actions as service_users
from waymark.people.service_users.models import Person
from waymark.support.referrals import actions, queries, rules
from waymark.support.referrals.choices import State, StepKind
from waymark.support.referrals.models import Referral
from waymark.work.search import queries as search
from waymark.work.tasks.models import Task

SAM = rules.Newcomer("Sam", "Okafor", born=PartialDate(1984, 2, 3))


def asked(**more):
    given = {
        "source": "gp",
        "reason": "Not sleeping, and alone since June.",
        "knows": "agrees",
        "received_at": clock.now() - timedelta(hours=1),
        "referrer_name": "Dr Shah",
        "area": "Durham",
    }
    return rules.Asked(**{**given, **more})


def take(by, unit, **more):
    given = {"id": new_id(), "asked": asked(), "unit_id": unit.pk, **more}
    return actions.take_referral(by=by, **given)


def opens(worker, person):
    return access.can(worker, person.pk, Action.OPEN)


def test_somebody_new_has_a_record_that_the_team_opens_from_then_on(ann, lee, bo, north):
    referral = take(ann, north, newcomer=rules.Newcomer("Grace", "Byrne", phone="+447700900123"))

    assert referral.state == State.NEW
    assert referral.person.name == "Grace Byrne"
    assert (opens(ann, referral.person), opens(lee, referral.person), opens(bo, referral.person)) == (
        True,
        True,
        False,
    )
    assert [line.referral for line in queries.new_referrals(lee)] == [referral]
    assert queries.new_referrals(bo) == []


def test_what_was_asked_is_found_by_its_words_by_whoever_reads_the_record_and_leads_to_it(ann, bo, north):
    referral = take(ann, north, newcomer=rules.Newcomer("Grace", "Byrne"))

    assert [one.pk for one in search.search_text(ann, "alone since June").passages] == [referral.pk]
    assert search.search_text(bo, "alone since June").total == 0
    page = signed_in_client(Worker.objects.get(pk=ann.worker_id)).get("/search/?q=june").content.decode()
    assert f'<a href="/referrals/{referral.pk}/">Referral</a>' in page


def test_volunteers_and_oversight_come_in_by_name_alone(ann, north):
    referral = take(ann, north, newcomer=rules.Newcomer("Grace"))
    for profile in (Profile.CASEWORK_LIMITED, Profile.OVERSIGHT, Profile.WARD, Profile.ADMINISTRATOR):
        other = actor_of(make_worker(f"Of {profile}", unit=north, profile=profile))
        assert not opens(other, referral.person), profile


def test_the_same_sent_twice_is_once_and_other_words_are_told_apart(ann, north):
    one = {"id": new_id(), "newcomer": rules.Newcomer("Grace"), "asked": asked()}
    first = take(ann, north, **one)
    assert take(ann, north, **one) == first
    assert Referral.objects.count() == Person.objects.count() == 1

    with pytest.raises(ConflictingRepeat):
        take(ann, north, **{**one, "asked": replace(one["asked"], reason="Something else altogether")})


def test_another_s_referral_under_its_id_is_not_found(ann, lee, north):
    one = {"id": new_id(), "newcomer": rules.Newcomer("Grace"), "asked": asked()}
    take(ann, north, **one)

    with pytest.raises(NotYours):
        take(lee, north, **one)


def test_a_record_closed_to_the_worker_is_joined_by_name_and_birth_date_alone_and_logged(ann, north, sam):
    assert not opens(ann, sam)
    with pytest.raises(NotYours):
        take(ann, north, person_id=sam.pk)
    with pytest.raises(NotYours):
        take(ann, north, person_id=sam.pk, newcomer=replace(SAM, born=PartialDate(1984, 2, 4)))
    with pytest.raises(NotYours):
        take(ann, north, person_id=sam.pk, newcomer=replace(SAM, born=None))

    referral = take(ann, north, person_id=sam.pk, newcomer=SAM)

    assert referral.person == sam
    assert opens(ann, sam)
    joined = AuditEntry.objects.get(action="join_record")
    assert (joined.person_id, joined.actor) == (sam.pk, str(ann.worker_id))


def test_the_page_offers_the_record_and_tells_nothing_of_it(ann, sam):
    assert [match.words for match in queries.matches(ann, SAM)] == [
        "The record here that has this name and birth date, or number"
    ]


def test_a_number_alone_opens_nothing(ann, north, sam):
    stranger = rules.Newcomer("Lee", "Marsh", nhs_number=sam.nhs_number)

    with pytest.raises(NotYours):
        take(ann, north, person_id=sam.pk, newcomer=stranger)
    with pytest.raises(service_users.AlreadyHere):
        take(ann, north, newcomer=stranger)


def test_who_declared_a_relationship_takes_none_for_them(ann, ann_worker, north, sam):
    make_exclusion(sam, ann_worker)

    with pytest.raises(Refused, match="Ask a colleague"):
        take(ann, north, person_id=sam.pk, newcomer=SAM)


def test_a_child_is_stopped_with_the_way_they_go_and_nothing_is_kept(ann, north):
    child = rules.Newcomer("Mia", born=PartialDate(2010, 5, 4))

    with pytest.raises(Refused, match="Somebody younger goes to the young"):
        take(ann, north, newcomer=child)
    assert not Person.objects.filter(given_name="Mia").exists()


def test_a_second_referral_joins_the_first_and_whoever_has_it_is_told(ann, lee, lee_worker, north, sam):
    first = take(ann, north, person_id=sam.pk, newcomer=SAM, decider_id=lee_worker.pk)
    again = take(ann, north, person_id=sam.pk, asked=asked(source="self", knows="asked", referrer_name=""))

    assert (again.state, again.joins) == (State.JOINED, first)
    assert again.steps.get().kind == StepKind.JOINED
    assert [line.referral for line in queries.new_referrals(lee)] == [first]
    told = Task.objects.get(owner=lee_worker)
    assert told.words == "Referred to North by the person themselves: Not sleeping, and alone since June."


def test_one_for_somebody_open_joins_the_episode_and_the_key_worker_is_told(ann, ann_worker, lee, north, sam):
    episode = make_episode(sam, north)
    make_allocation(episode, ann_worker)

    referral = take(lee, north, person_id=sam.pk)

    assert (referral.state, referral.episode) == (State.JOINED, episode)
    assert Task.objects.get(owner=ann_worker).person == sam


def test_one_to_another_team_tells_the_key_worker_where_they_are(ann_worker, bo, sid, north, south, sam):
    make_allocation(make_episode(sam, north), ann_worker)

    referral = take(bo, south, person_id=sam.pk, newcomer=SAM)

    assert referral.state == State.NEW
    assert Task.objects.get(owner=ann_worker).words.startswith("Referred to South by gp practice")
    assert opens(sid, sam)


def test_whoever_comes_back_long_after_is_found_again_by_referral(ann, lee, north, sam):
    """The fourteen days are over: nobody of the team finds them, until somebody refers them, or they ring themselves."""
    long_ago = clock.today() - timedelta(days=60)
    make_episode(sam, north, opened_on=long_ago - timedelta(days=90), closed_on=long_ago)
    assert not opens(lee, sam)

    referral = take(ann, north, person_id=sam.pk, newcomer=SAM, asked=asked(source="self", knows="asked"))

    page = queries.referral_page(lee, referral.pk)
    assert [episode.closed_on for episode in page.earlier] == [long_ago]


def test_a_role_that_does_not_work_with_people_takes_none(north, sam):
    auditor = actor_of(make_worker("Aud", unit=north, profile=Profile.AUDITOR))

    with pytest.raises(Refused, match="Your role does not take referrals"):
        take(auditor, north, person_id=sam.pk, newcomer=SAM)


def test_a_team_of_another_service_is_not_found(ann, sam):
    with pytest.raises(NotYours):
        take(ann, make_unit(make_service()), person_id=sam.pk, newcomer=SAM)


def test_it_has_a_reason_and_a_moment_that_has_come(ann, north):
    for wrong in (asked(reason="  "), asked(received_at=clock.now() + timedelta(hours=1))):
        with pytest.raises(Refused):
            take(ann, north, newcomer=rules.Newcomer("Grace"), asked=wrong)
