"""What there is of those who work here, each text for those whom docs/manual names: no person's record, so the policy is silent."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from waymark.core import actions, clock
from waymark.doors.lists.models import SavedList
from waymark.organisation.parent_link.models import LinkMeeting
from waymark.organisation.role_documents.models import RoleDocument
from waymark.organisation.services.models import Post
from waymark.organisation.staff.models import Guidance, GuidedStep, Holding, SwitchChange
from waymark.support.diary.models import GroupSession, TravelTime
from waymark_testkit.seed.canaries import Canaries
from waymark_testkit.seed.ground import Ground, SignIn
from waymark_testkit.seed.services import Place

DAY = timedelta(days=1)
MANAGES, SEES_POSTS = "manage_staff", "see_structure"


class Team:
    """Plants it for one service."""

    def __init__(self, canaries: Canaries, ground: Ground, place: Place) -> None:
        self.canaries, self.ground, self.service = canaries, ground, place.service
        self.now, self.today = clock.now(), clock.today()
        self.users = ground.of(place.service.slug)
        self.first, self.second = self._of_profile("casework", "coordinator")[:2]
        self.manager = self._with(MANAGES)[0]

    def fill(self) -> None:
        """Everything."""
        self._list()
        self._guiding()
        self._duty()
        self._document()
        self._meeting()

    def _list(self) -> None:
        """Nobody else sees your lists, nor your list of journeys (docs/manual/lists.md, diary.md)."""
        self._row(TravelTime, {self.first.username}, worker_id=self.first.worker_id, minutes=30)
        self._row(
            GroupSession, {self.first.username}, worker_id=self.first.worker_id, unit=self._post_of(self.first).unit,
            started_at=self.now - DAY, minutes=60, recorded_at=self.now - DAY,
        )  # fmt: skip
        self._row(
            SavedList, {self.first.username}, service=self.service, worker_id=self.first.worker_id, kind="people",
            filters={"whose": "mine", "days": 14}, made_at=self.now,
        )  # fmt: skip

    def _guiding(self) -> None:
        """For the guide, the one who is guided, and whoever manages staff."""
        with actions.frame("testkit seed"):
            guidance = Guidance.objects.create(
                service=self.service, guide_id=self.first.worker_id, starter_id=self.second.worker_id, starts_on=self.today,
                ends_on=self.today + 20 * DAY, given_by_id=self.manager.worker_id, given_at=self.now,
            )  # fmt: skip
        both = {self.first.username, self.second.username}
        self._row(GuidedStep, both | self._names(MANAGES), guidance=guidance, position=0)

    def _duty(self) -> None:
        """A duty of a post, turned off as it was: it stands on the post's page with the reason (docs/manual/staff.md)."""
        self._row(
            SwitchChange, self._names(SEES_POSTS, MANAGES), post=self._post_of(self.first), switch="acts_up", on=False,
            by_id=self.manager.worker_id, at=self.now - DAY,
        )  # fmt: skip

    def _document(self) -> None:
        """For whoever holds the role or one that inherits it, whoever their posts answer to, and whoever sees all of them."""
        role = self._post_of(self.first).role
        posts = Post.objects.filter(Q(role=role) | Q(role__inherits=role.code), service=self.service)
        lines = posts.values_list("operational_line_id", "alternative_line_id")
        above = {line for pair in lines for line in pair if line}
        readers = self._holders(post__in=posts) | self._holders(post_id__in=above)
        self._row(
            RoleDocument, readers | self._names(SEES_POSTS, MANAGES), role=role, version=1,
            published_by_id=self.manager.worker_id, published_at=self.now - 30 * DAY,
        )  # fmt: skip

    def _meeting(self) -> None:
        """Of the two, and nobody else. Where no post has a line of employment, of two who could have one."""
        post = Post.objects.filter(service=self.service, professional_line__holdings__ends_on=None)
        pair = [
            (user, link)
            for one in post.exclude(professional_line=None).order_by("number")
            for user in self._users_of(post=one)
            for link in self._users_of(post_id=one.professional_line_id)
            if user != link
        ]
        user, link = pair[0] if pair else (self.first, self.manager)
        self._row(
            LinkMeeting, {user.username, link.username}, service=self.service, worker_id=user.worker_id,
            link_id=link.worker_id, held_on=self.today - 20 * DAY, again_in_months=3, recorded_by_id=link.worker_id,
            recorded_at=self.now - 20 * DAY,
        )  # fmt: skip

    # ------------------------------------------------------------------ who is who

    def _of_profile(self, *profiles: str) -> list[SignIn]:
        return [user for user in self.users if user.profile in profiles]

    def _with(self, *rights: str) -> list[SignIn]:
        return [user for user in self.users if user.rights & set(rights)]

    def _names(self, *rights: str) -> set[str]:
        return {user.username for user in self._with(*rights)}

    def _held(self, **asked: Any) -> QuerySet[Holding]:
        return Holding.objects.filter(ends_on=None, **asked)

    def _users_of(self, **asked: Any) -> list[SignIn]:
        held: set[UUID] = set(self._held(**asked).values_list("worker_id", flat=True))
        return [user for user in self.users if user.worker_id in held]

    def _holders(self, **asked: Any) -> set[str]:
        return {user.username for user in self._users_of(**asked)}

    def _post_of(self, user: SignIn) -> Post:
        return self._held(worker_id=user.worker_id).select_related("post__role").get().post

    def _row(self, model: Any, visible_to: set[str], **fields: Any) -> None:
        row, canary = self.canaries.planted(model, **fields)
        self.ground.planted(row, canary, visible_to)
