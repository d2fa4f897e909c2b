"""The fixed words about a person, stored as codes (rules.md 1; 'not asked', 'declined', 'not known' stay apart)."""

from enum import StrEnum


class NeedKind(StrEnum):
    """What must be known at every opening (accessible information, reasonable adjustments: rules.md 1.3)."""

    COMMUNICATION = "communication"
    FORMAT = "format"
    INTERPRETER = "interpreter"
    ADJUSTMENT = "adjustment"


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


class KeyKind(StrEnum):
    """What a find key is: see rules.py for how each is made."""

    NAME = "name"
    SOUND = "sound"
    INITIAL = "initial"
    PHONE = "phone"
    POSTCODE = "postcode"
