"""Everything that runs on a clock, in the order of one pass. A new job: write it in its room's jobs.py, name it here.

`waymark clock` runs the list at most every second; `waymark clock --once` runs it once. Each job is idempotent and does a bounded batch.
"""

from waymark.core.audit import jobs as audit
from waymark.core.passes import Job
from waymark.doors.imports import jobs as imports
from waymark.doors.pathway import jobs as pathway
from waymark.doors.team import jobs as team
from waymark.people.access import jobs as access
from waymark.support.diary import jobs as diary
from waymark.support.plans import jobs as plans
from waymark.support.referrals import jobs as referrals
from waymark.support.schedules import jobs as schedules
from waymark.work.correspondence import jobs as correspondence
from waymark.work.search import jobs as search
from waymark.work.tasks import jobs as tasks

JOBS = [
    Job("seal the audit log", audit.seal, times=40),
    Job("look for curious look-ups", access.raise_curious, times=20),
    Job("pass on worries nobody has seen", tasks.pass_on_unseen),
    Job("tell of first contacts that have passed", referrals.tell_of_first_contacts),
    Job("bring people in from a sheet", imports.bring_in_waiting),
    Job("put regular visits into diaries", schedules.plan_ahead),
    Job("tell of those who come to less than half", plans.tell_of_drop_offs),
    Job("look for visits whose second has left", diary.look_for_seconds),
    Job("tell managers what ends and what is not signed", team.tell_managers),
    Job("erase sheets nobody needs", imports.erase_old),
    Job("send messages", correspondence.send_due),
    Job("tell of those who left a pathway sheet", pathway.tell_of_leavers),
    Job("keep the search index in one piece", search.tidy, times=3),
    Job("walk the audit chain", audit.walk_chain),
    Job("seal what this pass wrote", audit.seal, times=40),
]
