"""Bringing a file in, and taking something out with a reason (DUR-46)."""

from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat, Refused, refuse_other
from waymark.governance.information_assets import permissions, queries, rules
from waymark.governance.information_assets.choices import Became, Taken
from waymark.governance.information_assets.models import BroughtIn, Check, Content, Ending, TakenOut
from waymark.people.access.choices import Sensitivity
from waymark.people.service_users.models import Person
from waymark.work.documents import queries as documents
from waymark.work.documents.choices import Shape

OTHERWISE = "This was kept before, otherwise. Open the page again to see what stands."


@action
def bring_in(
    *,
    by: Actor,
    id: UUID,
    person: Person,
    file_name: str,
    data: bytes,
    source: str,
    sensitivity: Sensitivity,
    at: datetime,
    what: str = "",
    written_on: date | None = None,
    paper_pages: int | None = None,
) -> BroughtIn:
    """Keep a file with where it came from. Refused with a sentence for what may not come in (rules.look_at). Idempotent on `id`."""
    permissions.require_bring_in(by, person.pk)
    digest = sha256(data).hexdigest()
    made = BroughtIn.objects.kept(id)
    if made is not None:
        if (made.person_id, made.sha256) != (person.pk, digest):
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, "bring_in", made, outcome="repeat")
        return made
    name = rules.plain_name(file_name)
    looked = rules.look_at(name, data)
    if looked.why_not or looked.kind is None:
        raise Refused(looked.why_not)
    if not source.strip():
        raise Refused("Say where it came from.")
    if written_on and written_on > clock.today(at):
        raise Refused("It cannot be written on a day to come.")
    made = BroughtIn(
        id=id,
        person=person,
        file_name=name,
        kind=looked.kind,
        size=len(data),
        pages=looked.pages,
        sha256=digest,
        source=source.strip(),
        sensitivity=sensitivity,
        what=what,
        written_on=written_on,
        paper_pages=paper_pages or looked.pages,
        author_id=by.worker_id,
        at=at,
    )
    made.save(force_insert=True)
    Content(id=derived(id, "content"), person=person, brought_in=made, data=data).save(force_insert=True)
    audit.write(by, "bring_in", made, detail={"size": len(data), "kind": looked.kind})
    return made


@action
def check_paper(*, by: Actor, id: UUID, paper_id: UUID, readable: int, at: datetime) -> Check:
    """Keep that `readable` of its pages can be read in the file, held against the paper. Idempotent on `id` (LDS-113)."""
    row = queries.paper_for(by, paper_id).row
    permissions.require_bring_in(by, row.person_id)
    made = Check.objects.kept(id)
    if made is not None:
        refuse_other(
            made, {"brought_in_id": paper_id, "readable": readable, "by_id": by.worker_id}, OTHERWISE
        )
        audit.write(by, "check_paper", made, outcome="repeat")
        return made
    if wrong := rules.wrong_with_pages(row.paper_pages, readable):
        raise Refused(wrong)
    made = Check(id=id, person_id=row.person_id, brought_in=row, readable=readable, by_id=by.worker_id, at=at)
    made.save(force_insert=True)
    audit.write(by, "check_paper", made, detail={"readable": readable, "of": row.paper_pages})
    return made


@action
def end_paper(*, by: Actor, id: UUID, paper_id: UUID, became: Became, where: str, at: datetime) -> Ending:
    """Keep what became of the paper itself: filed, given back, or destroyed once a second person has checked it. Idempotent on `id`."""
    found = queries.paper_for(by, paper_id)
    permissions.require_bring_in(by, found.row.person_id)
    made = Ending.objects.kept(id)
    if made is not None:
        refuse_other(made, {"brought_in_id": paper_id, "became": became, "where": where.strip()}, OTHERWISE)
        audit.write(by, "end_paper", made, outcome="repeat")
        return made
    if found.ending is not None:
        raise Refused("What became of this paper has been said already.")
    if wrong := rules.wrong_with_ending(became, where, found.row.paper_pages, found.checked):
        raise Refused(wrong)
    made = Ending(
        id=id,
        person_id=found.row.person_id,
        brought_in=found.row,
        became=became,
        where=where.strip(),
        by_id=by.worker_id,
        at=at,
    )
    made.save(force_insert=True)
    audit.write(by, "end_paper", made, detail={"became": became})
    return made


@action
def print_plan(*, by: Actor, id: UUID, person: Person, reason: str, at: datetime) -> TakenOut:
    """Note that the plan is printed, why and by whom; its page is then open for a quarter of an hour. Idempotent on `id`."""
    permissions.require_take_out(by, person.pk)
    return _take_out(by, "print_plan", id, person.pk, Taken.PLAN, None, reason, at)


@action
def export_paper(*, by: Actor, id: UUID, paper_id: UUID, reason: str, at: datetime) -> TakenOut:
    """Note that a paper brought in is saved as a file, why and by whom. Idempotent on `id`."""
    row = queries.paper_for(by, paper_id).row
    permissions.require_take_out(by, row.person_id)
    return _take_out(by, "export_paper", id, row.person_id, Taken.PAPER, row.pk, reason, at)


@action
def save_page(*, by: Actor, id: UUID, person_id: UUID, html: str, shape: Shape, at: datetime) -> bytes:
    """A page about this person as a PDF, and a note that it left, what it was and by whom. Who and when stands on each of its pages."""
    permissions.require_take_out(by, person_id)
    made = documents.pdf_of(html, shape, line=rules.printed_by(by.name, clock.local(at)))
    _take_out(
        by, "save_page", id, person_id, Taken.PAGE, None, f"Saved as a PDF: {documents.title_of(html)}", at
    )
    return made


def _take_out(
    by: Actor,
    verb: str,
    id: UUID,
    person_id: UUID,
    what: Taken,
    paper_id: UUID | None,
    reason: str,
    at: datetime,
) -> TakenOut:
    made = TakenOut.objects.kept(id)
    if made is not None:
        if (made.person_id, made.brought_in_id, made.worker_id) != (person_id, paper_id, by.worker_id):
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, verb, made, outcome="repeat")
        return made
    if wrong := rules.wrong_with_reason(reason):
        raise Refused(wrong)
    made = TakenOut(
        id=id,
        person_id=person_id,
        what=what,
        brought_in_id=paper_id,
        reason=reason.strip(),
        worker_id=by.worker_id,
        at=at,
    )
    made.save(force_insert=True)
    audit.write(by, verb, made, detail={"people": [str(person_id)]})
    return made
