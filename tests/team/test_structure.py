"""The structure drawn from its posts, what each level sees of the whole, and where a worry goes that nobody has seen (LDS-16, LDS-05)."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_holding, make_person
from tests.factories.diary import make_contact
from tests.factories.in_post import in_post
from tests.factories.real_service import real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from tests.services.files import LEEDS, LLR
from tests.staff.door import words
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.organisation.services.models import Post
from waymark.support.case_notes.models import Note
from waymark.support.caseload.choices import Purpose
from waymark.work.tasks import jobs as tasks
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
LAST = date(2027, 1, 4)


@pytest.fixture(autouse=True)
def traveller():
    with time_machine.travel(NOW, tick=False) as found:
        yield found


def a_worry(client, person):
    said = {
        "person": person.pk,
        "attendance": "5",
        "mechanism": "01",
        "date": "2026-03-03",
        "start": "08:30",
        "minutes": "20",
        "text": "We walked to the shop and back.",
        "worried": "yes",
        "worries": "Jo has stopped taking the tablets.",
        "tell": "key_worker",
        "sensitivity": "ordinary",
    }
    return client.post(f"/contact/{new_id()}/", said)


@pytest.mark.duty("LDS-16")
def test_nine_roles_in_order_a_worry_goes_up_and_the_matron_sees_totals_and_no_notes(traveller):
    leeds = real_service(LEEDS)
    kiran = in_post(leeds, "RW-01", "Kiran Patel", ends_on=LAST)
    nell, helen, mo = (
        in_post(leeds, number, name)
        for number, name in (("CC-01", "Nell Moss"), ("RL-01", "Helen Ward"), ("MA-01", "Mo Lane"))
    )
    croft, house, centre = (
        unit_of_service(leeds, code) for code in ("asket-croft-unit", "asket-house-unit", "recovery-centre")
    )
    jo = make_person("Jo", "Marsh", service=leeds)
    episode = make_episode(jo, centre)
    make_allocation(episode, nell)
    make_allocation(episode, kiran, purpose=Purpose.CO_WORKER)
    ward = [make_person(f"Ward{number}", "Lee", service=leeds) for number in range(5)]
    for person in ward[:2]:
        make_episode(person, croft)
    for person in ward[2:]:
        make_episode(person, house)

    chart = signed_in_client(kiran).get("/team/structure/").content.decode()
    headings = [part.split("</h2>")[0] for part in chart.split('<h2 class="nhsuk-heading-s">')[1:]]
    assert headings == [
        "Clinical Director",
        "Associate Director",
        "Inpatient Clinical Services Manager",
        "Rehabilitation and Recovery Lead",
        "Matron",
        "Clinical Team Manager",
        "Care Co-ordinator",
        "Recovery Worker",
        "Parent-organisation Link",
    ]
    lead = words(signed_in_client(kiran).get("/team/structure/"))
    assert "RL-01 Helen Ward, Recovery Centre, answers to SM-01" in lead
    assert "CC-02 vacant, Recovery Centre, answers to RL-01" in lead
    assert "People with each team today" not in lead

    assert a_worry(signed_in_client(kiran), jo).status_code == 302
    worry = Task.objects.get(kind="concern")
    assert worry.owner == nell
    traveller.shift(timedelta(hours=3, minutes=59))
    assert tasks.pass_on_unseen(clock.now()) == 0
    traveller.shift(timedelta(minutes=1))
    assert tasks.pass_on_unseen(clock.now()) == 1
    worry.refresh_from_db()
    assert (worry.owner, worry.seen_at) == (helen, None)
    told = words(signed_in_client(helen).get(f"/tasks/{worry.pk}/"))
    assert "Jo has stopped taking the tablets." in told
    assert "from Nell Moss to Helen Ward: Not seen within 4 hours. Passed on by the clock." in told

    matrons = signed_in_client(mo)
    totals = words(matrons.get("/team/structure/"))
    assert "Asket Croft inpatient unit 2" in totals
    assert "Asket House inpatient unit 3" in totals
    assert [one.given_name for one in [*ward, jo] if one.given_name in totals] == []
    note = Note.objects.get()
    assert matrons.get(f"/record/{jo.pk}/").status_code == 404
    assert matrons.get(f"/case-notes/{note.pk}/").status_code == 404
    make_allocation(episode, mo, purpose=Purpose.CO_WORKER)
    assert "We walked to the shop and back." in words(matrons.get(f"/record/{jo.pk}/"))


def test_a_worry_that_was_seen_in_time_stays_where_it_is(traveller):
    leeds = real_service(LEEDS)
    kiran, nell = in_post(leeds, "RW-01", "Kiran Patel", ends_on=LAST), in_post(leeds, "CC-01", "Nell Moss")
    in_post(leeds, "RL-01", "Helen Ward")
    jo = make_person("Jo", "Marsh", service=leeds)
    episode = make_episode(jo, unit_of_service(leeds, "recovery-centre"))
    make_allocation(episode, nell)
    make_allocation(episode, kiran, purpose=Purpose.CO_WORKER)
    a_worry(signed_in_client(kiran), jo)
    worry = Task.objects.get(kind="concern")
    assert signed_in_client(nell).post(f"/tasks/{worry.pk}/see/", {"id": new_id()}).status_code == 302

    traveller.shift(timedelta(hours=5))
    assert tasks.pass_on_unseen(clock.now()) == 0
    worry.refresh_from_db()
    assert worry.owner == nell


def test_with_nobody_above_the_worry_stays_with_its_owner_and_nothing_fails(traveller):
    leeds = real_service(LEEDS)
    kiran, nell = in_post(leeds, "RW-01", "Kiran Patel", ends_on=LAST), in_post(leeds, "CC-01", "Nell Moss")
    jo = make_person("Jo", "Marsh", service=leeds)
    episode = make_episode(jo, unit_of_service(leeds, "recovery-centre"))
    make_allocation(episode, nell)
    make_allocation(episode, kiran, purpose=Purpose.CO_WORKER)
    a_worry(signed_in_client(kiran), jo)

    traveller.shift(timedelta(hours=5))
    assert tasks.pass_on_unseen(clock.now()) == 0
    assert Task.objects.get(kind="concern").owner == nell


@pytest.mark.duty("LDS-05")
def test_four_employers_one_team_one_record_and_the_month_s_sessions_by_employer(traveller):
    leeds = real_service(LEEDS)
    centre = unit_of_service(leeds, "recovery-centre")
    workers = {
        number: in_post(leeds, f"RW-{number:02}", f"Worker{number:02} Lane", ends_on=LAST)
        for number in range(1, 13)
    }
    helen = in_post(leeds, "RL-01", "Helen Ward")
    jo = make_person("Jo", "Marsh", service=leeds)
    episode = make_episode(jo, centre)
    for number, worker in workers.items():
        make_allocation(episode, worker, purpose=Purpose.KEY_WORKER if number == 1 else Purpose.CO_WORKER)

    traveller.move_to(datetime(2026, 4, 1, 9, 0, tzinfo=UTC))
    given = {1: 96, 5: 48, 8: 60, 11: 36}
    for number, sessions in given.items():
        for one in range(sessions):
            started_at = datetime(2026, 3, 1 + one % 31, 10, 0, tzinfo=UTC)
            make_contact(jo, workers[number], started_at=started_at)
    make_contact(jo, workers[5], started_at=datetime(2026, 2, 28, 10, 0, tzinfo=UTC))
    make_contact(jo, workers[5], started_at=datetime(2026, 3, 31, 23, 30, tzinfo=UTC))

    team = signed_in_client(workers[1]).get("/team/").content.decode()
    rows = [row for row in team.split('<li id="colleague-')[1:] if "Worker" in row and " Lane" in row]
    assert len(rows) == 12
    employers = [
        "Leeds and York Partnership NHS Foundation Trust",
        "Leeds Mind",
        "Touchstone",
        "Community Links",
    ]
    for row in rows:
        assert sum(f"Employed by {name}." in row for name in employers) == 1

    report = words(signed_in_client(helen).get("/team/by-employer/", {"month": "2026-03"}))
    assert "March 2026: 240 in all" in report
    for name, sessions in zip(employers, (96, 48, 60, 36), strict=True):
        assert f"{name} {sessions}" in report

    for number in given:
        said = {
            "id": new_id(),
            "kind": "observation",
            "date": "2026-04-01",
            "start": "09:00",
            "text": f"Seen by worker {number} today.",
            "sensitivity": "ordinary",
        }
        client = signed_in_client(workers[number])
        assert client.post(f"/case-notes/write/?person={jo.pk}", said).status_code == 302
    record = words(signed_in_client(workers[12]).get(f"/record/{jo.pk}/"))
    assert all(f"Seen by worker {number} today." in record for number in given)


def test_whoever_changes_their_employer_within_the_month_counts_for_each(traveller):
    leeds = real_service(LEEDS)
    helen = in_post(leeds, "RL-01", "Helen Ward")
    kiran = in_post(leeds, "RW-05", "Kiran Patel", ends_on=date(2026, 3, 15))
    make_holding(kiran, Post.objects.get(service=leeds, number="RW-08"), date(2026, 3, 16), ends_on=LAST)
    jo = make_person("Jo", "Marsh", service=leeds)
    make_episode(jo, unit_of_service(leeds, "recovery-centre"))
    traveller.move_to(datetime(2026, 4, 1, 9, 0, tzinfo=UTC))
    for day in (14, 15, 16, 17, 18):
        make_contact(jo, kiran, started_at=datetime(2026, 3, day, 10, 0, tzinfo=UTC))

    report = words(signed_in_client(helen).get("/team/by-employer/", {"month": "2026-03"}))
    assert "Leeds Mind 2" in report
    assert "Touchstone 3" in report


def test_a_worker_without_the_right_sees_no_totals_and_no_report(traveller):
    dan = signed_in_client(in_post(real_service(LLR), "RW-01", "Dan Price"))

    assert dan.get("/team/by-employer/").status_code == 403
    assert "People with each team today" not in words(dan.get("/team/structure/"))
