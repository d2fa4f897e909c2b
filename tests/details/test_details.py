"""Details: added to and ended, never overwritten; somebody new is looked for before a second record is made."""

from datetime import date

import pytest
import time_machine

from tests.factories.base import (
    make_episode,
    make_grant,
    make_person,
    make_service,
    make_unit,
    make_worker,
    sign_in,
)
from waymark.core.ids import new_id
from waymark.people.access.choices import Profile
from waymark.people.service_users.models import (
    About,
    Address,
    ContactPoint,
    ImportantPerson,
    Need,
    Person,
    PersonName,
    SafeContact,
)
from waymark.support.caseload.models import Episode

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day():
    with time_machine.travel("2026-03-03T10:00:00+00:00", tick=False):
        yield


@pytest.fixture
def team():
    return make_unit(make_service())


@pytest.fixture
def ann(team):
    return make_worker("Ann Dodds", unit=team)


@pytest.fixture
def jo(team, ann):
    person = make_person("Jo", "Bennett", service=team.service)
    make_episode(person, team)
    make_grant(person, worker=ann)
    return person


@pytest.fixture
def door(client, ann):
    return sign_in(client, ann)


def send(door, jo, page, **typed):
    return door.post(f"/details/{jo.id}/{page}/", {"id": new_id(), **typed})


@pytest.mark.parametrize(
    ("page", "typed", "shown"),
    [
        ("words", {"in_their_words": "Mornings are best", "what_matters": "My dog"}, "Mornings are best"),
        (
            "need",
            {"kind": "interpreter", "words": "Urdu interpreter for meetings", "language": "Urdu"},
            "Urdu interpreter for meetings",
        ),
        ("number", {"kind": "phone", "value": "07700 900123", "note": "text first"}, "07700 900123"),
        ("address", {"kind": "home", "lines": "4 Mill Lane", "postcode": "dh11aa"}, "DH1 1AA"),
        ("important-person", {"name": "Leila", "is_their": "sister", "may_be_told": "times"}, "Leila"),
    ],
)
def test_what_is_typed_is_kept_and_shown(door, jo, page, typed, shown):
    response = send(door, jo, page, **typed)

    assert response.status_code == 302, response.content.decode()
    assert shown in door.get(f"/details/{jo.id}/").content.decode()
    assert shown in door.get(f"/record/{jo.id}/").content.decode()


def test_safe_contact_is_set_whole_and_shown_at_every_opening(door, jo):
    send(door, jo, "safe-contact", no_voicemail="yes", code_name="Auntie")
    assert "Do not leave a voicemail" in door.get(f"/record/{jo.id}/").content.decode()

    send(door, jo, "safe-contact", code_name="Auntie")
    assert "Do not leave a voicemail" not in door.get(f"/record/{jo.id}/").content.decode()
    assert SafeContact.objects.get().code_name == "Auntie"


def test_a_new_name_keeps_the_old_one(door, jo):
    send(door, jo, "name", given_name="Jo", family_name="Marsh", chosen_name="Joey")
    text = door.get(f"/details/{jo.id}/").content.decode()

    assert "Joey" in text
    assert PersonName.objects.get().text == "Jo Bennett"
    assert "Jo Bennett" in text


@pytest.mark.parametrize(
    ("page", "typed", "sentence"),
    [
        ("words", {}, "Write at least one of these in their words."),
        ("need", {"kind": "interpreter"}, "Write what they need."),
        (
            "need",
            {"kind": "interpreter", "words": "For meetings"},
            "Say which language the interpreter speaks.",
        ),
        ("need", {"words": "Large print"}, "Choose what kind it is."),
        ("number", {"kind": "phone", "value": "12"}, "07700 900123"),
        ("number", {"kind": "email", "value": "sam at home"}, "sam@example.org"),
        ("address", {"kind": "home"}, "Give the address, or choose no fixed abode."),
        ("address", {"kind": "home", "postcode": "nowhere"}, "is not a postcode"),
        ("important-person", {}, "Give their name."),
        ("name", {}, "Give their name."),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_kept(door, jo, page, typed, sentence):
    response = send(door, jo, page, **typed)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    for model in (About, Need, ContactPoint, Address, ImportantPerson, PersonName):
        assert model.objects.count() == 0


def test_something_that_no_longer_holds_is_ended_and_stays_readable(door, jo):
    send(door, jo, "need", kind="format", words="Large print")
    need = Need.objects.get()
    door.post(f"/details/{jo.id}/end/need/{need.id}/")

    assert Need.objects.get().until == date(2026, 3, 3)
    assert "until 3 Mar 2026" in door.get(f"/details/{jo.id}/").content.decode()


def test_what_is_no_detail_and_whose_it_is_not_is_not_found(door, jo, team, client):
    assert door.post(f"/details/{jo.id}/end/grant/{new_id()}/").status_code == 404
    stranger = make_person("Ruth", "Gill", service=team.service)
    for page in ("", "words/", "need/", "safe-contact/", "number/", "address/", "important-person/", "name/"):
        assert door.get(f"/details/{stranger.id}/{page}").status_code == 404


def test_sent_twice_it_is_kept_once(door, jo):
    typed = {"id": new_id(), "kind": "format", "words": "Large print"}
    for _ in range(2):
        door.post(f"/details/{jo.id}/need/", typed)

    assert Need.objects.count() == 1


@pytest.fixture
def lead(client, team):
    return sign_in(client, make_worker("Lee Carter", unit=team, profile=Profile.LEAD))


def newcomer(team, /, **typed):
    return {"id": new_id(), "given_name": "Maya", "family_name": "Krishnan", "team": team.id} | typed


def test_somebody_new_is_added_with_an_episode_and_can_be_opened(lead, team):
    response = lead.post(
        "/details/add-person/", newcomer(team, born="3 Feb 1984", phone="07700 900123"), follow=True
    )

    person = Person.objects.get()
    assert response.status_code == 200
    assert "Born 3 February 1984" in response.content.decode()
    assert (person.birth_year, person.birth_month, person.birth_day) == (1984, 2, 3)
    assert Episode.objects.get().unit_id == team.id
    assert "Maya Krishnan" in lead.get("/find/", {"q": "krishnan"}).content.decode()


def test_a_year_alone_is_never_padded_out(lead, team):
    lead.post("/details/add-person/", newcomer(team, born="1984"))

    person = Person.objects.get()
    assert (person.birth_year, person.birth_month, person.birth_day) == (1984, None, None)


def test_a_likely_second_record_is_said_before_it_is_made(lead, team):
    lead.post("/details/add-person/", newcomer(team, born="3 Feb 1984"))
    again = newcomer(team, born="3/2/1984")
    asked = lead.post("/details/add-person/", again)

    assert asked.status_code == 422
    assert "There may be a record of them already." in asked.content.decode()
    assert Person.objects.count() == 1
    assert lead.post("/details/add-person/", {**again, "sure": "yes"}).status_code == 302
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"given_name": ""}, "Give their name."),
        ({"born": "31/02/1984"}, "31"),
        ({"born": "3 Feb 2099"}, "2099"),
        ({"nhs_number": "943 476 5918"}, "NHS number"),
        ({"team": ""}, "Choose the team."),
    ],
)
def test_what_cannot_be_is_refused_in_words(lead, team, typed, sentence):
    response = lead.post("/details/add-person/", newcomer(team, **typed))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Person.objects.count() == 0
