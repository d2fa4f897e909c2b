"""Whose lines who sees, how a field is put right, and that nothing is lost by it."""

import re
from datetime import timedelta

import pytest

from tests.data_quality.records import lines, make_whole, nhs_numbers, said
from tests.factories.base import (
    actor_of,
    made,
    make_allocation,
    make_episode,
    make_person,
    make_service,
    make_unit,
    make_worker,
    post_of,
    sign_in,
)
from tests.factories.sign_in import signed_in_client
from waymark.core import actions, clock
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.doors.data_quality import rules
from waymark.doors.data_quality.models import Correction
from waymark.people.access.choices import Profile
from waymark.people.service_users import actions as service_users
from waymark.people.service_users.models import Duplicate, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return make_unit(make_service(), "north")


@pytest.fixture
def lee(north):
    return make_worker("Lee Hall", unit=north, profile=Profile.LEAD)


@pytest.fixture
def ann(north):
    return make_worker("Ann Dodds", unit=north)


@pytest.fixture
def sam(north, ann):
    return make_whole(1, north, ann, nhs_number=nhs_numbers(1)[0], gp_practice="")


def where(person, field="gp-practice"):
    return f"/data-quality/{person.pk}/{field}/"


def test_whoever_has_totals_only_sees_how_many_and_no_name(north, sam):
    manager = make_worker("Olu Obi", unit=north, profile=Profile.OVERSIGHT)
    board = said(signed_in_client(manager).get("/data-quality/"))
    assert "0.0% complete : 0 of 1 open record" in board
    assert "0.0% 0 of 1" in board
    assert sam.given_name not in board


def test_the_board_counts_the_records_that_the_team_s_board_counts(north, sam, lee, ann):
    south = make_unit(north.service, "south")
    make_episode(make_person("Di", service=north.service), south)
    make_episode(sam, north, closed_on=clock.today() - timedelta(days=9))
    client = signed_in_client(lee)
    people = re.search(r'/boards/people/"><strong>(\d+)', client.get("/boards/").content.decode())[1]
    assert f"of {people} open record" in said(client.get("/data-quality/"))
    assert "Di" not in said(client.get("/data-quality/")).split()


def test_counting_opens_nobody_s_record_and_a_list_of_lines_does(north, sam, lee):
    reads = AuditEntry.objects.filter(action="read", person_id=sam.pk)
    signed_in_client(make_worker("Olu Obi", unit=north, profile=Profile.OVERSIGHT)).get("/data-quality/")
    assert reads.count() == 0
    signed_in_client(lee).get("/data-quality/")
    assert reads.count() == 1


def test_a_worker_without_the_board_does_not_reach_it(ann):
    assert signed_in_client(ann).get("/data-quality/").status_code == 403


def test_a_value_is_kept_and_the_line_is_gone(ann, sam):
    client = signed_in_client(ann)
    assert lines(client.get("/data-quality/mine/"))[0][4] == where(sam)
    sent = {"id": str(new_id()), "value": "Marsh House Practice"}
    assert client.post(where(sam), sent).url == "/data-quality/mine/"
    sam.refresh_from_db()
    assert sam.gp_practice == "Marsh House Practice"
    assert lines(client.get("/data-quality/mine/")) == []


def test_sent_twice_it_is_kept_once_and_with_other_words_it_is_refused(ann, sam):
    client, sent = signed_in_client(ann), {"id": str(new_id()), "value": "Marsh House Practice"}
    client.post(where(sam), sent)
    assert client.post(where(sam), sent).status_code == 302
    assert Correction.objects.count() == 1
    other = client.post(where(sam), {**sent, "value": "Hill Top", "reason": "Moved"})
    assert other.status_code == 422
    assert "kept before, as something else" in said(other)


def test_a_value_that_was_there_is_replaced_only_with_a_reason_and_stays_readable(ann, sam):
    client = signed_in_client(ann)
    sent = {"id": str(new_id()), "value": "1 March 1985"}
    asked = client.post(where(sam, "birth-date"), sent)
    assert asked.status_code == 422
    assert "Say why the former value was wrong." in said(asked)
    assert 'value="1 March 1985"' in asked.content.decode() or 'value="1985-03-01"' in asked.content.decode()
    client.post(where(sam, "birth-date"), {**sent, "reason": "Her passport"})
    row = Correction.objects.get()
    assert (row.former, row.value, row.reason) == ("1980-02-02", "1985-03-01", "Her passport")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("birth-date", "1/1/1900", "usually stands for"),
        ("birth-date", "1/1/2090", "in the future"),
        ("nhs-number", "999 000 0000", "NHS number"),
        ("gp-practice", "n/a", "choose below what they answered"),
        ("gp-practice", "", "Give the value, or say what they answered."),
    ],
)
def test_what_cannot_be_is_refused_beside_the_field(ann, sam, field, typed, sentence):
    response = signed_in_client(ann).post(
        where(sam, field), {"id": str(new_id()), "value": typed, "reason": "Why"}
    )
    assert response.status_code == 422
    assert sentence in said(response)
    assert Correction.objects.count() == 0


