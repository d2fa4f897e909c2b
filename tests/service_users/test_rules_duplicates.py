"""When two records may be one person, and why; never on too little."""

import pytest

from waymark.core.partial_dates import PartialDate
from waymark.people.service_users.rules import Known, are_one, own_number, suspicion, suspicions


def known(id, name="Zoë O’Brien", birth=None, nhs_number="", phones=(), more=(), own=()):
    return Known(id, name.split()[0], (name, *more), birth, nhs_number, phones, own)


DAY = PartialDate(1984, 2, 3)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (known(1, nhs_number="9990475148"), known(2, "Ann Other", nhs_number="9990475148"), "the same NHS number"),
        (known(1, birth=DAY), known(2, "zoe obrien", birth=DAY), "the same name and birth date"),
        (known(1, birth=DAY), known(2, "O'BRIEN Zoe", birth=DAY), "the same name and birth date"),
        (known(1, "Ada Bell", birth=DAY, more=("Ada Okafor",)), known(2, "Ada Okafor", birth=DAY), "the same name and birth date"),
        (known(1, birth=DAY), known(2, birth=PartialDate(1984)), "the same name, and a birth date that can be the same"),
        (known(1, phones=("+447700900123",)), known(2, "ZOE Other", phones=("+447700900123",)), "the same telephone number and first name"),
    ],
)  # fmt: skip
def test_two_that_may_be_one(one, other, why):
    assert suspicion(one, other).why == (why,)
    assert [
        (found.one, found.other, found.why) for found in suspicions([one, known(9, "Nobody Else"), other])
    ] == [(1, 2, (why,))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (known(1), known(2)),
        (known(1, birth=DAY), known(2)),
        (known(1, birth=DAY), known(2, birth=PartialDate(1984, 2, 4))),
        (known(1, birth=DAY), known(2, "Zoe Brien", birth=DAY)),
        (known(1, phones=("+447700900123",)), known(2, "Ann Other", phones=("+447700900123",))),
        (known(1, "— —", birth=DAY), known(2, "— —", birth=DAY)),
    ],
)
def test_two_that_are_not(one, other):
    assert suspicion(one, other) is None
    assert suspicions([one, other]) == []


def test_several_reasons_stand_side_by_side():
    one, other = (known(id, birth=DAY, nhs_number="9990475148", phones=("+447700900123",)) for id in (1, 2))

    assert len(suspicion(one, other).why) == 3


def test_every_pair_is_told_once_however_much_they_share():
    people = [known(id, birth=DAY, nhs_number="9990475148") for id in range(4)]

    assert len(suspicions(people)) == 6


def test_a_number_of_the_services_own_is_compared_with_whose_it_is():
    one, other = (
        known(id, own=(own_number(heading, "c10001"),))
        for id, heading in ((1, "Client ID"), (2, "client id"))
    )

    assert suspicion(one, other).why == ("the same number of the service's own",)
    assert suspicion(one, known(3, own=(own_number("Ward no", "C10001"),))) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (known(1, nhs_number="9990475148"), known(2, "zoe obrien", nhs_number="9990475148")),
        (known(1, birth=DAY, nhs_number="9990475148"), known(2, "Zoe Married", birth=DAY, nhs_number="9990475148")),
        (known(1, birth=DAY), known(2, "O'BRIEN Zoe", birth=DAY, nhs_number="9990475148")),
        (known(1, birth=DAY, own=("id 7",)), known(2, birth=PartialDate(1984), own=("id 7",))),
        (known(1, own=("id 7",)), known(2, own=("id 7",))),
    ],
)  # fmt: skip
def test_two_that_are_one_beyond_doubt(one, other):
    assert are_one(one, other)
    assert are_one(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (known(1, birth=DAY, nhs_number="9990475148"), known(2, birth=DAY, nhs_number="9993425287")),
        (known(1, nhs_number="9990475148"), known(2, "Ann Other", nhs_number="9990475148")),
        (known(1, birth=DAY), known(2, birth=PartialDate(1984))),
        (known(1, birth=PartialDate(1984)), known(2, birth=PartialDate(1984))),
        (known(1, phones=("+447700900123",)), known(2, phones=("+447700900123",))),
        (known(1, birth=DAY, own=("id 7",)), known(2, birth=PartialDate(1985), own=("id 7",))),
        (known(1, own=("id 7",)), known(2, "Ann Other", own=("id 7",))),
        (known(1), known(2)),
    ],
)  # fmt: skip
def test_two_that_may_be_two(one, other):
    assert not are_one(one, other)
    assert not are_one(other, one)
