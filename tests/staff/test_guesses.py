"""Throttling: slow for whoever guesses, and never a lock that one person can put on another (security.md, A34 to A36, A38)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client

from tests.factories.base import PASSWORD, make_worker
from tests.staff.door import NOW, come_in, from_place, give_code, give_password, is_in, words
from waymark.core.models import AuditEntry

pytestmark = pytest.mark.django_db
A, B = "198.51.100.7", "203.0.113.9"


@pytest.fixture
def hashed(monkeypatch):
    """How often a password was hashed: what takes the time at the door."""
    times = []
    really = MD5PasswordHasher.encode

    def counting(self, password, salt):
        times.append(len(password))
        return really(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    return times


def fail(client, times, name, password="a guess that is wrong"):
    return [give_password(client, name, password).status_code for _ in range(times)]


def test_ten_guesses_in_five_minutes_and_then_a_wait_that_is_told(ann, phone):
    here = from_place(A)
    assert fail(here, 10, ann) == [422] * 10

    answer = give_password(here, ann)
    assert answer.status_code == 429
    assert "There were too many tries from this place. Wait 5 minutes, then try again." in words(answer)
    assert "ring your duty senior" in words(answer)
    assert 290 <= int(answer.headers["Retry-After"]) <= 301
    assert (
        AuditEntry.objects.filter(action="sign_in_throttled", object=f"staff.user:{ann.user.pk}").count() == 1
    )


def test_the_wait_grows_shorter_and_ends(ann, phone, traveller):
    here = from_place(A)
    fail(here, 10, ann)

    traveller.shift(timedelta(minutes=3, seconds=30))
    assert "Wait 2 minutes" in words(give_password(here, ann))
    traveller.shift(timedelta(minutes=1, seconds=31))
    assert give_password(here, ann).url == "/sign-in/code/"


def test_being_told_to_wait_does_not_make_the_wait_longer(ann, phone, traveller):
    here = from_place(A)
    fail(here, 10, ann)
    traveller.shift(timedelta(minutes=4))
    assert fail(here, 20, ann) == [429] * 20

    traveller.shift(timedelta(minutes=1, seconds=1))
    assert give_password(here, ann).url == "/sign-in/code/"


def test_the_right_password_is_not_looked_at_while_waiting(ann, phone, hashed):
    here = from_place(A)
    fail(here, 10, ann)
    del hashed[:]

    assert give_password(here, ann).status_code == 429
    assert hashed == []


def test_two_hundred_failures_from_one_place_leave_the_worker_able_to_sign_in_from_another(ann, phone):
    """A36: nobody locks a crisis worker out by guessing at their name."""
    assert set(fail(from_place(A), 200, ann)) == {422, 429}

    there = from_place(B)
    assert come_in(there, ann, phone).url == "/"
    assert is_in(there)


def test_the_throttle_ends_nobody_s_open_session(ann, phone):
    here = from_place(A)
    come_in(here, ann, phone)
    fail(from_place(A), 80, ann)

    assert is_in(here)


def test_a_colleague_at_the_same_place_signs_in_while_one_name_waits(ann, phone):
    here, bo = from_place(A), make_worker("Bo Lind")
    fail(here, 30, ann)

    assert give_password(from_place(A), bo).url == "/sign-in/set-up/"


def test_a_list_of_names_is_slow_to_try(ann):
    """A35: one guess at each of many names, from one place."""
    here = from_place(A)
    tried = [fail(here, 1, f"name.{number}")[0] for number in range(80)]

    assert tried == [422] * 60 + [429] * 20
    assert give_password(from_place(B), ann).url == "/sign-in/set-up/"


def test_the_spelling_of_a_name_does_not_buy_more_guesses(ann):
    here, name = from_place(A), ann.user.username
    spelt = [name, name.upper(), f" {name}", f"{name} ", name.title()]

    assert [fail(here, 1, spelt[number % 5])[0] for number in range(12)] == [422] * 10 + [429] * 2


def test_the_right_password_does_not_wipe_the_wrong_guesses_before_it(ann, phone, traveller):
    here = from_place(A)
    fail(here, 9, ann)
    traveller.shift(timedelta(seconds=1))
    assert give_password(here, ann).url == "/sign-in/code/"

    assert fail(here, 2, ann) == [422, 429]


def test_signing_in_rightly_again_and_again_is_never_throttled(ann, phone):
    for _ in range(25):
        assert give_password(from_place(A), ann).url == "/sign-in/code/"


def test_codes_are_guessed_no_faster_than_passwords(ann, phone):
    here = from_place(A)
    give_password(here, ann)
    right = phone.code()
    wrong = [f"{(int(right) + more) % 1_000_000:06}" for more in range(1, 12)]

    assert [give_code(here, code).status_code for code in wrong] == [422] * 10 + [429]
    told = give_code(here, right)
    assert told.status_code == 429
    assert "Wait 5 minutes" in words(told)
    assert not is_in(here)


def test_beginning_again_does_not_buy_more_guesses_at_the_code(ann, phone):
    wrong = [f"{(int(phone.code()) + more) % 1_000_000:06}" for more in range(1, 13)]
    tried = []
    for code in wrong:
        afresh = from_place(A)
        give_password(afresh, ann)
        tried.append(give_code(afresh, code).status_code)

    assert tried == [422] * 10 + [429] * 2


def test_an_open_session_is_no_place_to_try_passwords(ann, phone):
    here = from_place(A)
    come_in(here, ann, phone)
    guess = {
        "password": "a guess that is wrong",
        "new": "heron kettle ladder moss",
        "again": "heron kettle ladder moss",
    }

    assert [here.post("/account/password/", guess).status_code for _ in range(12)] == [422] * 10 + [429] * 2


def test_what_a_browser_says_of_its_own_address_is_not_believed(ann):
    """Without a proxy of ours in front, the header is anybody's to write."""
    tried = [
        Client(REMOTE_ADDR=A, headers={"x-forwarded-for": f"203.0.113.{number}"})
        .post("/sign-in/", {"username": ann.user.username, "password": "a guess that is wrong"})
        .status_code
        for number in range(11)
    ]

    assert tried == [422] * 10 + [429]


