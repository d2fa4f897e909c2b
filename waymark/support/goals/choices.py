"""The words of goals. On screen it is 'not yet', never 'failed' (rules.md 4.3)."""

from enum import StrEnum


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
