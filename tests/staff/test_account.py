"""One's own account: changing how one signs in asks for the password again and ends every other session (ASVS 6.2.3, 7.4.3, 7.5.1)."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.factories.base import PASSWORD, make_holding, make_post, make_service, make_unit, make_worker
from tests.factories.in_post import INSTALLER
from tests.factories.sign_in import Phone
from tests.staff.door import NOW, codes_on, come_in, give_code, give_password, is_in, secret_on, words
from waymark.core.models import AuditEntry
from waymark.organisation.staff import actions

pytestmark = pytest.mark.django_db
MINE = "heron kettle ladder moss"


@pytest.fixture
def here(ann, phone):
    client = Client()
    come_in(client, ann, phone)
    return client


@pytest.fixture
def elsewhere(here, ann, phone, traveller):
    """Signed in half a minute later, in another browser."""
    traveller.shift(timedelta(seconds=30))
    client = Client()
    come_in(client, ann, phone)
    assert is_in(client)
    return client


def new_password(client, password=PASSWORD, new=MINE, again=None):
    said = {"password": password, "new": new, "again": new if again is None else again}
    return client.post("/account/password/", said)


def test_the_page_says_which_posts_and_what_they_let_one_do(here):
    page = words(here.get("/account/"))

    assert "Ann Dodds Your account" in page
    assert "Employed by Provider, since 1 Jan 2020." in page
    assert "Record a contact" in page
    assert "Give and end posts and sign-ins" not in page
    assert "10 recovery codes left" in page


def test_the_door_s_history_is_there_to_be_seen(here):
    assert "Signed in From 127.0.0.1" in words(here.get("/account/"))


def test_a_changed_password_ends_every_other_session_and_not_this_one(here, elsewhere, ann):
    assert new_password(here).url == "/account/"

    assert "You are signed out everywhere else" in words(here.get("/account/"))
    assert is_in(here)
    assert not is_in(elsewhere)
    assert give_password(Client(), ann).status_code == 422
    assert give_password(Client(), ann, MINE).url == "/sign-in/code/"


def test_a_changed_password_gives_this_session_a_new_id(here):
    before = here.cookies["waymark_session"].value
    new_password(here)

    assert here.cookies["waymark_session"].value != before
    copied = Client()
    copied.cookies["waymark_session"] = before
    assert not is_in(copied)


def test_changing_the_password_asks_for_the_present_one(here, elsewhere):
    answer = new_password(here, password="not the present one")

    assert answer.status_code == 422
    assert "That is not your password." in words(answer)
    assert is_in(elsewhere)


@pytest.mark.parametrize(
    ("new", "says"),
    [
        ("short one", "at least 12 characters"),
        ("passwordpassword", "anybody would try first"),
        ("Waymark-2026-Durham", "anybody would try first"),
        ("crisishouse1234", "anybody would try first"),
        ("123456789012", "anybody would try first"),
        ("x" * 1_025, "at most 1,024 characters"),
    ],
)
def test_a_password_anybody_would_guess_is_refused_with_a_sentence(here, new, says):
    answer = new_password(here, new=new)

    assert answer.status_code == 422
    assert says in words(answer)
    assert new not in answer.content.decode()


def test_one_s_own_username_is_no_password(here, ann):
    assert new_password(here, new=f"{ann.user.username}-{ann.user.username}").status_code == 422


@pytest.mark.parametrize(
    "new", ["aaaaaaaaaaab heron", "heronkettlel", "ключ от чердака у Нади", "a" * 12 + "Ω" * 500]
)
def test_nothing_else_is_asked_of_a_password(here, ann, new):
    """No capitals, digits or signs, no end date, any script (ASVS 6.2.5)."""
    assert new_password(here, new=new).status_code == 302
    assert give_password(Client(), ann, new).url == "/sign-in/code/"


def test_typing_it_twice_differently_is_told_beside_the_second(here):
    answer = new_password(here, again="heron kettle ladder mess")

    assert answer.status_code == 422
    assert "Type the same password twice." in words(answer)


@pytest.mark.parametrize("page", ["/account/password/", "/account/second-factor/", "/sign-in/"])
def test_no_field_refuses_a_password_manager_or_a_paste(here, page):
    text = (Client() if page == "/sign-in/" else here).get(page).content.decode()

    assert 'autocomplete="current-password"' in text
    assert "onpaste" not in text
    assert 'maxlength="' not in text


def test_another_phone_takes_the_place_of_the_old_one(here, elsewhere, ann, phone, traveller):
    new = Phone(secret_on(here.get("/account/second-factor/")))
    answer = here.post("/account/second-factor/", {"password": PASSWORD, "code": new.code()})

    codes = codes_on(answer)
    assert len(set(codes)) == 10
    assert is_in(here)
    assert not is_in(elsewhere)
    traveller.shift(timedelta(seconds=30))
    again = Client()
    give_password(again, ann)
    assert give_code(again, phone.code()).status_code == 422
    assert give_code(again, phone.recovery_codes[0]).status_code == 422
    assert give_code(again, new.code()).url == "/"


def test_another_phone_is_not_taken_without_the_password_or_with_a_wrong_code(here, ann, phone, traveller):
    new = Phone(secret_on(here.get("/account/second-factor/")))
    wrong = f"{(int(new.code()) + 1) % 1_000_000:06}"

    for said in ({"password": "not the password", "code": new.code()}, {"password": PASSWORD, "code": wrong}):
        answer = here.post("/account/second-factor/", said)
        assert answer.status_code == 422
        assert secret_on(answer) == new.secret
    traveller.shift(timedelta(seconds=30))
    assert come_in(Client(), ann, phone).url == "/"


def test_new_recovery_codes_make_the_old_ones_worthless(here, ann, phone):
    codes = codes_on(here.post("/account/recovery-codes/", {"password": PASSWORD}))

    assert len(set(codes)) == 10
    again = Client()
    give_password(again, ann)
    assert give_code(again, phone.recovery_codes[0]).status_code == 422
    assert give_code(again, codes[0]).url == "/"
    assert "9 recovery codes left" in words(again.get("/account/"))


def test_recovery_codes_are_not_shown_without_the_password(here):
    answer = here.post("/account/recovery-codes/", {"password": "not the password"})

    assert answer.status_code == 422
    assert codes_on(answer) == []


def test_signing_out_everywhere_else_leaves_this_one(here, elsewhere):
    assert here.post("/account/sessions/", {"password": PASSWORD}).url == "/account/"

    assert is_in(here)
    assert not is_in(elsewhere)


@pytest.mark.parametrize("page", ["password", "second-factor", "recovery-codes", "sessions", "service"])
def test_a_stranger_is_sent_to_the_door(page):
    for answer in (Client().get(f"/account/{page}/"), Client().post(f"/account/{page}/")):
        assert answer.url.startswith("/sign-in/")


def test_every_change_of_a_sign_in_leaves_a_row(here):
    new_password(here)
    here.post("/account/recovery-codes/", {"password": MINE})
    here.post("/account/sessions/", {"password": MINE})

    for action in ("change_password", "make_recovery_codes", "end_sessions"):
        assert AuditEntry.objects.filter(action=action, actor_name="Ann Dodds").count() == 1


@pytest.fixture
def of_two(ann):
    """Ann works in a second service as well."""
    other = make_unit(make_service("second"))
    make_holding(ann, make_post(other))
    return other.service


def test_somebody_of_two_services_is_asked_which_and_acts_in_one(ann, phone, of_two):
    first, client = ann.holdings.order_by("id")[0].post.service.slug, Client()

    assert come_in(client, ann, phone).url == "/account/service/?next=%2F"
    for slug in ("second", first):
        assert client.post("/account/service/", {"service": slug, "next": "/account/"}).url == "/account/"
        assert client.get("/api/session/").json()["service"] == slug


@pytest.mark.parametrize("slug", ["third", "", "' OR 1=1"])
def test_nobody_acts_in_a_service_they_hold_no_post_in(ann, phone, of_two, slug):
    make_service("third")
    client = Client()
    come_in(client, ann, phone)

    assert client.post("/account/service/", {"service": slug}).status_code == 404
    assert client.get("/api/session/").json()["service"] != "third"
    assert AuditEntry.objects.filter(outcome="refused", object=f"services.service:{slug}").count() == 1


def test_choosing_a_service_leads_to_our_own_paths_only(ann, phone, of_two):
    client = Client()
    come_in(client, ann, phone)

    said = {"service": "second", "next": "//evil.example/"}
    assert client.post("/account/service/", said).url == "/"


def test_a_session_of_a_service_one_has_left_goes_on_in_the_other(ann, phone, of_two):
    client = Client()
    come_in(client, ann, phone)
    client.post("/account/service/", {"service": "second"})
    held = ann.holdings.get(post__service=of_two)
    actions.end_post(by=INSTALLER, id=held.pk, on=NOW.date() - timedelta(days=1))

    assert client.get("/api/session/").json()["service"] != "second"


def test_a_wrong_code_at_set_up_stands_in_the_history_as_a_try_that_failed(traveller):
    bo, client = make_worker("Bo Lind"), Client()
    give_password(client, bo)
    phone = Phone(secret_on(client.get("/sign-in/set-up/")))
    client.post("/sign-in/set-up/", {"code": f"{(int(phone.code()) + 1) % 1_000_000:06}"})
    client.post("/sign-in/set-up/", {"code": phone.code()})

    page = words(client.get("/account/"))
    assert page.count("Codes set up on a phone") == 1
    assert page.count("A try that failed") == 1
