"""Caseload and workload through the front door: the worker's own list, and the lead's allocating, changing, handing over, closing."""

from datetime import date

import pytest

from tests.caseload.conftest import DAY
from tests.factories.base import (
    make_allocation,
    make_episode,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.diary import make_contact, make_visit
from tests.factories.real_service import london
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.people.access.choices import Profile
from waymark.support.caseload.choices import Purpose
from waymark.support.caseload.models import Allocation, Episode

pytestmark = pytest.mark.django_db


def said(response):
    """The page as one line of text."""
    return " ".join(response.content.decode().split())


@pytest.fixture
def client(ann_worker):
    return signed_in_client(ann_worker)


@pytest.fixture
def leader(lee_worker):
    return signed_in_client(lee_worker)


def allocating(worker, **changed):
    return {
        "id": str(new_id()),
        "worker": str(worker.pk),
        "purpose": "key_worker",
        "starts_on": "4/3/2026",
        "weekly_minutes": "120",
        "weight": "3",
        **changed,
    }


# ---------------------------------------------------------------- the worker's own list


def test_my_caseload_says_who_where_and_how_long_ago(client, held, sam, ann_worker):
    make_contact(sam, ann_worker, london(date(2026, 3, 2), 10), minutes=30)
    make_visit(sam, ann_worker, london(date(2026, 3, 6), 14))

    page = said(client.get("/caseload/"))

    assert "Week of 2 Mar 2026 to 8 Mar 2026" in page
    assert f'<a href="/record/{sam.pk}/">Sam Okafor</a>' in page
    assert "2 days ago" in page
    assert "6 Mar 2026, 14:00" in page
    assert "1 person, 0.5 hours this week" in page


def test_an_empty_list_says_how_people_come_to_be_on_it(client):
    assert "Nobody is allocated to you. Your team leader allocates people" in said(client.get("/caseload/"))


def test_another_week_is_a_link_away(client, held, sam, ann_worker):
    make_contact(sam, ann_worker, london(date(2026, 2, 24), 10), minutes=45)
    page = said(client.get("/caseload/"))
    assert 'href="/caseload/?day=2026-02-23">The week before' in page

    before = said(client.get("/caseload/?day=2026-02-23"))
    assert "Week of 23 Feb 2026 to 1 Mar 2026" in before
    assert "0.8" in before


def test_a_colleague_s_list_is_for_who_sees_the_board(leader, client, held, lee_worker, ann_worker):
    page = said(leader.get(f"/caseload/?worker={ann_worker.pk}"))
    assert "Ann Dodds’s caseload" in page
    assert "Sam Okafor" in page
    elsewhere = make_worker("Else", unit=make_unit(make_service()))
    for who, whose in ((client, lee_worker.pk), (leader, elsewhere.pk), (leader, "nobody")):
        assert who.get(f"/caseload/?worker={whose}").status_code == 404


# ---------------------------------------------------------------- opening and allocating


def test_somebody_comes_back_and_is_given_a_key_worker(leader, team, ann_worker):
    jo = make_person("Jo", "Bell", service=team.service)
    make_episode(jo, team, opened_on=date(2025, 1, 1), closed_on=date(2026, 3, 1))
    first = {"id": str(new_id()), "unit": str(team.pk), "opened_on": "4/3/2026", "referred_by": "GP"}
    answer = leader.post(f"/caseload/person/{jo.pk}/open/", first)
    episode = Episode.objects.get(closed_on__isnull=True)

    assert answer.headers["Location"] == f"/caseload/episode/{episode.pk}/allocate/"
    assert (str(episode.pk), episode.referred_by) == (first["id"], "GP")
    sent = allocating(ann_worker)
    for _ in range(2):
        answer = leader.post(f"/caseload/episode/{episode.pk}/allocate/", sent)
        assert answer.headers["Location"] == f"/caseload/person/{jo.pk}/"
    kept = Allocation.objects.get(episode=episode)
    assert (kept.worker, kept.weekly_minutes, kept.weight) == (ann_worker, 120, 3)
    assert "Key worker: Ann Dodds, 4 Mar 2026 to now" in said(leader.get(f"/caseload/person/{jo.pk}/"))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"worker": ""}, "Choose a colleague."),
        ({"purpose": "friend"}, "Say what they are to be."),
        ({"starts_on": "soon"}, "Give the day like 25/11/2026."),
        ({"weight": "0"}, "Give the weight as a whole number from 1 to 20."),
        ({"weight": "2.5"}, "Give the weight as a whole number from 1 to 20."),
        ({"weekly_minutes": "two hours"}, "Give the minutes planned in a week, like 120."),
        ({"starts_on": "1/1/2019"}, "The episode began on 1 January 2020. Start on that day or later."),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_what_was_typed(leader, episode, ann_worker, wrong, sentence):
    sent = {**allocating(ann_worker), "reason": "Kept <as> typed", **wrong}
    answer = leader.post(f"/caseload/episode/{episode.pk}/allocate/", sent)
    page = said(answer)

    assert answer.status_code == 422
    assert page.count(sentence) == 2
    assert "Kept &lt;as&gt; typed" in page
    assert not Allocation.objects.exists()


