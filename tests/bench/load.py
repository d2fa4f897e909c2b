"""Asking a page many times: one after the other for what it costs, and by many at once for how long it takes."""

import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.bench.browser import Answer, Browser
from tests.bench.processes import Usage
from tests.bench.worlds import World

Ask = Callable[[Browser], Answer]


class Unexpected(RuntimeError):
    """A page answered with something else than it should."""


@dataclass
class Times:
    """How long answers took, in milliseconds."""

    clients: int
    ms: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def at(self, share: float) -> float:
        """The time within which `share` of them came: 0.5, 0.95, 0.99."""
        ordered = sorted(self.ms)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0

    @property
    def a_second(self) -> float:
        return len(self.ms) / self.seconds if self.seconds else 0.0


@dataclass
class Cost:
    """What one answer costs: SQL statements (and those of transactions), CPU milliseconds of server and database."""

    sql: int
    control: int
    server_ms: float
    database_ms: float
    kilobytes: float
    times: Times

    @property
    def cpu_ms(self) -> float:
        return self.server_ms + self.database_ms


def cost(world: World, browser: Browser, asks: Sequence[Ask], expected: int) -> Cost:
    """Ask each of `asks` once, one after the other. The statements are the most that any of them took."""
    usage = Usage(world.server, world.database_pids())
    began = time.monotonic()
    answers = [_checked(ask(browser), expected) for ask in asks]
    seconds = time.monotonic() - began
    server, database = usage.used()
    return Cost(
        sql=max(answer.sql for answer in answers),
        control=max(answer.control for answer in answers),
        server_ms=server * 1000 / len(asks),
        database_ms=database * 1000 / len(asks),
        kilobytes=statistics.fmean(len(answer.body) for answer in answers) / 1024,
        times=Times(1, [answer.seconds * 1000 for answer in answers], seconds),
    )


def together(costs: Sequence[Cost]) -> Cost:
    """What several blocks of as many asks cost, as one."""
    times = Times(1, [ms for one in costs for ms in one.times.ms], sum(one.times.seconds for one in costs))
    return Cost(
        sql=max(one.sql for one in costs),
        control=max(one.control for one in costs),
        server_ms=statistics.fmean(one.server_ms for one in costs),
        database_ms=statistics.fmean(one.database_ms for one in costs),
        kilobytes=statistics.fmean(one.kilobytes for one in costs),
        times=times,
    )


def crowd(browser: Browser, asks: Sequence[Ask], expected: int, clients: int) -> Times:
    """Ask each of `asks` once, `clients` at a time, each on a connection of its own."""
    waiting = list(asks)
    lock = threading.Lock()
    times = Times(clients)
    wrong: list[BaseException] = []

    def ask_until_done() -> None:
        mine = browser.beside()
        try:
            while not wrong:
                with lock:
                    if not waiting:
                        return
                    ask = waiting.pop()
                answer = _checked(ask(mine), expected)
                with lock:
                    times.ms.append(answer.seconds * 1000)
        except Exception as fault:
            wrong.append(fault)
        finally:
            mine.close()

    threads = [threading.Thread(target=ask_until_done) for _ in range(clients)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.seconds = time.monotonic() - began
    if wrong:
        raise wrong[0]
    return times


def _checked(answer: Answer, expected: int) -> Answer:
    if answer.status != expected:
        raise Unexpected(f"{answer.status} instead of {expected}: {answer.text[:1500]}")
    return answer
