"""A made-up month: who the people are, what happens when, how it is written about. The same seed gives the same month."""

from waymark.doors.demo.rules.codes import code_of, key_address, seconds_left
from waymark.doors.demo.rules.events import Event
from waymark.doors.demo.rules.month import Team, month, set_apart
from waymark.doors.demo.rules.people import Made, dice, made_up, username
from waymark.doors.demo.rules.words import Voice, said, voice_of

__all__ = [
    "Event",
    "Made",
    "Team",
    "Voice",
    "code_of",
    "dice",
    "key_address",
    "made_up",
    "month",
    "said",
    "seconds_left",
    "set_apart",
    "username",
    "voice_of",
]
