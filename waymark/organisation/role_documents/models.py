"""Versions of a role's document, and who signed which as what. Both are only added to: a signed text never changes."""

from django.db import models

from waymark.organisation.role_documents.choices import Capacity
from waymark.organisation.services.models import Role, Structure
from waymark.organisation.staff.models import Worker


class RoleDocument(Structure):
    """The document of a role in one version. A role that inherits a core role shares the core's, unless it has its own."""

    fixed = True

    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="documents")
    version = models.PositiveIntegerField()
    text = models.TextField()
    published_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "version"], name="one_document_a_version")]


class Signature(Structure):
    """One side's signature: the worker's own, or that of whoever their post answers to."""

    fixed = True

    document = models.ForeignKey(RoleDocument, on_delete=models.PROTECT, related_name="signatures")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=10, choices=[(c, c) for c in Capacity])
    signed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "worker", "capacity"], name="one_signature_a_side")
        ]
