"""Reads about staff: who is acting, who holds which post, who answers for a unit, and the state of sign-ins."""

from waymark.organisation.staff.queries.acting import (
    actor_for,
    holdings_on,
    own_unit,
    services_of,
    signed_in,
    workers_in,
)
from waymark.organisation.staff.queries.lines import NobodyThere, duty_senior
from waymark.organisation.staff.queries.posts import (
    colleagues_of,
    holding_for,
    post_for,
    posts_of,
    structure_of,
    why_not_leave,
    worker_for,
    workers_of,
)
from waymark.organisation.staff.queries.sign_ins import (
    DOOR,
    failures_since,
    has_codes,
    history_of,
    recovery_codes_left,
    user_called,
    user_of,
)

__all__ = [
    "DOOR",
    "NobodyThere",
    "actor_for",
    "colleagues_of",
    "duty_senior",
    "failures_since",
    "has_codes",
    "history_of",
    "holding_for",
    "holdings_on",
    "own_unit",
    "post_for",
    "posts_of",
    "recovery_codes_left",
    "services_of",
    "signed_in",
    "structure_of",
    "user_called",
    "user_of",
    "why_not_leave",
    "worker_for",
    "workers_in",
    "workers_of",
]
