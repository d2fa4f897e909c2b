"""Staff: roles and what each may do, posts and who holds them when, lines of reporting, sign-in. Serves the org-structure duties."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "waymark.organisation.staff"
    label = "staff"
