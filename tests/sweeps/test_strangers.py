"""Deny by default: every address turns away whoever has not signed in, whatever the method, but those on the short list below."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.factories.base import PASSWORD, make_worker, sign_in
from tests.sweeps.well_made import Visitor
from waymark.core import actions, clock, heartbeats
from waymark.core.checks import every_address, right_of
from waymark.core.ids import new_id
from waymark.organisation.staff.models import Holding

pytestmark = pytest.mark.django_db

OPEN_TO_ALL = {
    "healthz": "whether the product is well, for whatever watches it; names nobody",
    "openapi": "what the addresses for programs take; tells nothing of anybody",
    "set_theme": "day or night, kept in this device's own cookie",
    "sign_in": "the door",
    "sign_in_code": "the door's second question",
    "sign_in_from": "back from an employer's directory, with its answer to what this browser asked",
    "sign_in_passkey": "the door, by a device that says who holds it",
    "sign_in_set_up": "the door, for somebody without a second factor yet",
    "sign_in_password": "the door, for somebody with a first password",
    "sign_in_with": "away to an employer's directory, to be asked there",
    "sign_out": "the way out",
}
"""Everything that answers somebody who is not signed in, and why."""

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
ANY = {"uuid": lambda: str(new_id()), "slug": lambda: "overdue", "int": lambda: "1", "str": lambda: "x"}


def addresses():
    """Every address by its name, whatever stands in it made up."""
    found = {}
    for where, pattern in every_address():
        path = "/" + where
        for name, converter in pattern.pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
            path = path.replace(f"<{kind}:{name}>", ANY[kind]())
        assert pattern.name, f"{where} has no name"
        assert not set("<\\?") & set(path), f"{where}: plain converters only, so that it can be asked for"
        found[pattern.name] = path
    return found


ADDRESSES = addresses()
CLOSED = sorted(ADDRESSES.keys() - OPEN_TO_ALL)


def is_turned_away(response):
    to_the_door = response.status_code == 302 and response.headers["Location"].startswith("/sign-in/?next=")
    return response.status_code == 401 or to_the_door


def test_the_public_addresses_are_those_of_the_list():
    public = {pattern.name for _, pattern in every_address() if right_of(pattern) == "public"}

    assert public == OPEN_TO_ALL.keys()
    assert len(CLOSED) > 70


@pytest.mark.parametrize("method", METHODS)
def test_nobody_in_particular_is_turned_away_from_every_other_address(method):
    client = Visitor()
    let_in = {
        name: response.status_code
        for name in CLOSED
        if not is_turned_away(response := getattr(client, method)(ADDRESSES[name]))
        or b"<h1" in response.content
    }

    assert let_in == {}


def test_a_script_that_asks_without_a_session_gets_401_and_not_the_page_of_the_door():
    client = Visitor(headers={"HX-Request": "true"})

    assert {name for name in CLOSED if client.get(ADDRESSES[name]).status_code != 401} == set()


def test_a_right_password_alone_opens_nothing():
    """Half-way through the door is outside it (A37)."""
    worker, client = make_worker(), Visitor()
    first = client.post("/sign-in/", {"username": worker.user.username, "password": PASSWORD})
    assert first.status_code == 302
    assert first.headers["Location"] == "/sign-in/set-up/"

    assert {name for name in CLOSED if not is_turned_away(client.get(ADDRESSES[name]))} == set()


def test_a_leaver_s_open_tab_is_turned_away_everywhere():
    """At the next request, whichever it is (A18)."""
    worker, client = make_worker(), Visitor()
    sign_in(client, worker)
    assert client.get("/my-day/").status_code == 200
    _end_yesterday(worker)

    assert {
        name for name in CLOSED if not is_turned_away(sign_in(client, worker).get(ADDRESSES[name]))
    } == set()


def test_what_is_public_knows_nobody():
    """None of it needs a row of the record, and none says 200 to a write without its own form."""
    heartbeats.beat(heartbeats.CLOCK, {}, clock.machine())
    client = Client()
    answers = {name: client.get(ADDRESSES[name]).status_code for name in OPEN_TO_ALL}

    assert answers == {
        "healthz": 200,
        "openapi": 200,
        "set_theme": 405,
        "sign_in": 200,
        "sign_in_code": 302,
        "sign_in_from": 404,
        "sign_in_passkey": 200,
        "sign_in_set_up": 302,
        "sign_in_password": 302,
        "sign_in_with": 404,
        "sign_out": 200,
    }


def _end_yesterday(worker):
    with actions.frame("factory"):
        Holding.objects.filter(worker=worker).update(ends_on=clock.today() - timedelta(days=1))
