"""The other doors: one-time codes, addresses, dumps, and the refusal that stands before each."""

import hashlib
import json
import os
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, validate_totp_code
from django.core.management.base import CommandError
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory, modify_settings, override_settings
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from tests.factories.base import LONG_AGO, made, make_person, make_service, make_unit, make_worker, sign_in
from waymark.core.pages import open_to_all, page
from waymark.organisation.staff.models import User
from waymark.support.case_notes.models import Note
from waymark_testkit import addresses, codes, dump, refuse
from waymark_testkit.counting import CountingMiddleware
from waymark_testkit.management.commands.testkit import Command

WAYMARK = Path(sys.executable).parent / "waymark"
VERBS = (
    ["totp", "nobody"],
    ["urls", "--json"],
    ["dump", "notes"],
    ["scale", "--people", "1", "--notes", "1"],
)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_every_verb_refuses_unless_the_machine_says_it_is_for_tests(verb):
    environment = {name: value for name, value in os.environ.items() if name != "TESTKIT"}

    told = subprocess.run(
        [WAYMARK, "testkit", *verb], env=environment, capture_output=True, text=True, timeout=30, check=False
    )

    assert told.returncode == 2
    assert told.stdout == ""
    assert "only where TESTKIT=1 is set" in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("verb", ["totp", "urls", "dump", "scale"])
def test_the_command_itself_refuses_too(verb, monkeypatch):
    monkeypatch.delenv("TESTKIT", raising=False)

    with pytest.raises(CommandError, match="TESTKIT=1") as refused:
        Command().handle(verb=verb)

    assert refused.value.returncode == 2


@pytest.mark.parametrize("value", ["", "0", "true", "yes", "11"])
def test_only_the_one_value_turns_it_on(value, monkeypatch):
    monkeypatch.setenv("TESTKIT", value)

    assert not refuse.is_on()


@pytest.mark.django_db
def test_a_code_is_one_that_the_sign_in_would_take():
    user, secret = User.objects.create_user(username="ann"), generate_totp_secret()
    TOTP.activate(user, secret)

    assert validate_totp_code(secret, codes.code_of("ann"))


@pytest.mark.django_db
def test_nobody_has_no_code():
    User.objects.create_user(username="without")

    for name in ("without", "nobody"):
        with pytest.raises(codes.NoCode, match="no user"):
            codes.code_of(name)


@page("open_records", switch="rota")
@require_GET
def guarded(request):
    return HttpResponse()


@open_to_all
@require_http_methods(["PUT", "DELETE"])
def public(request):
    return HttpResponse()


@open_to_all
def anything(request):
    return HttpResponse()


def test_an_address_tells_what_it_takes_and_needs(settings):
    class Addresses:
        urlpatterns = [
            path("rota/<int:week>/", guarded, name="guarded"),
            path("public/", public, name="public"),
            path("anything/", anything),
            path("testkit/bare/", anything),
        ]

    with override_settings(ROOT_URLCONF=Addresses):
        rows = addresses.addresses()

    assert rows == [
        {"pattern": "/rota/<int:week>/", "name": "guarded", "methods": ["GET"], "right": "open_records", "switch": "rota"},
        {"pattern": "/public/", "name": "public", "methods": ["DELETE", "PUT"], "right": "public", "switch": ""},
        {"pattern": "/anything/", "name": "", "methods": ["*"], "right": "public", "switch": ""},
    ]  # fmt: skip


@pytest.fixture
def notes(db):
    service = make_service()
    worker = make_worker(unit=make_unit(service))
    person = make_person(service=service)
    return [
        made(
            Note, service=service, person=person, author=worker, author_role="Recovery Worker", kind="contact",
            text=f"Number {number}: naïve “words”\nand a line", occurred_at=LONG_AGO + timedelta(minutes=number),
            recorded_at=LONG_AGO, received_at=LONG_AGO + timedelta(days=1), sha256="not what is dumped",
        )
        for number in range(5)
    ]  # fmt: skip


def test_a_dump_tells_every_note_and_never_its_text(notes, monkeypatch):
    monkeypatch.setattr(dump, "AT_A_TIME", 2)
    monkeypatch.setenv("TESTKIT", "1")
    out = StringIO()

    Command(stdout=out).handle(verb="dump", what="notes")

    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    expected = [
        {
            "id": str(note.id),
            "sha256": hashlib.sha256(note.text.encode()).hexdigest(),
            "author": str(note.author_id),
            "person": str(note.person_id),
            "occurred_at": f"2020-01-01T00:0{number}:00.000000Z",
            "received_at": "2020-01-02T00:00:00.000000Z",
        }
        for number, note in enumerate(notes)
    ]
    assert rows == sorted(expected, key=lambda row: row["id"])
    assert "naïve" not in out.getvalue()
    assert "na\\u00efve" not in out.getvalue()


@pytest.mark.django_db
def test_statements_are_counted_apart_from_those_of_transactions():
    def view(request):
        from django.db import transaction

        with connection.cursor() as cursor, transaction.atomic():
            cursor.execute("SELECT 1")
            cursor.execute(" select 2")
        return HttpResponse()

    answer = CountingMiddleware(view)(RequestFactory().get("/"))

    assert answer["X-Testkit-SQL"] == "2"
    assert answer["X-Testkit-SQL-Control"] == "2"


@pytest.mark.django_db
@modify_settings(INSTALLED_APPS={"append": "waymark_testkit"})
@override_settings(ROOT_URLCONF="waymark_testkit.urls")
def test_the_bare_page_is_for_those_signed_in_and_shows_their_own_service(client):
    service, other = make_service(name="Recovery North"), make_service(name="Recovery South")
    worker = make_worker(unit=make_unit(service))
    own, others = (f"/testkit/bare/{one.id}/" for one in (service, other))

    stranger = client.get(own)
    sign_in(client, worker)

    assert stranger.status_code == 302
    assert "Recovery North" in client.get(own).content.decode()
    assert client.get(others).status_code == 404
