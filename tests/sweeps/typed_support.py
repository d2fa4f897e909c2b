"""Where the texts of goals, regular visits and advice are typed and kept, beside those in typed.py."""

from typing import Any

LEVELS = ("much_less", "less", "hoped_for", "more", "much_more")
ADVICE = ("topic", "options", "source", "decision")
SUPPORT: list[dict[str, Any]] = [
    {"form": "goals.GoodLifeForm", "door": "say_good_life", "kept": {"words": "goals.GoodLife.words"}},
    {"form": "goals.ObjectiveForm", "door": "write_objective", "kept": {"words": "goals.Objective.words"}},
    {
        "form": "goals.RewordObjectiveForm",
        "door": "reword_objective",
        "kept": {"words": "goals.Objective.words"},
    },
    {
        "form": "goals.CloseObjectiveForm",
        "door": "close_objective",
        "kept": {"words": "goals.Objective.closed_words"},
        "wrong": {"on": "never"},
    },
    {
        "form": "group.GroupForm",
        "door": "record_group",
        "kept": {n: f"diary.GroupSession.{n}" for n in ("name", "place", "shared")},
        "wrong": {"minutes": "long"},
    },
    {"form": "measures.FillInForm", "door": "fill_in", "kept": {"language": "measures.Filled.language"}},
    {
        "form": "measures.TalkForm",
        "door": "talk_now",
        "kept": {n: f"case_notes.Note.{n}" for n in ("their_words", "text", "what_next")},
    },
    {"form": "goals.LookForm", "door": "look_at_objective", "kept": {"words": "goals.Look.words"}},
    *(
        {"form": "goals.LevelsForm", "door": "set_levels", "kept": {n: f"goals.Levels.{n}"}}
        for n in LEVELS  # one at a time: no two levels may say the same
    ),
    {"form": "goals.ReachedForm", "door": "reach_level", "kept": {"words": "goals.Reached.words"}},
    {
        "form": "schedules.ScheduleForm",
        "door": "set_schedule",
        "kept": {n: f"schedules.Schedule.{n}" for n in ("place", "purpose")},
    },
    {
        "form": "schedules.EndForm",
        "door": "end_schedule",
        "kept": {"reason": "schedules.Schedule.ended_because"},
        "wrong": {"last_day": "never"},
    },
    {
        "form": "plans.PublishForm",
        "door": "publish_plan",
        "kept": {n: f"plans.PlanVersion.{n}" for n in ("part_words", "agreed_words", "without_words")},
        "more": {"agreed": "not_agreed"},
        "wrong": {"starts_on": "never"},
    },
    {
        "form": "plans.TheirWordsForm",
        "door": "say_in_their_words",
        "kept": {"words": "plans.TheirWords.words"},
    },
    {"form": "plans.AnswerForm", "door": "answer_their_words", "kept": {"words": "plans.WordsReply.words"}},
    {"form": "plans.SeenForm", "door": "note_how_it_goes", "kept": {"words": "plans.Seen.words"}},
    {
        "form": "plans.ReviewForm",
        "door": "review_plan",
        "kept": {n: f"plans.PlanReview.{n}" for n in ("words", "part_words")},
        "wrong": {"date": "never"},
    },
    {
        "form": "plans.CopyForm",
        "door": "give_copy",
        "kept": {"words": "plans.PlanCopy.words"},
        "wrong": {"format": ""},
    },
    {"form": "advice.AdviceForm", "door": "give_advice", "kept": {n: f"advice.Advice.{n}" for n in ADVICE}},
    {"form": "advice.AnswerForm", "door": "answer_advice", "kept": {"decision": "advice.Answer.decision"}},
    {
        "form": "reports.SpokenReportForm",
        "door": "log_spoken_report",
        "kept": {n: f"reports.SpokenReport.{n}" for n in ("told_name", "said", "reply")},
        "wrong": {"date": "never"},
    },
    {
        "form": "reports.SpokenReportForm",
        "door": "log_spoken_report",
        "kept": {"reason": "case_notes.Note.reason"},
        "wrong": {"date": "never"},
    },
    {
        "form": "reports.ConfirmationForm",
        "door": "confirm_spoken_report",
        "kept": {"words": "reports.Confirmation.words"},
        "wrong": {"answer": "never"},
    },
    {
        "form": "contact.ContactForm",
        "door": "contact: a fresh one",
        "kept": {f"advice_{n}": f"advice.Advice.{n}" for n in ADVICE},
        "more": {f"advice_{n}": "The lighthouse" for n in ADVICE},
        "wrong": {"attendance": ""},
    },
]
NOT_KEPT_OF_SUPPORT = {
    "plans.TookPartForm.part_words": "asked by PublishForm and ReviewForm, which are here",
    "plans.PublishForm.their_view": "with the line it is about: tests/plans/test_plan_duties.py",
    "measures.FillInForm.reason": "once for what is corrected: tests/measures/test_measures.py",
    "schedules.FortnightlyForm.agreed": "kept behind other words: tests/schedules/test_regular_visits.py",
}
PAGES_OF_SUPPORT: dict[str, tuple[str, Any]] = {
    "measures.Filled": ("filled_in", lambda kept: [kept.pk]),
    **dict.fromkeys(
        [f"plans.{n}" for n in ("WordsReply", "TheirWords", "PlanReview", "PlanCopy")],
        ("plan", lambda kept: [kept.person_id]),
    ),
    "plans.PlanVersion": ("plan_version", lambda kept: [kept.pk]),
    "plans.Seen": ("review_plan", lambda kept: [kept.person.plan_versions.order_by("number")[0].pk]),
    "goals.GoodLife": ("goals", lambda kept: [kept.person_id]),
    "goals.Objective": ("objective", lambda kept: [kept.pk]),
    "goals.Look": ("objective", lambda kept: [kept.objective_id]),
    "goals.Levels": ("goal", lambda kept: [kept.goal_id]),
    "goals.Reached": ("goal", lambda kept: [kept.levels.goal_id]),
    "schedules.Schedule": ("schedule", lambda kept: [kept.pk]),
    "advice.Advice": ("advice", lambda kept: [kept.person_id]),
    "advice.Answer": ("advice", lambda kept: [kept.person_id]),
    "reports.SpokenReport": ("spoken_reports", lambda kept: [kept.person_id]),
    "reports.Confirmation": ("spoken_reports", lambda kept: [kept.person_id]),
}
"""The page that shows each, for the key worker."""