# ---------------------------------------------------------------- changing, handing over, closing


def test_a_change_of_key_worker_needs_a_successor(leader, held, sam, ann_worker, ben_worker):
    make_visit(sam, ann_worker, london(date(2026, 3, 9), 14))
    where = f"/caseload/allocation/{held.pk}/end/"
    asked = said(leader.get(where))
    assert "Ann Dodds has been key worker since 1 Jan 2020" in asked
    assert "Ann Dodds still has planned:" in asked
    assert "9 Mar 2026, 14:00" in asked
    refused = leader.post(where, {"first_day": "9/3/2026"})
    assert refused.status_code == 422
    assert said(refused).count("Sam Okafor would have no key worker. Name who takes over.") == 2

    leader.post(where, {"first_day": "9/3/2026", "successor": str(ben_worker.pk)})
    held.refresh_from_db()
    assert held.ends_on == date(2026, 3, 8)
    assert Allocation.objects.get(worker=ben_worker).starts_on == date(2026, 3, 9)


def test_a_leaver_s_people_are_handed_over_on_one_page(leader, ann_worker, ben_worker, carries):
    first, second = carries(ann_worker, 1, 2)
    where = f"/caseload/worker/{ann_worker.pk}/hand-over/"
    page = said(leader.get(where))
    assert "Ada Number0, key worker, North" in page
    half = leader.post(where, {"on": "4/3/2026", f"to_{first.pk}": str(ben_worker.pk)})
    assert half.status_code == 422
    assert "Bea Number1 would have no key worker. Name who takes over." in said(half)
    assert f'value="{ben_worker.pk}" selected' in said(half)
    assert not Allocation.objects.filter(ends_on__isnull=False).exists()

    whole = {"on": "4/3/2026", **{f"to_{a.pk}": str(ben_worker.pk) for a in (first, second)}}
    done = leader.post(where, whole, follow=True)
    assert "Ann Dodds: handed over. Nobody is without a key worker." in said(done)
    assert set(Allocation.objects.filter(ends_on__isnull=True).values_list("worker", flat=True)) == {
        ben_worker.pk
    }


def test_closing_lists_what_is_open_and_is_refused_until_it_is_not(leader, episode, held, sam, ann_worker):
    visit = make_visit(sam, ann_worker, london(date(2026, 3, 9), 14))
    where = f"/caseload/episode/{episode.pk}/close/"
    assert "<li>visit on 9 March 2026, 14:00 (Ann Dodds)</li>" in said(leader.get(where))
    sent = {"on": "4/3/2026", "because": "Sam <has> what he came for"}
    refused = leader.post(where, sent)
    assert refused.status_code == 422
    assert "There is still something open: visit on 9 March 2026, 14:00 (Ann Dodds)." in said(refused)
    assert "Sam &lt;has&gt; what he came for" in said(refused)

    reason = {"whose": "person", "reason": "Sam is done"}
    assert leader.post(f"/diary/{visit.pk}/call-off/", reason).status_code == 302
    done = leader.post(where, sent, follow=True)
    assert "Closed. The team can read the record for two weeks more." in said(done)
    episode.refresh_from_db()
    assert episode.closed_on == DAY


