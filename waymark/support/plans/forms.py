"""What is asked when a plan is written, put in force, looked at again and talked about."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from waymark.core import clock, fields
from waymark.core.ids import new_id
from waymark.support.plans import rules
from waymark.support.plans.choices import (
    AGREEMENTS,
    DECISIONS,
    FORMATS,
    GOAL_DECISIONS,
    GOES_ON,
    OUTCOMES,
    STANCES,
    STANDS,
    TEXTS,
    TOOK_PART,
    VERDICTS,
    WAYS,
    Part,
    Stance,
)

ROWS = {"need": rules.NEED_FIELDS, "action": rules.ACTION_FIELDS}
SHORT = {"who": 200, "agency": 200, "how_often": 200, "starts_on": 60}
CHANNELS = [("", "Not in particular"), ("bed", "A stay in the house"), ("outreach", "Outreach")]


class KeptForm(fields.PageForm):
    """A form that knows the id of the row it will become."""

    id = fields.made_id()


class PartForm(fields.PageForm):
    """One part of the draft. `edit`: how often it had been kept when the page was opened; `page`: which open page it is;
    `settles`: what was put aside and this decides.

    A part of life has a row for each need and action, and one that is empty. Which rows were sent is known by their keys.
    """

    edit = fields.whole(fields.OLD, required=True)
    page = forms.UUIDField(required=False)
    settles = forms.UUIDField(required=False)

    def __init__(self, data: Any = None, *, part: Part, said: Mapping[str, Any], **kwargs: Any) -> None:
        self.part = part
        self.rows = {kind: self._keys(data, kind, said) for kind in ROWS} if part not in TEXTS else {}
        initial = {**kwargs.pop("initial", {}), **self._initial(said)}
        super().__init__(data, initial=initial, **kwargs)
        for name in TEXTS.get(part, ("to_me", "for_me")):
            self.fields[name] = fields.words(longest=rules.LONGEST)
        if part in TEXTS:
            return
        self.fields["stands"] = fields.one_of(STANDS, "Choose how this part of life stands.", required=False)
        for kind, keys in self.rows.items():
            for key in keys:
                for name in ROWS[kind]:
                    self.fields[f"{kind}-{key}-{name}"] = fields.words(longest=SHORT.get(name, rules.LONGEST))

    def said(self) -> dict[str, Any]:
        """The part as it was sent."""
        given = self.cleaned_data
        if self.part in TEXTS:
            return {name: given[name] for name in TEXTS[self.part]}
        rows = {
            f"{kind}s": [
                {"key": key, **{name: given[f"{kind}-{key}-{name}"] for name in ROWS[kind]}} for key in keys
            ]
            for kind, keys in self.rows.items()
        }
        return {**{name: given[name] for name in ("to_me", "for_me", "stands")}, **rows}

    def shown(self, kind: str) -> list[dict[str, Any]]:
        """The rows of a kind for the page: each field by its name, and the row's key."""
        return [
            {"key": key, **{name: self[f"{kind}-{key}-{name}"] for name in ROWS[kind]}}
            for key in self.rows[kind]
        ]

    def _keys(self, data: Any, kind: str, said: Mapping[str, Any]) -> list[str]:
        if data is not None:
            return [key for key in dict.fromkeys(data.getlist(kind)) if _is_key(key)][: rules.MOST_LINES + 1]
        return [*(row["key"] for row in said[f"{kind}s"][: rules.MOST_LINES]), str(new_id())]

    def _initial(self, said: Mapping[str, Any]) -> dict[str, str]:
        if self.part in TEXTS:
            return dict(said)
        rows = {
            f"{kind}-{row['key']}-{name}": row.get(name, "")
            for kind, names in ROWS.items()
            for row in said[f"{kind}s"]
            for name in names
        }
        return {**{name: said[name] for name in ("to_me", "for_me", "stands")}, **rows}


class TookPartForm(KeptForm):
    """How the person took part."""

    took_part = forms.MultipleChoiceField(
        choices=TOOK_PART, error_messages={"required": "Say how the person took part."}
    )
    part_words = fields.words()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("took_part") and "part_words" in said:
            _beside(self, "took_part", rules.wrong_with_taking_part(said["took_part"], said["part_words"]))
        return said


class PublishForm(TookPartForm):
    """Put the draft in force."""

    disagrees_with = fields.one_of([], "Choose one of the lines of this plan.", required=False)
    their_view = fields.words()
    agreed = fields.one_of(AGREEMENTS, "Say how it came to be agreed, or not.")
    agreed_words = fields.words()
    without_words = fields.words()
    starts_on = fields.day("Give the day from which it is in force.")
    channel = fields.one_of(CHANNELS, "Choose one of them.", required=False)

    def __init__(self, *args: Any, lines: Sequence[rules.Line], by_channel: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "disagrees_with", [("", "Nothing in particular"), *_named(lines)])
        if not by_channel:
            del self.fields["channel"]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("agreed") and said.get("took_part") and "agreed_words" in said:
            wrong = rules.wrong_with_agreement(said["agreed"], said["agreed_words"], said["took_part"])
            _beside(self, "agreed" if said["agreed_words"] else "agreed_words", wrong)
        if bool(said.get("disagrees_with")) != bool(said.get("their_view")):
            self.add_error(
                "their_view", "Say which line they disagree with, and what they say, in their words."
            )
        return said


