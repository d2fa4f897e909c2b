"""What is typed in the rooms of information rights, where it is kept and which page shows it. Read into typed.py and shown.py."""

from typing import Any

from tests.sweeps.doors import Door, officer
from waymark.core.ids import new_id

KEY_WORKER_S = lambda _, record: record.key_worker  # noqa: E731  as shown.py names whoever may look

TYPED_RIGHTS: list[dict[str, Any]] = [
    {
        "form": "access.UndertakingTextForm",
        "door": "publish_undertaking",
        "kept": {"words": "access.UndertakingText.words"},
        "by": Door(lambda _, __: [], officer, lambda w, r: {"id": new_id(), "renew_months": "12"}),
    },
    {"form": "sharing.RecipientForm", "door": "add_recipient", "kept": {"name": "sharing.Recipient.name"}},
    {"form": "sharing.ChoiceForm", "door": "record_choice", "kept": {"words": "sharing.SharingChoice.words"}},
    {
        "form": "sharing.ShareForm",
        "door": "share",
        "kept": {"words": "sharing.Disclosure.words", "reason": "sharing.Disclosure.reason"},
    },
    {
        "form": "breaches.ReportForm",
        "door": "report_breach: about a person",
        "kept": {"what": "breaches.Breach.what", "where_now": "breaches.Breach.where_now"},
    },
    {
        "form": "breaches.FindingForm",
        "door": "breach: by the privacy officer",
        "kept": {"finding": "breaches.Breach.finding"},
        "wrong": {"effect": "?"},
    },
    {
        "form": "subject_access.LogForm",
        "door": "log_request",
        "kept": {
            "asked_for": "subject_access.AccessRequest.asked_for",
            "identity": "subject_access.RequestStep.words",
        },
    },
    {
        "form": "subject_access.StepForm",
        "door": "note_step",
        "kept": {"words": "subject_access.RequestStep.words"},
    },
    {
        "form": "subject_access.RedactForm",
        "door": "prepare_copy",
        "kept": {"words": "subject_access.Redaction.words"},
        "read": ("passage",),
    },
    {
        "form": "subject_access.ReleaseForm",
        "door": "release_copy",
        "kept": {"given_how": "subject_access.Release.given_how"},
    },
    {"form": "retention.HoldForm", "door": "hold_record", "kept": {"words": "retention.Hold.words"}},
    {"form": "retention.LiftForm", "door": "lift_hold", "kept": {"because": "retention.Hold.lifted_because"}},
    {"form": "retention.KeepForm", "door": "keep_record", "kept": {"words": "retention.Keep.words"}},
    {
        "form": "written_reports.ReportForm",
        "door": "written_report",
        "kept": {name: f"written_reports.WrittenReport.{name}" for name in ("summary", "their_view", "asks")},
        "wrong": {"facts": "?"},
    },
    {
        "form": "written_reports.SendForm",
        "door": "send_report",
        "kept": {"reason": "sharing.Disclosure.reason"},
    },
    {
        "form": "information_assets.BringInForm",
        "door": "bring_in_paper",
        "kept": {"source": "information_assets.BroughtIn.source"},
    },
    {
        "form": "information_assets.EndForm",
        "door": "end_paper",
        "kept": {"where": "information_assets.Ending.where"},
        "wrong": {"became": "lost"},
    },
    {
        "form": "information_assets.ReasonForm",
        "door": "print_plan",
        "kept": {"reason": "information_assets.TakenOut.reason"},
    },
]
NOT_KEPT_RIGHTS = {
    "access.UndertakingForm.name": "one's own name, compared: tests/access/test_undertakings.py",
    "sharing.MessageForm.read_back": "compared, not kept",
    "sharing.MessageForm.words": "refused where it tells too much: tests/sharing/test_messages.py",
    "subject_access.RedactForm.item": "names an entry of the copy",
}
SHOWN_RIGHTS = {
    **{
        f"retention.{name}": ("retention_of", lambda kept: [kept.person_id], officer)
        for name in ("Hold", "Keep")
    },
    "access.UndertakingText": ("undertaking", lambda _: [], officer),
    **{
        f"sharing.{name}": ("sharing", lambda kept: [kept.person_id], KEY_WORKER_S)
        for name in ("Recipient", "SharingChoice", "Disclosure")
    },
    "written_reports.WrittenReport": ("written_report", lambda kept: [kept.pk], KEY_WORKER_S),
    "written_reports.SentReport": ("sent_report", lambda kept: [kept.pk], KEY_WORKER_S),
    "breaches.Breach": ("breach", lambda kept: [kept.pk], officer),
    "subject_access.AccessRequest": ("access_request", lambda kept: [kept.pk], KEY_WORKER_S),
    **{
        f"subject_access.{name}": ("access_request", lambda kept: [kept.request_id], KEY_WORKER_S)
        for name in ("RequestStep", "Redaction", "Release")
    },
    **{
        f"information_assets.{name}": ("papers", lambda kept: [kept.person_id], KEY_WORKER_S)
        for name in ("BroughtIn", "TakenOut")
    },
    "information_assets.Ending": ("paper", lambda kept: [kept.brought_in_id], KEY_WORKER_S),
}
