"""One support plan, the person's: its drafts and versions, their words beside ours, how it goes, and its reviews.

Serves DUR-07, DUR-14, DUR-50, DUR-55, LDS-19, LDS-34, LDS-38, LDS-39, LDS-64, TPL-06, ASC-04, ASC-08, SUR-04, SUR-05.
"""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "waymark.support.plans"
    label = "plans"
