"""What fills a demo: beginning it (services, posts, sign-ins), then a month of each service, event by event."""

from waymark.doors.demo.jobs.beginning import NotADemo, begin
from waymark.doors.demo.jobs.filling import fill, rest

__all__ = ["NotADemo", "begin", "fill", "rest"]
