"""What a service file becomes. One installation holds many services; none shows anything of another.

`load_service` (actions.py) writes all of this from one file; the file's own text is kept so that a change can be previewed against it.
"""

from django.db import models

from waymark.core.records import Recorded


class Structure(Recorded):
    """Rows about the organisation rather than a person: writes are audited, reads are not logged one by one."""

    audit_person = ""
    audit_reads = False

    class Meta:
        abstract = True


class Service(Structure):
    """One commissioned or council service: the boundary nothing crosses."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)
    terms = models.JSONField(default=dict)
    brand = models.JSONField(default=dict)
    hours = models.JSONField(default=dict)
    channels = models.JSONField(default=list)
    clocks = models.JSONField(default=dict)
    switches = models.JSONField(default=dict)
    limits = models.JSONField(default=dict)
    crisis_wording = models.JSONField(default=list)
    policies = models.JSONField(default=list)
    defaults = models.JSONField(default=list)
    loaded_at = models.DateTimeField()
    source = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name


class Organisation(Structure):
    """An employer, provider, commissioner or partner named by a service's file."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="organisations")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    legal_kind = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "code"], name="one_organisation_a_code")]

    def __str__(self) -> str:
        return self.name


class Unit(Structure):
    """A directorate, grouping, ward or team: one tree a service. `path` lists the codes from the root, each ending in '/'."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30)
    path = models.CharField(max_length=400)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "code"], name="one_unit_a_code")]

    def __str__(self) -> str:
        return self.name


class Site(Structure):
    """A building or venue of the service."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="sites")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="sites")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "code"], name="one_site_a_code")]

    def __str__(self) -> str:
        return self.name
