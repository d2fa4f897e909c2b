"""Writing hopes, goals, steps and progress. The words are the person's: they change only by their recorded agreement, and no rating is
ever overwritten (DUR-05, LDS-56). Everything is idempotent on an id made by the page.
"""

from datetime import date, datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import new_id
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.support.goals import permissions, rules
from waymark.support.goals.actions._kept import OTHERWISE, again, findable, keep_as_it_was, refuse
from waymark.support.goals.choices import OPEN_STATES, ChangeKind, GoalState, Span
from waymark.support.goals.models import Change, Goal, Hope, Objective, Progress, Step
from waymark.work.search import actions as search

CLOSED = "This goal has been closed. Take it up again first."


@action
def write_hope(*, by: Actor, id: UUID, person_id: UUID, words: str, said_on: date) -> Hope:
    """Keep something the person said they hope for, in their words; not yet a goal (ASC-03)."""
    permissions.may_write_about(by, person_id)
    kept = Hope.objects.kept(id)
    if kept is not None:
        return again(by, "write_hope", kept, person_id=person_id, words=words.strip())
    refuse(rules.wrong_with_words(words, "hope"))
    refuse("Give a day that has come." if said_on > clock.today() else "")
    hope = Hope(id=id, person_id=person_id, words=words.strip(), said_on=said_on, heard_by_id=by.worker_id)
    hope.save(force_insert=True)
    audit.write(by, "write_hope", hope)
    findable(by, hope, "goals.hope", clock.day_bounds(said_on)[0], hope.words)
    return hope


@action
def make_hope_a_goal(
    *, by: Actor, id: UUID, hope_id: UUID, agreed_how: str, why: str = "", opened_on: date | None = None
) -> Goal:
    """The hope becomes the goal `id`, keeping its words; each leads to the other (ASC-03). Once only."""
    hope = permissions.hope_to_write(by, hope_id)
    if hope.became_id not in (None, id):
        raise Refused("This hope has become a goal already.")
    goal = write_goal(
        by=by,
        id=id,
        person_id=hope.person_id,
        words=hope.words,
        agreed_how=agreed_how,
        why=why,
        opened_on=opened_on,
    )
    if hope.became_id is None:
        hope.became = goal
        hope.save(update_fields=["became"])
    audit.write(by, "make_hope_a_goal", hope, detail={"goal": goal.pk})
    return goal


@action
def write_goal(
    *,
    by: Actor,
    id: UUID,
    person_id: UUID,
    words: str,
    agreed_how: str,
    why: str = "",
    opened_on: date | None = None,
    span: str = "",
    contributors: str = "",
) -> Goal:
    """A goal in the person's own words, why it matters to them, and how the words came to be theirs. Opened today unless said otherwise."""
    permissions.may_write_about(by, person_id)
    kept = Goal.objects.kept(id)
    if kept is not None:
        return again(by, "write_goal", kept, person_id=person_id, words=words.strip())
    refuse(rules.wrong_with_words(words))
    refuse(rules.wrong_with_agreement(agreed_how))
    goal = Goal(
        id=id,
        person_id=person_id,
        words=words.strip(),
        why=why.strip(),
        agreed_how=agreed_how.strip(),
        span=Span(span) if span else "",
        contributors=contributors.strip(),
        opened_on=opened_on or clock.today(),
        made_by_id=by.worker_id,
        made_at=clock.now(),
    )
    goal.save(force_insert=True)
    audit.write(by, "write_goal", goal, detail=_copied(by, goal))
    _goalfindable(by, goal)
    return goal


@action
def reword_goal(*, by: Actor, id: UUID, goal_id: UUID, words: str, agreed_how: str, why: str = "") -> Goal:
    """Change a goal's words because the person wants them changed; `id` is the change's. What they were stays readable (LDS-56)."""
    goal = permissions.goal_to_write(by, goal_id)
    kept = Change.objects.filter(pk=id).values_list("goal_id", flat=True).first()
    if kept is not None:
        if kept != goal_id:
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, "reword_goal", goal, outcome="repeat")
        return goal
    refuse(rules.wrong_with_words(words))
    refuse(rules.wrong_with_agreement(agreed_how))
    refuse("" if goal.state in OPEN_STATES else CLOSED)
    keep_as_it_was(by, id, goal, ChangeKind.WORDS)
    goal.words, goal.why, goal.agreed_how = words.strip(), why.strip(), agreed_how.strip()
    goal.save(update_fields=["words", "why", "agreed_how"])
    audit.write(by, "reword_goal", goal, detail={"change": id})
    search.withdraw_passage(by=by, id=goal.pk)
    _goalfindable(by, goal)
    return goal


@action
def close_goal(*, by: Actor, id: UUID, on: date, state: GoalState, words: str, decided_by: str) -> Goal:
    """Reached, reached in part, not yet, or let go: with what is said of it, and who decided (rules.md 4.3). Closed goals stay readable."""
    goal = permissions.goal_to_write(by, id)
    if goal.state == state and goal.closed_on == on:
        audit.write(by, "close_goal", goal, outcome="repeat")
        return goal
    refuse(rules.wrong_with_closing(goal.state, state, decided_by))
    refuse("Give a day that has come." if on > clock.today() else "")
    keep_as_it_was(by, new_id(), goal, ChangeKind.STATE, words)
    goal.state, goal.closed_on = state, on
    goal.closed_words, goal.decided_by = words.strip(), decided_by.strip()[:200]
    goal.save(update_fields=["state", "closed_on", "closed_words", "decided_by"])
    audit.write(by, "close_goal", goal, detail={"state": state})
    return goal


