"""The optional duties of one post, whom it answers to, and a structure that a service changes for itself (DUR-64, TPL-01, SUR-01)."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from tests.factories.base import make_holding
from tests.factories.in_post import in_post
from tests.factories.real_service import real_service
from tests.factories.sign_in import signed_in_client
from tests.services.files import DURHAM, LLR, SURREY
from tests.staff.door import words
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.organisation.services.models import Post, Service, Unit
from waymark.organisation.staff.models import SwitchChange

pytestmark = pytest.mark.django_db
MARCH_2, MARCH_3 = (datetime(2026, 3, day, 9, 0, tzinfo=UTC) for day in (2, 3))


def post(service, number):
    return Post.objects.get(service=service, number=number)


def menu_of(client):
    page = client.get("/account/").content.decode()
    return page[page.index("<nav") : page.index("</nav>")]


def switches(client, found, *, on, switch="holds_budget", reason="activity fund", **more):
    said = {"id": new_id(), "switch": switch, "on": "yes" if on else "no", "reason": reason, **more}
    return client.post(f"/staff/posts/{found.pk}/switch/", said)


@pytest.mark.duty("DUR-64")
def test_ann_has_a_budget_page_once_lee_turns_it_on_for_her_post():
    with time_machine.travel(MARCH_2, tick=False) as traveller:
        durham = real_service(DURHAM)
        ann, bo, lee = (
            in_post(durham, number, name)
            for number, name in (("RW-014", "Ann Dodds"), ("RW-013", "Bo Lind"), ("AM-001", "Lee Carter"))
        )
        at_ann_s, at_bo_s, at_lee_s = (signed_in_client(one) for one in (ann, bo, lee))
        assert "Budget" not in menu_of(at_ann_s)
        refused = at_ann_s.get("/staff/budget/")
        assert refused.status_code == 403
        assert "This is not available to your role." in words(refused)
        assert AuditEntry.objects.filter(
            action="open_page", object="/staff/budget/", outcome="refused", actor=str(ann.pk)
        ).exists()

        traveller.move_to(MARCH_3)
        rw_014, rw_013 = post(durham, "RW-014"), post(durham, "RW-013")
        at_lee_s, at_ann_s, at_bo_s = (signed_in_client(one) for one in (lee, ann, bo))
        assert at_bo_s.get("/staff/budget/").status_code == 403
        assert switches(at_lee_s, rw_013, on=True, reason="garden").status_code == 302
        assert switches(at_lee_s, rw_014, on=True).status_code == 302
        page = words(at_lee_s.get(f"/staff/posts/{rw_014.pk}/"))
        assert "Holds a budget: on" in page
        assert "Manages people: off" in page
        assert "3 Mar 2026 Holds a budget: on activity fund Lee Carter" in page

        assert "Budget" in menu_of(at_ann_s)
        budget = words(at_ann_s.get("/staff/budget/"))
        assert "RW-014 activity fund" in budget
        assert "Yours since 3 Mar 2026, by Lee Carter" in budget
        assert "garden" not in budget
        assert "My team" not in menu_of(at_ann_s)
        row = AuditEntry.objects.get(action="set_post_switch", detail__post="RW-014")
        assert (row.actor_name, row.at.date().isoformat(), row.outcome) == (
            "Lee Carter",
            "2026-03-03",
            "done",
        )
        assert row.detail == {"post": "RW-014", "switch": "holds_budget", "on": True}
        change = SwitchChange.objects.get(post=rw_014)
        assert (change.by, change.at, change.reason) == (lee, MARCH_3, "activity fund")

        assert switches(at_lee_s, rw_014, on=False, reason="The year is over").status_code == 302
        assert "Budget" not in menu_of(at_ann_s)
        assert at_ann_s.get("/staff/budget/").status_code == 403


@pytest.fixture
def morning():
    with time_machine.travel(MARCH_3, tick=False) as traveller:
        yield traveller


def test_nobody_gives_their_own_post_a_duty_and_no_worker_gives_any(morning):
    durham = real_service(DURHAM)
    lee, ann = in_post(durham, "AM-001", "Lee Carter"), in_post(durham, "RW-014", "Ann Dodds")

    own = switches(signed_in_client(lee), post(durham, "AM-001"), on=True)
    assert own.status_code == 422
    assert "This is your own post." in words(own)
    assert switches(signed_in_client(ann), post(durham, "RW-013"), on=True).status_code == 403
    assert not SwitchChange.objects.exists()


def test_a_change_of_nothing_and_one_without_a_reason_are_refused_and_what_was_typed_stays(morning):
    durham = real_service(DURHAM)
    lee = signed_in_client(in_post(durham, "AM-001", "Lee Carter"))
    rw_014 = post(durham, "RW-014")

    same = switches(lee, rw_014, on=False, reason="tidying up")
    assert "It stands so already." in words(same)
    assert 'value="tidying up"' in same.content.decode()
    assert "Say why" in words(switches(lee, rw_014, on=True, reason=""))
    assert not SwitchChange.objects.exists()


def test_of_two_posts_only_the_one_that_holds_a_budget_is_a_line(morning):
    durham = real_service(DURHAM)
    ann = in_post(durham, "RW-014", "Ann Dodds")
    make_holding(ann, post(durham, "RW-013"), date(2026, 1, 5))
    lee = signed_in_client(in_post(durham, "AM-001", "Lee Carter"))
    switches(lee, post(durham, "RW-014"), on=True)

    budget = words(signed_in_client(ann).get("/staff/budget/"))
    assert "RW-014 activity fund" in budget
    assert "RW-013" not in budget


def test_somebody_acts_up_once_their_own_post_may(morning):
    durham = real_service(DURHAM)
    lee, ann = in_post(durham, "AM-001", "Lee Carter"), in_post(durham, "RW-014", "Ann Dodds")
    lees, area = signed_in_client(lee), post(durham, "AM-002")
    said = {"worker": ann.pk, "starts_on": "9/3/2026", "ends_on": "22/3/2026", "acting": "on"}

    refused = lees.post(f"/staff/posts/{area.pk}/give/", {"id": new_id(), **said})
    assert refused.status_code == 422
    assert "Ann Dodds's post does not act up. Turn that duty on first, on the page of RW-014." in words(
        refused
    )
    switches(lees, post(durham, "RW-014"), on=True, switch="acts_up", reason="Two weeks for Mina Hall")
    assert lees.post(f"/staff/posts/{area.pk}/give/", {"id": new_id(), **said}).status_code == 302
    assert ann.holdings.filter(acting=True, post=area).exists()


def test_a_right_given_and_taken_back_leaves_both_in_the_log(morning):
    """What it was when it was looked at again says nothing of what it was in between (security.md, A29)."""
    durham = real_service(DURHAM)
    lee = signed_in_client(in_post(durham, "AM-001", "Lee Carter"))
    rw_014 = post(durham, "RW-014")

    switches(lee, rw_014, on=True)
    switches(lee, rw_014, on=False)

    assert [change.on for change in SwitchChange.objects.order_by("at")] == [True, False]
    rows = AuditEntry.objects.filter(action="set_post_switch", outcome="done").order_by("at")
    assert [row.detail["on"] for row in rows] == [True, False]


def test_sent_twice_is_one_change_and_otherwise_under_its_id_is_a_conflict(morning):
    durham = real_service(DURHAM)
    lee = signed_in_client(in_post(durham, "AM-001", "Lee Carter"))
    rw_014, one = post(durham, "RW-014"), new_id()

    for _ in range(2):
        assert switches(lee, rw_014, on=True, id=one).status_code == 302
    assert switches(lee, rw_014, on=False, id=one).status_code == 422
    assert SwitchChange.objects.count() == 1


def test_loading_the_service_s_file_again_keeps_what_the_service_changed(morning):
    durham = real_service(DURHAM)
    lee = signed_in_client(in_post(durham, "AM-001", "Lee Carter"))
    switches(lee, post(durham, "RW-014"), on=True)

    again = real_service(DURHAM)
    assert post(again, "RW-014").switches["holds_budget"] is True
    loaded = AuditEntry.objects.filter(action="load_service").order_by("-id")[0]
    assert (loaded.detail["changes"], loaded.outcome) == ([], "repeat")


def test_a_post_shows_its_grade_and_both_who_it_reports_to_by_name(morning):
    crisis = real_service(LLR)
    dan = in_post(crisis, "RW-01", "Dan Price")
    in_post(crisis, "SR-01", "Ola Musa"), in_post(crisis, "TL-01", "Tess Grant")
    page = words(signed_in_client(dan).get(f"/staff/posts/{post(crisis, 'RW-01').pk}/"))

    assert "Grade Grade 2" in page
    assert "Reports to Ola Musa (Senior Recovery Worker) or Tess Grant (Team Leader)" in page


@pytest.mark.duty("SUR-01")
def test_surrey_s_role_stands_as_its_profile_has_it_and_the_administrator_adds_a_locality_by_name(morning):
    surrey = real_service(SURREY)
    ada = signed_in_client(in_post(surrey, "SA-01", "Ada Lund"))
    roles = words(ada.get("/staff/roles/"))
    role = roles[roles.index("Support Time Recovery Worker (6PCS, PS6, created March 2017, BM-2017-399)") :]
    assert "reports to Practice Lead or Team Manager." in role.split("May ")[0]

    form = ada.get("/services/teams/new/").content.decode()
    within = Unit.objects.get(service=surrey, code="comms-and-ops-mental-health")
    assert f'value="{within.pk}" selected' in form
    said = {"id": new_id(), "name": "Epsom locality team", "kind": "locality team", "within": within.pk}
    assert ada.post("/services/teams/new/", said).url == "/services/"
    assert "Epsom locality team locality team Comms & Ops / Mental Health" in words(ada.get("/services/"))

    real_service(SURREY, version=2)
    epsom = Unit.objects.get(service=surrey, name="Epsom locality team")
    assert (epsom.retired, epsom.path) == (
        False,
        "adult-social-care/comms-and-ops-mental-health/epsom-locality-team/",
    )
    str_01 = post(surrey, "STR-01")
    stands = {"unit": epsom.pk, "operational_line": str_01.operational_line_id}
    assert ada.post(f"/staff/posts/{str_01.pk}/stands/", stands).url == f"/staff/posts/{str_01.pk}/"
    assert post(surrey, "STR-01").unit == epsom


def test_a_second_team_of_the_same_name_is_refused(morning):
    surrey = real_service(SURREY)
    ada = signed_in_client(in_post(surrey, "SA-01", "Ada Lund"))
    within = Unit.objects.get(service=surrey, code="comms-and-ops-mental-health")
    said = {"id": new_id(), "name": "guildford  Locality team", "kind": "locality team", "within": within.pk}

    answer = ada.post("/services/teams/new/", said)
    assert answer.status_code == 422
    assert "There is a team called guildford Locality team already." in words(answer)


def test_a_line_that_would_go_round_in_a_circle_is_refused_and_says_which_way(morning):
    durham = real_service(DURHAM)
    ada = signed_in_client(in_post(durham, "SA-01", "Ada Lund"))
    area, worker = post(durham, "AM-001"), post(durham, "RW-014")

    answer = ada.post(
        f"/staff/posts/{area.pk}/stands/", {"unit": area.unit_id, "operational_line": worker.pk}
    )
    assert answer.status_code == 422
    assert "The operational line goes round in a circle: AM-001 > RW-014 > AM-001." in words(answer)
    assert post(durham, "AM-001").operational_line is None
    assert Service.objects.get(pk=durham.pk).local == {}


def test_a_worker_is_never_left_with_nobody_to_approve_for_them(morning):
    durham = real_service(DURHAM)
    ada = signed_in_client(in_post(durham, "SA-01", "Ada Lund"))
    worker = post(durham, "RW-014")

    answer = ada.post(f"/staff/posts/{worker.pk}/stands/", {"unit": worker.unit_id, "operational_line": ""})
    assert answer.status_code == 422
    assert "Post 'RW-014' has nobody to escalate to" in words(answer)
