"""Who looked at this record: answered from the log, with the record closed (DUR-35, A39; rules.md 19: shown to the person on request)."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from tests.factories.access import make_override
from tests.factories.base import make_exclusion, make_unit, make_worker
from tests.information_rights.conftest import NOW, Ground
from tests.information_rights.test_log import rows, shown
from waymark.core.models import AuditEntry
from waymark.core.pages import NotYours
from waymark.governance.information_rights import queries
from waymark.people.access.choices import Profile, Relationship

ASK = "/information-rights/who-looked/"


@pytest.mark.parametrize("asked", ["Ruth Malik", "malik RUTH", "999 000 0018", "9990000018"])
def test_an_exact_name_or_number_leads_to_the_persons_rows(ground: Ground, asked: str) -> None:
    answer = ground.client.post(ASK, {"person": asked})
    assert answer.status_code == 302
    assert answer["Location"] == reverse("who_looked_at", args=[ground.ruth.pk])


@pytest.mark.parametrize(
    "asked", ["Ruth", "Ruth M", "Malik", "999 000 0026", "1", "''", "%", "Ruth Malik Malik"]
)
def test_less_than_exact_finds_nobody_and_what_was_typed_stands(ground: Ground, asked: str) -> None:
    answer = ground.client.post(ASK, {"person": asked})
    assert answer.status_code == 422
    assert "Nobody here has exactly that name or number" in shown(answer)


def test_two_of_one_name_are_told_apart_by_number(ground: Ground) -> None:
    ground.person("Ruth", "Malik")
    answer = ground.client.post(ASK, {"person": "Ruth Malik"})
    assert answer.status_code == 422
    assert "Give the NHS number" in shown(answer)
    assert ground.client.post(ASK, {"person": "9990000018"}).status_code == 302


def test_nothing_typed_is_asked_for_again(ground: Ground) -> None:
    answer = ground.client.post(ASK, {"person": " "})
    assert answer.status_code == 422
    assert "Give the whole name, or the NHS number." in shown(answer)


def test_every_look_is_there_with_name_role_team_basis_and_reason(ground: Ground) -> None:
    override = make_override(
        ground.ruth, ground.ann, NOW, reason="Duty call: her mother rang, nobody has seen her"
    )
    ground.reads(ground.ben, ground.ruth, basis="key_worker")
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        ground.reads(ground.ann, ground.ruth, basis="break_glass", override=str(override.pk))
        answer = ground.client.get(reverse("who_looked_at", args=[ground.ruth.pk]))
    last, first = rows(answer)
    assert "3 Mar 2026, 22:16 Ann Dodds" in last
    assert "North Durham" in last
    assert "emergency access Duty call: her mother rang, nobody has seen her" in last
    assert "Ben Shah" in first
    assert "South Durham" in first
    assert "key worker" in first


def test_the_record_stays_closed(ground: Ground) -> None:
    ground.reads(ground.ben, ground.ruth)
    page = shown(ground.client.get(reverse("who_looked_at", args=[ground.ruth.pk])))
    assert "Who looked at Ruth Malik’s record" in page
    assert "999" not in page


def test_lists_on_which_they_stood_are_shown_when_asked_for(ground: Ground) -> None:
    ground.reads(ground.ben, ground.ruth, ground.sam, basis="")
    ground.reads(ground.ben, ground.sam)
    at = reverse("who_looked_at", args=[ground.ruth.pk])
    assert rows(ground.client.get(at)) == []
    assert len([row for row in rows(ground.client.get(at, {"lists": "1"})) if "Ben Shah" in row]) == 1


def test_asking_who_looked_is_itself_a_row_about_them(ground: Ground) -> None:
    ground.reads(ground.ben, ground.ruth)
    ground.client.get(reverse("who_looked_at", args=[ground.ruth.pk]))
    row = AuditEntry.objects.filter(actor=str(ground.lee.pk)).latest("id")
    assert row.person_id == ground.ruth.pk
    assert "core.auditentry" in row.detail["rows"]


def test_since_is_kept_to(ground: Ground) -> None:
    with time_machine.travel(NOW - timedelta(days=2), tick=False):
        ground.reads(ground.ben, ground.ruth)
    actor = ground.actor(ground.lee)
    assert len(queries.who_looked(actor, ground.ruth.pk, NOW - timedelta(days=3)).entries) == 1
    assert queries.who_looked(actor, ground.ruth.pk, NOW - timedelta(days=1)).entries == []


def test_a_team_is_that_of_the_day(ground: Ground) -> None:
    mover = make_worker("Mo Vere", unit=ground.north, ends_on=NOW.date())
    ground.reads(mover, ground.ruth)
    with time_machine.travel(NOW + timedelta(days=30)):
        [entry] = queries.who_looked(ground.actor(ground.lee), ground.ruth.pk, NOW).entries
    assert entry.team == "North Durham"


def test_a_lead_asks_about_people_of_their_own_team_alone(ground: Ground) -> None:
    north = ground.as_(make_worker("Gay Long", unit=ground.north, profile=Profile.LEAD))
    south = ground.as_(make_worker("Col Hill", unit=ground.south, profile=Profile.LEAD))
    at = reverse("who_looked_at", args=[ground.ruth.pk])
    assert (north.get(at).status_code, south.get(at).status_code) == (404, 200)
    assert north.post(ASK, {"person": "Ruth Malik"}).status_code == 422


def test_nobody_asks_about_their_own_record_here(ground: Ground) -> None:
    make_exclusion(ground.ruth, ground.lee, Relationship.OWN_RECORD)
    assert ground.client.get(reverse("who_looked_at", args=[ground.ruth.pk])).status_code == 404
    with pytest.raises(NotYours):
        queries.who_looked(ground.actor(ground.lee), ground.ruth.pk, NOW)


def test_it_costs_the_same_few_statements_however_many_looked(
    ground: Ground, django_assert_max_num_queries: Any
) -> None:
    other = make_unit(ground.service)
    at = reverse("who_looked_at", args=[ground.ruth.pk])
    for n in range(40):
        ground.reads(make_worker(f"W{n}", unit=other), ground.ruth)
    ground.client.get(at)
    with django_assert_max_num_queries(14):
        ground.client.get(at)


def test_the_person_is_told_in_plain_words_by_role_and_team_and_without_names(ground: Ground) -> None:
    ground.reads(ground.ben, ground.ruth, basis="team")
    ground.reads(ground.ben, ground.ruth, basis="key_worker, team")
    ground.reads(ground.ann, ground.ruth, basis="break_glass")
    ground.client.get(reverse("who_looked_at", args=[ground.ruth.pk]))
    page = shown(ground.client.get(reverse("tell_who_looked", args=[ground.ruth.pk])))
    assert "Tuesday 3 March 2026:" in page
    assert re.search(r"South Durham, 2 pages\. Why: your key worker\.", page)
    assert "North Durham. Why: opened it in an emergency" in page
    for name in ("Ben Shah", "Ann Dodds"):
        assert name not in page
    assert page.count("Why:") == 2, "reading the log is not looking at the record"
