"""The log's pages: narrowed safely, one service's alone, and read by whom the log is for (DUR-35, A11, A13, A26, A27)."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from tests.factories.base import make_service, make_unit, make_worker
from tests.information_rights.conftest import NOW, Ground
from waymark.core import audit
from waymark.core.models import AuditEntry
from waymark.governance.information_rights import queries
from waymark.people.access.choices import Profile

LOG = "/information-rights/"


def shown(answer: Any) -> str:
    """The page's words, without its markup."""
    assert answer.status_code in (200, 422), answer
    body = re.sub(r"<(script|style|svg|head).*?</\1>", " ", answer.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def rows(answer: Any) -> list[str]:
    """The rows of the table, each as words."""
    found = re.findall(r"<tr[^>]*>\s*<td.*?</tr>", answer.content.decode(), flags=re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in found]


def test_a_row_says_who_as_what_in_which_team_when_what_and_on_what_basis(ground: Ground) -> None:
    things = {"service_users.person": ["1"], "service_users.need": ["1", "2"], "access.nosuchtable": ["1"]}
    ground.reads(ground.ben, ground.ruth, basis="key_worker, team", rows=things)
    [row] = rows(ground.client.get(LOG))
    assert row.startswith("3 Mar 2026, 22:15 Ben Shah")
    assert "South Durham" in row
    assert "Looked at: needs (2), access.nosuchtable, name and details" in row
    assert "key worker, in their team" in row


def test_the_log_names_no_person(ground: Ground) -> None:
    ground.reads(ground.ben, ground.ruth)
    page = ground.client.get(LOG).content.decode()
    for secret in ("Ruth", "Malik", str(ground.ruth.pk)):
        assert secret not in page


def test_it_is_narrowed_by_day_worker_and_kind(ground: Ground) -> None:
    for days, worker in ((2, ground.ann), (1, ground.ben), (0, ground.ann)):
        with time_machine.travel(NOW - timedelta(days=days), tick=False):
            ground.reads(worker, ground.ruth)
            audit.refused(ground.actor(worker), "open_record", "service_users.person:1", why="not yours")
            audit.write(ground.actor(worker), "sign_note", "case_notes.note:1")
    AuditEntry.objects.count()
    ask = {"first": "02/03/2026", "last": "2026-03-02"}
    assert len(rows(ground.client.get(LOG, ask))) == 3
    assert all("Ben Shah" in row for row in rows(ground.client.get(LOG, ask)))
    assert len(rows(ground.client.get(LOG, {"worker": str(ground.ann.pk), "kind": "looked"}))) == 2
    assert [row.count("Refused") for row in rows(ground.client.get(LOG, {"kind": "refused"}))] == [1, 1, 1]
    assert all(
        "Sign note" in row
        for row in rows(ground.client.get(LOG, {"kind": "changed", "worker": str(ground.ben.pk)}))
    )
    assert rows(ground.client.get(LOG, {"kind": "copies"})) == []


@pytest.mark.parametrize(
    "ask",
    [
        {"kind": "id; DROP TABLE core_auditentry"},
        {"worker": "' OR 1=1 --"},
        {"worker": "00000000-0000-7000-8000-000000000000"},
        {"first": "yesterday"},
        {"before": "1 OR 1=1"},
        {"before": "-1"},
        {"before": "9" * 40},
    ],
)
def test_what_is_not_on_the_list_is_refused_in_words_and_never_reaches_the_database(
    ground: Ground, ask: dict[str, str]
) -> None:
    ground.reads(ground.ben, ground.ruth)
    answer = ground.client.get(LOG, ask)
    assert answer.status_code == 422
    assert "There is something to put right" in shown(answer)
    assert rows(answer) == []


def test_a_column_to_sort_by_is_not_read(ground: Ground) -> None:
    ground.reads(ground.ben, ground.ruth)
    ground.reads(ground.ann, ground.sam)
    plain = rows(ground.client.get(LOG))
    sorted_by = rows(ground.client.get(LOG, {"sort": "actor;SELECT", "order": "id", "o": "detail__x"}))
    assert [row for row in sorted_by if "access log" not in row] == plain


def test_a_long_log_goes_back_page_by_page_and_misses_nothing(ground: Ground) -> None:
    for _ in range(60):
        ground.reads(ground.ben, ground.ruth)
    narrowing = queries.Narrowing()
    first = queries.access_log(ground.actor(ground.lee), narrowing)
    second = queries.access_log(ground.actor(ground.lee), queries.Narrowing(before=first.before))
    ids = [e.id for e in (*first.entries, *second.entries)]
    assert (len(first.entries), len(second.entries), second.before) == (50, 10, None)
    assert ids == sorted(ids, reverse=True)
    assert len(set(ids)) == 60
    assert f"before={first.before}" in ground.client.get(LOG).content.decode()


def test_another_services_rows_are_never_there(ground: Ground) -> None:
    elsewhere = make_worker(
        "Zed Other", unit=make_unit(make_service("leeds")), profile=Profile.INFORMATION_GOVERNANCE
    )
    audit.write(
        ground.actor(elsewhere),
        "read",
        "/record/",
        person_id=ground.ruth.pk,
        detail={"people": [str(ground.ruth.pk)]},
    )
    ground.reads(ground.ben, ground.ruth)
    assert "Zed Other" not in shown(ground.client.get(LOG))
    theirs = ground.as_(elsewhere)
    assert "Ben Shah" not in shown(theirs.get(LOG))
    assert theirs.get(reverse("who_looked_at", args=[ground.ruth.pk])).status_code == 404


def test_a_manager_sees_the_rows_about_people_of_their_own_teams_alone(ground: Ground) -> None:
    lead = make_worker("Gay Long", unit=ground.north, profile=Profile.LEAD)
    ground.reads(ground.ben, ground.ruth)
    assert rows(ground.as_(lead).get(LOG)) == []
    south = make_worker("Col Hill", unit=ground.south, profile=Profile.LEAD)
    assert len(rows(ground.as_(south).get(LOG))) == 1


def test_an_auditor_reads_the_log_and_learns_of_nobody(ground: Ground) -> None:
    auditor = ground.as_(make_worker("Oz Pike", unit=ground.north, profile=Profile.AUDITOR))
    ground.reads(ground.ben, ground.ruth)
    assert len(rows(auditor.get(LOG))) == 1
    assert auditor.post(reverse("who_looked"), {"person": "Ruth Malik"}).status_code == 422
    assert auditor.get(reverse("who_looked_at", args=[ground.ruth.pk])).status_code == 404


@pytest.mark.parametrize("name", ["access_log", "who_looked", "overrides", "alerts", "chain"])
def test_nobody_without_the_right_gets_in(ground: Ground, name: str) -> None:
    answer = ground.as_(ground.ann).get(reverse(name))
    assert answer.status_code == 403
    assert AuditEntry.objects.filter(outcome="refused", actor=str(ground.ann.pk)).exists()


def test_reading_the_log_is_in_the_log(ground: Ground) -> None:
    ground.reads(ground.ben, ground.ruth)
    ground.client.get(LOG)
    row = AuditEntry.objects.filter(actor=str(ground.lee.pk)).latest("id")
    assert (row.action, row.object, row.person_id) == ("read", LOG, None)
    assert "core.auditentry" in row.detail["rows"]
    assert "Looked at: the access log" in rows(ground.client.get(LOG))[0]


def test_words_made_to_forge_a_row_stay_words(ground: Ground) -> None:
    ground.ben.name = '<script>alert(1)</script>\n"},{"seq":1'
    audit.write(
        ground.actor(ground.ann),
        "read",
        "/record/\r\n200 OK",
        detail={"rows": {"<b>x</b>": ["1"]}, "basis": "<i>"},
    )
    page = ground.client.get(LOG).content.decode()
    assert "<b>x</b>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "<i>" not in page


def test_the_log_costs_the_same_few_statements_however_long_it_is(
    ground: Ground, django_assert_max_num_queries: Any
) -> None:
    for _ in range(60):
        ground.reads(ground.ben, ground.ruth, override=str(ground.sam.pk))
    ground.client.get(LOG)
    with django_assert_max_num_queries(15) as asked:
        ground.client.get(LOG)
    for _ in range(60):
        ground.reads(ground.ann, ground.sam)
    before = len(asked)
    with django_assert_max_num_queries(before):
        ground.client.get(LOG)
