"""LDS-93: a wrong number is refused; a possible duplicate is confirmed or merged by the records lead, and a merge can be undone."""

from datetime import date

import pytest
import time_machine

from tests.factories.base import (
    actor_of,
    make_allocation,
    make_episode,
    make_exclusion,
    make_person,
)
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.core.pages import Refused
from waymark.people.access import actions as access
from waymark.people.access import queries as opened
from waymark.people.access.choices import Action, Relationship
from waymark.people.service_users import actions as service_users
from waymark.people.service_users.models import Duplicate, Person, SamePerson
from waymark.support.case_notes import actions as case_notes
from waymark.support.case_notes.choices import NoteKind

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day():
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        yield


@pytest.fixture
def leeds():
    return real_service("leeds-recovery-centre")


@pytest.fixture
def team(leeds):
    return unit_of_service(leeds, "recovery-centre")


@pytest.fixture
def kiran(leeds):
    return hire(leeds, "recovery-worker", "Kiran Shah")


@pytest.fixture
def ward(leeds):
    return unit_of_service(leeds, "asket-croft-unit")


@pytest.fixture
def wren(leeds):
    """A clinical team manager of a ward: Jo is nobody she knows."""
    return hire(leeds, "clinical-team-manager", "Wren Hall", unit="asket-croft-unit")


@pytest.fixture
def jo(leeds, team, kiran):
    person = make_person("Jo", "Bennett", service=leeds, birth_year=1984, birth_month=2, birth_day=3)
    make_allocation(make_episode(person, team), kiran)
    return person


@pytest.fixture
def records_lead(leeds):
    return hire(leeds, "information-governance-lead", "Rae Lind")


def newcomer(team, **typed):
    return {
        "id": new_id(),
        "given_name": "Jo",
        "family_name": "Bennett",
        "born": "3/2/1984",
        "team": team.pk,
    } | typed


def said(response):
    return " ".join(response.content.decode().split())


def note(worker, person, unit, text):
    case_notes.sign_note(
        by=actor_of(worker),
        id=new_id(),
        kind=NoteKind.OBSERVATION,
        occurred_at=london(date(2026, 3, 4), 9),
        text=text,
        person_id=person.pk,
        unit_id=unit.pk,
    )


@pytest.fixture
def second(jo, ward, wren):
    """A second record of Jo's, made on the ward though the page warned."""
    wrens = signed_in_client(wren)
    sent = newcomer(ward, sure="yes", sure_why="The ward’s letter has another address")
    assert wrens.post("/details/add-person/", sent).status_code == 302
    return Person.objects.get(pk=sent["id"])


@pytest.fixture
def merge(jo, second, records_lead):
    rae, pair = signed_in_client(records_lead), Duplicate.objects.get()
    keep = "keep_second" if pair.other_id == jo.pk else "keep_first"
    sent = {"id": new_id(), "verdict": keep, "words": "Rang her on both numbers"}
    assert rae.post(f"/duplicates/{pair.pk}/", sent).status_code == 302
    return SamePerson.objects.get()


@pytest.mark.duty("LDS-93")
def test_a_wrong_number_is_refused_and_a_possible_duplicate_is_confirmed_or_merged_by_the_records_lead(
    jo, team, kiran, records_lead
):
    kirans = signed_in_client(kiran)
    refused = kirans.post("/details/add-person/", newcomer(team, given_name="Ola", nhs_number="999 000 0000"))
    assert refused.status_code == 422
    assert "No NHS number begins with these nine digits" in said(refused)
    assert Person.objects.count() == 1

    sent = newcomer(team)
    warned = kirans.post("/details/add-person/", sent)
    assert warned.status_code == 422
    assert "Possible duplicate" in said(warned)
    assert "The same name and birth date" in said(warned)
    assert f"/record/{jo.pk}/" in said(warned)
    assert Person.objects.count() == 1

    made = kirans.post("/details/add-person/", {**sent, "sure": "yes", "sure_why": "Another address"})
    assert made.status_code == 302
    for person_id in (jo.pk, sent["id"]):
        assert "Possible duplicate" in said(kirans.get(f"/record/{person_id}/"))
    pair = Duplicate.objects.get()
    assert kirans.get(f"/duplicates/{pair.pk}/").status_code == 403

    rae = signed_in_client(records_lead)
    assert "Jo Bennett and Jo Bennett" in said(rae.get("/duplicates/"))
    side_by_side = said(rae.get(f"/duplicates/{pair.pk}/"))
    assert "3 February 1984" in side_by_side
    assert "Another address" in side_by_side
    verdict = {"id": new_id(), "verdict": "two_people", "words": "Met both of them"}
    assert rae.post(f"/duplicates/{pair.pk}/", {**verdict, "words": ""}).status_code == 422
    assert rae.post(f"/duplicates/{pair.pk}/", verdict).status_code == 302
    for person_id in (jo.pk, sent["id"]):
        assert "Possible duplicate" not in said(kirans.get(f"/record/{person_id}/"))

    merging = {"id": new_id(), "verdict": "keep_first", "words": "One birth certificate"}
    assert rae.post(f"/duplicates/{pair.pk}/", merging).status_code == 302
    merged = SamePerson.objects.get()
    assert (merged.by, {merged.person_id, merged.away_id}) == (records_lead, {jo.pk, sent["id"]})


