"""The tree, the posts, both lines and what each role may do, service by service (capabilities.md 2.1 to 2.5)."""

import pytest

from tests.services.files import ASC, DURHAM, FIVE, LEEDS, LLR, SURREY, file, rows
from waymark.organisation.services.choices import RIGHTS, Profile
from waymark.organisation.services.rules import unit_paths
from waymark.organisation.staff.choices import Right
from waymark.people.access.choices import Profile as AccessProfile


@pytest.mark.parametrize(
    ("slug", "tree"),
    [
        (
            DURHAM,
            [
                ("Adult and Health Services", "directorate", ""),
                ("Adult Care", "grouping", "Adult and Health Services"),
                ("Support & Recovery", "service", "Adult Care"),
                ("Support & Recovery North", "locality team", "Support & Recovery"),
                ("Support & Recovery South", "locality team", "Support & Recovery"),
            ],
        ),
        (
            LEEDS,
            [
                ("Leeds Mental Health Care Group", "directorate", ""),
                ("Rehabilitation and Recovery Service", "department", "Leeds Mental Health Care Group"),
                ("Recovery Centre", "service", "Rehabilitation and Recovery Service"),
                ("Asket Croft inpatient unit", "ward", "Recovery Centre"),
                ("Asket House inpatient unit", "ward", "Recovery Centre"),
            ],
        ),
        (
            LLR,
            [
                ("Mental Health Business Unit - Operations", "directorate", ""),
                (
                    "Leicester, Leicestershire & Rutland Crisis House Service",
                    "service",
                    "Mental Health Business Unit - Operations",
                ),
                *[
                    (name, "channel team", "Leicester, Leicestershire & Rutland Crisis House Service")
                    for name in ("Crisis house", "Helpline", "Crisis cafe", "Outreach")
                ],
            ],
        ),
        (
            ASC,
            [
                ("Adult Social Care", "directorate", ""),
                ("Adult Social Care department", "department", "Adult Social Care"),
                ("Support, Time and Recovery team", "service", "Adult Social Care department"),
            ],
        ),
        (
            SURREY,
            [
                ("Adult Social Care", "directorate", ""),
                ("Comms & Ops / Mental Health", "service", "Adult Social Care"),
                ("Guildford locality team", "locality team", "Comms & Ops / Mental Health"),
                ("Woking locality team", "locality team", "Comms & Ops / Mental Health"),
            ],
        ),
    ],
)
def test_the_tree_of_units(slug, tree):
    units = rows(slug, "units")
    names = {code: unit["name"] for code, unit in units.items()} | {"": ""}

    assert [(u["name"], u["kind"], names[u["parent"]]) for u in units.values()] == tree


def test_durham_north_and_south_stand_under_adult_care_in_adult_and_health_services():
    paths = unit_paths(file(DURHAM))

    assert paths["north"] == "adult-and-health-services/adult-care/support-recovery/north/"
    assert paths["south"] == "adult-and-health-services/adult-care/support-recovery/south/"


@pytest.mark.parametrize(
    ("slug", "names"),
    [
        (DURHAM, {"Durham County Council": "council"}),
        (
            LEEDS,
            {
                "Leeds and York Partnership NHS Foundation Trust": "nhs",
                "Leeds Mind": "charity",
                "Touchstone": "charity",
                "Community Links": "charity",
            },
        ),
        (LLR, {"Turning Point": "charity", "The commissioner": "nhs"}),
        (ASC, {"The council": "council"}),
        (SURREY, {"Surrey County Council": "council"}),
    ],
)
def test_the_organisations(slug, names):
    assert {row["name"]: row["legal_kind"] for row in file(slug)["organisations"]} == names


