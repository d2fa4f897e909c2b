"""How likely a breach is to touch somebody's rights, and what follows from it for the regulator and the person."""

from enum import StrEnum


class Effect(StrEnum):
    """What the privacy officer finds: it decides who must be told (UK GDPR 33, 34). Never a measure of a person."""

    UNLIKELY = "unlikely"
    LIKELY = "likely"
    SERIOUS = "serious"


EFFECTS = {
    Effect.UNLIKELY: "It is unlikely to touch anybody’s rights: kept here, the regulator need not be told",
    Effect.LIKELY: "It may touch somebody’s rights: the regulator is told",
    Effect.SERIOUS: "It may touch them badly: the regulator and the person are told",
}