def test_both_histories_stay_and_open_to_both_teams(jo, second, team, ward, kiran, wren, merge):
    note(kiran, jo, team, "Walked to the market")
    note(wren, second, ward, "Slept through the night")

    for worker in (kiran, wren):
        client = signed_in_client(worker)
        page = said(client.get(f"/record/{jo.pk}/"))
        assert "Walked to the market" in page
        assert "Slept through the night" in page
        assert client.get(f"/record/{second.pk}/").url == f"/record/{jo.pk}/"
        found = client.get("/find/", {"q": "Jo Bennett"}).content.decode()
        assert found.count('class="wm-list__name"') == 1
        assert f"/record/{jo.pk}/" in found


def test_a_merge_is_undone_and_each_record_is_as_it_was(
    jo, second, team, ward, kiran, wren, merge, records_lead
):
    note(kiran, jo, team, "Walked to the market")
    note(wren, second, ward, "Slept through the night")
    rae, where = signed_in_client(records_lead), f"/duplicates/merge/{merge.pk}/part/"
    assert rae.post(where, {"words": ""}).status_code == 422
    assert rae.post(where, {"words": "They came in together"}).status_code == 302
    assert rae.get(where).status_code == 404
    kirans, wrens = signed_in_client(kiran), signed_in_client(wren)

    assert "Slept through the night" not in said(kirans.get(f"/record/{jo.pk}/"))
    assert kirans.get(f"/record/{second.pk}/").status_code == 200
    assert "Slept through the night" in said(wrens.get(f"/record/{second.pk}/"))
    assert wrens.get(f"/record/{jo.pk}/").status_code == 404
    assert "They came in together" in said(rae.get("/duplicates/"))


def test_safe_contact_and_needs_of_either_record_hold_for_both(jo, second, wren, merge, kiran):
    service_users.set_safe_contact(by=actor_of(wren), person=second, no_voicemail=True)
    service_users.set_safe_contact(by=actor_of(kiran), person=Person.objects.get(pk=jo.pk), no_post=True)
    page = said(signed_in_client(kiran).get(f"/record/{jo.pk}/"))

    assert "Do not send post" in page
    assert "Do not leave a voicemail" in page


def test_whoever_comes_later_opens_both_and_whoever_leaves_opens_neither(leeds, jo, second, merge, team):
    dana, source_id = hire(leeds, "recovery-worker", "Dana Roe"), new_id()
    access.grant(
        by=actor_of(dana),
        person_id=jo.pk,
        relationship=Relationship.ALLOCATED,
        source="test",
        source_id=source_id,
        starts_at=london(date(2026, 3, 4), 0),
        worker_id=dana.pk,
    )

    def on_both():
        return [p.pk for p in (jo, second) if "allocated" in opened.relationships(actor_of(dana), p.pk)]

    assert on_both() == [jo.pk, second.pk]
    access.end_grants(by=actor_of(dana), source="test", source_id=source_id, at=london(date(2026, 3, 4), 9))
    assert on_both() == []


def test_whoever_is_barred_from_one_record_is_barred_from_both(leeds, jo, second, records_lead, team):
    cousin = hire(leeds, "recovery-worker", "Cousin Bennett")
    make_exclusion(second, cousin)
    assert opened.can(actor_of(cousin), jo.pk, Action.OPEN)
    pair = Duplicate.objects.get()
    keep = "keep_second" if pair.other_id == jo.pk else "keep_first"
    rae = signed_in_client(records_lead)
    rae.post(f"/duplicates/{pair.pk}/", {"id": new_id(), "verdict": keep, "words": "One and the same"})
    assert not opened.can(actor_of(cousin), jo.pk, Action.OPEN)

    rae.post(f"/duplicates/merge/{SamePerson.objects.get().pk}/part/", {"words": "Two after all"})
    assert opened.can(actor_of(cousin), jo.pk, Action.OPEN)
    assert not opened.can(actor_of(cousin), second.pk, Action.OPEN)


def test_no_chain_of_merges_is_made(leeds, jo, second, merge, records_lead):
    third = make_person("Jo", "Bennett", service=leeds)
    by, at = actor_of(records_lead), london(date(2026, 3, 4), 10)
    for keep, away in ((Person.objects.get(pk=second.pk), third), (third, Person.objects.get(pk=jo.pk))):
        with pytest.raises(Refused, match="another merge"):
            service_users.merge_records(by=by, id=new_id(), keep=keep, away=away, because="One person", at=at)


def test_a_records_lead_of_another_service_finds_no_pair(jo, second):
    rae = signed_in_client(
        hire(real_service("durham-support-recovery"), "information-governance-lead", "Rae Lind")
    )
    assert "Jo Bennett" not in said(rae.get("/duplicates/"))
    assert rae.get(f"/duplicates/{Duplicate.objects.get().pk}/").status_code == 404
