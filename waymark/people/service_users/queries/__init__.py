"""Reads about people. What must be known at every opening is read with the person's row; the rest is one room's question each."""

from waymark.people.service_users.queries.confirming import (
    Stands,
    ToConfirm,
    counts_from,
    standing,
    stands_of,
    to_confirm,
    was_answered,
)
from waymark.people.service_users.queries.finding import (
    AT_ONCE,
    Known,
    Likeness,
    Query,
    answering,
    judged,
    likenesses,
    own_number,
    read,
    suspicions,
)
from waymark.people.service_users.queries.health import accounts_of, diagnoses_of, diagnosis_of
from waymark.people.service_users.queries.knowing import (
    ToKnow,
    birth_of,
    history_of,
    identity_line,
    names_of,
    safe_contact_of,
    to_know,
)

__all__ = [
    "AT_ONCE",
    "Known",
    "Likeness",
    "Query",
    "Stands",
    "ToConfirm",
    "ToKnow",
    "accounts_of",
    "answering",
    "birth_of",
    "counts_from",
    "diagnoses_of",
    "diagnosis_of",
    "history_of",
    "identity_line",
    "judged",
    "likenesses",
    "names_of",
    "own_number",
    "read",
    "safe_contact_of",
    "standing",
    "stands_of",
    "suspicions",
    "to_confirm",
    "to_know",
    "was_answered",
]
