"""The answers on the contact page, in the order a worker thinks of them."""

from enum import StrEnum

from waymark.support.diary.choices import Attendance, Mechanism
from waymark.support.goals.choices import SupportLevel

DID_IT_HAPPEN = [
    (Attendance.ON_TIME, "Yes"),
    (Attendance.NOT_ATTENDED, "No, they were not in or did not come"),
    (Attendance.CANCELLED_BY_PERSON, "No, they called it off"),
    (Attendance.CANCELLED_BY_SERVICE, "No, we called it off"),
]

HOW = [
    (Mechanism.FACE_TO_FACE, "Face to face"),
    (Mechanism.TELEPHONE, "By telephone"),
    (Mechanism.VIDEO, "By video"),
    (Mechanism.TEXT, "By text message"),
    (Mechanism.EMAIL, "By email"),
    (Mechanism.OTHER, "Another way"),
]

HOW_MUCH_HELP = [
    ("", "Not asked today"),
    (SupportLevel.DID_IT_FOR, "I did it for them"),
    (SupportLevel.TOGETHER, "We did it together"),
    (SupportLevel.PROMPTED, "They did it with prompting"),
    (SupportLevel.ALONE, "They did it alone"),
]

RATINGS = [("", "Not asked today"), *[(str(n), str(n)) for n in range(11)]]

TRAVELLED_BY = [
    ("", "I did not travel"),
    ("car", "Car"),
    ("bus", "Bus or train"),
    ("cycle", "Bicycle"),
    ("foot", "On foot"),
]


class Tell(StrEnum):
    """Who must know of a worry. Each makes a task with that person as its owner."""

    DUTY_SENIOR = "duty_senior"
    KEY_WORKER = "key_worker"
