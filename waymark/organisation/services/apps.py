"""Services: organisations, the tree of units, sites, switches, clocks and words of each named service. Serves the org-structure duties."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "waymark.organisation.services"
    label = "services"
