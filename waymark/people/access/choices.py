"""The words of the access policy (docs/policy/access.csv)."""

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
    """What a worker is to a person."""

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
    """How closely an entry is held."""

    ORDINARY = "ordinary"
    RESTRICTED = "restricted"
    SEALED = "sealed"


class Action(StrEnum):
    """What somebody wants to do with a record."""

    FIND = "find"
    OPEN = "open"
    READ_ENTRY = "read_entry"
    WRITE_ENTRY = "write_entry"
    EDIT_DETAILS = "edit_details"
    COUNT = "count"
    EXPORT = "export"
    ALLOCATE = "allocate"
    BREAK_GLASS = "break_glass"


class Answer(StrEnum):
    """What the policy says."""

    YES = "yes"
    NO = "no"
    BREAK_GLASS = "break_glass"
    AUTHOR = "author"
