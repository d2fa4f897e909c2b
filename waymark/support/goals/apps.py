"""Hopes and goals in the person's words, steps, both ratings kept. Serves the recovery-goals duties."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "waymark.support.goals"
    label = "goals"
