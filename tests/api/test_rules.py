"""What a device sends is read as it is, or said in a sentence to be wrong; and a wrong clock is put right (security.md)."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.doors.api import rules

PERSON = UUID("01976e40-0000-7000-8000-000000000001")
AT = datetime(2026, 11, 25, 14, 5, tzinfo=UTC)
GOOD = {"person": str(PERSON), "text": "Seen at home.", "occurred_at": "2026-11-25T14:05:00+00:00"}


def sent(**changes):
    return rules.read({**GOOD, **changes})


def test_what_is_needed_is_enough():
    assert sent() == (rules.Sent(PERSON, "Seen at home.", AT), {})


def test_all_of_it_is_read():
    read, wrong = sent(
        device_now="2026-11-25T15:06:00+01:00", device="phone 7", device_seq=12, reason="No signal"
    )

    assert wrong == {}
    assert read.reason == "No signal"
    assert (read.device_now, read.device, read.device_seq) == (AT + timedelta(minutes=1), "phone 7", 12)


def test_the_text_is_not_touched():
    text = "  <b>naïve</b>\r\n\tעברית 👩‍👧 ½ \u200b end  "

    assert sent(text=text)[0].text == text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("person", None),
        ("person", "sam"),
        ("person", 7),
        ("person", ["01976e40-0000-7000-8000-000000000001"]),
        ("text", None),
        ("text", ""),
        ("text", " \n\t"),
        ("text", 5),
        ("text", "a" * 100_001),
        ("text", "a\x00b"),
        ("text", "half \ud800 of one"),
        ("occurred_at", None),
        ("occurred_at", "yesterday"),
        ("occurred_at", "2026-11-25T14:05:00"),
        ("occurred_at", 1764079500),
        ("occurred_at", "0001-01-01T00:00:00+14:00"),
        ("occurred_at", "9999-12-31T23:59:59-14:00"),
        ("device_now", "14:05"),
        ("reason", 7),
        ("reason", "x" * 301),
        ("device", 7),
        ("device", "x" * 101),
        ("device", "a\x00"),
        ("device_seq", "12"),
        ("device_seq", True),
        ("device_seq", -1),
        ("device_seq", 1.5),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(field, value):
    read, wrong = sent(**{field: value})

    assert read is None
    assert list(wrong) == [field]
    assert wrong[field].endswith(".")


def test_everything_wrong_is_said_at_once():
    assert set(rules.read({})[1]) == {"person", "text", "occurred_at"}


@given(
    st.dictionaries(
        st.sampled_from([*GOOD, "reason", "device_now", "device", "device_seq"]),
        st.from_type(object) | st.text(),
    )
)
def test_whatever_is_sent_is_answered(body):
    read, wrong = rules.read(body)

    assert (read is None) == bool(wrong)


def placed(occurred_at, device_now, received_at=AT):
    return rules.placed(rules.Sent(PERSON, "text", occurred_at, "", device_now, "phone", 3), received_at)


def test_a_clock_that_is_right_moves_nothing():
    for way in (timedelta(0), timedelta(seconds=4), timedelta(seconds=-4)):
        assert placed(AT - timedelta(hours=1), AT - way).occurred_at == AT - timedelta(hours=1)


@pytest.mark.parametrize(
    "out", [timedelta(minutes=30), timedelta(hours=-5), timedelta(days=400), timedelta(seconds=30)]
)
def test_a_wrong_clock_is_put_right(out):
    """An hour ago is an hour ago, whatever the device's clock reads."""
    found = placed(AT + out - timedelta(hours=1), AT + out)

    assert found.occurred_at == AT - timedelta(hours=1)
    assert found.device["out_seconds"] == -out.total_seconds()


@pytest.mark.parametrize(
    ("seconds", "wrong"), [(0, False), (120, False), (121, True), (-121, True), (-120, False)]
)
def test_more_than_two_minutes_out_is_marked(seconds, wrong):
    assert placed(AT, AT + timedelta(seconds=seconds)).device["clock_wrong"] is wrong


def test_nothing_happened_later_than_it_was_told():
    assert placed(AT + timedelta(days=1), AT).occurred_at == AT
    assert placed(AT + timedelta(days=1), None).occurred_at == AT


def test_what_the_device_said_is_kept_as_it_said_it():
    theirs = timezone(timedelta(hours=-8))
    found = placed(AT.astimezone(theirs), (AT + timedelta(hours=1)).astimezone(theirs))

    assert found.device == {
        "name": "phone",
        "seq": 3,
        "occurred_at": "2026-11-25T06:05:00-08:00",
        "now": "2026-11-25T07:05:00-08:00",
        "out_seconds": -3600,
        "clock_wrong": True,
    }


def test_a_sender_without_a_clock_is_believed():
    found = rules.placed(rules.Sent(PERSON, "text", AT - timedelta(minutes=5)), AT)

    assert found.occurred_at == AT - timedelta(minutes=5)
    assert "clock_wrong" not in found.device
