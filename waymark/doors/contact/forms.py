"""The contact page's questions as a form: reads what was typed, keeps it, and turns it into what the action is given."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.choices import BaseChoiceIterator
from django.utils.functional import lazy

from waymark.core import clock, fields
from waymark.core.ids import read_id
from waymark.doors.contact import rules
from waymark.doors.contact.choices import DID_IT_HAPPEN, HOW, HOW_MUCH_HELP, RATINGS, TRAVELLED_BY, Tell
from waymark.doors.contact.queries import Known, Worker
from waymark.people.access.choices import Sensitivity
from waymark.support.advice import queries as advice
from waymark.support.advice.choices import SETTLED
from waymark.support.diary.choices import Attendance

LONGEST_REASON = 300
MINUTES = "Give the minutes as a whole number, like 45."


class ContactForm(fields.PageForm):
    """Seven questions. Only what fits the answer so far has to be answered; what is already known is filled in."""

    attendance = forms.ChoiceField(
        choices=DID_IT_HAPPEN,
        error_messages={"required": "Say whether it happened.", "invalid_choice": "Say whether it happened."},
    )
    absence = fields.words()
    mechanism = forms.ChoiceField(
        choices=HOW,
        error_messages={"required": "Say how you met.", "invalid_choice": "Choose one of these ways."},
    )
    place = forms.CharField(required=False, max_length=200)
    date = fields.day("Give the day it happened.")
    start = fields.time_of_day("Give the time it began.")
    minutes = fields.whole(MINUTES)
    late_reason = fields.words(longest=LONGEST_REASON)
    present = forms.CharField(required=False, max_length=300)
    session = forms.ChoiceField(required=False)
    went_well = fields.words(longest=500)
    text = fields.words()
    goals = forms.MultipleChoiceField(required=False)
    steps_done = forms.MultipleChoiceField(required=False)
    skill_level = forms.ChoiceField(required=False, choices=HOW_MUCH_HELP)
    advice_topic = fields.words(longest=200)
    advice_options = fields.words()
    advice_source = fields.words(longest=300)
    advice_decision = fields.words()
    advice_settled = forms.ChoiceField(required=False, choices=SETTLED)
    their_words = fields.words()
    worried = forms.ChoiceField(choices=[("no", "No"), ("yes", "Yes")], required=False)
    worries = fields.words()
    tell = forms.ChoiceField(required=False, choices=[])
    what_next = fields.words()
    tasks_done = forms.MultipleChoiceField(required=False)
    next_date = fields.day()
    next_time = fields.time_of_day()
    next_minutes = fields.whole(MINUTES)
    next_place = forms.CharField(required=False, max_length=200)
    next_second = forms.ChoiceField(required=False, choices=[])
    next_clash_reason = fields.words(longest=LONGEST_REASON)
    follow_up = fields.words()
    follow_up_owner = forms.ChoiceField(required=False, choices=[])
    follow_up_by = fields.day()
    travelled_by = forms.ChoiceField(required=False, choices=TRAVELLED_BY)
    miles = forms.DecimalField(
        required=False,
        min_value=0,
        max_value=500,
        decimal_places=1,
        max_digits=4,
        error_messages={
            "invalid": "Give the miles like 4.5.",
            "max_decimal_places": "Give the miles with one decimal, like 4.5.",
        },
    )
    sensitivity = forms.ChoiceField(
        required=False,
        choices=[
            (Sensitivity.ORDINARY, "Everyone who works with them"),
            (Sensitivity.RESTRICTED, "Only me, the care coordinator and the lead"),
        ],
    )

    def __init__(self, *args: Any, known: Known, contact_id: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known, self.contact_id = known, contact_id
        for name, choices in _choices(known).items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        self.fields["session"].error_messages["invalid_choice"] = _later(
            lambda: known.wrong_with_session(self.data.get("session", ""))
        )
        for goal in known.goals:
            self.fields[f"rating_{goal.id}"] = forms.ChoiceField(required=False, choices=RATINGS)
            self.fields[f"support_{goal.id}"] = forms.ChoiceField(required=False, choices=HOW_MUCH_HELP)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("worried") == "yes" and not cleaned.get("worries"):
            self.add_error("worries", "Write what worries you, in a sentence.")
        if cleaned.get("next_date") and not cleaned.get("next_time"):
            self.add_error("next_time", "Give the time of the next visit.")
        elif cleaned.get("next_date") and (wrong := self.known.wrong_with_second(cleaned)):
            self.add_error("next_second", wrong)
        if self.known.person and cleaned.get("attendance") == Attendance.ON_TIME:
            for name, sentence in advice.wrong_with_advice(*self._advice_typed(cleaned)).items():
                self.add_error(f"advice_{name}", sentence)
        if cleaned.get("miles") and not cleaned.get("travelled_by"):
            self.add_error("travelled_by", "Say how you travelled.")
        if not self.errors:
            for name, sentence in rules.missing(self.given(), clock.now()).items():
                self.add_error(name if name in self.fields else None, sentence)
        if not self.errors and (wrong := self.known.wrong_with_next_visit(self.given())):
            self.add_error("next_time", wrong)
        return cleaned

    def given(self) -> rules.Given:
        """What was typed, as the action takes it."""
        said, person, visit = self.cleaned_data, self.known.person, self.known.visit
        happened = said["attendance"] == Attendance.ON_TIME
        return rules.Given(
            attendance=Attendance(said["attendance"]),
            mechanism=said["mechanism"],
            started_at=clock.from_local(said["date"], said["start"]),
            minutes=said.get("minutes") or 0,
            person_id=person.id if person else None,
            anonymous=person is None,
            visit_id=visit.id if visit else None,
            place=said["place"],
            present=said["present"],
            text=said["text"] if happened else said["absence"],
            their_words=said["their_words"] if happened else "",
            session=said["session"],
            went_well=said["went_well"] if happened and person else "",
            worries=said["worries"] if said.get("worried") == "yes" else "",
            tell=Tell(said["tell"]) if said.get("tell") and said.get("worried") == "yes" else None,
            what_next=said["what_next"],
            late_reason=said["late_reason"],
            sensitivity=said.get("sensitivity") or Sensitivity.ORDINARY,
            goals=self._goal_work() if happened else (),
            steps_done=_ids(said["steps_done"]) if happened else (),
            tasks_done=_ids(said["tasks_done"]),
            skill=self.known.skill or "",
            skill_level=(said.get("skill_level") or "") if happened else "",
            advice=self._advice() if happened and person else None,
            next_visit=self._next_visit(),
            follow_up=self._follow_up(),
            tenth_miles=int((said.get("miles") or 0) * 10),
            travelled_by=said.get("travelled_by") or "",
        )

    def _goal_work(self) -> tuple[rules.GoalWork, ...]:
        said = self.cleaned_data
        return tuple(
            rules.GoalWork(
                goal_id=UUID(goal_id),
                their_rating=int(said[f"rating_{goal_id}"]) if said.get(f"rating_{goal_id}") else None,
                support_level=said.get(f"support_{goal_id}") or "",
            )
            for goal_id in said["goals"]
        )

    def _next_visit(self) -> rules.NextVisit | None:
        said = self.cleaned_data
        if not said.get("next_date") or not said.get("next_time"):
            return None
        return rules.NextVisit(
            starts_at=clock.from_local(said["next_date"], said["next_time"]),
            minutes=said.get("next_minutes") or 60,
            place=said.get("next_place") or "",
            second_id=read_id(said.get("next_second")),
            clash_reason=said.get("next_clash_reason") or "",
        )

    @staticmethod
    def _advice_typed(said: dict[str, Any]) -> tuple[str, str, str, str]:
        topic, options, source, decision = [
            said.get(f"advice_{name}") or "" for name in ("topic", "options", "source", "decision")
        ]
        return topic, options, source, decision

    def _advice(self) -> rules.AdviceGiven | None:
        typed = self._advice_typed(self.cleaned_data)
        settled = self.cleaned_data.get("advice_settled") == "yes"
        return rules.AdviceGiven(*typed, settled=settled) if any(typed) else None

    def _follow_up(self) -> rules.FollowUp | None:
        said = self.cleaned_data
        if not said["follow_up"]:
            return None
        owner = said.get("follow_up_owner") or str(self.known.me_id)
        return rules.FollowUp(
            words=said["follow_up"], owner_id=UUID(owner), due_at=_end_of(said.get("follow_up_by"))
        )


class _Asked(BaseChoiceIterator):
    """Choices that are asked for when they are shown, or when what was typed is looked for among them; no further than it is found."""

    def __init__(self, ask: Callable[[], Iterable[tuple[str, Any]]]) -> None:
        self.ask = ask

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        yield from self.ask()


def _choices(known: Known) -> dict[str, _Asked]:
    """What is offered depends on the person: their goals and steps, the worker's tasks about them, who answers now."""
    return {
        "next_second": _Asked(
            lambda: [("", "Nobody"), *((str(one.id), one.name) for one in known.who_may_go_too)]
        ),
        "session": _Asked(lambda: [("", "Choose"), *known.sessions.items()]),
        "goals": _Asked(lambda: [(str(goal.id), goal.words) for goal in known.goals]),
        "steps_done": _Asked(
            lambda: [(str(step.id), step.words) for goal in known.goals for step in goal.open_steps]
        ),
        "tasks_done": _Asked(lambda: [(str(task.id), task.words) for task in known.tasks]),
        "follow_up_owner": _Asked(
            lambda: [("", "Me"), *((str(one.id), one.name) for one in known.colleagues)]
        ),
        "tell": _Asked(lambda: _who_can_be_told(known)),
    }


