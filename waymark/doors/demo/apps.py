"""A believable month of a service, built through the product's own actions."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "waymark.doors.demo"
    label = "demo"
