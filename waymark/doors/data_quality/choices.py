"""The fields that are looked at, the six measures (rules.md 20), and the answers that are not a value (rules.md 0.1)."""

from enum import StrEnum


class Field(StrEnum):
    """What is looked at on a record, as an address names it."""

    NAME = "name"
    BIRTH_DATE = "birth-date"
    NHS_NUMBER = "nhs-number"
    GP_PRACTICE = "gp-practice"
    ADDRESS = "address"
    TELEPHONE = "telephone"
    GENDER = "gender"
    ETHNICITY = "ethnicity"
    NEXT_OF_KIN = "next-of-kin"
    NEEDS = "needs"


class Measure(StrEnum):
    """The six measures. What nothing here can tell is said to be not measured; it is never guessed."""

    COMPLETENESS = "completeness"
    VALIDITY = "validity"
    CONSISTENCY = "consistency"
    TIMELINESS = "timeliness"
    UNIQUENESS = "uniqueness"
    ACCURACY = "accuracy"


class Answer(StrEnum):
    """What somebody said instead of a value. Not asked at all is no answer; these are kept apart from it and from each other."""

    DECLINED = "declined"
    NOT_KNOWN = "not_known"
    NOT_APPLICABLE = "not_applicable"
    RIGHT = "right"


FIELDS = {
    Field.NAME: "Name",
    Field.BIRTH_DATE: "Birth date",
    Field.NHS_NUMBER: "NHS number",
    Field.GP_PRACTICE: "GP practice",
    Field.ADDRESS: "Address",
    Field.TELEPHONE: "Telephone number",
    Field.GENDER: "Gender",
    Field.ETHNICITY: "Ethnicity",
    Field.NEXT_OF_KIN: "Next of kin",
    Field.NEEDS: "Needs and adjustments",
}

MEASURES = {
    Measure.COMPLETENESS: ("Completeness", "There is a value, or an answer such as ‘declined’."),
    Measure.VALIDITY: (
        "Validity",
        "The value can be true: no 1 January 1900, no number whose check digit fails.",
    ),
    Measure.CONSISTENCY: ("Consistency", "Nothing else on the record contradicts it."),
    Measure.TIMELINESS: ("Timeliness", "It is not past the day to look at it or ask again."),
    Measure.UNIQUENESS: ("Uniqueness", "No other open record looks like the same person."),
    Measure.ACCURACY: (
        "Accuracy",
        "It was confirmed with the person, or traced. Counted, and nothing to put right.",
    ),
}

ANSWERS = {
    Answer.DECLINED: "Asked, and they would rather not say",
    Answer.NOT_KNOWN: "Asked, and it is not known",
    Answer.NOT_APPLICABLE: "Does not apply to them",
}
NOT_APPLICABLE = {
    Field.GP_PRACTICE: "They are not registered with a practice",
    Field.TELEPHONE: "They have no telephone",
    Field.NEXT_OF_KIN: "There is nobody, or nobody they want named",
    Field.NHS_NUMBER: "They have no NHS number",
}
AS_IT_IS = "It is right as it stands"
OWN_CODES = {Field.GENDER, Field.ETHNICITY}
"""Their lists have codes of their own for declined and not known."""
VALUES = {Field.BIRTH_DATE, Field.NHS_NUMBER, Field.GP_PRACTICE, Field.GENDER, Field.ETHNICITY}
"""Fields whose value is put right on this room's own page."""
ELSEWHERE = {
    Field.NAME: ("change_name", "Change their name"),
    Field.ADDRESS: ("add_address", "Add an address"),
    Field.TELEPHONE: ("add_number", "Add a number"),
    Field.NEXT_OF_KIN: ("add_important_person", "Add somebody important to them"),
    Field.NEEDS: ("details", "Look at their needs and adjustments"),
}
"""Fields whose value is kept on a page of their details, and what the link there says."""
CHANGES = (Field.GP_PRACTICE, Field.ADDRESS, Field.TELEPHONE, Field.NEXT_OF_KIN)
"""Fields that change in a life: asked about again on the service's interval."""
NO_NEED = {Field.NAME, Field.BIRTH_DATE, Field.NEEDS}
"""Fields to which ‘does not apply’ is no answer."""
