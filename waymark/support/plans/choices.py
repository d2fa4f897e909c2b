"""The words of a support plan: its parts, how a part stands, how somebody took part, and what is said of it."""

from enum import StrEnum

REVIEW = "support_plan_review"
"""What comes round for a plan: the service's clock of this name (due)."""


class Part(StrEnum):
    """One part of a plan, written and kept by itself: nine parts of a life (LDS-38), and what is written as a text."""

    RECOVERY = "recovery"
    HOME = "home"
    MONEY = "money"
    HEALTH = "health"
    RELATIONSHIPS = "relationships"
    WORK = "work"
    FAITH = "faith"
    LEISURE = "leisure"
    CULTURE = "culture"
    SAFETY = "safety"
    STRENGTHS = "strengths"
    STAYING_WELL = "staying_well"
    HARDER = "harder"


PART_IN_WORDS = {
    Part.RECOVERY: "What recovery means to me",
    Part.HOME: "Home",
    Part.MONEY: "Money",
    Part.HEALTH: "Health",
    Part.RELATIONSHIPS: "Relationships",
    Part.WORK: "Work and learning",
    Part.FAITH: "Faith and what I believe",
    Part.LEISURE: "Leisure",
    Part.CULTURE: "Culture and identity",
    Part.SAFETY: "Feeling safe",
    Part.STRENGTHS: "Strengths, and how we understand it",
    Part.STAYING_WELL: "Staying well",
    Part.HARDER: "If things get harder",
}

TEXTS = {
    Part.RECOVERY: {
        "connection": "Connection: who and what I belong to",
        "hope": "Hope: what I look forward to",
        "identity": "Identity: who I am beside all this",
        "meaning": "Meaning: what makes a day worth getting up for",
        "control": "Control: what I decide myself",
    },
    Part.STRENGTHS: {
        "strengths": "What I am good at, and what helps me",
        "understanding": "How we understand what is happening, together",
        "other_plans": "Other plans I have, and where they are",
    },
    Part.STAYING_WELL: {
        "when_well": "What I am like when I am well",
        "daily": "What I do to stay well",
        "triggers": "What can set me back",
        "signs": "Early signs that things are getting harder",
        "coping": "What I do myself when I notice them",
    },
    Part.HARDER: {
        "should_happen": "What should happen then, and who does it",
        "contacts": "Who to contact, day and night, and who not to",
        "family": "How far my family or carers are involved",
        "home_instead": "What can help me stay out of hospital",
        "place": "Where I want to be, and where not",
        "treatment": "Medicines and treatments I want, or do not want",
        "at_hand": "Medicines or things that may be needed quickly, and where they are",
        "practical": "Who and what depends on me: children, others, pets, home",
        "advance": "Advance statements and decisions, and where they are kept",
        "afterwards": "How to tell it is over, and what I need then",
    },
}
"""The texts of a part, in the person's voice."""

AREAS = tuple(part for part in Part if part not in TEXTS)


PROMPTS = "recovery_prompts"
"""The switch of a service whose plans begin with what recovery means to the person (LDS-34)."""
NO_ONE = "no one yet"
"""Who does what nobody does so far, as it is typed (DUR-50)."""


class Stands(StrEnum):
    """How a part of life stands, as the person chose."""

    SUPPORT = "support"
    GOING_WELL = "going_well"
    NOT_NOW = "not_now"


STANDS_IN_WORDS = {
    Stands.SUPPORT: "We are working on this",
    Stands.GOING_WELL: "Going well",
    Stands.NOT_NOW: "Not now",
}
STANDS = [(one.value, words) for one, words in STANDS_IN_WORDS.items()]


class Stance(StrEnum):
    """What the person says of the plan or of a line of it."""

    WANTS = "wants"
    ADDS = "adds"
    AGREES = "agrees"
    DISAGREES = "disagrees"
    NO_LONGER = "no_longer"


STANCE_IN_WORDS = {
    Stance.WANTS: "I want",
    Stance.ADDS: "I add",
    Stance.AGREES: "I agree",
    Stance.DISAGREES: "I disagree",
    Stance.NO_LONGER: "This is not true any more",
}
STANCES = [(one.value, words) for one, words in STANCE_IN_WORDS.items()]
ANSWERED_FIRST = frozenset({Stance.DISAGREES, Stance.NO_LONGER})
"""Said of a line, these are answered before the next version is put in force (LDS-39)."""


class Given(StrEnum):
    """How somebody gave their words."""

    TYPED = "typed"
    READ_BACK = "read_back"
    CARDS = "cards"
    PAPER = "paper"


