"""The lists behind the numbers of the board, in the order of the board: what cannot wait stands first."""

from enum import StrEnum


class Behind(StrEnum):
    """A list, as its address names it."""

    WORRIES = "worries"
    OVERDUE = "overdue"
    WITHOUT_KEY_WORKER = "without-key-worker"
    NOT_ALLOCATED = "not-allocated"
    NOT_WRITTEN_UP = "not-written-up"
    PUT_OFF = "put-off"
    TASKS = "tasks"
    PEOPLE = "people"


HEADINGS = {
    Behind.WORRIES: "Worries still open",
    Behind.OVERDUE: "Reviews and checks overdue",
    Behind.WITHOUT_KEY_WORKER: "People without a key worker",
    Behind.NOT_ALLOCATED: "People not allocated to anybody",
    Behind.NOT_WRITTEN_UP: "Visits and contacts without a note",
    Behind.PUT_OFF: "Musts put off",
    Behind.TASKS: "Other open tasks",
    Behind.PEOPLE: "People open to us",
}

NOTHING = {
    Behind.WORRIES: "Nobody in your teams is waiting for an answer to a worry.",
    Behind.OVERDUE: "Nothing is overdue for the people of your teams.",
    Behind.WITHOUT_KEY_WORKER: "Everybody open to your teams has a key worker.",
    Behind.NOT_ALLOCATED: "Everybody open to your teams is allocated to somebody.",
    Behind.NOT_WRITTEN_UP: "Every visit and contact of your teams has its note.",
    Behind.PUT_OFF: "Nobody in your teams has put off something they must do.",
    Behind.TASKS: "Your teams have no other open tasks.",
    Behind.PEOPLE: "Nobody is open to your teams yet. Bring people in, or take on a referral.",
}
