"""What a record is kept as, and what stops it from going."""

from enum import StrEnum


class Category(StrEnum):
    """The kinds of record that the NHS Records Management Code and councils' practice give a period to."""

    MENTAL_HEALTH = "mental_health"
    ADULT_SOCIAL_CARE = "adult_social_care"
    COMPLAINT = "complaint"
    PETTY_CASH = "petty_cash"


CATEGORIES = {
    Category.MENTAL_HEALTH: "mental health: 20 years after the last contact, or 10 after a death",
    Category.ADULT_SOCIAL_CARE: "adult social care: 8 years after the last contact",
    Category.COMPLAINT: "complaint: 10 years after it was closed",
    Category.PETTY_CASH: "petty cash: 2 years after its financial year",
}

OF_ORGANISATIONS = {
    "nhs": Category.MENTAL_HEALTH,
    "charity": Category.MENTAL_HEALTH,
    "council": Category.ADULT_SOCIAL_CARE,
}
"""What records an organisation that provides or employs here keeps. A commissioner keeps none of a person here."""


class HoldKind(StrEnum):
    """What is stronger than any period."""

    INQUIRY = "inquiry"
    LITIGATION = "litigation"
    OTHER = "other"


HOLDS = {
    HoldKind.INQUIRY: "A public inquiry",
    HoldKind.LITIGATION: "A court case, or one that is expected",
    HoldKind.OTHER: "Something else",
}
