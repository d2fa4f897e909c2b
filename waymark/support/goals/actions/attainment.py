"""Goal attainment scaling: five levels written first, and where the goal is found later (rules.md 4.2)."""

from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import Refused
from waymark.support.goals import permissions, rules
from waymark.support.goals.actions._kept import again, refuse
from waymark.support.goals.choices import OPEN_STATES
from waymark.support.goals.models import Levels, Reached


@action
def set_levels(
    *,
    by: Actor,
    id: UUID,
    goal_id: UUID,
    importance: int,
    difficulty: int,
    baseline: int,
    much_less: str,
    less: str,
    hoped_for: str,
    more: str,
    much_more: str,
) -> Levels:
    """Write the five levels of a goal, how much it matters and how hard it is (0 to 3). Fixed from now on; new ones are another row."""
    goal = permissions.goal_to_write(by, goal_id)
    given = {
        "goal_id": goal_id,
        "importance": importance,
        "difficulty": difficulty,
        "baseline": baseline,
        "much_less": much_less.strip(),
        "less": less.strip(),
        "hoped_for": hoped_for.strip(),
        "more": more.strip(),
        "much_more": much_more.strip(),
    }
    kept = Levels.objects.kept(id)
    if kept is not None:
        return again(by, "set_levels", kept, **given)
    refuse("" if goal.state in OPEN_STATES else "This goal has been closed. Take it up again first.")
    refuse(
        rules.wrong_with_levels(
            importance, difficulty, baseline, (much_less, less, hoped_for, more, much_more)
        )
    )
    row = Levels(id=id, person_id=goal.person_id, at=clock.now(), by_id=by.worker_id, **given)
    row.save(force_insert=True)
    audit.write(by, "set_levels", row, detail={"goal": goal_id})
    return row


@action
def reach_level(*, by: Actor, id: UUID, goal_id: UUID, level: int, words: str = "") -> Reached:
    """Which of its levels the goal is found at now. Only after they were written; looked at again, it is another row."""
    goal = permissions.goal_to_write(by, goal_id)
    kept = Reached.objects.filter(pk=id).select_related("levels").first()
    if kept is not None:
        return again(by, "reach_level", kept, person_id=goal.person_id, level=level, words=words.strip())
    levels = Levels.objects.filter(goal=goal).order_by("-at", "-id").first()
    if levels is None:
        raise Refused("Write the five levels of this goal first.")
    now = clock.now()
    refuse(rules.wrong_with_reached(level, now, levels.at))
    row = Reached(
        id=id,
        person_id=goal.person_id,
        levels=levels,
        level=level,
        words=words.strip(),
        at=now,
        by_id=by.worker_id,
    )
    row.save(force_insert=True)
    audit.write(by, "reach_level", row, detail={"goal": goal_id, "level": level})
    return row
