"""The clock: London's days, and what pretending another time can and cannot do."""

from datetime import UTC, date, datetime, timedelta

import pytest

from waymark.core import audit, clock, heartbeats
from waymark.core.actions import frame
from waymark.core.actors import system
from waymark.core.models import AuditEntry

THEN = datetime(2026, 3, 4, 10, tzinfo=UTC)


def test_a_day_of_london_is_23_hours_long_when_the_clocks_go_forward():
    begins, ends = clock.day_bounds(date(2026, 3, 29))

    assert ends - begins == timedelta(hours=23)


def test_now_is_what_is_pretended_and_the_machine_s_time_again_after():
    with clock.pretend(THEN):
        assert clock.now() == THEN
        assert clock.today() == date(2026, 3, 4)
        with clock.pretend(THEN + timedelta(days=1)):
            assert clock.today() == date(2026, 3, 5)
        assert clock.now() == THEN

    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.django_db
def test_nobody_can_make_the_audit_log_say_another_time():
    with clock.pretend(THEN), frame("test"):
        audit.write(system("test"), "look", "nothing")

    assert abs(AuditEntry.objects.get().at - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_service_s_settings_refuse_to_pretend(settings):
    del settings.CLOCK_MAY_PRETEND

    with pytest.raises(clock.NoPretending), clock.pretend(THEN):
        pass


@pytest.mark.django_db
def test_a_page_says_how_far_the_demo_s_month_is_and_elsewhere_asks_nothing(
    settings, client, django_assert_num_queries
):
    heartbeats.beat(heartbeats.FILLING, {"done": 3, "whole": 20}, clock.machine())
    with django_assert_num_queries(0):
        assert heartbeats.filling() is None

    settings.DEMO = True

    assert "The month is still filling: 3 of 20." in client.get("/sign-in/").content.decode()
    heartbeats.beat(heartbeats.FILLING, {"done": 20, "whole": 20}, clock.machine())
    assert "still filling" not in client.get("/sign-in/").content.decode()
