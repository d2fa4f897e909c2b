"""To-dos and their owners: nothing is asked of nobody. Serves caseload and delegated work."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "waymark.work.tasks"
    label = "tasks"
