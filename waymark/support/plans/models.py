"""A person's support plan: one draft, the versions that were in force, their words beside it, how it goes, and its reviews.

A version is kept as it was read, in one document (rules/body.py). What is said, seen or decided of a line names the line's own key.
"""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person
from waymark.support.case_notes.models import Note
from waymark.support.plans.choices import Agreed, Format, Given, Outcome, Part, Stance, Verdict


def _codes(kind: type) -> list[tuple[str, str]]:
    return [(one, one) for one in kind]  # type: ignore[attr-defined]


class PlanVersion(Recorded):
    """A plan as it was put in force. The latest is in force; it is superseded by the next, and never changed.

    `took_part`: how the person did (TookPart); `review_hours`: where it is looked at again within hours and not by days (TPL-06).
    """

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plan_versions")
    number = models.PositiveSmallIntegerField()
    body = models.JSONField()
    starts_on = models.DateField()
    took_part = models.JSONField(default=list)
    part_words = models.TextField(blank=True)
    agreed = models.CharField(max_length=20, choices=_codes(Agreed))
    agreed_words = models.TextField(blank=True)
    without_words = models.TextField(blank=True)
    review_hours = models.PositiveSmallIntegerField(null=True)
    note = models.OneToOneField(Note, on_delete=models.PROTECT, related_name="+")
    drafted_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="plan_version_number")]


class PlanDraft(Recorded):
    """The next version while it is written: one for each person, whoever writes. Gone when it is put in force: it stands in that version.

    `edits`: how often each part was kept, so that a page opened before somebody else kept it is told.
    """

    erasable = True

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    before = models.ForeignKey(PlanVersion, null=True, on_delete=models.PROTECT, related_name="+")
    body = models.JSONField(default=dict)
    edits = models.JSONField(default=dict)
    begun_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    saved_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    offered_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    offered_to = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(null=True)


class Aside(Recorded):
    """A part that two wrote at once: what the later one sent, kept until a person has decided what stands. Never taken away."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=_codes(Part))
    said = models.JSONField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "settled_at"], name="aside_person")]


class TheirWords(Recorded):
    """What the person says of their plan, or of a line of it (`line`: its key). Staff add to it by answering, and change nothing."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plan_words")
    line = models.CharField(max_length=36, blank=True)
    line_name = models.CharField(max_length=20, blank=True)
    stance = models.CharField(max_length=12, choices=_codes(Stance))
    words = models.TextField()
    given = models.CharField(max_length=12, choices=_codes(Given))
    said_on = models.DateField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "their words"
        indexes = [models.Index(fields=["person", "-at"], name="their_words_person")]


class WordsReply(Recorded):
    """What came of it: in the plan, later, no and why, or both views stand. `on`: the day it is planned for, where there is one."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    their_words = models.OneToOneField(TheirWords, on_delete=models.PROTECT, related_name="reply")
    outcome = models.CharField(max_length=12, choices=_codes(Outcome))
    words = models.TextField(blank=True)
    on = models.DateField(null=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "replies"


class Seen(Recorded):
    """How an action is going, as somebody saw it on a day, with what shows it (LDS-19)."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=36)
    verdict = models.CharField(max_length=12, choices=_codes(Verdict))
    words = models.TextField()
    seen_on = models.DateField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "seen"
        indexes = [models.Index(fields=["person", "line", "seen_on"], name="seen_person")]


class PlanReview(Recorded):
    """A review of a version that was held: keep, change or stop of each action (`decisions`, by key), and who signs it (LDS-19, SUR-04).

    `goals`: of each goal that was being worked on, by its id: what was decided, its words, and when it is looked at again (LDS-64).

    `due_at`: when it was due, where that is by the hour.
    """

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="looks")
    held_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    decisions = models.JSONField()
    goals = models.JSONField(default=dict)
    words = models.TextField()
    took_part = models.JSONField(default=list)
    part_words = models.TextField(blank=True)
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-held_at"], name="look_person")]


class PlanCopy(Recorded):
    """A copy the person was given, as what and when; or that they did not want one."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="copies")
    format = models.CharField(max_length=12, choices=_codes(Format))
    words = models.TextField(blank=True)
    given_on = models.DateField()
    by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "copies"
