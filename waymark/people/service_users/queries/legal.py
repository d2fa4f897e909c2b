"""Where somebody stands in law, and the sections of the Act as data. `person` comes from people/access."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Q

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.people.service_users import rules
from waymark.people.service_users.models import LegalStatus, Person

DATA = Path(__file__).parents[1] / "data" / "mha_sections.json"


@dataclass(frozen=True)
class Standing:
    """One status, in words, as it stands at a moment."""

    row: LegalStatus
    name: str
    until: str
    has_run_out: bool


@cache
def sections() -> dict[str, dict[str, Any]]:
    """The sections by how the Act calls them."""
    return {one["section"]: one for one in json.loads(DATA.read_text(encoding="utf8"))["sections"]}


def legal_statuses_of(worker: Actor, person: Person, at: datetime) -> list[Standing]:
    """Every status, those that ended too; what stands first, the latest first."""
    theirs = Q(person=person) | Q(person__merged_into=person)
    rows = LegalStatus.objects.filter(theirs, person__service_id=worker.service_id)
    ordered = rows.select_related("written_by").order_by("-starts_at", "-id")
    return sorted((_standing(row, at) for row in ordered), key=lambda one: one.row.ended_on is not None)


def legal_status_of(worker: Actor, person: Person, status_id: UUID) -> LegalStatus:
    """One of theirs that has not ended, or NotYours."""
    rows = LegalStatus.objects.filter(person=person, person__service_id=worker.service_id, ended_on=None)
    found = rows.filter(pk=status_id).first()
    if found is None:
        raise NotYours("service_users.legalstatus", status_id, person.pk)
    return found


def _standing(row: LegalStatus, at: datetime) -> Standing:
    out = rules.has_run_out(row.last_day, row.expires_at, clock.today(at), at)
    return Standing(row, sections()[row.section]["name"], _until(row), out and row.ended_on is None)


def _until(row: LegalStatus) -> str:
    if row.expires_at:
        there = clock.local(row.expires_at)
        return f"until {_day(there.date())}, {there:%H:%M}"
    if row.last_day:
        return f"until the end of {_day(row.last_day)}"
    return "does not run out by itself"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
