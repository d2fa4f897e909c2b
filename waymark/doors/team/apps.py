"""Who is who in a team and around a person, whom a manager answers for, and the structure drawn from its posts.

Serves LDS-04, LDS-05, LDS-16, LDS-18, LDS-109, TPL-58 and SUR-14. Owns no table.
"""

from django.apps import AppConfig


class TeamConfig(AppConfig):
    name = "waymark.doors.team"
    label = "team"
