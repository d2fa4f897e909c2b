"""What is fixed in a demo, and printed where it starts: made-up people only, so nothing here is secret."""

USUAL = "durham-support-recovery"
ALL = "all"
PASSWORD = "otter-lantern-quilt"  # noqa: S105  printed at every start; the demo listens on this machine alone
SEED_OF_CODES = "WAYMARKDEMOWAYMARKDEMOWAYMARKDEM"
ISSUER = "Waymark demo"
DAYS, PEOPLE = 28, 30
AHEAD = 12
"""Days after today that visits are planned for."""

REVIEWED = ("support_plan_review", "personal_risk_assessment", "safety_plan", "details_confirmed")
"""The service's clocks that are started for somebody who is taken on, and answered at a review."""

LEADS_ON = ("", "carers", "benefits", "the allotment group", "", "housing", "getting back to work", "")
"""What some colleagues lead on."""
