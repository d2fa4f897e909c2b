"""Drafts: what has been typed and not yet signed. The only rows of the record that may be erased, by signing or by their writer."""

from django.db import models

from waymark.core.records import Recorded
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person

GROUP = "group"


class Draft(Recorded):
    """One unsigned form, kept as typed. `id` is the id the contact will have, made by the page, so that signing twice is one contact."""

    erasable = True

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="drafts")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="drafts")
    form = models.CharField(max_length=40, default="contact")
    visit_id = models.UUIDField(null=True)
    fields = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["worker", "-saved_at"], name="draft_worker"),
            models.Index(fields=["person", "worker"], name="draft_person"),
        ]

    @property
    def whose(self) -> str:
        """Their name, 'a group', or 'someone who gave no name'."""
        if self.form == GROUP:
            return "a group"
        return self.person.name if self.person else "someone who gave no name"
