"""Guiding a new starter is a right of its own, and a small one (SUR-14)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.diary import make_visit
from tests.factories.in_post import in_post
from tests.factories.real_service import real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from tests.services.files import SURREY
from tests.staff.door import words
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.organisation.staff.models import Guidance, GuidedStep
from waymark.support.caseload.choices import Purpose

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def traveller():
    with time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), tick=False) as found:
        yield found


@pytest.fixture
def team():
    """Amy and Bo in Guildford, their practice lead, and two people: one they visit together, one who is Bo's alone."""
    surrey = real_service(SURREY)
    found = {
        name: in_post(surrey, number, name)
        for number, name in (
            ("STR-01", "Amy Lodge"),
            ("STR-02", "Bo Lind"),
            ("STR-03", "Cy Wren"),
            ("PL-01", "Pat Hale"),
        )
    }
    guildford = unit_of_service(surrey, "guildford")
    jo, ruth = (make_person(*name, service=surrey) for name in (("Jo", "Marsh"), ("Ruth", "Malik")))
    for person in (jo, ruth):
        episode = make_episode(person, guildford)
        make_allocation(episode, found["Bo Lind"])
        make_allocation(episode, found["Amy Lodge"], purpose=Purpose.CO_WORKER)
    for name in ("Amy Lodge", "Bo Lind"):
        make_visit(jo, found[name], starts_at=NOW + timedelta(hours=2), purpose="Look at the allotment")
    make_visit(ruth, found["Bo Lind"], starts_at=NOW + timedelta(hours=5), purpose="Sort the post")
    return found


def guide(client, starter, who, **more):
    said = {
        "id": new_id(),
        "guide": who.pk,
        "starts_on": "2/3/2026",
        "ends_on": "29/3/2026",
        "checklist": "Who to ring at night\n\nHow a contact is recorded",
        **more,
    }
    return client.post(f"/team/guiding/of/{starter.pk}/give/", said)


@pytest.mark.duty("SUR-14")
def test_amy_sees_the_visits_she_shares_with_bo_and_the_checklist_and_nothing_else_of_bo_s(team, traveller):
    amy, bo, pat = (team[name] for name in ("Amy Lodge", "Bo Lind", "Pat Hale"))
    pats = signed_in_client(pat)
    address = guide(pats, bo, amy).url
    away = {"id": new_id(), "starts_on": "16/3/2026", "ends_on": "18/3/2026", "covered_by": ""}
    assert pats.post(f"/staff/workers/{bo.pk}/away/", away).status_code == 302

    traveller.move_to(NOW)
    amys = signed_in_client(amy)
    assert f'href="{address}"' in amys.get("/team/guiding/").content.decode()
    page = words(amys.get(address))
    assert "Jo Marsh" in page
    assert "Look at the allotment" in page
    assert "Who to ring at night" in page
    assert "How a contact is recorded" in page
    assert "Ruth Malik" not in page
    for word in ("16 Mar", "18 Mar", "Away", "Leave", "Pay", "Supervision", "Sort the post"):
        assert word.casefold() not in page.casefold()

    for own, status in ((f"/staff/workers/{bo.pk}/", 403), (f"/staff/workers/{bo.pk}/reach/", 404)):
        assert amys.get(own).status_code == status
    assert AuditEntry.objects.filter(actor=str(amy.pk), outcome="refused").count() == 2
    menu = amys.get("/account/").content.decode()
    assert "My team" not in menu
    assert "Budget" not in menu
    for typed in ("/team/mine/", "/staff/budget/"):
        refused = amys.get(typed)
        assert refused.status_code == 403
        assert "This is not available to your role." in words(refused)

    step = GuidedStep.objects.get(words="Who to ring at night")
    assert amys.post(f"/team/guiding/steps/{step.pk}/").url == address
    assert "Who to ring at night Shown 4 Mar 2026" in words(amys.get(address))


def test_a_guidance_ends_by_itself_and_is_nobody_else_s(team, traveller):
    amy, bo, cy, pat = (team[name] for name in ("Amy Lodge", "Bo Lind", "Cy Wren", "Pat Hale"))
    address = guide(signed_in_client(pat), bo, amy).url
    step = GuidedStep.objects.get(words="Who to ring at night")

    assert signed_in_client(cy).get(address).status_code == 404
    assert signed_in_client(cy).post(f"/team/guiding/steps/{step.pk}/").status_code == 404
    assert signed_in_client(bo).get(address).status_code == 200
    assert signed_in_client(bo).post(f"/team/guiding/steps/{step.pk}/").status_code == 403
    traveller.move_to(datetime(2026, 3, 30, 9, 0, tzinfo=UTC))
    assert signed_in_client(amy).get(address).status_code == 404
    assert signed_in_client(pat).get(address).status_code == 200


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"ends_on": "1/3/2026"}, "The last day is before the first."),
        ({"checklist": ""}, "Give at least one line of what they are shown."),
        ({"starts_on": "2/3/2020"}, "That is more than a year."),
        ({"guide": ""}, "Choose who guides them."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(team, more, said):
    answer = guide(signed_in_client(team["Pat Hale"]), team["Bo Lind"], team["Amy Lodge"], **more)

    assert answer.status_code == 422
    assert said in words(answer)
    assert not Guidance.objects.exists()


def test_a_worker_gives_nobody_a_guide(team):
    assert guide(signed_in_client(team["Amy Lodge"]), team["Bo Lind"], team["Cy Wren"]).status_code == 403
