"""Advice given: the options, the source, what the person decided, and asked again after 28 days (SUR-20)."""

from django.apps import AppConfig


class AdviceConfig(AppConfig):
    name = "waymark.support.advice"
    label = "advice"
