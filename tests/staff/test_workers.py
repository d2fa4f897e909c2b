"""Colleagues and their sign-ins: made by whoever manages staff, given a first password once, freed from a lost phone (ASVS 6.4)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests.factories.base import PASSWORD, make_holding, make_post, make_service, make_unit, make_worker
from tests.factories.sign_in import Phone, give_phone, signed_in_client
from tests.staff.door import NOW, codes_on, come_in, give_code, give_password, is_in, secret_on, words
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.organisation.staff.models import User, Worker
from waymark.people.access.choices import Profile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def traveller():
    with time_machine.travel(NOW, tick=False) as found:
        yield found


@pytest.fixture
def team():
    return make_unit(make_service())


@pytest.fixture
def ada(team):
    """A browser of an administrator's."""
    return signed_in_client(make_worker("Ada Lund", unit=team, profile=Profile.ADMINISTRATOR))


@pytest.fixture
def bo(team):
    return make_worker("Bo Lind", unit=team)


def first_password_on(answer):
    found = re.search(r"First password: <strong><code>([a-z0-9-]+)</code>", answer.content.decode())
    return found[1] if found else None


def take_on(client, post, name="Cy Marsh", **more):
    said = {
        "id": str(new_id()),
        "worker_id": str(new_id()),
        "name": name,
        "pronouns": "",
        "post": str(post.pk),
        "starts_on": "3/3/2026",
        "ends_on": "",
        **more,
    }
    return client.post("/staff/workers/new/", said)


def test_a_new_colleague_comes_to_a_post_and_signs_in_the_same_morning(ada, team):
    """From nothing to the first page: taken on, a sign-in, a phone, a password of their own."""
    page = ada.get(take_on(ada, make_post(team), "Zoë O'Neill").url)
    assert "Zoë O'Neill has no sign-in yet." in words(page)
    assert 'value="zoe.o.neill"' in page.content.decode()

    zoe = Worker.objects.get(name="Zoë O'Neill")
    made = ada.post(f"/staff/workers/{zoe.pk}/sign-in/", {"username": "zoe.oneill"})
    password = first_password_on(made)
    assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", password)

    client = Client()
    assert give_password(client, "zoe.oneill", password).url == "/sign-in/set-up/"
    phone = Phone(secret_on(client.get("/sign-in/set-up/")))
    codes = client.post("/sign-in/set-up/", {"code": phone.code()})
    assert len(codes_on(codes)) == 10
    assert 'href="/sign-in/password/"' in codes.content.decode()
    assert not is_in(client)
    mine = "heron kettle ladder moss"
    assert client.post("/sign-in/password/", {"new": mine, "again": mine}).url == "/"
    assert is_in(client)


def test_a_first_password_is_shown_once_and_kept_nowhere(ada, team):
    take_on(ada, make_post(team))
    cy = Worker.objects.get(name="Cy Marsh")
    address = f"/staff/workers/{cy.pk}/sign-in/"
    password = first_password_on(ada.post(address, {"username": "cy.marsh"}))

    assert password not in ada.get(f"/staff/workers/{cy.pk}/").content.decode()
    assert first_password_on(ada.post(address, {"username": "cy.marsh"})) is None
    assert password not in repr(list(AuditEntry.objects.values()))
    assert give_password(Client(), "cy.marsh", password).url == "/sign-in/set-up/"


def test_a_name_that_somebody_has_is_refused_however_it_is_spelt(ada, team, bo):
    take_on(ada, make_post(team))
    cy = Worker.objects.get(name="Cy Marsh")

    for name in (bo.user.username, bo.user.username.upper(), f" {bo.user.username} "):
        answer = ada.post(f"/staff/workers/{cy.pk}/sign-in/", {"username": name})
        assert answer.status_code == 422
        assert "That username is taken, or too long. Choose another." in words(answer)
    cy.refresh_from_db()
    assert cy.user is None


@pytest.mark.parametrize(
    ("name", "says"), [("", "Give a username."), ("x" * 151, "Use at most 150 characters.")]
)
def test_a_username_that_is_none_is_refused(ada, team, name, says):
    take_on(ada, make_post(team))
    cy = Worker.objects.get(name="Cy Marsh")

    answer = ada.post(f"/staff/workers/{cy.pk}/sign-in/", {"username": name})
    assert answer.status_code == 422
    assert says in words(answer)


def test_taking_on_twice_from_one_page_makes_one_colleague(ada, team):
    post, once = make_post(team), {"id": str(new_id()), "worker_id": str(new_id())}
    for _ in range(2):
        assert take_on(ada, post, **once).status_code == 302

    assert Worker.objects.filter(name="Cy Marsh").count() == 1


def test_a_colleague_whose_post_is_refused_is_not_kept_either(ada, bo):
    answer = take_on(ada, bo.holdings.get().post)

    assert answer.status_code == 422
    assert "Bo Lind holds this post in those days" in words(answer)
    assert 'value="Cy Marsh"' in answer.content.decode()
    assert not Worker.objects.filter(name="Cy Marsh").exists()


