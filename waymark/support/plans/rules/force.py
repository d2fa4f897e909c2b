"""When a version may be in force, when it is looked at again, and what a review needs before it is closed."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from waymark.support.plans.choices import GOES_ON, Agreed, Decision, GoalDecision, TookPart
from waymark.support.plans.rules.body import ACTION, Body, Line, lines_of

HOW_THEY_TOOK_PART = "Say how the person took part."
WHY_WITHOUT = "Nothing of their own words is kept for this version. Ask them, or say why it goes without."
WHY_NOT_AGREED = "Say what they do not agree with, or who decided and why."


def wrong_with_taking_part(took_part: Collection[str], words: str) -> str:
    """What to say of how the person took part; '' when it will do. Never published without (DUR-07)."""
    if not took_part:
        return HOW_THEY_TOOK_PART
    if TookPart.DECLINED in took_part and {TookPart.CONTRIBUTED, TookPart.AGREES} & set(took_part):
        return "They cannot both take part and not want to. Choose what fits."
    if TookPart.AGREES in took_part and TookPart.DISAGREES in took_part:
        return "Choose either “Agrees with it” or “Disagrees with some or all of it”."
    if TookPart.DECLINED in took_part and not words.strip():
        return "Say what they said when they were asked."
    return ""


def wrong_with_agreement(agreed: str, words: str, took_part: Collection[str]) -> str:
    """What to say of how it came to be in force; '' when it will do (rules.md 3)."""
    if agreed != Agreed.PERSON and not words.strip():
        return WHY_NOT_AGREED
    if agreed == Agreed.PERSON and TookPart.DECLINED in took_part:
        return "They did not want to take part, so they have not agreed it. Choose what fits."
    return ""


def wrong_with_start(starts_on: date, today: date) -> str:
    """A plan is in force from today, or was from a day that has come."""
    return "A plan starts today or on a day that has come." if starts_on > today else ""


def undecided(body: Body, decisions: Mapping[str, str]) -> list[Line]:
    """The actions that a review has not said “keep, change or stop” of (LDS-19)."""
    return [line for line in actions_of(body) if decisions.get(line.key, "") not in set(Decision)]


def wrong_with_review(body: Body, decisions: Mapping[str, str]) -> str:
    """What to say of a review that cannot be closed yet, naming what is left; '' when it can."""
    left = undecided(body, decisions)
    if not left:
        return ""
    return f"Say keep, change or stop of {', '.join(f'{line.name} ({line.words[:60]})' for line in left)}."


def no_day_for(number: int, words: str) -> str:
    """What to say of a goal that goes on and is never looked at again."""
    return f"Give the day on which goal {number} ({words[:60]}) is looked at again."


def wrong_with_goals(goals: Mapping[str, str], decided: Mapping[str, Mapping[str, str]], on: date) -> str:
    """What to say of a review that leaves a goal undecided, naming it; '' when each is marked, and what goes on has a day (LDS-64).

    `goals`: the words of those being worked on, by their ids.
    """
    for number, (id, words) in enumerate(goals.items(), 1):
        said = decided.get(id, {})
        if said.get("decision", "") not in set(GoalDecision):
            return f"Say what becomes of goal {number} ({words[:60]})."
        if said["decision"] in GOES_ON and not said.get("next_look"):
            return no_day_for(number, words)
        if said["decision"] in GOES_ON and date.fromisoformat(said["next_look"]) <= on:
            return f"Goal {number} is looked at again on a day after the review."
    return ""


def actions_of(body: Body) -> list[Line]:
    return [line for line in lines_of(body) if line.kind == ACTION]


def hours_of(clock: Mapping[str, Any], channel: str) -> int | None:
    """Within how many hours a plan of this channel is looked at again; None where days are counted (TPL-06)."""
    hours = clock.get("by_channel", {}).get(channel, {}).get("hours")
    return int(hours) if hours else None


def rule_for(clock: Mapping[str, Any], channel: str) -> dict[str, Any]:
    """A clock that counts days, of one that goes by channel: the channel's own days, or those of all."""
    if clock.get("rule") != "by_channel":
        return dict(clock)
    days = clock["by_channel"].get(channel, {}).get("days") or clock.get("days")
    return {"rule": "every", "days": days} if days else {"rule": "off"}


def due_at(looked_at: datetime, hours: int) -> datetime:
    """When it is to be looked at again: so many hours on, whatever clocks do."""
    return looked_at + timedelta(hours=hours)


def late_words(due: datetime, at: datetime) -> str:
    """'1 h 15 late'; '' in time. A minute begun is not counted."""
    minutes = int((at - due).total_seconds() // 60)
    if minutes <= 0:
        return ""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02} late" if hours else f"{rest} min late"
