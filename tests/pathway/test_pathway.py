"""ASC-20 and SUR-10: who does what now in plain words, the numbered copy that has the same, and what happens when somebody leaves."""

import re
from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.real_service import hire, london, real_service
from tests.factories.sign_in import signed_in_client
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.people.service_users import rules
from waymark.people.service_users.models import KeyContact, Sheet, SheetGiven
from waymark.project.clock import JOBS
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
FOUR = {
    "Amy Holt": ("Care coordinator", "01483 496 0001", "Monday to Friday, 9 to 5"),
    "Eve Marsh": ("Housing worker", "01483 496 0002", "Tuesdays, 10 to 2"),
    "Dr Rao": ("Psychiatrist", "01483 496 0003", "Wednesday mornings"),
    "Sunny Bank surgery": ("GP", "01483 496 0004", "Every day, 8 to 6"),
}


def the_clock_passes():
    """What the clock's own list does about sheets: how many were told."""
    [job] = [job for job in JOBS if "pathway sheet" in job.name]
    return job.run(clock.now())


def said(response):
    return " ".join(response.content.decode().split())


def shown_by(page):
    """The contacts a page shows, and whether each shows its hours."""
    return {name: hours in page for name, (_, _, hours) in FOUR.items() if f"<strong>{name}</strong>" in page}


def mapped(client, person):
    """The stage and the four, as the worker types them."""
    where = f"/pathway/{person.pk}/"
    assert client.post(f"{where}where/", {"id": new_id(), "stage": "community care, S117"}).status_code == 302
    for name, (does, reach, hours) in FOUR.items():
        typed = {"id": new_id(), "name": name, "does": does, "reach": reach, "hours": hours}
        assert client.post(f"{where}contact/", typed).status_code == 302
    return where


def tom_of(service, worker):
    team = worker.holdings.get().post.unit
    tom = make_person("Tom", "Reed", service=service)
    make_allocation(make_episode(tom, team), worker)
    return tom


@pytest.mark.duty("ASC-20")
def test_joy_opens_tom_s_map_and_his_printed_copy_has_the_same_four():
    council = real_service("council-str-asc011")
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        joy = hire(council, "str-worker", "Joy Blake")
        joys, tom = signed_in_client(joy), tom_of(council, joy)
        where = mapped(joys, tom)
        page = said(joys.get(where))
        printed = joys.post(f"{where}print/", {"id": new_id()}, follow=True)
        copy = said(printed)

    [meaning] = re.findall(r"<dt><strong>S117</strong></dt><dd>(.*?)</dd>", page)
    assert meaning.startswith("The health service and the council must give you after-care")
    assert meaning.count(".") == 1
    assert shown_by(page) == dict.fromkeys(FOUR, True)
    assert shown_by(copy) == shown_by(page)
    assert "My pathway and people" in copy
    assert "Version 1" in copy
    assert meaning in copy


