"""One's own machine and the demo: plain http on localhost."""

from waymark.project.settings.base import *  # noqa: F403

SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
