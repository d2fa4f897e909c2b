"""Before the first page: the services, somebody in every post, sign-ins, and from when the month counts. Does nothing a second time."""

from collections.abc import Sequence
from datetime import datetime

from waymark.core import clock, heartbeats
from waymark.core.actors import system
from waymark.doors.demo import actions, queries, rules
from waymark.doors.demo.jobs.answering import put_into_use
from waymark.organisation.services import actions as service_actions
from waymark.organisation.services import queries as services
from waymark.organisation.services.models import Post, Service


class NotADemo(RuntimeError):
    """The database holds a service that no demo made. Nothing was touched."""

    def __init__(self) -> None:
        super().__init__("This data is not a demo's. Choose another folder with --data.")


def begin(slugs: Sequence[str], *, days: int, people: int, at: datetime) -> None:
    """Make the services, let one of each role sign in to the first, and say that their months are to be filled. The other services'
    people come as their months fill: a hundred passwords take longer than anybody waits for a first page.

    Raises NotADemo rather than add to something else.
    """
    if queries.holds_something_else():
        raise NotADemo
    for slug in slugs:
        began = queries.began(slug)
        if began is None:
            _note(slug, days, people, at)
        if not Service.objects.filter(slug=slug).exists():
            service_actions.load_service(by=system("demo"), data=services.service_file(slug))
        if slug == slugs[0]:
            staff(slug, queries.printed_posts(slug), began or at)


def staff(slug: str, posts: list[Post], at: datetime) -> None:
    """Somebody in each of these posts who can sign in, since long before `at`."""
    for post in queries.unfilled(posts):
        name = queries.name_of(slug, post)
        actions.fill_post(
            by=system("demo", post.service_id),
            post=post,
            name=name,
            username=rules.username(name),
            day=clock.today(at),
        )
    put_into_use(posts, at)


def _note(slug: str, days: int, people: int, at: datetime) -> None:
    """`whole` counts one more than nothing until the month has been laid out, so that a page says from the first that it is filling."""
    state = queries.state()
    month = {"began": at.isoformat(), "days": days, "people": people, "done": 0, "whole": 1}
    months = {**state.get("services", {}), slug: month}
    heartbeats.beat(heartbeats.FILLING, totals(months), clock.machine())


def totals(months: dict[str, dict[str, object]]) -> dict[str, object]:
    """What the heartbeat row holds: each month, and the sums that pages show."""
    sums = {name: sum(int(str(month[name])) for month in months.values()) for name in ("done", "whole")}
    return {"services": months, **sums}
