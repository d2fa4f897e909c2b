"""Journeys made for work, kept for a later claim. Serves the expenses duties."""

from django.apps import AppConfig


class ExpensesConfig(AppConfig):
    name = "waymark.money.expenses"
    label = "expenses"