@action
def hold_goal(*, by: Actor, id: UUID, words: str) -> Goal:
    """Let a goal rest for now, and say why. It stays on the person's page."""
    return _stand(by, "hold_goal", id, GoalState.ON_HOLD, words)


@action
def take_up_goal(*, by: Actor, id: UUID, words: str) -> Goal:
    """Go on with a goal that was resting or closed, and say why. How it was closed stays readable."""
    return _stand(by, "take_up_goal", id, GoalState.ACTIVE, words)


@action
def write_step(
    *,
    by: Actor,
    id: UUID,
    goal_id: UUID,
    words: str,
    who: str = "",
    by_on: date | None = None,
    objective_id: UUID | None = None,
) -> Step:
    """A small next step at the end of the goal's path: what, who, by when; towards one of the goal's objectives if it has any (LDS-56)."""
    goal = permissions.goal_to_write(by, goal_id)
    kept = Step.objects.kept(id)
    if kept is not None:
        return again(by, "write_step", kept, goal_id=goal_id, words=words.strip())
    refuse(rules.wrong_with_words(words, "step"))
    refuse("" if goal.state in OPEN_STATES else CLOSED)
    if objective_id and not Objective.objects.filter(pk=objective_id, goal=goal).exists():
        raise NotYours("goals.objective", objective_id, goal.person_id)
    step = Step(
        id=id,
        objective_id=objective_id,
        person_id=goal.person_id,
        goal=goal,
        words=words.strip(),
        who=who.strip()[:200],
        by_on=by_on,
        order=Step.objects.filter(goal=goal).count() + 1,
        made_at=clock.now(),
    )
    step.save(force_insert=True)
    audit.write(by, "write_step", step, detail={"goal": goal_id})
    return step


@action
def finish_step(*, by: Actor, id: UUID, on: date) -> Step:
    """A step is done, on `on`. Done once: a second time changes nothing. At a contact: `work_at_contact`."""
    step = permissions.step_to_write(by, id)
    if step.done_on is not None:
        audit.write(by, "finish_step", step, outcome="repeat")
        return step
    refuse("Give a day that has come." if on > clock.today() else "")
    step.done_on = on
    step.save(update_fields=["done_on"])
    audit.write(by, "finish_step", step, detail={"goal": step.goal_id})
    return step


@action
def note_progress(
    *,
    by: Actor,
    id: UUID,
    goal_id: UUID,
    at: datetime,
    words: str = "",
    source_id: UUID | None = None,
    their_rating: int | None = None,
    worker_rating: int | None = None,
    support_level: str = "",
) -> Progress:
    """What was done towards a goal, with the person's rating and the worker's kept apart (0 to 10). Never changed: rate again instead.

    The same id with other content raises ConflictingRepeat. `source_id`: the contact it was noted at.
    """
    goal = permissions.goal_to_write(by, goal_id)
    given = {
        "goal_id": goal_id,
        "source_id": source_id,
        "at": at,
        "words": words.strip(),
        "their_rating": their_rating,
        "worker_rating": worker_rating,
        "support_level": support_level,
    }
    kept = Progress.objects.kept(id)
    if kept is not None:
        return again(by, "note_progress", kept, **given)
    refuse(rules.wrong_with_rating(their_rating) or rules.wrong_with_rating(worker_rating))
    refuse(rules.wrong_with_support(support_level))
    row = Progress(id=id, person_id=goal.person_id, noted_by_id=by.worker_id, **given)
    row.save(force_insert=True)
    audit.write(by, "note_progress", row, detail={"goal": goal_id, "source": source_id})
    if row.words:
        findable(by, row, "goals.progress", at, row.words)
    return row


def _stand(by: Actor, verb: str, id: UUID, state: GoalState, words: str) -> Goal:
    goal = permissions.goal_to_write(by, id)
    if goal.state == state:
        audit.write(by, verb, goal, outcome="repeat")
        return goal
    refuse(CLOSED if state == GoalState.ON_HOLD and goal.state not in OPEN_STATES else "")
    refuse("" if words.strip() else "Say why, in a few words.")
    keep_as_it_was(by, new_id(), goal, ChangeKind.STATE, words)
    goal.state, goal.closed_on, goal.closed_words, goal.decided_by = state, None, "", ""
    goal.save(update_fields=["state", "closed_on", "closed_words", "decided_by"])
    audit.write(by, verb, goal)
    return goal


def _copied(by: Actor, goal: Goal) -> dict[str, int]:
    """How many others had the same words from the same worker: a goal copied to many people shows in the log."""
    same = Goal.objects.filter(made_by_id=by.worker_id, words=goal.words).exclude(person_id=goal.person_id)
    count = same.count()
    return {"same_words_for_others": count} if count else {}


def _goalfindable(by: Actor, goal: Goal) -> None:
    findable(by, goal, "goals.goal", goal.made_at, "\n".join(filter(None, (goal.words, goal.why))))
