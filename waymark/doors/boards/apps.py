"""The leader's board: caseloads, overdue, unsigned, unallocated. Serves caseload."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "waymark.doors.boards"
    label = "boards"
