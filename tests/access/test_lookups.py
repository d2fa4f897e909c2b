"""Which looks at a record the privacy officer is told of."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.people.access.choices import Curiosity
from waymark.people.access.rules import Look, curiosities, is_curious, is_off_shift, same_household

MORNING = datetime(2026, 3, 4, 8, tzinfo=UTC)
EARLY_SHIFT = (MORNING, MORNING + timedelta(hours=8))


def test_a_look_in_the_course_of_work_is_not_curious():
    look = Look(
        worker_surname="Dodds",
        worker_address="1 Hill Road DL1 1AA",
        person_surname="Ellis",
        person_address="9 Mill Lane DH1 1AA",
        records_in_the_hour=99,
        exports_in_ten_minutes=20,
    )

    assert curiosities(look) == frozenset()
    assert not is_curious(look)


@pytest.mark.parametrize(
    ("look", "kind"),
    [
        (Look(own_record=True), Curiosity.OWN_RECORD),
        (
            Look(
                worker_surname="Ellis",
                worker_address="9 Mill Lane, DH1 1AA",
                person_surname="ELLIS",
                person_address="9 Mill Ln DH11AA",
            ),
            Curiosity.SAME_HOUSEHOLD,
        ),
        (Look(person_is_colleague=True), Curiosity.COLLEAGUE),
        (Look(records_in_the_hour=100), Curiosity.MANY_RECORDS),
        (Look(exports_in_ten_minutes=21), Curiosity.MANY_EXPORTS),
        (Look(off_shift=True), Curiosity.OFF_SHIFT),
    ],
)
def test_each_kind_of_curiosity_alone_is_told(look, kind):
    assert curiosities(look) == {kind}
    assert is_curious(look)


def test_all_reasons_are_given_not_the_first():
    assert curiosities(Look(own_record=True, off_shift=True)) == {Curiosity.OWN_RECORD, Curiosity.OFF_SHIFT}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 High Street, Durham, DH1 1AA", "12, High St, dh11aa"),
        ("Flat 2, 12 High Street, DH1 1AA", "12 High St, flat 2, Durham DH1  1AA"),
        ("4a Mill Lane, LS9 7TF", "4A Mill Ln LS97TF"),
        ("The Old Mill, Dales", "the old mill dales"),
    ],
)
def test_one_address_written_two_ways_is_one(one, other):
    assert same_household("Ní Bhriain", one, "ni bhriain", other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 High Street, DH1 1AA", "14 High Street, DH1 1AA"),
        ("Flat 2, 12 High Street, DH1 1AA", "Flat 3, 12 High Street, DH1 1AA"),
        ("12 High Street, DH1 1AA", "12 High Street, DH1 1AB"),
        ("", ""),
        ("12 High Street, DH1 1AA", ""),
        (" , ", " - "),
    ],
)
def test_other_addresses_and_unknown_ones_are_not(one, other):
    assert not same_household("Ellis", one, "Ellis", other)


def test_two_names_at_one_address_and_no_name_are_not_told():
    assert not same_household("Ellis", "12 High Street, DH1 1AA", "Dodds", "12 High Street, DH1 1AA")
    assert not same_household("", "12 High Street, DH1 1AA", " ", "12 High Street, DH1 1AA")


@given(st.text(), st.text(), st.text(), st.text())
def test_it_does_not_matter_who_is_named_first(name, address, other_name, other_address):
    assert same_household(name, address, other_name, other_address) == same_household(
        other_name, other_address, name, address
    )


@pytest.mark.parametrize(
    ("at", "off"),
    [
        (MORNING - timedelta(minutes=31), True),
        (MORNING - timedelta(minutes=30), False),
        (MORNING + timedelta(hours=9, minutes=59), False),
        (MORNING + timedelta(hours=10), True),
    ],
)
def test_a_shift_has_half_an_hour_before_and_two_hours_after(at, off):
    assert is_off_shift(at, [EARLY_SHIFT]) is off


def test_without_a_rota_nobody_is_off_shift_and_with_one_whoever_is_not_on_it_is():
    assert not is_off_shift(MORNING, None)
    assert is_off_shift(MORNING, [])


def test_between_two_shifts_it_is_enough_to_be_near_one():
    night = (MORNING + timedelta(hours=13), MORNING + timedelta(hours=22))

    assert is_off_shift(MORNING + timedelta(hours=11), [EARLY_SHIFT, night])
    assert not is_off_shift(MORNING + timedelta(hours=20), [EARLY_SHIFT, night])
