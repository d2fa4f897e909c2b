"""Episodes, allocation, workload: everyone has a named key worker. Serves the caseload duties."""

from django.apps import AppConfig


class CaseloadConfig(AppConfig):
    name = "waymark.support.caseload"
    label = "caseload"
