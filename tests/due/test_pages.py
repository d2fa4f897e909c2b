"""The pages of what is due, through the front door."""

from datetime import date

import pytest

from tests.factories.base import make_person, make_unit, make_worker, sign_in
from tests.factories.due import make_deferral, make_obligation
from waymark.core.actors import system
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.people.access.choices import Profile
from waymark.work.due.models import Deferral, Obligation

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(sam):
    return make_obligation(sam, by=system("import", sam.service_id))


@pytest.fixture
def client(client, ann_worker):
    return sign_in(client, ann_worker)


def said(response):
    """The page as one line of text."""
    return " ".join(response.content.decode().split())


def move(client, row, **typed):
    given = {"id": new_id(), "to": "5/6/2026", "reason": "Sam is in hospital until then", **typed}
    return client.post(f"/due/{row.id}/defer/", given)


def test_the_list_says_who_what_and_how_late(client, row):
    text = said(client.get("/due/"))

    assert "Sam Okafor" in text
    assert "Personal risk assessment" in text
    assert "overdue 2 days" in text
    assert f'href="/due/{row.id}/defer/"' in text


def test_an_empty_list_says_what_comes_up_here(client):
    assert "Reviews come up here by themselves when a plan starts or changes." in said(client.get("/due/"))


def test_a_move_is_kept_and_the_list_shows_both_days(client, row, lee_worker, ann_worker):
    response = move(client, row, approver=lee_worker.id)
    text = said(client.get("/due/"))

    assert response.headers["Location"] == "/due/"
    assert "Personal risk assessment: moved. It still counts from 30 May 2026." in text
    assert "overdue 2 days" in text
    assert "will be done on 5 Jun 2026" in text
    kept = Deferral.objects.get()
    assert (kept.asked_by_id, kept.approved_by_id) == (ann_worker.id, lee_worker.id)
    assert Obligation.objects.get().due_on == date(2026, 5, 30)


def test_the_form_sent_twice_is_one_move(client, row, lee_worker):
    id = new_id()
    for _ in range(2):
        move(client, row, id=id, approver=lee_worker.id)

    assert Deferral.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"to": ""}, "Give the day it will be done."),
        ({"to": "soon"}, "Give the day like 5/3/2026."),
        ({"to": "30/5/2026"}, "Choose today or a day to come."),
        ({"reason": ""}, "Say why the date moves."),
        ({"reason": "holiday"}, "Say a little more about why"),
        ({"approver": ""}, "Choose who has agreed to it."),
        ({"approver": str(new_id())}, "Choose who has agreed to it."),
        ({"id": "x"}, "This page has grown old."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, row, lee_worker, typed, sentence):
    response = move(client, row, **{"approver": lee_worker.id, "reason": "Sam is away", **typed})
    text = said(response)

    assert response.status_code == 422
    assert sentence in text
    assert "There is something to put right" in text
    assert typed.get("reason", "Sam is away") in text
    assert not Deferral.objects.exists()


def test_the_asker_is_not_among_those_who_can_agree(client, row, lee_worker, ann_worker):
    text = said(client.get(f"/due/{row.id}/defer/"))

    assert f'value="{lee_worker.id}"' in text
    assert f'value="{ann_worker.id}"' not in text


def test_earlier_moves_are_on_the_page(client, row, ann, lee_worker):
    make_deferral(row, by=ann, approved_by=lee_worker, to=date(2026, 6, 5))

    text = said(client.get(f"/due/{row.id}/defer/"))

    assert (
        "1 Jun 2026, to 5 Jun 2026: Sam is in hospital until then (Ann Dodds, agreed by Lee Carter)" in text
    )


def test_who_agreed_is_told_on_their_own_page(client, row, ann, lee_worker):
    make_deferral(row, by=ann, approved_by=lee_worker, to=date(2026, 6, 5), reason="Sam <b>is</b> away")

    text = said(sign_in(client, lee_worker).get("/due/"))

    assert "Moved, with your agreement" in text
    assert "Ann Dodds moved it to 5 Jun 2026: Sam &lt;b&gt;is&lt;/b&gt; away" in text


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_s_date_is_not_found_and_the_attempt_is_logged(client, team, method):
    jo = make_person("Jo", service=team.service)
    row = make_obligation(jo, by=system("import", team.service_id))

    assert getattr(client, method)(f"/due/{row.id}/defer/").status_code == 404
    assert AuditEntry.objects.filter(outcome="refused", object=f"due.obligation:{row.id}").exists()


def test_a_role_that_records_no_contacts_moves_no_dates(client, team, row):
    worker = make_worker(unit=team, profile=Profile.OVERSIGHT)

    assert sign_in(client, worker).get(f"/due/{row.id}/defer/").status_code == 403
    assert said(client.get("/due/")).count("/defer/") == 0


def test_a_leaver_has_no_list(client, team):
    worker = make_worker(unit=make_unit(team.service), ends_on=date(2026, 5, 31))

    assert sign_in(client, worker).get("/due/").headers["Location"].startswith("/sign-in/")
