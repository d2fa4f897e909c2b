"""An episode with a team, and the workers allocated to it. Everyone open has exactly one key worker, or is listed as having none."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.services.models import Unit
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person
from waymark.support.caseload.choices import Purpose


class Episode(Recorded):
    """From referral to discharge with one team."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="episodes")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="episodes")
    referred_on = models.DateField(null=True)
    referred_by = models.CharField(max_length=200, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_because = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "closed_on"], name="episode_open"),
            models.Index(fields=["person"], name="episode_person"),
        ]


class Allocation(Recorded):
    """A worker's part in an episode, with purpose, expected weekly minutes and weight (ASC-02, DUR-39)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="allocations")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="allocations")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="allocations")
    purpose = models.CharField(max_length=20, choices=[(p, p) for p in Purpose])
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    weekly_minutes = models.PositiveIntegerField(default=0)
    weight = models.PositiveSmallIntegerField(default=1)
    over_limit_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode"],
                condition=models.Q(ends_on__isnull=True, purpose=Purpose.KEY_WORKER),
                name="one_key_worker_an_episode",
            )
        ]
        indexes = [
            models.Index(fields=["worker", "ends_on"], name="allocation_worker"),
            models.Index(fields=["person", "ends_on"], name="allocation_person"),
        ]
