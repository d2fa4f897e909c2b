"""Many people at once come out as one at a time would make them, all or none of them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.factories.base import actor_of, make_person, make_service, make_unit, make_worker
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.core.pages import Refused
from waymark.organisation.services.models import Service
from waymark.people.access.choices import Profile
from waymark.people.service_users import actions
from waymark.people.service_users.actions import Newcomer
from waymark.people.service_users.choices import AddressKind, NeedKind, PointKind
from waymark.people.service_users.models import FindKey, Person, PersonName

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 10, tzinfo=UTC)
SAFE = {"no_voicemail": True, "code_name": "Jo from the library"}


@pytest.fixture
def lee():
    return actor_of(make_worker("Lee Marsh", unit=make_unit(make_service()), profile=Profile.LEAD))


def newcomer(**more: Any) -> Newcomer:
    given = {
        "id": new_id(),
        "given_name": "Zoë",
        "family_name": "O’Brien-Łukasz",
        "chosen_name": "Zo",
        "birth": (1984, 2, None),
        "nhs_number": "9990475148",
        "other_numbers": {"Client ID": "C1"},
        "previous_names": ("Zoë Smith", "Zoë Smith"),
        "points": ((PointKind.PHONE, "+447700900123", "text first"), (PointKind.EMAIL, "zo@example.org", "")),
        "address": (AddressKind.HOME, "1 Elm Row", "DH1 3NJ", True),
        "needs": ((NeedKind.FORMAT, "Large print"), (NeedKind.FORMAT, "Large print")),
        "safe_contact": SAFE,
    }
    return Newcomer(**(given | more))


def one_by_one(by, new: Newcomer) -> Person:
    """The same person through the actions a page uses."""
    person = actions.add_person(
        by=by, id=new_id(), at=AT, given_name=new.given_name, family_name=new.family_name, chosen_name=new.chosen_name,
        birth=new.birth, other_numbers=dict(new.other_numbers),
    )  # fmt: skip
    actions.add_previous_name(by=by, id=new_id(), person=person, text=new.previous_names[0])
    for kind, value, note in new.points:
        actions.add_contact_point(by=by, id=new_id(), person=person, kind=kind, value=value, note=note)
    kind, lines, postcode, protected = new.address
    actions.add_address(
        by=by, id=new_id(), person=person, kind=kind, lines=lines, postcode=postcode, protected=protected
    )
    actions.add_need(
        by=by, id=new_id(), person=person, kind=new.needs[0][0], words=new.needs[0][1], from_on=AT.date()
    )
    actions.set_safe_contact(by=by, person=person, **new.safe_contact)
    return person


def carried(person: Person) -> dict[str, Any]:
    """What the row carries, but for ids and the moment it was gathered; the points in whatever order."""
    kept = {name: value for name, value in person.to_know.items() if name != "gathered_at"}
    return {
        name: sorted(
            ({k: v for k, v in row.items() if k != "id"} for row in value),
            key=lambda row: sorted(row.items()),
        )
        if value and isinstance(value, list) and isinstance(value[0], dict)
        else value
        for name, value in kept.items()
    }


def keys(person: Person) -> set[tuple[str, str, str]]:
    return set(FindKey.objects.filter(person=person).values_list("kind", "key", "said"))


def test_they_come_out_as_one_at_a_time_would_make_them(lee):
    new = newcomer()
    actions.add_people(by=lee, at=AT, people=[new], source="test")
    together, alone = Person.objects.get(pk=new.id), one_by_one(lee, new)

    assert carried(together) == carried(alone)
    assert keys(together) == keys(alone) != set()
    assert together.names.get().text == "Zoë Smith"
    assert (together.birth_year, together.birth_month, together.birth_day) == (1984, 2, None)
    assert together.safe_contact.no_voicemail is True
    assert together.addresses.get().protected is True


def test_each_is_in_the_log_with_where_they_came_from_and_nothing_of_what_is_known(lee):
    people = [newcomer(), newcomer(nhs_number="", given_name="Ann")]
    actions.add_people(by=lee, at=AT, people=people, source="imports.batch:7")
    rows = AuditEntry.objects.filter(action="add_person").order_by("id")

    assert [row.person_id for row in rows] == [new.id for new in people]
    assert rows[0].detail == {
        "source": "imports.batch:7", "personname": 1, "contactpoint": 2, "address": 1, "need": 1, "safecontact": 1,
    }  # fmt: skip


@pytest.mark.parametrize("same", ["nhs_number", "id"])
def test_nobody_is_added_when_one_of_them_is_here(lee, same):
    service = Service.objects.get(pk=lee.service_id)
    here = make_person("Zoë", "O’Brien", service=service, nhs_number="9990475148")
    new = newcomer() if same == "nhs_number" else newcomer(id=here.pk, nhs_number="")
    before = Person.objects.count()

    with pytest.raises(actions.AlreadyHere, match="Find that person first"):
        actions.add_people(
            by=lee, at=AT, people=[newcomer(nhs_number="", given_name="Ann"), new], source="test"
        )
    assert Person.objects.count() == before
    assert not PersonName.objects.exists()


def test_the_same_number_in_another_service_is_another_matter(lee):
    make_person(service=make_service(), nhs_number="9990475148")
    actions.add_people(by=lee, at=AT, people=[newcomer()], source="test")

    assert Person.objects.filter(service_id=lee.service_id).count() == 1


def test_nobody_at_all_is_nothing_to_do_and_still_in_the_log(lee):
    actions.add_people(by=lee, at=AT, people=[], source="imports.batch:7")

    assert AuditEntry.objects.get(action="add_person").detail == {"added": 0}


def test_a_role_that_adds_nobody_is_refused():
    auditor = actor_of(make_worker(profile=Profile.AUDITOR))

    with pytest.raises(Refused, match="does not add people"):
        actions.add_people(by=auditor, at=AT, people=[newcomer()], source="test")
