"""A leaver, a mover, and whoever's sign-in was ended: refused at the next request, in every open tab (DUR-02, A18; security.md)."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from tests.factories.base import make_holding, make_post, make_role, make_service, make_unit, make_worker
from tests.factories.in_post import in_post
from tests.factories.real_service import real_service
from tests.factories.sign_in import give_phone, signed_in_client
from tests.staff.door import come_in, from_place, give_code, give_password, is_in, words
from waymark.core.models import AuditEntry
from waymark.organisation.staff.choices import Right
from waymark.people.access.choices import Profile

pytestmark = pytest.mark.django_db

LAST_DAY = date(2026, 3, 31)
# London is an hour ahead of UTC since 29 March: its first of April begins at 23:00.
MIDNIGHT = datetime(2026, 3, 31, 23, 0, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)


@pytest.fixture
def traveller():
    with time_machine.travel(MIDNIGHT - timedelta(minutes=10), tick=False) as found:
        yield found


@pytest.fixture
def ann(traveller):
    return make_worker("Ann Dodds", ends_on=LAST_DAY)


def post_row(client, number):
    """What the Posts page says of one post."""
    page = client.get("/staff/posts/")
    assert page.status_code == 200
    found = page.content.decode().split(f'<li id="post-{number}">')[1].split("</li>")[0]
    return " ".join(found.split())


@pytest.mark.duty("DUR-02")
def test_at_midnight_after_her_last_day_ann_s_sign_in_is_refused_and_her_post_is_vacant():
    """Post RW-014 'Recovery Worker, Grade 7, ref A4275', held by Ann Dodds, whose leaving date 31 March 2026 passes."""
    with time_machine.travel(datetime(2026, 3, 20, 9, 0, tzinfo=UTC), tick=False) as traveller:
        durham = real_service("durham-support-recovery")
        ann, lee = in_post(durham, "RW-014", "Ann Dodds"), in_post(durham, "AM-001", "Lee Carter")
        phone, lees_phone = give_phone(ann), give_phone(lee)
        at_lee_s, at_ann_s, on_her_phone = Client(), Client(), Client()

        come_in(at_lee_s, lee, lees_phone)
        row = post_row(at_lee_s, "RW-014")
        assert "Recovery Worker, Grade 7, ref A4275" in row
        assert "<strong>Ann Dodds</strong>" in row
        ended = at_lee_s.post(f"/staff/holdings/{ann.holdings.get().pk}/end/", {"on": "31/3/2026"})
        assert ended.url == "/staff/posts/"
        assert "until 31 Mar 2026" in post_row(at_lee_s, "RW-014")

        traveller.move_to(MIDNIGHT - timedelta(minutes=10))
        come_in(at_ann_s, ann, phone)
        traveller.shift(timedelta(minutes=1))
        come_in(on_her_phone, ann, phone)

        traveller.move_to(MIDNIGHT - A_SECOND)
        assert is_in(at_ann_s)
        assert is_in(on_her_phone)
        traveller.move_to(MIDNIGHT)
        for open_tab in (at_ann_s, on_her_phone):
            assert open_tab.get("/").url == "/sign-in/?next=%2F"
            assert "You hold no post here today" in words(open_tab.get("/sign-in/"))
        assert give_password(Client(), ann).status_code == 422

        come_in(at_lee_s, lee, lees_phone)
        row = post_row(at_lee_s, "RW-014")
        assert "vacant" in row
        assert "Ann Dodds" not in row


def test_a_leaver_between_the_two_questions_is_refused_at_the_second(client, ann, phone, traveller):
    traveller.move_to(MIDNIGHT - A_SECOND)
    give_password(client, ann)
    traveller.move_to(MIDNIGHT)

    assert give_code(client, phone.code()).url == "/sign-in/"
    assert not is_in(client)


def test_a_leaver_s_recovery_codes_open_nothing(ann, phone, traveller):
    traveller.move_to(MIDNIGHT)

    assert give_password(from_place("203.0.113.9"), ann).status_code == 422


def test_the_session_of_a_leaver_stays_ended_when_the_post_is_given_back(client, ann, phone, traveller):
    come_in(client, ann, phone)
    traveller.move_to(MIDNIGHT)
    assert not is_in(client)

    make_holding(ann, make_post(ann.holdings.get().post.unit), date(2026, 4, 1))
    assert not is_in(client)
    assert come_in(client, ann, phone).url == "/"


def test_the_end_of_a_leaver_s_session_is_logged_once_with_why(client, ann, phone, traveller):
    come_in(client, ann, phone)
    traveller.move_to(MIDNIGHT)
    for _ in range(3):
        client.get("/account/")

    row = AuditEntry.objects.get(action="sign_out")
    assert (row.object, row.detail) == (f"staff.user:{ann.user.pk}", {"why": "left"})


def test_a_starter_is_let_in_on_the_first_day_and_not_before(traveller):
    team = make_unit(make_service())
    bo = make_worker("Bo Lind", unit=team, ends_on=date(2020, 1, 2))
    make_holding(bo, make_post(team), date(2026, 4, 1))

    traveller.move_to(MIDNIGHT - A_SECOND)
    assert give_password(Client(), bo).status_code == 422
    traveller.move_to(MIDNIGHT)
    assert give_password(Client(), bo).url == "/sign-in/set-up/"


def test_a_mover_loses_what_the_old_post_gave_at_midnight_and_keeps_the_session(client, traveller):
    team = make_unit(make_service())
    lee = make_worker("Lee Carter", unit=team, profile=Profile.LEAD, ends_on=LAST_DAY)
    make_holding(lee, make_post(team, make_role(team.service, rights=[Right.SEE_OWN_DAY])), date(2026, 4, 1))
    signed_in = signed_in_client(lee)

    assert signed_in.get("/staff/workers/").status_code == 200
    traveller.move_to(MIDNIGHT)
    answer = signed_in.get("/staff/workers/")
    assert answer.status_code == 403
    assert "This is not available to your role." in words(answer)
    assert is_in(signed_in)


def test_acting_up_is_called_so_and_ends_by_itself(traveller):
    """DUR-24: rights within the dates only, and what is done under them says so."""
    team = make_unit(make_service())
    ann = make_worker("Ann Dodds", unit=team)
    senior = make_post(team, make_role(team.service, "senior", rights=[Right.SEE_STRUCTURE]))
    make_holding(ann, senior, date(2026, 3, 2), ends_on=LAST_DAY, acting=True)
    signed_in = signed_in_client(ann)

    assert signed_in.get("/staff/posts/").status_code == 200
    assert "acting Senior" in signed_in.get("/api/session/").json()["actor"]["role"]
    traveller.move_to(MIDNIGHT)
    assert signed_in.get("/staff/posts/").status_code == 403


def test_a_login_that_is_shut_is_refused_at_the_next_request(client, ann, phone):
    come_in(client, ann, phone)
    ann.user.is_active = False
    ann.user.save()

    assert not is_in(client)


def test_a_post_that_the_service_s_file_no_longer_names_lets_nobody_in(client, traveller):
    durham = real_service("durham-support-recovery")
    ann = in_post(durham, "RW-014", "Ann Dodds")
    signed_in = signed_in_client(ann)
    assert is_in(signed_in)

    posts = [row for row in durham.source["posts"] if row["number"] != "RW-014"]
    real_service("durham-support-recovery", posts=posts, version=durham.version + 1)
    assert not is_in(signed_in)
