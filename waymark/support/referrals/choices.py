"""Who refers, what becomes of a referral, and why not. Urgency is the referrer's own word: nothing is sorted, coloured or counted by it."""

from enum import StrEnum


class Source(StrEnum):
    SELF = "self"
    FAMILY = "family"
    GP = "gp"
    WARD = "ward"
    MENTAL_HEALTH_TEAM = "mental_health_team"
    CRISIS = "crisis"
    COUNCIL = "council"
    VOLUNTARY = "voluntary"
    HOUSING = "housing"
    OWN_TEAM = "own_team"
    OTHER = "other"


SOURCE_IN_WORDS = {
    Source.SELF: "The person themselves",
    Source.FAMILY: "Family or a friend",
    Source.GP: "GP practice",
    Source.WARD: "Hospital ward",
    Source.MENTAL_HEALTH_TEAM: "Mental health team",
    Source.CRISIS: "Crisis team, A and E, ambulance or police",
    Source.COUNCIL: "Council or social worker",
    Source.VOLUNTARY: "Voluntary organisation",
    Source.HOUSING: "Housing",
    Source.OWN_TEAM: "Another of our teams",
    Source.OTHER: "Somebody else",
}
SOURCES = [(source.value, SOURCE_IN_WORDS[source]) for source in Source if source is not Source.OWN_TEAM]


class Knows(StrEnum):
    """What the person knows of it (capabilities: referrals)."""

    ASKED = "asked"
    AGREES = "agrees"
    KNOWS = "knows"
    NOT_TOLD = "not_told"
    NOT_SAID = "not_said"


KNOWS_IN_WORDS = {
    Knows.ASKED: "They asked for it",
    Knows.AGREES: "They know, and agree",
    Knows.KNOWS: "They know, and have not said what they think",
    Knows.NOT_TOLD: "They have not been told",
    Knows.NOT_SAID: "The referrer could not say",
}
KNOWING = [(knows.value, KNOWS_IN_WORDS[knows]) for knows in Knows]


class Urgency(StrEnum):
    """The national codes (rules.md 9), as the referrer said it. Kept with the words of the referral; no list is in its order."""

    EMERGENCY = "1"
    VERY_URGENT = "4"
    URGENT = "2"
    ROUTINE = "3"


URGENCY_IN_WORDS = {
    Urgency.EMERGENCY: "Emergency",
    Urgency.VERY_URGENT: "Very urgent",
    Urgency.URGENT: "Urgent",
    Urgency.ROUTINE: "Routine",
}
URGENCIES = [("", "They did not say"), *((u.value, URGENCY_IN_WORDS[u]) for u in Urgency)]


class State(StrEnum):
    NEW = "new"
    WAITING = "waiting"
    ALLOCATED = "allocated"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    JOINED = "joined"


OPEN = (State.NEW, State.WAITING)
STATE_IN_WORDS = {
    State.NEW: "Not decided yet",
    State.WAITING: "Accepted, waiting",
    State.ALLOCATED: "Taken on",
    State.DECLINED: "Declined",
    State.WITHDRAWN: "Withdrawn",
    State.JOINED: "Joined to what was open already",
}


class StepKind(StrEnum):
    """What was done about a referral, one row each."""

    ACKNOWLEDGED = "acknowledged"
    GIVEN = "given"
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    WAITS = "waits"
    ALLOCATED = "allocated"
    JOINED = "joined"


STEP_IN_WORDS = {
    StepKind.ACKNOWLEDGED: "Acknowledged",
    StepKind.GIVEN: "Given to somebody to decide",
    StepKind.ASKED: "More was asked",
    StepKind.ACCEPTED: "Accepted",
    StepKind.DECLINED: "Declined",
    StepKind.WITHDRAWN: "Withdrawn",
    StepKind.WAITS: "While they wait",
    StepKind.ALLOCATED: "Taken on",
    StepKind.JOINED: "Joined",
}

DECISIONS = [
    (StepKind.ACCEPTED.value, "Accept: they go on the waiting list"),
    (StepKind.ASKED.value, "Ask for more before deciding"),
    (StepKind.DECLINED.value, "Decline, and say what else there is"),
    (StepKind.WITHDRAWN.value, "It was withdrawn"),
]


