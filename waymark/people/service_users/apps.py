"""Who people are, how to reach them, what must be known at every opening. Serves person-record and the find page."""

from django.apps import AppConfig


class ServiceUsersConfig(AppConfig):
    name = "waymark.people.service_users"
    label = "service_users"
