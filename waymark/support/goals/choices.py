"""The words of goals. On screen it is 'not yet', never 'failed' (rules.md 4.3)."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True)
class GoalWork:
    """What was done towards one goal at a contact: the person's rating and the support it took, where asked (0 to 10)."""

    goal_id: UUID
    their_rating: int | None = None
    support_level: str = ""


class GoalState(StrEnum):
    ACTIVE = "active"
    ON_HOLD = "on_hold"
    ACHIEVED = "achieved"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    LET_GO = "let_go"


OPEN_STATES = frozenset({GoalState.ACTIVE, GoalState.ON_HOLD})

IN_WORDS = {
    GoalState.ACTIVE: "Working on it",
    GoalState.ON_HOLD: "Resting for now",
    GoalState.ACHIEVED: "Reached",
    GoalState.PARTLY: "Reached in part",
    GoalState.NOT_YET: "Not yet",
    GoalState.LET_GO: "Let go",
}

CLOSINGS = [(state.value, IN_WORDS[state]) for state in GoalState if state not in OPEN_STATES]


class Span(StrEnum):
    """For when a goal is, in a stay of days: a crisis is not the time for a year's plan (TPL-44)."""

    DAY = "day"
    STAY = "stay"
    AFTER = "after"


SPAN_IN_WORDS = {
    Span.DAY: "The next 24 hours",
    Span.STAY: "This stay",
    Span.AFTER: "After leaving",
}
SPANS = [("", "No particular time"), *((span.value, words) for span, words in SPAN_IN_WORDS.items())]
STANDS_IN_WORDS = {
    GoalState.ACTIVE: "working on it",
    GoalState.ON_HOLD: "resting for now",
    GoalState.ACHIEVED: "met",
    GoalState.PARTLY: "met in part",
    GoalState.NOT_YET: "not yet",
    GoalState.LET_GO: "let go",
}
"""How a goal stands, for those who go on with it elsewhere."""


class SupportLevel(StrEnum):
    """How much help it took (LDS-09, ASC-09)."""

    DID_IT_FOR = "did_it_for"
    TOGETHER = "together"
    PROMPTED = "prompted"
    ALONE = "alone"


SUPPORT_IN_WORDS = {
    SupportLevel.DID_IT_FOR: "done for them",
    SupportLevel.TOGETHER: "together",
    SupportLevel.PROMPTED: "prompted",
    SupportLevel.ALONE: "alone",
}

HOW_MUCH_HELP = [
    ("", "Not asked today"),
    (SupportLevel.DID_IT_FOR.value, "I did it for them"),
    (SupportLevel.TOGETHER.value, "We did it together"),
    (SupportLevel.PROMPTED.value, "They did it with prompting"),
    (SupportLevel.ALONE.value, "They did it alone"),
]

AGREED_HOW = [
    ("They wrote it themselves", "They wrote it themselves"),
    (
        "They said it, and it was written down in their words",
        "They said it, and I wrote it down in their words",
    ),
    ("Written together, and they agreed to the words", "We wrote it together, and they agreed to the words"),
]
"""How the words came to be the person's own. Kept with the goal: nobody else changes them."""

RATINGS = [("", "Not asked today"), *[(str(n), str(n)) for n in range(11)]]


class ChangeKind(StrEnum):
    """What changed of a goal: the row keeps how it was before."""

    WORDS = "words"
    STATE = "state"
    OBJECTIVE = "objective"


class Area(StrEnum):
    """Parts of a life. `WHOLE` is how near they are to what a good life means to them (LDS-07)."""

    WHOLE = "whole"
    HOME = "home"
    PEOPLE = "people"
    DAYS = "days"
    HEALTH = "health"
    MONEY = "money"
    SELF = "self"


AREA_IN_WORDS = {
    Area.WHOLE: "My life as a whole",
    Area.HOME: "My home",
    Area.PEOPLE: "The people in my life",
    Area.DAYS: "How I spend my days: work, learning, what I enjoy",
    Area.HEALTH: "My health",
    Area.MONEY: "Money",
    Area.SELF: "How I feel about myself",
}
AREAS = [(area.value, AREA_IN_WORDS[area]) for area in Area]
FROM_0_TO_10 = [(str(n), str(n)) for n in range(11)]


class Stage(StrEnum):
    """Where on the way an objective belongs. Our default: the job descriptions name a care pathway and not its stages."""

    SETTLING = "settling"
    BUILDING = "building"
    DOING = "doing"
    MOVING_ON = "moving_on"


STAGE_IN_WORDS = {
    Stage.SETTLING: "Settling in and getting to know each other",
    Stage.BUILDING: "Building up, with support",
    Stage.DOING: "Doing more alone",
    Stage.MOVING_ON: "Moving on from the service",
}
STAGES = [(stage.value, STAGE_IN_WORDS[stage]) for stage in Stage]


class ObjectiveState(StrEnum):
    """How an objective stands. Here too it is 'not yet'."""

    OPEN = "open"
    MET = "met"
    NOT_YET = "not_yet"
    LET_GO = "let_go"


OBJECTIVE_IN_WORDS = {
    ObjectiveState.OPEN: "Working on it",
    ObjectiveState.MET: "Met",
    ObjectiveState.NOT_YET: "Not yet",
    ObjectiveState.LET_GO: "Let go",
}
OBJECTIVE_CLOSINGS = [(s.value, OBJECTIVE_IN_WORDS[s]) for s in ObjectiveState if s != ObjectiveState.OPEN]


class Verdict(StrEnum):
    """What a supervisor says of an objective. None of them changes a word of it (LDS-56)."""

    AGREED = "agreed"
    COMMENT = "comment"
    CHANGE = "change"


VERDICT_IN_WORDS = {
    Verdict.AGREED: "Seen, and agreed",
    Verdict.COMMENT: "Comment",
    Verdict.CHANGE: "Asked for a change",
}
VERDICTS = [
    (Verdict.AGREED.value, "I have seen it and agree"),
    (Verdict.COMMENT.value, "I want to say something about it"),
    (Verdict.CHANGE.value, "I ask for a change: worker and person decide together"),
]

LEVELS = (-2, -1, 0, 1, 2)
LEVEL_IN_WORDS = {
    -2: "Much less than hoped for",
    -1: "A little less than hoped for",
    0: "What we hope for",
    1: "A little more than hoped for",
    2: "Much more than hoped for",
}
"""Goal attainment scaling: five levels, their words agreed before anybody looks back (rules.md 4.2)."""
HOW_MUCH = [("0", "Not at all"), ("1", "A little"), ("2", "Quite"), ("3", "Very")]
BASELINES = [
    ("-1", "A little less than hoped for"),
    ("-2", "Nothing could be less: it is at the lowest level"),
]
REACHED = [(str(level), LEVEL_IN_WORDS[level]) for level in LEVELS]