class WhyNot(StrEnum):
    """Why a referral is declined, as the monthly list counts it (TPL-17)."""

    OUTSIDE_AREA = "outside_area"
    OUTSIDE_AGE = "outside_age"
    NOT_MET = "not_met"
    NOT_AGREED = "not_agreed"
    NO_ROOM = "no_room"
    HELPED_ELSEWHERE = "helped_elsewhere"
    OTHER = "other"


WHY_IN_WORDS = {
    WhyNot.OUTSIDE_AREA: "Outside area",
    WhyNot.OUTSIDE_AGE: "Outside the ages we are for",
    WhyNot.NOT_MET: "A need we cannot meet",
    WhyNot.NOT_AGREED: "They do not agree to it",
    WhyNot.NO_ROOM: "No room or bed",
    WhyNot.HELPED_ELSEWHERE: "Helped by another service",
    WhyNot.OTHER: "Something else",
}
WHYS = [(why.value, WHY_IN_WORDS[why]) for why in WhyNot]


class SendingKind(StrEnum):
    REFERRAL_ON = "referral_on"
    LEAVING_SUMMARY = "leaving_summary"


SENDING_IN_WORDS = {
    SendingKind.REFERRAL_ON: "Referral on",
    SendingKind.LEAVING_SUMMARY: "Leaving summary",
}


class Agreed(StrEnum):
    """On what a copy leaves us: what the person agreed to, or what the law allows (capabilities: referrals)."""

    YES = "yes"
    PART = "part"
    LAW = "law"


AGREED_IN_WORDS = {
    Agreed.YES: "They agreed to all of it",
    Agreed.PART: "They agreed to part of it, and only that is in it",
    Agreed.LAW: "The law allows it without their agreement",
}
AGREEMENTS = [(a.value, AGREED_IN_WORDS[a]) for a in Agreed]

SENT_HOW = [
    ("secure_email", "Secure email"),
    ("post", "Post"),
    ("phone", "By telephone, read out"),
    ("their_form", "Their own form or portal"),
    ("hand", "By hand"),
]
SENT_IN_WORDS = dict(SENT_HOW)


class ReplyKind(StrEnum):
    """What came back, or what we did because nothing did."""

    RECEIVED = "received"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CHASED = "chased"


REPLY_IN_WORDS = {
    ReplyKind.RECEIVED: "They have it",
    ReplyKind.WAITING: "Accepted, on their waiting list",
    ReplyKind.ACCEPTED: "Accepted, and begun",
    ReplyKind.DECLINED: "Declined by them",
    ReplyKind.WITHDRAWN: "Withdrawn by the person or by us",
    ReplyKind.CHASED: "We asked again",
}
REPLIES = [(kind.value, REPLY_IN_WORDS[kind]) for kind in ReplyKind]
ENDS = {
    SendingKind.REFERRAL_ON: frozenset({ReplyKind.ACCEPTED, ReplyKind.DECLINED, ReplyKind.WITHDRAWN}),
    SendingKind.LEAVING_SUMMARY: frozenset(ReplyKind) - {ReplyKind.CHASED, ReplyKind.WAITING},
}
"""What closes the loop: a referral on stays open until an answer, a summary until somebody has it."""


class MoveKind(StrEnum):
    """What a move from a ward to home is made of (LDS-06)."""

    LEAVE_VISIT = "leave_visit"
    HOUSING = "housing"
    BENEFITS = "benefits"
    MEDICINES = "medicines"
    COMMUNITY = "community"
    KEY_DATE = "key_date"


MOVE_IN_WORDS = {
    MoveKind.LEAVE_VISIT: "Leave visit",
    MoveKind.HOUSING: "Housing",
    MoveKind.BENEFITS: "Benefits",
    MoveKind.MEDICINES: "Medicines",
    MoveKind.COMMUNITY: "Community links",
    MoveKind.KEY_DATE: "Key date",
}
MOVES = [(kind.value, MOVE_IN_WORDS[kind]) for kind in MoveKind]

REFERRAL, SENDING, FIRST_CONTACT = "referrals.referral", "referrals.sending", "referrals.first_contact"
"""What a grant or a task that comes of one of these names as its source."""
