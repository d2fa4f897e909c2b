"""Break-glass: offered by Find for an exact name and birth date, never shown, reasoned, limited, told (DUR-35, A32, access_cases)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.factories.base import (
    actor_of,
    make_exclusion,
    make_grant,
    make_person,
    make_service,
    make_unit,
    make_worker,
    sign_in,
)
from waymark.core.actors import Actor
from waymark.core.audit import collector
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.core.pages import NotYours, Refused
from waymark.organisation.staff.choices import Right
from waymark.people.access import actions, queries, rules
from waymark.people.access.choices import Action, OverrideReason, Profile, Relationship
from waymark.people.access.models import Grant, Override, PrivacyAlert

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 3, 22, 15, tzinfo=UTC)
WHY = "Her mother rang: she has not been seen since this morning"


class Ground:
    """Ann works in North; Ruth is supported in South."""

    def __init__(self) -> None:
        self.service = make_service("durham")
        self.north, self.south = make_unit(self.service, "north"), make_unit(self.service, "south")
        self.ann = make_worker("Ann Dodds", unit=self.north)
        self.ruth = make_person(
            "Ruth",
            "Canarywharf",
            service=self.service,
            chosen_name="Ruthie Secretname",
            birth_year=1984,
            birth_month=2,
            birth_day=3,
            nhs_number="9990000018",
        )
        make_grant(self.ruth, unit=self.south)

    @property
    def worker(self) -> Actor:
        return actor_of(self.ann, NOW.date())

    def offer(
        self, given: str = "Ruth", family: str = "Canarywharf", day: int = 3, worker: Actor | None = None
    ) -> queries.Offer | None:
        return queries.offer_break_glass(worker or self.worker, given, family, 1984, 2, day, at=NOW)

    def open(self, **changes: Any) -> Override:
        """What Ann does, with the time and token of now."""
        offer = self.offer()
        given = {
            "by": self.worker,
            "id": new_id(),
            "person_id": self.ruth.pk,
            "offer": offer.token if offer else "",
            "reason_code": OverrideReason.WELFARE_CONCERN,
            "reason": WHY,
            "at": NOW,
        }
        return actions.break_glass(**{**given, **changes})


@pytest.fixture
def ground() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield Ground()


@pytest.mark.parametrize(
    ("given", "family"),
    [("Ruth", "Canarywharf"), (" ruth ", "CANARYWHARF"), ("Ruthie", "Secretname"), ("Rúth", "Canarywharf")],
)
def test_an_exact_name_and_birth_date_offer_the_one_record(ground: Ground, given: str, family: str) -> None:
    offer = ground.offer(given, family)
    assert offer is not None
    assert offer.person_id == ground.ruth.pk
    assert queries.offer_holds(ground.worker, ground.ruth.pk, offer.token)


@pytest.mark.parametrize(
    ("given", "family", "day"),
    [("Rut", "Canarywharf", 3), ("Ruth", "", 3), ("", "", 3), ("Ruth", "Canarywharf", 4)],
)
def test_less_than_exact_offers_nothing_and_leaves_no_trace_of_her(
    ground: Ground, given: str, family: str, day: int
) -> None:
    assert ground.offer(given, family, day) is None
    assert not AuditEntry.objects.filter(person_id=ground.ruth.pk).exists()


def test_two_people_of_one_name_and_birth_date_are_not_told_apart_by_guessing(ground: Ground) -> None:
    make_person("Ruth", "Canarywharf", service=ground.service, birth_year=1984, birth_month=2, birth_day=3)
    assert ground.offer() is None


def test_nothing_of_another_service_is_offered(ground: Ground) -> None:
    elsewhere = make_worker("Bo", unit=make_unit(make_service("leeds")))
    assert ground.offer(worker=actor_of(elsewhere, NOW.date())) is None


@pytest.mark.parametrize("ends_at", [None, NOW - timedelta(days=3)])
def test_a_record_that_is_open_anyway_is_not_offered(ground: Ground, ends_at: datetime | None) -> None:
    make_grant(ground.ruth, worker=ground.ann, ends_at=ends_at)
    assert ground.offer() is None


@pytest.mark.parametrize("kind", [Relationship.OWN_RECORD, Relationship.DECLARED_CONFLICT])
def test_ones_own_record_and_a_declared_conflict_are_refused_and_the_asking_is_logged(
    ground: Ground, kind: Relationship
) -> None:
    make_exclusion(ground.ruth, ground.ann, kind)
    assert ground.offer() is None
    row = AuditEntry.objects.get(person_id=ground.ruth.pk)
    assert (row.action, row.outcome, row.actor) == ("offer_break_glass", "refused", str(ground.ann.pk))


@pytest.mark.parametrize(
    "profile", [p for p in Profile if p not in (Profile.CASEWORK, Profile.COORDINATOR, Profile.LEAD)]
)
def test_the_policy_gives_it_to_those_who_work_with_people_whatever_rights_say(
    ground: Ground, profile: Profile
) -> None:
    other = make_worker(
        "Bo", unit=ground.north, profile=profile, rights=[Right.BREAK_GLASS, Right.FIND_PEOPLE]
    )
    assert ground.offer(worker=actor_of(other, NOW.date())) is None


def test_a_role_without_the_right_is_offered_nothing_and_refused_the_page(
    ground: Ground, client: Client
) -> None:
    other = make_worker("Bo", unit=ground.north, rights=[Right.FIND_PEOPLE])
    assert ground.offer(worker=actor_of(other, NOW.date())) is None
    answer = sign_in(client, other).get(reverse("break_glass", args=[ground.ruth.pk]))
    assert answer.status_code == 403


def test_the_offer_is_this_workers_in_this_session_for_this_person_for_ten_minutes(ground: Ground) -> None:
    offer = ground.offer()
    assert offer is not None
    ben = make_worker("Ben", unit=ground.north)
    other = make_person("Sam", "Okafor", service=ground.service)
    elsewhere = Actor(**{**ground.worker.__dict__, "session": "another"})
    assert not queries.offer_holds(actor_of(ben, NOW.date()), ground.ruth.pk, offer.token)
    assert not queries.offer_holds(elsewhere, ground.ruth.pk, offer.token)
    assert not queries.offer_holds(ground.worker, other.pk, offer.token)
    assert not queries.offer_holds(ground.worker, ground.ruth.pk, offer.token + "x")
    with time_machine.travel(NOW + timedelta(minutes=9, seconds=59)):
        assert queries.offer_holds(ground.worker, ground.ruth.pk, offer.token)
    with time_machine.travel(NOW + timedelta(minutes=10, seconds=2)):
        assert not queries.offer_holds(ground.worker, ground.ruth.pk, offer.token)


def test_it_opens_the_record_for_four_hours_and_tells_the_privacy_officer_in_the_same_breath(
    ground: Ground,
) -> None:
    override = ground.open()
    grant = Grant.objects.get(source="access.override", source_id=override.pk)
    assert (grant.relationship, grant.worker_id, grant.starts_at) == (
        Relationship.BREAK_GLASS,
        ground.ann.pk,
        NOW,
    )
    assert grant.ends_at == override.ends_at == NOW + timedelta(hours=4)
    alert = PrivacyAlert.objects.get()
    assert (alert.kind, alert.override_id, alert.worker_id, alert.person_id) == (
        "break_glass",
        override.pk,
        ground.ann.pk,
        ground.ruth.pk,
    )
    assert (alert.raised_at, alert.closed_at) == (NOW, None)
    assert (
        queries.person_for(ground.worker, ground.ruth.pk, at=NOW + timedelta(hours=3, minutes=59))
        == ground.ruth
    )
    with pytest.raises(NotYours):
        queries.person_for(ground.worker, ground.ruth.pk, at=NOW + timedelta(hours=4))


def test_if_the_alert_cannot_be_kept_nothing_opens(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**_: Any) -> None:
        raise RuntimeError("no room")

    monkeypatch.setattr(actions, "raise_alert", fails)
    with pytest.raises(RuntimeError):
        ground.open()
    assert not Override.objects.exists()
    assert not Grant.objects.filter(relationship=Relationship.BREAK_GLASS).exists()


def test_sent_twice_it_is_one_opening_and_one_alert(ground: Ground) -> None:
    once = new_id()
    assert ground.open(id=once) == ground.open(id=once, offer="")
    assert (Override.objects.count(), PrivacyAlert.objects.count()) == (1, 1)
    assert Grant.objects.filter(relationship=Relationship.BREAK_GLASS).count() == 1


@pytest.mark.parametrize("reason", ["", "   ", "short", "aaaaaaaaaaaaaaa"])
def test_without_a_reason_that_can_be_judged_nothing_opens(ground: Ground, reason: str) -> None:
    with pytest.raises(Refused):
        ground.open(reason=reason)
    assert not Override.objects.exists()


@pytest.mark.parametrize("offer", ["", "x", "not:a:token"])
def test_without_what_find_gave_nothing_opens(ground: Ground, offer: str) -> None:
    with pytest.raises(NotYours):
        ground.open(offer=offer)


def test_a_conflict_declared_in_between_closes_the_door(ground: Ground) -> None:
    offer = ground.offer()
    assert offer is not None
    make_exclusion(ground.ruth, ground.ann)
    with pytest.raises(NotYours):
        ground.open(offer=offer.token)


def test_what_is_read_and_changed_under_it_carries_its_id(ground: Ground) -> None:
    override = ground.open()
    with collector.reading() as reading:
        queries.person_for(ground.worker, ground.ruth.pk, at=NOW)
        actions.audit.write(ground.worker, "change_name", ground.ruth)
    assert AuditEntry.objects.get(action="change_name").detail == {"override": str(override.pk)}
    assert reading.detail()["override"] == str(override.pk)
    assert reading.detail()["basis"] == "break_glass"


def test_the_banner_shows_while_it_runs(ground: Ground) -> None:
    override = ground.open()
    assert queries.override_banner(ground.worker, ground.ruth.pk, at=NOW) == override
    assert queries.override_banner(ground.worker, ground.ruth.pk, at=NOW + timedelta(hours=4)) is None
    ben = make_worker("Ben", unit=ground.north)
    assert queries.override_banner(actor_of(ben, NOW.date()), ground.ruth.pk, at=NOW) is None


class Page:
    """Ann at the page that asks why."""

    def __init__(self, ground: Ground, client: Client) -> None:
        self.ground, self.client = ground, sign_in(client, ground.ann)
        self.address = reverse("break_glass", args=[ground.ruth.pk])
        session = (self.client.session.session_key or "")[:8]
        offer = ground.offer(
            worker=actor_of(ground.ann, NOW.date()).__class__(
                **{**ground.worker.__dict__, "session": session}
            )
        )
        assert offer is not None
        self.token = offer.token

    def post(self, **changes: str) -> Any:
        typed = {
            "offer": self.token,
            "override_id": str(new_id()),
            "reason_code": "duty_call",
            "reason": WHY,
            **changes,
        }
        return self.client.post(self.address, typed)


@pytest.fixture
def page(ground: Ground, client: Client) -> Page:
    return Page(ground, client)


def test_the_page_is_not_there_without_what_find_gave(page: Page) -> None:
    for query in ({}, {"offer": "x"}):
        assert page.client.get(page.address, query).status_code == 404
    assert page.client.post(page.address, {"reason": WHY}).status_code == 404
    assert AuditEntry.objects.filter(person_id=page.ground.ruth.pk, outcome="refused").count() == 3


def test_the_page_shows_nothing_of_the_record(page: Page) -> None:
    for answer in (page.client.get(page.address, {"offer": page.token}), page.post(reason="")):
        shown = answer.content.decode()
        assert "Open a record in an emergency" in shown
        for secret in ("Ruth", "Canarywharf", "Secretname", "1984", "9990000018", "999 000 0018", "South"):
            assert secret not in shown


def test_a_reason_that_will_not_do_is_said_beside_the_box_and_what_was_typed_stands(page: Page) -> None:
    answer = page.post(reason="too short", reason_code="covering")
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "the reason must be a sentence of at least 10 characters" in shown
    assert ">too short</textarea>" in shown
    assert 'value="covering" checked' in shown
    assert not Override.objects.exists()


def test_a_good_reason_opens_the_record_and_sent_again_goes_on_to_it(page: Page) -> None:
    once = str(new_id())
    for answer in (page.post(override_id=once), page.post(override_id=once)):
        assert answer.status_code == 302
        assert answer["Location"] == reverse("person", args=[page.ground.ruth.pk])
    override = Override.objects.get()
    assert (override.reason_code, override.reason, str(override.pk)) == ("duty_call", WHY, once)


def test_the_words_of_an_alert_name_nobody(ground: Ground) -> None:
    ground.open()
    assert PrivacyAlert.objects.get().words == rules.WORDS[rules.BREAK_GLASS]
    assert queries.can(ground.worker, ground.ruth.pk, Action.EXPORT, at=NOW) is False
