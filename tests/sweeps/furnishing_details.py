"""What more is known of a person: what was confirmed, what clinicians gave, what it is like for them. Called by furnishing."""

from datetime import timedelta
from typing import Any

from tests.factories.base import actor_of, made
from waymark.core import actions, clock
from waymark.core.ids import new_id
from waymark.people.service_users import actions as service_users
from waymark.people.service_users.choices import Confirm, Confirmed, NeedKind, Understood, Verdict
from waymark.people.service_users.models import Alert, Death, Duplicate, Person, SamePerson


def more_details(r: Any) -> None:
    """All of it, by the key worker; what only a clinician's word allows, by the lead."""
    by, person, today, now = actor_of(r.key_worker), r.person, clock.today(), clock.now()
    asked = {
        what: service_users.Said(Confirmed.RIGHT, r.said(f"{what} confirmed"))
        for what in (Confirm.GP, Confirm.CONSENT, Confirm.RHYTHM)
    }
    service_users.confirm_details(by=by, id=new_id(), person=person, said=asked, at=now - timedelta(days=1))
    service_users.add_need(
        by=by,
        id=new_id(),
        person=person,
        kind=NeedKind.INTERPRETER,
        words=r.said("interpreter"),
        language=r.said("language"),
        from_on=today,
    )
    r.rows["account"] = service_users.add_account(
        by=by,
        id=new_id(),
        person=person,
        words=r.said("account"),
        said_on=today,
        at=now,
        helped_by=r.said("account helped by"),
    )
    for name in ("diagnosis", "diagnosis withdrawn"):
        r.rows[name] = service_users.add_diagnosis(
            by=actor_of(r.lead),
            id=new_id(),
            person=person,
            words=r.said(name),
            given_by=r.said(f"{name} given by"),
            given_on=today,
            source=r.said(f"{name} source"),
            at=now,
        )
    service_users.withdraw_diagnosis(
        by=actor_of(r.lead),
        id=r.rows["diagnosis withdrawn"].pk,
        person=person,
        withdrawn_by=r.said("withdrawn by"),
        source=r.said("withdrawn source"),
        on=today,
    )
    _twins(r)
    _pathway(r)
    _alerts(r)
    _legal(r)
    _death_in_error(r)


def _alerts(r: Any) -> None:
    """One that waits, one that stands, one that was looked at again and ended."""
    now, later = clock.now(), clock.today() + timedelta(days=30)
    for name in ("alert that waits", "alert that stands", "alert that ended"):
        given = {part: r.said(f"{name} {part}") for part in ("words", "what_to_do", "rests_on")}
        r.rows[name] = made(
            Alert,
            person=r.person,
            told=False,
            not_told_because=r.said(f"{name} untold"),
            raised_by=r.key_worker,
            raised_at=now,
            manager=r.lead,
            **given,
        )
    by = actor_of(r.lead)
    for name in ("alert that stands", "alert that ended"):
        service_users.agree_alert(by=by, alert=r.rows[name], review_on=later, at=now)
    ended = {"words": r.said("why the alert ended"), "next_on": None}
    service_users.review_alert(by=by, id=new_id(), alert=r.rows["alert that ended"], at=now, **ended)


def _legal(r: Any) -> None:
    """One status that stands, one that ended."""
    for name in ("legal status", "legal status ended"):
        r.rows[name] = service_users.add_legal_status(
            by=actor_of(r.key_worker),
            id=new_id(),
            person=r.person,
            section="2",
            starts_at=clock.now() - timedelta(days=3),
            source=r.said(f"{name} source"),
            conditions=r.said(f"{name} conditions"),
            at=clock.now(),
        )
    ended = {"on": clock.today(), "source": r.said("legal status ended by")}
    service_users.end_legal_status(by=actor_of(r.key_worker), status=r.rows["legal status ended"], **ended)


def _death_in_error(r: Any) -> None:
    """A death that was told and undone, and one that stands and was not gathered, so that visits can be planned in every sweep."""
    by, now, told = actor_of(r.key_worker), clock.now(), r.said("death told by")
    given: dict[str, Any] = {"by": by, "person": r.person, "at": now}
    r.rows["death"] = service_users.record_death(id=new_id(), on=None, formal=False, told_by=told, **given)
    service_users.undo_death(id=r.rows["death"].pk, because=f"In error {r.said('death in error')}", **given)
    r.rows["death told"] = made(
        Death, person=r.person, told_by=r.said("death told again"), by=r.key_worker, at=now
    )


def _pathway(r: Any) -> None:
    """Who does what now, and a sheet that was printed and given."""
    by, person, today, now = actor_of(r.key_worker), r.person, clock.today(), clock.now()
    given: dict[str, Any] = {"by": by, "person": person, "at": now}
    where = {name: r.said(f"pathway {name}") for name in ("stage", "what_next", "if_worse")}
    service_users.set_pathway(id=new_id(), **{**given, "at": now - timedelta(days=1)}, **where)
    parts = ("name", "does", "agency", "reach", "hours", "contact_when", "cover")
    told = {name: r.said(f"contact {name}") for name in parts}
    r.rows["key contact"] = service_users.add_key_contact(id=new_id(), **given, **told)
    r.rows["sheet printed"] = sheet = service_users.print_sheet(id=new_id(), **given)
    said = {"on": today, "understood": Understood.PARTLY, "words": r.said("sheet given words")}
    service_users.give_sheet(id=new_id(), sheet=sheet, **given, **said)


def _twins(r: Any) -> None:
    """A record that may be theirs too, one that was merged into theirs, and one that was parted again."""
    now = clock.now()
    twins = [
        made(Person, id=new_id(), service=r.service, given_name=r.said(f"twin {n}"), added_at=now)
        for n in range(3)
    ]
    given = {"person": r.person, "why": r.said("why alike"), "raised_by": r.lead, "raised_at": now}
    r.rows["duplicate"] = made(Duplicate, other_id=twins[0].pk, reason=r.said("why made"), **given)
    said = {"verdict": Verdict.ONE_PERSON, "verdict_words": r.said("verdict of two"), "decided_at": now}
    made(
        Duplicate,
        other_id=twins[1].pk,
        decided_by=r.lead,
        **{**given, "why": r.said("why alike too")},
        **said,
    )
    merge = {"person": r.person, "by": r.lead, "at": now}
    r.rows["merge"] = made(SamePerson, away_id=twins[1].pk, because=r.said("merged because"), **merge)
    with actions.frame("factory"):
        Person.objects.filter(pk=twins[1].pk).update(merged_into=r.person)
    made(
        SamePerson,
        away_id=twins[2].pk,
        because=r.said("merged in error"),
        undone_at=now,
        undone_by=r.lead,
        undone_because=r.said("parted because"),
        **merge,
    )