class TheirWordsForm(KeptForm):
    """What the person says."""

    stance = fields.one_of(STANCES, "Choose what they say.")
    line = fields.one_of([], "Choose one of the lines of this plan.", required=False)
    words = fields.words("Write what they said, in their words.")
    given = fields.one_of(WAYS, "Say how they gave their words.")
    said_on = fields.day("Give the day they said it.")

    def __init__(self, *args: Any, lines: Sequence[rules.Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "line", [("", "The plan as a whole"), *_named(lines)])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("stance") in (Stance.AGREES, Stance.DISAGREES, Stance.NO_LONGER) and not said.get("line"):
            self.add_error("line", "Choose which need or action they mean.")
        return said


class AnswerForm(KeptForm):
    """What came of what they said."""

    outcome = fields.one_of(OUTCOMES, "Say what comes of it.")
    words = fields.words()
    on = fields.day()


class SeenForm(KeptForm):
    """How an action is going."""

    line = fields.one_of([], "Choose which action it is about.")
    verdict = fields.one_of(VERDICTS, "Say how it is going.")
    words = fields.words("Say what you saw or heard that shows it.")
    seen_on = fields.day("Give the day you saw it.")

    def __init__(self, *args: Any, lines: Sequence[rules.Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "line", [("", "Choose an action"), *_named(lines)])


class ReviewForm(TookPartForm):
    """A review: keep, change or stop of each action. What is left undecided is named beside it."""

    date = fields.day("Give the day it was held.")
    start = fields.time_of_day("Give the time it was held.")
    words = fields.words("Say how the plan is going, in a few words.")

    def __init__(
        self, *args: Any, lines: Sequence[rules.Line], goals: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.goal_words = lines, goals
        for line in lines:
            self.fields[f"decision-{line.key}"] = fields.one_of(
                DECISIONS, f"Say keep, change or stop of {line.name}."
            )
        for number, id in enumerate(goals, 1):
            self.fields[f"goal-{id}"] = fields.one_of(GOAL_DECISIONS, f"Say what becomes of goal {number}.")
            self.fields[f"look-{id}"] = fields.day()

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        for number, (id, words) in enumerate(self.goal_words.items(), 1):
            goes_on = said.get(f"goal-{id}") in GOES_ON and f"look-{id}" not in self.errors
            if goes_on and not said.get(f"look-{id}"):
                _beside(self, f"look-{id}", rules.no_day_for(number, words))
        return said

    def goals(self) -> dict[str, dict[str, str]]:
        """What becomes of each goal, by its id."""
        said = self.cleaned_data
        return {
            id: {
                "decision": said[f"goal-{id}"],
                "next_look": said[f"look-{id}"].isoformat() if said[f"look-{id}"] else "",
            }
            for id in self.goal_words
        }

    def goals_shown(self) -> list[tuple[str, Any, Any]]:
        """Each goal's words, and its two boxes."""
        return [(words, self[f"goal-{id}"], self[f"look-{id}"]) for id, words in self.goal_words.items()]

    def decisions(self) -> dict[str, str]:
        return {line.key: self.cleaned_data[f"decision-{line.key}"] for line in self.lines}

    def held_at(self) -> Any:
        """The moment it was held, in UTC."""
        return clock.from_local(self.cleaned_data["date"], self.cleaned_data["start"])

    def shown(self) -> dict[str, Any]:
        """The field of each action, by its key."""
        return {line.key: self[f"decision-{line.key}"] for line in self.lines}


class CopyForm(KeptForm):
    """A copy that was given."""

    format = fields.one_of(FORMATS, "Say as what they were given it.")
    given_on = fields.day("Give the day they were given it.")
    words = fields.words()


class OfferForm(fields.PageForm):
    """Who reads the draft and puts it in force."""

    to = fields.one_of([], "Choose a colleague.")

    def __init__(self, *args: Any, colleagues: Sequence[fields.Named], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "to", [("", "Choose a colleague"), *((str(one.pk), one.name) for one in colleagues)])


def _beside(form: forms.Form, name: str, wrong: str) -> None:
    if wrong:
        form.add_error(name, wrong)


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _named(lines: Sequence[rules.Line]) -> list[tuple[str, str]]:
    return [(line.key, f"{line.title}: {line.words[:80]}") for line in lines]


def _is_key(key: str) -> bool:
    return len(key) <= 36 and key.replace("-", "").isalnum() and key.isascii()
