"""Role documents: the job description of a role in numbered versions, signed by its holder and their manager. Serves LDS-109."""

from django.apps import AppConfig


class RoleDocumentsConfig(AppConfig):
    name = "waymark.organisation.role_documents"
    label = "role_documents"
