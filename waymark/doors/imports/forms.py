"""The shape of what is given: a file, a team for rows that name none, and what to do about rows that are wrong."""

from typing import Any

from django import forms

from waymark.core import fields
from waymark.doors.imports.choices import SOUND_ROWS_ONLY
from waymark.organisation.services.models import Unit

MOST_MEGABYTES = 10
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
NO_FILE = "Choose a spreadsheet: a file that ends in .xlsx, .xls or .csv."
NOT_ONE = "This is no spreadsheet. Open it in the program it came from, and save it as .xlsx or .csv."
TOO_LARGE = "The file is larger than {most} MB. Take pictures out of it, or split it."
EACH_TEAM = "Each row names its team"
CHOOSE = "Choose one of the teams in the list."
SAY_SO = (
    "Tick the box to bring in the others without these rows, or put the rows right and give the sheet again."
)
OTHER_KINDS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"MZ",
    b"\x7fELF",
    b"Rar!",
    b"\x1f\x8b",
    b"{\\rtf",
    b"<!DOC",
    b"<html",
)
"""How files begin that are something else, whatever their name says."""


class SheetForm(forms.Form):
    """A sheet to be checked."""

    id = fields.made_id()
    sheet = forms.FileField(error_messages={"required": NO_FILE, "empty": NO_FILE, "invalid": NO_FILE})
    unit = forms.ChoiceField(required=False, error_messages={"invalid_choice": CHOOSE})

    def __init__(self, *args: Any, teams: list[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        names = [(str(team.pk), team.name) for team in teams]
        self.fields["unit"].choices = [("", EACH_TEAM), *names]

    def clean_sheet(self) -> Any:
        """The file, if it is of a size and of a kind that can be read. What is in it is judged by the rules."""
        sheet = self.cleaned_data["sheet"]
        if sheet.size > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE.format(most=MOST_MEGABYTES))
        begins = sheet.read(8)
        sheet.seek(0)
        if begins.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(OTHER_KINDS):
            raise forms.ValidationError(NOT_ONE)
        return sheet


class BringInForm(forms.Form):
    """That the sound rows are to come in without the wrong ones, said in so many words."""

    what = forms.MultipleChoiceField(
        required=False, choices=[(SOUND_ROWS_ONLY, "")], error_messages={"invalid_choice": SAY_SO}
    )

    @property
    def sound_rows_only(self) -> bool:
        return SOUND_ROWS_ONLY in self.cleaned_data.get("what", [])