GIVEN_IN_WORDS = {
    Given.TYPED: "typed by them, on the phone or computer of {who}",
    Given.READ_BACK: "said by them, written down and read back by {who}",
    Given.CARDS: "chosen from cards, with {who}",
    Given.PAPER: "written or drawn by them on paper, copied by {who}",
}
WAYS = [
    (Given.READ_BACK.value, "They said it; I wrote it down and read it back"),
    (Given.TYPED.value, "They typed it here themselves"),
    (Given.CARDS.value, "They chose from easy-read cards"),
    (Given.PAPER.value, "They wrote or drew it on paper; I copied it"),
]


class Outcome(StrEnum):
    """What came of what somebody said (ASC-08)."""

    IN_PLAN = "in_plan"
    LATER = "later"
    NO = "no"
    BOTH_STAND = "both_stand"


OUTCOME_IN_WORDS = {
    Outcome.IN_PLAN: "In the plan",
    Outcome.LATER: "Later",
    Outcome.NO: "No, and why",
    Outcome.BOTH_STAND: "We see it differently, and both views stand",
}
OUTCOMES = [(one.value, words) for one, words in OUTCOME_IN_WORDS.items()]


class TookPart(StrEnum):
    """How the person took part in a version or a review (DUR-07)."""

    PRESENT = "present"
    CONTRIBUTED = "contributed"
    AGREES = "agrees"
    DISAGREES = "disagrees"
    DECLINED = "declined"
    COPY_OFFERED = "copy_offered"


TOOK_PART_IN_WORDS = {
    TookPart.PRESENT: "Was there",
    TookPart.CONTRIBUTED: "Said what should be in it",
    TookPart.AGREES: "Agrees with it",
    TookPart.DISAGREES: "Disagrees with some or all of it",
    TookPart.DECLINED: "Was asked, and did not want to take part",
    TookPart.COPY_OFFERED: "Was offered a copy",
}
TOOK_PART = [(one.value, words) for one, words in TOOK_PART_IN_WORDS.items()]


class Agreed(StrEnum):
    """How a version came to be in force (rules.md 3)."""

    PERSON = "person"
    BEST_INTERESTS = "best_interests"
    NOT_AGREED = "not_agreed"


AGREED_IN_WORDS = {
    Agreed.PERSON: "Agreed by the person",
    Agreed.BEST_INTERESTS: "A best-interests decision under the Mental Capacity Act",
    Agreed.NOT_AGREED: "Not agreed by the person",
}
AGREEMENTS = [(one.value, words) for one, words in AGREED_IN_WORDS.items()]


class Verdict(StrEnum):
    """How an action is going, as it was seen on a day (LDS-19)."""

    HELPING = "helping"
    NO_CHANGE = "no_change"
    NOT_HELPING = "not_helping"


VERDICT_IN_WORDS = {
    Verdict.HELPING: "Helping",
    Verdict.NO_CHANGE: "No change",
    Verdict.NOT_HELPING: "Not helping",
}
VERDICTS = [(one.value, words) for one, words in VERDICT_IN_WORDS.items()]


class Decision(StrEnum):
    """What a review decides of an action (LDS-19)."""

    KEEP = "keep"
    CHANGE = "change"
    STOP = "stop"


DECISION_IN_WORDS = {Decision.KEEP: "Keep", Decision.CHANGE: "Change", Decision.STOP: "Stop"}
DECISIONS = [(one.value, words) for one, words in DECISION_IN_WORDS.items()]


class GoalDecision(StrEnum):
    """What a review decides of a goal that is being worked on (LDS-64). Here too it is let go, never failed."""

    KEPT = "kept"
    CHANGED = "changed"
    ACHIEVED = "achieved"
    DROPPED = "dropped"


GOAL_DECISION_IN_WORDS = {
    GoalDecision.KEPT: "Kept",
    GoalDecision.CHANGED: "Kept, in other words",
    GoalDecision.ACHIEVED: "Reached",
    GoalDecision.DROPPED: "Let go",
}
GOAL_DECISIONS = [(one.value, words) for one, words in GOAL_DECISION_IN_WORDS.items()]
GOES_ON = frozenset({GoalDecision.KEPT, GoalDecision.CHANGED})
GOAL_LOOK = "goal_look"
"""What comes round for a goal that is kept: a day of its own (due)."""


class Format(StrEnum):
    """As what a copy was given, in the format the person can use (Accessible Information Standard)."""

    PAPER = "paper"
    LARGE_PRINT = "large_print"
    EASY_READ = "easy_read"
    EMAIL = "email"
    READ_ALOUD = "read_aloud"
    DECLINED = "declined"


FORMAT_IN_WORDS = {
    Format.PAPER: "On paper",
    Format.LARGE_PRINT: "On paper, in large print",
    Format.EASY_READ: "In Easy Read",
    Format.EMAIL: "By email",
    Format.READ_ALOUD: "Read aloud to them",
    Format.DECLINED: "They were offered a copy and did not want one",
}
FORMATS = [(one.value, words) for one, words in FORMAT_IN_WORDS.items()]
