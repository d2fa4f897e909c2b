"""Jo asks for her record: the clock, what is black and who agreed, and the copy (LDS-83)."""

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.case_notes import make_note
from tests.factories.real_service import hire, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.append_only import missing_guards
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.governance.subject_access.models import AccessRequest, Redaction, Release, RequestStep
from waymark.people.access.choices import Sensitivity

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
CONFIDENCE = "her sister rang to say she had stopped her tablets"
NOTE = f"We walked to the market; {CONFIDENCE}. Jo bought apples."


def shown(answer: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", html.unescape(answer.content.decode()))
    return " ".join(text.split())


class Leeds:
    """Kiran is Jo's recovery worker, Rae leads, Ola is the information governance lead."""

    def __init__(self) -> None:
        self.service = real_service("leeds-recovery-centre")
        unit = unit_of_service(self.service, "recovery-centre")
        self.kiran = hire(self.service, "recovery-worker", "Kiran Shah")
        self.rae = hire(self.service, "rehabilitation-and-recovery-lead", "Rae Long")
        self.ola = hire(self.service, "information-governance-lead", "Ola Reed")
        self.jo = make_person("Jo", "Marsh", service=self.service)
        make_allocation(make_episode(self.jo, unit), self.kiran)
        self.note = make_note(self.jo, self.kiran, NOTE, occurred_at=NOW - timedelta(days=9))
        make_note(
            self.jo, self.rae, "Told in confidence by a neighbour", occurred_at=NOW - timedelta(days=8),
            sensitivity=Sensitivity.SEALED,
        )  # fmt: skip
        self.client = signed_in_client(self.kiran)

    def asks(self, client: Client | None = None, **changes: str) -> Any:
        said = {
            "id": str(new_id()), "received_on": "4/3/2026", "asked_how": "in_person", "asked_for": "",
            "identity": "Known to me for two years",
        }  # fmt: skip
        return (client or self.client).post(reverse("log_request", args=[self.jo.pk]), {**said, **changes})

    @property
    def request(self) -> AccessRequest:
        return AccessRequest.objects.get()

    def at(self, name: str) -> str:
        return reverse(name, args=[self.request.pk])

    def blacks_out(self, **changes: str) -> Any:
        said = {
            "id": str(new_id()), "item": f"note:{self.note.pk}", "passage": CONFIDENCE, "why": "third_party",
            "words": "Her sister told us in confidence",
        }  # fmt: skip
        return self.client.post(self.at("prepare_copy"), {**said, **changes})

    def gives(self, how: str = "Handed to her at the centre") -> Any:
        return self.client.post(self.at("release_copy"), {"id": str(new_id()), "given_how": how})


@pytest.fixture
def leeds(db: None) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield Leeds()


@pytest.mark.duty("LDS-83")
def test_a_request_is_due_in_a_month_and_the_copy_is_blacked_out_with_who_agreed(leeds: Leeds) -> None:
    taken = leeds.asks()
    assert taken["Location"] == leeds.at("access_request")
    page = shown(leeds.client.get(taken["Location"]))
    assert "Due Tuesday 7 April 2026" in page, "4 April is a Saturday and 6 April is Easter Monday"
    assert "4 Mar 2026 It is certain that it is them: Known to me for two years (Kiran Shah)" in page
    officer = signed_in_client(leeds.ola)
    assert "Jo Marsh Taken by Kiran Shah due 7 April 2026" in shown(officer.get(reverse("access_requests")))

    assert CONFIDENCE in shown(leeds.client.get(leeds.at("prepare_copy")))
    assert leeds.blacks_out().status_code == 302
    row = Redaction.objects.get()
    assert "Somebody has to agree, or not" in shown(leeds.gives()), "not before somebody else agreed"
    decide = reverse("decide_redaction", args=[row.pk])
    assert leeds.client.post(decide, {"agreed": "yes"}).status_code == 403, "nobody agrees to their own"
    lead = signed_in_client(leeds.rae)
    assert f"“{CONFIDENCE}”" in shown(lead.get(leeds.at("access_request")))
    assert lead.post(decide, {"agreed": "yes"}).status_code == 302

    given = leeds.gives()
    assert given["Location"] == leeds.at("given_copy")
    copy = shown(leeds.client.get(given["Location"]))
    assert "sister" not in copy
    assert "We walked to the market; ████████ [1]. Jo bought apples." in copy
    assert "[1] About or from somebody else, who has not agreed. Agreed by Rae Long." in copy
    assert "neighbour" not in copy
    assert "This entry is held back while its author and the privacy officer decide." in copy
    page = shown(officer.get(leeds.at("access_request")))
    assert "Given 4 Mar 2026, 10:00 by Kiran Shah: Handed to her at the centre" in page
    assert "Agreed by Rae Long, 4 Mar 2026, 10:00" in page
    done = {entry.action for entry in AuditEntry.objects.filter(person_id=leeds.jo.pk)}
    assert {"log_access_request", "propose_redaction", "decide_redaction", "release_copy"} <= done


def test_the_clock_waits_until_it_is_certain_who_asks(leeds: Leeds) -> None:
    leeds.asks(identity="")
    assert "The clock waits until it is certain who asks" in shown(
        leeds.client.get(leeds.at("access_request"))
    )
    assert "Make certain first that it is them." in shown(leeds.gives())
    with time_machine.travel(NOW + timedelta(days=6), tick=False):
        kiran = signed_in_client(leeds.kiran)
        said = {"id": str(new_id()), "step": "identity_checked", "on": "10/3/2026", "words": "Her passport"}
        assert kiran.post(leeds.at("note_step"), said).status_code == 302
        assert "Due Friday 10 April 2026" in shown(kiran.get(leeds.at("access_request")))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"received_on": "5/3/2026"}, "That day is still to come."),
        ({"received_on": ""}, "Say on which day they asked."),
        ({"asked_how": ""}, "Say how they asked."),
    ],
)
def test_half_a_request_comes_back(leeds: Leeds, changes: dict[str, str], said: str) -> None:
    answer = leeds.asks(**changes)
    assert answer.status_code == 422
    assert said in shown(answer)
    assert not AccessRequest.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"passage": "words that are not there"}, "These words do not stand in that entry."),
        ({"words": "no"}, "Say why in a sentence"),
        ({"why": ""}, "Choose why."),
    ],
)
def test_half_a_redaction_comes_back(leeds: Leeds, changes: dict[str, str], said: str) -> None:
    leeds.asks()
    answer = leeds.blacks_out(**changes)
    assert answer.status_code == 422
    assert said in shown(answer)
    assert not Redaction.objects.exists()


