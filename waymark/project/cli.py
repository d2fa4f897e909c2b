"""`waymark`: the operator's commands. Each is a management command of the room it belongs to."""

import os
import signal
import sys
from itertools import pairwise

COMMANDS = {
    "prepare": "make or update the database (migrations, cache table, static files, keys)",
    "serve": "serve the product in the foreground (PORT, WAYMARK_DATA or DATABASE_URL)",
    "clock": "run what is due; --once for one pass",
    "backup": "everything into one encrypted file; --try FILE looks whether one can be restored",
    "restore": "put a backup in, in place of what is here",
    "import": "bring people in from a spreadsheet: waymark import people FILE",
    "audit": "verify, export or anchor the audit log",
    "service": "load, check or list service files",
    "staff": "add a worker, give or end a post",
    "check": "check the installation: settings, addresses, service files",
    "demo": "make a believable service and serve it",
    "testkit": "doors for checks from outside (needs TESTKIT=1)",
}

UNTIL_STOPPED = ("serve", "clock", "demo")

NO_TESTKIT = "The test kit opens the record to whoever runs it: it works only where TESTKIT=1 is set, never on a service's own machine."


def main() -> None:
    """Entry point of the `waymark` script."""
    words = sys.argv[1:]
    if not words or words[0] in ("-h", "--help", "help"):
        print(usage())  # noqa: T201
        return
    if words[0] == "testkit" and os.environ.get("TESTKIT") != "1":
        print(NO_TESTKIT, file=sys.stderr)  # noqa: T201
        sys.exit(2)
    default = "dev" if words[0] == "demo" else "production"
    if words[0] == "demo":
        _on_its_own_ground(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"waymark.project.settings.{default}")
    if words[0] in UNTIL_STOPPED:
        # Until they listen themselves, Ctrl-C ends them by itself: Python would raise it wherever it is, and may drop it there.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        from django.core.management import execute_from_command_line

        execute_from_command_line(["waymark", *words])
    except KeyboardInterrupt:  # whoever pressed it needs no list of where
        sys.exit(130)


def _on_its_own_ground(words: list[str]) -> None:
    """A demo has a folder and a database of its own, whatever the environment says of a service's."""
    given = [after for before, after in pairwise(words) if before == "--data"]
    given += [word.removeprefix("--data=") for word in words if word.startswith("--data=")]
    os.environ["WAYMARK_DATA"] = os.path.abspath(given[-1] if given else os.path.join("data", "demo"))
    os.environ["WAYMARK_DEMO"] = "1"
    os.environ.pop("DATABASE_URL", None)


def usage() -> str:
    """What `waymark --help` says."""
    return "waymark COMMAND [options]\n\n" + "\n".join(
        f"  {name:<9} {what}" for name, what in COMMANDS.items()
    )
