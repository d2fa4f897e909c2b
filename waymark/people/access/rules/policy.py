"""Who may do what on whose record: the one rule that every page, search, count, export and job asks.

Written apart from docs/policy/access.csv, which it must equal: tests/access/test_policy.py walks every combination. Serves DUR-01, DUR-31,
DUR-35, LDS-16, LDS-77, LDS-79, LDS-83, LDS-110, access_cases.json. What no line below allows is refused.
"""

from functools import lru_cache
from typing import NamedTuple

from waymark.people.access.choices import Action, Answer, Profile, Relationship, Sensitivity

FIND, OPEN, READ, WRITE = Action.FIND, Action.OPEN, Action.READ_ENTRY, Action.WRITE_ENTRY
EDIT, COUNT, EXPORT, ALLOCATE, ASK = (
    Action.EDIT_DETAILS,
    Action.COUNT,
    Action.EXPORT,
    Action.ALLOCATE,
    Action.BREAK_GLASS,
)

KNOW_ADDRESS = Action.KNOW_ADDRESS

CASEWORK, LIMITED, COORDINATOR, LEAD = (
    Profile.CASEWORK,
    Profile.CASEWORK_LIMITED,
    Profile.COORDINATOR,
    Profile.LEAD,
)
OVERSIGHT, WARD, GOVERNANCE = Profile.OVERSIGHT, Profile.WARD, Profile.INFORMATION_GOVERNANCE
NEVER_A_PERSON = frozenset({Profile.ADMINISTRATOR, Profile.AUDITOR, Profile.COMMISSIONER})
CARING = frozenset({CASEWORK, COORDINATOR, LEAD})

KEY_WORKER, ALLOCATED, TEAM, LIVE = (
    Relationship.KEY_WORKER,
    Relationship.ALLOCATED,
    Relationship.TEAM,
    Relationship.LIVE,
)
FORMER, OVERRIDE, NONE = Relationship.FORMER, Relationship.BREAK_GLASS, Relationship.NONE
BARRED = frozenset({Relationship.OWN_RECORD, Relationship.DECLARED_CONFLICT})
NOW = frozenset({KEY_WORKER, ALLOCATED, TEAM, LIVE})
ANY = frozenset(Relationship) - BARRED

ORDINARY, RESTRICTED, SEALED = Sensitivity.ORDINARY, Sensitivity.RESTRICTED, Sensitivity.SEALED

YES, THEIRS, FIRST_ASK, NO = Answer.YES, Answer.AUTHOR, Answer.BREAK_GLASS, Answer.NO


class Line(NamedTuple):
    """Each of these, in each of these relationships, with entries of these kinds: these actions, so answered."""

    who: frozenset[Profile] | set[Profile]
    stands: frozenset[Relationship] | set[Relationship]
    kind: set[Sensitivity]
    answer: Answer
    may: set[Action]


