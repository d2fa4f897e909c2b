"""A referral comes, from anyone, once. Whoever is on record is not asked again, and a second referral joins the first."""

from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor, system
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.people.access import actions as access
from waymark.people.access.choices import Relationship, Sensitivity
from waymark.people.service_users import actions as service_users
from waymark.people.service_users import queries as known
from waymark.people.service_users.choices import PointKind
from waymark.people.service_users.models import Person
from waymark.support.caseload import queries as caseload
from waymark.support.caseload.models import Episode
from waymark.support.referrals import permissions, queries, rules
from waymark.support.referrals.actions._steps import let_worker_in, step
from waymark.support.referrals.choices import REFERRAL, SOURCE_IN_WORDS, Source, State, StepKind
from waymark.support.referrals.models import Referral
from waymark.work.search import actions as search
from waymark.work.tasks import actions as tasks

OTHERWISE = "This was kept before, with other content. Open the referral to see what stands."


@action
def take_referral(
    *,
    by: Actor,
    id: UUID,
    unit_id: UUID,
    asked: rules.Asked,
    person_id: UUID | None = None,
    newcomer: rules.Newcomer | None = None,
    decider_id: UUID | None = None,
    leaving_id: UUID | None = None,
) -> Referral:
    """Take a referral for one of the service's teams, which from now on may open the record: it is a relationship (access policy).

    `person_id`: somebody the worker may open, or whom `newcomer` names beyond doubt; otherwise `newcomer` begins a record. Somebody too
    young is stopped with the way they go. One that repeats an open referral, or names somebody the team works with, joins it and says so
    to whoever has it. Idempotent on `id`.
    """
    unit = permissions.may_take(by, unit_id)
    kept = Referral.objects.kept(id)
    if kept is not None:
        return _again(by, kept, unit_id, asked)
    _refuse(rules.wrong_with_asked(asked, clock.now()))
    person = _person(by, id, person_id, newcomer, asked)
    _refuse(rules.too_young(known.birth_of(person), clock.today(asked.received_at), queries.published(by)))
    episode = _open_episode(person.pk, unit_id)
    before = queries.open_referral(person.pk, unit_id)
    joined = episode is not None or before is not None
    referral = Referral(
        id=id,
        person=person,
        unit=unit,
        source=asked.source,
        referrer_name=asked.referrer_name.strip(),
        referrer_from=asked.referrer_from.strip(),
        referrer_contact=asked.referrer_contact.strip(),
        knows=asked.knows,
        urgency=asked.urgency,
        reason=asked.reason.strip(),
        asked_for=asked.asked_for.strip(),
        area=asked.area.strip(),
        not_met=list(asked.not_met),
        received_at=asked.received_at,
        taken_at=clock.now(),
        taken_by_id=by.worker_id,
        decider=permissions.colleague(by, decider_id) if decider_id else None,
        state=State.JOINED if joined else State.NEW,
        ended_at=clock.now() if joined else None,
        episode=episode,
        joins=before,
        leaving_id=leaving_id,
    )
    referral.save(force_insert=True)
    audit.write(by, "take_referral", referral, detail={"source": asked.source, "unit": unit_id})
    search.push_passage(
        by=by,
        id=id,
        person_id=person.pk,
        source=REFERRAL,
        author_id=by.worker_id,
        occurred_at=referral.received_at,
        sensitivity=Sensitivity.ORDINARY,
        text="\n".join(filter(None, (referral.reason, referral.asked_for))),
    )
    if joined:
        step(by, referral, StepKind.JOINED, _joined_words(referral))
    else:
        _let_the_team_in(by, referral)
    _tell_those_who_work_with_them(by, referral)
    return referral


def _let_the_team_in(by: Actor, referral: Referral) -> None:
    access.grant(
        by=by,
        person_id=referral.person_id,
        relationship=Relationship.LIVE,
        source=REFERRAL,
        source_id=referral.pk,
        starts_at=min(referral.received_at, clock.now()),
        unit_id=referral.unit_id,
    )
    if referral.decider_id is not None:
        let_worker_in(by, referral, referral.decider_id, "decides")


