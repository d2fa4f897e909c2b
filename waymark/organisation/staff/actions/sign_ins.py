"""A colleague's sign-in: made, given a first password, freed from a lost phone, ended everywhere. By whoever manages staff."""

import secrets
from uuid import UUID

from allauth.mfa.models import Authenticator

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import Refused
from waymark.organisation.staff import permissions, queries, rules
from waymark.organisation.staff.actions._parts import login_of, managed, tell
from waymark.organisation.staff.models import User


@action
def make_sign_in(
    *, by: Actor, worker_id: UUID, username: str, password: str, temporary: bool = False
) -> User:
    """A login for a worker who has none. `temporary`: the password must be replaced at the first sign-in, within seven days.

    Idempotent: the same name again changes nothing. Refuses a name that is taken. Raises PasswordTooWeak.
    """
    worker = managed(by, worker_id)
    username = User.normalize_username(username.strip())
    if worker.user is not None:
        if rules.account(worker.user.username) != rules.account(username):
            raise Refused(f"{worker.name} signs in as {worker.user.username} already.")
        audit.write(by, "make_sign_in", worker.user, outcome="repeat")
        return worker.user
    if not username or len(username) > rules.LONGEST_NAME or queries.user_called(username):
        raise Refused("That username is taken, or too long. Choose another.")
    worker.user = _kept(User(username=username), password, temporary=temporary)
    worker.save(update_fields=["user"])
    audit.write(by, "make_sign_in", worker.user, detail={"worker": worker.id})
    return worker.user


@action
def give_first_password(*, by: Actor, worker_id: UUID) -> str:
    """A fresh first password for somebody who has forgotten theirs, shown once. Nobody chooses it, and it lasts for one sign-in within
    seven days (ASVS 6.4.1, 6.4.6). The second factor stays. Every open session ends.
    """
    user = login_of(managed(by, worker_id, to_reset=True))
    password = rules.first_password(secrets.choice)
    user.epoch += 1
    _kept(user, password, temporary=True)
    tell(by, "give_first_password", user)
    return password


@action
def reset_second_factor(*, by: Actor, worker_id: UUID) -> None:
    """Take the one-time and recovery codes off a login whose phone is lost, after looking at the worker's face. Every open session ends."""
    user = login_of(managed(by, worker_id, to_reset=True))
    Authenticator.objects.filter(user=user).delete()
    user.epoch += 1
    user.save(update_fields=["epoch"])
    tell(by, "reset_second_factor", user)


@action
def end_sessions(*, by: Actor, worker_id: UUID) -> None:
    """Sign a colleague out everywhere, at their next request (ASVS 7.4.5)."""
    user = login_of(managed(by, worker_id))
    user.epoch += 1
    user.save(update_fields=["epoch"])
    tell(by, "end_sessions", user)


def _kept(user: User, password: str, *, temporary: bool) -> User:
    permissions.refuse_weak(password, user)
    user.set_password(password)
    user.temporary_until = clock.now() + rules.FIRST_PASSWORD_LASTS if temporary else None
    user.save()
    return user
