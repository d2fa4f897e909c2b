"""DUR-39 and ASC-02 as they happen, through the front door of the service each belongs to."""

import re
from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.diary import make_contact
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.support.caseload.models import Allocation

pytestmark = pytest.mark.django_db
REASON = "Sam asked for Ann; she gives up two people in April"


def said(response):
    """The page as one line of text."""
    return " ".join(response.content.decode().split())


def row_of(page, name):
    """The words of the table row that begins with this name."""
    rows = re.findall(r"<tr[ >].*?</tr>", page)
    [found] = [row for row in rows if f">{name}<" in row]
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


@pytest.mark.duty("DUR-39")
def test_a_case_over_the_limit_warns_needs_a_reason_and_shows_it_in_the_workload_report():
    with time_machine.travel(london(date(2026, 3, 4), 9), tick=False):
        durham = real_service("durham-support-recovery")
        assert durham.limits["caseload_weight"] == 25
        north = unit_of_service(durham, "north")
        lee = signed_in_client(hire(durham, "area-manager", "Lee Carter", unit="north"))
        ann = hire(durham, "recovery-worker", "Ann Dodds", unit="north")
        for n, weight in enumerate((4, 4, 4, *[1] * 12)):
            person = make_person("Number", f"Person{n}", service=durham)
            make_allocation(make_episode(person, north), ann, weight=weight)
        waiting = make_episode(make_person("Sam", "Okafor", service=durham), north)
        where = f"/caseload/episode/{waiting.pk}/allocate/"
        asked = said(lee.get(where))
        assert "24 = 3 of weight 4 + 12 of weight 1" in row_of(asked, "Ann Dodds")

        sent = {
            "id": str(new_id()),
            "worker": str(ann.pk),
            "purpose": "key_worker",
            "starts_on": "4/3/2026",
            "weight": "3",
            "weekly_minutes": "60",
        }
        warned = lee.post(where, sent)
        assert warned.status_code == 422
        assert "27 over limit 25" in said(warned)
        assert "Why, although it is over the limit?" in said(warned)
        assert lee.post(where, {**sent, "reason": "  "}).status_code == 422
        assert not Allocation.objects.filter(episode=waiting).exists()
        assert lee.post(where, {**sent, "reason": REASON}).status_code == 302
        report = said(lee.get("/caseload/workload/"))

    ann_row = row_of(report, "Ann Dodds")
    assert "27 = 3 of weight 4 + 1 of weight 3 + 12 of weight 1" in ann_row
    assert "27 over limit 25" in ann_row
    assert REASON in ann_row


@pytest.mark.duty("ASC-02")
def test_whom_joy_has_given_least_time_in_the_week_of_2_march_stands_first():
    council = real_service("council-str-asc011")
    with time_machine.travel(london(date(2026, 3, 8), 18), tick=False):
        joy = hire(council, "str-worker", "Joy Blake")
        team = joy.holdings.get().post.unit
        others = [f"Person{letter}" for letter in "ABCDEFGHIJK"]
        for n, given_name in enumerate(["Tom", *others]):
            person = make_person(given_name, "Reed", service=council)
            make_allocation(make_episode(person, team), joy, weekly_minutes=120)
            minutes = 30 if given_name == "Tom" else 60 + 6 * n
            make_contact(person, joy, london(date(2026, 3, 2 + n % 5), 10), minutes=minutes)
        page = said(signed_in_client(joy).get("/caseload/"))

    names = re.findall(r'<th [^>]*scope="row"><a [^>]*>([^<]+)</a>', page)
    times = re.findall(r'<td [^>]*class="wm-number">([^<]+)</td>', page)
    assert "Week of 2 Mar 2026 to 8 Mar 2026" in page
    assert len(names) == 12
    assert (names[0], times[0]) == ("Tom Reed", "least time: 0.5 of 2.0")
    assert dict(zip(names[1:], times[1:], strict=True)) == {
        f"{name} Reed": f"{(60 + 6 * n) / 60:.1f} of 2.0" for n, name in enumerate(others, start=1)
    }
