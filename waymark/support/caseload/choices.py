"""What a worker is to an episode."""

from enum import StrEnum


class Purpose(StrEnum):
    KEY_WORKER = "key_worker"
    CO_WORKER = "co_worker"
    CARE_COORDINATOR = "care_coordinator"


IN_WORDS = {
    Purpose.KEY_WORKER: "Key worker",
    Purpose.CO_WORKER: "Co-worker",
    Purpose.CARE_COORDINATOR: "Care coordinator",
}

PURPOSES = [(purpose.value, IN_WORDS[purpose]) for purpose in Purpose]

EPISODE, ALLOCATION = "caseload.episode", "caseload.allocation"
"""What a grant that comes of an episode, or of an allocation, names as its source."""
STAY, BAND = "caseload.stay", "caseload.bandchange"
"""What a grant or a task that comes of a stay, or of a change of band, names as its source."""


class BandDecision(StrEnum):
    """What somebody who leads says of a case above what the role may hold (SUR-18)."""

    REALLOCATED = "reallocated"
    KEPT = "kept"


WARD = "ward"
"""The kind of unit somebody may stay in."""

HOME = "Home"
STAYING = "Staying elsewhere"
NO_FIXED_ABODE = "No fixed address"
PLACES = {"home": HOME, "staying": STAYING, "no_fixed_abode": NO_FIXED_ABODE}
"""Where somebody is, as a list says it: never a protected address."""
