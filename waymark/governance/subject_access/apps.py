"""A person asks for a copy of their record: from the request to the copy, with what is blacked out and who agreed. Serves LDS-83."""

from django.apps import AppConfig


class SubjectAccessConfig(AppConfig):
    name = "waymark.governance.subject_access"
    label = "subject_access"
