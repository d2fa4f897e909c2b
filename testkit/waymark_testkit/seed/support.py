"""What more there is of the support of a person: what they want in life, regular visits, advice, a ward, the way in and the way on.

None of it changes anything else: the referral is decided, the stay is over, and the pattern's visits are the clock's to make.
"""

from datetime import time, timedelta
from typing import Any

from waymark.support.advice.models import Advice, Answer
from waymark.support.case_notes.models import Note
from waymark.support.caseload.models import Allocation, BandChange, Episode, KeptVisit, LeftUnplaced, Stay
from waymark.support.diary.models import Contact, Visit
from waymark.support.goals.models import Goal, GoodLife, Levels, Look, Objective, Reached
from waymark.support.plans import models as plans
from waymark.support.referrals import models as referrals
from waymark.support.reports.models import Confirmation, SpokenReport
from waymark.support.schedules.models import Schedule
from waymark_testkit.seed.keeping import DAY, HOUR, Keeping

LINE = "0199f0aa-0000-7000-8000-00000000000a"
"""The key of a plan's one action."""


class Support(Keeping):
    """Plants it for one person. Call it after Record: it stands on their goal, visit and contact."""

    def fill(self) -> None:
        """Everything."""
        self.by: dict[str, Any] = {"by_id": self.case.author.worker_id, "at": self.now - DAY}
        self._goals()
        self._regular_visits()
        self._advice()
        self._told()
        self._plan()
        self._bands()
        self._ward()
        self._came()
        self._sent_on()

    def _goals(self) -> None:
        goal = Goal.objects.get(person=self.person)
        self.detail(GoodLife, said_on=self.today - 9 * DAY, **self.by)
        objective = self.detail(
            Objective, goal=goal, stage="building", made_by_id=self.case.author.worker_id, made_at=self.now - 9 * DAY,
            worded_at=self.now - 9 * DAY,
        )  # fmt: skip
        looked = {"by_id": self.case.second.worker_id, "at": self.now - DAY}
        self.detail(Look, objective=objective, verdict="comment", **looked)
        levels = self.detail(
            Levels, goal=goal, importance=3, difficulty=2, baseline=-1, much_less="Not at all", less="Now and then",
            hoped_for="Every week", more="Every day", much_more="Alone", **{**self.by, "at": self.now - 9 * DAY},
        )  # fmt: skip
        self.detail(Reached, levels=levels, level=-1, **self.by)

    def _regular_visits(self) -> None:
        """A pattern that runs, and the one before it."""
        worker_id = self.case.author.worker_id
        pattern = {
            "worker_id": worker_id, "unit_id": self.case.place.unit.id, "weekdays": [1], "start": time(6, 30), "minutes": 30,
            "mechanism": "01", "made_by_id": worker_id, "made_at": self.now - 60 * DAY,
        }  # fmt: skip
        before = self.detail(
            Schedule, starts_on=self.today - 60 * DAY, ends_on=self.today - 31 * DAY, **pattern
        )
        self.detail(Schedule, starts_on=self.today - 30 * DAY, follows=before, **pattern)

    def _advice(self) -> None:
        contact = Contact.objects.get(person=self.person)
        again_on = self.today + 7 * DAY
        advice = self.detail(
            Advice, contact=contact, given_on=self.today - 2 * DAY, again_on=again_on, **self.by
        )
        self.detail(Answer, advice=advice, again_on=again_on, **self.by)

    def _told(self) -> None:
        """What a colleague was told, and what they said of it."""
        note = self._note_that_stands()
        told_at = self.now - 2 * DAY
        report = self.detail(
            SpokenReport, note=note, told_id=self.case.second.worker_id, told_at=told_at, **self.by
        )
        said = {"is_right": False, "by_id": self.case.second.worker_id, "at": self.now - DAY}
        self.detail(Confirmation, report=report, **said)

    def _plan(self) -> None:
        """A plan in force, what is said and seen of it, and a draft of the next."""
        action = {
            "key": LINE,
            "what": "Walk",
            "who": "Both",
            "how_often": "",
            "starts_on": "",
            "limits": "",
            "by": "",
            "on": "",
        }
        body = {"home": {"to_me": "", "for_me": "", "stands": "support", "needs": [], "actions": [action]}}
        version = self.detail(plans.PlanVersion, number=1, body=body, starts_on=self.today - 9 * DAY, took_part=["present"],
            agreed="person",
            note=self._note_that_stands(), drafted_by_id=self.case.author.worker_id, published_by_id=self.case.author.worker_id,
            published_at=self.now - 9 * DAY,
        )  # fmt: skip
        words = {"given": "read_back", "said_on": self.today - 2 * DAY, **self.by}
        self.detail(plans.TheirWords, stance="wants", **words)
        answered = self.detail(plans.TheirWords, stance="disagrees", line=LINE, line_name="action 1", **words)
        self.detail(plans.WordsReply, their_words=answered, outcome="both_stand", **self.by)
        self.detail(plans.Seen, line=LINE, verdict="helping", seen_on=self.today - 2 * DAY, **self.by)
        self.detail(
            plans.PlanReview,
            version=version,
            held_at=self.now - DAY,
            decisions={LINE: "keep"},
            took_part=["present"],
            **self.by,
        )
        self.detail(plans.PlanCopy, version=version, format="paper", given_on=self.today - DAY, **self.by)
        mine = {"begun_by_id": self.case.author.worker_id, "saved_by_id": self.case.author.worker_id}
        self.detail(
            plans.PlanDraft,
            before=version,
            body=body,
            begun_at=self.now - DAY,
            saved_at=self.now - DAY,
            **mine,
        )

    def _note_that_stands(self) -> Note:
        """An ordinary note that nobody called an error."""
        ordinary = Note.objects.filter(person=self.person, sensitivity="ordinary", amends=None)
        return ordinary.exclude(marks__kind="entered_in_error").order_by("id")[0]

    def _bands(self) -> None:
        """For whoever has a key worker: what is to be decided and what was, and a week that found no place."""
        allocation = Allocation.objects.filter(person=self.person).first()
        if allocation is None:
            return
        change = {"allocation": allocation, "before": 2, "after": 1, **self.by}
        decided = {"decided_by_id": self.case.second.worker_id, "decided_at": self.now - HOUR}
        self.detail(BandChange, decision="kept", **change, **decided)
        if allocation.ends_on is None:
            self.detail(BandChange, to_decide=True, **change)
        monday = self.today - timedelta(days=self.today.weekday() + 14)
        self.detail(LeftUnplaced, allocation=allocation, monday=monday, missing=2, **self.by)

    def _ward(self) -> None:
        """Two weeks on a ward that is not ours, over since a month; somebody was in touch afterwards."""
        stay = self.detail(Stay, admitted_at=self.now - 45 * DAY, left_at=self.now - 30 * DAY)
        self.detail(KeptVisit, stay=stay, visit=Visit.objects.get(person=self.person), **self.by)
        self.detail(referrals.Move, stay=stay, kind="housing", done_on=self.today - 31 * DAY)
        self.detail(
            referrals.FirstContact, unit_id=self.case.place.unit.id, owner_id=self.case.author.worker_id,
            from_at=self.now - 3 * DAY, due_at=self.now - DAY, source_id=stay.pk,
        )  # fmt: skip

    def _came(self) -> None:
        """The referral they were taken on by."""
        long_ago, episode = self.now - 310 * DAY, Episode.objects.get(person=self.person)
        referral = self.detail(
            referrals.Referral, unit_id=episode.unit_id, source="gp", knows="agrees", state="allocated", received_at=long_ago,
            taken_at=long_ago, taken_by_id=self.case.author.worker_id, acknowledged_at=long_ago + DAY,
            ended_at=long_ago + 10 * DAY, episode=episode,
        )  # fmt: skip
        self.detail(referrals.Step, referral=referral, kind="allocated", **self.by)

    def _sent_on(self) -> None:
        """A referral to somebody else, and what they answered."""
        sending = self.detail(
            referrals.Sending, unit_id=self.case.place.unit.id, kind="referral_on", agreed="part", sent_how="post",
            sent_by_id=self.case.author.worker_id, sent_at=self.now - 3 * DAY, reply_by=self.today + 5 * DAY,
        )  # fmt: skip
        self.detail(referrals.Reply, sending=sending, kind="received", on=self.today, **self.by)
