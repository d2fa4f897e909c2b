"""Statements that are kept: the text once for each kind of worker, the values anew at every call, and nothing of one call in the next."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from tests.factories.base import (
    actor_of,
    make_grant,
    make_holding,
    make_person,
    make_post,
    make_service,
    make_unit,
    make_worker,
)
from waymark.core import clock, prepared
from waymark.core.actors import Actor
from waymark.core.prepared import Prepared, among
from waymark.people.access import queries as access
from waymark.people.access.choices import Action, Profile, Relationship
from waymark.people.access.models import Grant
from waymark.people.service_users.models import Person

HOUR = timedelta(hours=1)


@pytest.fixture
def team(db):
    return make_unit(make_service(), parent=None)


@pytest.fixture
def built():
    return []


@pytest.fixture
def people(built):
    @Prepared
    def people(worker: Actor):
        built.append(worker)
        return access.visible_people(worker, Action.OPEN)

    return people


def names(found):
    return {person.given_name for person in found}


def of(team, *names_, profile=Profile.CASEWORK):
    """A worker of this team, allocated these people."""
    worker = make_worker(unit=team, profile=profile)
    for name in names_:
        make_grant(make_person(name, service=team.service), worker=worker)
    return actor_of(worker)


def test_two_workers_of_one_kind_share_the_text_and_nothing_else(team, people, built):
    ann, bob = of(team, "Mary"), of(team, "Peter", "Paul")

    assert names(people(ann)) == {"Mary"}
    assert names(people(bob)) == {"Peter", "Paul"}
    assert names(people(ann)) == {"Mary"}
    assert len(built) == 1


def test_another_kind_of_worker_has_a_text_of_their_own(team, people, built):
    make_grant(make_person("Mary", service=team.service), unit=team)

    assert names(people(of(team))) == {"Mary"}
    assert people(of(team, profile=Profile.COMMISSIONER)) == []
    assert people(of(make_unit(make_service(), parent=None))) == []
    assert len(built) == 2


def test_the_time_is_that_of_the_call_and_not_of_the_first_one(team, people):
    worker = make_worker(unit=team)
    now = clock.now()
    make_grant(
        make_person("Mary", service=team.service),
        worker=worker,
        relationship=Relationship.LIVE,
        ends_at=now + HOUR,
    )

    assert names(people(actor_of(worker))) == {"Mary"}
    with clock.pretend(now + 30 * HOUR):
        assert people(actor_of(worker)) == []
    assert names(people(actor_of(worker))) == {"Mary"}


def test_a_time_that_is_reckoned_from_another_moves_with_it(team):
    since = Prepared(lambda at: Grant.objects.filter(starts_at__gt=at - HOUR))
    now = clock.now()
    make_grant(make_person(service=team.service), unit=team, starts_at=now)

    assert len(since(now)) == len(since(now + HOUR / 2)) == 1
    assert since(now + 2 * HOUR) == []


def test_it_is_one_statement_with_what_belongs_to_it(team, built):
    person = make_person("Mary", service=team.service)
    make_grant(person, unit=team)
    grants = Prepared(lambda person_id: Grant.objects.filter(person_id=person_id).select_related("person"))
    grants(person.pk)

    with CaptureQueriesContext(connection) as asked:
        assert [grant.person.given_name for grant in grants(person.pk)] == ["Mary"]
    assert len(asked) == 1


def test_teams_are_filled_in_each_as_many_as_there_are(team):
    grants = Prepared(lambda worker: Grant.objects.filter(unit_id__in=among(worker.team_ids)))
    south = make_unit(team.service, "south")
    for unit, name in ((team, "Mary"), (south, "Peter")):
        make_grant(make_person(name, service=team.service), unit=unit)
    both = make_worker(unit=team)
    make_holding(both, make_post(south))

    def seen(worker):
        return {grant.person.given_name for grant in grants(actor_of(worker))}

    assert seen(make_worker(unit=south)) == {"Peter"}
    assert seen(make_worker(unit=team)) == {"Mary"}
    assert seen(both) == {"Mary", "Peter"}


def test_choices_are_part_of_the_text_and_never_of_another_s(team):
    kinds = Prepared(lambda kinds, few: Grant.objects.filter(relationship__in=kinds)[:few])
    make_grant(make_person(service=team.service), unit=team)

    assert len(kinds(frozenset({Relationship.TEAM, Relationship.LIVE}), 5)) == 1
    assert kinds(frozenset({Relationship.LIVE}), 5) == []
    assert kinds(frozenset(), 5) == []
    assert kinds(frozenset({Relationship.TEAM}), 0) == []


def test_what_can_be_nothing_is_nothing(team):
    nobody = Prepared(lambda worker: Person.objects.filter(Q(pk__in=[]), service_id=worker.service_id))

    assert nobody(of(team)) == nobody(of(team)) == []


@pytest.mark.parametrize(
    ("build", "argument"),
    [
        (lambda ids: Person.objects.filter(pk__in=ids), ["one id", "another"]),
        (lambda name: Person.objects.filter(given_name=name), "Mary"),
        (lambda at: Person.objects.filter(made_at__year=at.year), clock.now()),
        (lambda at: Grant.objects.filter(starts_at__lt=clock.day_bounds(clock.today(at))[0]), clock.now()),
        (lambda flag: Grant.objects.filter(starts_at__lt=clock.day_bounds(clock.today())[0]), True),
    ],
    ids=["a list", "a word", "looking at a time", "reckoning with a day of it", "reckoning with today"],
)
def test_a_value_cannot_become_part_of_the_text(db, build, argument):
    with pytest.raises((TypeError, AttributeError)):
        Prepared(build)(argument)


@pytest.mark.parametrize(
    "look",
    [
        lambda worker: worker.has_on("imports"),
        lambda worker: worker.clocks["note"],
        lambda worker: worker.terms.get("service_user"),
        lambda worker: list(access.visible_people(worker)),
        lambda worker: access.can(worker, worker.worker_id, Action.OPEN),
    ],
    ids=["a switch", "a clock", "a term", "the people themselves", "whether one opens"],
)
def test_nor_what_is_known_of_the_first_worker_who_asked(team, look):
    @Prepared
    def build(worker):
        look(worker)
        return access.visible_people(worker)

    with pytest.raises((TypeError, ValidationError)):
        build(of(team))


def test_only_so_many_are_kept(team, people, built, monkeypatch):
    monkeypatch.setattr(prepared, "KINDS_AT_MOST", 1)
    ann, lead = of(team, "Mary"), of(team, "Peter", profile=Profile.LEAD)

    assert [names(people(one)) for one in (ann, lead, ann)] == [{"Mary"}, {"Peter"}, {"Mary"}]
    assert len(built) == 3
