"""The ground floor's tables: the audit log and the heartbeat of the processes that run what is due."""

from django.db import models


class AuditEntry(models.Model):
    """One read, write or refusal. Append-only: database triggers refuse every change but sealing (seq, prev, mac set once)."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    actor_name = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    service_id = models.UUIDField(null=True)
    session = models.CharField(max_length=64, blank=True)
    door = models.CharField(max_length=40, blank=True)
    action = models.CharField(max_length=80)
    object = models.CharField(max_length=200, blank=True)
    person_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)
    outcome = models.CharField(max_length=20, default="done")
    seq = models.BigIntegerField(null=True, unique=True)
    prev = models.CharField(max_length=64, blank=True)
    mac = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "at"], name="audit_person_at"),
            models.Index(fields=["service_id", "at"], name="audit_service_at"),
            models.Index(fields=["actor", "at"], name="audit_actor_at"),
            models.Index(fields=["id"], name="audit_unsealed", condition=models.Q(seq__isnull=True)),
        ]


class Heartbeat(models.Model):
    """When a process last said that it is alive. Pages show a banner after 90 seconds of silence (security.md A40)."""

    process = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)
