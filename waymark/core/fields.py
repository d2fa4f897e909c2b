"""Fields every form needs, each with the sentence said when it is wrong; and what a form does with a refusal.

A page's form keeps what was typed: an action's `Refused` becomes the form's own error, so that the page is shown again (422).
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django import forms
from django.db import IntegrityError

from waymark.core import clock, nhs, partial_dates, phones
from waymark.core.ids import read_id
from waymark.core.pages import Refused

DATES = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"]
TIMES = ["%H:%M", "%H.%M", "%H%M", "%H:%M:%S"]
LONGEST = 20_000
OLD = "This page has grown old. Open it again and type it once more."

Result = TypeVar("Result")


class PageForm(forms.Form):
    """A form whose fields have their own names as ids, as the macros in core/forms.html and the error summary's links expect."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "%s")
        super().__init__(*args, **kwargs)


class SomebodyForm(PageForm):
    """A form that asks who somebody is: reads their birth date, NHS number and telephone number, each checked where it is typed (LDS-93).

    Its heirs have the boxes `born`, `nhs_number` and `phone`. `invented`: whether numbers of made-up people may stand here.
    """

    def __init__(self, *args: Any, invented: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invented = invented

    def clean_born(self) -> partial_dates.PartialDate | None:
        try:
            return partial_dates.read(self.cleaned_data["born"], clock.today())
        except partial_dates.NotADate as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def clean_nhs_number(self) -> str:
        typed = self.cleaned_data["nhs_number"]
        if not typed:
            return ""
        checked = nhs.check(typed)
        problem = checked.problem(synthetic=self.invented)
        if problem:
            raise forms.ValidationError(problem)
        return checked.digits

    def clean_phone(self) -> str:
        try:
            return phones.normal(self.cleaned_data["phone"])
        except phones.NotANumber as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


def made_id() -> forms.UUIDField:
    """The id of the row to be written, made by the page, so that sending it twice writes it once."""
    return forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": OLD, "invalid": OLD})


def words(required: str = "", *, longest: int = LONGEST) -> forms.CharField:
    """A box for words: `required` is the sentence said when it is empty."""
    return forms.CharField(
        required=bool(required),
        max_length=longest,
        error_messages={
            "required": required,
            "max_length": f"Say it in fewer words: {longest:,} letters at most.",
        },
    )


def day(required: str = "") -> forms.DateField:
    """A day, typed in any usual way."""
    wrong = "Give the day like 25/11/2026."
    return forms.DateField(
        required=bool(required), input_formats=DATES, error_messages={"required": required, "invalid": wrong}
    )


def time_of_day(required: str = "") -> forms.TimeField:
    """A time of day, as a clock in London shows it."""
    wrong = "Give the time like 14:30."
    return forms.TimeField(
        required=bool(required), input_formats=TIMES, error_messages={"required": required, "invalid": wrong}
    )


def whole(
    wrong: str, *, least: int = 0, most: int | None = None, required: bool = False
) -> forms.IntegerField:
    """A whole number from `least` to `most`; `wrong` is said of anything else."""
    said = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
    return forms.IntegerField(required=required, min_value=least, max_value=most, error_messages=said)


def one_of(choices: Any, wrong: str = "", *, required: bool = True) -> forms.ChoiceField:
    """One of a few answers."""
    return forms.ChoiceField(
        choices=choices, required=required, error_messages={"required": wrong, "invalid_choice": wrong}
    )


def saved(form: forms.Form, write: Callable[[], Result], field: str | None = None) -> Result | None:
    """What `write` (an action) gave; None when it refused, and then the form says why (beside `field` when given).

    Sent twice at the same moment, the second meets the first's row and is answered with it.
    """
    try:
        try:
            return write()
        except IntegrityError:
            return write()
    except Refused as refusal:
        form.add_error(field, str(refusal))
        return None


class Named(Protocol):
    """Somebody who can be chosen."""

    pk: Any
    name: str


class GoingForm(PageForm):
    """A form that asks who goes, and who goes too where two must (LDS-97).

    `wrong_with_second`: what to say of how they meet, who goes and who goes too.
    """

    worker = one_of([], "Choose who goes.", required=False)
    second = one_of([], "Choose who goes too.", required=False)

    def __init__(
        self,
        *args: Any,
        workers: Sequence[Named],
        seconds: Sequence[Named],
        wrong_with_second: Callable[[str, UUID | None, UUID | None], str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.wrong_with_second = wrong_with_second
        _offer(self, "worker", "Me", workers)
        _offer(self, "second", "Nobody", seconds)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        goes, second = read_id(said.get("worker")), read_id(said.get("second"))
        if wrong := self.wrong_with_second(said.get("mechanism", ""), goes, second):
            self.add_error("second", wrong)
        return said


class SecondForm(PageForm):
    """Who goes too, and nothing else."""

    second = one_of([], "Choose who goes too.")

    def __init__(self, *args: Any, seconds: Sequence[Named], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "second", "Choose a colleague", seconds)


def _offer(form: PageForm, name: str, first: str, people: Sequence[Named]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", first), *((str(one.pk), one.name) for one in people)]