def test_a_number_of_another_record_is_refused(north, ann, sam):
    taken = nhs_numbers(2)[1]
    make_person("Di", service=north.service, nhs_number=taken)
    sent = {"id": str(new_id()), "value": taken, "reason": "Typed wrong"}
    response = signed_in_client(ann).post(where(sam, "nhs-number"), sent)
    assert response.status_code == 422
    assert "already on another record" in said(response)
    assert Person.objects.filter(nhs_number=taken).count() == 1
    assert Correction.objects.count() == 0


def test_another_team_s_person_and_a_field_there_is_not_are_not_found(client, sam):
    stranger = make_worker("Mo Khan", unit=make_unit(sam.service))
    assert sign_in(client, stranger).get(where(sam)).status_code == 404
    assert (
        signed_in_client(make_worker(unit=post_of(stranger).unit)).get(where(sam, "risk")).status_code == 404
    )


def test_a_telephone_nobody_has_is_an_answer_and_is_asked_of_nobody_again(ann, north):
    bo = make_person("Bo", service=north.service)
    make_allocation(make_episode(bo, north), ann)
    client = signed_in_client(ann)
    assert "Telephone number" in {field for field, *_ in lines(client.get("/data-quality/mine/"))}
    page = client.get(where(bo, "telephone"))
    assert f"/details/{bo.pk}/number/" in page.content.decode()
    client.post(where(bo, "telephone"), {"id": str(new_id()), "answer": "not_applicable"})
    assert "Telephone number" not in {field for field, *_ in lines(client.get("/data-quality/mine/"))}


def test_two_who_look_alike_are_listed_until_they_are_told_apart_and_once_merged_they_are_one(
    north, ann, lee
):
    numbers = nhs_numbers(2)
    one, other = (
        make_whole(n, north, ann, nhs_number=numbers[n], birth_month=5, birth_day=6) for n in (0, 1)
    )
    with actions.frame("test"):
        other.given_name = one.given_name
        other.save()
    client = signed_in_client(lee)
    assert {wrong.split(":")[0] for _, _, wrong, *_ in lines(client.get("/data-quality/"))} == {
        "May be one person with another open record, which the records lead decides"
    }
    assert len(lines(client.get("/data-quality/"))) == 2

    pair = made(
        Duplicate, person=one, other_id=other.pk, why="name", raised_at=clock.now(), verdict="two_people"
    )
    assert lines(client.get("/data-quality/")) == []
    assert "2 of 2 open records" in said(client.get("/data-quality/"))

    with actions.frame("test"):
        pair.verdict, other.merged_into = "one_person", one
        pair.save()
        other.save()
    assert "1 of 1 open record has" in said(client.get("/data-quality/"))


def test_a_number_of_a_whole_house_makes_nobody_look_like_anybody(north, ann, lee):
    for n, number in enumerate(nhs_numbers(9)):
        person = make_whole(n, north, ann, nhs_number=number)
        with actions.frame("test"):
            person.given_name = "Sam"
            person.save()
        shared = {"by": actor_of(ann), "id": new_id(), "person": person, "kind": "phone"}
        service_users.add_contact_point(value="+447700900999", **shared)
    assert lines(signed_in_client(lee).get("/data-quality/")) == []


def test_one_missing_thing_is_named_after_a_quiet_contact_and_none_after_a_worry(ann, sam, lee):
    client = signed_in_client(ann)
    quiet, worrying = new_id(), new_id()
    record_contact(client, sam, quiet)
    page = client.get(f"/contact/{quiet}/done/")
    assert "When it suits them: GP practice has not been asked." in said(page)
    assert where(sam) in page.content.decode()
    record_contact(client, sam, worrying, worried="yes", worries="Their hands shook.", tell="duty_senior")
    done = client.get(f"/contact/{worrying}/done/")
    assert "Worry" in said(done)
    assert "has not been asked" not in said(done)


def record_contact(client, person, id, **more):
    at = clock.local(clock.now() - timedelta(hours=1))
    sent = {"person": person.pk, "attendance": "5", "mechanism": "01", "date": at.date().isoformat()}
    sent |= {
        "start": f"{at:%H:%M}",
        "minutes": "30",
        "text": "Tea.",
        "worried": "no",
        "sensitivity": "ordinary",
    }
    response = client.post(f"/contact/{id}/", {**sent, "sign": "yes", **more})
    assert response.status_code == 302, said(response)


def test_the_faults_of_a_record_are_worked_out_once_a_page(north, sam, lee, ann, monkeypatch):
    make_whole(2, north, ann, nhs_number="", gp_practice="")
    once, times = rules._worked_out, []
    monkeypatch.setattr(rules, "_worked_out", lambda found: times.append(found) or once(found))
    page = signed_in_client(lee).get("/data-quality/")
    assert {(field, name) for field, name, *_ in lines(page)} == {
        ("GP practice", "Number01 Carr"),
        ("GP practice", "Number02 Carr"),
        ("NHS number", "Number02 Carr"),
    }
    assert "0 of 2 open records" in said(page)
    assert len(times) == 2
