"""bin/bench pages: how long pages take and what they cost, in two sizes of world.

Builds the worlds (minutes, the first time on a day; kept under /tmp/waymark-bench), serves the product as docs/operating says,
signs in over HTTP with password and one-time code, and asks for each page. CPU is of the server's processes and the
database's, out of /proc. Every page is told as a multiple of the bare page of the same run: the machine may be busy, ratios
can be trusted.
"""

import argparse
import itertools
import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from tests.bench import budgets, report
from tests.bench.browser import Browser, sign_in
from tests.bench.load import Ask, Cost, cost, crowd, together
from tests.bench.worlds import FULL, QUICK, Size, World, opened

CLIENTS = (8, 32)
WARM = 5
TURNS = 6
OFTENER = 4
"""The bare page is asked so many times as often: /proc counts in hundredths of a second, and twenty of it take five."""


def main() -> None:
    """Measure, print, and write the paper."""
    words = argparse.ArgumentParser(
        prog="bin/bench pages", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    words.add_argument(
        "--quick", action="store_true", help="two small worlds and fewer requests; writes no paper"
    )
    words.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    words.add_argument(
        "--only",
        metavar="WORDS",
        default="",
        help="only pages with these words in their name; writes no paper",
    )
    said = words.parse_args()
    databases = ("sqlite", "postgresql") if said.database == "both" else (said.database,)
    tables = []
    for database in databases:
        runs = _measure(QUICK if said.quick else FULL, database, 40 if said.quick else 120, said.only)
        tables.append(report.table(runs))
        print(f"\n{tables[-1]}\n", flush=True)
    if not (said.quick or said.only) and len(databases) == 2:
        report.write("pages", f"Measured {report.machine()}.\n\n" + "\n\n".join(tables))


@dataclass
class Side:
    """One of the two worlds, who has signed in there, and what was measured of it so far."""

    world: World
    browsers: dict[str, Browser]
    run: report.Run


def _measure(sizes: Sequence[Size], database: str, many: int, only: str) -> list[report.Run]:
    """Both worlds are served at once and asked in turns, so that how they compare does not hang on when each was measured."""
    with ExitStack() as open_worlds:
        worlds = [(size, open_worlds.enter_context(opened(size, database))) for size in sizes]
        sides = [_side(size, world, database, many) for size, world in worlds]
        for page in budgets.PAGES:
            if only in page.name:
                _page(sides, page, many)
        for side in sides:
            server = side.world.server
            side.run.memory, side.run.processes = server.memory(), len(server.pids())
            side.run.started_in = server.started_in
        return [side.run for side in sides]


def _side(size: Size, world: World, database: str, many: int) -> Side:
    print(f"Measuring {size} on {database} …", flush=True)
    browsers = {name: _signed_in(world, name) for name in ("worker", "leader")}
    bare = _cost(world, browsers["worker"], budgets.BARE, many)
    run = report.Run(database, size, bare, _crowds(world, browsers["worker"], budgets.BARE, many), [])
    return Side(world, browsers, run)


def _signed_in(world: World, name: str) -> Browser:
    browser, username = Browser(world.server.port), world.measured[name]
    sign_in(browser, username, world.measured["password"], lambda: world.command("testkit", "totp", username))
    return browser


def _page(sides: Sequence[Side], page: budgets.Page, many: int) -> None:
    """The page's cost and the bare page's, turn and turn about, so that both meet the same machine however busy others make it."""
    there = json.loads(sides[0].world.command("testkit", "urls", "--json"))
    if page.view not in {row["name"] for row in there}:
        for side in sides:
            side.run.absent.append(page.name)
        return
    few = many // TURNS
    asks = [_asks(side.world, side.browsers[page.user], page, many + WARM) for side in sides]
    found: list[list[Cost]] = [[] for _ in sides]
    bares: list[list[Cost]] = [[] for _ in sides]
    for side, all_asks in zip(sides, asks, strict=True):
        cost(side.world, side.browsers[page.user], all_asks[:WARM], page.expected)
    for turn in range(TURNS):
        for at, side in enumerate(sides):
            browser = side.browsers[page.user]
            bares[at].append(_cost(side.world, browser, budgets.BARE, few * OFTENER))
            block = asks[at][WARM + turn * few : WARM + (turn + 1) * few]
            found[at].append(cost(side.world, browser, block, page.expected))
    for at, side in enumerate(sides):
        times = _crowds(side.world, side.browsers[page.user], page, many)
        in_all, bare = together(found[at]), together(bares[at])
        side.run.pages.append(report.Measured(page, in_all, times, bare))
        ratio = f"{side.run.pages[-1].times_bare:.1f} x bare"
        print(
            f"  {page.name}, {side.run.size.people:,} people: {in_all.sql} SQL, {in_all.cpu_ms:.1f} ms, {ratio}",
            flush=True,
        )


def _cost(world: World, browser: Browser, page: budgets.Page, many: int) -> Cost:
    asks = _asks(world, browser, page, many + WARM)
    cost(world, browser, asks[:WARM], page.expected)
    return cost(world, browser, asks[WARM:], page.expected)


def _crowds(world: World, browser: Browser, page: budgets.Page, many: int) -> list[report.Times]:
    return [crowd(browser, _asks(world, browser, page, many), page.expected, clients) for clients in CLIENTS]


def _asks(world: World, browser: Browser, page: budgets.Page, many: int) -> list[Ask]:
    return list(itertools.islice(page.asks(world, browser), many))


if __name__ == "__main__":
    main()
