"""What the team pages show, and what the clock looks for."""

from waymark.doors.team.queries.chart import Level, Total, chart, sessions_by_employer, totals
from waymark.doors.team.queries.guided import shared_visits
from waymark.doors.team.queries.link import refuse_names
from waymark.doors.team.queries.managed import Ending, Managed, endings, managed
from waymark.doors.team.queries.panel import Row, panel, panel_of_person

__all__ = [
    "Ending",
    "Level",
    "Managed",
    "Row",
    "Total",
    "chart",
    "endings",
    "managed",
    "panel",
    "panel_of_person",
    "refuse_names",
    "sessions_by_employer",
    "shared_visits",
    "totals",
]
