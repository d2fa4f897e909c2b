"""Roles and posts come from staff: a service file is one room's. Tables are renamed, no row moves."""

import django.db.models.deletion
from django.db import migrations, models

import waymark.core.ids

ID = ("id", models.UUIDField(default=waymark.core.ids.new_id, editable=False, primary_key=True, serialize=False))


def link(to, name, null=False):
    return models.ForeignKey(null=null, on_delete=django.db.models.deletion.PROTECT, related_name=name, to=to)


class Migration(migrations.Migration):
    dependencies = [("services", "0001_initial"), ("staff", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql=[f"ALTER TABLE staff_{table} RENAME TO services_{table}" for table in ("role", "post")],
            reverse_sql=[f"ALTER TABLE services_{table} RENAME TO staff_{table}" for table in ("role", "post")],
            state_operations=[
                migrations.CreateModel(
                    name="Role",
                    fields=[
                        ID,
                        ("code", models.CharField(max_length=60)),
                        ("title", models.CharField(max_length=200)),
                        ("reference", models.CharField(blank=True, max_length=200)),
                        ("grade", models.CharField(blank=True, max_length=60)),
                        ("profile", models.CharField(max_length=30)),
                        ("rights", models.JSONField(default=list)),
                        ("may", models.JSONField(default=list)),
                        ("may_not", models.JSONField(default=list)),
                        ("reports_to", models.CharField(blank=True, max_length=200)),
                        ("profile_dated", models.CharField(blank=True, max_length=60)),
                        ("inherits", models.CharField(blank=True, max_length=60)),
                        ("service", link("services.service", "roles")),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("service", "code"), name="one_role_a_code")
                        ]
                    },
                ),
                migrations.CreateModel(
                    name="Post",
                    fields=[
                        ID,
                        ("number", models.CharField(max_length=40)),
                        ("hours_per_week", models.DecimalField(decimal_places=2, max_digits=4, null=True)),
                        ("job_share", models.BooleanField(default=False)),
                        ("switches", models.JSONField(default=dict)),
                        ("fixed_term_months", models.PositiveSmallIntegerField(default=0)),
                        ("role", link("services.role", "posts")),
                        ("unit", link("services.unit", "posts")),
                        ("employer", link("services.organisation", "posts")),
                        ("site", link("services.site", "posts", null=True)),
                        ("service", link("services.service", "posts")),
                        ("operational_line", link("services.post", "reports", null=True)),
                        ("professional_line", link("services.post", "professional_reports", null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("service", "number"), name="one_post_a_number")
                        ]
                    },
                ),
            ],
        ),
    ]
