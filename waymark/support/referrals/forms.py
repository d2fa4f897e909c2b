"""What is asked when somebody is referred, decided about, taken on, sent on, or goes home from a ward."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms

from waymark.core import clock, fields
from waymark.core.ids import read_id
from waymark.organisation.services.models import Unit
from waymark.organisation.staff.models import Worker
from waymark.support.referrals import rules
from waymark.support.referrals.choices import (
    AGREEMENTS,
    DECISIONS,
    KNOWING,
    MOVES,
    REPLIES,
    SENT_HOW,
    SOURCES,
    URGENCIES,
    WHYS,
    Knows,
    Source,
    StepKind,
    WhyNot,
)

LINE, LONG = 200, 5_000
SOMEBODY_ELSE = "new"


class AskedForm(fields.PageForm):
    """The referral itself, for somebody whose record the worker has open: nothing is asked of them that is known."""

    id = fields.made_id()
    team = fields.one_of([], "Choose the team.")
    source = fields.one_of(SOURCES, "Say who refers them.")
    referrer_name = fields.words(longest=LINE)
    referrer_from = fields.words(longest=LINE)
    referrer_contact = fields.words(longest=LINE)
    knows = fields.one_of(KNOWING, "Say what they know of it.", required=False)
    reason = fields.words("Write why they are referred, in the words that were used.", longest=LONG)
    asked_for = fields.words(longest=LONG)
    urgency = fields.one_of(URGENCIES, required=False)
    area = fields.words(longest=LINE)
    not_met = forms.MultipleChoiceField(required=False)
    on = fields.day("Give the day it came.")
    at = fields.time_of_day("Give the time it came.")
    decider = fields.one_of([], required=False)

    def __init__(
        self,
        *args: Any,
        teams: Sequence[Unit],
        colleagues: Sequence[Worker],
        published: rules.Published,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.published = published
        self.fields["team"].choices = [(str(unit.pk), unit.name) for unit in teams]
        self.fields["decider"].choices = _people(colleagues, "Whoever leads the team")
        self.fields["not_met"].choices = [(need, need) for need in published.cannot_meet]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("source") == Source.SELF:
            said["knows"] = said.get("knows") or Knows.ASKED.value
        elif not said.get("knows") and "knows" not in self.errors:
            self.add_error("knows", "Say what they know of it.")
        return said

    @property
    def received_at(self) -> datetime:
        said = self.cleaned_data
        return clock.from_local(said["on"], said["at"])

    @property
    def asked(self) -> rules.Asked:
        """What the action takes."""
        said = self.cleaned_data
        return rules.Asked(
            source=said["source"],
            reason=said["reason"],
            knows=said["knows"],
            received_at=self.received_at,
            asked_for=said["asked_for"],
            referrer_name=said["referrer_name"],
            referrer_from=said["referrer_from"],
            referrer_contact=said["referrer_contact"],
            urgency=said["urgency"],
            area=said["area"],
            not_met=tuple(said["not_met"]),
        )

    @property
    def given(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "id": said["id"],
            "unit_id": UUID(said["team"]),
            "asked": self.asked,
            "decider_id": read_id(said["decider"]) if said["decider"] else None,
        }


class ReferralForm(fields.SomebodyForm, AskedForm):
    """The same for somebody of whom we may know nothing: who they are comes first. `is_them`: a record that may be theirs."""

    given_name = fields.words("Give their name.", longest=LINE)
    family_name = fields.words(longest=LINE)
    chosen_name = fields.words(longest=LINE)
    born = fields.words(longest=40)
    nhs_number = fields.words(longest=40)
    phone = fields.words(longest=40)
    is_them = fields.words(longest=40)

    def clean(self) -> dict[str, Any]:
        """Somebody too young is stopped here, with the way they go."""
        said = super().clean() or {}
        if said.get("born") and said.get("on"):
            young = rules.too_young(said["born"], said["on"], self.published)
            if young:
                self.add_error("born", young)
        return said

    @property
    def newcomer(self) -> rules.Newcomer:
        said = self.cleaned_data
        return rules.Newcomer(
            given_name=said["given_name"],
            family_name=said["family_name"],
            chosen_name=said["chosen_name"],
            born=said["born"],
            nhs_number=said["nhs_number"],
            phone=said["phone"],
        )

    @property
    def chosen_record(self) -> UUID | None:
        """The record it joins, where one was chosen."""
        return read_id(self.cleaned_data["is_them"])

    @property
    def looked(self) -> bool:
        """Whether they were asked about a likeness, and have answered."""
        return bool(self.chosen_record) or self.cleaned_data["is_them"] == SOMEBODY_ELSE


class AcknowledgeForm(fields.PageForm):
    """Whom we told, and how."""

    id = fields.made_id()
    words = fields.words("Say whom you told, and how.", longest=LONG)


class GiveForm(fields.PageForm):
    """Who decides."""

    id = fields.made_id()
    decider = fields.one_of([], "Choose who decides.")

    def __init__(self, *args: Any, colleagues: Sequence[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decider"].choices = _people(colleagues, "Choose a colleague")

    @property
    def given(self) -> dict[str, Any]:
        return {"id": self.cleaned_data["id"], "decider_id": UUID(self.cleaned_data["decider"])}


class DecideForm(fields.PageForm):
    """The decision, its reason, and what goes with it."""

    id = fields.made_id()
    kind = fields.one_of(DECISIONS, "Say what you decide.")
    words = fields.words("Give the reason, in a few words.", longest=LONG)
    why = fields.one_of([("", "Choose the reason the list counts"), *WHYS], required=False)
    alternative = fields.words(longest=LONG)
    waits_for = fields.words(longest=300)
    keeps_in_touch = fields.one_of([], required=False)
    in_touch_by = fields.day()

    def __init__(self, *args: Any, colleagues: Sequence[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keeps_in_touch"].choices = _people(colleagues, "Choose a colleague")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") == StepKind.DECLINED:
            if said.get("why") not in set(WhyNot):
                self.add_error("why", "Say why it is declined: the list counts it.")
            if not said.get("alternative"):
                self.add_error("alternative", "Say what else was offered, and to whom they can turn.")
        if said.get("kind") == StepKind.ACCEPTED:
            if not said.get("waits_for"):
                self.add_error("waits_for", "Say what they are waiting for.")
            if not said.get("keeps_in_touch"):
                self.add_error("keeps_in_touch", "Choose who keeps in touch with them while they wait.")
        return said

    @property
    def given(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        keeper = said.pop("keeps_in_touch")
        kind = StepKind(said.pop("kind"))
        return {**said, "kind": kind, "keeps_in_touch_id": read_id(keeper) if keeper else None}


class WaitingForm(fields.PageForm):
    """What was done, or changes, while somebody waits."""

    id = fields.made_id()
    words = fields.words("Say what was done, or what changes.", longest=LONG)
    waits_for = fields.words("Say what they are waiting for.", longest=300)
    keeps_in_touch = fields.one_of([], "Choose who keeps in touch with them while they wait.")
    in_touch_by = fields.day()

    def __init__(self, *args: Any, colleagues: Sequence[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keeps_in_touch"].choices = _people(colleagues, "Choose a colleague")

    @property
    def given(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        chosen = UUID(said.pop("keeps_in_touch"))
        return {**said, "keeps_in_touch_id": chosen}


class TakeOnForm(fields.PageForm):
    """Whose they are from now on, and how much."""

    id = fields.made_id()
    worker = fields.one_of([], "Choose a colleague.")
    starts_on = fields.day("Give the first day.")
    weekly_minutes = fields.whole("Give the minutes planned in a week, like 120.", most=2_400)
    weekly_contacts = fields.whole("Give how many contacts are planned in a week, like 2.", most=50)
    weight = fields.whole("Give the weight as a whole number from 1 to 20.", least=1, most=20, required=True)
    reason = fields.words(longest=500)

    def __init__(self, *args: Any, colleagues: Sequence[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = _people(colleagues, "Choose a colleague")

    @property
    def given(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        for name in ("weekly_minutes", "weekly_contacts"):
            said[name] = said[name] or 0
        chosen = UUID(said.pop("worker"))
        return {**said, "worker_id": chosen}


class TransferForm(fields.PageForm):
    """To which team, and why."""

    id = fields.made_id()
    team = fields.one_of([], "Choose the team.")
    knows = fields.one_of(KNOWING, "Say what they know of it.")
    reason = fields.words("Say why they move, in a few words.", longest=LONG)
    asked_for = fields.words(longest=LONG)

    def __init__(self, *args: Any, teams: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [(str(unit.pk), unit.name) for unit in teams]

    @property
    def given(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        chosen = UUID(said.pop("team"))
        return {**said, "unit_id": chosen}


class SendForm(fields.PageForm):
    """To whom, what, and on what basis. `checked`: it was looked at as it goes."""

    id = fields.made_id()
    to = fields.words("Say to whom it goes.", longest=LINE)
    to_contact = fields.words(longest=LINE)
    why = fields.words("Say why, and what is asked of them.", longest=LONG)
    their_words = fields.words(longest=LONG)
    goals = fields.words(longest=LONG)
    needs = fields.words(longest=2_000)
    reach = fields.words(longest=2_000)
    agreed = fields.one_of(AGREEMENTS, "Say on what basis it goes.")
    agreed_words = fields.words(longest=2_000)
    sent_how = fields.one_of(SENT_HOW, "Say how it goes.")
    checked = forms.BooleanField(required=False)


class ReplyForm(fields.PageForm):
    """What came back, and when."""

    id = fields.made_id()
    kind = fields.one_of(REPLIES, "Say what came back.")
    on = fields.day("Give the day it was.")
    words = fields.words(longest=2_000)


class MoveForm(fields.PageForm):
    """One thing of the move: what, who, by when."""

    id = fields.made_id()
    kind = fields.one_of(MOVES, "Say what kind of thing it is.")
    words = fields.words("Say what is to be done.", longest=500)
    who = fields.words("Say who does it.", longest=LINE)
    by_on = fields.day()


class DoneForm(fields.PageForm):
    """That it is done, and what came of it."""

    on = fields.day("Give the day it was done.")
    outcome = fields.words(longest=500)

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > clock.today():
            raise forms.ValidationError("Give a day that has come.")
        return on


class HopeForm(fields.PageForm):
    """The day they hope to leave."""

    on = fields.day("Give the day, as it is planned now.")


class LeaveForm(fields.PageForm):
    """When they left, and for where."""

    on = fields.day("Give the day they left.")
    at = fields.time_of_day("Give the time they left.")
    left_to = fields.words(longest=300)

    @property
    def left_at(self) -> datetime:
        return clock.from_local(self.cleaned_data["on"], self.cleaned_data["at"])


def _people(colleagues: Sequence[Worker], first: str) -> list[tuple[str, str]]:
    return [("", first), *((str(one.pk), one.name) for one in colleagues)]
