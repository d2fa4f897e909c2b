"""The rights a post's role may carry, each in the words a manager reads on the Roles page."""

from enum import StrEnum


class Right(StrEnum):
    """A thing a role may do. Which *records* it may do it with is the access policy's question (people/access)."""

    SEE_OWN_DAY = "see_own_day"
    FIND_PEOPLE = "find_people"
    OPEN_RECORDS = "open_records"
    RECORD_CONTACTS = "record_contacts"
    WRITE_DETAILS = "write_details"
    MANAGE_TASKS = "manage_tasks"
    ALLOCATE = "allocate"
    SEE_BOARD = "see_board"
    IMPORT_PEOPLE = "import_people"
    SEE_STRUCTURE = "see_structure"
    MANAGE_STAFF = "manage_staff"
    SEE_ACCESS_LOG = "see_access_log"
    VERIFY_AUDIT = "verify_audit"
    CONFIGURE_SERVICE = "configure_service"
    SEE_TOTALS = "see_totals"
    BREAK_GLASS = "break_glass"
    COUNTERSIGN = "countersign"
    PUBLISH_PLANS = "publish_plans"
    WRITE_DIAGNOSES = "write_diagnoses"
    MATCH_RECORDS = "match_records"
    SIGNED_IN = "signed_in"


IN_WORDS = {
    Right.SEE_OWN_DAY: "See their own day: visits, tasks, what is due, drafts",
    Right.FIND_PEOPLE: "Find the people they work with",
    Right.OPEN_RECORDS: "Open the record of someone they work with",
    Right.RECORD_CONTACTS: "Record a contact",
    Right.WRITE_DETAILS: "Add to and correct a person's details",
    Right.MANAGE_TASKS: "Take, hand over and finish tasks",
    Right.ALLOCATE: "Allocate people to workers",
    Right.SEE_BOARD: "See the team's board",
    Right.IMPORT_PEOPLE: "Bring people in from a spreadsheet",
    Right.SEE_STRUCTURE: "See teams, posts and roles",
    Right.MANAGE_STAFF: "Give and end posts and sign-ins",
    Right.SEE_ACCESS_LOG: "See who looked at a record, and why",
    Right.VERIFY_AUDIT: "Check that the audit log is whole",
    Right.CONFIGURE_SERVICE: "Change the service's settings",
    Right.SEE_TOTALS: "See totals, never a person",
    Right.BREAK_GLASS: "Open a record in an emergency, with a reason",
    Right.COUNTERSIGN: "Read and comment on others' notes",
    Right.PUBLISH_PLANS: "Put support plans in force, and sign their reviews",
    Right.WRITE_DIAGNOSES: "Write down a diagnosis as a named clinician gave it",
    Right.MATCH_RECORDS: "Say whether two records are one person's, merge them and part them again",
    Right.SIGNED_IN: "Use their own account",
}

SWITCHES_IN_WORDS = {
    "manages_people": "Manages people",
    "holds_budget": "Holds a budget",
    "acts_up": "Acts up",
}
"""The optional duties a post may have (services.choices.POST_SWITCHES), as its page says them."""

FIRST_WEEKS = (
    "Where things are, and who to ask",
    "Who to ring when something is wrong, day and night",
    "How a visit is planned, and what to know before the door",
    "How a contact is recorded, and what goes in whose words",
    "What to do with a worry, and who sees it",
    "Working alone: telling where one is, and that one is back",
)
"""The checklist a guide begins with; whoever gives the guidance changes it."""