def test_the_list_says_who_is_here_who_is_to_come_and_who_has_left(ada, team):
    make_worker("Lou Past", unit=team, ends_on=NOW.date() - timedelta(days=1))
    take_on(ada, make_post(team), "Neo Soon", starts_on="4/3/2026")

    page = words(ada.get("/staff/workers/"))
    assert "1 work here today" in page
    assert "Left Lou Past No post today" in page
    assert "To come Neo Soon No post today no sign-in" in page


def test_a_forgotten_password_is_replaced_and_the_phone_still_asked(ada, bo):
    phone, old = give_phone(bo), Client()
    come_in(old, bo, phone)
    answer = ada.post(f"/staff/workers/{bo.pk}/first-password/")
    password = first_password_on(answer)

    assert not is_in(old)
    assert give_password(Client(), bo).status_code == 422
    client = Client()
    assert give_password(client, bo, password).url == "/sign-in/code/"
    assert give_code(client, phone.recovery_codes[0]).url == "/sign-in/password/"
    assert not is_in(client)


def test_a_lost_phone_is_taken_off_and_the_password_still_asked(ada, bo):
    phone, old = give_phone(bo), Client()
    come_in(old, bo, phone)
    assert ada.post(f"/staff/workers/{bo.pk}/second-factor/").url == f"/staff/workers/{bo.pk}/"

    assert not is_in(old)
    client = Client()
    assert give_password(client, bo, "a guess that is wrong").status_code == 422
    assert give_password(client, bo).url == "/sign-in/set-up/"
    assert give_code(client, phone.recovery_codes[0]).url == "/sign-in/"


def test_signing_a_colleague_out_everywhere_works_at_their_next_request(ada, bo):
    phone, theirs = give_phone(bo), Client()
    come_in(theirs, bo, phone)
    ada.post(f"/staff/workers/{bo.pk}/sessions/")

    assert not is_in(theirs)


def test_what_others_did_to_a_sign_in_is_seen_by_its_owner(ada, bo, traveller):
    phone = give_phone(bo)
    ada.post(f"/staff/workers/{bo.pk}/sessions/")
    ada.post(f"/staff/workers/{bo.pk}/second-factor/")
    give_phone(bo)
    bo.user.refresh_from_db()

    page = words(signed_in_client(bo).get("/account/"))
    assert "Signed out everywhere" in page
    assert "Codes and passkeys taken off by an administrator" in page
    assert phone.secret not in page


def test_nobody_resets_their_own_sign_in_here(team, ada):
    me = Worker.objects.get(name="Ada Lund")

    for what in ("first-password", "second-factor", "sessions"):
        answer = ada.post(f"/staff/workers/{me.pk}/{what}/")
        assert answer.status_code == 403
        assert "This is your own." in words(answer)
    assert "This is your own: change it on your account." in words(ada.get(f"/staff/workers/{me.pk}/"))


def test_a_sign_in_that_opens_another_service_too_is_reset_by_nobody_here(ada, bo):
    """Whoever could reset it could sign in over there as them."""
    far = make_unit(make_service("far"))
    make_holding(bo, make_post(far))
    give_phone(bo)

    for what in ("first-password", "second-factor"):
        answer = ada.post(f"/staff/workers/{bo.pk}/{what}/")
        assert answer.status_code == 403
        assert "This sign-in is used beyond your service." in words(answer)
    assert give_password(Client(), bo, PASSWORD).url == "/sign-in/code/"
    assert ada.post(f"/staff/workers/{bo.pk}/sessions/").status_code == 302


def test_a_sign_in_that_opened_another_service_once_is_reset_here(ada, bo):
    make_holding(bo, make_post(make_unit(make_service("far"))), ends_on=NOW.date() - timedelta(days=1))

    assert first_password_on(ada.post(f"/staff/workers/{bo.pk}/first-password/"))


def test_somebody_without_a_sign_in_has_none_to_reset(ada, team):
    take_on(ada, make_post(team))
    cy = Worker.objects.get(name="Cy Marsh")

    answer = ada.post(f"/staff/workers/{cy.pk}/first-password/")
    assert answer.status_code == 403
    assert "Cy Marsh has no sign-in yet." in words(answer)


def test_a_colleague_s_name_is_shown_as_it_was_typed(ada, team):
    """A20, A22: a name is words, never markup."""
    name = '<b onmouseover=alert(1)>Eve</b> & "Co"'
    take_on(ada, make_post(team), name)

    eve = Worker.objects.get(name=name)
    for address in ("/staff/workers/", "/staff/posts/", f"/staff/workers/{eve.pk}/"):
        page = ada.get(address).content.decode()
        assert "<b onmouseover" not in page
        assert "&lt;b onmouseover=alert(1)&gt;Eve&lt;/b&gt; &amp; &#34;Co&#34;" in page


def test_a_first_password_is_drawn_afresh_each_time(ada, bo):
    drawn = {first_password_on(ada.post(f"/staff/workers/{bo.pk}/first-password/")) for _ in range(5)}

    assert len(drawn) == 5
    assert User.objects.get(pk=bo.user.pk).temporary_until == NOW + timedelta(days=7)
