"""What decides about access, as plain values in and an answer out: the policy, its dates, overrides, and curious look-ups."""

from waymark.people.access.rules.alerts import (
    BREAK_GLASS,
    HOUR,
    TEN_MINUTES,
    WORDS,
    alert_id,
    counts,
    override_alert_id,
)
from waymark.people.access.rules.lookups import Look, curiosities, is_curious, is_off_shift, same_household
from waymark.people.access.rules.overrides import (
    may_end_exclusion,
    may_judge,
    override_ends,
    override_running,
    reason_problem,
)
from waymark.people.access.rules.policy import (
    allowing,
    decide,
    lets_through,
    lives_with_a_team,
    readable_sensitivities,
)
from waymark.people.access.rules.standing import AFTER_LIVE, HAND_OVER, LEAVES_FORMER, standing
from waymark.people.access.rules.undertakings import (
    FIRST_VERSION,
    FIRST_WORDS,
    LONGEST_CYCLE,
    RENEWED_AFTER,
    holds_until,
    mark,
    stands,
    wrong_with_cycle,
    wrong_with_name,
)

__all__ = [
    "AFTER_LIVE",
    "BREAK_GLASS",
    "FIRST_VERSION",
    "FIRST_WORDS",
    "HAND_OVER",
    "HOUR",
    "LEAVES_FORMER",
    "LONGEST_CYCLE",
    "RENEWED_AFTER",
    "TEN_MINUTES",
    "WORDS",
    "Look",
    "alert_id",
    "allowing",
    "counts",
    "curiosities",
    "decide",
    "holds_until",
    "is_curious",
    "is_off_shift",
    "lets_through",
    "lives_with_a_team",
    "mark",
    "may_end_exclusion",
    "may_judge",
    "override_alert_id",
    "override_ends",
    "override_running",
    "readable_sensitivities",
    "reason_problem",
    "same_household",
    "standing",
    "stands",
    "wrong_with_cycle",
    "wrong_with_name",
]
