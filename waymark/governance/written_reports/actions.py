"""Beginning a report, keeping what is typed, and sending a copy, which from then on nobody changes (DUR-57)."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat, Refused
from waymark.governance.sharing import actions as sharing
from waymark.governance.sharing.choices import Basis, Kind, Way
from waymark.governance.written_reports import permissions, queries, rules
from waymark.governance.written_reports.choices import ReportKind
from waymark.governance.written_reports.models import SentReport, WrittenReport
from waymark.people.access.choices import Sensitivity
from waymark.work.search import actions as search

OTHERWISE = "This was kept before, otherwise. Open the page again to see what stands."


@action
def begin_report(
    *, by: Actor, id: UUID, person_id: UUID, kind: ReportKind, first: date, last: date
) -> WrittenReport:
    """A report about the days from `first` to `last`. Idempotent on `id`; NotYours unless `by` may write in the record."""
    permissions.may_write_about(by, person_id)
    made = WrittenReport.objects.kept(id)
    if made is not None:
        if (made.person_id, made.by_id, made.first, made.last) != (person_id, by.worker_id, first, last):
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, "begin_report", made, outcome="repeat")
        return made
    for sentence in rules.wrong_with_days(first, last, clock.today()).values():
        raise Refused(sentence)
    now = clock.now()
    made = WrittenReport(
        id=id,
        person_id=person_id,
        kind=kind,
        first=first,
        last=last,
        by_id=by.worker_id,
        begun_at=now,
        saved_at=now,
    )
    made.save(force_insert=True)
    audit.write(by, "begin_report", made, detail={"kind": kind})
    return made


@action
def keep_report(
    *,
    by: Actor,
    report: WrittenReport,
    summary: str,
    their_view: str,
    asks: str,
    facts_in: Iterable[str],
    at: datetime,
) -> WrittenReport:
    """What its writer has so far. `facts_in`: the keys of the facts that go in; those that are not named do not."""
    permissions.may_write_about(by, report.person_id)
    permissions.may_change(by, report)
    found = queries.gathered(by, report.person_id, report.first, report.last)
    kept = set(facts_in)
    report.summary, report.their_view, report.asks = summary.strip(), their_view.strip(), asks.strip()
    report.left_out = [fact.key for fact in found.facts if fact.key not in kept]
    report.saved_at = at
    report.save()
    audit.write(by, "keep_report", report)
    return report


@action
def send_report(
    *,
    by: Actor,
    id: UUID,
    report: WrittenReport,
    recipient_id: UUID,
    kinds: Iterable[Kind],
    way: Way,
    basis: Basis | None = None,
    reason: str = "",
    at: datetime,
) -> SentReport:
    """Keep the copy that leaves, once sharing lets it go (`sharing.disclose`): the whole text, to whom and on what basis.

    Idempotent on `id`. The second copy of a report has the words of the first. Waymark does not post it.
    """
    permissions.may_write_about(by, report.person_id)
    made = SentReport.objects.kept(id)
    if made is not None:
        if made.report_id != report.pk or made.disclosure.recipient_id != recipient_id:
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, "send_report", made, outcome="repeat")
        return made
    earlier = SentReport.objects.filter(report=report).order_by("at", "id").first()
    if earlier is None:
        permissions.may_change(by, report)
    body = earlier.body if earlier else _body(by, report)
    disclosure = sharing.disclose(
        by=by,
        id=derived(id, "disclosure"),
        person=report.person,
        recipient_id=recipient_id,
        kinds=kinds,
        way=way,
        words=f"{queries.heading_of(report)}, {body['days']}",
        basis=basis,
        reason=reason,
        at=at,
    )
    made = SentReport(
        id=id, person_id=report.person_id, report=report, disclosure=disclosure, body=body, sha256=rules.digest(body),
        at=at, by_id=by.worker_id,
    )  # fmt: skip
    made.save(force_insert=True)
    audit.write(by, "send_report", made, detail={"sha256": made.sha256})
    if earlier is None:
        _make_findable(by, made)
    return made


def _make_findable(by: Actor, sent: SentReport) -> None:
    """By what its writer said; what it gathered from the record is found there. Its other copies say the same."""
    said = (str(sent.body[name]) for name in ("heading", "summary", "their_view", "asks"))
    search.push_passage(
        by=by,
        id=sent.pk,
        person_id=sent.person_id,
        source="written_reports.sentreport",
        author_id=by.worker_id,
        occurred_at=sent.at,
        sensitivity=Sensitivity.ORDINARY,
        text="\n".join(filter(None, said)),
    )


def _body(by: Actor, report: WrittenReport) -> dict[str, object]:
    found = queries.gathered(by, report.person_id, report.first, report.last)
    facts = [fact for fact in found.facts if fact.key not in report.left_out]
    if wrong := rules.wrong_with_sending(facts, report.summary):
        raise Refused(wrong)
    return rules.body_of(
        heading=queries.heading_of(report),
        about=report.person.name,
        days=f"{report.first:%-d %B %Y} to {report.last:%-d %B %Y}",
        writer=f"{by.name}, {by.role}, {by.organisation}",
        facts=facts,
        words={"summary": report.summary, "their_view": report.their_view, "asks": report.asks},
        held_back=found.held_back,
    )
