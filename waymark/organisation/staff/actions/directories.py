"""An employer's directory at the door: whose login its answer is, and how it calls whom."""

from datetime import datetime
from uuid import UUID

from waymark.core import audit
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import Refused
from waymark.organisation.staff.actions._parts import login_of, managed, tell
from waymark.organisation.staff.models import DirectoryLogin, User
from waymark.organisation.staff.permissions import Told


@action
def recognise(*, by: Actor, told: Told, at: datetime) -> User | None:
    """The login of whoever the directory says it is; None for nobody here.

    The first time by the name that somebody who manages staff has given, and from then on by their subject alone, which the directory
    gives to nobody else (ASVS 10.5.2): a name given to the next person opens nothing.
    """
    ours = DirectoryLogin.objects.select_for_update(of=("self",)).select_related("user")
    found = ours.filter(directory=told.directory, subject=told.subject).first()
    if found is None and told.known_as:
        found = ours.filter(directory=told.directory, subject="", known_as__iexact=told.known_as).first()
        if found is not None:
            found.subject, found.bound_at = told.subject, at
            found.save(update_fields=["subject", "bound_at"])
    audit.write(by, "recognise", found.user if found else "", detail={"directory": told.directory})
    return found.user if found else None


@action
def name_in_directory(*, by: Actor, worker_id: UUID, directory: str, known_as: str) -> None:
    """How this directory calls a colleague from now on; '' where they no longer sign in by it, and then every session of theirs ends.

    Another way in is as good as a new password: only by whoever may reset theirs, and their owner finds it in their own list.
    """
    user = login_of(managed(by, worker_id, to_reset=True))
    known_as = known_as.strip()
    held = DirectoryLogin.objects.filter(user=user, directory=directory).first()
    if (held.known_as if held else "") == known_as:
        audit.write(by, "name_in_directory", user, outcome="repeat")
        return
    taken = DirectoryLogin.objects.filter(directory=directory, known_as__iexact=known_as).exclude(user=user)
    if known_as and taken.exists():
        raise Refused("Somebody else here signs in by that name.")
    if held:
        held.delete()
        user.epoch += 1
        user.save(update_fields=["epoch"])
    if known_as:
        DirectoryLogin.objects.create(user=user, directory=directory, known_as=known_as)
    tell(by, "name_in_directory", user)
