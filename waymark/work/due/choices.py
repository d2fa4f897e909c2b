"""What comes round, in words, and how its rule counts. The codes of rules are those of a service file's clocks."""

from enum import StrEnum

KIND_NAMES = {
    "support_plan_review": "Support plan review",
    "personal_risk_assessment": "Personal risk assessment",
    "safety_plan": "Safety plan review",
    "review_meeting": "Review meeting",
    "first_contact_after_discharge": "First contact after leaving hospital",
    "details_confirmed": "Confirm details",
    "contact": "Contact",
    "goal_look": "Look at a goal again",
}


class Counts(StrEnum):
    """How a stored rule counts. Other rules of a service file (by channel, at points) are first made one of these, or set no date."""

    CARE_ACT = "care_act"
    EVERY = "every"
    AFTER = "after"


def name_of(kind: str) -> str:
    """What a kind is called; one that has no name here is called by its code in plain words."""
    return KIND_NAMES.get(kind, kind.replace("_", " ").capitalize())
