"""One's own machine and the demo: plain http on localhost."""

import os

from waymark.project.settings.base import *  # noqa: F403

SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
INVENTED_PEOPLE = True

# Made-up people filled in by `waymark demo`, which sets this for itself and its children; never a service's.
DEMO = CLOCK_MAY_PRETEND = os.environ.get("WAYMARK_DEMO") == "1"
