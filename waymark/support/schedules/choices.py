"""The words of regular visits: days of the week, how often, and the daily-living skills they may be for (ASC-09)."""

from enum import StrEnum

DAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
WEEKDAYS = [(str(number), name) for number, name in enumerate(DAYS)]
"""Numbered as Python does: Monday is 0."""

EVERY = [("1", "Every week"), ("2", "Every two weeks")]
EVERY_IN_WORDS = {1: "every week", 2: "every two weeks"}


class Skill(StrEnum):
    """A skill of daily living."""

    SHOPPING = "shopping"
    COOKING = "cooking"
    BILLS = "bills"
    TRAVEL = "travel"
    HOME = "home"


SKILL_IN_WORDS = {
    Skill.SHOPPING: "Shopping",
    Skill.COOKING: "Cooking",
    Skill.BILLS: "Bills",
    Skill.TRAVEL: "Travel",
    Skill.HOME: "Home",
}
SKILLS = [("", "None in particular"), *((skill.value, SKILL_IN_WORDS[skill]) for skill in Skill)]