def test_behind_one_proxy_the_address_that_it_adds_counts(ann, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def tried(told, times):
        client = Client(REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": told})
        return fail(client, times, ann)

    assert tried(A, 11)[-1] == 429
    assert tried(f"{B}, {A}", 1) == [429]  # the first part is the browser's own claim
    assert tried(B, 1) == [422]


def test_a_whole_ipv6_network_is_one_place(ann):
    """Whoever holds one address of a /64 holds all of them."""
    tried = [fail(from_place(f"2001:db8::{number:x}"), 1, ann)[0] for number in range(1, 12)]

    assert tried == [422] * 10 + [429]
    assert fail(from_place("2001:db8:0:1::1"), 1, ann) == [422]


@pytest.fixture
def at_the_door(ann, phone):
    """Everybody whose sign-in is refused at the first question, by why."""
    leaver = make_worker("Bo Lind", ends_on=NOW.date() - timedelta(days=1))
    shut = make_worker("Cy Marsh")
    shut.user.is_active = False
    shut.user.save()
    without = make_worker("Di Nash")
    without.user.set_unusable_password()
    without.user.save()
    old = make_worker("Ed Owens")
    old.user.temporary_until = NOW - timedelta(seconds=1)
    old.user.save()
    return {
        "a name that nobody has": ("nobody.at.all", PASSWORD),
        "a wrong password": (ann.user.username, "a guess that is wrong"),
        "a leaver with the right one": (leaver.user.username, PASSWORD),
        "a login that is shut, with the right one": (shut.user.username, PASSWORD),
        "a login without a password": (without.user.username, PASSWORD),
        "a first password grown old": (old.user.username, PASSWORD),
    }


def test_whoever_is_refused_is_told_the_same_words(at_the_door):
    """A34: nothing says whether a name exists, or why it does not open."""
    told = {}
    for why, (name, password) in at_the_door.items():
        answer = give_password(from_place(A), name, password)
        told[why] = (answer.status_code, words(answer), sorted(answer.headers), sorted(answer.cookies))

    assert len(told) == 6
    assert len({repr(one) for one in told.values()}) == 1


def test_whoever_is_refused_costs_the_same_work(at_the_door, hashed):
    """A34: the hash of a password is what takes long, and it is made once for everybody (Django CVE-2024-39329)."""
    work = {}
    for why, (name, password) in at_the_door.items():
        del hashed[:]
        give_password(from_place(A), name, password)
        work[why] = len(hashed)

    assert work == dict.fromkeys(at_the_door, 1)


def test_a_name_that_nobody_has_is_told_to_wait_in_the_same_words(ann):
    told = set()
    for name in (ann.user.username, "nobody.at.all"):
        here = from_place(A)
        assert fail(here, 10, name) == [422] * 10
        answer = give_password(here, name)
        told.add((answer.status_code, words(answer).replace(name, "")))

    assert len(told) == 1


@pytest.mark.parametrize("length", [1_025, 100_000, 2_000_000])
def test_a_very_long_password_costs_nothing(ann, hashed, length):
    """A38: it is wrong before anything is done with it, in the same words."""
    usual = words(give_password(from_place(A), ann, "a guess that is wrong"))
    del hashed[:]

    answer = give_password(from_place(A), ann, "x" * length)
    assert answer.status_code == 422
    assert words(answer) == usual
    assert hashed == []


def test_a_very_long_name_costs_nothing(hashed):
    answer = give_password(from_place(A), "x" * 9_000)

    assert answer.status_code == 422
    assert hashed == []


def test_a_long_passphrase_works(ann, phone):
    mine = "heron kettle ladder moss " * 40
    ann.user.set_password(mine)
    ann.user.save()

    assert give_password(from_place(A), ann, mine).url == "/sign-in/code/"
    assert give_password(from_place(A), ann, mine.strip()).status_code == 422


def test_a_password_of_any_script_works(ann, phone):
    mine = "Reiher Wasserkessel Leiter Moos 🦩 ünïcödé"
    ann.user.set_password(mine)
    ann.user.save()

    assert give_password(from_place(A), ann, mine).url == "/sign-in/code/"


@pytest.mark.parametrize("name", ["a\x00b", "‮nna", "' OR 1=1 --", "ann\n[ERROR] forged", "😀" * 40, "\ufeff"])
def test_a_strange_name_is_only_wrong(name):
    """A27 and its like: refused in words, kept as a digest, on either database."""
    answer = give_password(from_place(A), name)

    assert answer.status_code == 422
    assert name not in repr(list(AuditEntry.objects.values_list("detail", flat=True)))


@pytest.mark.django_db(transaction=True)
def test_many_guesses_at_once_are_still_ten():
    """Counted before they are looked at: a guesser gains nothing by asking with many hands."""

    def one(_):
        try:
            return give_password(from_place(A), "nobody.at.all", "a guess that is wrong").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as hands:
        answers = list(hands.map(one, range(24)))
    assert set(answers) == {422, 429}
    assert answers.count(422) <= 10
