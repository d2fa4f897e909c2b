"""What may be told, to whom and on what basis (LDS-92)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from tests.factories.sign_in import signed_in_client
from tests.sharing.conftest import LETTER, NOW, Leeds, shown
from waymark.core.append_only import missing_guards
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.governance.sharing.models import Disclosure, SharingChoice
from waymark.people.access.models import PrivacyAlert
from waymark.work.tasks.models import Task

REASON = "He told her he will bring a knife to the loading bay tonight"


@pytest.mark.duty("LDS-92")
def test_what_a_person_refuses_is_not_sent_unless_a_lawful_basis_sets_it_aside_and_the_lead_is_told(
    leeds: Leeds,
) -> None:
    employer = leeds.employer()
    leeds.says(employer, "refuses", "health", "safety", words="Work must not know")
    page = shown(leeds.client.get(leeds.at("sharing")))
    assert "Mill Foods Employer" in page
    assert "Health and treatment Does not agree , 4 Mar 2026: “Work must not know”" in page
    assert "When they are seen Not asked" in page

    blocked = leeds.shares(employer, "safety")
    assert blocked.status_code == 422
    assert "They do not agree that Mill Foods is told: what keeps them safe. This cannot be sent." in shown(
        blocked
    )
    assert LETTER in blocked.content.decode(), "what was typed is still there"
    assert not Disclosure.objects.exists()
    assert not PrivacyAlert.objects.exists()

    unreasoned = leeds.shares(employer, "safety", basis="harm_to_others")
    assert "Say why this must be told." in shown(unreasoned)
    assert not Disclosure.objects.exists()

    allowed = leeds.shares(employer, "safety", basis="harm_to_others", reason=REASON)
    assert allowed["Location"] == leeds.at("sharing")
    row = Disclosure.objects.get()
    assert (row.basis, row.overrides, row.reason, row.worker, row.at) == (
        "harm_to_others",
        True,
        REASON,
        leeds.kiran,
        NOW,
    )
    logged = AuditEntry.objects.get(action="disclose")
    assert logged.person_id == leeds.jo.pk
    assert logged.detail["basis"] == "harm_to_others"
    page = shown(leeds.client.get(leeds.at("sharing")))
    assert "Basis: Serious risk to others Without agreement" in page
    assert "Waymark does not send it" in page or "Not sent by Waymark" in page or row.words in page

    alert = PrivacyAlert.objects.get()
    assert (alert.raised_at, alert.worker) == (NOW, leeds.kiran)
    officer = signed_in_client(leeds.ola)
    assert "Privacy alerts (1 open)" in shown(officer.get(reverse("access_log")))
    register = shown(officer.get(reverse("shared_register")))
    assert (
        f"Jo Marsh Mill Foods What keeps them safe Serious risk to others, without agreement: {REASON} Kiran Shah"
        in register
    )
    assert LETTER not in register
    lead = signed_in_client(leeds.rae)
    assert "Told Mill Foods without agreement: what keeps them safe" in shown(lead.get(reverse("my_day")))
    task = Task.objects.get()
    assert (task.owner, task.kind, task.made_at) == (leeds.rae, "concern", NOW)


def test_what_was_agreed_goes_and_what_was_not_asked_does_not(leeds: Leeds) -> None:
    employer = leeds.employer()
    leeds.says(employer, "agrees", "appointments")
    assert leeds.shares(employer, "appointments").status_code == 302
    assert Disclosure.objects.get().basis == "agreed"
    unasked = leeds.shares(employer, "appointments", "health")
    assert (
        "They have not been asked whether Mill Foods may be told: health and treatment. Ask them first."
        in shown(unasked)
    )
    assert not PrivacyAlert.objects.exists()


def test_the_latest_word_holds_and_the_earlier_stays(leeds: Leeds) -> None:
    employer = leeds.employer()
    leeds.says(employer, "agrees", "health")
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        leeds.says(employer, "refuses", "health")
    assert leeds.shares(employer, "health").status_code == 422
    assert SharingChoice.objects.count() == 2


def test_those_who_care_for_them_are_told_what_that_needs_unless_they_object(leeds: Leeds) -> None:
    gp = str(new_id())
    leeds.client.post(leeds.at("add_recipient"), {"id": gp, "kind": "gp", "name": "Mill Lane Surgery"})
    assert leeds.shares(gp, "health").status_code == 302
    assert Disclosure.objects.get().basis == "direct_care"
    leeds.says(gp, "refuses", "health")
    assert leeds.shares(gp, "health").status_code == 422


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kinds": []}, "Choose at least one kind of information."),
        ({"words": ""}, "Write what is told."),
        ({"recipient": ""}, "Choose who it is."),
        ({"basis": "harm_to_others", "reason": "because"}, "Say a little more"),
    ],
)
def test_half_a_letter_comes_back_with_what_was_typed(
    leeds: Leeds, changes: dict[str, Any], said: str
) -> None:
    employer = leeds.employer()
    answer = leeds.shares(employer, "health", **changes)
    assert answer.status_code == 422
    assert said in shown(answer)


def test_sent_twice_it_is_kept_once_and_another_s_recipient_is_not_there(leeds: Leeds) -> None:
    employer, id = leeds.employer(), str(new_id())
    leeds.says(employer, "agrees", "health")
    for _ in range(2):
        assert leeds.shares(employer, "health", id=id).status_code == 302
    assert Disclosure.objects.count() == 1
    again = leeds.shares(employer, "health", id=id, words="Something else")
    assert "This was kept before, otherwise." in shown(again)
    assert leeds.shares(str(new_id()), "health").status_code == 422


def test_only_the_privacy_officer_reads_the_service_s_list(leeds: Leeds) -> None:
    assert leeds.client.get(reverse("shared_register")).status_code == 403


def test_what_was_said_and_sent_only_grows(db: None) -> None:
    for table in ("recipient", "sharingchoice", "disclosure", "message"):
        assert missing_guards(connection, f"sharing_{table}") == [], table
