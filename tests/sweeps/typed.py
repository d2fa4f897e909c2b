"""Where each text field of each form is typed and in which column it is kept; shown.py says which page shows it.

A form or a text field that is not here, or among NOT_KEPT with the reason, fails tests/sweeps/test_hostile_strings.py.
"""

import json
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import house
from tests.sweeps.doors import DOORS, TODAY, TOMORROW, Door, lead, row
from tests.sweeps.doors_team import administrator
from tests.sweeps.furnishing import Record
from tests.sweeps.furnishing_support import form_of
from tests.sweeps.typed_record import RECORD
from tests.sweeps.typed_referrals import NOT_KEPT_OF_REFERRALS, REFERRALS
from tests.sweeps.typed_rights import NOT_KEPT_RIGHTS, TYPED_RIGHTS
from tests.sweeps.typed_support import NOT_KEPT_OF_SUPPORT, SUPPORT
from tests.sweeps.world import World
from waymark.core.ids import new_id

MODULES = sorted(
    ".".join(path.relative_to(house.ROOT).with_suffix("").parts)
    for path in (*house.PACKAGE.glob("*/*/forms.py"), *house.PACKAGE.glob("*/*/forms/*.py"))
)
HAND_MADE = {"worried": "yes", "tell": "duty_senior", "worries": "Their hands shook."}
NEXT = {"next_date": "2026-03-05", "next_time": "10:00", "next_minutes": "30"}


def named(form: type[forms.Form]) -> str:
    """`goals.HopeForm`: the room and the class."""
    return f"{form.__module__.split('.')[2]}.{form.__name__}"


def all_forms() -> dict[str, type[forms.Form]]:
    """Every form of every room."""
    found = [
        value for name in MODULES for value in vars(import_module(name)).values() if isinstance(value, type)
    ]
    return {
        named(form): form for form in found if issubclass(form, forms.Form) and form.__module__ in MODULES
    }


def text_fields(form: type[forms.Form]) -> list[str]:
    """The boxes for words: not dates, ids or choices, which are something else once they are read."""
    return [name for name, one in form.base_fields.items() if type(one) is forms.CharField]


@dataclass(frozen=True)
class Typed:
    """One form at one door. `kept`: each text field and its column; `more`: what else must be answered for it to be kept; `wrong`: an
    answer that is refused; `read`: text that is read as a date or a number, so that not every text will do.
    """

    form: str
    door: str
    kept: dict[str, str]
    more: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, Any] = field(default_factory=lambda: {"id": ""})
    by: Door | None = None
    read: tuple[str, ...] = ()

    @property
    def at(self) -> Door:
        return self.by or DOORS[self.door]

    def path(self, world: World, record: Record) -> str:
        return self.at.path(self.door, world, record)

    def sends(self, world: World, record: Record) -> dict[str, Any]:
        assert self.at.sends is not None
        return {**self.at.sends(world, record), **self.more}


