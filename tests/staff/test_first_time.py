"""The first time: a phone is set up, recovery codes are shown once, and a first password is replaced."""

from datetime import timedelta

import pytest

from tests.factories.base import make_worker
from tests.factories.sign_in import Phone
from tests.staff.door import (
    NOW,
    codes_on,
    from_place,
    give_code,
    give_password,
    is_in,
    secret_on,
    words,
)
from waymark.core.models import AuditEntry

pytestmark = pytest.mark.django_db


def logged(action):
    return AuditEntry.objects.filter(action=action).order_by("id")


def test_a_first_timer_sets_up_a_phone_and_gets_ten_recovery_codes(client, ann):
    asked = give_password(client, ann)
    assert asked.url == "/sign-in/set-up/"
    page = client.get("/sign-in/set-up/")
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()

    phone = Phone(secret_on(page))
    answer = client.post("/sign-in/set-up/", {"code": phone.code()})
    assert answer.status_code == 200
    codes = codes_on(answer)
    assert len(set(codes)) == 10
    assert is_in(client)

    again = from_place("203.0.113.9")
    give_password(again, ann)
    assert give_code(again, codes[0]).url == "/"


def test_the_code_that_set_the_phone_up_does_not_open_the_door_again(client, ann):
    give_password(client, ann)
    phone = Phone(secret_on(client.get("/sign-in/set-up/")))
    client.post("/sign-in/set-up/", {"code": phone.code()})

    again = from_place("203.0.113.9")
    assert give_password(again, ann).url == "/sign-in/code/"
    assert give_code(again, phone.code()).status_code == 422


def test_a_wrong_code_at_set_up_keeps_the_same_picture(client, ann):
    give_password(client, ann)
    secret = secret_on(client.get("/sign-in/set-up/"))
    wrong = f"{(int(Phone(secret).code()) + 1) % 1_000_000:06}"

    answer = client.post("/sign-in/set-up/", {"code": wrong})
    assert answer.status_code == 422
    assert secret_on(answer) == secret
    assert not is_in(client)


def test_a_key_shown_to_one_sets_up_nothing_for_another(client, ann):
    """The key waits in the session of whoever was shown it; a new password in the same browser begins afresh."""
    bo = make_worker("Bo Lind")
    give_password(client, ann)
    shown = secret_on(client.get("/sign-in/set-up/"))

    give_password(client, bo)
    assert secret_on(client.get("/sign-in/set-up/")) != shown
    assert client.post("/sign-in/set-up/", {"code": Phone(shown).code()}).status_code == 422


def test_a_first_password_is_replaced_before_anything_opens(client, ann, phone):
    ann.user.temporary_until = NOW + timedelta(days=7)
    ann.user.save()
    give_password(client, ann)

    assert give_code(client, phone.code()).url == "/sign-in/password/"
    assert not is_in(client)
    weak = client.post("/sign-in/password/", {"new": "support2026!", "again": "support2026!"})
    assert weak.status_code == 422
    assert "anybody would try first" in words(weak)

    mine = "heron kettle ladder moss"
    assert client.post("/sign-in/password/", {"new": mine, "again": mine}).url == "/"
    assert is_in(client)
    assert give_password(from_place("203.0.113.9"), ann, mine).url == "/sign-in/code/"
    assert give_password(from_place("203.0.113.9"), ann).status_code == 422


def test_a_first_password_is_worth_nothing_after_a_week(client, ann, phone, traveller):
    ann.user.temporary_until = NOW + timedelta(days=7)
    ann.user.save()
    traveller.shift(timedelta(days=7, seconds=1))

    answer = give_password(client, ann)
    assert answer.status_code == 422
    assert "your first password may be older than a week" in words(answer)
