"""Messages that leave: each is a row until somebody has it, sent by the clock process, and never against safe contact (LDS-108)."""

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "waymark.work.correspondence"
    label = "correspondence"