NOTE_WORDS = {name: f"case_notes.Note.{name}" for name in ("text", "their_words", "what_next", "reason")}
TYPED = [
    Typed(
        "contact.ContactForm",
        "contact: a fresh one",
        {
            "place": "diary.Contact.place",
            "present": "diary.Contact.present",
            "late_reason": "case_notes.Note.reason",
            "text": "case_notes.Note.text",
            "went_well": "case_notes.Note.went_well",
            "their_words": "case_notes.Note.their_words",
            "worries": "tasks.Task.words",
            "what_next": "case_notes.Note.what_next",
            "next_place": "diary.Visit.place",
            "next_clash_reason": "diary.Visit.clash_reason",
            "follow_up": "tasks.Task.words",
        },
        {**HAND_MADE, **NEXT},
        {"attendance": ""},
    ),
    Typed(
        "contact.ContactForm",
        "contact: a fresh one",
        {"absence": "case_notes.Note.text"},
        {"attendance": "3", "minutes": "", "text": ""},
        {"attendance": ""},
    ),
    Typed(
        "details.WordsForm",
        "set_about",
        {
            n: f"service_users.About.{n}"
            for n in ("in_their_words", "what_matters", "please_do", "please_do_not", "helped_by")
        },
    ),
    Typed(
        "details.NeedForm",
        "add_need",
        {"words": "service_users.Need.words", "language": "service_users.Need.language"},
    ),
    Typed(
        "details.SafeContactForm",
        "set_safe_contact",
        {"code_name": "service_users.SafeContact.code_name", "words": "service_users.SafeContact.words"},
        wrong={},
    ),
    Typed("details.NumberForm", "add_number", {"note": "service_users.ContactPoint.note"}, read=("value",)),
    Typed("details.AddressForm", "add_address", {"lines": "service_users.Address.lines"}, read=("postcode",)),
    Typed(
        "details.ImportantPersonForm",
        "add_important_person",
        {n: f"service_users.ImportantPerson.{n}" for n in ("name", "is_their", "phone", "may_be_told")},
    ),
    Typed(
        "details.NamesForm",
        "change_name",
        {n: f"service_users.Person.{n}" for n in ("given_name", "family_name", "chosen_name", "pronouns")},
        wrong={},
    ),
    Typed(
        "details.NameBeforeForm",
        "add_name_before",
        {"text": "service_users.PersonName.text"},
        wrong={"until": "soon"},
    ),
    Typed(
        "details.PersonForm",
        "add_person",
        {
            **{
                n: f"service_users.Person.{n}"
                for n in ("given_name", "family_name", "chosen_name", "pronouns")
            },
            "referred_by": "caseload.Episode.referred_by",
        },
        read=("born", "nhs_number", "phone"),
        by=Door(
            lambda _, __: [],
            lead,
            lambda w, r: {"id": new_id(), "given_name": "Grace", "team": r.unit.pk, "sure": "on"},
        ),
    ),
    Typed("case_notes.NoteForm", "write_note", NOTE_WORDS),
    Typed("case_notes.ContactNoteForm", "write_note: of a contact", NOTE_WORDS),
    Typed(
        "case_notes.AddendumForm",
        "add_addendum",
        {"text": "case_notes.Note.text", "reason": "case_notes.Note.reason"},
    ),
    Typed("case_notes.ErrorForm", "mark_in_error", {"words": "case_notes.NoteMark.words"}),
    Typed("case_notes.CommentForm", "comment_on_note", {"words": "case_notes.NoteMark.words"}),
    Typed("goals.HopeForm", "write_hope", {"words": "goals.Hope.words"}),
    Typed(
        "goals.NewGoalForm",
        "write_goal",
        {"words": "goals.Goal.words", "why": "goals.Goal.why", "contributors": "goals.Goal.contributors"},
    ),
    Typed("goals.GoalForm", "reword_goal", {"words": "goals.Goal.words", "why": "goals.Goal.why"}),
    Typed("goals.HopeBecomesGoalForm", "make_hope_a_goal", {"why": "goals.Goal.why"}),
    Typed("goals.StepForm", "write_step", {"words": "goals.Step.words", "who": "goals.Step.who"}),
    Typed("goals.ProgressForm", "note_progress", {"words": "goals.Progress.words"}),
    Typed(
        "goals.CloseForm",
        "close_goal",
        {"words": "goals.Goal.closed_words", "decided_by": "goals.Goal.decided_by"},
        wrong={"on": "never"},
    ),
    Typed("goals.WhyForm", "hold_goal", {"words": "goals.Change.said"}, wrong={}),
    Typed("goals.WhyForm", "take_up_goal", {"words": "goals.Change.said"}, wrong={}),
    Typed("caseload.OpenForm", "open_episode", {"referred_by": "caseload.Episode.referred_by"}),
    Typed(
        "caseload.AllocateForm",
        "allocate",
        {"reason": "caseload.Allocation.over_limit_reason"},
        {"weight": 2},
    ),
    Typed(
        "caseload.ChangeForm",
        "end_allocation",
        {"reason": "caseload.Allocation.over_limit_reason"},
        {"first_day": TODAY},
        {"first_day": "never"},
    ),
    Typed(
        "caseload.HandOverForm",
        "hand_over_caseload",
        {"reason": "caseload.Allocation.over_limit_reason"},
        {"on": "2026-03-02"},
        {"on": "never"},
    ),
    Typed(
        "caseload.CloseForm",
        "close_episode",
        {"because": "caseload.Episode.closed_because", "what_follows": "caseload.Episode.what_follows"},
        wrong={"on": "never"},
    ),
    Typed(
        "diary.PlanForm",
        "plan_visit",
        {
            "place": "diary.Visit.place",
            "purpose": "diary.Visit.purpose",
            "clash_reason": "diary.Visit.clash_reason",
        },
    ),
    Typed(
        "diary.MoveForm",
        "rearrange_visit",
        {
            "place": "diary.Visit.place",
            "reason": "diary.Visit.state_reason",
            "clash_reason": "diary.Visit.clash_reason",
        },
    ),
    Typed(
        "diary.OfferForm", "offer_move", {"because": "diary.MoveOffer.because"}, wrong={"first_start": "soon"}
    ),
    Typed("diary.AnswerForm", "answer_move", {"words": "diary.MoveAnswer.words"}, wrong={"said": "perhaps"}),
    Typed(
        "diary.CancelForm", "cancel_visit", {"reason": "diary.Visit.state_reason"}, wrong={"whose": "nobody"}
    ),
    Typed("tasks.MakeForm", "make_task", {"words": "tasks.Task.words"}),
    Typed("tasks.FinishForm", "finish_task", {"outcome": "tasks.Task.outcome"}, wrong={}),
    Typed("tasks.PutOffForm", "put_off_task", {"why": "tasks.PutOff.reason"}, wrong={"until": "soon"}),
    Typed(
        "tasks.HandOverForm", "hand_over_task", {"reason": "tasks.HandOver.reason"}, wrong={"owner": "nobody"}
    ),
    Typed("due.DeferForm", "defer_obligation", {"reason": "due.Deferral.reason"}),
    Typed(
        "access.BreakGlassForm",
        "break_glass",
        {"reason": "access.Override.reason"},
        wrong={"reason_code": "none"},
    ),
    Typed(
        "data_quality.PutRightForm",
        "put_right",
        {n: f"data_quality.Correction.{n}" for n in ("value", "reason")},
    ),
    Typed(
        "lists.SaveForm",
        "save_people_list",
        {"name": "lists.SavedList.name"},
        by=Door(lambda _, __: [], sends=lambda w, r: {"id": new_id(), "name": "Quiet", "whose": "mine"}),
    ),
    Typed(
        "information_rights.VerdictForm",
        "judge_override",
        {"words": "access.Override.verdict_words"},
        wrong={"verdict": "?"},
    ),
    Typed(
        "information_rights.CloseForm", "close_alert", {"outcome": "access.PrivacyAlert.outcome"}, wrong={}
    ),
    Typed("team.LinkMeetingForm", "link_meeting", {"words": "parent_link.LinkMeeting.words"}),
    Typed("team.GuidanceForm", "give_guidance", {}, read=("checklist",)),
    Typed("staff.SwitchForm", "set_post_switch", {"reason": "staff.SwitchChange.reason"}),
    Typed(
        "staff.ReachForm",
        "set_reach",
        {"phone": "staff.Worker.phone", "leads_on": "staff.Worker.leads_on"},
        wrong={"email": "nowhere"},
    ),
    Typed(
        "diary.TravelForm",
        "travel",
        {"travel_needs": "staff.Worker.travel_needs"},
        wrong={"travel_minutes_more": "soon"},
        by=Door(lambda _, __: [], sends=lambda w, r: {"about": "me"}),
    ),
    *(
        Typed(
            "diary.JourneyForm",
            "travel",
            {name: f"diary.TravelTime.{name}"},
            {other: "The other end"},
            {"minutes": "soon"},
            Door(lambda _, __: [], sends=lambda w, r: {"about": "journey", "minutes": "30"}),
        )
        for name, other in (("one_place", "other_place"), ("other_place", "one_place"))
    ),
    Typed(
        "role_documents.DocumentForm", "publish_role_document", {"text": "role_documents.RoleDocument.text"}
    ),
    Typed(
        "questionnaires.LoadForm",
        "load_questionnaire",
        {"terms": "questionnaires.Version.terms"},
        by=Door(
            lambda _, __: [],
            administrator,
            lambda w, r: {
                "id": new_id(),
                "measure": "",
                "licence": "ours",
                "file": SimpleUploadedFile("week.json", json.dumps(form_of("Week")).encode()),
            },
        ),
    ),
    Typed(
        "services.TeamForm",
        "add_team",
        {"name": "services.Unit.name"},
        by=Door(
            lambda _, __: [],
            administrator,
            lambda w, r: {
                "id": new_id(),
                "name": "Somewhere New",
                "kind": "locality team",
                "within": r.unit.pk,
            },
        ),
    ),
    Typed(
        "staff.WorkerForm",
        "take_on",
        {"name": "staff.Worker.name", "pronouns": "staff.Worker.pronouns"},
        by=Door(
            lambda _, __: [],
            lead,
            lambda w, r: {
                "id": row("person")(w, r)[0],
                "worker_id": row("draft")(w, r)[0],
                "name": "Somebody New",
                "post": r.rows["empty post"].pk,
                "starts_on": TOMORROW,
            },
        ),
    ),
    *(Typed(**one) for one in (*TYPED_RIGHTS, *SUPPORT, *REFERRALS, *RECORD)),
]
NOT_KEPT = {
    "diary.TakeForm.clash_reason": "kept with the visit it makes: tests/diary/test_take_over.py",
    **NOT_KEPT_RIGHTS,
    **NOT_KEPT_OF_SUPPORT,
    **NOT_KEPT_OF_REFERRALS,
    "details.PersonForm.sure_why": "kept where a record is alike: tests/duplicates",
    "access.BreakGlassForm.offer": "a token, compared and never shown as words",
    "diary.TimesForm.place": "half of two forms that are here",
    "diary.TimesForm.clash_reason": "half of two forms that are here",
    "information_rights.WhoForm.person": "looked for, not kept: test_what_is_looked_for",
    "lists.ExportForm.reason": "kept in the log of an export, whose answer is a file: test_duties of lists",
    "search.SearchForm.q": "looked for, not kept: test_what_is_looked_for",
    "staff.DirectoryForm.known_as": "a name at an employer's directory: tests/staff/test_directories.py",
    "staff.PasskeyForm.name": "kept once the device has answered: tests/staff/test_passkeys.py",
    "staff.PasskeyForm.password": "compared, not kept: test_the_door",
    "staff.CodeForm.code": "compared, not kept: test_the_door",
    "staff.SecondFactorForm.code": "compared, not kept: test_the_door",
    "staff.SignInForm.username": "compared, not kept: test_the_door",
    "staff.SignInForm.next": "an address, followed only if it is ours",
    "staff.UsernameForm.username": "a name to sign in by, made one form: test_the_door",
    **dict.fromkeys(
        [
            *(f"staff.{form}.password" for form in ("SignInForm", "ConfirmForm", "SecondFactorForm")),
            *(f"staff.FirstPasswordForm.{name}" for name in ("new", "again")),
            *(f"staff.PasswordForm.{name}" for name in ("password", "new", "again")),
        ],
        "a password: kept as a hash, shown nowhere",
    ),
}
"""Text that is typed and never given back, and why."""
