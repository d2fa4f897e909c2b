"""The fixed words of sharing: kinds of information, kinds of recipient, what the person said, bases, and the ways out."""

from enum import StrEnum

from waymark.work.correspondence.choices import Channel as Channel  # where the first migration looks for it


class RecipientKind(StrEnum):
    """Whom information may go to."""

    FAMILY = "family"
    EMPLOYER = "employer"
    GP = "gp"
    HEALTH = "health"
    SOCIAL_CARE = "social_care"
    HOUSING = "housing"
    BENEFITS = "benefits"
    POLICE = "police"
    OTHER = "other"


RECIPIENT_KINDS = {
    RecipientKind.FAMILY: "Family or friend",
    RecipientKind.EMPLOYER: "Employer",
    RecipientKind.GP: "GP practice",
    RecipientKind.HEALTH: "Hospital or health team",
    RecipientKind.SOCIAL_CARE: "Social care",
    RecipientKind.HOUSING: "Housing",
    RecipientKind.BENEFITS: "Benefits office",
    RecipientKind.POLICE: "Police or court",
    RecipientKind.OTHER: "Somebody else",
}
CARERS = frozenset({RecipientKind.GP, RecipientKind.HEALTH, RecipientKind.SOCIAL_CARE})
"""Those who care for the person too: what they need for that may go without asking, unless the person objects."""


class Kind(StrEnum):
    """A kind of information, small enough to say yes to one and no to another."""

    SEEN_HERE = "seen_here"
    APPOINTMENTS = "appointments"
    REACHING = "reaching"
    PLAN = "plan"
    HEALTH = "health"
    SAFETY = "safety"


KINDS = {
    Kind.SEEN_HERE: "That they come here",
    Kind.APPOINTMENTS: "When they are seen",
    Kind.REACHING: "Address and numbers",
    Kind.PLAN: "Goals and support plan",
    Kind.HEALTH: "Health and treatment",
    Kind.SAFETY: "What keeps them safe",
}


class Said(StrEnum):
    """What the person said. Not asked is no row at all."""

    AGREES = "agrees"
    REFUSES = "refuses"


SAID = {Said.AGREES: "Agrees", Said.REFUSES: "Does not agree"}
NOT_ASKED = "Not asked"


class Basis(StrEnum):
    """On what basis information left."""

    AGREED = "agreed"
    DIRECT_CARE = "direct_care"
    HARM_TO_OTHERS = "harm_to_others"
    HARM_TO_THEM = "harm_to_them"
    SAFEGUARDING = "safeguarding"
    LAW = "law"


OVERRIDES = {
    Basis.HARM_TO_OTHERS: "Serious risk to others",
    Basis.HARM_TO_THEM: "Serious risk to their own life",
    Basis.SAFEGUARDING: "Safeguarding: somebody at risk of abuse or neglect",
    Basis.LAW: "A court order, or a law that requires it",
}
"""What may set aside what the person said. Each needs words, and the lead is told at once."""
BASES = {Basis.AGREED: "The person agreed", Basis.DIRECT_CARE: "Their own care", **OVERRIDES}


class Way(StrEnum):
    """How something leaves."""

    LETTER = "letter"
    EMAIL = "email"
    SPOKEN = "spoken"


WAYS = {Way.LETTER: "Letter", Way.EMAIL: "Email", Way.SPOKEN: "Told by telephone or in person"}