def _later(ask: Callable[[], str]) -> Any:
    """Words that are asked for when they are shown."""
    return lazy(ask, str)()


def _who_can_be_told(known: Known) -> Iterator[tuple[str, Any]]:
    yield Tell.DUTY_SENIOR.value, _later(lambda: _tell_the_senior(known.duty_senior))
    if known.key_worker:
        yield Tell.KEY_WORKER.value, f"Tell the key worker: {known.key_worker.name}"


def _tell_the_senior(senior: Worker | None) -> str:
    return f"Tell the duty senior now: {senior.name}" if senior else "Tell the duty senior now"


def first_answers(known: Known, now: datetime) -> dict[str, Any]:
    """What a fresh page is filled in with: the visit as planned, though no longer than until now; or this moment."""
    visit = known.visit
    began = clock.local(visit.starts_at if visit else now)
    minutes: int | str = ""
    if visit:
        until = min(visit.ends_at, now) if now > visit.starts_at else visit.ends_at
        minutes = max(1, int((until - visit.starts_at) / timedelta(minutes=1)))
    return {
        "date": began.date().isoformat(),
        "start": f"{began:%H:%M}",
        "minutes": minutes,
        "mechanism": visit.mechanism if visit else "",
        "place": visit.place if visit else "",
        "goals": [str(visit.goal_id)] if visit and visit.goal_id else [],
        "sensitivity": Sensitivity.ORDINARY,
        "advice_settled": "no",
    }


def _ids(chosen: list[str]) -> tuple[UUID, ...]:
    return tuple(UUID(one) for one in chosen)


def _end_of(day: date | None) -> datetime | None:
    return clock.from_local(day, time(17, 0)) if day else None
