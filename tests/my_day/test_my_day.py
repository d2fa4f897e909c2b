"""My day: who is next, what to know, who needs me; then one list, safety first (DUR-56)."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from tests.factories.base import (
    actor_of,
    make_allocation,
    make_episode,
    make_person,
    make_service,
    make_unit,
    make_worker,
    sign_in,
)
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.organisation.staff.choices import Right
from waymark.people.access.choices import Profile
from waymark.people.service_users import actions as service_users
from waymark.people.service_users.choices import NeedKind
from waymark.support.diary import actions as diary
from waymark.support.diary.choices import Mechanism
from waymark.work.due import actions as due
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.choices import TaskKind

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def tuesday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ann():
    return make_worker("Ann Dodds", unit=make_unit(make_service()))


@pytest.fixture
def by(ann):
    return actor_of(ann)


@pytest.fixture
def team(ann):
    return ann.holdings.get().post.unit


def somebody(ann, team, name):
    person = make_person(name, "Reid", service=team.service)
    make_allocation(make_episode(person, team), ann)
    return person


def planned(by, team, person, hour, minutes=60):
    starts = NOW.replace(hour=hour)
    return diary.plan_visit(
        by=by,
        id=new_id(),
        person_id=person.id,
        worker_id=by.worker_id,
        unit_id=team.id,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=minutes),
        mechanism=Mechanism.FACE_TO_FACE,
        purpose="Walk",
    )


@pytest.fixture
def day(client, ann):
    return lambda **asked: sign_in(client, ann).get("/my-day/", asked).content.decode()


def test_who_is_next_and_what_to_know_come_first(day, by, team, ann):
    tom = somebody(ann, team, "Tom")
    service_users.add_need(
        by=by,
        id=new_id(),
        person=tom,
        kind=NeedKind.COMMUNICATION,
        words="Text first, hearing loss",
        from_on=NOW.date(),
    )
    planned(by, team, tom, 11)
    text = day()

    assert (
        text.index("Next, 11:00") < text.index("Text first, hearing loss") < text.index("Record this visit")
    )


def test_one_list_by_safety_then_date(day, by, team, ann):
    tom, ruth = somebody(ann, team, "Tom"), somebody(ann, team, "Ruth")
    lee = make_worker("Lee Carter", unit=team)
    planned(by, team, tom, 14)
    planned(by, team, ruth, 11)
    rule = {"rule": "every", "days": 90}
    due.set_obligation(
        by=by,
        id=new_id(),
        person_id=ruth.id,
        kind="personal_risk_assessment",
        rule=rule,
        opens_on=date(2026, 1, 1),
        due_on=date(2026, 3, 2),
    )
    tasks.make_task(
        by=actor_of(lee),
        id=new_id(),
        words="He sounded frightened",
        owner_id=ann.id,
        person_id=tom.id,
        kind=TaskKind.CONCERN,
    )
    text = day()
    listed = text[text.index(">Today<") :]

    order = ["He sounded frightened", "overdue 1 day", "Ruth Reid", "Tom Reid"]
    places = [listed.index(word) for word in order[:2]] + [listed.index("11:00"), listed.index("14:00")]
    assert places == sorted(places)


def test_a_visit_that_is_over_and_not_written_up_is_named(day, by, team, ann):
    with time_machine.travel(NOW - timedelta(days=1), tick=False):
        yesterday = diary.plan_visit(
            by=by,
            id=new_id(),
            person_id=somebody(ann, team, "Tom").id,
            worker_id=ann.id,
            unit_id=team.id,
            starts_at=NOW - timedelta(hours=20),
            ends_at=NOW - timedelta(hours=19),
            mechanism=Mechanism.FACE_TO_FACE,
        )
    text = day()

    assert "Not written up yet" in text
    assert str(yesterday.id) in text


def test_the_picture_is_told_in_words_too(day, by, team, ann):
    planned(by, team, somebody(ann, team, "Tom"), 11)

    assert "1 visit: Tom Reid 11:00 to 12:00." in " ".join(day().split())


def test_an_empty_day_says_what_to_do(day):
    assert "Nothing is planned and nothing is due." in day()


def test_an_empty_day_offers_only_what_its_worker_may(team):
    """A volunteer finds nobody by name: they see whom they work with."""
    given = {Right.SEE_OWN_DAY, Right.OPEN_RECORDS, Right.RECORD_CONTACTS}
    client = signed_in_client(make_worker("Omar Haddow", unit=team, rights=given))
    for path in ("/my-day/", "/diary/plan/", "/contact/"):
        shown = client.get(path).content.decode()
        assert 'href="/find/' not in shown, path
        assert 'href="/caseload/"' in shown[shown.index("<main") :], path


def test_another_day_can_be_looked_at(day, by, team, ann):
    tom = somebody(ann, team, "Tom")
    starts = NOW + timedelta(days=1, hours=2)
    diary.plan_visit(
        by=by,
        id=new_id(),
        person_id=tom.id,
        worker_id=ann.id,
        unit_id=team.id,
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        mechanism=Mechanism.TELEPHONE,
    )

    assert "Tom Reid" not in day()
    assert "Tom Reid" in day(day="2026-03-04")
    assert "Tuesday 3 March 2026" in day(day="not a day")


def test_the_day_costs_what_it_may(day, by, team, ann, client, django_assert_max_num_queries):
    for number in range(8):
        planned(by, team, somebody(ann, team, f"Tom{number}"), 9 + number)
    client = sign_in(client, ann)

    with django_assert_max_num_queries(16):  # the sixteenth writes the read log
        client.get("/my-day/")


def test_the_front_door_leads_to_the_day(client, ann):
    assert sign_in(client, ann).get("/").headers["Location"] == "/my-day/"


def test_who_has_no_day_is_led_to_what_they_have(client, team):
    auditor = make_worker("Ari Cole", unit=team, profile=Profile.AUDITOR)
    administrator = make_worker("Mo Reed", unit=team, profile=Profile.ADMINISTRATOR)

    assert sign_in(client, auditor).get("/").headers["Location"] == "/information-rights/"
    assert sign_in(client, administrator).get("/").headers["Location"] == "/services/"
