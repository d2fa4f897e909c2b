"""Whom a manager answers for, and what they are told in time: terms that end, documents that are not signed (LDS-04, LDS-109)."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.in_post import in_post
from tests.factories.real_service import real_service, unit_of_service
from tests.factories.sign_in import give_phone, signed_in_client
from tests.services.files import DURHAM, LEEDS, LLR
from tests.staff.door import come_in, give_password, is_in, words
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.doors.team import jobs
from waymark.organisation.services.models import Post
from waymark.organisation.staff.models import Holding
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db


def at(day, hour=9):
    return datetime(day.year, day.month, day.day, hour, 0, tzinfo=UTC)


def menu_of(client):
    page = client.get("/account/").content.decode()
    return page[page.index("<nav") : page.index("</nav>")]


def kiran_with_seven(leeds, ends_on):
    kiran = in_post(leeds, "RW-01", "Kiran Patel", starts_on=date(2026, 6, 1), ends_on=ends_on)
    for number in range(7):
        person = make_person(f"Person{number}", "Marsh", service=leeds)
        make_allocation(make_episode(person, unit_of_service(leeds, "recovery-centre")), kiran)
    return kiran


@pytest.mark.duty("LDS-04")
def test_helen_is_told_sixty_days_before_of_seven_people_and_at_the_end_the_access_ends():
    with time_machine.travel(at(date(2026, 5, 20)), tick=False) as traveller:
        leeds = real_service(LEEDS)
        helen = in_post(leeds, "RL-01", "Helen Ward")
        in_post(leeds, "MA-01", "Mo Lane")
        kiran = kiran_with_seven(leeds, date(2027, 5, 31))
        post = Post.objects.get(service=leeds, number="RW-02")
        thirteen = {"id": new_id(), "worker": kiran.pk, "starts_on": "1/6/2026", "ends_on": "30/6/2027"}
        refused = signed_in_client(helen).post(f"/staff/posts/{post.pk}/give/", thirteen)
        assert refused.status_code == 422
        assert (
            "This post is for a fixed term of up to 12 months: 31 May 2027 is the last day it can be."
            in words(refused)
        )
        assert not Holding.objects.filter(post=post).exists()

        traveller.move_to(at(date(2027, 3, 31)))
        jobs.tell_managers(clock.now())
        assert not Task.objects.filter(owner=helen, words__contains="Kiran").exists()
        assert "left," not in words(signed_in_client(helen).get("/team/mine/"))

        traveller.move_to(at(date(2027, 4, 1)))
        assert jobs.tell_managers(clock.now()) == 1
        assert jobs.tell_managers(clock.now() + timedelta(hours=1)) == 0
        helens = signed_in_client(helen)
        assert "60 days left, 7 people to hand over" in words(helens.get("/team/mine/"))
        told = words(helens.get("/tasks/"))
        assert "Kiran Patel (RW-01) leaves after 31 May 2027: 60 days left, 7 people to hand over." in told
        handing = words(helens.get(f"/caseload/worker/{kiran.pk}/hand-over/"))
        assert all(f"Person{number} Marsh" in handing for number in range(7))

        traveller.move_to(datetime(2027, 5, 31, 22, 50, tzinfo=UTC))
        phone = give_phone(kiran)
        open_tab = Client()
        come_in(open_tab, kiran, phone)
        assert is_in(open_tab)
        traveller.move_to(datetime(2027, 5, 31, 23, 0, tzinfo=UTC))
        assert not is_in(open_tab)
        assert give_password(Client(), kiran).status_code == 422


def test_the_hand_over_is_asked_of_whoever_is_there_when_the_lead_is_away():
    with time_machine.travel(at(date(2027, 4, 1)), tick=False):
        leeds = real_service(LEEDS)
        helen, sue = in_post(leeds, "RL-01", "Helen Ward"), in_post(leeds, "SM-01", "Sue Park")
        kiran_with_seven(leeds, date(2027, 5, 31))
        signed_in_client(helen).post(
            f"/staff/workers/{helen.pk}/away/",
            {"id": new_id(), "starts_on": "1/4/2027", "ends_on": "9/4/2027", "covered_by": ""},
        )

        jobs.tell_managers(clock.now())
        assert Task.objects.get(words__contains="Kiran").owner == sue


def test_nobody_is_told_of_a_term_that_another_follows():
    with time_machine.travel(at(date(2027, 4, 1)), tick=False):
        leeds = real_service(LEEDS)
        helen = in_post(leeds, "RL-01", "Helen Ward")
        kiran = kiran_with_seven(leeds, date(2027, 5, 31))
        again = Post.objects.get(service=leeds, number="RW-02")
        signed_in_client(helen).post(
            f"/staff/posts/{again.pk}/give/",
            {"id": new_id(), "worker": kiran.pk, "starts_on": "1/6/2027", "ends_on": "31/5/2028"},
        )

        jobs.tell_managers(clock.now())
        assert Holding.objects.filter(worker=kiran).count() == 2
        assert not Task.objects.filter(words__contains="Kiran").exists()


@pytest.mark.duty("LDS-109")
def test_a_document_is_signed_by_both_and_the_next_version_is_not_while_the_last_stays_readable():
    with time_machine.travel(at(date(2026, 2, 27)), tick=False) as traveller:
        leeds = real_service(LEEDS)
        helen, ada = in_post(leeds, "RL-01", "Helen Ward"), in_post(leeds, "SA-01", "Ada Lund")
        kiran = in_post(leeds, "RW-08", "Kiran Patel", ends_on=date(2027, 1, 4))
        core = Post.objects.get(service=leeds, number="RW-01").role
        publish = f"/role-documents/role/{core.pk}/publish/"
        for version in (1, 2):
            said = {"id": new_id(), "text": f"Recovery Worker 027a, words of edition {version}."}
            v2 = signed_in_client(ada).post(publish, said).url

        traveller.move_to(at(date(2026, 3, 2)))
        kirans, helens = signed_in_client(kiran), signed_in_client(helen)
        assert "v2 not signed" in words(kirans.get("/role-documents/"))
        for client in (kirans, helens):
            said = {"id": new_id(), "worker": kiran.pk}
            assert (
                client.post(f"/team{v2.replace('role-documents', 'documents')}sign/", said).status_code == 302
            )
        page = words(kirans.get(v2))
        assert "v2 signed. Kiran Patel on 2 Mar 2026. As manager Helen Ward on 2 Mar 2026" in page

        traveller.move_to(at(date(2026, 5, 1)))
        said = {"id": new_id(), "text": "Recovery Worker 027a, words of edition 3."}
        v3 = signed_in_client(ada).post(publish, said).url
        kirans, helens = signed_in_client(kiran), signed_in_client(helen)
        for shown in (
            kirans.get("/role-documents/"),
            helens.get("/role-documents/"),
            helens.get("/team/mine/"),
        ):
            assert "v3 not signed" in words(shown)
        for client in (kirans, helens):
            earlier = words(client.get(v2))
            assert "words of edition 2." in earlier
            assert "This is an earlier version. v3 counts now." in earlier
            assert "words of edition 3." in words(client.get(v3))

        assert jobs.tell_managers(clock.now()) == 2
        assert "Read and sign your role document: Recovery Worker, v3." in words(kirans.get("/tasks/"))
        assert "Sign the role document of Kiran Patel as their manager" in words(helens.get("/tasks/"))
        sign = {"id": new_id(), "worker": kiran.pk}
        for _ in range(2):
            assert (
                kirans.post(f"/team{v3.replace('role-documents', 'documents')}sign/", sign).status_code == 302
            )
        assert "Read and sign" not in words(kirans.get("/tasks/"))
        assert "v3 signed by Kiran Patel only" in words(helens.get("/team/mine/"))


def test_nobody_signs_an_old_version_nor_for_somebody_they_do_not_manage():
    with time_machine.travel(at(date(2026, 3, 2)), tick=False):
        leeds = real_service(LEEDS)
        ada, mo = in_post(leeds, "SA-01", "Ada Lund"), in_post(leeds, "MA-01", "Mo Lane")
        kiran = in_post(leeds, "RW-01", "Kiran Patel", ends_on=date(2027, 1, 4))
        role = kiran.holdings.get().post.role
        v1, v2 = (
            signed_in_client(ada)
            .post(f"/role-documents/role/{role.pk}/publish/", {"id": new_id(), "text": text})
            .url.replace("/role-documents/", "/team/documents/")
            for text in ("First.", "Second.")
        )
        said = {"id": new_id(), "worker": kiran.pk}

        old = signed_in_client(kiran).post(f"{v1}sign/", said)
        assert old.status_code == 403
        assert "v2 has replaced this one." in words(old)
        assert signed_in_client(mo).post(f"{v2}sign/", said).status_code == 404
        same = signed_in_client(ada).post(
            f"/role-documents/role/{role.pk}/publish/", {"id": new_id(), "text": "Second."}
        )
        assert same.status_code == 422
        assert "These are the words of v2." in words(same)


def test_my_team_is_there_for_posts_that_manage_and_for_no_others():
    """The first half of TPL-58: there is no such menu, and the typed address is refused and logged."""
    with time_machine.travel(at(date(2026, 3, 2)), tick=False):
        crisis = real_service(LLR)
        dan, mia, tess = (
            in_post(crisis, number, name)
            for number, name in (("RW-01", "Dan Price"), ("RW-02", "Mia Cole"), ("TL-01", "Tess Grant"))
        )
        dans, tesss = signed_in_client(dan), signed_in_client(tess)

        assert "My team" not in menu_of(dans)
        for address in ("/team/mine/", f"/staff/workers/{mia.pk}/"):
            answer = dans.get(address)
            assert answer.status_code == 403
            assert "This is not available to your role." in words(answer)
            assert AuditEntry.objects.get(action="open_page", object=address).outcome == "refused"
        assert "My team" in menu_of(tesss)
        assert "Dan Price" in words(tesss.get("/team/mine/"))


def test_a_post_that_is_given_people_to_manage_has_my_team_at_the_next_page():
    with time_machine.travel(at(date(2026, 3, 2)), tick=False):
        durham = real_service(DURHAM)
        ann, lee = in_post(durham, "RW-014", "Ann Dodds"), in_post(durham, "AM-001", "Lee Carter")
        anns = signed_in_client(ann)
        assert "My team" not in menu_of(anns)

        post = Post.objects.get(service=durham, number="RW-014")
        said = {"id": new_id(), "switch": "manages_people", "on": "yes", "reason": "Two new starters"}
        signed_in_client(lee).post(f"/staff/posts/{post.pk}/switch/", said)
        assert "My team" in menu_of(anns)
        assert "No post that somebody holds today answers to yours." in words(anns.get("/team/mine/"))