POLICY = (
    # Those who work with people, while they do.
    Line(CARING, NOW, {ORDINARY}, YES, {FIND, OPEN, READ, WRITE, EDIT, COUNT, EXPORT}),
    Line({LEAD}, {TEAM}, {ORDINARY}, YES, {ALLOCATE}),
    # An address under protection: whoever is named for them or goes there, and who leads (rules.md 1.2).
    Line(CARING, {KEY_WORKER, ALLOCATED, LIVE, OVERRIDE}, {ORDINARY}, YES, {KNOW_ADDRESS}),
    Line({LEAD}, {TEAM}, {ORDINARY}, YES, {KNOW_ADDRESS}),
    # Restricted and sealed: the line shows, the text is its author's (and holders'), others must ask (LDS-110).
    Line(CARING, NOW | {OVERRIDE}, {RESTRICTED, SEALED}, YES, {OPEN, WRITE, ASK}),
    Line(CARING, NOW | {OVERRIDE}, {RESTRICTED, SEALED}, THEIRS, {FIND, READ}),
    Line(CARING, NOW, {RESTRICTED, SEALED}, THEIRS, {COUNT}),
    Line({COORDINATOR, LEAD}, {KEY_WORKER, ALLOCATED}, {RESTRICTED}, YES, {FIND, READ, COUNT}),
    Line({LEAD}, {TEAM}, {RESTRICTED}, YES, {FIND, READ, COUNT}),
    # The hand-over window: read, finish what is one's own, take no copy (access_cases 4).
    Line(CARING | {WARD}, {FORMER}, {ORDINARY}, YES, {FIND, OPEN, READ}),
    Line(CARING | {WARD}, {FORMER}, {ORDINARY}, THEIRS, {WRITE}),
    Line(CARING | {WARD}, {FORMER}, {RESTRICTED}, YES, {OPEN}),
    Line(CARING, {FORMER}, {ORDINARY}, YES, {ASK}),
    Line(CARING, {FORMER}, {ORDINARY}, FIRST_ASK, {EDIT}),
    Line(CARING, {FORMER}, {RESTRICTED}, THEIRS, {FIND, READ, WRITE}),
    Line(CARING, {FORMER}, {SEALED}, THEIRS, {FIND, OPEN, READ, WRITE}),
    # Strangers to the person: nothing but the question, and what an override then opens (access_cases 2, 12; DUR-35).
    Line(CARING, {NONE}, {ORDINARY}, YES, {ASK}),
    Line(CARING, {NONE}, {ORDINARY}, FIRST_ASK, {OPEN, READ, WRITE, EDIT}),
    Line(CARING, {OVERRIDE}, {ORDINARY}, YES, {FIND, OPEN, READ, WRITE, EDIT}),
    # Students and volunteers: by name, or for the session they help at (LDS-77, LDS-79).
    Line({LIMITED}, {ALLOCATED}, {ORDINARY}, YES, {FIND, OPEN, READ, WRITE}),
    Line({LIMITED}, {ALLOCATED}, {RESTRICTED}, YES, {OPEN}),
    Line({LIMITED}, {LIVE}, {ORDINARY}, YES, {FIND, WRITE}),
    Line({LIMITED}, {LIVE}, {ORDINARY}, THEIRS, {READ}),
    # The ward (LDS-06, LDS-12, LDS-41).
    Line({WARD}, {ALLOCATED, TEAM, LIVE}, {ORDINARY}, YES, {FIND, OPEN, READ, WRITE}),
    Line({WARD}, {ALLOCATED, TEAM, LIVE}, {RESTRICTED}, YES, {OPEN}),
    # Oversight: totals; a record when granted, or when on call for it (LDS-16, TPL-01).
    Line({OVERSIGHT}, {TEAM}, {ORDINARY}, YES, {COUNT}),
    Line({OVERSIGHT}, {ALLOCATED, LIVE}, {ORDINARY}, YES, {FIND, OPEN, READ, WRITE}),
    Line({OVERSIGHT}, {ALLOCATED, LIVE}, {RESTRICTED}, YES, {OPEN}),
    # Information rights: who is known, and the record of a request in hand (LDS-83).
    Line({GOVERNANCE}, ANY, {ORDINARY}, YES, {FIND, COUNT}),
    Line({GOVERNANCE}, {ALLOCATED}, {ORDINARY}, YES, {OPEN, READ, EDIT, EXPORT}),
    Line({GOVERNANCE}, {ALLOCATED}, {RESTRICTED}, YES, {FIND, OPEN, READ, EXPORT}),
    Line({GOVERNANCE}, {ALLOCATED}, {SEALED}, YES, {OPEN}),
    # Figures, never a person (access_cases 8, 9).
    Line(NEVER_A_PERSON, ANY, {ORDINARY}, YES, {COUNT}),
)
STRENGTH = list(Answer)


@lru_cache(maxsize=4096)
def decide(
    profiles: frozenset[Profile],
    relationships: frozenset[Relationship],
    sensitivity: Sensitivity,
    action: Action,
) -> Answer:
    """The strongest answer any of the worker's profiles and relationships gives, unless a denial stands against it.

    One's own record and a declared conflict deny everything, an override too; an administrator, auditor or commissioner is denied all but
    figures whatever other post they hold. No profile or no relationship at all: no.
    """
    if relationships & BARRED or (profiles & NEVER_A_PERSON and action is not COUNT):
        return NO
    given = [
        line.answer
        for line in POLICY
        if action in line.may
        and sensitivity in line.kind
        and profiles & line.who
        and relationships & line.stands
    ]
    return max(given, key=STRENGTH.index, default=NO)


def lets_through(answer: Answer, *, theirs: bool = False, overridden: bool = False) -> bool:
    """Whether an answer opens the thing in hand.

    `theirs`: the worker wrote the entry, or is a named holder of a sealed one. `overridden`: an override asked for on entries of this
    sensitivity is running; it can only have been given where the policy lets the worker ask.
    """
    return (
        answer is YES or (answer is THEIRS and (theirs or overridden)) or (answer is FIRST_ASK and overridden)
    )


@lru_cache(maxsize=4096)
def allowing(
    profiles: frozenset[Profile], sensitivity: Sensitivity, action: Action, *, theirs: bool = False
) -> frozenset[Relationship]:
    """The relationships each of which alone lets these profiles do `action`: what a list is filtered by."""
    return frozenset(
        kind
        for kind in Relationship
        if lets_through(decide(profiles, frozenset({kind}), sensitivity, action), theirs=theirs)
    )


def lives_with_a_team(profiles: frozenset[Profile]) -> bool:
    """Whether what is live for a whole team (a referral that waits) is so for these profiles: for those who care.

    Volunteers, the ward and oversight come in by name alone, for the session or the shift they are at (LDS-77, LDS-16).
    """
    return bool(profiles & CARING)


@lru_cache(maxsize=4096)
def readable_sensitivities(
    profiles: frozenset[Profile], relationships: frozenset[Relationship], *, theirs: bool = False
) -> frozenset[Sensitivity]:
    """The kinds of entry whose text the worker may read; with `theirs`, among the entries that are theirs (DUR-35, LDS-110)."""
    return frozenset(
        kind
        for kind in Sensitivity
        if lets_through(decide(profiles, relationships, kind, READ), theirs=theirs)
    )
