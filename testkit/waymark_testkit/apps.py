"""The test kit as a Django app: a command, a page to measure others by, and a counter of SQL statements."""

from django.apps import AppConfig


class TestkitConfig(AppConfig):
    name = "waymark_testkit"
    label = "testkit"
