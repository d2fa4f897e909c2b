"""What more is known of a person: what was asked again, health, who does what, alerts, where they stand in law, what was put right.

Whoever may open the record sees all of it: the policy parts entries by their sensitivity, and none of these is an entry.
"""

from typing import Any
from uuid import UUID

from waymark.core import actions
from waymark.doors.data_quality.models import Correction
from waymark.people.service_users import models as known
from waymark_testkit.seed.keeping import DAY, Keeping

ON_A_SHEET = ("name", "does", "agency", "reach", "hours", "contact_when", "cover")


class Known(Keeping):
    """Plants it for one person."""

    def fill(self) -> None:
        """Everything."""
        self._asked_again()
        self._health()
        self._who_does_what()
        self._alerts()
        self._in_law()

    def _asked_again(self) -> None:
        worker_id = self.case.author.worker_id
        self.detail(
            known.Confirmation, what="gp", answer="changed", on=self.today, at=self.now - DAY, by_id=worker_id
        )
        self.detail(Correction, field="gp-practice", worker_id=worker_id, made_at=self.now - 2 * DAY)

    def _health(self) -> None:
        """A diagnosis that stands, one that was withdrawn, and what it is like for them."""
        written = {"written_by_id": self.case.author.worker_id, "written_at": self.now - 5 * DAY}
        for withdrawn_on in (None, self.today - DAY):
            self.detail(known.Diagnosis, given_on=self.today - 40 * DAY, withdrawn_on=withdrawn_on, **written)
        self.detail(known.Account, said_on=self.today - 5 * DAY, **written)

    def _who_does_what(self) -> None:
        """The map, and a sheet that was printed of it and given."""
        by = {"by_id": self.case.author.worker_id, "at": self.now - 4 * DAY}
        pathway = self.detail(known.Pathway, **by)
        contact = self.detail(
            known.KeyContact, added_by_id=self.case.author.worker_id, added_at=self.now - 4 * DAY
        )
        content = {
            "stage": pathway.stage,
            "what_next": pathway.what_next,
            "if_worse": pathway.if_worse,
            "terms": [],
            "contacts": [{"id": str(contact.pk), **{name: getattr(contact, name) for name in ON_A_SHEET}}],
        }
        with actions.frame("testkit seed"):
            sheet = known.Sheet.objects.create(person=self.person, number=1, content=content, **by)
        self.detail(known.SheetGiven, sheet=sheet, on=self.today - DAY, understood="partly", **by)

    def _alerts(self) -> None:
        """One that waits for a manager, one that stands, one that was looked at again and ended."""
        later, agreed = self.today + 30 * DAY, {"agreed_at": self.now - 9 * DAY}
        self._alert()
        self._alert(review_on=later, two_go=True, **agreed)
        ended = self._alert(ended_at=self.now - DAY, **agreed)
        self.detail(known.AlertReview, alert=ended, by_id=self._manager, at=self.now - DAY)

    def _alert(self, **fields: Any) -> known.Alert:
        made: known.Alert = self.detail(
            known.Alert, told=False, raised_by_id=self.case.author.worker_id, raised_at=self.now - 10 * DAY,
            manager_id=self._manager, **fields,
        )  # fmt: skip
        return made

    @property
    def _manager(self) -> UUID:
        """A lead of the service, whichever; where none is, the colleague beside the author."""
        leads = [user for user in self.ground.of(self.service.slug) if user.profile == "lead"]
        return (leads[0] if leads else self.case.second).worker_id

    def _in_law(self) -> None:
        """A status that stands and one that ended."""
        written = {"written_by_id": self.case.author.worker_id, "written_at": self.now - 8 * DAY}
        for ended_on in (None, self.today - DAY):
            self.detail(
                known.LegalStatus, section="2", starts_at=self.now - 10 * DAY, last_day=self.today + 17 * DAY,
                ended_on=ended_on, **written,
            )  # fmt: skip
