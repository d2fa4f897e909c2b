"""The fixed words about a person, stored as codes (rules.md 1; 'not asked', 'declined', 'not known' stay apart)."""

from enum import StrEnum


class NeedKind(StrEnum):
    """What must be known at every opening (accessible information, reasonable adjustments: rules.md 1.3)."""

    COMMUNICATION = "communication"
    FORMAT = "format"
    INTERPRETER = "interpreter"
    ADJUSTMENT = "adjustment"
    SENSORY = "sensory"


class NameKind(StrEnum):
    LEGAL = "legal"
    CHOSEN = "chosen"
    PREVIOUS = "previous"


class PointKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"


class AddressKind(StrEnum):
    HOME = "home"
    STAYING = "staying"
    NO_FIXED_ABODE = "no_fixed_abode"


ADDRESS_IN_WORDS = {
    AddressKind.HOME: "Where they live",
    AddressKind.STAYING: "Where they are staying for now",
    AddressKind.NO_FIXED_ABODE: "No fixed abode",
}


class KeyKind(StrEnum):
    """What a find key is: see rules.py for how each is made."""

    NAME = "name"
    SOUND = "sound"
    INITIAL = "initial"
    PHONE = "phone"
    POSTCODE = "postcode"


GENDER = {
    "1": "Male (including trans man)",
    "2": "Female (including trans woman)",
    "3": "Non-binary",
    "4": "Other (not listed)",
    "Z": "Not stated (asked but declined)",
    "X": "Not known (not recorded)",
}
"""Gender identity as the person says it (NHS Data Dictionary). Declined and not known stay apart."""

ETHNICITY = {
    "A": "White - British",
    "B": "White - Irish",
    "C": "White - Any other White background",
    "D": "Mixed - White and Black Caribbean",
    "E": "Mixed - White and Black African",
    "F": "Mixed - White and Asian",
    "G": "Mixed - Any other mixed background",
    "H": "Asian or Asian British - Indian",
    "J": "Asian or Asian British - Pakistani",
    "K": "Asian or Asian British - Bangladeshi",
    "L": "Asian or Asian British - Any other Asian background",
    "M": "Black or Black British - Caribbean",
    "N": "Black or Black British - African",
    "P": "Black or Black British - Any other Black background",
    "R": "Other Ethnic Groups - Chinese",
    "S": "Other Ethnic Groups - Any other ethnic group",
    "Z": "Not stated",
    "99": "Not known",
}
"""Ethnic category (2001 codes). Z was asked and not stated; 99 is not known."""


class Verdict(StrEnum):
    """What the records lead says of two records that may be one person (LDS-93)."""

    TWO_PEOPLE = "two_people"
    ONE_PERSON = "one_person"


class Understood(StrEnum):
    """Whether somebody said, when they were given their sheet, that it is clear to them. Not asked stays apart."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_ASKED = "not_asked"


UNDERSTOOD_IN_WORDS = {
    Understood.YES: "It is clear to them",
    Understood.PARTLY: "Part of it is clear",
    Understood.NO: "It is not clear to them yet",
    Understood.NOT_ASKED: "They were not asked",
}


class Detail(StrEnum):
    """What can be ended by itself, with the day it no longer holds."""

    NEED = "need"
    ADDRESS = "address"
    NUMBER = "number"
    IMPORTANT_PERSON = "important_person"


class Confirm(StrEnum):
    """What is asked again on the service's interval, each with who asked and when (LDS-80)."""

    ADDRESS = "address"
    PHONE = "phone"
    GP = "gp"
    NEXT_OF_KIN = "next_of_kin"
    CONSENT = "consent"
    RHYTHM = "rhythm"


class Confirmed(StrEnum):
    """How it was answered. Right, would not say, not known and not applicable stay apart; not asked leaves no row (rules.md 0.1)."""

    RIGHT = "right"
    CHANGED = "changed"
    DECLINED = "declined"
    NOT_KNOWN = "not_known"
    NOT_APPLICABLE = "not_applicable"


CONFIRM_IN_WORDS = {
    Confirm.ADDRESS: "Address",
    Confirm.PHONE: "Telephone",
    Confirm.GP: "GP practice",
    Confirm.NEXT_OF_KIN: "Next of kin",
    Confirm.CONSENT: "Agreement to share",
    Confirm.RHYTHM: "How often to be in touch",
}
CONFIRMED_IN_WORDS = {
    Confirmed.RIGHT: "Right as it stands",
    Confirmed.CHANGED: "Put right",
    Confirmed.DECLINED: "Would rather not say",
    Confirmed.NOT_KNOWN: "Asked, and not known",
    Confirmed.NOT_APPLICABLE: "Does not apply",
}
TYPED_IN = (Confirm.GP, Confirm.CONSENT, Confirm.RHYTHM)
"""What is put right where it is confirmed; the others have rows and pages of their own."""
