"""Questionnaires: versioned forms as data, what they may be used for, and how they are scored (rules.md 4.1)."""

from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "waymark.work.questionnaires"
    label = "questionnaires"