def test_the_workload_page_names_who_has_nobody(leader, sam, episode, ann_worker, carries):
    carries(ann_worker, 20, 6, over_limit_reason="She knows them")
    page = said(leader.get("/caseload/workload/"))

    assert "Sam Okafor" in page
    assert f'href="/caseload/episode/{episode.pk}/allocate/"' in page
    assert "26 = 1 of weight 20 + 1 of weight 6" in page
    assert "26 over limit 25" in page
    assert f'href="/caseload/worker/{ann_worker.pk}/hand-over/"' in page


# ---------------------------------------------------------------- for whom it is there


def addresses(sam, episode, held, ann_worker):
    yield f"/caseload/person/{sam.pk}/"
    yield f"/caseload/person/{sam.pk}/open/"
    yield f"/caseload/episode/{episode.pk}/allocate/"
    yield f"/caseload/episode/{episode.pk}/close/"
    yield f"/caseload/allocation/{held.pk}/end/"


def test_a_stranger_finds_nothing_and_every_try_is_logged(sam, episode, held, ann_worker, sid_worker):
    stranger = signed_in_client(sid_worker)
    tried = list(addresses(sam, episode, held, ann_worker))
    for where in tried:
        for verb in ("get", "post"):
            answer = getattr(stranger, verb)(where, {"first_day": "4/3/2026"})
            assert answer.status_code == (
                405 if where.endswith(f"person/{sam.pk}/") and verb == "post" else 404
            )

    logged = AuditEntry.objects.filter(action="open_record", outcome="refused", actor=str(sid_worker.pk))
    assert logged.count() == 2 * len(tried) - 1
    held.refresh_from_db()
    assert held.ends_on is None


def test_who_does_not_allocate_is_told_so(client, sam, episode, held, ann_worker):
    for where in list(addresses(sam, episode, held, ann_worker))[1:]:
        assert client.get(where).status_code == 403
    assert client.get("/caseload/workload/").status_code == 403
    page = said(client.get(f"/caseload/person/{sam.pk}/"))
    assert "Allocate a colleague" not in page
    auditor = signed_in_client(make_worker("Al", unit=episode.unit, profile=Profile.AUDITOR))
    assert auditor.get("/caseload/").status_code == 403


def test_each_page_has_one_heading(leader, sam, episode, held, ann_worker):
    for where in (*addresses(sam, episode, held, ann_worker), "/caseload/", "/caseload/workload/"):
        assert said(leader.get(where)).count("<h1") == 1, where


def test_a_co_worker_s_list_says_what_they_are(client, ann_worker, ben_worker, episode, held):
    make_allocation(episode, ben_worker, purpose=Purpose.CO_WORKER)
    page = said(signed_in_client(ben_worker).get("/caseload/"))

    assert "You are co-worker" in page
    assert ">Ann Dodds</td>" in page


def test_the_pages_lead_to_one_another(leader, client, sam, held):
    assert 'href="/caseload/workload/">Workload' in said(leader.get("/caseload/"))
    assert "/caseload/workload/" not in said(client.get("/caseload/"))
    board = said(leader.get("/boards/"))
    assert 'href="/caseload/workload/">Allocate people and hand over' in board
    assert 'href="/case-notes/to-read/">Notes to read' in board
    person = said(client.get(f"/record/{sam.pk}/"))
    for where in (
        f"/caseload/person/{sam.pk}/",
        f"/goals/person/{sam.pk}/",
        f"/case-notes/write/?person={sam.pk}",
    ):
        assert f'href="{where}"' in person
        assert client.get(where).status_code == 200
