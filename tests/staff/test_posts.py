"""Posts and who holds them: given, ended, shared, for a fixed term; never the last who can administer, never one's own (org-structure)."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from tests.factories.base import (
    make_holding,
    make_post,
    make_role,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.in_post import in_post
from tests.factories.real_service import real_service
from tests.factories.sign_in import signed_in_client
from tests.staff.door import words
from waymark.core.actions import frame
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.organisation.services.models import Post
from waymark.organisation.staff.models import Holding
from waymark.people.access.choices import Profile

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def first_of_june():
    with time_machine.travel(NOW, tick=False) as found:
        yield found


class Leeds:
    """Helen Ward leads the recovery centre; Kiran Patel works in it for Touchstone; two administrators keep it."""

    def __init__(self):
        self.service = real_service("leeds-recovery-centre")
        self.helen = in_post(self.service, "RL-01", "Helen Ward")
        self.kiran = in_post(self.service, "RW-08", "Kiran Patel", ends_on=date(2026, 5, 31))
        self.beth = in_post(self.service, "CC-01", "Beth Moss")
        self.ada = in_post(self.service, "SA-01", "Ada Lund")

    def post(self, number):
        return Post.objects.get(service=self.service, number=number)


@pytest.fixture
def leeds():
    return Leeds()


@pytest.fixture
def ada(leeds):
    """A browser of the administrator's."""
    return signed_in_client(leeds.ada)


def give(client, post, worker, starts_on="1/6/2026", ends_on="", **more):
    said = {"id": str(new_id()), "worker": str(worker.pk), "starts_on": starts_on, "ends_on": ends_on, **more}
    return client.post(f"/staff/posts/{post.pk}/give/", said)


def end(client, holding, on):
    return client.post(f"/staff/holdings/{holding.pk}/end/", {"on": on})


def test_the_page_counts_posts_and_vacancies_and_says_both_lines(ada, leeds):
    page = words(ada.get("/staff/posts/"))

    assert "Posts 46 in all, 43 vacant" in page
    row = page[page.index("RW-08") :]
    assert "Employed by Touchstone, at Asket Croft, 37.5 hours a week, fixed term of up to 12 months." in row
    assert "Answers to RL-01 Rehabilitation and Recovery Lead." in row
    assert "For employment and professional matters: LK-02 Parent-organisation Link." in row


def test_a_post_is_given_from_one_day_to_another(ada, leeds):
    """LDS-04: a term of 1 June 2026 to 31 May 2027."""
    answer = give(ada, leeds.post("RW-08"), leeds.kiran, "1/6/2026", "31/5/2027")

    assert answer.url == "/staff/posts/"
    page = words(ada.get("/staff/posts/"))
    assert "Kiran Patel holds RW-08 from 1 June 2026." in page
    assert "Kiran Patel, since 1 Jun 2026, until 31 May 2027" in page
    held = leeds.kiran.holdings.get(starts_on=date(2026, 6, 1))
    row = AuditEntry.objects.filter(action="give_post", object=f"staff.holding:{held.pk}").get()
    assert row.actor_name == "Ada Lund"
    assert row.detail["ends_on"] == "2027-05-31"


@pytest.mark.parametrize(
    ("ends_on", "says"),
    [
        (
            "30/6/2027",
            "This post is for a fixed term of up to 12 months: 31 May 2027 is the last day it can be.",
        ),
        ("1/6/2027", "31 May 2027 is the last day it can be."),
        ("", "give a last day, 31 May 2027 at the latest."),
        ("31/5/2026", "The last day is before the first."),
    ],
)
def test_a_term_longer_than_the_rule_is_refused(ada, leeds, ends_on, says):
    """LDS-04: thirteen months are refused by the template's twelve-month rule."""
    answer = give(ada, leeds.post("RW-08"), leeds.kiran, "1/6/2026", ends_on)

    assert answer.status_code == 422
    assert says in words(answer)
    assert f'value="{ends_on}"' in answer.content.decode()
    assert leeds.kiran.holdings.count() == 1


def test_a_fixed_term_is_not_made_longer_by_moving_its_end(ada, leeds):
    give(ada, leeds.post("RW-08"), leeds.kiran, "1/6/2026", "31/5/2027")
    held = leeds.kiran.holdings.get(starts_on=date(2026, 6, 1))

    assert end(ada, held, "1/6/2027").status_code == 422
    assert end(ada, held, "31/3/2027").url == "/staff/posts/"
    held.refresh_from_db()
    assert held.ends_on == date(2027, 3, 31)


def test_sending_the_page_twice_gives_the_post_once(ada, leeds):
    once = {"id": str(new_id())}
    for _ in range(2):
        assert give(ada, leeds.post("RW-09"), leeds.kiran, "1/6/2026", "31/5/2027", **once).status_code == 302

    assert Holding.objects.filter(post=leeds.post("RW-09")).count() == 1


