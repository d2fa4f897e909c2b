"""Where the text fields of referrals, stays, bands and weeks are typed and kept, beside those in typed.py."""

from tests.sweeps.doors import Door, lead
from tests.sweeps.doors_referrals import ASKED
from waymark.core.ids import new_id

REFERRAL = ("referrer_name", "referrer_from", "referrer_contact", "reason", "asked_for", "area")
# (form, door, kept, more, wrong, by, read)
REFERRALS = [
    {
        "form": "referrals.AskedForm",
        "door": "take_referral",
        "kept": {name: f"referrals.Referral.{name}" for name in REFERRAL},
    },
    {
        "form": "referrals.ReferralForm",
        "door": "take_referral",
        "kept": {
            **{name: f"referrals.Referral.{name}" for name in REFERRAL},
            **{n: f"service_users.Person.{n}" for n in ("given_name", "family_name", "chosen_name")},
        },
        "read": ("born", "nhs_number", "phone"),
        "by": Door(
            lambda _, __: [],
            lead,
            lambda w, r: {
                "id": new_id(),
                "team": r.unit.pk,
                "given_name": "Grace",
                "is_them": "new",
                **ASKED,
            },
        ),
    },
    {
        "form": "referrals.AcknowledgeForm",
        "door": "acknowledge_referral",
        "kept": {"words": "referrals.Step.words"},
    },
    {
        "form": "referrals.DecideForm",
        "door": "decide_referral",
        "kept": {"words": "referrals.Step.words", "waits_for": "referrals.Referral.waits_for"},
        "wrong": {"kind": "perhaps"},
    },
    {
        "form": "referrals.DecideForm",
        "door": "decide_referral",
        "kept": {"words": "referrals.Step.words", "alternative": "referrals.Step.alternative"},
        "more": {"kind": "declined", "why": "other"},
        "wrong": {"kind": "perhaps"},
    },
    {
        "form": "referrals.WaitingForm",
        "door": "change_waiting",
        "kept": {"words": "referrals.Step.words", "waits_for": "referrals.Referral.waits_for"},
    },
    {
        "form": "referrals.TakeOnForm",
        "door": "allocate_referral",
        "kept": {"reason": "caseload.Allocation.over_limit_reason"},
        "more": {"weight": 2},
    },
    {
        "form": "referrals.TransferForm",
        "door": "transfer",
        "kept": {"reason": "referrals.Referral.reason", "asked_for": "referrals.Referral.asked_for"},
    },
    {
        "form": "referrals.SendForm",
        "door": "refer_on",
        "kept": {n: f"referrals.Sending.{n}" for n in ("to", "to_contact", "agreed_words")},
    },
    {
        "form": "referrals.ReplyForm",
        "door": "sending",
        "kept": {"words": "referrals.Reply.words"},
    },
    {
        "form": "referrals.MoveForm",
        "door": "plan_move",
        "kept": {"words": "referrals.Move.words", "who": "referrals.Move.who"},
    },
    {
        "form": "referrals.DoneForm",
        "door": "finish_move",
        "kept": {"outcome": "referrals.Move.outcome"},
        "wrong": {"on": "never"},
    },
    {
        "form": "referrals.LeaveForm",
        "door": "leave_ward",
        "kept": {"left_to": "caseload.Stay.left_to"},
        "wrong": {"on": "never"},
    },
    {
        "form": "caseload.AdmitForm",
        "door": "admit",
        "kept": {"place": "caseload.Stay.place", "legal_status": "caseload.Stay.legal_status"},
    },
    {"form": "caseload.BandForm", "door": "change_band", "kept": {"words": "caseload.BandChange.words"}},
    {
        "form": "caseload.KeepBandForm",
        "door": "keep_above_band",
        "kept": {"words": "caseload.BandChange.decision_words"},
        "wrong": {},
    },
    {
        "form": "caseload.UnplacedForm",
        "door": "planner",
        "kept": {"reason": "caseload.LeftUnplaced.reason"},
        "by": Door(
            lambda _, __: [],
            sends=lambda w, r: {"id": new_id(), "allocation": r.rows["allocation"].pk},
            asks=lambda w, r: {"day": "2026-02-24"},
        ),
    },
]
NOT_KEPT_OF_REFERRALS = {
    "referrals.ReferralForm.is_them": "the id of a record, or that it is none",
    **{
        f"referrals.SendForm.{name}": "part of what was sent, whole: test_sendings of referrals"
        for name in ("why", "their_words", "goals", "needs", "reach")
    },
}
