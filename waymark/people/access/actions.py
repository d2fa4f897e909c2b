"""Relationships (the rooms above decide who is related; access keeps the dates), emergency openings and privacy alerts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived, new_id
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.people.access import permissions, queries, rules
from waymark.people.access.choices import OverrideReason, Relationship
from waymark.people.access.models import (
    Exclusion,
    Grant,
    Override,
    PrivacyAlert,
    Undertaking,
    UndertakingText,
)
from waymark.people.service_users import queries as service_users

SAME = "access.same:"
"""Begins the source of a grant that mirrors another's on a record of the same person; the rest is the id of the one it mirrors."""


def _open_at(at: datetime) -> Q:
    """Grants that have not ended at `at`."""
    return Q(ends_at__isnull=True) | Q(ends_at__gt=at)


@action
def grant(
    *,
    by: Actor,
    person_id: UUID,
    relationship: Relationship,
    source: str,
    source_id: UUID,
    starts_at: datetime,
    ends_at: datetime | None = None,
    worker_id: UUID | None = None,
    unit_id: UUID | None = None,
) -> Grant:
    """Give a worker or a unit a relationship to a person. Idempotent on (source, source_id, relationship)."""
    made, _ = Grant.objects.get_or_create(
        source=source,
        source_id=source_id,
        relationship=relationship,
        defaults={
            "id": new_id(),
            "person_id": person_id,
            "worker_id": worker_id,
            "unit_id": unit_id,
            "starts_at": starts_at,
            "ends_at": ends_at,
        },
    )
    audit.write(
        by,
        "grant_access",
        made,
        detail={"relationship": relationship, "worker": str(worker_id or ""), "unit": str(unit_id or "")},
    )
    for merge_id, other_id in service_users.merges_of(person_id):
        _mirror(by, made, other_id, merge_id)
    return made


@dataclass(frozen=True)
class NewGrant:
    """A relationship to be given: what `grant` takes."""

    person_id: UUID
    relationship: Relationship
    source: str
    source_id: UUID
    starts_at: datetime
    worker_id: UUID | None = None
    unit_id: UUID | None = None


@action
def grant_many(*, by: Actor, grants: Sequence[NewGrant]) -> None:
    """Give many relationships at once, whose sources are all new: for people brought in together. One row of the log for each."""
    made = [
        Grant(
            id=new_id(),
            person_id=new.person_id,
            relationship=new.relationship,
            source=new.source,
            source_id=new.source_id,
            starts_at=new.starts_at,
            worker_id=new.worker_id,
            unit_id=new.unit_id,
        )
        for new in grants
    ]
    Grant.objects.bulk_create(made, batch_size=500)
    audit.write_many(by, "grant_access", ((row, _given(row)) for row in made))
    if not made:
        audit.write(by, "grant_access", detail={"grants": 0})


def _given(row: Grant) -> dict[str, str]:
    return {
        "relationship": row.relationship,
        "worker": str(row.worker_id or ""),
        "unit": str(row.unit_id or ""),
    }


@action
def end_grants(*, by: Actor, source: str, source_id: UUID, at: datetime) -> int:
    """End what `source` gave, at `at`; what was to end later ends then too. Returns how many were still open."""
    ended = 0
    for held in Grant.objects.filter(_open_at(at), source=source, source_id=source_id):
        _end(by, held, at)
        _end_mirrors(by, held.pk, at)
        ended += 1
    if not ended:
        audit.write(by, "end_access", f"{source}:{source_id}", outcome="repeat")
    return ended


@action
def break_glass(
    *,
    by: Actor,
    id: UUID,
    person_id: UUID,
    offer: str,
    reason_code: OverrideReason,
    reason: str,
    at: datetime,
) -> Override:
    """Open a record in an emergency, for four hours: the reason, the grant and the alert to the privacy officer in one (DUR-35).

    `offer` is what Find gave this worker for this person (queries.offer_break_glass). Refused with a sentence when the reason will not do;
    `NotYours` when the offer is another's, too old, or the record is barred to them. Idempotent on `id`.
    """
    made = Override.objects.filter(pk=id, worker_id=by.worker_id, person_id=person_id).first()
    if made is not None:
        audit.write(by, "break_glass", made, outcome="repeat")
        return made
    if not queries.offer_holds(by, person_id, offer, at=at) or Override.objects.filter(pk=id).exists():
        raise NotYours("access.override", id, person_id)
    if problem := rules.reason_problem(reason):
        raise Refused(problem)
    made = Override.objects.create(
        id=id,
        person_id=person_id,
        worker_id=by.worker_id,
        reason_code=reason_code,
        reason=reason,
        starts_at=at,
        ends_at=rules.override_ends(at),
    )
    audit.write(by, "break_glass", made, detail={"override": str(id), "reason": reason_code})
    grant(
        by=by,
        person_id=person_id,
        relationship=Relationship.BREAK_GLASS,
        source=queries.OVERRIDE,
        source_id=id,
        starts_at=at,
        ends_at=made.ends_at,
        worker_id=by.worker_id,
    )
    _tell_of(by, made, at)
    return made


