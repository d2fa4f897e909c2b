"""What was brought in and taken out of one record, and the service's register of both for the privacy officer."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.governance.information_assets import permissions, rules
from waymark.governance.information_assets.choices import FILE_KINDS, TAKEN, FileKind, Taken
from waymark.governance.information_assets.models import BroughtIn, Check, Content, Ending, TakenOut
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import Person
from waymark.support.goals import queries as goals

PAGE = 50


@dataclass(frozen=True)
class Paper:
    """Something brought in, in words."""

    row: BroughtIn
    kind: str
    size: str
    person: str = ""
    words: str = ""
    checks: tuple[Check, ...] = ()
    ending: Ending | None = None

    @property
    def checked(self) -> list[rules.Checked]:
        """The checks as the rule asks for them."""
        return [rules.Checked(one.readable, one.by_id == self.row.author_id) for one in self.checks]


@dataclass(frozen=True)
class Out:
    """Something taken out, in words."""

    row: TakenOut
    what: str
    person: str = ""


@dataclass(frozen=True)
class Papers:
    """The page of one person."""

    person: Person
    papers: list[Paper]
    out: list[Out]
    may_take_out: bool


def papers(worker: Actor, person_id: UUID) -> Papers:
    """What was brought in for this person that `worker` may read, and what was taken out. NotYours where the record does not open."""
    person = access.person_for(worker, person_id)
    rows = BroughtIn.objects.filter(access.readable_entries_of(worker, person_id), person=person)
    out = TakenOut.objects.filter(person=person).select_related("worker")
    return Papers(
        person=person,
        papers=[_paper(row) for row in rows.select_related("author").order_by("-at", "-id")[:PAGE]],
        out=[_out(row) for row in out.order_by("-at", "-id")[:PAGE]],
        may_take_out=permissions.may_take_out(worker, person_id),
    )


def paper_for(worker: Actor, paper_id: UUID) -> Paper:
    """One of them, or NotYours."""
    row = (
        BroughtIn.objects.filter(access.readable_entries(worker), pk=paper_id)
        .select_related("author", "person")
        .first()
    )
    if row is None:
        raise NotYours("information_assets.broughtin", paper_id)
    checks = tuple(row.checks.select_related("by").order_by("at", "id"))
    ending = Ending.objects.filter(brought_in=row).select_related("by").first()
    return replace(_paper(row, row.person.name), checks=checks, ending=ending)


def content_of(worker: Actor, paper_id: UUID) -> bytes:
    """Its bytes, for one who may take a copy."""
    row = paper_for(worker, paper_id).row
    permissions.require_take_out(worker, row.person_id)
    return bytes(Content.objects.get(brought_in=row).data)


def printout(worker: Actor, taken_id: UUID, at: datetime) -> dict[str, Any] | None:
    """The plan as it is printed, with who and when; None once it has been open for too long. NotYours for anybody else."""
    row = TakenOut.objects.filter(pk=taken_id, worker_id=worker.worker_id, what=Taken.PLAN).first()
    if row is None:
        raise NotYours("information_assets.takenout", taken_id)
    person = access.person_for(worker, row.person_id, Action.EXPORT)
    if not rules.still_open(row.at, at):
        return None
    return {
        "person": person,
        "identity": service_users.identity_line(person, clock.today(at)),
        "to_know": service_users.to_know(person, clock.today(at)),
        "goals": [one for one in goals.goals_of(worker, person.pk) if one.is_open],
        "line": rules.printed_by(worker.name, clock.local(row.at)),
    }


def register(worker: Actor) -> dict[str, Any]:
    """The latest of what came in and what went out in the service. The privacy officer's; nothing of what is in a file."""
    permissions.require_register(worker)
    came = BroughtIn.objects.filter(person__service_id=worker.service_id).select_related("author")
    went = TakenOut.objects.filter(person__service_id=worker.service_id).select_related("worker")
    rows_in, rows_out = list(came.order_by("-at", "-id")[:PAGE]), list(went.order_by("-at", "-id")[:PAGE])
    wanted = {row.person_id for row in rows_in} | {row.person_id for row in rows_out}
    names = {p.pk: p.name for p in access.visible_people(worker).filter(pk__in=wanted)}
    return {
        "papers": [_paper(row, names.get(row.person_id, "")) for row in rows_in],
        "out": [_out(row, names.get(row.person_id, "")) for row in rows_out],
    }


def _paper(row: BroughtIn, person: str = "") -> Paper:
    pages = f", {row.pages} page{'' if row.pages == 1 else 's'}" if row.pages else ""
    kind = f"{FILE_KINDS[FileKind(row.kind)]}{pages}"
    words = rules.scanned_words(row.written_on, clock.today(row.at), clock.today()) if row.what else ""
    return Paper(row, kind, rules.size_in_words(row.size), person, words)


def _out(row: TakenOut, person: str = "") -> Out:
    return Out(row, TAKEN[Taken(row.what)], person)
