"""The fixed words of a service file: what a unit, an organisation, a channel or a role may be called, and how each setting is given.

Serves DUR-01, LDS-01, TPL-01, ASC-01 and SUR-01. The codes of rights are those of `staff.choices.Right`; staff stands above this room, so
they are written again here and a test holds the two lists together.
"""

from enum import StrEnum


class OrganisationKind(StrEnum):
    PROVIDER = "provider"
    EMPLOYER = "employer"
    COMMISSIONER = "commissioner"
    PARTNER = "partner"


class LegalKind(StrEnum):
    COUNCIL = "council"
    NHS = "nhs"
    CHARITY = "charity"


class UnitKind(StrEnum):
    DIRECTORATE = "directorate"
    DEPARTMENT = "department"
    GROUPING = "grouping"
    SERVICE = "service"
    LOCALITY_TEAM = "locality team"
    WARD = "ward"
    CHANNEL_TEAM = "channel team"


class Channel(StrEnum):
    VISIT = "visit"
    COMMUNITY = "community"
    GROUP = "group"
    HELPLINE = "helpline"
    CAFE = "cafe"
    OUTREACH = "outreach"
    BED = "bed"
    INPATIENT = "inpatient"
    PHONE = "phone"
    VIDEO = "video"
    TEXT = "text"


class Profile(StrEnum):
    CASEWORK = "casework"
    CASEWORK_LIMITED = "casework_limited"
    COORDINATOR = "coordinator"
    LEAD = "lead"
    OVERSIGHT = "oversight"
    WARD = "ward"
    INFORMATION_GOVERNANCE = "information_governance"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    COMMISSIONER = "commissioner"


RIGHTS = frozenset(
    {
        "find_people",
        "open_records",
        "record_contacts",
        "write_details",
        "see_own_day",
        "manage_tasks",
        "allocate",
        "see_board",
        "import_people",
        "see_structure",
        "manage_staff",
        "see_access_log",
        "verify_audit",
        "configure_service",
        "see_totals",
        "break_glass",
        "countersign",
        "publish_plans",
        "write_diagnoses",
        "match_records",
    }
)

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

TERMS = frozenset({"person", "people", "worker", "review", "plan", "key_worker", "manager"})

POST_SWITCHES = frozenset({"manages_people", "holds_budget", "acts_up"})

LIMITS: dict[str, type] = {
    "caseload_weight": int,
    "caseload_people": int,
    "allowed_bands": list,
    "fixed_term_max_months": int,
    "beds": int,
    "stay_nights": int,
}

# Screens are on or off and nothing else, so that no wording can switch one on by accident.
ON_OR_OFF = frozenset(
    {
        "beds_and_stays",
        "inpatient_transition_view",
        "helpline",
        "cafe",
        "outreach",
        "groups_and_activities",
        "medication_runs",
        "medicines_held_at_stay",
        "service_user_money_ledger",
        "ward_safe",
        "service_user_property",
        "petty_cash",
        "volunteer_expenses",
        "toil",
        "outside_hours_by_approval",
        "sleep_in_night_on_call_shifts",
        "two_accountability_lines",
        "employer_policies",
        "commissioner_sign_in",
        "peer_workers",
        "volunteers",
        "students",
        "autism_profile_first",
        "recovery_prompts",
    }
)

# Rules are off, or on in the manner the words say.
OFF_OR_IN_WORDS = frozenset(
    {
        "budget_screens",
        "clinical_sign_off",
        "supervising_others",
        "dbs_rule",
        "driver_rule",
        "complexity_bands",
        "locality_split",
    }
)

SWITCHES = ON_OR_OFF | OFF_OR_IN_WORDS

# A channel that needs a screen is on exactly when its screen is.
CHANNEL_SWITCHES = {
    Channel.BED: "beds_and_stays",
    Channel.INPATIENT: "inpatient_transition_view",
    Channel.HELPLINE: "helpline",
    Channel.CAFE: "cafe",
    Channel.OUTREACH: "outreach",
    Channel.GROUP: "groups_and_activities",
}

# A role that may exist only where the service has such people.
ROLE_SWITCHES = {
    "peer-support-worker": "peer_workers",
    "volunteer": "volunteers",
    "student": "students",
    "commissioner": "commissioner_sign_in",
}

CLOCKS = frozenset(
    {
        "support_plan_review",
        "personal_risk_assessment",
        "safety_plan",
        "review_meeting",
        "first_contact_after_discharge",
        "escalation_acknowledged",
        "supervision_management",
        "supervision_peer",
        "supervision_case",
        "appraisal",
        "hand_hygiene_training",
        "complaint_acknowledged",
        "data_protection_complaint_acknowledged",
        "subject_access",
        "breach_report",
        "rota_rest",
        "details_confirmed",
        "note_countersigned",
    }
)

# Plain numbers beside the clocks, in hours, and the words that explain the first.
CLOCK_HOURS = frozenset({"note_written_hours", "late_entry_hours"})
CLOCK_WORDS = frozenset({"note_written_rule"})


class ClockRule(StrEnum):
    """How a clock counts. `care_act`: opens at `days`, must be held by `latest_days`, then every `then_days`."""

    CARE_ACT = "care_act"
    EVERY = "every"
    AFTER = "after"
    BY_CHANNEL = "by_channel"
    BY_FRAMEWORK = "by_framework"
    AT_POINTS = "at_points"
    OFF = "off"


CLOCK_NUMBERS = frozenset(
    {
        "minutes",
        "hours",
        "days",
        "then_days",
        "latest_days",
        "working_days",
        "months",
        "non_clinical_months",
        "first_weeks",
    }
)