def test_the_same_page_sent_again_with_other_days_changes_nothing(ada, leeds):
    once = {"id": str(new_id())}
    give(ada, leeds.post("RW-09"), leeds.kiran, "1/6/2026", "31/5/2027", **once)

    answer = give(ada, leeds.post("RW-09"), leeds.beth, "1/6/2026", "31/5/2027", **once)
    assert answer.status_code == 422
    assert "begin again from there" in words(answer)
    assert Holding.objects.get(post=leeds.post("RW-09")).worker == leeds.kiran


def test_a_second_holder_is_refused_where_no_job_share_is_marked(ada, leeds):
    answer = give(ada, leeds.post("CC-01"), leeds.kiran)

    assert answer.status_code == 422
    assert "Beth Moss holds this post in those days, and it is not marked as a job share." in words(answer)


def test_a_job_share_has_two_holders(ada, leeds):
    posts = [
        {**row, "job_share": True} if row["number"] == "CC-01" else row
        for row in leeds.service.source["posts"]
    ]
    real_service("leeds-recovery-centre", posts=posts, version=leeds.service.version + 1)

    assert give(ada, leeds.post("CC-01"), leeds.kiran).url == "/staff/posts/"
    page = words(ada.get("/staff/posts/"))
    row = page[page.index("CC-01") : page.index("CC-02")]
    assert "Beth Moss" in row
    assert "Kiran Patel" in row
    assert "job share" in row


def test_a_post_may_be_filled_from_the_day_after_it_falls_vacant(ada, leeds):
    end(ada, leeds.beth.holdings.get(), "30/6/2026")

    assert give(ada, leeds.post("CC-01"), leeds.kiran, "30/6/2026").status_code == 422
    assert give(ada, leeds.post("CC-01"), leeds.kiran, "1/7/2026").url == "/staff/posts/"
    assert "Kiran Patel comes on 1 Jul 2026" in words(ada.get("/staff/posts/"))


def test_a_last_day_is_not_moved_into_the_days_of_whoever_comes_after(ada, leeds):
    held = leeds.beth.holdings.get()
    end(ada, held, "30/6/2026")
    give(ada, leeds.post("CC-01"), leeds.kiran, "1/7/2026")

    answer = end(ada, held, "31/7/2026")
    assert answer.status_code == 422
    assert "Kiran Patel holds this post in those days" in words(answer)


def test_somebody_acting_covers_a_post_that_is_held(ada, leeds):
    """DUR-24: from one day to another, and marked."""
    no_end = give(ada, leeds.post("CC-01"), leeds.kiran, acting="on")
    assert "Acting up ends on a day: give the last one." in words(no_end)

    assert (
        give(ada, leeds.post("CC-01"), leeds.kiran, "1/6/2026", "14/6/2026", acting="on").status_code == 302
    )
    assert "Kiran Patel, acting, since 1 Jun 2026, until 14 Jun 2026" in words(ada.get("/staff/posts/"))


def small_service():
    """An administrator, and one lead who alone approves and is told when something is escalated."""
    team = make_unit(make_service("small"))
    ada = make_worker("Ada Lund", unit=team, profile=Profile.ADMINISTRATOR)
    lee = make_worker("Lee Carter", unit=team, profile=Profile.LEAD)
    return team, signed_in_client(ada), lee


def test_the_last_who_can_administer_is_not_taken_away(leeds):
    """Of Leeds, Helen and Ada alone manage staff; once Helen has left nobody else could end Ada's post, nor Ada her own."""
    helen, ada = signed_in_client(leeds.helen), signed_in_client(leeds.ada)

    assert end(ada, leeds.helen.holdings.get(), "31/5/2026").status_code == 422
    in_post(leeds.service, "SA-02", "Di Nash")
    assert end(helen, leeds.ada.holdings.get(), "31/5/2026").url == "/staff/posts/"
    assert ada.get("/staff/workers/").url.startswith("/sign-in/")


def test_whoever_alone_is_told_when_something_is_escalated_is_not_taken_away():
    team, ada, lee = small_service()
    held = lee.holdings.get()

    answer = end(ada, held, "31/5/2026")
    assert answer.status_code == 422
    assert "Nobody could be told when something is escalated after that." in words(answer)
    assert "Give somebody else such a post first." in words(answer)
    held.refresh_from_db()
    assert held.ends_on is None

    bo = make_worker("Bo Lind", unit=team)
    give(ada, make_post(team, make_role(team.service, profile=Profile.LEAD)), bo)
    assert end(ada, held, "31/5/2026").url == "/staff/posts/"


def test_somebody_who_is_to_come_later_does_not_fill_the_gap():
    team, ada, lee = small_service()
    make_holding(
        make_worker("Bo Lind", unit=team),
        make_post(team, make_role(team.service, profile=Profile.LEAD)),
        date(2026, 6, 10),
    )

    assert end(ada, lee.holdings.get(), "5/6/2026").status_code == 422
    assert end(ada, lee.holdings.get(), "9/6/2026").url == "/staff/posts/"


def test_somebody_who_cannot_sign_in_does_not_count_as_staying():
    team, ada, lee = small_service()
    shut = make_worker("Di Nash", unit=team, profile=Profile.LEAD)
    shut.user.is_active = False
    shut.user.save()

    assert end(ada, lee.holdings.get(), "31/5/2026").status_code == 422


