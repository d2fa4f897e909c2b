"""Find: one box, anything remembered, only whom the worker may find."""

from datetime import UTC, datetime
from urllib.parse import unquote

import pytest

from tests.factories.base import actor_of, make_grant, make_service, make_unit, make_worker, sign_in
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.doors.find import queries
from waymark.people.access.choices import Relationship
from waymark.people.service_users import actions
from waymark.people.service_users.choices import AddressKind, PointKind

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def team():
    return make_unit(make_service())


@pytest.fixture
def ann(team):
    return make_worker("Ann Dodds", unit=team)


@pytest.fixture
def zoe(team, ann):
    by = actor_of(ann)
    person = actions.add_person(
        by=by,
        id=new_id(),
        at=AT,
        given_name="Zoë",
        family_name="O’Brien-Łukasz",
        birth=(1984, 2, 3),
        nhs_number="9990237573",
        nhs_number_status="02",
    )
    actions.add_previous_name(by=by, id=new_id(), person=person, text="Zoë Okafor")
    actions.add_contact_point(by=by, id=new_id(), person=person, kind=PointKind.PHONE, value="+447700900123")
    actions.add_address(
        by=by, id=new_id(), person=person, kind=AddressKind.HOME, lines="1 High St", postcode="DH1 1AA"
    )
    return person


def names_found(client, typed):
    response = client.get("/find/", {"q": typed})
    assert response.status_code == 200
    return "Zoë O’Brien-Łukasz" in response.content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        "  zoe   obrien ",
        "ZOË",
        "lukasz, z",
        "Okafor",
        "07700 900123",
        "900123",
        "07700 900124",
        "dh1",
        "DH1 1AA",
        "3/2/1984",
        "1984-02-03",
        "3 Feb 84",
        "999 023 7573",
        "9990237574",
        "obrien 1984",
    ],
)
def test_whatever_is_remembered_of_somebody_finds_them(client, ann, zoe, typed):
    make_grant(zoe, worker=ann)

    assert names_found(sign_in(client, ann), typed)


@pytest.fixture
def namesakes(team, ann):
    """Five called Marsden, and one called Marsdel."""
    for given, family in [
        *((name, "Marsden") for name in ("Ada", "Bea", "Cal", "Dee", "Eve")),
        ("Fay", "Marsdel"),
    ]:
        person = actions.add_person(
            by=actor_of(ann), id=new_id(), at=AT, given_name=given, family_name=family
        )
        make_grant(person, worker=ann)


@pytest.mark.parametrize("at_first", [60, 3])
def test_a_letter_wrong_is_offered_only_where_few_are_found(client, ann, namesakes, monkeypatch, at_first):
    """Whether those near are asked for together with the others, or, where they are many, only after them."""
    monkeypatch.setattr(queries, "AT_FIRST", at_first)
    client = sign_in(client, ann)
    five, one = (client.get("/find/", {"q": typed}).content.decode() for typed in ("marsden", "eve marsdel"))

    assert five.count("Marsden") == 5
    assert "Marsdel" not in five
    assert "Eve Marsden" in one
    assert "one letter different" in one
    assert "Fay Marsdel" in client.get("/find/", {"q": "fay marsden"}).content.decode()


def test_why_somebody_was_found_is_said(client, ann, zoe):
    make_grant(zoe, worker=ann)

    assert "telephone number" in sign_in(client, ann).get("/find/", {"q": "07700 900124"}).content.decode()


def test_somebody_else_s_person_is_not_in_the_list(client, ann, zoe):
    client = sign_in(client, ann)

    for typed in ("Zoe", "07700 900123", "9990237573", "DH1 1AA", "3/2/1984"):
        assert not names_found(client, typed)


def test_an_exact_name_and_birth_date_offers_to_say_why(client, ann, zoe):
    client = sign_in(client, ann)

    exact = client.get("/find/", {"q": "Zoe O'Brien-Lukasz 3/2/1984"}).content.decode()
    near = client.get("/find/", {"q": "Zoe O'Brien-Lukasz 4/2/1984"}).content.decode()

    assert "A record may exist elsewhere in this service" in exact
    assert f"/access/break-glass/{zoe.id}/" in exact
    assert "A record may exist" not in near


def test_break_glass_opens_the_page_and_says_so_on_it(client, ann, zoe):
    client = sign_in(client, ann)
    found = client.get("/find/", {"q": "Zoe O'Brien-Lukasz 3/2/1984"}).content.decode()
    address = found.split('href="/access/break-glass/')[1].split('"')[0].replace("&amp;", "&")
    asked = client.get(f"/access/break-glass/{address}")

    assert "Zoë" not in asked.content.decode()
    assert client.get(f"/record/{zoe.id}/").status_code == 404
    given = asked.content.decode().split('name="override_id"')[1].split('value="')[1].split('"')[0]
    answer = client.post(
        f"/access/break-glass/{address}",
        {
            "offer": unquote(address.split("offer=")[1]),
            "override_id": given,
            "reason_code": "duty_call",
            "reason": "She rang the duty line in distress",
        },
        follow=True,
    )

    assert answer.status_code == 200, answer.content.decode()
    assert "She rang the duty line in distress" in answer.content.decode()


def test_another_service_is_another_world(client, ann, zoe):
    other = make_worker("Dan Webb", unit=make_unit(make_service("elsewhere")))
    make_grant(zoe, worker=other, relationship=Relationship.KEY_WORKER)

    assert not names_found(sign_in(client, other), "Zoe")


def test_nothing_typed_finds_nothing_and_says_what_to_type(client, ann):
    text = sign_in(client, ann).get("/find/").content.decode()

    assert "part of a postcode" in text
    assert "Nobody you work with" not in text


def test_what_was_typed_stays_escaped(client, ann):
    text = sign_in(client, ann).get("/find/", {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in text


def test_the_people_in_the_list_are_in_the_read_log(client, ann, zoe):
    make_grant(zoe, worker=ann)
    sign_in(client, ann).get("/find/", {"q": "zoe"})

    assert str(zoe.id) in AuditEntry.objects.filter(action="read").latest("id").detail["people"]


def test_whom_the_product_compared_and_did_not_show_nobody_looked_at(client, ann, zoe):
    by = actor_of(ann)
    names = ["Quill"] * 5 + ["Quilt"]
    people_here = [
        actions.add_person(by=by, id=new_id(), at=AT, given_name="Harriet", family_name=name)
        for name in names
    ]
    for person in people_here:
        make_grant(person, worker=ann)
    text = sign_in(client, ann).get("/find/", {"q": "harriet quill"}).content.decode()

    assert text.count("Harriet Quill") >= 5
    assert "Quilt" not in text
    people = AuditEntry.objects.filter(action="read").latest("id").detail["people"]
    assert sorted(people) == sorted(str(person.id) for person in people_here[:5])


def test_finding_costs_eight_statements_at_most(client, ann, zoe, django_assert_max_num_queries):
    make_grant(zoe, worker=ann)
    client = sign_in(client, ann)

    with django_assert_max_num_queries(9):  # the ninth writes the read log
        client.get("/find/", {"q": "Zoe 07700 900124"})
