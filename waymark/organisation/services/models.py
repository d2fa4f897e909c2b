"""What a service file becomes. One installation holds many services; none shows anything of another.

`load_service` (actions.py) writes all of this from one file; the file itself is kept in `source`, so that a change can be previewed
against it. Who holds a post is not in a file: that is `staff`.
"""

from django.db import models

from waymark.core.records import Recorded


class Structure(Recorded):
    """Rows about the organisation rather than a person: writes are audited, reads are not logged one by one."""

    audit_person = ""
    audit_reads = False

    class Meta:
        abstract = True


class FromFile(Structure):
    """A row that a service file names. Loading again updates it; once the file no longer names it, it is retired and never deleted."""

    retired = models.BooleanField(default=False)

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
    sessions = models.JSONField(default=list)
    defaults = models.JSONField(default=list)
    loaded_at = models.DateTimeField()
    source = models.JSONField(default=dict)
    # What the service changed for itself (rules.local): `source` is the file with this laid over it.
    local = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name


class Organisation(FromFile):
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


class Unit(FromFile):
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


class Site(FromFile):
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


class Role(FromFile):
    """A role of the service's library: what it may do, in codes and in the service's own sentences."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="roles")
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    label = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    grade = models.CharField(max_length=60, blank=True)
    profile = models.CharField(max_length=30)
    rights = models.JSONField(default=list)
    may = models.JSONField(default=list)
    may_not = models.JSONField(default=list)
    reports_to = models.CharField(max_length=200, blank=True)
    profile_dated = models.CharField(max_length=60, blank=True)
    inherits = models.CharField(max_length=60, blank=True)
    chart_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "code"], name="one_role_a_code")]

    def __str__(self) -> str:
        return self.title


class Post(FromFile):
    """A place in the structure. Two lines: operational (casework, claims; sometimes an alternative) and professional (employment)."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="posts")
    number = models.CharField(max_length=40)
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="posts")
    operational_line = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="reports")
    alternative_line = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="alternative_reports"
    )
    professional_line = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="professional_reports"
    )
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    job_share = models.BooleanField(default=False)
    switches = models.JSONField(default=dict)
    fixed_term_months = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "number"], name="one_post_a_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.role.title}"
