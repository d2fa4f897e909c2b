"""Meetings of a worker with the link in the organisation that employs them, apart from the service's supervision. Serves LDS-23."""

from django.apps import AppConfig


class ParentLinkConfig(AppConfig):
    name = "waymark.organisation.parent_link"
    label = "parent_link"
