"""Whose lists these are, who may ask for the team's people, what leaves and what does not."""

from datetime import timedelta

import pytest

from tests.factories.base import (
    make_allocation,
    make_episode,
    make_exclusion,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.diary import make_contact, make_visit
from tests.factories.sign_in import signed_in_client
from tests.lists.reading import csv_rows, names, said
from waymark.core import actions, clock
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.doors.lists.models import SavedList
from waymark.organisation.staff.choices import Right
from waymark.people.access.choices import Profile
from waymark.support.caseload.choices import Purpose

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return make_unit(make_service(), "north")


@pytest.fixture
def ann(north):
    return make_worker("Ann Dodds", unit=north)


@pytest.fixture
def lee(north):
    return make_worker("Lee Hall", unit=north, profile=Profile.LEAD)


@pytest.fixture
def sam(north, ann):
    person = make_person("Sam", "Okafor", service=north.service)
    make_allocation(make_episode(person, north), ann)
    return person


def keep(client, name="Quiet", **asked):
    return client.post(
        "/lists/people/save/", {"id": str(new_id()), "name": name, "whose": "mine", "days": "14", **asked}
    )


def export(client, kind="people", **sent):
    said = {"id": str(new_id()), "whose": "mine", "reason": "For the round", "format": "csv", **sent}
    return client.post(f"/lists/{kind}/export/", said)


def test_a_list_is_its_maker_s_alone(ann, lee, sam):
    kept = keep(signed_in_client(ann))
    assert signed_in_client(ann).get(kept.url).status_code == 200
    assert signed_in_client(lee).get(kept.url).status_code == 404
    assert signed_in_client(lee).post(f"{kept.url}drop/").status_code == 404
    assert signed_in_client(ann).post(f"{kept.url}drop/").url == "/lists/"
    assert signed_in_client(ann).get(kept.url).status_code == 404
    assert SavedList.objects.count() == 1


def test_sent_twice_it_is_kept_once(ann):
    client, sent = signed_in_client(ann), {"id": str(new_id()), "name": "Quiet", "whose": "mine"}
    assert client.post("/lists/people/save/", sent).url == client.post("/lists/people/save/", sent).url
    assert SavedList.objects.count() == 1
    assert client.post("/lists/people/save/", {**sent, "days": "7"}).status_code == 422


def test_the_team_s_people_are_for_whoever_sees_the_board(ann, lee, sam, north):
    make_episode(make_person("Bo", service=north.service), north)
    make_episode(make_person("Di", service=north.service), make_unit(north.service))
    assert names(signed_in_client(lee).get("/lists/people/?whose=team")) == ["Bo Okafor", "Sam Okafor"]
    asked = signed_in_client(ann).get("/lists/people/?whose=team")
    assert asked.status_code == 422
    assert names(asked) == []
    assert export(signed_in_client(ann), whose="team").status_code == 422


def test_a_kept_list_of_the_team_ends_with_the_right_to_it(lee, sam):
    client = signed_in_client(lee)
    kept = keep(client, whose="team")
    role = lee.holdings.get().post.role
    with actions.frame("test"):
        role.rights = [right for right in role.rights if right != Right.SEE_BOARD]
        role.save()
    refused = client.get(kept.url)
    assert refused.status_code == 403
    assert "Sam" not in said(refused)
    assert "does not see the team’s people any more" in said(client.get("/lists/"))


def test_a_contact_of_any_kind_that_happened_counts_and_a_try_does_not(ann, sam):
    client = signed_in_client(ann)
    make_contact(sam, ann, clock.now() - timedelta(days=1), attendance="3")
    assert names(client.get("/lists/people/?whose=mine&days=14")) == ["Sam Okafor"]
    make_contact(sam, ann, clock.now() - timedelta(hours=2), mechanism="02")
    assert names(client.get("/lists/people/?whose=mine&days=14")) == []


def test_no_visit_planned_is_a_filter_of_its_own(ann, sam):
    client = signed_in_client(ann)
    assert names(client.get("/lists/people/?whose=mine&no_visit=yes")) == ["Sam Okafor"]
    make_visit(sam, ann)
    assert names(client.get("/lists/people/?whose=mine&no_visit=yes")) == []


def test_somebody_known_privately_is_on_no_list_and_in_no_export(ann, sam):
    make_exclusion(sam, ann)
    client = signed_in_client(ann)
    assert names(client.get("/lists/people/?whose=mine")) == []
    nothing = export(client)
    assert nothing.status_code == 422
    assert "nothing on this list that you may export" in said(nothing)


def test_who_may_be_seen_and_not_exported_is_left_out_and_said(north, sam):
    volunteer = make_worker("Viv Hart", unit=north, profile=Profile.CASEWORK_LIMITED)
    make_allocation(sam.episodes.get(), volunteer, purpose=Purpose.CO_WORKER)
    client = signed_in_client(volunteer)
    page = client.get("/lists/people/?whose=mine")
    assert names(page) == ["Sam Okafor"]
    assert "1 of these you may see and not export" in said(page)
    assert export(client).status_code == 422
    assert not AuditEntry.objects.filter(action__startswith="export").exists()


def test_contacts_of_others_people_and_others_teams_stay_away(ann, lee, sam, north):
    make_contact(sam, ann, place="The library")
    make_contact(None, ann, place="By telephone")
    away = make_worker("Mo Khan", unit=make_unit(north.service))
    di = make_person("Di", service=north.service)
    make_allocation(make_episode(di, make_unit(north.service)), away)
    make_contact(di, away, place="The river")
    rows = csv_rows(export(signed_in_client(lee), "contacts", whose="team", period="last_7"))
    assert [row[2] for row in rows[1:]] == ["Sam Okafor", "They gave no name"]
    assert csv_rows(export(signed_in_client(ann), "contacts", period="last_7")) == rows


def test_a_report_of_contacts_says_what_is_not_recorded_yet(ann, sam):
    make_contact(sam, ann)
    make_visit(sam, ann, clock.now() - timedelta(hours=5))
    page = said(signed_in_client(ann).get("/lists/contacts/?period=last_7"))
    assert "50.0% complete: 1 visit of these days is over and not recorded yet" in page


def test_an_export_is_told_to_whoever_asks_who_looked(ann, sam):
    export(signed_in_client(ann), reason="For the round on Thursday")
    [entry] = AuditEntry.objects.filter(action="export", person_id=sam.pk)
    assert entry.detail["reason"] == "For the round on Thursday"
    assert entry.actor_name == "Ann Dodds"


def test_a_long_list_is_shown_by_the_hundred_and_counted_whole(ann, sam):
    for n in range(101):
        make_contact(sam, ann, clock.now() - timedelta(minutes=60 + n))
    client = signed_in_client(ann)
    first, second = (client.get(f"/lists/contacts/?period=last_7&page={page}") for page in (1, 2))
    assert "Contacts: 101" in said(first)
    assert "Contacts: 101" in said(second)
    assert first.content.count(b'scope="row"') == 100
    assert second.content.count(b'scope="row"') == 1
    assert len(csv_rows(export(client, "contacts", period="last_7"))) == 102
