"""The plan as it is read, its versions, putting one in force, its review, its copies, and the plans of a team."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.pages import Request, page
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.diary import queries as diary
from waymark.support.goals import queries as goals
from waymark.support.plans import actions, forms, permissions, queries, rules
from waymark.support.plans.choices import PART_IN_WORDS, Agreed, Format, TookPart
from waymark.support.plans.views._shared import ask, both, to_plan, written


@page(Right.OPEN_RECORDS)
@require_GET
def plan(request: Request, person_id: UUID) -> HttpResponse:
    """The person's plan: in force, what they say of it, when it is looked at again; and the draft, if one is begun."""
    person = access.person_for(request.actor, person_id, Action.READ_ENTRY)
    in_force = queries.plan_of(request.actor, person_id)
    words = in_force.words if in_force else queries.their_words_of(request.actor, person_id)
    shown = {
        "person": person,
        "plan": in_force,
        "due": queries.review_due(request.actor, in_force.version, clock.now()) if in_force else ("", False),
        "draft": queries.draft_shown(request.actor, person_id),
        "wants": queries.open_wants(words),
        "words": words,
        "goals": [goal for goal in goals.goals_of(request.actor, person_id) if goal.is_open],
        "versions": queries.versions_of(request.actor, person_id),
        "looks": queries.looks_of(request.actor, person_id),
        "copies": queries.copies_of(request.actor, person_id),
        "day": clock.today(),
        "may_write": permissions.may_draft(request.actor, person_id),
        "may_publish": permissions.may_publish(request.actor, person_id),
    }
    return render(request, "plans/plan.html", shown)


@page(Right.OPEN_RECORDS)
@require_GET
def who_does_what(request: Request, person_id: UUID) -> HttpResponse:
    """The plan by agency: who does what, what nobody does yet."""
    person = access.person_for(request.actor, person_id, Action.READ_ENTRY)
    joint = queries.joint_of(request.actor, person_id)
    return render(
        request, "plans/who_does_what.html", {"person": person, "joint": joint, "names": PART_IN_WORDS}
    )


@page(Right.OPEN_RECORDS)
@require_GET
def planned_and_kept(request: Request, person_id: UUID) -> HttpResponse:
    """What was planned in four weeks and what came of it, with what is planned next."""
    person = access.person_for(request.actor, person_id, Action.READ_ENTRY)
    shown = {
        "person": person,
        "kept": queries.kept_of(request.actor, person_id, clock.now()),
        "next_visit": diary.next_visit(request.actor, person_id),
    }
    return render(request, "plans/planned_and_kept.html", shown)


@page(Right.OPEN_RECORDS)
@require_GET
def plan_version(request: Request, version_id: UUID) -> HttpResponse:
    """One version as it was in force, and what changed from the one before."""
    shown = queries.version_for(request.actor, version_id)
    person = access.person_for(request.actor, shown.version.person_id, Action.READ_ENTRY)
    changed = queries.what_changed(request.actor, shown.version)
    return render(request, "plans/plan_version.html", {"person": person, "plan": shown, "changed": changed})


@page(Right.PUBLISH_PLANS)
@both
def publish_plan(request: Request, person_id: UUID) -> HttpResponse:
    """Put the draft in force."""
    person = access.person_for(request.actor, person_id, Action.WRITE_ENTRY)
    draft = queries.draft_shown(request.actor, person_id)
    if draft is None:
        return redirect("plan", person_id)
    form = forms.PublishForm(
        request.POST or None,
        initial={"id": new_id(), "starts_on": clock.today().isoformat()},
        lines=draft.lines,
        by_channel=queries.review_clock(request.actor).get("rule") == "by_channel",
    )

    def publish(said: dict[str, Any]) -> Any:
        took_part = [TookPart(one) for one in said.pop("took_part")]
        agreed = Agreed(said.pop("agreed"))
        return actions.publish_plan(
            by=request.actor, person_id=person_id, took_part=took_part, agreed=agreed, **said
        )

    if made := written(form, publish):
        return to_plan(request, person_id, f"Version {made.number} is in force. Have they been given a copy?")
    return ask(request, "plans/publish_plan.html", form, person=person, draft=draft)


@page(Right.PUBLISH_PLANS)
@both
def review_plan(request: Request, version_id: UUID) -> HttpResponse:
    """Look at the plan again: each action with what was seen of it; keep, change or stop."""
    version = queries.in_force_for(request.actor, version_id)
    person = access.person_for(request.actor, version.person_id, Action.WRITE_ENTRY)
    now = clock.local(clock.now())
    form = forms.ReviewForm(
        request.POST or None,
        initial={"id": new_id(), "date": f"{now:%d/%m/%Y}", "start": f"{now:%H:%M}"},
        lines=rules.actions_of(version.body),
        goals={str(one.id): one.words for one in goals.goals_to_work_on(request.actor, person.pk)},
    )

    def close(said: dict[str, Any]) -> Any:
        return actions.review_plan(
            by=request.actor,
            id=said["id"],
            version_id=version_id,
            held_at=form.held_at(),
            decisions=form.decisions(),
            goals=form.goals(),
            words=said["words"],
            took_part=[TookPart(one) for one in said["took_part"]],
            part_words=said["part_words"],
        )

    if written(form, close):
        return to_plan(request, person.pk, "The review is signed, and the next date is set.")
    words = queries.their_words_of(request.actor, person.pk)
    shown = {
        "person": person,
        "version": version,
        "evaluation": queries.evaluation(request.actor, version),
        "decisions": form.shown(),
        "never_discussed": queries.never_discussed(request.actor, version),
        "disagreements": [one for one in words if one.disagrees],
        "wants": queries.open_wants(words),
        "day": clock.today(),
    }
    return ask(request, "plans/review_plan.html", form, **shown)


@page(Right.RECORD_CONTACTS)
@both
def give_copy(request: Request, version_id: UUID) -> HttpResponse:
    """They were given a copy, or offered one."""
    version = queries.in_force_for(request.actor, version_id)
    person = access.person_for(request.actor, version.person_id, Action.WRITE_ENTRY)
    form = forms.CopyForm(
        request.POST or None, initial={"id": new_id(), "given_on": clock.today().isoformat()}
    )

    def give(said: dict[str, Any]) -> Any:
        kind = Format(said.pop("format"))
        return actions.give_copy(by=request.actor, version_id=version_id, format=kind, **said)

    if written(form, give):
        return to_plan(request, person.pk, "Kept with the plan.")
    return ask(request, "plans/give_copy.html", form, person=person, version=version)


@page(Right.SEE_BOARD)
@require_GET
def team_plans(request: Request) -> HttpResponse:
    """The plans of the worker's teams: what is in date, due soon and overdue, and whose it is."""
    return render(request, "plans/team_plans.html", {"team": queries.team_plans(request.actor, clock.now())})
