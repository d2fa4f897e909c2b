"""What is asked of a list, the name it is kept under, and what an export is for."""

from typing import Any

from django import forms

from waymark.core import fields
from waymark.doors.lists.choices import FORMATS, PERIODS, WHOSE, Kind, Period, Whose
from waymark.doors.lists.rules import LONGEST, Filters


class FiltersForm(fields.PageForm):
    """The questions both kinds of list share. What is left open has its usual answer."""

    kind: Kind
    whose = fields.one_of([], "Choose whose.", required=False)

    def __init__(self, *args: Any, sees_the_team: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whose = self.fields["whose"]
        assert isinstance(whose, forms.ChoiceField)
        whose.choices = [
            (one.value, words)
            for one, words in WHOSE[self.kind].items()
            if sees_the_team or one is Whose.MINE
        ]

    @property
    def filters(self) -> Filters:
        """What was asked, once it is valid."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return Filters(kind=self.kind, **{name: _coded(name, value) for name, value in said.items()})


class PeopleForm(FiltersForm):
    """Which people."""

    kind = Kind.PEOPLE
    days = fields.whole(f"Give a number of days, {LONGEST} at most.", most=LONGEST)
    no_visit = forms.BooleanField(required=False)


class ContactsForm(FiltersForm):
    """Which contacts."""

    kind = Kind.CONTACTS
    period = fields.one_of(
        [(p.value, PERIODS[p].capitalize()) for p in Period], "Choose which days.", required=False
    )


class SaveForm(fields.PageForm):
    """The name a list is kept under."""

    id = fields.made_id()
    name = fields.words("Give the list a name.", longest=100)


class ExportForm(fields.PageForm):
    """What the export is for, and as what."""

    id = fields.made_id()
    reason = fields.words("Say what the export is for.", longest=300)
    format = fields.one_of([(one.value, words) for one, words in FORMATS.items()], "Choose one of these.")


FORMS: dict[Kind, type[FiltersForm]] = {Kind.PEOPLE: PeopleForm, Kind.CONTACTS: ContactsForm}
CODES = {"whose": Whose, "period": Period}


def _coded(name: str, value: Any) -> Any:
    return CODES[name](value) if name in CODES else value
