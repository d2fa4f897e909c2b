"""The door: a password, then a code, and nothing opens between the two (security.md, A34, A37; ASVS 6.3, 7.2)."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.factories.base import PASSWORD, make_worker
from tests.factories.sign_in import give_phone
from tests.staff.door import (
    NOW,
    come_in,
    from_place,
    give_code,
    give_password,
    is_in,
    words,
)
from waymark.core.models import AuditEntry

pytestmark = pytest.mark.django_db


def logged(action):
    return AuditEntry.objects.filter(action=action).order_by("id")


def test_a_password_and_then_a_code_let_in(client, ann, phone):
    asked = give_password(client, ann)
    assert (asked.status_code, asked.url) == (302, "/sign-in/code/")

    answer = give_code(client, phone.code())
    assert (answer.status_code, answer.url) == (302, "/")
    assert is_in(client)
    assert logged("sign_in").get().detail["factor"] == "totp"


@pytest.mark.parametrize(
    "address",
    ["/", "/account/", "/staff/posts/", "/services/", "/find/", "/caseload/", "/tasks/"],
)
def test_nothing_opens_between_the_two(client, ann, phone, address):
    give_password(client, ann)

    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/?next=")


def test_the_programs_door_stays_shut_between_the_two(client, ann, phone):
    give_password(client, ann)
    assert client.get("/api/session/").status_code == 401

    give_code(client, phone.code())
    assert client.get("/api/session/").json()["actor"]["name"] == "Ann Dodds"


def test_a_session_that_was_signed_in_past_the_door_acts_for_nobody(client, ann):
    """Whatever signs somebody in without both factors, now or later, gives nothing (A37)."""
    client.force_login(ann.user)

    assert client.get("/account/").url.startswith("/sign-in/")
    assert not is_in(client)


@pytest.mark.parametrize("step", ["code", "set-up", "password"])
def test_the_later_questions_are_not_there_before_the_first_is_answered(client, ann, phone, step):
    for answer in (client.get(f"/sign-in/{step}/"), client.post(f"/sign-in/{step}/", {"code": phone.code()})):
        assert (answer.status_code, answer.url) == (302, "/sign-in/")
    assert not is_in(client)


@pytest.mark.parametrize("step", ["set-up", "password"])
def test_whoever_has_codes_cannot_go_round_them(client, ann, phone, step):
    """Setting up another phone, or another password, is no way past the code (A37)."""
    give_password(client, ann)

    answer = client.post(f"/sign-in/{step}/", {"code": "000000", "new": "a" * 40, "again": "a" * 40})
    assert answer.url == "/sign-in/"
    assert not is_in(client)


def test_a_wrong_password_is_told_in_words_and_keeps_the_username(client, ann, phone):
    answer = give_password(client, ann, "not the password at all")

    assert answer.status_code == 422
    assert "Check the username and the password" in words(answer)
    assert f'value="{ann.user.username}"' in answer.content.decode()
    assert "not the password at all" not in answer.content.decode()
    assert logged("sign_in_failed").get().object == f"staff.user:{ann.user.pk}"


def test_a_wrong_code_is_told_in_words(client, ann, phone):
    give_password(client, ann)
    wrong = f"{(int(phone.code()) + 1) % 1_000_000:06}"

    answer = give_code(client, wrong)
    assert answer.status_code == 422
    assert "That is not the code, or it has been used." in words(answer)
    assert not is_in(client)
    assert logged("sign_in_failed").get().detail["step"] == "code"


@pytest.mark.parametrize("typed", ["", "   ", "abcdef", "１２３４５６", "٠١٢٣٤٥", "1" * 65, "-", "12345"])
def test_what_is_no_code_is_refused(client, ann, phone, typed):
    give_password(client, ann)

    assert give_code(client, typed).status_code == 422
    assert not is_in(client)


def test_a_code_may_be_typed_as_the_app_shows_it(client, ann, phone):
    give_password(client, ann)
    code = phone.code()

    assert give_code(client, f" {code[:3]} {code[3:]} ").url == "/"


def test_a_code_works_once(client, ann, phone):
    come_in(client, ann, phone)

    assert come_in(from_place("203.0.113.9"), ann, phone).status_code == 422


def test_a_code_of_the_half_minute_before_is_refused(client, ann, phone):
    give_password(client, ann)

    assert give_code(client, phone.code(NOW - timedelta(seconds=30))).status_code == 422


def test_the_code_must_come_within_ten_minutes_of_the_password(client, ann, phone, traveller):
    give_password(client, ann)
    traveller.shift(timedelta(minutes=10, seconds=1))

    assert give_code(client, phone.code()).url == "/sign-in/"
    assert not is_in(client)


def test_a_password_changed_meanwhile_ends_the_half_way(client, ann, phone):
    give_password(client, ann)
    ann.user.set_password("another set of four words")
    ann.user.save()

    assert give_code(client, phone.code()).url == "/sign-in/"


def test_a_recovery_code_lets_in_once(client, ann, phone):
    give_password(client, ann)
    code = phone.recovery_codes[3]

    assert give_code(client, f"{code[:4]} {code[4:]}").url == "/"
    assert is_in(client)
    assert logged("sign_in").get().detail["factor"] == "recovery_codes"

    again = from_place("203.0.113.9")
    give_password(again, ann)
    assert give_code(again, code).status_code == 422
    assert give_code(again, phone.recovery_codes[4]).url == "/"


def test_a_recovery_code_of_somebody_else_does_not(client, ann, phone):
    other = give_phone(make_worker("Bo Lind"))
    give_password(client, ann)

    assert give_code(client, other.recovery_codes[0]).status_code == 422


@pytest.mark.parametrize(
    ("where", "goes_to"),
    [
        ("/account/", "/account/"),
        ("/find/?q=Sam%20Okafor", "/find/?q=Sam%20Okafor"),
        ("", "/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("\\\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("http:///evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("evil.example", "/"),
        ("/sign-out/", "/"),
        ("/sign-in/?next=/account/", "/"),
        ("/api/session/", "/"),
    ],
)
def test_the_way_on_is_only_ever_one_of_our_own_paths(client, ann, phone, where, goes_to):
    assert come_in(client, ann, phone, next=where).url == goes_to


def test_the_way_on_survives_both_questions(client, ann, phone):
    asked = client.get("/find/?q=Sam")
    page = client.get(asked.url)
    assert 'name="next" value="/find/?q=Sam"' in page.content.decode()

    assert come_in(client, ann, phone, next="/find/?q=Sam").url == "/find/?q=Sam"


@pytest.mark.parametrize("where", ["//evil.example/", "https://evil.example/", "/account/"])
def test_whoever_is_in_already_is_sent_on_to_our_own_paths_only(client, ann, phone, where):
    come_in(client, ann, phone)

    answer = client.get("/sign-in/", {"next": where})
    assert answer.url == (where if where == "/account/" else "/")


def test_the_session_has_a_new_id_at_each_step(client, ann, phone):
    """An id that somebody planted, or saw before, opens nothing (ASVS 7.2.4)."""
    client.get("/sign-in/")
    client.cookies["waymark_session"] = planted = "planted0123456789planted01234567"
    give_password(client, ann)
    half = client.cookies["waymark_session"].value
    give_code(client, phone.code())
    whole = client.cookies["waymark_session"].value

    assert len({planted, half, whole}) == 3
    for old in (planted, half):
        stranger = Client()
        stranger.cookies["waymark_session"] = old
        assert not is_in(stranger)


def test_signing_in_again_on_a_live_session_gives_a_new_id_and_ends_the_old(client, ann, phone, traveller):
    come_in(client, ann, phone)
    before = client.cookies["waymark_session"].value
    traveller.shift(timedelta(seconds=30))
    come_in(client, ann, phone)

    assert client.cookies["waymark_session"].value != before
    stranger = Client()
    stranger.cookies["waymark_session"] = before
    assert not is_in(stranger)


def test_signing_out_ends_the_session_on_the_server(client, ann, phone):
    come_in(client, ann, phone)
    cookie = client.cookies["waymark_session"].value

    assert client.post("/sign-out/").url == "/sign-in/"
    assert not is_in(client)
    copied = Client()
    copied.cookies["waymark_session"] = cookie
    assert not is_in(copied)
    assert logged("sign_out").get().detail == {"why": "asked"}


def test_a_link_to_sign_out_only_asks(client, ann, phone):
    come_in(client, ann, phone)

    assert client.get("/sign-out/").status_code == 200
    assert is_in(client)


def test_another_site_can_sign_nobody_in_or_out(ann, phone):
    strict = Client(enforce_csrf_checks=True)

    assert give_password(strict, ann).status_code == 403
    assert strict.post("/sign-out/").status_code == 403


def why_out(client):
    """What the door says to somebody whose session is over."""
    asked = client.get("/account/")
    assert asked.url == "/sign-in/?next=%2Faccount%2F"
    return words(client.get(asked.url))


def test_a_session_ends_after_half_an_hour_of_nothing_and_says_so(client, ann, phone, traveller):
    come_in(client, ann, phone)
    traveller.shift(timedelta(minutes=30))

    assert "because nothing was done for half an hour" in why_out(client)


def test_a_session_in_use_goes_on_for_twelve_hours_and_no_longer(client, ann, phone, traveller):
    come_in(client, ann, phone)
    for _ in range(24):
        traveller.shift(timedelta(minutes=29))
        assert is_in(client)

    traveller.move_to(NOW + timedelta(hours=12))
    assert "because twelve hours have passed" in why_out(client)


def test_the_door_says_that_somebody_else_tried(client, ann, phone, traveller):
    for _ in range(2):
        give_password(from_place("198.51.100.7"), ann, "guessing and guessing")
    come_in(client, ann, phone)

    assert "2 tries to sign in as you failed" in words(client.get("/account/"))
    assert "From 198.51.100.7" in words(client.get("/account/"))


def test_the_door_s_pages_are_kept_by_no_browser(client, ann):
    give_password(client, ann)

    for page in ("/sign-in/", "/sign-in/set-up/"):
        assert client.get(page).headers["Cache-Control"] == "no-store"


def test_no_page_and_no_log_row_carries_a_password_or_a_code(client, ann, phone):
    give_password(client, ann, "a wrong and telling phrase")
    come_in(client, ann, phone)

    kept = repr(list(AuditEntry.objects.values()))
    for secret in ("a wrong and telling phrase", PASSWORD, phone.code(), phone.secret):
        assert secret not in kept


def test_what_was_typed_as_a_name_that_nobody_has_is_kept_as_a_digest(client, ann):
    """People type their password into that field (A33)."""
    give_password(client, "MyDogIsCalledRex7")

    row = logged("sign_in_failed").get()
    assert "MyDogIsCalledRex7".casefold() not in repr(row.detail).casefold()
    assert len(row.detail["name"]) == 16
