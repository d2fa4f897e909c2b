"""Meetings with the link in the parent organisation: due in time, for the two alone, and nothing about a service user in them (LDS-23)."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.in_post import in_post
from tests.factories.real_service import real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from tests.services.files import DURHAM, LEEDS
from tests.staff.door import words
from waymark.core.ids import new_id
from waymark.organisation.parent_link.models import LinkMeeting

pytestmark = pytest.mark.django_db
NUMBER = "999 023 7573"


@pytest.fixture
def traveller():
    with time_machine.travel(datetime(2026, 1, 5, 9, 0, tzinfo=UTC), tick=False) as found:
        yield found


@pytest.fixture
def leeds(traveller):
    """Kiran works for Touchstone, whose link is A. Noor; Helen leads the service; Jo Marsh is on Kiran's caseload."""
    service = real_service(LEEDS)
    found = {
        "kiran": in_post(service, "RW-08", "Kiran Patel", ends_on=date(2027, 1, 4)),
        "noor": in_post(service, "LK-02", "A. Noor"),
        "helen": in_post(service, "RL-01", "Helen Ward"),
        "mind": in_post(service, "LK-01", "M. Ennis"),
    }
    jo = make_person("Jo", "Marsh", service=service, nhs_number=NUMBER.replace(" ", ""))
    make_allocation(make_episode(jo, unit_of_service(service, "recovery-centre")), found["kiran"])
    return found


def keep(client, kiran, text, **more):
    said = {"id": new_id(), "held_on": "5/1/2026", "words": text, "again": "2", **more}
    return client.post(f"/team/link/{kiran.pk}/", said)


@pytest.mark.duty("LDS-23")
def test_two_months_after_the_last_both_see_due_and_a_service_user_s_number_is_refused(leeds, traveller):
    kiran, noor = leeds["kiran"], leeds["noor"]
    assert keep(signed_in_client(noor), kiran, "Pay scale, and leave in July.").status_code == 302

    traveller.move_to(datetime(2026, 3, 4, 9, 0, tzinfo=UTC))
    for one in (kiran, noor):
        page = words(signed_in_client(one).get("/team/link/"))
        assert "Kiran Patel and A. Noor Last on 5 Jan 2026 by 5 March 2026" in page
    traveller.move_to(datetime(2026, 3, 6, 9, 0, tzinfo=UTC))
    for one in (kiran, noor):
        assert "Kiran Patel and A. Noor Last on 5 Jan 2026 due" in words(
            signed_in_client(one).get("/team/link/")
        )

    for typed in (
        f"About {NUMBER}, who is new.",
        "About 9990237573.",
        "999-023-7573",
        "Jo Marsh asks a lot.",
    ):
        refused = keep(signed_in_client(kiran), kiran, typed, held_on="6/3/2026")
        assert refused.status_code == 422
        assert "No service-user details here" in words(refused)
        assert typed in refused.content.decode()
    assert LinkMeeting.objects.count() == 1
    for number in ("9990237574", "2026 and 12 and 34"):
        assert keep(signed_in_client(kiran), kiran, f"Ring {number}.", held_on="6/3/2026").status_code == 302


def test_neither_the_lead_nor_another_employer_s_link_reads_it(leeds):
    kiran = leeds["kiran"]
    keep(signed_in_client(kiran), kiran, "Pay scale.")

    for one in (leeds["helen"], leeds["mind"]):
        client = signed_in_client(one)
        assert client.get(f"/team/link/{kiran.pk}/").status_code == 404
        assert keep(client, kiran, "Mine.").status_code == 404
        assert "Kiran" not in words(client.get("/team/link/"))
    assert LinkMeeting.objects.count() == 1


def test_a_service_with_one_line_has_no_such_page(traveller):
    ann = signed_in_client(in_post(real_service(DURHAM), "RW-014", "Ann Dodds"))

    refused = ann.get("/team/link/")
    assert refused.status_code == 403
    assert "This screen is switched off in your service." in words(refused)
