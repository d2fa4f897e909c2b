"""The words of goals. On screen it is 'not yet', never 'failed' (rules.md 4.3)."""

from enum import StrEnum


class GoalState(StrEnum):
    ACTIVE = "active"
    ON_HOLD = "on_hold"
    ACHIEVED = "achieved"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    LET_GO = "let_go"


class SupportLevel(StrEnum):
    """How much help it took (LDS-09, ASC-09)."""

    DID_IT_FOR = "did_it_for"
    TOGETHER = "together"
    PROMPTED = "prompted"
    ALONE = "alone"
