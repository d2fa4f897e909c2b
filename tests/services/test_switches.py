"""A screen that is switched off: not in the menu, refused at its address, and the refusal logged (ASC-22, DUR-64)."""

import pytest
from django.http import HttpResponse
from django.urls import path

from tests.factories.in_post import in_post
from tests.factories.real_service import real_service
from tests.factories.sign_in import signed_in_client
from tests.services.files import ASC, DURHAM, LLR, file
from tests.staff.door import words
from waymark.core.models import AuditEntry
from waymark.core.pages import page
from waymark.organisation.staff.choices import Right
from waymark.project import menu, urls

pytestmark = pytest.mark.django_db


@page(Right.SIGNED_IN, switch="petty_cash")
def petty_cash(request):
    return HttpResponse("Petty cash: 12 pounds 40")


handler404, handler500 = urls.handler404, urls.handler500
urlpatterns = [
    *urls.urlpatterns,
    path("petty-cash/", petty_cash, name="petty_cash"),
]


@pytest.fixture(autouse=True)
def with_one_screen_more(settings, monkeypatch):
    """A screen of a room that is still to come, guarded as every page is."""
    settings.ROOT_URLCONF = __name__
    lines = [("Petty cash", "petty_cash", Right.SIGNED_IN, "petty_cash")]
    monkeypatch.setattr(menu, "LINES", [*menu.LINES, *lines])


def menu_of(client):
    return words(client.get("/account/"))[:400]


def test_the_address_of_a_screen_that_is_off_is_refused_and_logged():
    joy = signed_in_client(in_post(real_service(ASC), "STR-01", "Joy Adeyemi"))
    answer = joy.get("/petty-cash/")

    assert answer.status_code == 403
    assert "This screen is switched off in your service." in words(answer)
    assert "12 pounds" not in answer.content.decode()
    row = AuditEntry.objects.get(action="open_page", object="/petty-cash/")
    assert (row.actor_name, row.outcome) == ("Joy Adeyemi", "refused")
    assert "Petty cash" not in menu_of(joy)


def test_the_same_screen_opens_where_it_is_on():
    dan = signed_in_client(in_post(real_service(LLR), "RW-01", "Dan Price"))

    assert "12 pounds" in dan.get("/petty-cash/").content.decode()
    assert "Petty cash" in menu_of(dan)


def test_one_service_s_switch_opens_nothing_for_another():
    crisis, council = real_service(LLR), real_service(ASC)
    dan, joy = in_post(crisis, "RW-01", "Dan Price"), in_post(council, "STR-01", "Joy Adeyemi")

    assert signed_in_client(dan).get("/petty-cash/").status_code == 200
    assert signed_in_client(joy).get("/petty-cash/").status_code == 403


def test_a_post_s_own_switch_opens_the_screen_for_its_holder_only():
    """DUR-64: 'holds budget' is set on a post, whatever the service has."""
    durham = real_service(DURHAM)
    ann, bo = in_post(durham, "RW-014", "Ann Dodds"), in_post(durham, "RW-013", "Bo Lind")
    clients = [signed_in_client(one) for one in (ann, bo)]
    assert [client.get("/staff/budget/").status_code for client in clients] == [403, 403]

    posts = file(DURHAM)["posts"]
    for row in posts:
        if row["number"] == "RW-014":
            row["switches"] = {**row["switches"], "holds_budget": True}
    real_service(DURHAM, posts=posts, version=2)

    assert [client.get("/staff/budget/").status_code for client in clients] == [200, 403]
    assert ["Budget" in menu_of(client) for client in clients] == [True, False]
