"""How somebody asked, the steps that move the clock, and why something is blacked out."""

from enum import StrEnum


class How(StrEnum):
    """How they asked. Any way will do, and any member of staff may be asked (UK GDPR 15)."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    LETTER = "letter"
    EMAIL = "email"
    FOR_THEM = "for_them"


HOW = {
    How.IN_PERSON: "In person",
    How.PHONE: "By telephone",
    How.LETTER: "By letter",
    How.EMAIL: "By email or text",
    How.FOR_THEM: "Somebody asked for them, with their authority",
}


class Step(StrEnum):
    """What moves the clock, each on a day."""

    IDENTITY_ASKED = "identity_asked"
    IDENTITY_CHECKED = "identity_checked"
    CLARITY_ASKED = "clarity_asked"
    CLARITY_GIVEN = "clarity_given"
    EXTENDED = "extended"


STEPS = {
    Step.IDENTITY_ASKED: "They were asked to show who they are",
    Step.IDENTITY_CHECKED: "It is certain that it is them",
    Step.CLARITY_ASKED: "They were asked what exactly they want",
    Step.CLARITY_GIVEN: "They said what exactly they want",
    Step.EXTENDED: "They were told that it takes up to two months more, and why",
}


class Why(StrEnum):
    """Why something is blacked out (DPA 2018, schedules 2 and 3)."""

    THIRD_PARTY = "third_party"
    SERIOUS_HARM = "serious_harm"
    CRIME = "crime"
    LEGAL_ADVICE = "legal_advice"


WHY = {
    Why.THIRD_PARTY: "About or from somebody else, who has not agreed",
    Why.SERIOUS_HARM: "Likely to cause serious harm, in the opinion of a health professional",
    Why.CRIME: "It would get in the way of preventing a crime",
    Why.LEGAL_ADVICE: "Advice from a lawyer",
}
