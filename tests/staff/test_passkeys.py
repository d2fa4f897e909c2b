"""Passkeys: made after the password, used once for each challenge, refused when they are copies, another host's, or a leaver's."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from markupsafe import escape

from tests.factories.base import PASSWORD, make_worker
from tests.factories.in_post import INSTALLER
from tests.factories.passkeys import Device, options_on
from tests.factories.sign_in import give_phone
from tests.staff.door import NOW, come_in, give_password, is_in, words
from waymark.core.actions import frame
from waymark.core.models import AuditEntry
from waymark.organisation.staff import actions
from waymark.organisation.staff.models import Holding

pytestmark = pytest.mark.django_db
PHONE = "Work phone"


@pytest.fixture
def here(ann, phone):
    client = Client()
    come_in(client, ann, phone)
    return client


def begin(client, name=PHONE, password=PASSWORD):
    return client.post("/account/passkeys/", {"name": name, "password": password})


def add(client, device, name=PHONE):
    asked = options_on(begin(client, name))
    return client.post("/account/passkeys/keep/", {"credential": device.make(asked)}, follow=True)


@pytest.fixture
def device(here):
    made = Device(origin="https://testserver")
    assert "Work phone is a passkey of yours now." in words(add(here, made))
    return made


def come_in_with(device, client=None, where=""):
    client = client or Client()
    asked = options_on(client.get("/sign-in/passkey/", {"next": where} if where else {}))
    said = {"credential": device.use(asked), "next": where}
    return client, client.post("/sign-in/passkey/", said)


def test_it_signs_in_at_once_and_where_the_worker_was_going(ann, device):
    client, answer = come_in_with(device, where="/find/")

    assert (answer.status_code, answer.url) == (302, "/find/")
    assert is_in(client)
    signed_in = AuditEntry.objects.filter(action="sign_in").latest("id")
    assert (signed_in.actor, signed_in.detail["factor"]) == (str(ann.pk), "passkey")


def test_the_account_shows_it_and_the_door_knows(here, device):
    come_in_with(device)

    page = words(here.get("/account/passkeys/"))
    assert "Work phone" in page
    assert "Last used" in page
    assert "A passkey added" in words(here.get("/account/"))


def test_without_the_password_none_is_made(here):
    answer = begin(here, password="not the password")

    assert answer.status_code == 422
    assert "That is not your password." in words(answer)
    assert f'value="{PHONE}"' in answer.content.decode()
    keep = here.post("/account/passkeys/keep/", {"credential": "{}"})
    assert (keep.status_code, keep.url) == (302, "/account/passkeys/")
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_a_device_that_does_not_look_who_holds_it_is_not_kept_and_lets_nobody_in(here, device):
    careless = Device(verifies=False)
    assert "The passkey was not kept" in words(add(here, careless))

    device.verifies = False
    client, answer = come_in_with(device)
    assert answer.status_code == 422
    assert not is_in(client)


def test_a_challenge_is_answered_once(device):
    client = Client()
    asked = options_on(client.get("/sign-in/passkey/"))
    first = device.use(asked)
    assert client.post("/sign-in/passkey/", {"credential": first}).status_code == 302
    again = Client()
    again.get("/sign-in/passkey/")

    for browser in (again, Client()):
        assert browser.post("/sign-in/passkey/", {"credential": first}).status_code == 422
        assert not is_in(browser)
    client.post("/sign-out/")
    assert client.post("/sign-in/passkey/", {"credential": device.use(asked)}).status_code == 422


def test_a_copy_that_counts_no_further_is_refused_and_the_log_says_so(device):
    come_in_with(device)
    device.counter -= 1
    client, answer = come_in_with(device)

    assert answer.status_code == 422
    assert "That passkey did not open the door." in words(answer)
    assert not is_in(client)
    refused = AuditEntry.objects.filter(action="use_passkey", outcome="refused")
    assert refused.latest("id").detail["passkey"] == Authenticator.objects.get(type="webauthn").pk


def test_one_that_counts_nothing_goes_on_working(here):
    quiet = Device(counts=False)
    add(here, quiet)

    assert [come_in_with(quiet)[1].status_code for _ in range(2)] == [302, 302]


@pytest.mark.parametrize("origin", ["https://testserver.example", "http://testserver", "https://evil.test"])
def test_one_used_at_another_address_opens_nothing(device, origin):
    asked = options_on((client := Client()).get("/sign-in/passkey/"))
    device.origin = origin

    assert client.post("/sign-in/passkey/", {"credential": device.use(asked)}).status_code == 422
    assert not is_in(client)


@pytest.mark.parametrize(
    "typed",
    ["", "{}", "[]", "null", "not json", '{"response": 3}', json.dumps({"response": {"userHandle": "x"}})],
)
def test_what_is_no_answer_is_a_sentence(device, typed):
    client = Client()
    client.get("/sign-in/passkey/")
    answer = client.post("/sign-in/passkey/", {"credential": typed})

    assert answer.status_code == 422
    assert "Sign in with your password" in words(answer)


def test_somebody_else_s_key_under_her_name_opens_nothing(ann, device):
    stranger = Device()
    stranger.user, stranger.id = device.user, device.id
    client, answer = come_in_with(stranger)

    assert answer.status_code == 422
    assert not is_in(client)


def test_taken_off_it_opens_nothing_and_other_sessions_end(here, device):
    other, _ = come_in_with(device)
    assert is_in(other)
    passkey = Authenticator.objects.get(type="webauthn").pk
    answer = here.post("/account/passkeys/remove/", {"passkey": passkey, "password": PASSWORD}, follow=True)

    assert "Work phone opens nothing any more." in words(answer)
    assert is_in(here)
    assert not is_in(other)
    assert come_in_with(device)[1].status_code == 422
    assert is_in(here)


def test_nobody_takes_off_another_s(here, device):
    ben = make_worker("Ben Lowe")
    browser = Client()
    come_in(browser, ben, give_phone(ben))
    theirs = Authenticator.objects.get(type="webauthn").pk

    for ask in (browser.get, browser.post):
        assert ask("/account/passkeys/remove/", {"passkey": theirs, "password": PASSWORD}).status_code == 404
    assert Authenticator.objects.filter(pk=theirs).exists()


def test_a_leaver_s_passkey_opens_nothing_and_ends_nothing_late(ann, device, traveller):
    client, _ = come_in_with(device)
    with frame("the post ends"):
        Holding.objects.filter(worker=ann).update(ends_on=NOW.date())
    traveller.shift(timedelta(days=1))

    assert not is_in(client)
    assert come_in_with(device)[1].status_code == 422


def test_a_new_phone_for_codes_leaves_it_and_an_administrator_s_reset_takes_it(here, ann, device):
    secret = generate_totp_secret()
    code = f"{hotp_value(secret, next(yield_hotp_counters_from_time())):06}"
    actions.set_up_second_factor(by=INSTALLER, user=ann.user, secret=secret, code=code)
    assert come_in_with(device)[1].status_code == 302

    actions.reset_second_factor(by=INSTALLER, worker_id=ann.pk)
    assert come_in_with(device)[1].status_code == 422


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "கைபேசி", "\u202ephone", "{{ 7*7 }}", 'O\'Neil & "Co"', "=1+1"]
)
def test_what_it_is_called_is_kept_to_the_letter_and_shown_as_text(here, name):
    add(here, Device(), name)

    assert Authenticator.objects.get(type="webauthn").data["name"] == name
    for page in (
        here.get("/account/passkeys/"),
        here.get("/account/passkeys/remove/", {"passkey": Authenticator.objects.get(type="webauthn").pk}),
    ):
        assert escape(name) in page.content.decode()
        assert "<script>alert" not in page.content.decode()


def test_ten_at_most(here):
    for number in range(10):
        add(here, Device(), f"Phone {number}")

    assert "You have 10 passkeys. Take one off" in words(add(here, Device(), "One more"))
    assert Authenticator.objects.filter(type="webauthn").count() == 10


def test_guesses_at_the_door_are_counted_by_where_they_come_from(device):
    client = Client()
    asked = [client.post("/sign-in/passkey/", {"credential": '{"id": "x"}'}).status_code for _ in range(11)]

    assert asked == [422] * 10 + [429]
    assert come_in_with(device, Client(REMOTE_ADDR="192.0.2.7"))[1].status_code == 302
    assert give_password(client, "ann-dodds").status_code in (302, 422)
