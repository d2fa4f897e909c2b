"""Whether another guess may be made: counted by the name typed and the source together, and by the source alone (security.md).

At most 10 guesses in 5 minutes for one account from one source, so that nobody can lock a colleague out from elsewhere (A36); at most
60 from one source over all accounts, so that a list of names is slow to try (A35). Names that exist and names that do not are counted
alike. The counting is allauth's, in the cache that all processes share. docs/decisions/004-throttling-by-account-and-source.md.
"""

import time
from dataclasses import dataclass

from allauth.core.internal.ratelimit import RateLimitUsage, consume, get_cache_key, get_ip, parse_rate
from django.core.cache import cache
from django.http import HttpRequest

from waymark.organisation.staff import rules

APP = "waymark.sign_in"
ACCOUNT_AND_SOURCE = "10/5m/key"
SOURCE = "60/5m/key"


class TooManyGuesses(Exception):
    """No more guesses for now. `wait`: seconds."""

    def __init__(self, wait: float) -> None:
        super().__init__(f"Wait {rules.wait_words(wait)}.")
        self.wait = wait


@dataclass(frozen=True)
class Guess:
    """A guess that was counted. It stays counted unless it turns out right."""

    source: str
    counted: tuple[RateLimitUsage, ...] = ()

    def was_right(self) -> None:
        """Take it off both counts. The wrong ones before it stay: a right guess does not buy ten more."""
        for usage in self.counted:
            usage.rollback()


def guess(request: HttpRequest, step: str, account: str) -> Guess:
    """Count a guess at `step` ('password' or 'code') of `account`. Raises TooManyGuesses, with how long to wait."""
    source = source_of(request)
    both = _count(request, step, ACCOUNT_AND_SOURCE, f"{rules.account(account)}|{source}")
    try:
        alone = _count(request, "source", SOURCE, source)
    except TooManyGuesses:
        both.rollback()
        raise
    return Guess(source, (both, alone))


def source_of(request: HttpRequest) -> str:
    """Where a request comes from: its address, or the network of an IPv6 one. Behind our own proxies, what they say (WAYMARK_PROXIES)."""
    return str(get_ip(request))


def _count(request: HttpRequest, action: str, rate: str, key: str) -> RateLimitUsage:
    usage = consume(request, app=APP, action=action, config={action: rate}, key=key, limit_get=True)
    if usage is None:
        raise TooManyGuesses(_wait(request, action, rate, key))
    return usage


def _wait(request: HttpRequest, action: str, rate: str, key: str) -> float:
    """Until the oldest of the counted guesses is old enough; a second where other guesses hold the count at this moment."""
    limit = parse_rate(rate)
    counted = cache.get(get_cache_key(request, app=APP, action=action, rate=limit, key=key)) or []
    if len(counted) < limit.amount:
        return 1
    return max(1.0, counted[-1] + limit.duration - time.time())
