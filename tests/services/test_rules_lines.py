"""What a file names is in it, and neither line of reporting goes round in a circle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.files import row
from waymark.organisation.services.rules import problems
from waymark.organisation.services.rules.lines import circles


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("role", "wizard", "Post 'RW-014': its role 'wizard' is not among the roles of this file."),
        ("unit", "east", "Post 'RW-014': its unit 'east' is not among the units of this file."),
        (
            "employer",
            "acme",
            "Post 'RW-014': its employer 'acme' is not among the organisations of this file.",
        ),
        ("site", "shed", "Post 'RW-014': its site 'shed' is not among the sites of this file."),
        (
            "professional_line",
            "ZZ-1",
            "Post 'RW-014': its professional line 'ZZ-1' is not among the posts of this file.",
        ),
        ("employer", "", "Post 'RW-014' has no employer."),
    ],
)
def test_a_post_names_what_is_in_the_file(durham, key, value, sentence):
    row(durham, "posts", "RW-014")[key] = value

    assert problems(durham) == [sentence]


def test_a_line_to_a_post_that_is_not_there(durham):
    row(durham, "posts", "RW-014")["operational_line"] = "AM-009"

    assert "Post 'RW-014': its operational line 'AM-009' is not among the posts of this file." in problems(
        durham
    )


def test_a_unit_a_site_and_a_policy_name_what_is_in_the_file(leeds):
    row(leeds, "units", "asket-croft-unit")["parent"] = "nowhere"
    row(leeds, "sites", "asket-croft")["unit"] = "nowhere"
    leeds["policies"][0]["organisation"] = "nowhere"

    assert problems(leeds) == [
        "Unit 'asket-croft-unit': its parent 'nowhere' is not among the units of this file.",
        "Site 'asket-croft': its unit 'nowhere' is not among the units of this file.",
        "Policy 'Lone Worker (nowhere)': its organisation 'nowhere' is not among the organisations of this file.",
    ]


def test_a_role_inherits_one_that_is_in_the_file(leeds):
    row(leeds, "roles", "recovery-worker-touchstone")["inherits"] = "worker"

    assert problems(leeds) == [
        "Role 'recovery-worker-touchstone': its core role 'worker' is not among the roles of this file."
    ]


@pytest.mark.parametrize(
    ("key", "name", "word"),
    [("posts", "RW-014", "post"), ("units", "north", "unit"), ("roles", "auditor", "role")],
)
def test_a_name_is_used_once(durham, key, name, word):
    durham[key].append(dict(row(durham, key, name)))

    assert problems(durham) == [f"The {word} '{name}' is in the file twice."]


def test_two_employers_may_each_have_a_policy_of_one_name(leeds):
    leeds["policies"].append({"name": "Lone Worker", "organisation": "touchstone", "source": "[S]"})

    assert problems(leeds) == []


def test_an_operational_circle_is_drawn(durham):
    row(durham, "posts", "AM-001")["operational_line"] = "RW-014"

    assert problems(durham) == ["The operational line goes round in a circle: AM-001 > RW-014 > AM-001."]


def test_a_circle_through_the_alternative_line_is_found(llr):
    row(llr, "posts", "TL-01")["alternative_line"] = "RW-01"

    assert any(s.startswith("The operational line goes round in a circle: RW-01") for s in problems(llr))


def test_a_professional_circle_is_found_apart_from_the_operational_line(leeds):
    row(leeds, "posts", "LK-02")["professional_line"] = "RW-08"

    assert problems(leeds) == ["The professional line goes round in a circle: LK-02 > RW-08 > LK-02."]


def test_the_two_lines_together_may_point_at_each_other(leeds):
    row(leeds, "posts", "RL-01")["professional_line"] = "RW-08"

    assert problems(leeds) == []


def test_a_post_above_itself_is_a_circle(durham):
    row(durham, "posts", "RW-014")["operational_line"] = "RW-014"

    assert "The operational line goes round in a circle: RW-014 > RW-014." in problems(durham)


def test_a_circle_of_units_is_drawn(durham):
    row(durham, "units", "adult-and-health-services")["parent"] = "support-recovery"

    assert problems(durham) == [
        "Units sit inside each other in a circle: "
        "adult-and-health-services > support-recovery > adult-care > adult-and-health-services."
    ]


def test_a_circle_of_roles_is_drawn(leeds):
    row(leeds, "roles", "recovery-worker")["inherits"] = "recovery-worker-touchstone"

    assert problems(leeds) == [
        "Roles inherit from each other in a circle: "
        "recovery-worker > recovery-worker-touchstone > recovery-worker."
    ]


def test_two_circles_are_two_sentences_and_what_leads_into_one_is_not_on_it():
    graph = {"a": ["b"], "b": ["a"], "c": ["a"], "d": ["d"], "e": []}

    assert circles(graph) == [["a", "b"], ["d"]]


def never_at_the_top(graph):
    """Counted another way: take away whoever has nobody above, again and again, and see who is left."""
    left = {post: set(above) & set(graph) for post, above in graph.items()}
    while tops := {post for post, above in left.items() if not above}:
        left = {post: above - tops for post, above in left.items() if post not in tops}
    return left


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3)))
def test_every_circle_found_is_one_and_none_is_missed(graph):
    found = circles(graph)
    for circle in found:
        for here, above in zip(circle, [*circle[1:], circle[0]], strict=True):
            assert above in graph[here]
    assert bool(found) == bool(never_at_the_top(graph))


def test_a_fixed_term_longer_than_the_service_s_rule(leeds):
    row(leeds, "posts", "RW-08")["fixed_term_months"] = 13

    assert problems(leeds) == [
        "Post 'RW-08': a fixed term of 13 months is longer than this service's rule of 12."
    ]


def test_a_fixed_term_where_no_rule_is_stated_is_anyone_s_to_set(durham):
    row(durham, "posts", "RW-014")["fixed_term_months"] = 13

    assert problems(durham) == []


def test_a_fixed_term_shorter_than_nothing(durham):
    row(durham, "posts", "RW-014")["fixed_term_months"] = -1

    assert problems(durham) == ["Post 'RW-014': a fixed term cannot be shorter than nothing."]


@pytest.mark.parametrize("hours", [-1, 100])
def test_impossible_hours(durham, hours):
    row(durham, "posts", "RW-014")["hours_per_week"] = hours

    assert problems(durham) == [f"Post 'RW-014': {hours} hours a week is not possible."]


def test_the_switches_of_a_post(durham):
    row(durham, "posts", "RW-014")["switches"] = {
        "manages_people": "yes",
        "holds_budget": False,
        "flies": True,
    }

    assert problems(durham) == [
        "Post 'RW-014': switches has an unknown key 'flies'.",
        "Post 'RW-014': switches has no 'acts_up': leave it empty if the job description is silent.",
        "Post 'RW-014': the switch 'manages_people' must be true or false.",
    ]