@pytest.mark.duty("SUR-10")
def test_eve_leaves_the_sheet_is_out_of_date_amy_gets_a_task_and_the_old_version_shows_as_replaced():
    surrey = real_service("surrey-str")
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        amy = hire(surrey, "str-worker", "Amy Holt")
        amys, tom = signed_in_client(amy), tom_of(surrey, amy)
        where = mapped(amys, tom)
        amys.post(f"{where}print/", {"id": new_id()})
        sheet = Sheet.objects.get()
        given = {"id": new_id(), "on": "4/3/2026", "understood": "yes", "words": "I know who to ring"}
        assert amys.post(f"{where}sheet/{sheet.pk}/given/", given).status_code == 302
        assert "Given on 4 March 2026: it is clear to them. I know who to ring" in said(amys.get(where))
        eve = KeyContact.objects.get(name="Eve Marsh")
        assert amys.post(f"{where}contact/{eve.pk}/leaves/", {"on": "31/3/2026"}).status_code == 302
    with time_machine.travel(london(date(2026, 3, 31), 23), tick=False):
        assert the_clock_passes() == 0
        assert "out of date" not in said(signed_in_client(amy).get(where))
    with time_machine.travel(london(date(2026, 4, 1), 0, 5), tick=False):
        assert (the_clock_passes(), the_clock_passes()) == (1, 0)
        amys = signed_in_client(amy)
        task, page = Task.objects.get(), said(amys.get(where))
        old = said(amys.get(f"{where}sheet/{sheet.pk}/"))
        assert (task.owner, task.person) == (amy, tom)
        assert "Eve Marsh (Housing worker) has left" in said(amys.get("/tasks/"))
        assert "is out of date" in page
        assert "Version 1: replaced, out of date since 1 April 2026" in page
        assert "Version 1: replaced, out of date since 1 April 2026" in old

        fay = {"id": new_id(), "name": "Fay Nunn", "does": "Housing worker", "reach": "01483 496 0005"}
        assert (
            amys.post(f"{where}contact/", {**fay, "hours": "Tuesdays", "follows": eve.pk}).status_code == 302
        )
        amys.post(f"{where}print/", {"id": new_id()})
        page = said(amys.get(where))
    assert "Version 1: replaced by version 2" in page
    assert "Version 2: the one that holds" in page
    assert "is out of date" not in page


def test_a_successor_known_before_the_day_needs_no_task():
    surrey = real_service("surrey-str")
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        amy = hire(surrey, "str-worker", "Amy Holt")
        amys, tom = signed_in_client(amy), tom_of(surrey, amy)
        where = mapped(amys, tom)
        amys.post(f"{where}print/", {"id": new_id()})
        eve = KeyContact.objects.get(name="Eve Marsh")
        amys.post(f"{where}contact/{eve.pk}/leaves/", {"on": "31/3/2026"})
        fay = {"id": new_id(), "name": "Fay", "does": "Housing", "reach": "desk", "hours": "Tuesdays"}
        amys.post(f"{where}contact/", {**fay, "follows": eve.pk})
    with time_machine.travel(london(date(2026, 4, 1), 0, 5), tick=False):
        assert the_clock_passes() == 0


def test_what_is_missing_is_said_and_nothing_is_kept():
    council = real_service("council-str-asc011")
    joy = hire(council, "str-worker", "Joy Blake")
    joys, tom = signed_in_client(joy), tom_of(council, joy)
    where = f"/pathway/{tom.pk}/"

    assert joys.post(f"{where}where/", {"id": new_id()}).status_code == 422
    short = joys.post(f"{where}contact/", {"id": new_id(), "name": "Eve", "does": "Housing", "reach": "desk"})
    assert "Say when they are there." in said(short)
    assert "at least one contact" in said(joys.post(f"{where}print/", {"id": new_id()}, follow=True))
    assert (KeyContact.objects.count(), Sheet.objects.count(), SheetGiven.objects.count()) == (0, 0, 0)


def test_printed_twice_by_one_press_is_one_version():
    council = real_service("council-str-asc011")
    joy = hire(council, "str-worker", "Joy Blake")
    joys, tom = signed_in_client(joy), tom_of(council, joy)
    where, sent = mapped(joys, tom), {"id": new_id()}
    for _ in range(2):
        joys.post(f"{where}print/", sent)

    assert Sheet.objects.get().number == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("community care, S117", ["S117", "Community care"]),
        ("Section 117 after-care under CPA", ["S117", "CPA"]),
        ("MS1170 is not it", []),
        ("", []),
    ],
)
def test_the_words_of_the_system_are_found_as_they_are_written(text, words):
    assert [term.word for term in rules.terms_in(text)] == words


def test_every_word_of_the_glossary_is_explained_in_one_sentence():
    for word, _, means in rules.GLOSSARY:
        assert means.endswith("."), word
        assert means.count(".") == 1, word
