"""Sessions in the database, with a lost database told from an ended session."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import InterfaceError, OperationalError


class SessionStore(db.SessionStore):
    """Django's, but that a connection which breaks while a session is saved is a fault of ours (500, sent again) and not of the request.

    Django takes every error there for a session that was ended meanwhile and answers 400: a phone would take its words for refused.
    """

    def save(self, must_create: bool = False) -> None:
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError | InterfaceError):
                raise error.__context__ from None
            raise
