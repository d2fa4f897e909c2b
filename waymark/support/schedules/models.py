"""Regular visits. The pattern changes by ending one and beginning another; each visit it made stays in the diary (ASC-23)."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.services.models import Unit
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person
from waymark.support.diary.choices import Mechanism
from waymark.support.diary.models import Contact
from waymark.support.goals.choices import SupportLevel
from waymark.support.goals.models import Goal
from waymark.support.schedules.choices import Skill


class Schedule(Recorded):
    """A pattern of visits to one person: which days of the week, at what time by London's clock, how long, how often, from when until when.

    `second`: who goes too, where two go (LDS-97). `follows`: the pattern it took the place of.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="schedules")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="schedules")
    second = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    weekdays = models.JSONField()
    start = models.TimeField()
    minutes = models.PositiveIntegerField()
    every_weeks = models.PositiveSmallIntegerField(default=1)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    mechanism = models.CharField(max_length=2, choices=[(m, m) for m in Mechanism])
    place = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=300, blank=True)
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="+")
    skill = models.CharField(max_length=10, choices=[(s, s) for s in Skill], blank=True)
    follows = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
    ended_because = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gt=0, every_weeks__in=(1, 2)), name="schedule_says_how_often"
            )
        ]
        indexes = [
            models.Index(fields=["unit", "starts_on"], name="schedule_unit"),
            models.Index(fields=["person", "starts_on"], name="schedule_person"),
        ]


class Practice(Recorded):
    """How much help a skill took at one contact. Never changed."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    skill = models.CharField(max_length=10, choices=[(s, s) for s in Skill])
    level = models.CharField(max_length=12, choices=[(s, s) for s in SupportLevel])
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="practice")
    at = models.DateTimeField()
    noted_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "skill", "at"], name="practice_person")]
