"""The fixed words of a search: what an entry is called, and since when to look."""

from enum import StrEnum

SOURCE_NAMES = {
    "case_notes.note": "Note",
    "goals.goal": "Goal",
    "goals.hope": "Hope",
    "goals.progress": "Progress on a goal",
    "advice.advice": "Advice",
    "plans.theirwords": "In their words",
    "plans.seen": "How an action goes",
    "referrals.referral": "Referral",
    "written_reports.sentreport": "Report sent",
}
PAGES = {"referrals.referral": "referral", "written_reports.sentreport": "sent_report"}
"""The address of what does not stand in the timeline."""
ANY_OTHER = "Entry"


class Since(StrEnum):
    """How far back to look."""

    EVER = ""
    FOUR_WEEKS = "28"
    SIX_MONTHS = "182"
    A_YEAR = "365"


SINCE = [
    (Since.EVER.value, "At any time"),
    (Since.FOUR_WEEKS.value, "In the last 4 weeks"),
    (Since.SIX_MONTHS.value, "In the last 6 months"),
    (Since.A_YEAR.value, "In the last year"),
]
