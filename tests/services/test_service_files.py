"""The five service files say what the job descriptions say, and mark the rest as ours (capabilities.md 2)."""

from itertools import pairwise

import pytest

from tests.services.files import ASC, DATA, DURHAM, FIVE, LEEDS, LLR, SURREY, file, rows
from waymark.organisation.services.rules import (
    differences,
    is_our_default,
    our_defaults,
    problems,
)
from waymark.organisation.services.rules.settings import contrast_with_white


def test_there_are_five_files_named_after_their_services():
    assert {path.stem for path in DATA.glob("*.toml")} == set(FIVE)
    assert [file(slug)["slug"] for slug in FIVE] == list(FIVE)


@pytest.mark.parametrize("slug", FIVE)
def test_a_file_is_sound(slug):
    assert problems(file(slug)) == []


def test_the_five_can_stand_side_by_side():
    assert differences([file(slug) for slug in FIVE]) == []


def test_every_service_has_the_same_keys_everywhere():
    def keys(value):
        return set(value) if isinstance(value, dict) else {frozenset(row) for row in value}

    first = file(DURHAM)
    for slug in FIVE[1:]:
        other = file(slug)
        assert set(other) == set(first)
        for key in ("terms", "brand", "hours", "switches", "limits", "clocks", "roles", "posts", "units"):
            assert keys(other[key]) == keys(first[key]), (slug, key)


@pytest.mark.parametrize(
    ("slug", "profile_date"),
    [(DURHAM, ""), (LEEDS, ""), (LLR, ""), (ASC, "2021-02-01"), (SURREY, "2017-03")],
)
def test_the_profile_is_dated_where_the_job_description_dates_it(slug, profile_date):
    assert file(slug)["profile_date"] == profile_date


@pytest.mark.parametrize(
    ("slug", "role", "label", "title", "reference", "grade", "reports_to"),
    [
        (
            *(DURHAM, "recovery-worker", "Recovery Worker, Grade 7, ref A4275"),
            *("Recovery Worker", "A4275", "Grade 7", "Support & Recovery Area Manager"),
        ),
        (
            *(LLR, "recovery-worker", "Recovery Worker, Grade 2"),
            *("Recovery Worker", "", "Grade 2", "Senior Recovery Worker or Team Leader"),
        ),
        (
            *(ASC, "str-worker", "Support Time Recovery Worker (ASC011, profile dated 1 February 2021)"),
            *("Support Time Recovery Worker", "ASC011", "", "Service Manager"),
        ),
        (
            *(
                SURREY,
                "str-worker",
                "Support Time Recovery Worker (6PCS, PS6, created March 2017, BM-2017-399)",
            ),
            *("Support Time Recovery Worker", "6PCS, PS6, created March 2017, BM-2017-399"),
            *("PS6", "Practice Lead or Team Manager"),
        ),
    ],
)
def test_the_worker_s_role_is_headed_as_the_job_description_heads_it(
    slug, role, label, title, reference, grade, reports_to
):
    found = rows(slug, "roles")[role]

    assert found["label"] == label
    assert (found["title"], found["reference"], found["grade"]) == (title, reference, grade)
    assert found["reports_to"] == reports_to
    assert found["source"] == "[S]"


@pytest.mark.parametrize(
    ("slug", "name", "ours"),
    [
        (DURHAM, "limits.caseload_weight", True),
        (DURHAM, "clocks.support_plan_review", True),
        (DURHAM, "clocks.support_plan_review.days", True),
        (DURHAM, "switches.toil", False),
        (DURHAM, "roles.recovery-worker", False),
        (DURHAM, "roles.administrator", True),
        (LEEDS, "limits.fixed_term_max_months", False),
        (LEEDS, "clocks.hand_hygiene_training", False),
        (LEEDS, "hours", False),
        (LEEDS, "units.asket-house-unit", True),
        (ASC, "hours.opening", True),
        (SURREY, "limits.allowed_bands", True),
        (SURREY, "units.guildford", True),
    ],
)
def test_what_the_job_description_leaves_out_is_marked_as_ours(slug, name, ours):
    assert is_our_default(file(slug), name) is ours


@pytest.mark.parametrize("slug", FIVE)
def test_a_clock_that_is_not_stated_and_not_law_is_among_our_defaults(slug):
    clocks = {key: clock for key, clock in file(slug)["clocks"].items() if isinstance(clock, dict)}
    ours = {f"clocks.{key}" for key, clock in clocks.items() if "[P]" in clock["source"]}

    assert ours
    assert ours <= set(our_defaults(file(slug)))


@pytest.mark.parametrize("slug", FIVE)
def test_the_brand_can_be_read_and_borrows_no_nhs_blue(slug):
    brand = file(slug)["brand"]

    assert contrast_with_white(brand["colour"]) >= 4.5
    assert brand["colour"] not in {"#005eb8", "#003087"}


def test_the_leeds_brand_names_its_four_partners():
    assert file(LEEDS)["brand"]["partners"] == [
        "Leeds and York Partnership NHS Foundation Trust",
        "Leeds Mind",
        "Touchstone",
        "Community Links",
    ]


@pytest.mark.parametrize("slug", FIVE)
def test_the_crisis_numbers_are_dated(slug):
    numbers = {row["number"]: row["checked_on"] for row in file(slug)["crisis_wording"]}

    assert numbers == dict.fromkeys(("999", "111 option 2", "116 123", "85258"), "2026-11-25")


def test_the_words_of_each_service_are_its_own():
    words = [
        tuple(file(slug)["terms"][key] for key in ("worker", "review", "plan", "manager")) for slug in FIVE
    ]

    assert words == [
        ("recovery worker", "review", "support plan", "area manager"),
        ("recovery worker", "CPA review", "care plan", "lead"),
        ("recovery worker", "review", "support plan", "team leader"),
        ("STR worker", "care-plan review", "care plan", "service manager"),
        ("STR worker", "CPA review", "care plan", "practice lead"),
    ]


def test_no_two_services_share_a_colour():
    colours = sorted(file(slug)["brand"]["colour"] for slug in FIVE)

    assert all(a != b for a, b in pairwise(colours))
