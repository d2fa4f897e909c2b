"""Questionnaires of the demo: what comes with Waymark is put into use, and a few people answer one twice in the month."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.organisation.services.models import Post
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Holding
from waymark.support.diary.choices import Mechanism
from waymark.support.measures import actions as measures
from waymark.support.measures.choices import AnsweredBy
from waymark.work.questionnaires import actions, queries
from waymark.work.questionnaires.choices import STRENGTHS_AND_NEEDS, Licence

PUT_INTO_USE = ("PHQ9", "GAD7", "CORE10", STRENGTHS_AND_NEEDS)
CAME_WITH = "Came with Waymark"


def put_into_use(posts: Iterable[Post], at: datetime) -> None:
    """By whoever keeps the service's settings, once: what somebody retired since stays retired."""
    keeper = next((found for post in posts if (found := _keeper(post, at))), None)
    if keeper is None or keeper.service_id is None:
        return
    service_id = keeper.service_id
    for name in PUT_INTO_USE:
        if queries.is_loaded(derived(service_id, name)):
            continue
        made = actions.load_questionnaire(
            by=keeper, id=derived(service_id, name), body=queries.shipped_body(name), measure=queries.shipped_measure(name),
            licence=Licence.OPEN, terms="",
            source=CAME_WITH, at=at,
        )  # fmt: skip
        actions.publish_questionnaire(by=keeper, version_id=made.pk, at=at)


def answer(by: Actor, id: UUID, person_id: UUID, points: Sequence[int], at: datetime) -> None:
    """PHQ-9, as somebody answers it who is asked in person. Nothing where the service has it not in use."""
    version = next((one for one in queries.in_use(by) if one.name == PUT_INTO_USE[0]), None)
    if version is not None:
        measures.sign_answers(
            by=by, id=id, person_id=person_id, version_id=version.pk,
            answers={f"q{number}": f"a{value}" for number, value in enumerate(points, 1)},
            answered_by=AnsweredBy.WITH_HELP, mode=Mechanism.FACE_TO_FACE, language="English", answered_at=at,
        )  # fmt: skip


def _keeper(post: Post, at: datetime) -> Actor | None:
    if Right.CONFIGURE_SERVICE not in post.role.rights:
        return None
    held = Holding.objects.filter(post=post).select_related("worker__user").first()
    if held is None or held.worker.user is None:
        return None
    return staff.actor_for(held.worker.user, clock.today(at), service=post.service.slug)
