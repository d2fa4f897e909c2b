"""Visits are planned; contacts happened. Planned, started, ended and signed are separate facts (capabilities: support-sessions)."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.services.models import Structure, Unit
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person
from waymark.support.diary.choices import Attendance, Mechanism, MoveSaid, Told, VisitState, Whose
from waymark.support.goals.models import Goal


class Visit(Recorded):
    """A plan to see someone at a time and place, for a purpose."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="visits")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="visits")
    # Who goes too (LDS-97). It is in the diary of both; whose visit it is writes it up.
    second = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="goes_too")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    mechanism = models.CharField(max_length=2, choices=[(m, m) for m in Mechanism])
    place = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=300, blank=True)
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT)
    state = models.CharField(max_length=12, choices=[(s, s) for s in VisitState], default=VisitState.PLANNED)
    state_reason = models.CharField(max_length=300, blank=True)
    called_off_by = models.CharField(max_length=10, choices=[(w, w) for w in Whose], blank=True)
    clash_reason = models.CharField(max_length=300, blank=True)
    source_id = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="visit_ends_after_it_starts"
            )
        ]
        indexes = [
            models.Index(fields=["worker", "starts_at"], name="visit_worker"),
            models.Index(fields=["person", "starts_at"], name="visit_person"),
            # Whole, not only of the planned: SQLite uses a partial index for no state that comes as a value.
            models.Index(fields=["worker", "state", "ends_at"], name="visit_to_record"),
            models.Index(fields=["unit", "state", "ends_at"], name="visit_of_unit"),
        ]


class TravelTime(Structure):
    """The minutes a worker takes between two places, either way. Their own list: changed and taken away as they like (DUR-59)."""

    erasable = True

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="travel_times")
    one_place = models.CharField(max_length=100)
    other_place = models.CharField(max_length=100)
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["worker", "one_place", "other_place"], name="one_time_a_journey")
        ]


class GroupSession(Recorded):
    """Something several people did together, entered once. `shared` stands in the record of each and names nobody. Never changed."""

    audit_person = ""
    fixed = True

    name = models.CharField(max_length=100)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="groups")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    started_at = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    place = models.CharField(max_length=200, blank=True)
    shared = models.TextField()
    recorded_at = models.DateTimeField()


class Contact(Recorded):
    """A contact that happened, or should have: what activity counts are made from. Has a named subject, or is explicitly anonymous.

    `session`: the code of the kind of session it was, where the service's file has kinds (LDS-14).
    """

    fixed = True

    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="contacts")
    anonymous = models.BooleanField(default=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="contacts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    visit = models.OneToOneField(Visit, null=True, on_delete=models.PROTECT, related_name="contact")
    attendance = models.CharField(max_length=1, choices=[(a, a) for a in Attendance])
    mechanism = models.CharField(max_length=2, choices=[(m, m) for m in Mechanism])
    place = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    minutes = models.PositiveIntegerField(default=0)
    present = models.CharField(max_length=300, blank=True)
    session = models.CharField(max_length=30, blank=True)
    group = models.ForeignKey(GroupSession, null=True, on_delete=models.PROTECT, related_name="contacts")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, anonymous=False)
                | models.Q(person__isnull=True, anonymous=True),
                name="contact_has_a_subject_or_is_anonymous",
            )
        ]
        indexes = [
            models.Index(fields=["person", "-started_at"], name="contact_person"),
            models.Index(fields=["unit", "started_at", "id"], name="contact_unit"),
            models.Index(fields=["worker", "started_at"], name="contact_worker"),
        ]


class MoveOffer(Recorded):
    """Somebody's visit has to move: the times they were offered, how they were told and why (ASC-21). Never changed."""

    audit_person = ""
    fixed = True

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="offers")
    first_at = models.DateTimeField()
    second_at = models.DateTimeField(null=True)
    told = models.CharField(max_length=12, choices=[(t, t) for t in Told])
    because = models.CharField(max_length=300)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class MoveAnswer(Recorded):
    """What they said to it, or that they were not reached. Never changed."""

    audit_person = ""
    fixed = True

    offer = models.ForeignKey(MoveOffer, on_delete=models.PROTECT, related_name="answers")
    said = models.CharField(max_length=12, choices=[(s, s) for s in MoveSaid])
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
