"""Where a version of a questionnaire stands, and on what right a service uses its words."""

from enum import StrEnum

STRENGTHS_AND_NEEDS = "StrengthsAndNeeds"
"""The assessment that comes with Waymark: nine parts of a life, from which a support plan is begun (DUR-55)."""
UNSCORED = {
    STRENGTHS_AND_NEEDS: (
        "Strengths and needs",
        "Nine parts of a life, in the person's words and the worker's. A support plan is begun from it.",
        "The words are Waymark's own, free to use and change.",
    )
}
"""What comes with Waymark and is not scored, by its name: title, what it is about, on what right."""


class State(StrEnum):
    """A version is read through as a draft, filled in while it is published, and only read once it is retired."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


STATES = {
    State.DRAFT: "Draft: nobody can fill it in yet",
    State.PUBLISHED: "In use",
    State.RETIRED: "Retired: only what was filled in is read",
}


class Licence(StrEnum):
    """On what right the words are used. An instrument that needs one is not shown without it."""

    OPEN = "open"
    HELD = "held"
    OURS = "ours"


LICENCES = {
    Licence.OPEN: "Anyone may use the words",
    Licence.HELD: "Our organisation holds a licence",
    Licence.OURS: "The words are our own",
}


class Change(StrEnum):
    """What became of a score. Never worked out across tools, versions or kinds of rater: the caller compares like with like."""

    BETTER = "reliable_improvement"
    WORSE = "reliable_deterioration"
    SAME = "no_reliable_change"
    UNKNOWN = "not_calculable"


ANSWERED_WITH = {
    "integer": "Answered with a whole number",
    "decimal": "Answered with a number",
    "string": "Answered in a line of words",
    "text": "Answered in words",
    "date": "Answered with a day",
}
