"""The confidentiality undertaking: nothing opens before it is signed, it runs out, and a new text is signed again (DUR-45)."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories.base import (
    PASSWORD,
    made,
    make_allocation,
    make_episode,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.real_service import hire, real_service, unit_of_service
from tests.factories.sign_in import give_phone, signed_in_client
from waymark.core.append_only import missing_guards
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.organisation.staff.models import Worker
from waymark.people.access import rules
from waymark.people.access.choices import Profile
from waymark.people.access.models import Undertaking, UndertakingText

MORNING = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
WORDS = "I will tell nobody what I learn here."


def shown(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def through_the_door(worker: Worker) -> tuple[Client, Any]:
    """Signed in as people do: password, then the code on their phone. The first page they are sent to, followed."""
    client, phone = Client(), give_phone(worker)
    client.post(reverse("sign_in"), {"username": worker.user.username, "password": PASSWORD})
    answer = client.post(reverse("sign_in_code"), {"code": phone.code()}, follow=True)
    return client, answer


def published(client: Client, words: str, months: int = 12) -> Any:
    return client.post(
        reverse("publish_undertaking"), {"id": str(new_id()), "words": words, "renew_months": months}
    )


def signed(client: Client, name: str, version: int, **changes: Any) -> Any:
    said = {"id": str(new_id()), "version": version, "agreed": "yes", "name": name, **changes}
    return client.post(reverse("undertaking"), said)


@pytest.mark.duty("DUR-45")
def test_a_new_starter_sees_only_the_undertaking_until_it_is_signed(db: None) -> None:
    with time_machine.travel(MORNING - timedelta(days=30), tick=False):
        service = real_service("durham-support-recovery")
        officer = signed_in_client(hire(service, "information-governance-lead", "Ola Reed"))
        published(officer, "Version two")
        signed(officer, "Ola Reed", 2)
        assert published(officer, WORDS).status_code == 302  # version 3
    with time_machine.travel(MORNING, tick=False):
        ann = hire(service, "recovery-worker", "Ann Dodds", unit="north", signed=False)
        sam = make_person("Sam", "Okafor", service=service)
        make_allocation(make_episode(sam, unit_of_service(service, "north")), ann)
        client, first = through_the_door(ann)
        assert first.request["PATH_INFO"] == reverse("undertaking")
        assert WORDS in shown(first)
        assert "Version 3" in shown(first)
        for name in ("my_day", "caseload", "find_person", "account", "tasks"):
            answer = client.get(reverse(name))
            assert answer["Location"].startswith(reverse("undertaking")), name
        record = reverse("person", args=[sam.pk])
        assert client.get(record)["Location"].startswith(reverse("undertaking"))
        assert client.get(record, headers={"HX-Request": "true"}).status_code == 403
        assert not AuditEntry.objects.filter(actor=str(ann.pk), person_id=sam.pk).exists()

        answer = signed(client, "Ann Dodds", 3)
        assert answer["Location"] == "/"
        assert "Sam Okafor" in shown(client.get(reverse("caseload")))
        assert client.get(record).status_code == 200
        kept = shown(client.get(reverse("undertaking")))
        assert "Signed by Ann Dodds When 2 Mar 2026, 09:05 Text Version 3" in kept
    row = Undertaking.objects.get(worker=ann)
    assert (row.version, row.name, row.good_until) == (3, "Ann Dodds", date(2027, 3, 2))
    assert AuditEntry.objects.get(action="sign_undertaking", actor=str(ann.pk)).detail["version"] == 3


@pytest.fixture
def zoe(db: None) -> Worker:
    unit = make_unit(make_service())
    return make_worker("Zoë Ng", unit=unit)


def fresh(worker: Worker) -> Client:
    """Signed in, with nothing kept in the session about the undertaking."""
    client = signed_in_client(worker)
    session = client.session
    session.pop("undertaking", None)
    session.save()
    return client


def test_the_name_is_ones_own_and_a_half_signed_page_comes_back(zoe: Worker) -> None:
    made(
        UndertakingText, service=zoe.holdings.get().post.service, version=2, words=WORDS, renew_months=6,
        published_by=zoe, published_at=MORNING,
    )  # fmt: skip
    client = fresh(zoe)
    wrong = signed(client, "Somebody Else", 2)
    assert wrong.status_code == 422
    assert "Type your own name, as it stands here: Zoë Ng." in shown(wrong)
    assert 'value="Somebody Else"' in wrong.content.decode()
    assert "Say that you have read it" in shown(signed(client, "Zoë Ng", 2, agreed=""))
    assert "The text has changed since you opened this page" in shown(signed(client, "Zoë Ng", 1))
    assert not Undertaking.objects.filter(version=2).exists()
    assert signed(client, "zoe ng", 2).status_code == 302


def test_sent_twice_it_is_signed_once(zoe: Worker) -> None:
    client, id = fresh(zoe), str(new_id())
    for _ in range(2):
        assert signed(client, "Zoë Ng", 1, id=id).status_code == 302
    assert Undertaking.objects.filter(pk=id).count() == 1


def test_where_somebody_was_going_is_where_they_come_to_and_never_out_of_the_house(zoe: Worker) -> None:
    made(
        UndertakingText, service=zoe.holdings.get().post.service, version=2, words=WORDS, renew_months=6,
        published_by=zoe, published_at=MORNING,
    )  # fmt: skip
    client = fresh(zoe)
    sent = client.get("/tasks/?page=2")["Location"]
    said = {"id": str(new_id()), "version": 2, "agreed": "yes", "name": "Zoë Ng"}
    assert client.post(sent, said)["Location"] == "/tasks/?page=2"
    away = client.post(reverse("undertaking") + "?next=//evil.example", {**said, "id": str(new_id())})
    assert away["Location"] == "/"


def test_a_signature_that_has_run_out_and_a_new_text_are_asked_for_again(zoe: Worker) -> None:
    service = zoe.holdings.get().post.service
    assert fresh(zoe).get("/my-day/").status_code == 200
    officer = make_worker(
        "Ola Reed", unit=zoe.holdings.get().post.unit, profile=Profile.INFORMATION_GOVERNANCE
    )
    with time_machine.travel(MORNING, tick=False):
        assert published(signed_in_client(officer), WORDS, 6).status_code == 302
        client = fresh(zoe)
        assert "the text has changed since" in shown(client.get("/", follow=True))
        signed(client, "Zoë Ng", 2)
        assert client.get("/my-day/").status_code == 200
    for day, opens in ((date(2026, 9, 2), True), (date(2026, 9, 3), False)):
        with time_machine.travel(datetime(day.year, day.month, day.day, 8, tzinfo=UTC), tick=False):
            assert (fresh(zoe).get("/my-day/").status_code == 200) is opens, day
    assert Undertaking.objects.filter(service=service, worker=zoe).count() == 2


def test_the_privacy_officer_sees_who_has_not_signed_first(zoe: Worker) -> None:
    unit = zoe.holdings.get().post.unit
    officer = make_worker("Ola Reed", unit=unit, profile=Profile.INFORMATION_GOVERNANCE)
    client = signed_in_client(officer)
    published(client, WORDS)
    signed(client, "Ola Reed", 2)
    page = shown(client.get(reverse("undertakings")))
    assert page.index("Zoë Ng Signed version 1, and version 2 is in force") < page.index("Ola Reed Ola Reed,")
    lead = signed_in_client(make_worker("Lee Hart", unit=unit, profile=Profile.LEAD))
    signed(lead, "Lee Hart", 2)
    for name in ("undertakings", "publish_undertaking"):
        assert lead.get(reverse(name)).status_code == 403


def test_signatures_and_texts_only_grow(db: None) -> None:
    assert missing_guards(connection, "access_undertaking") == []
    assert missing_guards(connection, "access_undertakingtext") == []


def test_a_signature_holds_through_its_last_day() -> None:
    assert rules.holds_until(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert rules.stands((3, date(2027, 3, 2)), 3, date(2027, 3, 2))
    assert not rules.stands((3, date(2027, 3, 2)), 3, date(2027, 3, 3))
    assert not rules.stands((2, date(2027, 3, 2)), 3, date(2026, 3, 2))
    assert not rules.stands(None, 1, date(2026, 3, 2))
