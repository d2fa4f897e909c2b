"""The text of the record, searchable by those who may read it. Serves case-notes and confidentiality (LDS-110)."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "waymark.work.search"
    label = "search"
