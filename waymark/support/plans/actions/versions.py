"""Putting a plan in force, looking at it again, and the copies the person was given."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived, new_id
from waymark.core.pages import NotYours
from waymark.support.case_notes import actions as case_notes
from waymark.support.case_notes.choices import NoteKind
from waymark.support.goals import actions as goal_actions
from waymark.support.goals import queries as goal_queries
from waymark.support.goals.choices import GoalState
from waymark.support.plans import permissions, queries, rules
from waymark.support.plans.actions._parts import again, begun, draft_of, in_force, refuse
from waymark.support.plans.actions.words import say_in_their_words
from waymark.support.plans.choices import (
    AGREED_IN_WORDS,
    FORMAT_IN_WORDS,
    GOAL_LOOK,
    GOES_ON,
    REVIEW,
    TOOK_PART_IN_WORDS,
    Agreed,
    Decision,
    Format,
    Given,
    GoalDecision,
    Stance,
    TookPart,
)
from waymark.support.plans.models import PlanCopy, PlanDraft, PlanReview, PlanVersion
from waymark.work.due import actions as due
from waymark.work.due import queries as due_queries
from waymark.work.tasks import actions as tasks

SUPERSEDED = "This version is not in force any more. Look at the one that is."


@action
def publish_plan(
    *,
    by: Actor,
    id: UUID,
    person_id: UUID,
    took_part: Sequence[TookPart],
    part_words: str,
    agreed: Agreed,
    agreed_words: str = "",
    without_words: str = "",
    starts_on: date,
    channel: str = "",
    disagrees_with: str = "",
    their_view: str = "",
) -> PlanVersion:
    """Put the draft in force as the next version, with how the person took part; what was in force is superseded (DUR-07, rules.md 3).

    Refused, with what to do: nobody said how they took part; what they said of a line is not answered; two texts of a part wait for a
    decision; a part of life nobody asked about. Sets when it is looked at again, by the service's clock as it is today.
    `disagrees_with`: the key of a line they see differently, and `their_view` of it, which stands beside that line from now on.
    """
    permissions.require_publish(by, person_id)
    kept = PlanVersion.objects.kept(id)
    if kept is not None:
        return again(by, "publish_plan", kept, person_id=person_id, agreed=agreed)
    draft = draft_of(person_id)
    refuse(rules.wrong_with_body(draft.body))
    refuse(rules.wrong_with_taking_part(took_part, part_words))
    refuse(rules.wrong_with_agreement(agreed, agreed_words, took_part))
    refuse(rules.wrong_with_start(starts_on, clock.today()))
    refuse(queries.left_to_do(person_id))
    refuse(
        rules.WHY_WITHOUT
        if not (without_words.strip() or disagrees_with or queries.said_since(person_id, draft.before))
        else ""
    )
    now, number = clock.now(), (draft.before.number if draft.before else 0) + 1
    version = PlanVersion(
        id=id,
        person_id=person_id,
        number=number,
        body=draft.body,
        starts_on=starts_on,
        took_part=list(took_part),
        part_words=part_words.strip(),
        agreed=agreed,
        agreed_words=agreed_words.strip(),
        without_words=without_words.strip(),
        review_hours=rules.hours_of(queries.review_clock(by), channel),
        note=case_notes.sign_note(
            by=by,
            id=derived(id, "note"),
            kind=NoteKind.PLAN,
            occurred_at=now,
            text=_entry(number, took_part, part_words, agreed, agreed_words),
            person_id=person_id,
            found_by=rules.text_of(draft.body),
        ),
        drafted_by_id=draft.saved_by_id,
        published_by_id=by.worker_id,
        published_at=now,
    )
    version.save(force_insert=True)
    PlanDraft.objects.filter(pk=draft.pk).delete()
    tasks.withdraw_tasks(
        by=by, source="plans.offered", source_id=person_id, because=f"Version {number} is in force.", at=now
    )
    _set_clock(by, version, channel)
    if disagrees_with:
        say_in_their_words(
            by=by,
            id=derived(id, "disagrees"),
            person_id=person_id,
            stance=Stance.DISAGREES,
            words=their_view,
            given=Given.READ_BACK,
            said_on=clock.today(),
            line=disagrees_with,
        )
    audit.write(by, "publish_plan", version, detail={"number": number, "agreed": agreed})
    return version


@action
def review_plan(
    *,
    by: Actor,
    id: UUID,
    version_id: UUID,
    held_at: datetime,
    decisions: Mapping[str, str],
    goals: Mapping[str, Mapping[str, str]],
    words: str,
    took_part: Sequence[TookPart],
    part_words: str = "",
) -> PlanReview:
    """Close a review of the version in force: keep, change or stop of every action, what becomes of every goal that is being worked on
    (`goals`: by id, `decision` and `next_look`), how the person took part, and what was said. A goal that is reached or let go is closed.

    It answers what was due and sets the next date. Where something changes or stops, the next draft is begun without what was stopped.
    """
    version = PlanVersion.objects.filter(pk=version_id).first()
    if version is None:
        raise NotYours("plans.planversion", version_id)
    permissions.require_publish(by, version.person_id)
    said = {key: value for key, value in decisions.items() if value}
    kept = PlanReview.objects.kept(id)
    if kept is not None:
        return again(by, "review_plan", kept, version_id=version_id, decisions=said)
    standing = in_force(version.person_id)
    refuse("" if standing and standing.pk == version.pk else SUPERSEDED)
    refuse(rules.wrong_with_review(version.body, said))
    worked_on = {str(one.id): one.words for one in goal_queries.goals_to_work_on(by, version.person_id)}
    refuse(rules.wrong_with_goals(worked_on, goals, clock.today(held_at)))
    refuse(rules.wrong_with_taking_part(took_part, part_words))
    refuse("" if words.strip() else "Say how the plan is going, in a few words.")
    refuse("A review is written down once it was held." if held_at > clock.now() else "")
    look = PlanReview(
        id=id,
        person_id=version.person_id,
        version=version,
        held_at=held_at,
        due_at=queries.due_by_the_hour(version),
        decisions=said,
        goals={id: {"words": worked_on[id], **goals[id]} for id in worked_on},
        words=words.strip(),
        took_part=list(took_part),
        part_words=part_words.strip(),
        by_id=by.worker_id,
        at=clock.now(),
    )
    look.save(force_insert=True)
    due.answer_obligation(
        by=by,
        person_id=version.person_id,
        kind=REVIEW,
        on=clock.today(held_at),
        source="plans.planreview",
        source_id=id,
    )
    _goals_after(by, look)
    _begin_what_follows(by, version, said)
    audit.write(by, "review_plan", look, detail={"version": version.number})
    return look


@action
def give_copy(
    *, by: Actor, id: UUID, version_id: UUID, format: Format, given_on: date, words: str = ""
) -> PlanCopy:
    """The person was given a copy, as what and when; or was offered one and did not want it."""
    version = PlanVersion.objects.filter(pk=version_id).first()
    if version is None:
        raise NotYours("plans.planversion", version_id)
    permissions.may_write_about(by, version.person_id)
    kept = PlanCopy.objects.kept(id)
    given = {"version_id": version_id, "format": format, "given_on": given_on, "words": words.strip()}
    if kept is not None:
        return again(by, "give_copy", kept, **given)
    refuse("Give a day that has come." if given_on > clock.today() else "")
    copy = PlanCopy(id=id, person_id=version.person_id, by_id=by.worker_id, at=clock.now(), **given)
    copy.save(force_insert=True)
    audit.write(by, "give_copy", copy, detail={"format": FORMAT_IN_WORDS[format]})
    return copy


def _set_clock(by: Actor, version: PlanVersion, channel: str) -> None:
    """A plan that begins sets when it is first looked at, unless that is set already; a later version leaves it."""
    waiting = due_queries.due_of(by, version.person_id, clock.today())
    if version.number > 1 or version.review_hours or any(one.kind == REVIEW for one in waiting):
        return
    rule = rules.rule_for(queries.review_clock(by), channel)
    window = due_queries.first_window(rule, version.starts_on)
    if window is not None:
        due.set_obligation(
            by=by,
            id=derived(version.pk, "review"),
            person_id=version.person_id,
            kind=REVIEW,
            rule=rule,
            **window._asdict(),
        )


def _goals_after(by: Actor, look: PlanReview) -> None:
    """A goal goes on to a day of its own, or is closed with what the review said: none is left behind by a plan that ends."""
    on = clock.today(look.held_at)
    due.answer_obligation(
        by=by, person_id=look.person_id, kind=GOAL_LOOK, on=on, source="plans.planreview", source_id=look.pk
    )
    for id, said in look.goals.items():
        if said["decision"] in GOES_ON:
            due.set_obligation(
                by=by,
                id=derived(look.pk, "goal", id),
                person_id=look.person_id,
                kind=GOAL_LOOK,
                rule={"rule": "after", "goal": id},
                opens_on=on,
                due_on=date.fromisoformat(said["next_look"]),
            )
            continue
        reached = said["decision"] == GoalDecision.ACHIEVED
        goal_actions.close_goal(
            by=by,
            id=UUID(id),
            on=on,
            state=GoalState.ACHIEVED if reached else GoalState.LET_GO,
            words=look.words,
            decided_by="Together, at the review of the plan",
        )


def _begin_what_follows(by: Actor, version: PlanVersion, decisions: Mapping[str, str]) -> None:
    """Change or stop: the next version is begun at once; what was stopped is not in it, nor in a draft that was begun before."""
    if not {Decision.CHANGE, Decision.STOP} & set(decisions.values()):
        return
    stopped = [key for key, value in decisions.items() if value == Decision.STOP]
    draft = PlanDraft.objects.select_for_update().filter(person_id=version.person_id).first()
    if draft is None:
        begun(by, new_id(), version.person_id, version, rules.without(version.body, stopped))
        return
    for part in {line.part for line in rules.lines_of(draft.body) if line.key in stopped}:
        draft.edits = rules.kept_from(draft.edits, part, "")
    draft.body = rules.without(draft.body, stopped)
    draft.save(update_fields=["body", "edits"])


def _entry(
    number: int, took_part: Sequence[TookPart], part_words: str, agreed: Agreed, agreed_words: str
) -> str:
    """What the timeline says of it."""
    how = "; ".join(TOOK_PART_IN_WORDS[TookPart(one)].lower() for one in took_part)
    said: list[Any] = [
        f"Support plan, version {number}, was put in force. The person {how}.",
        part_words.strip(),
    ]
    said += [f"{AGREED_IN_WORDS[agreed]}.", agreed_words.strip()]
    return " ".join(filter(None, said))
