"""Employers' own directories at the door, by OpenID Connect: who somebody is there, and whether both factors were asked.

authlib asks and checks: `state` and PKCE (an answer to a question this browser did not ask is refused), `nonce`, and the token's signature,
issuer, audience and age. What it leaves to us stands here: a directory that calls itself by another name than the one set up is refused, so
is an answer that names another; only signatures by the directory's own key pair count; tokens are read once and kept nowhere (ASVS V10).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SIGNED_BY = ("RS256", "PS256", "ES256", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512", "EdDSA")
"""Never a secret that both sides share, and never none."""
SECONDS = 5
LEEWAY = 60


class DirectoryFails(RuntimeError):
    """It does not answer, or what it answers is not to be believed. The text is for the operator's log, and names nobody."""


@dataclass(frozen=True)
class Directory:
    """One as the installation's file sets it up (docs/operating/directories.md). `both_factors`: the words (amr) by which it says so."""

    code: str
    name: str
    issuer: str
    client_id: str
    client_secret: str
    known_by: str = "preferred_username"
    both_factors: tuple[str, ...] = ("mfa",)


@dataclass(frozen=True)
class Told:
    """Whom the directory says it is. `subject` is theirs there for good; `known_as` may change, and is believed once."""

    directory: str
    subject: str
    known_as: str
    both_factors: bool


def directories() -> list[Directory]:
    """Those of this installation, in the order of its file."""
    return [
        Directory(code, **{**row, "both_factors": tuple(row.get("both_factors", ("mfa",)))})
        for code, row in settings.DIRECTORIES.items()
    ]


def directory_called(code: str) -> Directory | None:
    return next((one for one in directories() if one.code == code), None)


def ask_directory(request: HttpRequest, directory: Directory, back: str) -> HttpResponse:
    """Away to the directory, which sends the browser to `back`. Raises DirectoryFails."""
    with _believing():
        away: HttpResponse = _client(directory).authorize_redirect(request, back)
    return away


def answer_of(request: HttpRequest, directory: Directory) -> Told:
    """What came back in this request, to the question this session asked. Raises DirectoryFails."""
    with _believing():
        client = _client(directory)
    if request.GET.get("iss", directory.issuer) != directory.issuer:
        raise DirectoryFails("another directory answered")
    options = {
        "iss": {"essential": True, "value": directory.issuer},
        "aud": {"essential": True, "value": directory.client_id},
    }
    with _believing():
        token = client.authorize_access_token(request, claims_options=options, leeway=LEEWAY)
    said: dict[str, Any] = token.get("userinfo") or {}
    if not said.get("sub"):
        raise DirectoryFails("no subject")
    return Told(
        directory.code,
        str(said["sub"]),
        str(said.get(directory.known_by) or ""),
        bool(set(directory.both_factors) & set(said.get("amr") or ())),
    )


@contextmanager
def _believing() -> Iterator[None]:
    """Whatever is wrong with an answer, or with getting one, is one thing to whoever waits at the door.

    What asks is loaded by the first who is asked, and not at all where no directory is set up.
    """
    from authlib.integrations.base_client import OAuthError
    from joserfc.errors import JoseError
    from requests import RequestException

    try:
        yield
    except (OAuthError, JoseError, RequestException, ValueError, KeyError, TypeError) as error:
        raise DirectoryFails(type(error).__name__) from error


@lru_cache(maxsize=32)
def _registered(directory: Directory) -> Any:
    from authlib.integrations.django_client import OAuth

    return OAuth().register(
        name=directory.code,
        client_id=directory.client_id,
        client_secret=directory.client_secret,
        server_metadata_url=f"{directory.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
        },
    )


def _client(directory: Directory) -> Any:
    client = _registered(directory)
    known = client.load_server_metadata()
    if known.get("issuer") != directory.issuer:
        client.server_metadata.clear()
        raise DirectoryFails("it calls itself by another name")
    offered = known.get("id_token_signing_alg_values_supported") or ["RS256"]
    known["id_token_signing_alg_values_supported"] = [alg for alg in offered if alg in SIGNED_BY]
    return client
