"""The one thing every door asks first."""

import os

SENTENCE = "The test kit opens the record to whoever runs it: it works only where TESTKIT=1 is set, never on a service's own machine."


def is_on() -> bool:
    """Whether this machine says that it is for tests."""
    return os.environ.get("TESTKIT") == "1"
