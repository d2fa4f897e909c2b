"""What a service file must be, decided on the parsed values alone: no database, no clock, no files. Serves the org-structure duties.

`problems` says in sentences what is wrong with one file; `differences` what keeps several from standing side by side; `preview_change`
what a new version of a file would alter. A file with no sentence against it may be loaded.
"""

from waymark.organisation.services.rules.defaults import is_our_default, our_defaults
from waymark.organisation.services.rules.lines import unit_paths
from waymark.organisation.services.rules.local import OWN, code_for, with_local, with_post, with_unit
from waymark.organisation.services.rules.preview import preview_change
from waymark.organisation.services.rules.whole import differences, problems

__all__ = [
    "OWN",
    "code_for",
    "differences",
    "is_our_default",
    "our_defaults",
    "preview_change",
    "problems",
    "unit_paths",
    "with_local",
    "with_post",
    "with_unit",
]
