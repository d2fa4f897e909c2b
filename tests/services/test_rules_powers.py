"""No role holds what its kind may not, and somebody can always administer, approve and take an escalation."""

import pytest

from tests.services.files import drop, row
from waymark.organisation.services.rules import problems


def test_an_unknown_right_is_named(durham):
    row(durham, "roles", "recovery-worker")["rights"].append("read_everything")

    assert problems(durham) == ["Role 'recovery-worker': there is no right 'read_everything'."]


def test_an_unknown_profile_is_named(durham):
    row(durham, "roles", "recovery-worker")["profile"] = "hero"

    assert problems(durham) == ["Role 'recovery-worker': there is no profile 'hero'."]


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("administrator", "open_records"),
        ("administrator", "find_people"),
        ("auditor", "configure_service"),
        ("information-governance-lead", "record_contacts"),
        ("recovery-worker", "allocate"),
        ("area-manager", "configure_service"),
    ],
)
def test_a_role_may_not_hold_what_its_profile_may_not(durham, code, right):
    role = row(durham, "roles", code)
    role["rights"].append(right)

    assert problems(durham) == [f"Role '{code}': the profile '{role['profile']}' may not hold '{right}'."]


@pytest.mark.parametrize(
    ("code", "right"),
    [("commissioner", "open_records"), ("volunteer", "find_people"), ("team-leader", "verify_audit")],
)
def test_commissioners_volunteers_and_leads_have_their_limits_too(llr, code, right):
    role = row(llr, "roles", code)
    role["rights"].append(right)

    assert problems(llr) == [f"Role '{code}': the profile '{role['profile']}' may not hold '{right}'."]


def test_an_inheriting_role_holds_all_its_core_role_holds(leeds):
    row(leeds, "roles", "recovery-worker-touchstone")["rights"].remove("countersign")

    assert problems(leeds) == [
        "Role 'recovery-worker-touchstone' inherits 'recovery-worker' but lacks its right 'countersign'."
    ]


def test_a_volunteer_needs_a_service_that_has_volunteers(llr):
    llr["switches"]["volunteers"] = False

    assert problems(llr) == ["Role 'volunteer' is in the file, but the switch 'volunteers' is off."]


def test_nobody_left_to_administer(durham):
    for number in ("SA-01", "SA-02"):
        drop(durham, "posts", number)

    assert problems(durham) == [
        "Nobody would be left able to administer this service: no post carries 'configure_service'."
    ]


def test_one_administrator_is_enough(durham):
    drop(durham, "posts", "SA-01")

    assert problems(durham) == []


def test_nobody_left_to_approve(durham):
    row(durham, "roles", "area-manager")["rights"].remove("manage_staff")

    found = problems(durham)

    assert found[0] == "Nobody would be left able to approve: no post that manages staff stands on a line."
    assert "Post 'RW-014' has nobody to approve for it: no post above it manages staff." in found


def test_nobody_left_to_escalate_to(durham):
    row(durham, "roles", "area-manager")["rights"].remove("see_board")

    assert (
        "Post 'RW-014' has nobody to escalate to: no post above it may open records and see the board."
        in problems(durham)
    )


def test_one_worker_without_a_line_is_named_and_no_other(durham):
    row(durham, "posts", "RW-014")["operational_line"] = ""

    assert problems(durham) == [
        "Post 'RW-014' has nobody to escalate to: no post above it may open records and see the board.",
        "Post 'RW-014' has nobody to approve for it: no post above it manages staff.",
    ]


def test_the_other_manager_named_by_the_job_description_is_a_way_up(llr):
    post = row(llr, "posts", "RW-01")
    post["operational_line"] = ""

    assert post["alternative_line"] == "TL-01"
    assert problems(llr) == []


def test_nobody_left_to_look_at_emergency_access(durham):
    for number in ("IG-01", "IG-02"):
        drop(durham, "posts", number)

    assert problems(durham) == [
        "Nobody would be left to look at emergency access: "
        "no information governance post carries 'see_access_log'."
    ]
