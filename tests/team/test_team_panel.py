"""Who is who around a person and in a team, in plain words, and who covers on which days (LDS-18)."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.in_post import in_post
from tests.factories.real_service import real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from tests.services.files import LEEDS
from tests.staff.door import words
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.organisation.staff import queries
from waymark.organisation.staff.models import Cover
from waymark.support.caseload.choices import Purpose

pytestmark = pytest.mark.django_db
A_YEAR = date(2027, 1, 4)
SIX = {
    "RW-01": "Kiran Patel",
    "RW-05": "Beth Shaw",
    "RW-08": "Sol Reid",
    "CC-01": "Nell Moss",
    "PS-01": "Ivy Hart",
    "CL-01": "Max Boyd",
}


@pytest.fixture
def traveller():
    with time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), tick=False) as found:
        yield found


@pytest.fixture
def leeds(traveller):
    return real_service(LEEDS)


@pytest.fixture
def team(leeds):
    """Jo, six who work with Jo, and two more who do not."""
    centre = unit_of_service(leeds, "recovery-centre")
    found = {name: in_post(leeds, number, name, ends_on=A_YEAR) for number, name in SIX.items()}
    for number, name in (("RW-02", "T. Lund"), ("RL-01", "Helen Ward")):
        found[name] = in_post(leeds, number, name, ends_on=A_YEAR)
    jo = make_person("Jo", "Marsh", service=leeds)
    episode = make_episode(jo, centre)
    for name in SIX.values():
        purpose = Purpose.KEY_WORKER if name == "Kiran Patel" else Purpose.CO_WORKER
        make_allocation(episode, found[name], purpose=purpose)
    return {**found, "jo": jo}


def rows(client, jo):
    page = client.get(f"/team/of/{jo.pk}/")
    assert page.status_code == 200
    return page.content.decode().split('<li id="colleague-')[1:]


def away(client, worker, first, last, by=None):
    said = {"id": new_id(), "starts_on": first, "ends_on": last, "covered_by": by.pk if by else ""}
    return client.post(f"/staff/workers/{worker.pk}/away/", said)


@pytest.mark.duty("LDS-18")
def test_jo_s_team_has_six_rows_with_roles_and_beth_is_covered_on_her_days_away_only(team, traveller):
    kiran, beth, lund, jo = (team[name] for name in ("Kiran Patel", "Beth Shaw", "T. Lund", "jo"))
    at_kiran_s, at_beth_s = signed_in_client(kiran), signed_in_client(beth)
    reach = {"phone": "07700 900123", "email": "beth@example.org", "leads_on": "carers"}
    assert at_beth_s.post(f"/staff/workers/{beth.pk}/reach/", reach).status_code == 302
    assert away(at_beth_s, beth, "9/3/2026", "13/3/2026", lund).status_code == 302

    found = rows(at_kiran_s, jo)
    assert len(found) == 6
    page = words(at_kiran_s.get(f"/team/of/{jo.pk}/"))
    for role in ("Care Co-ordinator", "Peer Support Worker", "Clinical Lead", "Recovery Worker (Touchstone)"):
        assert role in page
    assert "Kiran Patel Recovery Worker: key worker. Employed by Leeds and York Partnership" in page
    assert "Beth Shaw Recovery Worker (Leeds Mind): co-worker. Employed by Leeds Mind." in page
    assert "Leads on carers 07700 900123, beth@example.org" in page

    covered = {}
    for day in range(8, 16):
        traveller.move_to(datetime(2026, 3, day, 9, 0, tzinfo=UTC))
        found = rows(signed_in_client(kiran), jo)
        assert len(found) == 6
        covered[day] = [row for row in found if "covered by T. Lund" in row]
        assert all("Beth Shaw" in row for row in covered[day])
    assert [day for day, row in covered.items() if row] == [9, 10, 11, 12, 13]


def test_the_panel_of_a_person_one_may_not_open_is_not_found(team, leeds):
    client = signed_in_client(in_post(leeds, "NU-01", "Una Cole"))

    assert client.get(f"/team/of/{team['jo'].pk}/").status_code == 404


def test_one_s_own_team_stands_in_the_menu_with_everybody_in_it(team):
    client = signed_in_client(team["Kiran Patel"])
    page = words(client.get("/team/"))

    assert all(name in page for name in [*SIX.values(), "T. Lund", "Helen Ward"])
    assert 'href="/team/"' in client.get("/account/").content.decode()


def test_only_oneself_and_whoever_manages_staff_say_who_is_away(team):
    beth = team["Beth Shaw"]

    assert away(signed_in_client(team["Sol Reid"]), beth, "9/3/2026", "13/3/2026").status_code == 404
    assert away(signed_in_client(team["Helen Ward"]), beth, "9/3/2026", "13/3/2026").status_code == 302
    assert Cover.objects.get().covered_by is None
    assert AuditEntry.objects.filter(action="open_record", outcome="refused").count() == 1


@pytest.mark.parametrize(
    ("first", "last", "by", "said"),
    [
        ("13/3/2026", "9/3/2026", "T. Lund", "The last day is before the first."),
        ("9/3/2026", "13/3/2026", "Beth Shaw", "Choose a colleague."),
        ("9/3/2026", "13/3/2028", "T. Lund", "That is more than a year."),
        ("16/3/2026", "17/3/2026", "Sol Reid", "Sol Reid is away on some of those days."),
        ("20/3/2026", "21/3/2026", "T. Lund", "Beth Shaw is away on some of those days already."),
    ],
)
def test_what_is_wrong_with_days_away_is_said_beside_them(team, first, last, by, said):
    beth = team["Beth Shaw"]
    client = signed_in_client(team["Helen Ward"])
    assert away(client, team["Sol Reid"], "16/3/2026", "16/3/2026").status_code == 302
    assert away(client, beth, "21/3/2026", "22/3/2026").status_code == 302

    answer = away(client, beth, first, last, team[by])
    assert answer.status_code == 422
    assert said in words(answer)


def test_days_away_are_taken_back_and_the_row_is_plain_again(team, traveller):
    beth = team["Beth Shaw"]
    client = signed_in_client(beth)
    away(client, beth, "2/3/2026", "4/3/2026", team["T. Lund"])
    assert "covered by T. Lund" in words(client.get("/team/"))

    cover = Cover.objects.get()
    for _ in range(2):
        assert client.post(f"/staff/away/{cover.pk}/take-back/").status_code == 302
    assert "covered by" not in words(client.get("/team/"))


def test_whoever_is_away_is_passed_over_while_somebody_else_is_there(team, leeds):
    centre, helen = unit_of_service(leeds, "recovery-centre"), team["Helen Ward"]
    assert queries.duty_senior(leeds.pk, centre.pk, clock.now()) == helen

    away(signed_in_client(helen), helen, "2/3/2026", "4/3/2026")
    assert queries.duty_senior(leeds.pk, centre.pk, clock.now()) == team["Nell Moss"]


def test_with_everybody_away_a_worry_still_reaches_somebody(team, leeds):
    centre = unit_of_service(leeds, "recovery-centre")
    for worker in [one for name, one in team.items() if name != "jo"]:
        away(signed_in_client(worker), worker, "2/3/2026", "4/3/2026")

    assert queries.duty_senior(leeds.pk, centre.pk, clock.now()) == team["Helen Ward"]
