"""What is asked of the records lead: what the two records are, and how it is known."""

from waymark.core import fields
from waymark.doors.duplicates.choices import SAY


class VerdictForm(fields.PageForm):
    """Two people, or one; and how it is known."""

    id = fields.made_id()
    verdict = fields.one_of(SAY, "Say what they are.")
    words = fields.words("Say how you know, in a few words.", longest=2000)


class PartForm(fields.PageForm):
    """Why they are two after all."""

    words = fields.words("Say how you know, in a few words.", longest=2000)
