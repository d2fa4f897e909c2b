"""One's own machine and the demo: plain http on localhost."""

import os

from waymark.project.settings.base import *  # noqa: F403
from waymark.project.settings.base import PASSWORD_HASHERS

SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
INVENTED_PEOPLE = True
STATIC_ROOT = None  # type: ignore[assignment]  # nothing is collected: static files are served from their rooms

# Made-up people filled in by `waymark demo`, which sets this for itself and its children; never a service's.
DEMO = CLOCK_MAY_PRETEND = os.environ.get("WAYMARK_DEMO") == "1"
if DEMO:
    PASSWORD_HASHERS = ["waymark.project.demo_passwords.Printed", *PASSWORD_HASHERS]
