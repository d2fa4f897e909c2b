"""Curious look-ups are told to the privacy officer by the clock, once an hour for each worker and kind (A39, access_cases 6 and 11)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.factories.base import (
    actor_of,
    made,
    make_exclusion,
    make_grant,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from waymark.core import audit
from waymark.core.audit import sealing
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.core.pages import NotYours
from waymark.organisation.staff.models import Worker
from waymark.people.access import jobs, queries
from waymark.people.access.choices import Profile, Relationship
from waymark.people.access.models import PrivacyAlert
from waymark.people.service_users.models import Address, Person

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


class Ground:
    """Ann and Ben work in one team; Ann and Sam are service users too."""

    def __init__(self) -> None:
        self.service = make_service("durham")
        self.team = make_unit(self.service)
        self.ann, self.ben = make_worker("Ann Dodds", unit=self.team), make_worker("Ben Shah", unit=self.team)
        self.ann_herself = self.person("Ann", "Dodds")
        make_exclusion(self.ann_herself, self.ann, Relationship.OWN_RECORD)

    def person(
        self, given: str = "Sam", family: str = "Okafor", lines: str = "", postcode: str = ""
    ) -> Person:
        person = make_person(given, family, service=self.service)
        make_grant(person, unit=self.team)
        if postcode:
            made(Address, person=person, kind="home", lines=lines, postcode=postcode)
        return person

    def reads(self, worker: Worker, *people: Person, basis: str = "team", **row: Any) -> None:
        """A page about one person, or a list of several, as the read log keeps it."""
        detail = {
            "rows": {"service_users.person": [str(p.pk) for p in people]},
            "people": [str(p.pk) for p in people],
            "basis": basis,
        }
        given = {"action": "read", "person_id": people[0].pk if len(people) == 1 else None, **row}
        audit.write(
            actor_of(worker), given["action"], "/record/", person_id=given["person_id"], detail=detail
        )

    def alerts(self) -> list[tuple[str, str, str]]:
        sealing.seal(most=5000)
        self.new = jobs.raise_curious(NINE)
        return [
            (a.kind, a.worker.name, a.person.given_name if a.person else "")
            for a in PrivacyAlert.objects.order_by("raised_at", "kind")
        ]


@pytest.fixture
def ground(settings: Any, tmp_path: Path) -> Any:
    settings.AUDIT_KEY_FILE = tmp_path / "audit.key"
    with time_machine.travel(NINE, tick=False):
        yield Ground()


def test_trying_ones_own_record_is_told_though_it_is_refused(ground: Ground) -> None:
    actor = actor_of(ground.ann)
    with pytest.raises(NotYours) as refused:
        queries.person_for(actor, ground.ann_herself.pk)
    audit.refused(
        actor, "open_record", str(refused.value.what), person_id=refused.value.person_id, why="not yours"
    )
    assert ground.alerts() == [("own_record", "Ann Dodds", "Ann")]


def test_looking_at_a_colleague_is_told_unless_one_was_named_to_work_with_them(ground: Ground) -> None:
    ground.reads(ground.ben, ground.ann_herself, basis="key_worker, team")
    ground.reads(ground.ben, ground.ann_herself, basis="allocated")
    assert ground.alerts() == []
    ground.reads(ground.ben, ground.ann_herself, basis="team")
    assert ground.alerts() == [("colleague", "Ben Shah", "Ann")]


def test_a_colleague_on_a_list_raises_nothing(ground: Ground) -> None:
    ground.reads(ground.ben, ground.ann_herself, ground.person(), basis="")
    assert ground.alerts() == []


def test_the_same_surname_at_the_same_address_is_told(ground: Ground) -> None:
    made(Address, person=ground.ann_herself, kind="home", lines="12 High Street", postcode="DH1 1AA")
    ground.reads(ground.ann, ground.person("Tom", "DODDS", "12, High St", "dh11aa"))
    assert ground.alerts() == [("same_household", "Ann Dodds", "Tom")]


@pytest.mark.parametrize(("family", "lines"), [("Okafor", "12 High Street"), ("Dodds", "14 High Street")])
def test_a_namesake_elsewhere_or_a_neighbour_is_not(ground: Ground, family: str, lines: str) -> None:
    made(Address, person=ground.ann_herself, kind="home", lines="12 High Street", postcode="DH1 1AA")
    ground.reads(ground.ann, ground.person("Tom", family, lines, "DH1 1AA"))
    assert ground.alerts() == []


def test_a_hundred_different_records_in_an_hour_are_told_once_and_ninety_nine_are_not(ground: Ground) -> None:
    people = [ground.person(f"P{n}") for n in range(100)]
    with time_machine.travel(NINE, tick=False) as clock:
        for person in people[:99]:
            ground.reads(ground.ben, person)
            ground.reads(ground.ben, person)
            clock.shift(30)
        assert ground.alerts() == []
        ground.reads(ground.ben, people[99])
        ground.reads(ground.ben, people[0])
        assert ground.alerts() == [("many_records", "Ben Shah", "")]
        assert PrivacyAlert.objects.get().raised_at == NINE + timedelta(seconds=99 * 30)


def test_a_list_of_four_hundred_people_is_one_page_and_not_four_hundred_records(ground: Ground) -> None:
    ground.reads(ground.ben, *[ground.person(f"P{n}") for n in range(120)], basis="")
    assert ground.alerts() == []


def test_more_than_twenty_people_exported_or_printed_in_ten_minutes_are_told(ground: Ground) -> None:
    people = [ground.person(f"P{n}") for n in range(21)]
    ground.reads(ground.ben, *people[:20], action="export_people")
    assert ground.alerts() == []
    with time_machine.travel(NINE + timedelta(minutes=9)):
        ground.reads(ground.ben, people[20], action="print_plan")
        assert ground.alerts() == [("many_exports", "Ben Shah", "")]


def test_once_an_hour_for_each_worker_and_kind(ground: Ground) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        for minute in (0, 20, 39, 1):
            clock.shift(minute * 60)
            ground.reads(ground.ben, ground.ann_herself)
        assert [kind for kind, _, _ in ground.alerts()] == ["colleague", "colleague"]
        assert ground.new == 2
        ground.reads(ground.ben, ground.ann_herself)
        ground.alerts()
        assert ground.new == 0


def test_the_same_rows_are_not_read_twice_and_a_lost_place_changes_nothing(
    ground: Ground, django_assert_num_queries: Any
) -> None:
    ground.reads(ground.ben, ground.ann_herself)
    ground.alerts()
    sealing.seal()
    jobs.raise_curious(NINE)
    with django_assert_num_queries(2):  # where it had got to, and that there is no more
        assert jobs.raise_curious(NINE) == 0
    jobs.heartbeats.beat(jobs.PROCESS, {}, NINE)
    assert jobs.raise_curious(NINE) == 0
    assert PrivacyAlert.objects.count() == 1


def test_an_alert_is_itself_in_the_log_and_raises_no_alert(ground: Ground) -> None:
    ground.reads(ground.ben, ground.ann_herself)
    ground.alerts()
    row = AuditEntry.objects.get(action="raise_alert")
    assert (row.actor, row.person_id, row.detail["kind"]) == (
        "system:clock",
        ground.ann_herself.pk,
        "colleague",
    )
    assert row.service_id == ground.service.pk
    ground.alerts()
    assert ground.new == 0


def test_asking_the_log_who_looked_is_no_look_at_the_record(ground: Ground) -> None:
    officer = make_worker("Lee Hart", unit=ground.team, profile=Profile.INFORMATION_GOVERNANCE)
    detail = {
        "rows": {"core.auditentry": ["1"], "service_users.person": ["x"]},
        "people": [str(ground.ann_herself.pk)],
    }
    audit.write(
        actor_of(officer), "read", "/information-rights/", person_id=ground.ann_herself.pk, detail=detail
    )
    assert ground.alerts() == []


@pytest.mark.parametrize("detail", [{"people": ["x", None, 7]}, {"people": None, "basis": None}, {}])
def test_odd_rows_do_not_stop_it(ground: Ground, detail: dict[str, Any]) -> None:
    audit.write(actor_of(ground.ben), "read", detail=detail)
    audit.write(actor_of(ground.ben), "export_people", person_id=new_id(), detail=detail)
    ground.reads(ground.ben, ground.ann_herself)
    assert [kind for kind, _, _ in ground.alerts()] == ["colleague"]


def test_a_long_log_is_read_in_batches(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "ROWS", 2)
    for _ in range(5):
        ground.reads(ground.ben, ground.person())
    ground.reads(ground.ben, ground.ann_herself)
    assert len(ground.alerts()) == 1
