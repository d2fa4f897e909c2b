"""The addresses of the wing `support` that lead to a row, beside those in doors.py: objectives, levels, a good life."""

from tests.sweeps.doors import GOAL, TODAY, TOMORROW, WHY, Door, Record, World, here_with, lead, row, says
from tests.sweeps.doors_team import administrator
from tests.sweeps.furnishing_plans import LINE
from waymark.core.ids import new_id
from waymark.organisation.staff.choices import Right
from waymark.support.goals.models import Goal

HEARD = GOAL["agreed_how"]
LEVELS = {name: f"The lighthouse, {name}" for name in ("much_less", "less", "hoped_for", "more", "much_more")}


def a_group(_: World, record: Record) -> dict[str, object]:
    """Both came."""
    came = {f"came_{record.rows[name].pk}": "yes" for name in ("person", "companion")}
    return {
        "name": "Walking group", "date": "2026-03-01", "start": "13:00", "minutes": "60", "place": "",
        "shared": "Round the lake", "not_them": "yes", **came,
    }  # fmt: skip


def with_version(_: World, record: Record) -> list[object]:
    return [record.person.pk, record.rows["version"].pk]


ANSWERED = {
    "q0": "The lighthouse was lit", "answered_by": "themselves", "mode": "01", "language": "English", "date": TODAY, "start": "00:01",
    "sign": "yes",
}  # fmt: skip
KEEPS = {"who": administrator, "open_to": here_with(Right.CONFIGURE_SERVICE)}

PLAN_PART = {
    "edit": "0",
    "settles": "",
    "to_me": "By the sea",
    "for_me": "",
    "stands": "not_now",
    "done": "yes",
}
IN_FORCE = {
    "took_part": ["present", "contributed"], "part_words": "Good", "agreed": "person", "starts_on": TODAY, "their_view": "",
    "without_words": WHY,
}  # fmt: skip
HELD = {
    "took_part": ["present"], "date": TODAY, "start": "00:01", "words": "Going well", "part_words": "", f"decision-{LINE}": "keep",
}  # fmt: skip


def held(_: World, record: Record) -> dict[str, object]:
    """A review at which every goal goes on."""
    goals = [str(goal.pk) for goal in Goal.objects.filter(person=record.person, state="active")]
    kept = {f"goal-{id}": "kept" for id in goals} | {f"look-{id}": "2026-06-12" for id in goals}
    return {"id": new_id(), **HELD, **kept}


DOORS_OF_SUPPORT: dict[str, Door] = {
    "say_good_life": Door(row("person"), sends=says(words="By the sea", agreed_how=HEARD, said_on=TODAY)),
    "rate_life": Door(row("person"), sends=says(area="whole", rating="4", rated_on=TODAY)),
    "write_objective": Door(row("goal"), sends=says(words="Two visits", stage="building", agreed_how=HEARD)),
    "objective": Door(row("objective")),
    "reword_objective": Door(row("objective"), sends=says(words="Three visits", agreed_how=HEARD)),
    "close_objective": Door(row("objective"), sends=says(state="met", words="Been there", on=TODAY)),
    "look_at_objective": Door(row("objective"), lead, says(verdict="comment", words="Well said")),
    "set_levels": Door(row("goal"), sends=says(importance="3", difficulty="2", baseline="-1", **LEVELS)),
    "record_group": Door(
        lambda _, __: [new_id()],
        sends=a_group,
        asks=lambda _, r: {"person": [r.person.pk, r.rows["companion"].pk]},
    ),
    "group_draft": Door(
        lambda _, __: [new_id()],
        sends=a_group,
        asks=lambda _, r: {"person": [r.person.pk, r.rows["companion"].pk]},
        reads=False,
    ),
    "group_session": Door(row("group")),
    "plan": Door(row("person")),
    "planned_and_kept": Door(row("person")),
    "who_does_what": Door(row("person")),
    "begin_draft": Door(row("companion"), sends=says(), reads=False),
    "start_plan": Door(row("assessment"), sends=says(), reads=False),
    "plan_draft": Door(row("person"), sends=lambda _, r: {"to": r.rows["colleague"].pk}),
    "write_part": Door(lambda _, r: [r.person.pk, "money"], sends=says(**PLAN_PART)),
    "write_part: a text": Door(
        lambda _, r: [r.person.pk, "harder"],
        sends=says(edit="0", settles="", contacts="The lighthouse", done="yes"),
    ),
    "publish_plan": Door(row("person"), sends=says(**IN_FORCE)),
    "say_in_their_words": Door(
        row("person"), sends=says(stance="wants", words="A boat", given="read_back", said_on=TODAY)
    ),
    "note_how_it_goes": Door(
        row("person"), sends=says(line=LINE, verdict="helping", words="Sailed twice", seen_on=TODAY)
    ),
    "settle_aside": Door(
        lambda _, r: [r.rows["companion"].pk, r.rows["aside"].pk], sends=says(), reads=False
    ),
    "answer_their_words": Door(row("their words"), sends=says(outcome="later", words=WHY)),
    "plan_version": Door(row("plan version")),
    "review_plan": Door(row("plan version"), sends=held),
    "give_copy": Door(row("plan version"), sends=says(format="paper", given_on=TODAY)),
    "schedules": Door(row("person")),
    "schedule": Door(row("schedule")),
    "set_schedule": Door(
        row("person"),
        sends=says(
            weekdays=["3"], start="06:30", minutes="30", every_weeks="1", starts_on=TODAY, mechanism="01"
        ),
    ),
    "end_schedule": Door(row("schedule"), sends=says(last_day=TOMORROW, reason=WHY)),
    "name_regular_second": Door(row("schedule"), sends=lambda _, r: {"second": r.rows["colleague"].pk}),
    "make_fortnightly": Door(row("schedule"), sends=says(from_day="2026-03-20", agreed=WHY)),
    "set_rhythm": Door(row("person"), sends=says(days="7")),
    "advice": Door(row("person")),
    "give_advice": Door(
        row("person"),
        sends=says(topic="Boats", options="One\nTwo", source="A book", decision="Later", settled="no"),
    ),
    "answer_advice": Door(row("advice"), sends=says(decision="Not now", settled="no")),
    "spoken_reports": Door(row("person")),
    "log_spoken_report": Door(
        row("person"),
        sends=says(told_name="Dr Rao", date="2026-03-02", start="10:00", said="Not eaten", reply="GP today"),
    ),
    "confirm_spoken_report": Door(
        row("spoken report"), lead, says(answer="not_right", words="It was two days")
    ),
    "measures": Door(row("person")),
    "fill_in": Door(with_version, sends=says(**ANSWERED)),
    "fill_in: a correction": Door(
        with_version, sends=says(**ANSWERED, reason=WHY), asks=lambda _, r: {"corrects": r.rows["filled"].pk}
    ),
    "filled_in": Door(row("filled")),
    "talk_now": Door(row("filled"), sends=says(text="The lighthouse", their_words="", what_next="")),
    "questionnaire": Door(row("version"), **KEEPS),
    "publish_questionnaire": Door(row("draft version"), sends=says(), reads=False, **KEEPS),
    "retire_questionnaire": Door(row("version"), sends=says(), reads=False, **KEEPS),
    "reach_level": Door(row("goal"), sends=says(level="1", words="Saw it twice")),
}
