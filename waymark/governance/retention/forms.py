"""What is asked when a record is held, let go, or kept longer."""

from waymark.core import fields
from waymark.governance.retention.choices import HOLDS


class HoldForm(fields.PageForm):
    """What stops it from going."""

    id = fields.made_id()
    kind = fields.one_of(list(HOLDS.items()), "Say what it is held for.")
    words = fields.words("Say which, and who asked for it.")


class LiftForm(fields.PageForm):
    """Why the hold no longer stands."""

    id = fields.made_id()
    because = fields.words("Say why it is lifted.")


class KeepForm(fields.PageForm):
    """Until when, and why."""

    id = fields.made_id()
    until = fields.day("Give the day it is looked at again.")
    words = fields.words("Say why it is kept.")
