"""The fixed words of the access policy, as docs/policy/access.csv writes them, and the words of what follows from it.

What each means stands in docs/policy/README.md. The profiles are those a service file may give a role.
"""

from enum import StrEnum


class Profile(StrEnum):
    """What kind of role a post is, for the purpose of records."""

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


class Relationship(StrEnum):
    """How a worker stands to a person. Several may hold at once."""

    KEY_WORKER = "key_worker"
    ALLOCATED = "allocated"
    TEAM = "team"
    LIVE = "live"
    FORMER = "former"
    BREAK_GLASS = "break_glass"
    NONE = "none"
    OWN_RECORD = "own_record"
    DECLARED_CONFLICT = "declared_conflict"


class Sensitivity(StrEnum):
    """Who may read an entry: all who read the record; its author and named roles; its named holders (LDS-110)."""

    ORDINARY = "ordinary"
    RESTRICTED = "restricted"
    SEALED = "sealed"


class Action(StrEnum):
    """What somebody wants to do with a record, or with an entry in it."""

    FIND = "find"
    OPEN = "open"
    READ_ENTRY = "read_entry"
    WRITE_ENTRY = "write_entry"
    EDIT_DETAILS = "edit_details"
    KNOW_ADDRESS = "know_address"
    COUNT = "count"
    EXPORT = "export"
    ALLOCATE = "allocate"
    BREAK_GLASS = "break_glass"


class Answer(StrEnum):
    """From the weakest to the strongest: no; only after an override; only what is theirs; yes."""

    NO = "no"
    BREAK_GLASS = "break_glass"
    AUTHOR = "author"
    YES = "yes"


class OverrideReason(StrEnum):
    """The code beside the words of an override (access_cases 2)."""

    DUTY_CALL = "duty_call"
    PERSON_IN_CONTACT = "person_in_contact"
    WELFARE_CONCERN = "welfare_concern"
    COVERING = "covering"
    OTHER = "other"


OVERRIDE_REASONS = {
    OverrideReason.DUTY_CALL: "Duty call",
    OverrideReason.PERSON_IN_CONTACT: "The person is here or on the phone now",
    OverrideReason.WELFARE_CONCERN: "Somebody is worried about their safety",
    OverrideReason.COVERING: "I am covering for a colleague",
    OverrideReason.OTHER: "Something else",
}


class Told(StrEnum):
    """What rooms above tell the privacy officer of at once (LDS-92, LDS-108)."""

    SHARING_OVERRIDE = "sharing_override"
    BREACH = "breach"


class Curiosity(StrEnum):
    """Why a look at a record makes the privacy officer look too (rules.md 19; capabilities, confidentiality)."""

    OWN_RECORD = "own_record"
    SAME_HOUSEHOLD = "same_household"
    COLLEAGUE = "colleague"
    MANY_RECORDS = "many_records"
    MANY_EXPORTS = "many_exports"
    OFF_SHIFT = "off_shift"
