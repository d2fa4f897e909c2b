"""Pages as tagged PDF, in the size a person can read, in any script the fonts have (issue 3: documents)."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "waymark.work.documents"
    label = "documents"
