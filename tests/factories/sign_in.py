"""A browser somebody has signed in with, past both factors."""

from django.test import Client

from tests.factories.base import sign_in
from waymark.organisation.staff.models import Worker


def signed_in_client(worker: Worker, **options: object) -> Client:
    """A fresh client whose session is this worker's. `options` are the client's own (enforce_csrf_checks, headers)."""
    return sign_in(Client(**options), worker)  # type: ignore[arg-type]
