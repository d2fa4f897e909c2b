"""LDS-80: details asked again on the service's interval, each with who asked and when."""

from datetime import date, timedelta

import pytest
import time_machine

from tests.factories.real_service import london
from waymark.core.ids import new_id
from waymark.people.service_users import rules
from waymark.people.service_users.choices import Confirm, Confirmed
from waymark.people.service_users.models import Confirmation
from waymark.work.due.models import Obligation

pytestmark = pytest.mark.django_db
SIX = ("address", "phone", "gp", "next_of_kin", "consent", "rhythm")
NOW = {
    "gp_now": "Mill Lane Surgery",
    "consent_now": "Her sister may know times",
    "rhythm_now": "Every Tuesday",
}


def answers(answer="right", *, but=None):
    return {"id": new_id(), **dict.fromkeys(SIX, answer), **NOW, **(but or {})}


@pytest.mark.duty("LDS-80")
def test_after_184_days_kiran_is_asked_to_confirm_and_six_fields_are_each_dated(leeds, jo, kirans, said):
    assert leeds.clocks["details_confirmed"]["days"] == 180
    where = f"/details/{jo.pk}/confirm/"
    with time_machine.travel(london(date(2025, 9, 1), 10), tick=False):
        assert kirans().post(where, answers()).status_code == 302
    with time_machine.travel(london(date(2026, 2, 27), 10), tick=False):
        assert "Confirm details, " not in said(kirans().get(f"/record/{jo.pk}/"))
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        kiran = kirans()
        assert "Confirm details, 184 days" in said(kiran.get(f"/record/{jo.pk}/"))
        assert kiran.post(where, answers()).status_code == 302
        assert "Confirm details, " not in said(kiran.get(f"/record/{jo.pk}/"))
        details = said(kiran.get(f"/details/{jo.pk}/"))

    today = Confirmation.objects.filter(person=jo, on=date(2026, 3, 4))
    assert {(row.what, row.by.name) for row in today} == {(what, "Kiran Shah") for what in SIX}
    assert details.count("4 Mar 2026, by Kiran Shah") == 6


def test_one_asked_alone_moves_nothing_and_is_still_dated(jo, kirans, said):
    where = f"/details/{jo.pk}/confirm/"
    with time_machine.travel(london(date(2025, 9, 1), 10), tick=False):
        kirans().post(where, answers())
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        kiran = kirans()
        kiran.post(where, {"id": new_id(), "phone": "right"})
        assert "Confirm details, 184 days" in said(kiran.get(f"/record/{jo.pk}/"))
        assert Confirmation.objects.get(what="phone", on=date(2026, 3, 4)).answer == "right"


def test_a_correction_keeps_what_stood(jo, kirans, said):
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        kiran = kirans()
        kiran.post(f"/details/{jo.pk}/confirm/", answers())
    with time_machine.travel(london(date(2026, 3, 5), 10), tick=False):
        kiran = kirans()
        kiran.post(f"/details/{jo.pk}/confirm/", answers(but={"gp_now": "Park Surgery"}))
        details = said(kiran.get(f"/details/{jo.pk}/"))

    latest = Confirmation.objects.filter(what="gp").latest("at", "id")
    jo.refresh_from_db()
    assert (latest.answer, latest.stands, latest.before) == ("changed", "Park Surgery", "Mill Lane Surgery")
    assert jo.gp_practice == "Park Surgery"
    assert "Before: Mill Lane Surgery" in details


@pytest.mark.parametrize("answer", ["declined", "not_known", "not_applicable"])
def test_not_said_not_known_and_not_applicable_stay_apart(jo, kirans, answer):
    kirans().post(f"/details/{jo.pk}/confirm/", {"id": new_id(), "consent": answer})
    assert Confirmation.objects.get().answer == answer


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Say how at least one of them was answered."),
        ({"gp": "right"}, "GP practice: write what is right."),
        ({"gp": "perhaps"}, "Choose how it was answered."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(jo, kirans, said, typed, sentence):
    response = kirans().post(f"/details/{jo.pk}/confirm/", {"id": new_id(), **typed})

    assert response.status_code == 422
    assert sentence in said(response)
    assert not Confirmation.objects.exists()


def test_sent_twice_it_is_kept_once_and_the_next_time_is_set_once(jo, kirans):
    sent = answers()
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        for _ in range(2):
            assert kirans().post(f"/details/{jo.pk}/confirm/", sent).status_code == 302

    assert Confirmation.objects.count() == 6
    assert Obligation.objects.get(kind="details_confirmed").due_on == date(2026, 8, 31)


def test_the_day_before_the_interval_nothing_is_asked():
    added = date(2025, 1, 1)
    asked = dict.fromkeys(Confirm, date(2025, 9, 1))
    due_on = date(2025, 9, 1) + timedelta(days=180)

    assert rules.to_confirm(asked, added, due_on, due_on - timedelta(days=1)) is None
    assert rules.to_confirm(asked, added, due_on, due_on).words == "Confirm details, 180 days"
    assert rules.to_confirm(asked, added, None, due_on) is None
    assert rules.oldest({**asked, Confirm.GP: date(2025, 2, 1)}, added) == date(2025, 2, 1)
    assert rules.oldest({}, added) == added
    assert Confirmed.DECLINED != Confirmed.NOT_KNOWN
