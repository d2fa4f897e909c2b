"""Where the texts of confirming, health, death, duplicates, pathway and alerts are typed and kept, beside those in typed.py."""

from typing import Any

RECORD: list[dict[str, Any]] = [
    {
        "form": "details.ConfirmForm",
        "door": "confirm_details",
        "kept": {f"{n}_now": "service_users.Confirmation.stands" for n in ("gp", "consent", "rhythm")},
        "more": {"gp": "right", "consent": "right", "rhythm": "right"},
        "wrong": {"gp": "perhaps"},
    },
    {
        "form": "duplicates.VerdictForm",
        "door": "compare_records",
        "kept": {"words": "service_users.Duplicate.verdict_words"},
        "wrong": {"verdict": "?"},
    },
    {
        "form": "duplicates.PartForm",
        "door": "part_records",
        "kept": {"words": "service_users.SamePerson.undone_because"},
        "wrong": {},
    },
    {
        "form": "pathway.PathwayForm",
        "door": "set_pathway",
        "kept": {n: f"service_users.Pathway.{n}" for n in ("stage", "what_next", "if_worse")},
    },
    {
        "form": "pathway.ContactForm",
        "door": "add_key_contact",
        "kept": {
            n: f"service_users.KeyContact.{n}"
            for n in ("name", "does", "agency", "reach", "hours", "contact_when", "cover")
        },
    },
    {"form": "pathway.GivenForm", "door": "give_sheet", "kept": {"words": "service_users.SheetGiven.words"}},
    {
        "form": "details.DeathForm",
        "door": "record_death",
        "kept": {"told_by": "service_users.Death.told_by"},
        "wrong": {"how": "?"},
    },
    {
        "form": "details.UndoForm",
        "door": "undo_death",
        "kept": {"because": "service_users.Death.undone_because"},
        "wrong": {},
    },
    {
        "form": "alerts.AlertForm",
        "door": "raise_alert",
        "kept": {
            n: f"service_users.Alert.{n}" for n in ("words", "what_to_do", "rests_on", "not_told_because")
        },
        "wrong": {"told": "?"},
    },
    {
        "form": "alerts.ReviewForm",
        "door": "review_alert",
        "kept": {"words": "service_users.AlertReview.words"},
        "wrong": {"verdict": "?"},
    },
    {
        "form": "pathway.LegalForm",
        "door": "add_legal_status",
        "kept": {n: f"service_users.LegalStatus.{n}" for n in ("conditions", "source")},
        "wrong": {"section": "?"},
    },
    {
        "form": "pathway.LegalEndForm",
        "door": "end_legal_status",
        "kept": {"source": "service_users.LegalStatus.ended_source"},
        "wrong": {"on": "never"},
    },
    {
        "form": "details.DiagnosisForm",
        "door": "add_diagnosis",
        "kept": {n: f"service_users.Diagnosis.{n}" for n in ("words", "given_by", "source")},
    },
    {
        "form": "details.WithdrawForm",
        "door": "withdraw_diagnosis",
        "kept": {
            "withdrawn_by": "service_users.Diagnosis.withdrawn_by",
            "source": "service_users.Diagnosis.withdrawn_source",
        },
        "wrong": {"on": "never"},
    },
    {
        "form": "details.AccountForm",
        "door": "add_account",
        "kept": {n: f"service_users.Account.{n}" for n in ("words", "helped_by")},
    },
]
