"""Legal status with dates as data: until when each section holds (mha_sections.json), and what a worker sees of it."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.people.service_users import queries, rules
from waymark.people.service_users.models import LegalStatus

VECTORS = json.loads(
    (Path(__file__).parents[1] / "data/vectors/mha_sections.json").read_text(encoding="utf8")
)


def moment(text):
    naive = datetime.fromisoformat(text)
    return clock.from_local(naive.date(), naive.time())


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["section"])
def test_until_when_a_section_holds(case):
    starts_at = moment(case["start"])
    until = rules.until(queries.sections()[case["section"]], starts_at, clock.today(starts_at))

    if last_day := case.get("expect_last_day"):
        assert until == rules.Until(last_day=date.fromisoformat(last_day))
    else:
        assert until == rules.Until(at=moment(case["expect_expiry"]))


def test_every_section_of_the_vectors_is_known_by_its_code():
    codes = {one["section"]: one.get("code") or "" for one in VECTORS["sections"]}
    assert {name: known["code"] for name, known in queries.sections().items()} == codes


@pytest.mark.parametrize(
    ("section", "period", "last_day"),
    [
        ("3", 1, date(2026, 7, 1)),
        ("3", 2, date(2026, 7, 1)),
        ("3", 3, date(2027, 1, 1)),
        ("3", 9, date(2027, 1, 1)),
        ("17A CTO", 1, date(2026, 7, 1)),
        ("117", 1, None),
        ("informal", 1, None),
    ],
)
def test_months_end_the_day_before_and_after_care_never_runs_out(section, period, last_day):
    starts_at = london(date(2026, 1, 2), 10)
    known = queries.sections()[section]
    assert rules.until(known, starts_at, date(2026, 1, 2), period).last_day == last_day


def test_pending_law_counts_only_from_the_day_that_is_written():
    known = queries.sections()["3"]
    from_2027 = {**known, "pending": {**known["pending"], "from": "2027-06-01"}}
    for day, last_day in ((date(2027, 5, 31), date(2027, 11, 29)), (date(2027, 6, 1), date(2027, 8, 31))):
        assert rules.until(from_2027, london(day, 10), day).last_day == last_day, day
    assert known["pending"]["from"] is None


@pytest.mark.django_db
def test_a_worker_sees_until_when_the_conditions_stand_on_the_visit_screen_and_nothing_ends_by_itself():
    durham = real_service("durham-support-recovery")
    ann = hire(durham, "recovery-worker", "Ann Dodds", unit="north")
    sam = make_person("Sam", "Okafor", service=durham)
    make_allocation(make_episode(sam, unit_of_service(durham, "north")), ann)
    where = f"/pathway/{sam.pk}/legal/"
    order = {
        "id": new_id(),
        "section": "2",
        "day": "2/11/2026",
        "time": "14:10",
        "period": "1",
        "conditions": "Leave with one of us",
        "source": "the section papers",
    }
    with time_machine.travel(london(date(2026, 11, 3), 10), tick=False):
        anns = signed_in_client(ann)
        assert "not the same as informal" in anns.get(where).content.decode()
        for _ in range(2):
            assert anns.post(f"{where}add/", order).status_code == 302
        assert anns.post(f"{where}add/", {**order, "source": "Something else"}).status_code == 422
        assert "until the end of 29 November 2026" in anns.get(where).content.decode()
        assert "Leave with one of us" in anns.get(f"/record/{sam.pk}/").content.decode()
    with time_machine.travel(london(date(2026, 11, 30), 10), tick=False):
        anns = signed_in_client(ann)
        assert "Its time is over: ask whether it was renewed or ended" in anns.get(where).content.decode()
        end = f"{where}{LegalStatus.objects.get().pk}/end/"
        assert anns.post(end, {"on": "1/11/2026", "source": "The ward"}).status_code == 422
        assert anns.post(end, {"on": "29/11/2026", "source": "The ward"}).status_code == 302
        assert "Leave with one of us" not in anns.get(f"/record/{sam.pk}/").content.decode()
        assert "Ended 29 Nov 2026" in anns.get(where).content.decode()
