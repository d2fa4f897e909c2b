"""A small month, filled in the test database through the product's own actions, and what somebody who signs in finds there."""

import time
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from tests.factories.base import actor_of, make_service
from waymark.core import clock, heartbeats
from waymark.core.models import AuditEntry
from waymark.doors.boards.choices import Behind
from waymark.doors.contact.models import Draft
from waymark.doors.demo import jobs, queries, rules
from waymark.doors.demo.choices import PASSWORD, SEED_OF_CODES, USUAL
from waymark.organisation.services.models import Service
from waymark.organisation.staff.models import Holding, Worker
from waymark.people.service_users.models import Person
from waymark.support.case_notes.models import Note
from waymark.support.caseload.models import Allocation
from waymark.support.diary.models import Contact, Visit
from waymark.work.due.models import Obligation
from waymark.work.questionnaires import actions as questionnaires
from waymark.work.questionnaires.models import Version
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
SMALL = {"days": 5, "people": 4}


def begin(service=USUAL, **options):
    call_command("demo", part="begin", service=service, **{**SMALL, **options}, stdout=StringIO())


def fill(service=USUAL):
    said = StringIO()
    call_command("demo", part="fill", service=service, stdout=said, stderr=said)
    return said.getvalue()


def sign_in(line):
    """Through both pages of the door, as it is printed."""
    client = Client()
    client.post("/sign-in/", {"username": line.username, "password": PASSWORD})
    if time.time() % 30 > 28:  # a code that ends while it is sent is no code
        time.sleep(2.1)
    answer = client.post("/sign-in/code/", {"code": rules.code_of(SEED_OF_CODES, int(time.time()))})
    assert answer.status_code == 302, f"{line.username} cannot sign in"
    return client


def rows():
    models = (Person, Allocation, Visit, Contact, Note, Task, Obligation, Draft, Worker, Holding)
    return {model.__name__: model.objects.count() for model in models}


def test_a_small_month_is_filled_and_the_audit_chain_holds():
    begin()
    assert fill() == ""

    assert Person.objects.count() == 8 + 4  # and two who were referred to each team
    for model in (Visit, Contact, Note, Obligation):
        assert model.objects.exists(), model
    assert Note.objects.filter(sensitivity="restricted").exists()
    assert Person.objects.filter(chosen_name="Kayal", given_name="கயல்விழி").count() == 2
    assert heartbeats.state_of(heartbeats.FILLING)["done"] == heartbeats.state_of(heartbeats.FILLING)["whole"]
    call_command("clock", once=True, stdout=StringIO())
    call_command("audit", "verify", stdout=StringIO())
    assert AuditEntry.objects.filter(door="demo", action="record_contact", outcome="done").exists()


def test_what_happened_is_dated_when_it_happened_and_by_whom_it_was_done():
    begin()
    fill()

    for note in Note.objects.filter(contact__isnull=False).select_related("contact"):
        assert note.recorded_at >= note.occurred_at
        assert note.author_id == note.contact.worker_id
    assert Note.objects.order_by("recorded_at")[0].recorded_at < clock.now() - timedelta(days=1)
    assert AuditEntry.objects.order_by("at")[0].at > clock.now() - timedelta(minutes=10)


def test_everybody_who_is_printed_can_sign_in_and_the_lead_finds_the_month_on_the_board():
    begin()
    fill()
    lines = queries.sign_ins([USUAL])

    assert len({line.role for line in lines}) == len(lines) == 5
    clients = {line.role: sign_in(line) for line in lines}
    board = clients["Support & Recovery Area Manager"].get("/boards/").content.decode()
    for behind in (Behind.WORRIES, Behind.WITHOUT_KEY_WORKER, Behind.PEOPLE):
        assert f'href="/boards/{behind}/"><strong>0<' not in board, behind
    assert (
        "wm-chip--now" in clients["Support & Recovery Area Manager"].get("/boards/worries/").content.decode()
    )
    for service in ("Recovery Worker", "Support & Recovery Area Manager"):
        assert clients[service].get("/my-day/").status_code == 200


def test_a_month_that_was_broken_off_goes_on_where_it_stopped(monkeypatch):
    begin()
    whole = jobs.filling._laid_out
    monkeypatch.setattr(jobs.filling, "_laid_out", lambda slug, kept: [*whole(slug, kept)[:20], _Broken()])
    with pytest.raises(InterruptedError):
        fill()
    before = rows()
    monkeypatch.undo()
    assert jobs.rest(USUAL) > 0

    assert fill() == ""

    after = rows()
    assert after["Contact"] > before["Contact"]
    assert jobs.rest(USUAL) == 0
    begin()
    fill()
    assert rows() == after


class _Broken:
    """The moment at which somebody pressed Ctrl-C."""

    at, words = clock.machine(), "broken"

    def happen(self):
        raise InterruptedError


def test_a_service_added_later_has_a_month_of_its_own():
    begin()
    fill()
    begin("llr-crisis-house")
    assert heartbeats.state_of(heartbeats.FILLING)["done"] < heartbeats.state_of(heartbeats.FILLING)["whole"]

    assert fill("llr-crisis-house") == ""

    assert set(Service.objects.values_list("slug", flat=True)) == {USUAL, "llr-crisis-house"}
    assert jobs.rest("llr-crisis-house") == 0


@pytest.mark.slow
def test_all_five_services_have_a_month():
    begin("all", people=3)

    assert fill("all") == ""

    assert Service.objects.count() == 5
    assert {person.service_id for person in Person.objects.all()} == {s.id for s in Service.objects.all()}
    assert all(sign_in(line) for line in queries.sign_ins(queries.wanted("all"))[::12])


# ------------------------------------------------------------------ what is refused


def test_a_database_that_holds_something_else_is_not_touched():
    make_service("a-real-one")

    with pytest.raises(CommandError, match="not a demo's"):
        begin()
    assert Service.objects.count() == 1


def test_a_service_that_does_not_exist_is_named_with_those_that_do():
    with pytest.raises(CommandError, match="durham-support-recovery"):
        begin("atlantis")


def test_a_service_s_settings_refuse_the_demo(settings):
    settings.CLOCK_MAY_PRETEND = False

    with pytest.raises(CommandError, match="service's settings"):
        begin()


def test_a_code_is_printed_with_how_long_it_is_good_for():
    said = StringIO()

    call_command("demo", code="patrick.doyle", stdout=said)

    code, _, rest = said.getvalue().partition(" ")
    assert code in {rules.code_of(SEED_OF_CODES, int(time.time()) - ago) for ago in (0, 1, 2)}
    assert "otpauth://totp/Waymark%20demo%3Apatrick.doyle?secret=" in rest


def test_a_questionnaire_that_somebody_retired_stays_retired_when_the_demo_is_begun_again():
    begin()
    used = Version.objects.filter(state="published")
    assert {version.title for version in used} == {"Strengths and needs", "PHQ-9", "GAD-7", "CORE-10"}
    phq9 = used.get(name="PHQ9")
    questionnaires.retire_questionnaire(by=actor_of(phq9.loaded_by), version_id=phq9.pk, at=clock.now())
    begin()
    phq9.refresh_from_db()
    assert phq9.state == "retired"
