"""Making up a month: who the people are, what happens when, how it is written about. The same seed gives the same month."""

from waymark.doors.demo.jobs.making.events import Event
from waymark.doors.demo.jobs.making.month import Team, month, set_apart
from waymark.doors.demo.jobs.making.people import Made, dice, made_up

__all__ = ["Event", "Made", "Team", "dice", "made_up", "month", "set_apart"]