def _person(
    by: Actor, id: UUID, person_id: UUID | None, newcomer: rules.Newcomer | None, asked: rules.Asked
) -> Person:
    if person_id is not None:
        return _on_record(by, person_id, newcomer)
    if newcomer is None or not newcomer.given_name.strip():
        raise Refused("Give their name.")
    _refuse(rules.too_young(newcomer.born, clock.today(asked.received_at), queries.published(by)))
    born = newcomer.born
    new_person_id = derived(id, "person")
    person = service_users.add_person(
        by=by,
        id=new_person_id,
        at=clock.now(),
        given_name=newcomer.given_name,
        family_name=newcomer.family_name,
        chosen_name=newcomer.chosen_name,
        birth=(born.year, born.month, born.day) if born else (None, None, None),
        nhs_number=newcomer.nhs_number,
        nhs_number_status="02" if newcomer.nhs_number else "",
    )
    if newcomer.phone:
        service_users.add_contact_point(
            by=by,
            id=derived(new_person_id, "phone"),
            person=person,
            kind=PointKind.PHONE,
            value=newcomer.phone,
        )
    return person


def _on_record(by: Actor, person_id: UUID, newcomer: rules.Newcomer | None) -> Person:
    """Somebody on record. One whose record is closed to the worker must be named beyond doubt, and that is logged (A16)."""
    person = Person.objects.filter(pk=person_id, service_id=by.service_id).first()
    if person is None:
        raise NotYours("service_users.person", person_id, person_id)
    if permissions.is_barred(by, person_id):
        raise Refused(permissions.NOT_YOURS_TO_TAKE)
    if not permissions.may_know(by, person_id):
        if newcomer is None or not queries.found_again(by, newcomer, person_id):
            raise NotYours("service_users.person", person_id, person_id)
        audit.write(by, "join_record", person, detail={"by": "referral"})
    return person


def _open_episode(person_id: UUID, unit_id: UUID) -> Episode | None:
    return Episode.objects.filter(person_id=person_id, unit_id=unit_id, closed_on__isnull=True).first()


def _joined_words(referral: Referral) -> str:
    if referral.episode is not None:
        return "The team works with them already: this joins the open episode."
    return "They were referred before and wait for an answer: this joins that referral."


def _tell_those_who_work_with_them(by: Actor, referral: Referral) -> None:
    """Each key worker of an open episode, and whoever has the referral it joins, hears that somebody asked again."""
    asked: list[UUID | None] = [
        caseload.key_worker_id(episode.pk, clock.today())
        for episode in Episode.objects.filter(person_id=referral.person_id, closed_on__isnull=True)
    ]
    if referral.joins is not None:
        asked.append(referral.joins.keeps_in_touch_id or referral.joins.decider_id)
    owners = {one for one in asked if one is not None} - {by.worker_id}
    source = SOURCE_IN_WORDS[Source(referral.source)].lower()
    words = f"Referred to {referral.unit.name} by {source}: {referral.reason}"
    for owner_id in sorted(owners):
        tasks.make_task(
            by=system("referral", by.service_id),  # whoever took it may not be of their team
            id=derived(referral.pk, "told", owner_id),
            words=words,
            owner_id=owner_id,
            person_id=referral.person_id,
            source=REFERRAL,
            source_id=referral.pk,
        )


def _again(by: Actor, kept: Referral, unit_id: UUID, asked: rules.Asked) -> Referral:
    if kept.taken_by_id != by.worker_id or kept.person.service_id != by.service_id:
        raise NotYours("referrals.referral", kept.pk)
    if (kept.unit_id, kept.reason, kept.source) != (unit_id, asked.reason.strip(), asked.source):
        raise ConflictingRepeat(OTHERWISE)
    audit.write(by, "take_referral", kept, outcome="repeat")
    return kept


def _refuse(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)
