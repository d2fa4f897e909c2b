"""An episode with a team, and the workers allocated to it. Everyone open has exactly one key worker, or is listed as having none."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.services.models import Unit
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person
from waymark.support.caseload.choices import BandDecision, Purpose
from waymark.support.diary.models import Visit


class Episode(Recorded):
    """From referral to discharge with one team."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="episodes")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="episodes")
    referred_on = models.DateField(null=True)
    referred_by = models.CharField(max_length=200, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_because = models.TextField(blank=True)
    what_follows = models.TextField(blank=True)

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
    weekly_contacts = models.PositiveSmallIntegerField(default=0)
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


class Stay(Recorded):
    """Time on a ward, from being admitted to leaving. Shown where a list says where somebody is (LDS-12, SUR-03)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stays")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="stays")
    place = models.CharField(max_length=200)
    legal_status = models.CharField(max_length=300, blank=True)
    admitted_at = models.DateTimeField()
    hopes_to_leave_on = models.DateField(null=True)
    left_at = models.DateTimeField(null=True)
    left_to = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(left_at__isnull=True), name="one_stay_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["person", "-admitted_at"], name="stay_person")]


class KeptVisit(Recorded):
    """That a visit planned while somebody is on a ward goes on there. Others are moved or called off in the diary."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="kept_visits")
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="kept_visits")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="kept_on_a_ward")
    words = models.CharField(max_length=300)
    by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stay", "visit"], name="kept_once_a_stay")]


class BandChange(Recorded):
    """A case that became more, or less: from which weight to which, and why (SUR-18).

    Above what the role may hold, somebody who leads decides: reallocated, or kept with the reason.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="band_changes")
    allocation = models.ForeignKey(Allocation, on_delete=models.PROTECT, related_name="band_changes")
    before = models.PositiveSmallIntegerField()
    after = models.PositiveSmallIntegerField()
    words = models.TextField()
    by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="band_changes")
    at = models.DateTimeField()
    to_decide = models.BooleanField(default=False)
    decision = models.CharField(max_length=12, blank=True, choices=[(d, d) for d in BandDecision])
    decision_words = models.TextField(blank=True)
    decided_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="bands_decided")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["allocation", "-at"], name="band_allocation")]


class LeftUnplaced(Recorded):
    """Contacts of a week that were planned for and found no place, with the reason (LDS-40). Never changed."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="weeks_unplaced")
    allocation = models.ForeignKey(Allocation, on_delete=models.PROTECT, related_name="weeks_unplaced")
    monday = models.DateField()
    missing = models.PositiveSmallIntegerField()
    reason = models.TextField()
    by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["allocation", "monday"], name="one_reason_a_week")]
