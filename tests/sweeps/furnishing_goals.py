"""What there can be about goals beside goals: a good life, ratings of it, objectives and looks at them, levels. Each text its canary."""

from datetime import timedelta
from typing import Any

from tests.factories.base import made
from waymark.core import clock
from waymark.support.goals.choices import Area, Stage, Verdict
from waymark.support.goals.models import GoodLife, Levels, LifeRating, Look, Objective, Reached

HOUR = timedelta(hours=1)


def furnish_goals(r: Any) -> None:
    """By the key worker, looked at by the lead."""
    by, goal, now, today = r.key_worker, r.rows["goal"], clock.now(), clock.today()
    about = {"person": r.person, "by": by, "at": now}
    r.rows["good life"] = made(
        GoodLife,
        words=r.said("good life"),
        agreed_how=r.said("good life agreed how"),
        said_on=today,
        **about,
    )
    r.rows["life rating"] = made(LifeRating, area=Area.WHOLE, rating=4, rated_on=today, **about)
    objective = r.rows["objective"] = made(
        Objective,
        person=r.person,
        goal=goal,
        words=r.said("objective"),
        agreed_how=r.said("objective agreed how"),
        closed_words=r.said("objective closed words"),
        stage=Stage.BUILDING,
        made_by=by,
        made_at=now,
        worded_at=now,
    )
    look = {**about, "by": r.lead, "objective": objective, "verdict": Verdict.COMMENT}
    r.rows["look"] = made(Look, words=r.said("look"), **look)
    words = {
        name: r.said(f"level {name}") for name in ("much_less", "less", "hoped_for", "more", "much_more")
    }
    levels = made(
        Levels, goal=goal, importance=3, difficulty=2, baseline=-1, **words, **{**about, "at": now - HOUR}
    )
    r.rows["levels"] = levels
    r.rows["reached"] = made(Reached, levels=levels, level=0, words=r.said("reached"), **about)
