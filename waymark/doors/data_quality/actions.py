"""Putting one field of one record right: the former value stays readable, with who, when and why (data-quality: hard rules)."""

from datetime import datetime
from uuid import UUID

from waymark.core import audit
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat, Refused
from waymark.doors.data_quality import queries
from waymark.doors.data_quality.choices import VALUES, Answer, Field
from waymark.doors.data_quality.models import Correction
from waymark.people.service_users import permissions as service_users
from waymark.people.service_users.actions.correcting import correct_facts
from waymark.people.service_users.models import Person

WHY = "Say why the former value was wrong. It stays readable with your reason."
OTHERWISE = "This was kept before, as something else. Open the page again to see what stands."
NOTHING = "Give the value, or say what they answered."


@action
def put_right(
    *,
    by: Actor,
    id: UUID,
    person: Person,
    field: Field,
    at: datetime,
    value: str = "",
    answer: str = "",
    reason: str = "",
) -> Correction:
    """Give a field its value, or keep what was answered instead (DUR-34). Idempotent on `id`. `value`: as the record keeps it.

    `person` comes from people/access. A value that was there is replaced only with a reason; ‘right as it stands’ changes nothing.
    """
    service_users.may_write_details(by, person)
    kept = Correction.objects.kept(id)
    if kept is not None:
        return _again(by, kept, person, field, value, answer)
    former = queries.value_of(by, person, field)
    if answer == Answer.RIGHT:
        value = former
    if not value and not answer:
        raise Refused(NOTHING)
    if former and former != value and not reason.strip():
        raise Refused(WHY)
    row = Correction(
        id=id,
        person=person,
        field=field,
        former=former[:200],
        value=value,
        answer=answer,
        reason=reason.strip(),
        worker_id=by.worker_id,
        made_at=at,
    )
    row.save(force_insert=True)
    if field in VALUES and former != value:
        correct_facts(by=by, person=person, facts=_columns(field, value))
    audit.write(by, "put_right", row, detail={"field": field.value, "answer": answer})
    return row


def _again(by: Actor, kept: Correction, person: Person, field: Field, value: str, answer: str) -> Correction:
    same = (kept.person_id, kept.field, kept.answer) == (person.pk, field, answer)
    if not same or (answer != Answer.RIGHT and kept.value != value):
        raise ConflictingRepeat(OTHERWISE)
    audit.write(by, "put_right", kept, outcome="repeat")
    return kept


def _columns(field: Field, value: str) -> dict[str, object]:
    """The columns of the person's row that hold this field."""
    if field is Field.BIRTH_DATE:
        parts: list[int | None] = [int(part) for part in value.split("-") if part]
        year, month, day = [*parts, None, None, None][:3]
        return {"birth_year": year, "birth_month": month, "birth_day": day}
    if field is Field.NHS_NUMBER:
        return {"nhs_number": value, "nhs_number_status": "02" if value else ""}
    return {field.value.replace("-", "_"): value}
