"""What stands around each person when the world begins: an episode with a team, a key worker, goals and their steps, what is due, tasks."""

import json
from random import Random

from waymark.people.access.models import Grant
from waymark.support.caseload.models import Allocation, Episode
from waymark.support.goals.models import Goal, Step
from waymark.work.due.models import Obligation
from waymark.work.tasks.models import Task
from waymark_testkit.scale.history import Subject
from waymark_testkit.scale.people import Somebody
from waymark_testkit.scale.stamps import DAY, day_text, id_at, moment
from waymark_testkit.scale.tables import Table
from waymark_testkit.scale.texts import Texts


class Support:
    """Fills the tables of support and work as they stand today, `now` in seconds since 1970."""

    def __init__(self, service_id: str, texts: Texts, now: int) -> None:
        self.service_id, self.texts, self.now, self.today = service_id, texts, now, now // DAY
        self.episode = Table(Episode, "id", "person_id", "unit_id", "referred_on", "opened_on")
        self.allocation = Table(
            Allocation, "id", "person_id", "episode_id", "worker_id", "purpose", "starts_on", "weekly_minutes"
        )
        self.grant = Table(
            Grant,
            "id",
            "person_id",
            "worker_id",
            "unit_id",
            "relationship",
            "starts_at",
            "source",
            "source_id",
        )
        self.goal = Table(
            Goal, "id", "person_id", "words", "why", "agreed_how", "opened_on", "made_by_id", "made_at"
        )
        self.step = Table(
            Step, "id", "person_id", "goal_id", "words", "who", "by_on", "order", "made_at", "done_on"
        )
        self.task = Table(
            Task, "id", "service_id", "person_id", "kind", "weight", "words", "owner_id", "made_by_id", "made_at",
            "due_at", "done_at", "done_by_id",
        )  # fmt: skip
        self.obligation = Table(
            Obligation, "id", "service_id", "person_id", "kind", "rule", "opens_on", "due_on", "answered_on",
            "answered_at", "answered_by_id",
        )  # fmt: skip
        self.tables = [
            self.episode, self.allocation, self.grant, self.goal, self.step, self.task, self.obligation
        ]  # fmt: skip

    def begin(self, random: Random, who: Somebody, worker_id: str, unit_id: str) -> Subject:
        """Everything around one person."""
        self._episode(random, who, worker_id, unit_id)
        goals = tuple(self._goal(random, who, worker_id) for _ in range(random.choice((1, 2, 2, 3))))
        self._tasks(random, who, worker_id)
        self._due(random, who, worker_id)
        return Subject(who.id, worker_id, unit_id, who.added, goals)

    def _episode(self, random: Random, who: Somebody, worker_id: str, unit_id: str) -> None:
        episode_id, allocation_id = id_at(random, who.added), id_at(random, who.added)
        day, at = day_text(who.added // DAY), moment(who.added)
        self.episode.add(episode_id, who.id, unit_id, day, day)
        self.allocation.add(allocation_id, who.id, episode_id, worker_id, "key_worker", day, 60)
        self.grant.add(
            id_at(random, who.added), who.id, None, unit_id, "team", at, "caseload.episode", episode_id
        )
        self.grant.add(
            id_at(random, who.added), who.id, worker_id, None, "key_worker", at, "caseload.allocation", allocation_id
        )  # fmt: skip

    def _goal(self, random: Random, who: Somebody, worker_id: str) -> str:
        at = who.added + 14 * DAY
        goal_id = id_at(random, at)
        self.goal.add(
            goal_id, who.id, self.texts.sentence(random), self.texts.sentence(random), "together, at home",
            day_text(at // DAY), worker_id, moment(at),
        )  # fmt: skip
        for order in range(3):
            done = day_text(at // DAY + 30) if random.random() < 0.4 else None
            by = day_text(self.today + random.randint(-10, 40))
            self.step.add(
                id_at(random, at), who.id, goal_id, self.texts.sentence(random), who.name, by, order, moment(at), done
            )  # fmt: skip
        return goal_id

    def _tasks(self, random: Random, who: Somebody, worker_id: str) -> None:
        made = self.now - random.randint(1, 40) * DAY
        done = self.now - DAY // 2
        for is_open in (random.random() < 0.35, False):
            self.task.add(
                id_at(random, made), self.service_id, who.id, "follow_up", random.choice(("must", "should", "could")),
                self.texts.sentence(random), worker_id, worker_id, moment(made),
                moment(self.now + random.randint(-3, 14) * DAY),
                None if is_open else moment(done), None if is_open else worker_id,
            )  # fmt: skip

    def _due(self, random: Random, who: Somebody, worker_id: str) -> None:
        """Each comes round: the last time was answered, the next is open; about one in twenty is overdue."""
        for kind, every in (("contact", 14), ("support_plan_review", 182)):
            due = self.today + random.randint(-every // 20 - 1, every)
            rule = json.dumps({"rule": "every", "days": every})
            before = due - every
            self.obligation.add(
                id_at(random, before * DAY), self.service_id, who.id, kind, rule, day_text(before - every),
                day_text(before), day_text(before), moment(before * DAY), worker_id,
            )  # fmt: skip
            self.obligation.add(
                id_at(random, before * DAY), self.service_id, who.id, kind, rule, day_text(before), day_text(due),
                None, None, None,
            )  # fmt: skip
