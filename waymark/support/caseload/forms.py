"""What is asked when somebody is taken on, allocated, handed over, or leaves."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from waymark.core import clock, fields
from waymark.core.ids import read_id
from waymark.organisation.services.models import Unit
from waymark.organisation.staff.models import Worker
from waymark.support.caseload import rules
from waymark.support.caseload.choices import PURPOSES
from waymark.support.caseload.models import Allocation

WHO = "Choose a colleague."
WEIGHT = f"Give the weight as a whole number from 1 to {rules.MOST_WEIGHT}."
MINUTES = "Give the minutes planned in a week, like 120."
CONTACTS = "Give how many contacts are planned in a week, like 2."
LONGEST = 500
DAY = timedelta(days=1)


class OpenForm(fields.PageForm):
    """An episode with one of the lead's own teams."""

    id = fields.made_id()
    unit = fields.one_of([], "Choose the team.")
    opened_on = fields.day("Give the day it begins.")
    referred_on = fields.day()
    referred_by = fields.words(longest=200)

    def __init__(self, *args: Any, teams: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(str(unit.pk), unit.name) for unit in teams]

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        said = dict(self.cleaned_data)
        unit = UUID(said.pop("unit"))
        return {**said, "unit_id": unit}


class AllocateForm(fields.PageForm):
    """To whom, as what, from when, how much. The reason is asked once the limit is passed."""

    id = fields.made_id()
    worker = fields.one_of([], WHO)
    purpose = fields.one_of(PURPOSES, "Say what they are to be.")
    starts_on = fields.day("Give the first day.")
    weekly_minutes = fields.whole(MINUTES, most=rules.MOST_MINUTES)
    weekly_contacts = fields.whole(CONTACTS, most=rules.MOST_CONTACTS)
    weight = fields.whole(WEIGHT, least=1, most=rules.MOST_WEIGHT, required=True)
    reason = fields.words(longest=LONGEST)

    def __init__(self, *args: Any, colleagues: Sequence[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = _colleagues(colleagues)

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        said = dict(self.cleaned_data)
        said["weekly_minutes"] = said["weekly_minutes"] or 0
        said["weekly_contacts"] = said["weekly_contacts"] or 0
        worker = UUID(said.pop("worker"))
        return {**said, "worker_id": worker}


class ChangeForm(fields.PageForm):
    """Who takes over, and from which day; for a part that needs nobody after it, only its last day."""

    successor = fields.one_of([], WHO, required=False)
    first_day = fields.day("Give the day the change begins.")
    reason = fields.words(longest=LONGEST)

    def __init__(self, *args: Any, colleagues: Sequence[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].choices = _colleagues(colleagues)

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes: the old part's last day is the day before the new one's first."""
        said = self.cleaned_data
        return {
            "on": said["first_day"] - DAY,
            "successor_id": read_id(said["successor"]),
            "reason": said["reason"],
        }


class HandOverForm(fields.PageForm):
    """The last day, and for each person who takes over. Shown whole before anything is kept."""

    on = fields.day("Give the last day.")
    reason = fields.words(longest=LONGEST)

    def __init__(
        self, *args: Any, held: Sequence[Allocation], colleagues: Sequence[Worker], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        for allocation in held:
            self.fields[f"to_{allocation.pk}"] = fields.one_of(_colleagues(colleagues), WHO, required=False)

    @property
    def rows(self) -> list[tuple[Allocation, Any]]:
        """Each allocation beside its field."""
        return [(allocation, self[f"to_{allocation.pk}"]) for allocation in self.held]

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        said = self.cleaned_data
        chosen = {a.pk: read_id(said[f"to_{a.pk}"]) for a in self.held}
        return {
            "on": said["on"],
            "reason": said["reason"],
            "successors": {pk: worker for pk, worker in chosen.items() if worker},
        }


class CloseForm(fields.PageForm):
    """The last day, and why."""

    on = fields.day("Give the last day.")
    because = fields.words("Say why it ends, in a few words.", longest=2_000)
    what_follows = fields.words(longest=2_000)

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > clock.today():
            raise ValidationError("Give a day that has come.")
        return on


class AdmitForm(fields.PageForm):
    """Which ward, since when, and under what."""

    id = fields.made_id()
    ward = fields.one_of([], "Choose the ward.", required=False)
    place = fields.words(longest=200)
    on = fields.day("Give the day they were admitted.")
    at = fields.time_of_day("Give the time they were admitted.")
    legal_status = fields.words(longest=300)

    def __init__(self, *args: Any, wards: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(unit.pk), unit.name) for unit in wards]
        self.fields["ward"].choices = [*listed, ("", "Another ward or hospital")]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("ward") and not said.get("place"):
            self.add_error("place", "Say which ward or hospital they are in.")
        return said

    @property
    def given(self) -> dict[str, Any]:
        """What the action takes."""
        said = self.cleaned_data
        return {
            "id": said["id"],
            "unit_id": read_id(said["ward"]) if said["ward"] else None,
            "place": said["place"],
            "admitted_at": clock.from_local(said["on"], said["at"]),
            "legal_status": said["legal_status"],
        }


class KeepVisitForm(fields.PageForm):
    """A visit that goes on, on the ward."""

    id = fields.made_id()


class BandForm(fields.PageForm):
    """What the case weighs now, and why."""

    id = fields.made_id()
    weight = fields.whole(WEIGHT, least=1, most=rules.MOST_WEIGHT, required=True)
    words = fields.words("Say what has changed, in a few words.", longest=2_000)


class KeepBandForm(fields.PageForm):
    """Why it stays with whoever holds it."""

    words = fields.words("Say why it stays, in a few words.", longest=2_000)


class UnplacedForm(fields.PageForm):
    """Why a contact found no place in its week."""

    id = fields.made_id()
    allocation = forms.UUIDField(widget=forms.HiddenInput)
    reason = fields.words("Say why, in a few words.", longest=2_000)


def _colleagues(colleagues: Sequence[Worker]) -> list[tuple[str, str]]:
    return [("", "Choose a colleague"), *((str(w.pk), w.name) for w in colleagues)]
