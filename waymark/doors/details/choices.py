"""The answers on the pages of details."""

from waymark.people.service_users.choices import (
    ADDRESS_IN_WORDS,
    CONFIRMED_IN_WORDS,
    Confirmed,
    NeedKind,
    PointKind,
)

NEEDS = [
    (NeedKind.COMMUNICATION.value, "How to communicate with them"),
    (NeedKind.FORMAT.value, "A format they need"),
    (NeedKind.INTERPRETER.value, "An interpreter"),
    (NeedKind.ADJUSTMENT.value, "A reasonable adjustment"),
    (NeedKind.SENSORY.value, "Light, noise, touch, smell or space"),
]
POINTS = [(PointKind.PHONE.value, "Telephone number"), (PointKind.EMAIL.value, "Email address")]
ADDRESSES = [(kind.value, words) for kind, words in ADDRESS_IN_WORDS.items()]
WHY_ADDRESS = [
    ("going", "I am going there"),
    ("sending", "Something they agreed to is to be brought or sent there"),
    ("emergency", "An emergency service needs it now"),
    ("asked", "They asked what is kept"),
    ("putting_right", "It has to be put right"),
]
ANSWERS = [
    ("", "Not asked today"),
    *((answer.value, CONFIRMED_IN_WORDS[answer]) for answer in Confirmed if answer != Confirmed.CHANGED),
]
CONFIRM = "details_confirmed"
"""The kind of what comes round for details (work/due)."""
DEATH = "details.death"
"""The source of what follows from a death: its id is that row's."""
HOW_KNOWN = [
    ("informal", "Somebody told us"),
    ("formal", "A certificate, the coroner or the NHS record says so"),
]
