"""Who may do what, and that somebody always can: no role holds what its kind may not, nobody is left without a way up.

Serves org-structure ('removing the last person able to approve, escalate or administer refused'), ASC-22, TPL-58, SUR-14 and LDS-04.
"""

from collections.abc import Iterator

from waymark.organisation.services.choices import POST_SWITCHES, RIGHTS, ROLE_SWITCHES, Profile
from waymark.organisation.services.rules.lines import operational_graph, reachable
from waymark.organisation.services.rules.shape import Data, unknown_keys

MANAGING = frozenset(
    {
        "allocate",
        "see_board",
        "manage_staff",
        "import_people",
        "configure_service",
        "see_access_log",
        "verify_audit",
        "match_records",
    }
)
WITH_PEOPLE = frozenset({Profile.CASEWORK, Profile.CASEWORK_LIMITED, Profile.COORDINATOR, Profile.WARD})
SEEING_TO = frozenset({"configure_service", "verify_audit"})
CLINICAL = frozenset({"write_diagnoses"})  # no diagnosis is authored by support roles (person-record)

# What a role of each profile may hold at most, as docs/policy reads the profiles. Who sets the system up never reads the record; who
# oversees reads it only where granted, so breaks no glass; a volunteer meets only the people they are named for.
AT_MOST: dict[Profile, frozenset[str]] = {
    Profile.CASEWORK: RIGHTS - MANAGING - CLINICAL,
    Profile.CASEWORK_LIMITED: frozenset({"open_records", "record_contacts", "see_own_day"}),
    Profile.COORDINATOR: (RIGHTS - MANAGING) | {"allocate", "see_board"},
    Profile.LEAD: RIGHTS - SEEING_TO,
    Profile.OVERSIGHT: RIGHTS
    - SEEING_TO
    - {"break_glass", "write_details", "allocate", "import_people", "publish_plans"},
    Profile.WARD: RIGHTS - MANAGING - {"break_glass", "write_details"},
    Profile.INFORMATION_GOVERNANCE: frozenset(
        {"see_access_log", "verify_audit", "find_people", "open_records", "write_details", "match_records"}
    ),
    Profile.AUDITOR: frozenset({"see_access_log", "verify_audit"}),
    Profile.ADMINISTRATOR: frozenset({"configure_service", "see_structure", "manage_staff", "import_people"}),
    Profile.COMMISSIONER: frozenset({"see_totals"}),
}


def power_problems(data: Data) -> list[str]:
    """Expects a file whose shape and names are right."""
    return [*_roles(data), *_sessions(data), *_posts(data), *_nobody_left(data)]


def _roles(data: Data) -> Iterator[str]:
    roles = {role["code"]: role for role in data["roles"]}
    for role in data["roles"]:
        unknown = sorted(set(role["rights"]) - RIGHTS)
        yield from (f"Role '{role['code']}': there is no right '{right}'." for right in unknown)
        if role["profile"] not in set(Profile):
            yield f"Role '{role['code']}': there is no profile '{role['profile']}'."
            continue
        for right in sorted(set(role["rights"]) & RIGHTS - AT_MOST[Profile(role["profile"])]):
            yield f"Role '{role['code']}': the profile '{role['profile']}' may not hold '{right}'."
        yield from _inherits(role, roles)
        yield from _needs_switch(role, data)


def _sessions(data: Data) -> Iterator[str]:
    """A kind of session belongs to roles of the file (LDS-14)."""
    roles = {role["code"] for role in data["roles"]}
    for session in data["sessions"]:
        for role in sorted(set(session["roles"]) - roles):
            yield f"Session '{session['code']}' belongs to the role '{role}', which is not in the file."


def _inherits(role: Data, roles: dict[str, Data]) -> Iterator[str]:
    """A role that inherits a core role holds all that the core holds, and names only its additions in words (LDS-01)."""
    core = roles.get(role["inherits"])
    for right in sorted(set(core["rights"]) - set(role["rights"])) if core else ():
        yield f"Role '{role['code']}' inherits '{role['inherits']}' but lacks its right '{right}'."


def _needs_switch(role: Data, data: Data) -> Iterator[str]:
    switch = ROLE_SWITCHES.get(role["code"])
    if switch and not data["switches"].get(switch):
        yield f"Role '{role['code']}' is in the file, but the switch '{switch}' is off."


def _posts(data: Data) -> Iterator[str]:
    stated = data["limits"].get("fixed_term_max_months")
    longest = stated if isinstance(stated, int) else 0
    for post in data["posts"]:
        who = f"Post '{post['number']}'"
        yield from unknown_keys(f"{who}: switches", post["switches"], POST_SWITCHES)
        yield from (
            f"{who}: the switch '{key}' must be true or false."
            for key, on in post["switches"].items()
            if not isinstance(on, bool)
        )
        if not 0 <= post["hours_per_week"] < 100:
            yield f"{who}: {post['hours_per_week']} hours a week is not possible."
        if post["fixed_term_months"] < 0:
            yield f"{who}: a fixed term cannot be shorter than nothing."
        elif longest and post["fixed_term_months"] > longest:
            yield f"{who}: a fixed term of {post['fixed_term_months']} months is longer than this service's rule of {longest}."


def _nobody_left(data: Data) -> Iterator[str]:
    rights = {post["number"]: _rights_of(post, data) for post in data["posts"]}
    profiles = {role["code"]: role["profile"] for role in data["roles"]}
    if not any("configure_service" in held for held in rights.values()):
        yield "Nobody would be left able to administer this service: no post carries 'configure_service'."
    approvers = {
        post["number"]
        for post in data["posts"]
        if "manage_staff" in rights[post["number"]] and profiles.get(post["role"]) != Profile.ADMINISTRATOR
    }
    if not approvers:
        yield "Nobody would be left able to approve: no post that manages staff stands on a line."
    if any("break_glass" in held for held in rights.values()) and not _watchers(data, rights, profiles):
        yield "Nobody would be left to look at emergency access: no information governance post carries 'see_access_log'."
    yield from _no_way_up(data, rights, profiles, approvers)


def _no_way_up(
    data: Data, rights: dict[str, set[str]], profiles: dict[str, str], approvers: set[str]
) -> Iterator[str]:
    """Whoever works with people has someone above who can open the record and act; whoever reports has someone above who approves."""
    graph = operational_graph(data)
    takers = {number for number, held in rights.items() if {"open_records", "see_board"} <= held}
    for number in sorted(
        post["number"] for post in data["posts"] if profiles.get(post["role"]) in WITH_PEOPLE
    ):
        above = reachable(number, graph) | ({number} & takers)
        if not above & takers:
            yield f"Post '{number}' has nobody to escalate to: no post above it may open records and see the board."
        if not above & approvers and number not in approvers:
            yield f"Post '{number}' has nobody to approve for it: no post above it manages staff."


def _watchers(data: Data, rights: dict[str, set[str]], profiles: dict[str, str]) -> list[str]:
    return [
        post["number"]
        for post in data["posts"]
        if "see_access_log" in rights[post["number"]]
        and profiles.get(post["role"]) == Profile.INFORMATION_GOVERNANCE
    ]


def _rights_of(post: Data, data: Data) -> set[str]:
    return {right for role in data["roles"] if role["code"] == post["role"] for right in role["rights"]}
