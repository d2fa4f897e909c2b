"""Which page shows a row that holds what somebody typed, and who may look at it."""

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.urls import reverse

from tests.sweeps.doors import lead, officer
from tests.sweeps.doors_team import administrator, linked
from tests.sweeps.furnishing import Record
from tests.sweeps.typed_rights import SHOWN_RIGHTS
from tests.sweeps.typed_support import PAGES_OF_SUPPORT
from tests.sweeps.world import World
from waymark.organisation.staff.models import Worker


def key_worker(_: World, record: Record) -> Worker:
    return record.key_worker


def rows_holding(column: str, text: str) -> Iterator[Any]:
    """The rows whose column holds exactly this, and the column is wide enough for it on either database."""
    label, name = column.rsplit(".", 1)
    model = apps.get_model(label)
    longest = getattr(model._meta.get_field(name), "max_length", None)
    if longest is None or len(text) <= longest:
        yield from model.objects.filter(**{name: text})


Where = Callable[[World, Record, Any], tuple[Any, str]]


def _at(name: str, of: Callable[[Any], Any], who: Callable[[World, Record], Any] = key_worker) -> Where:
    return lambda world, record, kept: (who(world, record), reverse(name, args=of(kept)))


SHOWN: dict[str, Where] = {
    **dict.fromkeys(
        [
            f"service_users.{name}"
            for name in (
                "About",
                "Need",
                "SafeContact",
                "ContactPoint",
                "PersonName",
                "Address",
                "ImportantPerson",
            )
        ],
        _at("details", lambda kept: [kept.person_id], lead),
    ),
    **dict.fromkeys(
        ["service_users.Duplicate", "service_users.SamePerson"], _at("duplicates", lambda _: [], officer)
    ),
    "service_users.Confirmation": _at("confirm_details", lambda kept: [kept.person_id], lead),
    **dict.fromkeys(
        [f"service_users.{name}" for name in ("Pathway", "KeyContact", "SheetGiven")],
        _at("pathway", lambda kept: [kept.person_id], lead),
    ),
    "service_users.Death": _at("record_death", lambda kept: [kept.person_id], lead),
    **dict.fromkeys(
        ["service_users.Alert", "service_users.AlertReview"],
        _at("alerts_of", lambda kept: [kept.person_id], lead),
    ),
    "service_users.LegalStatus": _at("legal_status", lambda kept: [kept.person_id], lead),
    "service_users.Diagnosis": _at("health_summary", lambda kept: [kept.person_id], lead),
    "service_users.Account": _at("health_summary", lambda kept: [kept.person_id], lead),
    "service_users.Person": _at("details", lambda kept: [kept.pk], lead),
    "case_notes.Note": _at("note", lambda kept: [kept.pk]),
    "case_notes.NoteMark": _at("note", lambda kept: [kept.note_id], lead),
    "data_quality.Correction": _at("put_right", lambda kept: [kept.person_id, "gp-practice"]),
    "lists.SavedList": _at("lists", lambda _: []),
    "goals.Hope": _at("goals", lambda kept: [kept.person_id]),
    "goals.Goal": _at("goal", lambda kept: [kept.pk]),
    "goals.Step": _at("goal", lambda kept: [kept.goal_id]),
    "goals.Progress": _at("goal", lambda kept: [kept.goal_id]),
    "goals.Change": _at("goal", lambda kept: [kept.goal_id]),
    **{label: _at(*page) for label, page in PAGES_OF_SUPPORT.items()},
    "caseload.Episode": _at("episodes", lambda kept: [kept.person_id], lead),
    "caseload.Allocation": _at("workload", lambda _: [], lead),
    "caseload.Stay": _at("stay", lambda kept: [kept.pk], lead),
    "caseload.BandChange": _at("keep_above_band", lambda kept: [kept.pk], lead),
    "caseload.LeftUnplaced": lambda _, record, __: (
        record.key_worker,
        f"{reverse('planner')}?day=2026-02-24",
    ),
    "referrals.Referral": _at("referral", lambda kept: [kept.pk], lead),
    "referrals.Step": _at("referral", lambda kept: [kept.referral_id], lead),
    "referrals.Sending": _at("sending", lambda kept: [kept.pk], lead),
    "referrals.Reply": _at("sending", lambda kept: [kept.sending_id], lead),
    "referrals.Move": _at("transition", lambda kept: [kept.stay_id], lead),
    "diary.TravelTime": _at("travel", lambda _: []),
    "staff.Worker.travel_needs": _at("travel", lambda _: []),
    "diary.GroupSession": _at("group_session", lambda kept: [kept.pk]),
    "diary.MoveOffer": _at("visit", lambda kept: [kept.visit_id]),
    "diary.MoveAnswer": _at("visit", lambda kept: [kept.offer.visit_id]),
    "diary.Visit": _at("visit", lambda kept: [kept.pk]),
    "tasks.Task": _at("task", lambda kept: [kept.pk]),
    "tasks.PutOff": _at("task", lambda kept: [kept.task_id]),
    "tasks.HandOver": _at("task", lambda kept: [kept.task_id], lead),
    "due.Deferral": _at("defer_obligation", lambda kept: [kept.obligation_id]),
    "access.Override": _at("overrides", lambda _: [], officer),
    "access.PrivacyAlert": _at("alerts", lambda _: [], officer),
    **{label: _at(*where) for label, where in SHOWN_RIGHTS.items()},
    "staff.SwitchChange": _at("post", lambda kept: [kept.post_id], lead),
    "role_documents.RoleDocument": _at("role_document", lambda kept: [kept.pk], lead),
    "parent_link.LinkMeeting": _at("link_meeting", lambda kept: [kept.worker_id], linked),
    "questionnaires.Version": _at("questionnaire", lambda kept: [kept.pk], administrator),
    "services.Unit": _at("structure", lambda _: [], lead),
    "staff.Worker": _at("worker", lambda kept: [kept.pk], lead),
}
"""The page that shows a row, and who may look."""
RUN_TOGETHER = {"services.Unit.name"}
"""Names whose white space is run together before they are kept, so that no two look alike."""
IN_ONE_LINE = {"service_users.Address.lines"}
"""Columns whose lines the page sets beside each other, with commas."""
SHOWN_NOWHERE = {
    "diary.Contact.place": "kept for activity counts",
    "diary.Contact.present": "on the page of its note",
}
