"""People of their own for what changes a whole record: who was referred and is not decided, who died, who is two records and may be."""

from typing import Any

from waymark.core import actions
from waymark.people.service_users.models import About, Death, Duplicate, Person, SamePerson
from waymark.support.referrals.models import Referral, Step
from waymark_testkit.seed.keeping import DAY, Keeping
from waymark_testkit.seed.people import Case, PeopleOf

MATCHES = {"match_records"}
TAKES_REFERRALS = frozenset({"casework", "coordinator", "lead"})
"""For whom a referral to their team is a live relationship (docs/policy/README.md)."""


class Apart(PeopleOf):
    """Makes them for one service, rows and all."""

    def make(self) -> list[Case]:
        """Ivy was referred, Jay died, Kirk's record was merged into Lane's, and Moor may be Nash."""
        author, beside = self.workers[0], self.workers[1]
        ivy = self._case("Ivy", author, beside, self._referred)
        jay, kirk, lane, moor, nash = (
            self._case(name, author, beside, lambda p: self._with(p, None, self.place.unit.id, self.place.unit.path))
            for name in ("Jay", "Kirk", "Lane", "Moor", "Nash")
        )  # fmt: skip
        self._referral(ivy)
        self._died(jay)
        self._merged(kirk, into=lane)
        self._alike(moor, nash)
        return [ivy, jay, kirk, lane, moor, nash]

    def _referred(self, person: Person) -> None:
        """Nobody's episode yet: open to the team that the referral came to, while it is not decided."""
        unit = self.place.unit
        self._grant(person, "live", "referrals.referral", person.id, None, unit_id=unit.id)
        for user in self.ground.of(self._slug):
            above = user.profile == "lead" and unit.path.startswith(user.unit_path)
            if user.profile in TAKES_REFERRALS and (user.unit_path == unit.path or above):
                self.ground.tie(person.id, user, "live")

    def _referral(self, case: Case) -> None:
        kept, at = self._keeping(case), self.now - 2 * DAY
        referral = kept.detail(
            Referral, unit=self.place.unit, source="gp", knows="agrees", received_at=at, taken_at=at,
            taken_by_id=case.author.worker_id,
        )  # fmt: skip
        kept.detail(Step, referral=referral, kind="acknowledged", by_id=case.author.worker_id, at=at)

    def _died(self, case: Case) -> None:
        """Told once in error and put right, and told again."""
        kept, by = self._keeping(case), {"by_id": case.author.worker_id}
        undone = {"undone_at": self.now - 5 * DAY, "undone_by_id": case.author.worker_id}
        kept.detail(About, written_at=self.now - 20 * DAY)
        kept.detail(Death, at=self.now - 6 * DAY, **by, **undone)
        death = kept.detail(Death, at=self.now - DAY, on=kept.today - 2 * DAY, **by)
        self._change(case.person, died_on=death.on)

    def _merged(self, away: Case, *, into: Case) -> None:
        """Why is for whoever matches records: others see one record, and that another was merged into it (docs/manual/duplicates.md)."""
        kept = self._keeping(into)
        kept.detail(About, written_at=self.now - 20 * DAY)
        kept.row(
            SamePerson, self._matchers(into) & self._matchers(away), person=into.person, away_id=away.person.id,
            by_id=into.second.worker_id, at=self.now - DAY,
        )  # fmt: skip
        self._change(away.person, merged_into=into.person)

    def _alike(self, one: Case, other: Case) -> None:
        """A pair that waits for the records lead: others see on the person's page that a word is awaited, and none of these."""
        self._keeping(one).row(
            Duplicate, self._matchers(one) & self._matchers(other), person=one.person, other_id=other.person.id,
            raised_by_id=one.author.worker_id, raised_at=self.now - DAY,
        )  # fmt: skip

    def _matchers(self, case: Case) -> set[str]:
        return self.ground.may(case.person.id, "find", rights=MATCHES)

    def _keeping(self, case: Case) -> Keeping:
        return Keeping(self.canaries, self.ground, case)

    def _change(self, person: Person, **fields: Any) -> None:
        for name, value in fields.items():
            setattr(person, name, value)
        with actions.frame("testkit seed"):
            person.save(update_fields=list(fields))
