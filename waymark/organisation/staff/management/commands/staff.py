"""`waymark staff`: the first administrator of a service, and what cannot wait for one."""

import secrets
from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from waymark.core import clock
from waymark.core.actors import system
from waymark.core.ids import new_id
from waymark.core.pages import NotYours, Refused
from waymark.organisation.staff import actions, permissions, queries, rules
from waymark.organisation.staff.models import Post, Worker

HELP = __doc__
BY = system("staff")


class Command(BaseCommand):
    """Done as the installer, and kept in the audit log as such. Passwords are made here and shown once; none is typed."""

    help = HELP or ""
    requires_system_checks: list[str] = []  # a page that is wrong keeps no operator from this

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        add = verbs.add_parser("add", help="a new worker in a post, with a sign-in and a first password")
        add.add_argument("name")
        add.add_argument("--username", required=True)
        self._where(add)
        self._when(add)
        give = verbs.add_parser("give", help="a post to a worker who signs in already")
        give.add_argument("username")
        self._where(give)
        self._when(give)
        end = verbs.add_parser("end", help="end what a worker holds: --on is the last day")
        end.add_argument("username")
        self._where(end)
        end.add_argument("--on", type=_day, required=True, metavar="2026-03-31")
        for verb, words in (
            ("password", "a new first password for somebody who has forgotten theirs"),
            ("factor", "take the codes off a lost phone"),
            ("sessions", "sign somebody out everywhere"),
        ):
            verbs.add_parser(verb, help=words).add_argument("username")
        verbs.add_parser("list", help="who holds which post today").add_argument("service")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        try:
            getattr(self, f"_{verb}")(**options)
        except (Refused, permissions.PasswordTooWeak) as refusal:
            raise CommandError(str(refusal)) from refusal
        except NotYours as missing:
            raise CommandError(f"There is no such {missing.what}.") from missing

    def _add(
        self, name: str, username: str, service: str, post: str, starts: date, ends: date | None, **_: Any
    ) -> None:
        if queries.user_called(username):
            raise CommandError(f"Somebody signs in as {username} already: waymark staff give {username} …")
        worker_id, password = new_id(), rules.first_password(secrets.choice)
        with transaction.atomic():  # a username that is refused leaves no worker behind
            actions.take_on(
                by=BY,
                id=worker_id,
                name=name,
                pronouns="",
                holding_id=new_id(),
                post_id=_post(service, post).id,
                starts_on=starts,
                ends_on=ends,
            )
            actions.make_sign_in(
                by=BY, worker_id=worker_id, username=username, password=password, temporary=True
            )
        self._show(username, password)

    def _give(
        self, username: str, service: str, post: str, starts: date, ends: date | None, **_: Any
    ) -> None:
        worker, place = _worker(username), _post(service, post)
        actions.give_post(
            by=BY, id=new_id(), worker_id=worker.id, post_id=place.id, starts_on=starts, ends_on=ends
        )
        self.stdout.write(f"{worker.name} holds {place} from {starts.isoformat()}.")

    def _end(self, username: str, service: str, post: str, on: date, **_: Any) -> None:
        worker, place = _worker(username), _post(service, post)
        held = worker.holdings.filter(post=place).order_by("-starts_on").first()
        if held is None:
            raise CommandError(f"{worker.name} does not hold {place}.")
        actions.end_post(by=BY, id=held.id, on=on)
        self.stdout.write(f"{worker.name} leaves {place} after {on.isoformat()}.")

    def _password(self, username: str, **_: Any) -> None:
        self._show(username, actions.give_first_password(by=BY, worker_id=_worker(username).id))

    def _factor(self, username: str, **_: Any) -> None:
        actions.reset_second_factor(by=BY, worker_id=_worker(username).id)
        self.stdout.write(f"The codes of {username} are off. The next sign-in sets up a phone.")

    def _sessions(self, username: str, **_: Any) -> None:
        actions.end_sessions(by=BY, worker_id=_worker(username).id)
        self.stdout.write(f"{username} is signed out everywhere.")

    def _list(self, service: str, **_: Any) -> None:
        held = queries.holdings_on(clock.today()).filter(post__service__slug=service)
        for row in held.select_related("worker__user", "post__role").order_by("post__number", "starts_on"):
            username = row.worker.user.username if row.worker.user else "no sign-in"
            self.stdout.write(f"{row.post}: {row.worker.name} ({username})")

    def _show(self, username: str, password: str) -> None:
        days = rules.FIRST_PASSWORD_LASTS.days
        self.stdout.write(
            f"Username: {username}\nFirst password: {password}\nIt works for one sign-in within {days} days."
        )

    def _where(self, parser: CommandParser) -> None:
        parser.add_argument("--service", required=True)
        parser.add_argument("--post", required=True, metavar="NUMBER")

    def _when(self, parser: CommandParser) -> None:
        parser.add_argument("--starts", type=_day, default=clock.today(), metavar="2026-03-02")
        parser.add_argument("--ends", type=_day, default=None, metavar="2027-03-01")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise ArgumentTypeError(f"'{text}' is no day: give it like 2026-03-31") from wrong


def _post(service: str, number: str) -> Post:
    found = (
        Post.objects.filter(service__slug=service, number=number, retired=False)
        .select_related("role")
        .first()
    )
    if found is None:
        raise CommandError(f"The service '{service}' has no post '{number}'. waymark service list")
    return found


def _worker(username: str) -> Worker:
    found = Worker.objects.filter(user__username__iexact=username).select_related("user").first()
    if found is None:
        raise CommandError(f"Nobody signs in as '{username}'.")
    return found