def test_durham_has_two_teams_each_under_its_own_area_manager():
    posts = rows(DURHAM, "posts", "number")
    teams = {
        team: [p for p in posts.values() if p["unit"] == team and p["role"] == "recovery-worker"]
        for team in ("north", "south")
    }

    assert {team: len(found) for team, found in teams.items()} == {"north": 4, "south": 4}
    assert posts["RW-014"]["unit"] == "north"
    assert posts["RW-014"]["switches"] == {"manages_people": False, "holds_budget": False, "acts_up": False}
    for team, found in teams.items():
        assert {posts[post["operational_line"]]["role"] for post in found} == {"area-manager"}
        assert {posts[post["operational_line"]]["unit"] for post in found} == {team}


def test_the_leeds_structure_chart_has_nine_roles_in_order():
    chart = sorted(
        (row for row in file(LEEDS)["roles"] if row["chart_order"]), key=lambda r: r["chart_order"]
    )

    assert [row["title"] for row in chart] == [
        "Clinical Director",
        "Associate Director",
        "Inpatient Clinical Services Manager",
        "Rehabilitation and Recovery Lead",
        "Matron",
        "Clinical Team Manager",
        "Care Co-ordinator",
        "Recovery Worker",
        "Parent-organisation Link",
    ]


def test_leeds_posts_of_four_employers_share_one_core_role():
    roles = rows(LEEDS, "roles")
    core = roles["recovery-worker"]
    inheriting = [role for role in roles.values() if role["inherits"] == "recovery-worker"]

    assert core["label"] == "Recovery Worker 027a, Band 3"
    assert (core["reference"], core["grade"]) == ("027a", "Band 3")
    assert {role["code"] for role in inheriting} == {
        f"recovery-worker-{code}" for code in ("leeds-mind", "touchstone", "community-links")
    }
    for role in inheriting:
        assert set(role["rights"]) >= set(core["rights"])
        assert not set(role["may"]) & set(core["may"])


def test_leeds_has_twelve_workers_over_four_employers_with_two_lines_each():
    posts = rows(LEEDS, "posts", "number")
    workers = [post for post in posts.values() if post["role"].startswith("recovery-worker")]
    by_employer = {}
    for post in workers:
        by_employer.setdefault(post["employer"], []).append(post)

    assert {code: len(found) for code, found in by_employer.items()} == {
        "lypft": 4,
        "leeds-mind": 3,
        "touchstone": 3,
        "community-links": 2,
    }
    assert {post["fixed_term_months"] for post in workers} == {12}
    assert {posts[post["operational_line"]]["role"] for post in workers} == {
        "rehabilitation-and-recovery-lead"
    }
    for employer, found in by_employer.items():
        above = [posts[post["professional_line"]] for post in found]
        assert {post["employer"] for post in above} == {employer}
        assert {post["role"] for post in above} == {
            "professional-lead" if employer == "lypft" else "parent-organisation-link"
        }


def test_only_leeds_has_a_second_line():
    assert [slug for slug in FIVE if any(post["professional_line"] for post in file(slug)["posts"])] == [
        LEEDS
    ]


def test_the_nine_roles_of_the_crisis_house_each_have_two_posts_or_more():
    stated = [role for role in file(LLR)["roles"] if role["source"] == "[S]"]
    held = [post["role"] for post in file(LLR)["posts"]]

    assert {role["title"] for role in stated} == {
        "Operations Manager",
        "Team Leader",
        "Crisis Community Partnership Lead",
        "Senior Recovery Worker",
        "Recovery Worker",
        "Peer Support Worker",
        "Volunteer",
        "Crisis & Transition Lead",
        "Regional Operations Manager",
    }
    assert min(held.count(role["code"]) for role in stated) >= 2


@pytest.mark.parametrize(
    ("slug", "worker", "first", "second"),
    [
        (LLR, "recovery-worker", "senior-recovery-worker", "team-leader"),
        (SURREY, "str-worker", "practice-lead", "team-manager"),
    ],
)
def test_where_two_managers_are_named_a_post_answers_to_one_or_the_other(slug, worker, first, second):
    posts = rows(slug, "posts", "number")
    workers = [post for post in posts.values() if post["role"] == worker]

    assert {posts[post["operational_line"]]["role"] for post in workers} == {first}
    assert {posts[post["alternative_line"]]["role"] for post in workers} == {second}