def _tell_of(by: Actor, override: Override, at: datetime) -> None:
    raise_alert(
        by=by,
        id=rules.override_alert_id(override.pk),
        service_id=by.service_id,
        kind=rules.BREAK_GLASS,
        worker_id=by.worker_id,
        person_id=override.person_id,
        override_id=override.pk,
        at=at,
    )


@action
def raise_alert(
    *,
    by: Actor,
    id: UUID,
    service_id: UUID,
    kind: str,
    worker_id: UUID,
    at: datetime,
    person_id: UUID | None = None,
    override_id: UUID | None = None,
) -> PrivacyAlert:
    """Tell the privacy officer of something (rules.alerts says what is one and the same). Idempotent on `id`."""
    alert, new = PrivacyAlert.objects.get_or_create(
        id=id,
        defaults={
            "service_id": service_id,
            "kind": kind,
            "worker_id": worker_id,
            "person_id": person_id,
            "override_id": override_id,
            "raised_at": at,
            "words": rules.WORDS[kind],
        },
    )
    detail = {"kind": kind, "worker": str(worker_id)}
    audit.write(by, "raise_alert", alert, detail=detail, outcome="done" if new else "repeat")
    return alert


@action
def judge_override(*, by: Actor, id: UUID, verdict: str, words: str, at: datetime) -> Override:
    """Say whether an emergency opening was justified, which closes its alert. For the privacy officer, or the manager of the team.

    Never one's own (DUR-35). Said once: the same verdict again changes nothing, another is refused. `NotYours` for what they do not review.
    """
    override = queries.override_for(by, id)
    permissions.require_judge(by, override.worker_id)
    if override.verdict:
        if override.verdict != verdict:
            raise Refused("Somebody has already said what they found. It cannot be changed.")
        audit.write(by, "judge_override", override, outcome="repeat")
        return override
    override.verdict, override.verdict_words = verdict, words
    override.reviewed_by_id, override.reviewed_at = by.worker_id, at
    override.save(update_fields=["verdict", "verdict_words", "reviewed_by", "reviewed_at"])
    audit.write(by, "judge_override", override, detail={"override": str(id), "verdict": verdict})
    for alert in PrivacyAlert.objects.filter(override=override, closed_at=None):
        _close(by, alert, words, at)
    return override


@action
def close_alert(*, by: Actor, id: UUID, outcome: str, at: datetime) -> PrivacyAlert:
    """Close an alert with what was found. The privacy officer's alone, never about oneself; an override is closed by its verdict."""
    alert = queries.alert_for(by, id)
    permissions.require_judge(by, alert.worker_id)
    if alert.override_id and alert.closed_at is None:
        raise Refused("Say whether the emergency opening was justified: that closes this alert.")
    if alert.closed_at is not None:
        audit.write(by, "close_alert", alert, outcome="repeat")
        return alert
    return _close(by, alert, outcome, at)


def _close(by: Actor, alert: PrivacyAlert, outcome: str, at: datetime) -> PrivacyAlert:
    alert.outcome, alert.closed_at, alert.closed_by_id = outcome, at, by.worker_id
    alert.save(update_fields=["outcome", "closed_at", "closed_by"])
    audit.write(by, "close_alert", alert, detail={"kind": alert.kind})
    return alert


@action
def join_records(*, by: Actor, one_id: UUID, other_id: UUID, merge_id: UUID, at: datetime) -> None:
    """Two records are one person's: whoever opens one opens the other, and whoever is barred from one is barred from both (LDS-93)."""
    held = Grant.objects.filter(_open_at(at), person_id__in=(one_id, other_id)).exclude(
        source__startswith=SAME
    )
    for given in held.order_by("id"):
        _mirror(by, given, other_id if given.person_id == one_id else one_id, merge_id)
    barred = Exclusion.objects.filter(person_id__in=(one_id, other_id), ended_at=None)
    for row in barred.order_by("id"):
        Exclusion.objects.get_or_create(
            pk=derived(merge_id, row.pk),
            defaults={
                "person_id": other_id if row.person_id == one_id else one_id,
                "worker_id": row.worker_id,
                "kind": row.kind,
                "declared_at": at,
            },
        )
    audit.write(by, "join_records", f"service_users.sameperson:{merge_id}", person_id=one_id)


