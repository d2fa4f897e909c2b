"""Everything that runs on a clock, in the order of one pass. A new job: write it in its room's jobs.py, name it here.

`waymark clock` runs the list at most every second; `waymark clock --once` runs it once. Each job is idempotent and does a bounded batch.
"""

from waymark.core.audit import jobs as audit
from waymark.core.passes import Job
from waymark.doors.imports import jobs as imports
from waymark.people.access import jobs as access

JOBS = [
    Job("seal the audit log", audit.seal, times=40),
    Job("look for curious look-ups", access.raise_curious, times=20),
    Job("bring people in from a sheet", imports.bring_in_waiting),
    Job("erase sheets nobody needs", imports.erase_old),
    Job("walk the audit chain", audit.walk_chain),
    Job("seal what this pass wrote", audit.seal, times=40),
]