@pytest.mark.parametrize("slug", FIVE)
def test_every_service_has_its_keepers(slug):
    held = [post["role"] for post in file(slug)["posts"]]

    assert {held.count(code) for code in ("administrator", "information-governance-lead", "auditor")} == {2}
    assert held.count("commissioner") == (2 if slug == LLR else 0)


@pytest.mark.parametrize("slug", FIVE)
def test_no_file_names_who_holds_a_post(slug):
    for post in file(slug)["posts"]:
        assert not {"holder", "name", "worker"} & set(post)


def test_the_rights_a_file_may_name_are_those_of_staff():
    assert {*RIGHTS, Right.SIGNED_IN} == set(Right)


@pytest.mark.parametrize("slug", FIVE)
def test_who_sets_up_and_who_checks_never_reads_a_record(slug):
    roles = rows(slug, "roles")

    assert set(roles["administrator"]["rights"]) == {
        "configure_service",
        "see_structure",
        "manage_staff",
        "import_people",
    }
    assert set(roles["auditor"]["rights"]) == {"see_access_log", "verify_audit"}
    governance = {"see_access_log", "verify_audit", "match_records"}
    assert set(roles["information-governance-lead"]["rights"]) == governance


def test_the_commissioner_sees_totals_and_nothing_else():
    assert rows(LLR, "roles")["commissioner"]["rights"] == ["see_totals"]


@pytest.mark.parametrize(("slug", "code"), [(LEEDS, "volunteer"), (LEEDS, "student"), (LLR, "volunteer")])
def test_volunteers_and_students_see_their_own_sessions_only(slug, code):
    role = rows(slug, "roles")[code]

    assert role["profile"] == "casework_limited"
    assert set(role["rights"]) == {"open_records", "record_contacts", "see_own_day"}


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        (LEEDS, "clinical-director"),
        (LEEDS, "associate-director"),
        (LEEDS, "inpatient-clinical-services-manager"),
        (LLR, "regional-operations-manager"),
    ],
)
def test_those_who_oversee_see_totals_and_no_notes(slug, code):
    assert set(rows(slug, "roles")[code]["rights"]) == {"see_structure", "see_totals"}


@pytest.mark.parametrize(
    ("slug", "code"),
    [(DURHAM, "recovery-worker"), (LLR, "recovery-worker"), (ASC, "str-worker"), (SURREY, "str-worker")],
)
def test_the_worker_s_own_role_manages_nobody(slug, code):
    managing = {"allocate", "see_board", "manage_staff", "countersign", "configure_service"}

    assert not managing & set(rows(slug, "roles")[code]["rights"])


def test_only_the_leeds_worker_may_countersign_for_students():
    assert "countersign" in rows(LEEDS, "roles")["recovery-worker"]["rights"]


@pytest.mark.parametrize("slug", FIVE)
def test_what_a_role_may_and_may_not_do_is_said_in_sentences(slug):
    for role in file(slug)["roles"]:
        said = [*role["may"], *role["may_not"]]
        assert role["may"], role["code"]
        assert [sentence for sentence in said if not sentence.endswith(".")] == []


@pytest.mark.parametrize(("slug", "code"), [(LEEDS, "matron"), (LLR, "operations-manager")])
def test_who_may_be_granted_a_record_can_open_it_and_breaks_no_glass(slug, code):
    role = rows(slug, "roles")[code]

    assert role["profile"] == "oversight"
    assert {"open_records", "see_totals"} <= set(role["rights"])
    assert not {"break_glass", "write_details", "allocate"} & set(role["rights"])


@pytest.mark.parametrize("code", ["occupational-therapist", "nurse", "ward-staff"])
def test_ward_staff_write_on_their_ward_and_break_no_glass(code):
    role = rows(LEEDS, "roles")[code]

    assert role["profile"] == "ward"
    assert not {"break_glass", "write_details"} & set(role["rights"])


def test_the_profiles_are_those_of_the_access_policy():
    assert set(Profile) == set(AccessProfile)
