"""One policy, two answers: a list shows exactly what opens one by one, for every profile, relationship, action and kind of entry."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.base import (
    actor_of,
    make_exclusion,
    make_grant,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.case_notes import make_note
from waymark.core import actions, clock, once
from waymark.core.pages import NotYours
from waymark.core.prepared import Prepared
from waymark.people.access import queries as access
from waymark.people.access.choices import Action, Profile, Relationship, Sensitivity
from waymark.support.case_notes.models import Note

LONG, JUST, AHEAD = timedelta(days=60), timedelta(hours=1), timedelta(hours=3)


@pytest.fixture
def team(db):
    return make_unit(make_service(), parent=None)


@pytest.fixture(params=list(Profile))
def worker(request, team):
    return make_worker(f"Somebody of {request.param}", unit=team, profile=request.param)


@pytest.fixture
def people(team, worker):
    """Somebody in every relationship there is, running, just over and long over; and somebody of another service with a grant to them."""
    now = clock.now()
    elsewhere = make_unit(make_service())
    found = {}

    def person(name, service=team.service):
        found[name] = make_person(name, "Marlowe", service=service)
        return found[name]

    for kind in (
        Relationship.KEY_WORKER,
        Relationship.ALLOCATED,
        Relationship.LIVE,
        Relationship.BREAK_GLASS,
    ):
        make_grant(person(f"{kind} now"), worker=worker, relationship=kind, ends_at=now + AHEAD)
        make_grant(person(f"{kind} just over"), worker=worker, relationship=kind, ends_at=now - JUST)
        make_grant(person(f"{kind} long over"), worker=worker, relationship=kind, ends_at=now - LONG)
        make_grant(person(f"{kind} to come"), worker=worker, relationship=kind, starts_at=now + JUST)
    make_grant(person("team now"), unit=team)
    make_grant(person("team just over"), unit=team, ends_at=now - JUST)
    make_grant(person("team long over"), unit=team, ends_at=now - LONG)
    make_grant(person("live for the team"), unit=team, relationship=Relationship.LIVE, ends_at=now + AHEAD)
    make_grant(person("both"), unit=team)
    make_grant(found["both"], worker=worker)
    make_grant(person("own record"), unit=team)
    make_exclusion(found["own record"], worker, Relationship.OWN_RECORD)
    make_grant(person("a conflict"), worker=worker)
    make_exclusion(found["a conflict"], worker)
    person("nothing")
    make_grant(person("of another service", elsewhere.service), worker=worker)
    return found


def opens(actor, person, action):
    try:
        return access.person_for(actor, person.id, action).id == person.id
    except NotYours:
        return False


LISTED = [action for action in Action if action is not Action.BREAK_GLASS]
"""To ask for an override is a question about one record, and never a list."""


@pytest.mark.parametrize("action", LISTED)
def test_a_list_shows_exactly_those_who_open_one_by_one(worker, people, action):
    actor = actor_of(worker)

    listed = set(access.visible_people(actor, action).values_list("id", flat=True))

    names = {name for name, person in people.items() if person.id in listed}
    assert names == {name for name, person in people.items() if access.can(actor, person.id, action)}
    assert names == {name for name, person in people.items() if opens(actor, person, action)}
    assert "of another service" not in names
    assert not names & {"own record", "a conflict"}


kept_people = Prepared(lambda worker, action: access.visible_people(worker, action))
kept_entries = Prepared(lambda worker: Note.objects.filter(access.readable_entries(worker)))


@pytest.mark.parametrize("action", LISTED)
def test_a_statement_that_is_kept_lists_the_same(worker, people, action):
    """Kept through all of the profiles, services and teams of these tests, each with its own values (core/prepared.py)."""
    actor = actor_of(worker)

    listed = set(access.visible_people(actor, action))

    assert set(kept_people(actor, action)) == listed
    assert set(kept_people(actor, action)) == listed


def test_entries_read_over_all_people_are_those_read_one_by_one(team, worker, people):
    other = make_worker("Somebody else", unit=team)
    for person in people.values():
        for sensitivity in Sensitivity:
            for author in (worker, other):
                make_note(person, author, "Words", sensitivity=sensitivity)
    actor = actor_of(worker)

    over_all = ids(Note.objects.filter(access.readable_entries(actor)))

    one_by_one: set[UUID] = set()
    for person in people.values():
        if access.can(actor, person.id, Action.FIND) or access.can(
            actor, person.id, Action.READ_ENTRY, theirs=True
        ):
            mine = access.readable_entries_of(actor, person.id)
            one_by_one |= ids(Note.objects.filter(mine, person_id=person.id))
    assert over_all == one_by_one
    assert {note.id for note in kept_entries(actor)} == over_all
    assert Note.objects.filter(pk__in=over_all).exclude(person__service_id=actor.service_id).count() == 0
    assert set(access.people_to_read(actor).values_list("id", flat=True)) >= {
        note.person_id for note in Note.objects.filter(pk__in=over_all)
    }


def ids(rows):
    return set(rows.values_list("id", flat=True))


def test_some_profiles_see_some_and_some_see_none(team, db):
    """So that the two tests above do not hold because everybody sees nothing."""
    person = make_person(service=team.service)
    make_grant(person, unit=team)
    seen = {
        profile: access.visible_people(actor_of(make_worker(unit=team, profile=profile)), Action.OPEN).count()
        for profile in Profile
    }

    assert seen[Profile.CASEWORK] == seen[Profile.LEAD] == 1
    assert seen[Profile.ADMINISTRATOR] == seen[Profile.COMMISSIONER] == 0


# ---------------------------------------------------------------- asked once a request


@pytest.fixture
def ann(team):
    return actor_of(make_worker("Ann Dodds", unit=team))


def test_how_somebody_stands_to_a_person_is_asked_once_a_request(team, ann):
    person = make_person(service=team.service)
    make_grant(person, unit=team)
    with once.remembering(), CaptureQueriesContext(connection) as asked:
        for _ in range(3):
            assert access.can(ann, person.id, Action.OPEN)
            assert access.entry_access(ann, person.id).readable

    assert len(asked) == 1


def test_it_is_asked_again_in_the_next_request_and_outside_one(team, ann):
    person = make_person(service=team.service)
    make_grant(person, unit=team)
    with CaptureQueriesContext(connection) as asked:
        access.can(ann, person.id, Action.OPEN)
        access.can(ann, person.id, Action.OPEN)
        with once.remembering():
            access.can(ann, person.id, Action.OPEN)
        with once.remembering():
            access.can(ann, person.id, Action.OPEN)

    assert len(asked) == 4


def test_what_is_kept_is_one_worker_s_and_one_person_s(team, ann):
    person, stranger = make_person(service=team.service), make_person(service=team.service)
    make_grant(person, unit=team)
    other = actor_of(make_worker("Bob", unit=make_unit(team.service)))
    with once.remembering():
        assert access.can(ann, person.id, Action.OPEN)
        assert not access.can(other, person.id, Action.OPEN)
        assert not access.can(ann, stranger.id, Action.OPEN)


def test_a_grant_given_or_ended_in_the_same_request_counts_at_once(team, ann):
    person = make_person(service=team.service)
    with once.remembering():
        assert not access.can(ann, person.id, Action.OPEN)
        grant = make_grant(person, unit=team)
        assert access.can(ann, person.id, Action.OPEN)
        with actions.frame("test"):
            type(grant).objects.filter(pk=grant.pk).update(ends_at=clock.now() - LONG)
        assert not access.can(ann, person.id, Action.OPEN)


def test_what_is_kept_is_reckoned_at_the_moment_that_is_asked_about(team, ann):
    person, now = make_person(service=team.service), clock.now()
    make_grant(person, unit=team, ends_at=now + JUST)
    with once.remembering():
        assert access.can(ann, person.id, Action.EDIT_DETAILS, at=now)
        assert not access.can(ann, person.id, Action.EDIT_DETAILS, at=now + 2 * JUST)


CARING = (Profile.CASEWORK, Profile.COORDINATOR, Profile.LEAD)


def test_what_is_live_for_a_team_is_so_for_those_who_care_alone(worker, people):
    """A referral that waits: no volunteer finds the person, and no manager opens the record, by the team's name."""
    actor, waiting = actor_of(worker), people["live for the team"]
    found = [
        action
        for action in (Action.FIND, Action.OPEN, Action.READ_ENTRY, Action.WRITE_ENTRY)
        if access.visible_people(actor, action).filter(pk=waiting.pk).exists()
    ]

    if set(actor.profiles) & set(CARING):
        assert len(found) == 4
    else:
        assert found == ([Action.FIND] if Profile.INFORMATION_GOVERNANCE in actor.profiles else [])
    assert not access.can(actor, waiting.pk, Action.ALLOCATE)
