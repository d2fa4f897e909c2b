"""Who answers now, where a service is one unit: who leads comes before whoever stands above them."""

from datetime import timedelta

from tests.factories.real_service import hire, real_service, unit_of_service
from waymark.core import clock
from waymark.core.actions import frame
from waymark.organisation.staff import queries as staff


def test_in_a_house_of_one_unit_the_team_leader_is_told_before_those_above_her(db):
    """Everybody of the crisis house is of one unit; the operations manager has oversight and reads no record (TPL-01)."""
    llr = real_service("llr-crisis-house")
    dee = hire(llr, "recovery-worker", "Dee Rowntree")
    nina = hire(llr, "team-leader", "Nina Kowal")
    farida = hire(llr, "operations-manager", "Farida Noori")
    house, now = unit_of_service(llr, "crisis-house-service"), clock.now()

    def told(asks):
        return staff.duty_senior(llr.pk, house.pk, now, not_worker_id=asks and asks.pk)

    assert (told(dee), told(None), told(farida)) == (nina, nina, nina)
    assert told(nina) == farida, "whoever leads asks whom they answer to"
    with frame("factory"):
        nina.holdings.update(ends_on=clock.today() - timedelta(days=1))
    assert told(dee) == farida, "never nobody"
