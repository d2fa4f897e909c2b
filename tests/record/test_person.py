"""The person's page: their own words first, what must be known, and nothing for a stranger."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories.base import (
    actor_of,
    make_grant,
    make_person,
    make_service,
    make_unit,
    make_worker,
    sign_in,
)
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.people.service_users import actions
from waymark.people.service_users.choices import AddressKind, Detail, NeedKind, PointKind
from waymark.people.service_users.models import Need, Person
from waymark.support.case_notes import actions as case_notes
from waymark.support.case_notes.choices import NoteKind

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def team():
    return make_unit(make_service())


@pytest.fixture
def ann(team):
    return make_worker("Ann Dodds", unit=team)


@pytest.fixture
def jo(team, ann):
    person = make_person("Jo", "Bennett", service=team.service)
    make_grant(person, worker=ann)
    return person


@pytest.fixture
def page(client, ann, jo):
    def read():
        return sign_in(client, ann).get(f"/record/{jo.id}/").content.decode()

    return read


def test_their_own_words_come_before_everything(ann, jo, page):
    actions.set_about(
        by=actor_of(ann),
        id=new_id(),
        person=jo,
        at=AT,
        in_their_words="I talk fast & stop sleeping",
        what_matters="My son",
    )
    actions.add_need(
        by=actor_of(ann),
        id=new_id(),
        person=jo,
        kind=NeedKind.INTERPRETER,
        words="Urdu interpreter for meetings",
        from_on=date(2026, 3, 2),
    )
    text = page()

    assert (
        text.index("I talk fast &amp; stop sleeping")
        < text.index("Urdu interpreter for meetings")
        < text.index("Reaching")
    )


def test_how_to_reach_them_safely_is_shown_at_every_opening(ann, jo, page):
    actions.set_safe_contact(by=actor_of(ann), person=jo, no_voicemail=True, code_name="Auntie")
    text = page()

    assert "Do not leave a voicemail" in text
    assert "Ask for them as Auntie" in text


def test_a_protected_address_is_not_on_the_page(ann, jo, page):
    actions.add_address(
        by=actor_of(ann),
        id=new_id(),
        person=jo,
        kind=AddressKind.HOME,
        lines="12 Hidden Road",
        postcode="DH1 4QQ",
        protected=True,
    )
    text = page()

    assert "Hidden" not in text
    assert "DH1 4QQ" not in text
    assert "Address protected" in text


def test_every_address_that_stands_is_there_by_what_it_is_and_a_protected_one_beside_them(ann, jo, page):
    for kind, lines, protected in (
        (AddressKind.HOME, "12 Hidden Road", True),
        (AddressKind.STAYING, "c/o Dan, 3 Mill Lane", False),
        (AddressKind.HOME, "7 Station Road", False),
    ):
        actions.add_address(
            by=actor_of(ann), id=new_id(), person=jo, kind=kind, lines=lines, postcode="", protected=protected
        )  # fmt: skip
    text = " ".join(page().split())

    assert "Where they are staying for now: c/o Dan, 3 Mill Lane" in text
    assert "Where they live: 7 Station Road" in text
    assert "Hidden" not in text
    assert text.count("Address protected") == 1


def test_a_need_that_ended_is_no_longer_shown_and_still_kept(ann, jo, page):
    need = actions.add_need(
        by=actor_of(ann),
        id=new_id(),
        person=jo,
        kind=NeedKind.FORMAT,
        words="Large print",
        from_on=date(2026, 1, 1),
    )
    actions.end_detail(by=actor_of(ann), person=jo, what=Detail.NEED, id=need.id, on=date(2026, 2, 1))

    assert "Large print" not in page()
    assert Need.objects.get(pk=need.id).until == date(2026, 2, 1)


def test_a_name_they_had_stays_findable_and_the_new_one_is_used(ann, jo, page, client):
    actions.change_name(
        by=actor_of(ann),
        person=jo,
        on=date(2026, 3, 2),
        given_name="Jo",
        family_name="Marsh",
        chosen_name="Joey",
    )

    assert "Joey" in page()
    assert "Joey" in client.get("/find/", {"q": "Bennett"}).content.decode()


def test_a_number_carries_its_note(ann, jo, page):
    actions.add_contact_point(
        by=actor_of(ann),
        id=new_id(),
        person=jo,
        kind=PointKind.PHONE,
        value="+447700900123",
        note="text first, hearing loss",
    )

    assert "text first, hearing loss" in page()


def test_adding_twice_under_one_id_adds_once(ann, jo):
    given = {
        "by": actor_of(ann),
        "id": new_id(),
        "person": jo,
        "kind": NeedKind.FORMAT,
        "words": "Large print",
    }
    actions.add_need(**given, from_on=date(2026, 1, 1))
    actions.add_need(**given, from_on=date(2026, 1, 1))

    assert Need.objects.count() == 1


def test_one_nhs_number_is_one_record_of_a_service(ann):
    given = {"by": actor_of(ann), "at": AT, "given_name": "Sam", "nhs_number": "9990237573"}
    actions.add_person(**given, id=new_id())
    with pytest.raises(actions.AlreadyHere, match="already on another record"):
        actions.add_person(**given, id=new_id())

    assert Person.objects.filter(nhs_number="9990237573").count() == 1


def test_a_stranger_gets_not_found_and_the_attempt_is_logged(client, team, jo):
    stranger = make_worker("Dan Webb", unit=make_unit(team.service, "other"))
    response = sign_in(client, stranger).get(f"/record/{jo.id}/")

    assert response.status_code == 404
    assert "Jo" not in response.content.decode()
    assert AuditEntry.objects.filter(outcome="refused", person_id=jo.id).exists()


def test_every_opening_is_logged_with_its_basis(ann, jo, page):
    page()
    entry = AuditEntry.objects.filter(action="read", person_id=jo.id).latest("id")

    assert entry.actor == str(ann.id)
    assert "key_worker" in entry.detail["basis"]


def signed(ann, jo, team, words, occurred_at=AT, **more):
    return case_notes.sign_note(
        by=actor_of(ann),
        id=new_id(),
        kind=NoteKind.OBSERVATION,
        occurred_at=occurred_at,
        text=words,
        person_id=jo.id,
        unit_id=team.id,
        reason="Found in an old book",
        **more,
    )


def test_the_timeline_shows_the_latest_first(ann, jo, team, page):
    signed(ann, jo, team, "The earlier one")
    signed(ann, jo, team, "The later one", AT + timedelta(hours=3))
    text = page()

    assert text.index("The later one") < text.index("The earlier one")


def test_the_timeline_is_searched_without_a_reload(client, ann, jo, team):
    signed(ann, jo, team, "Baked bread together")
    signed(ann, jo, team, "Walked to the shop")
    client = sign_in(client, ann)
    part = client.get(f"/record/{jo.id}/", {"q": "bread"}, headers={"HX-Request": "true"}).content.decode()

    assert "Baked bread together" in part
    assert "Walked to the shop" not in part
    assert "<html" not in part


def test_looking_together_shows_their_words_and_nothing_of_ours(client, ann, jo, team):
    actions.set_about(by=actor_of(ann), id=new_id(), person=jo, at=AT, in_their_words="I like mornings")
    signed(ann, jo, team, "A note for staff", worries="A worry of ours")
    text = sign_in(client, ann).get(f"/record/{jo.id}/together/").content.decode()

    assert "I like mornings" in text
    assert "A note for staff" not in text
    assert "A worry of ours" not in text
    assert "Ann Dodds" not in text


def test_the_page_costs_what_it_may(client, ann, jo, team, django_assert_max_num_queries):
    for number in range(25):
        signed(ann, jo, team, f"Note {number}", AT + timedelta(minutes=number))
    client = sign_in(client, ann)

    with django_assert_max_num_queries(24):
        client.get(f"/record/{jo.id}/")
