"""One field of one record: its value, or what was answered instead, and why the former value was wrong."""

from typing import Any

from django import forms

from waymark.core import clock, fields, nhs, partial_dates
from waymark.doors.data_quality import rules
from waymark.doors.data_quality.choices import (
    ANSWERS,
    AS_IT_IS,
    NO_NEED,
    NOT_APPLICABLE,
    OWN_CODES,
    VALUES,
    Answer,
    Field,
)
from waymark.people.service_users.choices import ETHNICITY, GENDER

LISTS = {Field.GENDER: GENDER, Field.ETHNICITY: ETHNICITY}
HINTS = {
    Field.BIRTH_DATE: "Like 3 February 1984. A year alone will do.",
    Field.NHS_NUMBER: "Ten digits.",
    Field.GP_PRACTICE: "The name of the practice, and the town if there are several.",
}


class PutRightForm(fields.PageForm):
    """What is asked depends on the field: a value, an answer, or both."""

    id = fields.made_id()
    value = fields.words(longest=200)
    answer = fields.one_of([], "Choose one of these.", required=False)
    reason = fields.words(longest=300)

    def __init__(
        self, *args: Any, field: Field, now_is: str, unlikely: bool, invented: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.field, self.now_is, self.invented = field, now_is, invented
        if field in LISTS:
            self.fields["value"] = fields.one_of([("", "Choose"), *LISTS[field].items()], required=False)
        elif field not in VALUES:
            del self.fields["value"]
        choices = answers_for(field, now_is, unlikely)
        if choices:
            answer = self.fields["answer"]
            assert isinstance(answer, forms.ChoiceField)
            answer.choices = choices
        else:
            del self.fields["answer"]

    @property
    def hint(self) -> str:
        return HINTS.get(self.field, "")

    def clean_value(self) -> str:
        typed: str = self.cleaned_data["value"].strip()
        if self.field is Field.BIRTH_DATE:
            return _birth(typed)
        if self.field is Field.NHS_NUMBER and typed:
            checked = nhs.check(typed)
            problem = checked.problem(synthetic=self.invented)
            if problem:
                raise forms.ValidationError(problem)
            return checked.digits
        if self.field is Field.GP_PRACTICE and rules.says_nothing(typed):
            raise forms.ValidationError("Give the practice’s name, or choose below what they answered.")
        return typed

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not said.get("value") and not said.get("answer"):
            self.add_error(
                "value" if "value" in self.fields else "answer", "Give the value, or say what they answered."
            )
        if said.get("value") and said.get("answer"):
            self.add_error("answer", "Give the value or an answer, not both.")
        return said


def answers_for(field: Field, now_is: str, unlikely: bool) -> list[tuple[str, str]]:
    """The answers that can be given instead of a value; that it is right as it stands only of a value that looks unlikely."""
    asked = [] if field in OWN_CODES or field in {Field.NAME, Field.NEEDS} else list(ANSWERS)
    if now_is and field not in VALUES:
        asked = []
    found = [
        (
            answer.value,
            NOT_APPLICABLE.get(field, ANSWERS[answer])
            if answer is Answer.NOT_APPLICABLE
            else ANSWERS[answer],
        )
        for answer in asked
        if not (answer is Answer.NOT_APPLICABLE and field in NO_NEED)
    ]
    return [*found, *([(Answer.RIGHT.value, AS_IT_IS)] if unlikely else [])]


def _birth(typed: str) -> str:
    try:
        born = partial_dates.read(typed, clock.today())
    except partial_dates.NotADate as wrong:
        raise forms.ValidationError(str(wrong)) from wrong
    return str(born) if born else ""