@action
def part_records(*, by: Actor, merge_id: UUID, person_id: UUID, other_id: UUID, at: datetime) -> None:
    """They are two people after all: what the merge gave ends, as if it had never been, so that no time to hand over follows from it."""
    for mirror in Grant.objects.filter(_open_at(at), source__startswith=SAME, source_id=merge_id):
        _end(by, mirror, min(mirror.starts_at, at - rules.HAND_OVER))
    both = Exclusion.objects.filter(person_id__in=(person_id, other_id))
    made = {derived(merge_id, pk) for pk in both.values_list("pk", flat=True)}
    for row in both.filter(pk__in=made, ended_at=None):
        row.ended_at = at
        row.save(update_fields=["ended_at"])
    audit.write(by, "part_records", f"service_users.sameperson:{merge_id}", person_id=person_id)


def _mirror(by: Actor, given: Grant, person_id: UUID, merge_id: UUID) -> None:
    """The same relationship to the other record of the same person, for as long as the first."""
    made, new = Grant.objects.get_or_create(
        source=f"{SAME}{given.pk}",
        source_id=merge_id,
        relationship=given.relationship,
        defaults={
            "id": new_id(),
            "person_id": person_id,
            "worker_id": given.worker_id,
            "unit_id": given.unit_id,
            "starts_at": given.starts_at,
            "ends_at": given.ends_at,
        },
    )
    if new:
        audit.write(by, "grant_access", made, detail={**_given(made), "mirrors": str(given.pk)})


def _end_mirrors(by: Actor, grant_id: UUID, at: datetime) -> None:
    for mirror in Grant.objects.filter(_open_at(at), source=f"{SAME}{grant_id}"):
        _end(by, mirror, at)


def _end(by: Actor, held: Grant, at: datetime) -> None:
    held.ends_at = at
    held.save(update_fields=["ends_at"])
    audit.write(by, "end_access", held, detail={"relationship": held.relationship})


@action
def sign_undertaking(*, by: Actor, id: UUID, version: int, name: str, at: datetime) -> Undertaking:
    """A worker signs the undertaking in force with their own name: from now on records open to them (DUR-45). Idempotent on `id`.

    Refused when the text has changed since it was shown, or the name typed is not theirs.
    """
    made = Undertaking.objects.kept(id)
    if made is not None:
        if (made.worker_id, made.version) != (by.worker_id, version):
            raise ConflictingRepeat("This was kept before. Open the page again.")
        audit.write(by, "sign_undertaking", made, outcome="repeat")
        return made
    text = queries.undertaking_text(by.service_id)
    if version != text.version:
        raise Refused("The text has changed since you opened this page. Read it again, then sign.")
    if wrong := rules.wrong_with_name(name, by.name):
        raise Refused(wrong)
    made = Undertaking(
        id=id,
        service_id=by.service_id,
        worker_id=by.worker_id,
        version=version,
        name=name.strip(),
        signed_at=at,
        good_until=rules.holds_until(clock.today(at), text.renew_months),
    )
    made.save(force_insert=True)
    audit.write(by, "sign_undertaking", made, detail={"version": version, "good_until": made.good_until})
    return made


@action
def publish_undertaking(
    *, by: Actor, id: UUID, words: str, renew_months: int, at: datetime
) -> UndertakingText:
    """Put a new text in force: everybody signs again, at the latest the next day. The privacy officer's alone. Idempotent on `id`."""
    permissions.require_privacy_officer(by)
    made = UndertakingText.objects.filter(pk=id, service_id=by.service_id).first()
    if made is not None:
        if made.words != words.strip():
            raise ConflictingRepeat("This was kept before, with other words. Open the page again.")
        audit.write(by, "publish_undertaking", made, outcome="repeat")
        return made
    if not words.strip():
        raise Refused("Write what everybody is to sign.")
    if wrong := rules.wrong_with_cycle(renew_months):
        raise Refused(wrong)
    made = UndertakingText(
        id=id,
        service_id=by.service_id,
        version=queries.undertaking_text(by.service_id).version + 1,
        words=words.strip(),
        renew_months=renew_months,
        published_by_id=by.worker_id,
        published_at=at,
    )
    made.save(force_insert=True)
    audit.write(by, "publish_undertaking", made, detail={"version": made.version})
    return made
