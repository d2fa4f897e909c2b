"""The session ends while somebody types: nothing of it is lost, and nobody's words are kept under somebody else's name."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.factories.base import (
    make_allocation,
    make_episode,
    make_person,
    make_service,
    make_unit,
    make_worker,
    sign_in,
)
from waymark.core.ids import new_id
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
HERE = "http://testserver"
WORDS = 'Ring the "Shildon" walking group about boots, size 9 & wide, and say that Sam comes on Thursday'


@pytest.fixture
def team():
    return make_unit(make_service(), "north")


@pytest.fixture
def ann(team):
    return make_worker("Ann Dodds", unit=team)


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True)


def form_of(page):
    """What a browser would send of the form of this page."""
    text = page.content.decode()
    main = text[text.index('id="maincontent"') :]
    sent = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', main))
    sent |= {
        name: words.removeprefix("\n")
        for name, words in re.findall(r'name="(\w+)" rows="6">(.*?)</textarea>', main, re.S)
    }
    return {name: unescape(value) for name, value in sent.items()}


def sends(browser, typed, where="/tasks/new/", origin=HERE):
    return browser.post(where, typed, headers={"Origin": origin})


def sign_in_again(browser, worker):
    """As at the door, where whoever comes in gets a token of their own."""
    sign_in(browser, worker)
    del browser.cookies["waymark_csrf"]
    browser.get("/tasks/new/")


@pytest.fixture
def typed(browser, ann):
    """Ann has the page open, and types; meanwhile her session ends."""
    sign_in(browser, ann)
    token = re.search(
        r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get("/tasks/new/").content.decode()
    )
    sent = {
        "csrfmiddlewaretoken": token[1],
        "id": str(new_id()),
        "words": WORDS,
        "weight": "should",
        "owner": str(ann.pk),
    }
    session = browser.session
    session["seen"] = "2020-01-01T00:00:00+00:00"
    session.save()
    return sent


def test_what_was_sent_after_the_session_ended_is_shown_and_kept_once_she_is_signed_in_again(
    browser, ann, typed
):
    page = sends(browser, typed)

    assert page.status_code == 401
    assert "What you sent is not kept yet, and not lost" in page.content.decode()
    assert form_of(page)["words"] == WORDS
    assert "no-store" in page.headers["Cache-Control"]
    sign_in_again(browser, ann)
    again = sends(browser, form_of(page))
    assert again.status_code == 403
    assert "You are signed in as Ann Dodds" in again.content.decode()
    assert not Task.objects.exists()
    assert sends(browser, form_of(again)).status_code == 302
    assert Task.objects.get().words == WORDS


def test_pressed_too_soon_it_is_still_there(browser, typed):
    page = sends(browser, form_of(sends(browser, typed)))

    assert page.status_code == 401
    assert form_of(page)["words"] == WORDS


def test_it_is_not_kept_under_somebody_else_s_name(browser, team, typed):
    page = sends(browser, typed)
    sign_in_again(browser, make_worker("Bob Stone", unit=team))
    again = sends(browser, form_of(page))

    assert again.status_code == 403
    assert WORDS not in unescape(again.content.decode())
    assert not Task.objects.exists()


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_what_another_site_sent_is_shown_to_nobody(browser, ann, typed, origin):
    for signed_in in (False, True):
        if signed_in:
            sign_in(browser, ann)
        page = sends(browser, typed, origin=origin)
        assert WORDS not in unescape(page.content.decode())
    assert not Task.objects.exists()


def test_without_a_token_of_ours_it_is_asked_first_and_not_kept(browser, ann):
    sign_in(browser, ann)
    page = sends(browser, {"id": str(new_id()), "words": WORDS, "weight": "should", "owner": str(ann.pk)})

    assert page.status_code == 403
    assert "Send it only if you typed it yourself" in page.content.decode()
    assert not Task.objects.exists()


def test_a_password_is_never_shown_again(browser, ann, typed):
    typed |= {"current": "otter", "new": "a new password of mine", "again": "a new password of mine"}
    page = sends(browser, typed, "/account/password/")

    assert page.status_code in (302, 403)
    assert "a new password of mine" not in page.content.decode()


def test_programs_are_told_as_before(browser, typed):
    assert sends(browser, typed, "/api/notes").status_code in (401, 404, 405)


def test_somebody_who_follows_a_link_goes_to_the_door_as_before(browser, ann, typed):
    answer = browser.get("/tasks/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/?next=")


def test_who_sends_nothing_does_too(browser, typed):
    answer = sends(browser, {"csrfmiddlewaretoken": typed["csrfmiddlewaretoken"]})

    assert answer.status_code == 302


def test_somebody_s_person_is_not_on_it(browser, ann, team):
    """The page shows what came, and asks nothing: with another's id in the address it says no more than without."""
    sam = make_person("Sam", "Okafor", service=team.service)
    make_allocation(make_episode(sam, team), ann)
    page = sends(browser, {"words": WORDS}, f"/goals/new/{sam.pk}/")

    assert "Okafor" not in page.content.decode()