def test_a_later_last_day_is_never_refused_for_leaving_nobody():
    _, ada, lee = small_service()
    held = lee.holdings.get()
    with frame("factory"):
        Holding.objects.filter(pk=held.pk).update(ends_on=date(2026, 6, 30))

    assert end(ada, held, "31/12/2026").url == "/staff/posts/"
    assert end(ada, held, "30/11/2026").status_code == 422


def test_nobody_gives_or_ends_a_post_of_their_own(ada, leeds):
    answer = end(ada, leeds.ada.holdings.get(), "31/5/2026")
    assert answer.status_code == 422
    assert "This is your own. Somebody else who manages staff has to do it." in words(answer)

    assert give(ada, leeds.post("RL-01"), leeds.ada).status_code == 422
    assert not Holding.objects.filter(worker=leeds.ada, post=leeds.post("RL-01")).exists()


def test_a_worker_sees_posts_and_is_offered_nothing_to_change(leeds):
    bo = in_post(leeds.service, "RW-01", "Bo Lind", ends_on=date(2026, 12, 31))
    page = signed_in_client(bo).get("/staff/posts/")

    assert page.status_code == 200
    assert "/give/" not in page.content.decode()
    assert "/end/" not in page.content.decode()


@pytest.mark.parametrize(
    "name", ["give_post", "end_post", "workers", "take_on", "worker", "make_sign_in", "end_sessions_of"]
)
def test_whoever_manages_no_staff_is_refused_and_it_is_logged(leeds, name):
    """ASC-22's like: the address typed by hand."""
    bo = in_post(leeds.service, "RW-01", "Bo Lind", ends_on=date(2026, 12, 31))
    given = {
        "give_post": [leeds.post("RW-09").pk],
        "end_post": [leeds.beth.holdings.get().pk],
        "worker": [leeds.beth.pk],
        "make_sign_in": [leeds.beth.pk],
        "end_sessions_of": [leeds.beth.pk],
    }
    address, client = reverse(name, args=given.get(name, [])), signed_in_client(bo)

    for answer in (client.get(address), client.post(address, {"on": "31/5/2026"})):
        assert answer.status_code == 403
        assert "This is not available to your role." in words(answer)
        assert "Beth" not in words(answer)
    rows = AuditEntry.objects.filter(action="open_page", object=address, outcome="refused")
    assert rows.count() == 2


@pytest.fixture
def theirs(leeds):
    """Somebody of another service, in a post of theirs."""
    return make_worker("Zed Far", unit=make_unit(make_service("far")))


@pytest.mark.parametrize(
    "name",
    [
        "give_post",
        "end_post",
        "worker",
        "make_sign_in",
        "give_first_password",
        "reset_second_factor",
        "end_sessions_of",
    ],
)
def test_another_service_s_posts_and_workers_are_not_found(ada, theirs, name):
    held = theirs.holdings.get()
    about = {"give_post": held.post_id, "end_post": held.pk}.get(name, theirs.pk)
    address, said = (
        reverse(name, args=[about]),
        {"on": "31/5/2026", "username": "zed", "worker": str(theirs.pk)},
    )

    answer = ada.get(address) if name == "worker" else ada.post(address, said)
    assert answer.status_code == 404
    held.refresh_from_db()
    theirs.user.refresh_from_db()
    assert (held.ends_on, theirs.user.epoch) == (None, 0)
    assert AuditEntry.objects.filter(action="open_record", outcome="refused").count() == 1


def test_a_colleague_of_another_service_cannot_be_chosen_for_a_post(ada, leeds, theirs):
    answer = give(ada, leeds.post("CC-02"), theirs)

    assert answer.status_code == 422
    assert "Choose who is to hold the post." in words(answer)
    assert "Zed Far" not in words(answer)


@pytest.mark.parametrize("day", ["", "soon", "31/2/2026", "2026-13-01", "1/6/26; DROP TABLE", "０"])
def test_a_day_that_is_none_is_told_beside_the_field(ada, leeds, day):
    answer = end(ada, leeds.beth.holdings.get(), day)

    assert answer.status_code == 422
    assert ("Give the day like 5/3/2026." if day else "Give the last day.") in words(answer)


def test_days_are_read_as_people_write_them(ada, leeds):
    for written in ("2026-07-31", "31/7/2026", "31.7.2026", "31 July 2026", "31 Jul 2026"):
        end(ada, leeds.beth.holdings.get(), "30/6/2026")
        assert end(ada, leeds.beth.holdings.get(), written).status_code == 302
        assert leeds.beth.holdings.get().ends_on == date(2026, 7, 31)


def test_a_vacant_post_of_a_worker_who_left_long_ago_stays_in_the_past(ada, leeds):
    """What somebody held is not forgotten: their page still says when."""
    page = words(ada.get(f"/staff/workers/{leeds.kiran.pk}/"))

    assert "RW-08 Recovery Worker" in page
    assert "5 Jan 2026 to 31 May 2026" in page
