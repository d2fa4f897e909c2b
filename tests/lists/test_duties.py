"""SUR-36 and TPL-69 as they happen, each through the front door of its own service."""

from datetime import date, timedelta
from time import monotonic

import pytest
import time_machine
from django.test import Client

from tests.factories.base import PASSWORD, make_allocation, make_episode, make_person
from tests.factories.diary import make_contact
from tests.factories.real_service import hire, london, real_service
from tests.factories.sign_in import give_phone, signed_in_client
from tests.lists.reading import book, csv_rows, names, said
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 4)


@pytest.mark.duty("SUR-36")
def test_amy_keeps_a_list_that_gives_three_names_today_and_is_worked_out_anew_tomorrow():
    surrey = real_service("surrey-str")
    with time_machine.travel(london(DAY, 9), tick=False):
        amy = hire(surrey, "str-worker", "Amy Reed")
        team = amy.holdings.get().post.unit
        last_seen = {"Tom": 18, "Una": 14, "Vic": None, "Wes": 13, "Xan": 3}
        people = {}
        for name, days in last_seen.items():
            people[name] = make_person(name, "Marsh", service=surrey)
            make_allocation(make_episode(people[name], team), amy)
            if days is not None:
                make_contact(people[name], amy, london(DAY - timedelta(days=days), 10))
        other = hire(surrey, "str-worker", "Bea Hill")
        make_allocation(make_episode(make_person("Not", "Hers", service=surrey), team), other)
        client = signed_in_client(amy)

        asked = {"whose": "mine", "days": "14"}
        tried = client.get("/lists/people/", asked)
        assert names(tried) == ["Tom Marsh", "Una Marsh", "Vic Marsh"]
        kept = client.post(
            "/lists/people/save/", {**asked, "id": str(new_id()), "name": "My people, no contact in 14 days"}
        )
        assert kept.status_code == 302
        today = client.get(kept.url)
        assert names(today) == ["Tom Marsh", "Una Marsh", "Vic Marsh"]
        assert "People: 3" in said(today)
        assert "Worked out on Wednesday 4 March 2026" in said(today)
        assert "3 today My people, no contact in 14 days" in said(client.get("/lists/"))

        where = {**asked, "id": str(new_id()), "format": "csv"}
        refused = client.post("/lists/people/export/", {**where, "reason": "  "})
        assert refused.status_code == 422
        assert "Say what the export is for." in said(refused)
        assert not AuditEntry.objects.filter(action__startswith="export").exists()
        given = client.post("/lists/people/export/", {**where, "reason": "Round of calls on Thursday"})
        assert given.status_code == 200
        assert [row[0] for row in csv_rows(given)[1:]] == ["Tom Marsh", "Una Marsh", "Vic Marsh"]
        [entry] = AuditEntry.objects.filter(action="export_list")
        assert entry.detail["reason"] == "Round of calls on Thursday"
        told = AuditEntry.objects.filter(action="export").values_list("person_id", flat=True)
        assert set(told) == {people[name].pk for name in ("Tom", "Una", "Vic")}

        make_contact(people["Tom"], amy, london(DAY, 15))

    with time_machine.travel(london(DAY + timedelta(days=1), 9), tick=False):
        tomorrow = signed_in_client(amy).get(kept.url)
        assert names(tomorrow) == ["Una Marsh", "Vic Marsh", "Wes Marsh"]


@pytest.mark.duty("TPL-69")
def test_a_report_of_412_rows_is_the_same_in_both_formats_and_the_next_worker_is_in_within_ten_seconds():
    house = real_service("llr-crisis-house")
    formulas = [
        "=1+1",
        '=HYPERLINK("http://x.example","y")',
        " =2*3",
        "\t=4",
        "＝SUM(A1)",
        "@cmd",
        "+44|cmd",
        "-1",
    ]
    with time_machine.travel(london(DAY, 20), tick=False):
        dan = hire(house, "recovery-worker", "Dan Webb")
        team = dan.holdings.get().post.unit
        person = make_person("Rae", "Stone", service=house)
        make_allocation(make_episode(person, team), dan)
        for n in range(412):
            typed = formulas[n] if n < len(formulas) else "Kitchen"
            begun = london(DAY - timedelta(days=n % 20), 8) + timedelta(minutes=n)
            make_contact(person, dan, begun, minutes=5 + n % 50, place=typed)
        minutes = sum(5 + n % 50 for n in range(412))
        client = signed_in_client(dan)

        asked = {"whose": "mine", "period": "last_28"}
        page = said(client.get("/lists/contacts/", asked))
        assert "Contacts: 412" in page
        assert f"Minutes: {minutes:,}" in page
        sends = {**asked, "reason": "Monthly return to the commissioner"}
        plain = client.post("/lists/contacts/export/", {**sends, "id": str(new_id()), "format": "csv"})
        sheet = client.post("/lists/contacts/export/", {**sends, "id": str(new_id()), "format": "xlsx"})

        heading, *rows = csv_rows(plain)
        where, how_long = heading.index("Where"), heading.index("Minutes")
        assert len(rows) == 412
        assert sum(int(row[how_long]) for row in rows) == minutes
        cells = book(sheet).get_sheet_by_name("Contacts").to_python()
        assert cells[0] == heading
        assert len(cells) == 1 + 412
        assert sum(int(row[how_long]) for row in cells[1:]) == minutes
        about = dict(row[:2] for row in book(sheet).get_sheet_by_name("About").to_python())
        assert (about["Contacts"], about["Minutes"]) == (412, minutes)
        assert about["Worked out"] == "2026-03-04 20:00"
        assert about["Complete"].startswith("100.0%")
        assert "2026-03-04 100.0 per cent complete.csv" in plain.headers["Content-Disposition"]

        typed = {row[where] for row in rows}
        assert typed == {"Kitchen", *("'" + formula for formula in formulas)}
        assert set(formulas) <= {row[where] for row in cells[1:]}
        assert b"<f>" not in sheet.content

    eve = hire(house, "recovery-worker", "Eve Long")
    phone = give_phone(eve)
    computer = signed_in_client(dan)
    assert "Dan Webb" in said(computer.get("/my-day/"))
    begun = monotonic()
    signed_out = computer.post("/sign-out/")
    asks = computer.get(signed_out.url)
    password = computer.post("/sign-in/", {"username": eve.user.username, "password": PASSWORD, "next": ""})
    code = computer.post(password.url, {"code": phone.code(clock.now())})
    arrived = computer.get(code.url, follow=True)
    took = monotonic() - begun
    assert asks.status_code == 200
    assert "Dan Webb" not in said(asks)
    assert "Eve Long" in said(arrived)
    assert "Dan Webb" not in said(arrived)
    assert took < 10
    assert Client().get("/my-day/").status_code == 302
