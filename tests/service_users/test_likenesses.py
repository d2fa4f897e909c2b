"""Newcomers against the records there are: who is here already, who may be; nothing of another service, and only for those who may ask."""

import pytest

from tests.factories.base import actor_of, made, make_person, make_service, make_unit, make_worker
from waymark.core.ids import new_id
from waymark.core.pages import Refused
from waymark.core.partial_dates import PartialDate
from waymark.people.access.choices import Profile
from waymark.people.service_users import queries
from waymark.people.service_users.choices import KeyKind, PointKind
from waymark.people.service_users.models import ContactPoint, FindKey, PersonName
from waymark.people.service_users.queries import Known, finding

pytestmark = pytest.mark.django_db
DAY = PartialDate(1984, 2, 3)


@pytest.fixture
def service():
    return make_service()


@pytest.fixture
def lee(service):
    return actor_of(make_worker("Lee Marsh", unit=make_unit(service), profile=Profile.LEAD))


def found(worker, newcomer):
    return [
        (like.person_id, like.are_one, like.same_number) for like in queries.likenesses(worker, [newcomer])
    ]


def born(service, **more):
    return make_person("Zoë", "O’Brien", service=service, birth_year=1984, birth_month=2, birth_day=3, **more)


def test_the_same_name_and_whole_birth_date_is_somebody_here(service, lee):
    here = born(service)

    assert found(lee, Known(1, "zoe", ("zoe obrien",), DAY)) == [(here.pk, True, False)]


@pytest.mark.parametrize("birth", [PartialDate(1984), PartialDate(1984, 2)])
def test_a_birth_date_that_can_be_the_same_is_perhaps(service, lee, birth):
    here = born(service)

    assert found(lee, Known(1, "Zoe", ("Zoe OBrien",), birth)) == [(here.pk, False, False)]


def test_a_record_with_part_of_a_birth_date_is_perhaps(service, lee):
    here = make_person("Zoë", "O’Brien", service=service, birth_year=1984)

    assert found(lee, Known(1, "Zoe", ("Zoe OBrien",), DAY)) == [(here.pk, False, False)]


def test_an_old_name_counts(service, lee):
    here = born(service)
    made(PersonName, id=new_id(), person=here, kind="previous", text="Zoë Married")

    assert found(lee, Known(1, "Zoe", ("Zoe Married",), DAY)) == [(here.pk, True, False)]


def test_the_same_nhs_number_with_another_name_is_a_number_too_many(service, lee):
    here = make_person("Ann", "Other", service=service, nhs_number="9990475148")

    assert found(lee, Known(1, "Zoe", ("Zoe OBrien",), DAY, "9990475148")) == [(here.pk, False, True)]


def test_a_telephone_and_a_first_name_are_perhaps(service, lee):
    here = make_person("Zoë", "Other", service=service)
    made(ContactPoint, id=new_id(), person=here, kind=PointKind.PHONE, value="+447700900123")
    FindKey.objects.create(person=here, service=service, kind=KeyKind.PHONE, key="32100900770")
    newcomer = Known(1, "Zoe", ("Zoe OBrien",), phones=("+447700900123",))

    assert finding._with_phones(lee, [newcomer]) == {here.pk}
    assert found(lee, newcomer) == [(here.pk, False, False)]


def test_a_number_of_the_services_own_with_the_name_is_somebody_here(service, lee):
    here = make_person("Zoë", "O’Brien", service=service, other_numbers={"Client ID": "C10001"})
    own = (queries.own_number("client id", "c10001"),)

    assert found(lee, Known(1, "Zoe", ("Zoe OBrien",), own_numbers=own)) == [(here.pk, True, False)]


def test_newcomers_are_not_told_apart_among_themselves(lee):
    twice = [Known(number, "Zoe", ("Zoe OBrien",), DAY) for number in (1, 2)]

    assert queries.likenesses(lee, twice) == []


def test_nothing_is_told_of_another_service(lee):
    born(make_service(), nhs_number="9990475148")

    assert found(lee, Known(1, "Zoe", ("Zoe OBrien",), DAY, "9990475148")) == []


def test_only_those_who_add_people_may_ask():
    auditor = actor_of(make_worker(profile=Profile.AUDITOR))

    with pytest.raises(Refused):
        queries.likenesses(auditor, [])
