"""Information gone astray: anybody reports, 72 hours run from awareness, and somebody else says what was found (LDS-108, rules.md 19)."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from tests.factories.base import make_grant, make_person, make_service, make_unit, make_worker
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.governance.breaches import rules
from waymark.governance.breaches.choices import Effect
from waymark.governance.breaches.models import Breach
from waymark.people.access.choices import Profile

NOW = datetime(2026, 3, 4, 11, 15, tzinfo=UTC)
FOUND = "The letter was opened by a neighbour, who gave it back the same day"


def shown(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


class Ground:
    def __init__(self) -> None:
        self.unit = make_unit(make_service())
        self.vo = make_worker("Vo Lund", unit=self.unit, profile=Profile.CASEWORK_LIMITED)
        self.ola = make_worker("Ola Reed", unit=self.unit, profile=Profile.INFORMATION_GOVERNANCE)
        self.sam = make_person("Sam", "Okafor", service=self.unit.service)
        make_grant(self.sam, unit=self.unit)
        self.client, self.officer = signed_in_client(self.vo), signed_in_client(self.ola)

    def reports(self, client: Any = None, **changes: str) -> Any:
        said = {
            "id": str(new_id()), "what": "A letter went to next door", "where_now": "I have it back",
            "aware_on": "4/3/2026", "aware_time": "11:00",
        }  # fmt: skip
        return (client or self.client).post(reverse("report_breach"), {**said, **changes})


@pytest.fixture
def ground(db: None) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield Ground()


def test_anybody_reports_and_sees_what_they_reported_and_nobody_elses(ground: Ground) -> None:
    assert ground.reports().status_code == 302
    assert "A letter went to next door" in shown(ground.client.get(reverse("breaches")))
    other = signed_in_client(make_worker(unit=ground.unit))
    assert "next door" not in shown(other.get(reverse("breaches")))
    assert other.get(reverse("breach", args=[Breach.objects.get().pk])).status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"what": ""}, "Say what went to whom."),
        ({"where_now": ""}, "“I do not know” is an answer."),
        ({"aware_on": "someday"}, "Give the day like 25/11/2026."),
        ({"aware_time": "11:16"}, "That is still to come."),
    ],
)
def test_half_a_report_comes_back(ground: Ground, changes: dict[str, str], said: str) -> None:
    answer = ground.reports(**changes)
    assert answer.status_code == 422
    assert said in shown(answer)
    assert not Breach.objects.exists()


def test_a_closed_record_is_not_reported_about_by_its_address(ground: Ground) -> None:
    elsewhere = make_person("Ruth", "Malik", service=ground.unit.service)
    assert ground.client.get(reverse("report_breach"), {"person": elsewhere.pk}).status_code == 404
    assert ground.reports(person=str(elsewhere.pk)).status_code == 404


def test_the_officer_closes_once_the_regulator_is_told_where_they_must_be(ground: Ground) -> None:
    ground.reports(person="")
    row = Breach.objects.get()
    page = reverse("breach", args=[row.pk])
    said = {"effect": "likely", "finding": FOUND}
    assert "Say when the regulator was told" in shown(ground.officer.post(page, said))
    said |= {"regulator_on": "4/3/2026", "regulator_time": "11:10"}
    assert ground.officer.post(page, said)["Location"] == reverse("breaches")
    row.refresh_from_db()
    assert (row.closed_by, row.told_regulator_at) == (ground.ola, NOW - timedelta(minutes=5))
    assert AuditEntry.objects.filter(action="close_breach").count() == 1
    assert ground.officer.post(page, {**said, "finding": "Something else was found"}).status_code == 422


def test_a_serious_one_is_not_closed_before_the_person_is_told() -> None:
    sentence = rules.wrong_with_finding(Effect.SERIOUS, NOW, None, FOUND)
    assert sentence == "Say when the person was told: this cannot be closed before."
    assert rules.wrong_with_finding(Effect.SERIOUS, NOW, NOW, FOUND) == ""
    assert rules.wrong_with_finding(Effect.UNLIKELY, None, None, FOUND) == ""


def test_nobody_closes_what_they_reported_and_nobody_but_the_officer(ground: Ground) -> None:
    ground.reports(ground.officer)
    page = reverse("breach", args=[Breach.objects.get().pk])
    assert "Somebody else has to look at it" in shown(ground.officer.get(page))
    assert ground.officer.post(page, {"effect": "unlikely", "finding": FOUND}).status_code == 422
    ground.reports()
    mine = Breach.objects.get(reported_by=ground.vo)
    answer = ground.client.post(reverse("breach", args=[mine.pk]), {"effect": "unlikely", "finding": FOUND})
    assert "The information governance lead says what was found." in shown(answer)
    assert not Breach.objects.exclude(closed_at=None).exists()


def test_another_service_s_officer_sees_none_of_it(ground: Ground) -> None:
    ground.reports()
    elsewhere = make_worker(unit=make_unit(make_service()), profile=Profile.INFORMATION_GOVERNANCE)
    other = signed_in_client(elsewhere)
    assert "next door" not in shown(other.get(reverse("breaches")))
    assert other.get(reverse("breach", args=[Breach.objects.get().pk])).status_code == 404


def test_72_hours_are_hours_over_a_weekend_and_when_the_clocks_change() -> None:
    friday = datetime(2026, 3, 27, 18, 0, tzinfo=UTC)
    assert rules.due_at(friday) == datetime(2026, 3, 30, 18, 0, tzinfo=UTC)
    assert rules.left_in_words(friday, friday + timedelta(hours=71, minutes=30)) == "less than an hour left"
    assert rules.left_in_words(friday, friday + timedelta(hours=73)) == "1 hour over"
    assert rules.left_in_words(friday, friday + timedelta(hours=2)) == "70 hours left"