def test_the_privacy_officer_takes_and_agrees_and_reads_no_notes(leeds: Leeds) -> None:
    officer = signed_in_client(leeds.ola)
    assert leeds.asks(officer).status_code == 302
    leeds.blacks_out()
    assert officer.get(leeds.at("prepare_copy")).status_code == 403
    page = shown(officer.get(leeds.at("access_request")))
    assert "apples" not in page
    assert (
        officer.post(
            reverse("decide_redaction", args=[Redaction.objects.get().pk]), {"agreed": "no"}
        ).status_code
        == 302
    )
    leeds.gives()
    assert CONFIDENCE in shown(leeds.client.get(leeds.at("given_copy"))), "what was not agreed to is given"
    assert officer.get(leeds.at("given_copy")).status_code == 403


def test_a_copy_is_given_once_and_stays_as_it_was(leeds: Leeds) -> None:
    leeds.asks()
    leeds.gives()
    assert "The copy has been given." in shown(leeds.blacks_out())
    step = {"id": str(new_id()), "step": "extended", "on": "4/3/2026", "words": "It is long"}
    assert "The copy has been given." in shown(leeds.client.post(leeds.at("note_step"), step))
    assert leeds.gives("By post").status_code == 302
    assert Release.objects.get().given_how == "Handed to her at the centre"


def test_sent_twice_it_is_taken_once(leeds: Leeds) -> None:
    id = str(new_id())
    for _ in range(2):
        assert leeds.asks(id=id).status_code == 302
    assert RequestStep.objects.count() == 1


def test_requests_and_copies_only_grow(db: None) -> None:
    for table in ("accessrequest", "requeststep", "release"):
        assert missing_guards(connection, f"subject_access_{table}") == [], table
