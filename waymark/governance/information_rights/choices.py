"""The log in words: what was done, to what, and on what basis."""

from enum import StrEnum

from waymark.people.access.choices import Relationship


class Kind(StrEnum):
    """What the log may be narrowed to."""

    LOOKED = "looked"
    CHANGED = "changed"
    REFUSED = "refused"
    EMERGENCY = "emergency"
    COPIES = "copies"


KINDS = {
    Kind.LOOKED: "Looked at",
    Kind.CHANGED: "Added or changed",
    Kind.REFUSED: "Refused",
    Kind.EMERGENCY: "Emergency openings",
    Kind.COPIES: "Exports and prints",
}
READS = ("read", "offer_break_glass")
EMERGENCIES = ("break_glass", "offer_break_glass", "judge_override")

VERDICTS = {"justified": "Justified", "not_justified": "Not justified"}

ACTIONS = {
    "read": "Looked at",
    "open_page": "Asked for a page",
    "open_record": "Tried to open the record",
    "offer_break_glass": "Gave the exact name and date of birth in Find",
    "break_glass": "Opened in an emergency",
    "judge_override": "Judged an emergency opening",
    "raise_alert": "Told the privacy officer",
    "close_alert": "Closed a privacy alert",
    "grant_access": "Gave access",
    "end_access": "Ended access",
    "export_log": "Exported the log",
}
"""Where the name of the action is not plain English by itself."""

THINGS = {
    "service_users.person": "name and details",
    "service_users.about": "their own words",
    "core.auditentry": "the access log",
}
"""Where the name of the table is not."""

BASES = {
    Relationship.KEY_WORKER: "key worker",
    Relationship.ALLOCATED: "allocated to them",
    Relationship.TEAM: "in their team",
    Relationship.LIVE: "visit, call or shift under way",
    Relationship.FORMER: "worked with them until lately",
    Relationship.BREAK_GLASS: "emergency access",
    Relationship.NONE: "no relationship",
}

TOLD = {
    Relationship.KEY_WORKER: "your key worker",
    Relationship.ALLOCATED: "works with you",
    Relationship.TEAM: "is in the team that supports you",
    Relationship.LIVE: "was seeing you or speaking with you",
    Relationship.FORMER: "worked with you until lately",
    Relationship.BREAK_GLASS: "opened it in an emergency, said why, and somebody else looks at whether that was right",
}
"""Why somebody looked, as the person is told. An emergency's own words are not in it: they may be about somebody else."""
