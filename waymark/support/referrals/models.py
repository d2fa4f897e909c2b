"""A referral and what was done about it; what we send on and what came back; the move from a ward to home; first contacts due."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.services.models import Unit
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person
from waymark.support.caseload.models import Episode, Stay
from waymark.support.referrals.choices import (
    AGREED_IN_WORDS,
    KNOWS_IN_WORDS,
    MOVE_IN_WORDS,
    REPLY_IN_WORDS,
    SENT_HOW,
    STEP_IN_WORDS,
    URGENCY_IN_WORDS,
    WHY_IN_WORDS,
    Agreed,
    Knows,
    MoveKind,
    ReplyKind,
    SendingKind,
    Source,
    State,
    StepKind,
    Urgency,
    WhyNot,
)


class Referral(Recorded):
    """Somebody asks us to help a person, for one of our teams. Its clocks start when it came, not when it was opened.

    `leaving`: the episode that a transfer comes from; `joins`: the open referral that this one says again.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="referrals")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="referrals")
    source = models.CharField(max_length=20, choices=[(s, s) for s in Source])
    referrer_name = models.CharField(max_length=200, blank=True)
    referrer_from = models.CharField(max_length=200, blank=True)
    referrer_contact = models.CharField(max_length=200, blank=True)
    knows = models.CharField(max_length=10, choices=[(k, k) for k in Knows])
    urgency = models.CharField(max_length=1, blank=True, choices=[(u, u) for u in Urgency])
    reason = models.TextField()
    asked_for = models.TextField(blank=True)
    area = models.CharField(max_length=200, blank=True)
    not_met = models.JSONField(default=list)
    received_at = models.DateTimeField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="referrals_taken")
    decider = models.ForeignKey(
        Worker, null=True, on_delete=models.PROTECT, related_name="referrals_to_decide"
    )
    state = models.CharField(max_length=10, choices=[(s, s) for s in State], default=State.NEW)
    acknowledged_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    waits_for = models.CharField(max_length=300, blank=True)
    keeps_in_touch = models.ForeignKey(
        Worker, null=True, on_delete=models.PROTECT, related_name="keeps_in_touch_with"
    )
    in_touch_by = models.DateField(null=True)
    episode = models.ForeignKey(Episode, null=True, on_delete=models.PROTECT, related_name="referrals")
    joins = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="said_again")
    leaving = models.ForeignKey(Episode, null=True, on_delete=models.PROTECT, related_name="transfers")

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "received_at"], name="referral_open"),
            models.Index(fields=["person", "-received_at"], name="referral_person"),
        ]

    @property
    def knows_words(self) -> str:
        return KNOWS_IN_WORDS[Knows(self.knows)]

    @property
    def urgency_words(self) -> str:
        """As the referrer said it; '' where they did not."""
        return URGENCY_IN_WORDS[Urgency(self.urgency)] if self.urgency else ""


class Step(Recorded):
    """One thing done about a referral, by whom and why. Never changed."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="referral_steps")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=[(k, k) for k in StepKind])
    why = models.CharField(max_length=20, blank=True, choices=[(w, w) for w in WhyNot])
    words = models.TextField(blank=True)
    alternative = models.TextField(blank=True)
    by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="referral_steps")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["referral", "at"], name="step_referral")]

    @property
    def kind_words(self) -> str:
        return STEP_IN_WORDS[StepKind(self.kind)]

    @property
    def why_words(self) -> str:
        return WHY_IN_WORDS[WhyNot(self.why)] if self.why else ""


class Sending(Recorded):
    """What we sent about a person, word for word as it was looked at before it went: a referral on, or a summary when they leave."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sendings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, choices=[(k, k) for k in SendingKind])
    to = models.CharField(max_length=200)
    to_contact = models.CharField(max_length=200, blank=True)
    content = models.TextField()
    agreed = models.CharField(max_length=10, choices=[(a, a) for a in Agreed])
    agreed_words = models.TextField(blank=True)
    sent_how = models.CharField(max_length=20, choices=SENT_HOW)
    sent_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="sendings")
    sent_at = models.DateTimeField()
    reply_by = models.DateField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["sent_by", "closed_at", "reply_by"], name="sending_open")]

    @property
    def agreed_in_words(self) -> str:
        return AGREED_IN_WORDS[Agreed(self.agreed)]


class Reply(Recorded):
    """What came back, or that we asked again. Never changed."""

    fixed = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sending_replies")
    sending = models.ForeignKey(Sending, on_delete=models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in ReplyKind])
    words = models.TextField(blank=True)
    on = models.DateField()
    by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    @property
    def kind_words(self) -> str:
        return REPLY_IN_WORDS[ReplyKind(self.kind)]


class Move(Recorded):
    """One thing to be done so that somebody can leave a ward: what, by whom, by when."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="moves")
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=12, choices=[(k, k) for k in MoveKind])
    words = models.CharField(max_length=500)
    who = models.CharField(max_length=200)
    by_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    outcome = models.CharField(max_length=500, blank=True)

    @property
    def kind_words(self) -> str:
        return MOVE_IN_WORDS[MoveKind(self.kind)]


class FirstContact(Recorded):
    """Somebody must be in touch by a moment: after a ward (LDS-06), or after being taken on. Answered by the first contact that happens.

    `owner`: who is told when it passes. `told_at`: when they were.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="first_contacts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    owner = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="first_contacts")
    because = models.CharField(max_length=300)
    from_at = models.DateTimeField()
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    source_id = models.UUIDField(unique=True)

    class Meta:
        indexes = [models.Index(fields=["told_at", "due_at"], name="first_contact_due")]
