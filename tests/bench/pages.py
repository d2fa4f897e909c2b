"""bin/bench pages: how long pages take and what they cost, in two sizes of world.

Builds the worlds (minutes, the first time on a day; kept under /tmp/waymark-bench), serves the product as docs/operating says,
signs in over HTTP with password and one-time code, and asks for each page. CPU is of the server's processes and the
database's, out of /proc. Every page is told as a multiple of the bare page of the same run: the machine may be busy, ratios
can be trusted.
"""

import argparse
import itertools
import json

from tests.bench import budgets, report
from tests.bench.browser import Browser, sign_in
from tests.bench.load import Ask, Cost, cost, crowd, together
from tests.bench.worlds import FULL, QUICK, Size, World, opened

CLIENTS = (8, 32)
WARM = 5
TURNS = 6


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
        runs = [
            _measure(size, database, 40 if said.quick else 120, said.only)
            for size in (QUICK if said.quick else FULL)
        ]
        tables.append(report.table(runs))
        print(f"\n{tables[-1]}\n", flush=True)
    if not (said.quick or said.only) and len(databases) == 2:
        report.write("pages", f"Measured {report.machine()}.\n\n" + "\n\n".join(tables))


def _measure(size: Size, database: str, many: int, only: str) -> report.Run:
    with opened(size, database) as world:
        print(f"Measuring {size} on {database} …", flush=True)
        browsers = {name: _signed_in(world, name) for name in ("worker", "leader")}
        there = {row["name"] for row in json.loads(world.command("testkit", "urls", "--json"))}
        pages = [page for page in budgets.PAGES if only in page.name]
        bare = _cost(world, browsers["worker"], budgets.BARE, many)
        run = report.Run(database, size, bare, _crowds(world, browsers["worker"], budgets.BARE, many), [])
        for page in pages:
            if page.view not in there:
                run.absent.append(page.name)
                continue
            run.pages.append(_page(world, browsers[page.user], page, many))
        run.memory, run.processes = world.server.memory(), len(world.server.pids())
        run.started_in = world.server.started_in
        return run


def _signed_in(world: World, name: str) -> Browser:
    browser, username = Browser(world.server.port), world.measured[name]
    sign_in(browser, username, world.measured["password"], lambda: world.command("testkit", "totp", username))
    return browser


def _page(world: World, browser: Browser, page: budgets.Page, many: int) -> report.Measured:
    """The page's cost and the bare page's, turn and turn about, so that both meet the same machine however busy others make it."""
    few, asks = many // TURNS, _asks(world, browser, page, many + WARM)
    cost(world, browser, asks[:WARM], page.expected)
    found, bares = [], []
    for turn in range(TURNS):
        bares.append(_cost(world, browser, budgets.BARE, few))
        block = asks[WARM + turn * few : WARM + (turn + 1) * few]
        found.append(cost(world, browser, block, page.expected))
    bare, found_in_all = together(bares), together(found)
    measured = report.Measured(page, found_in_all, _crowds(world, browser, page, many), bare)
    print(
        f"  {page.name}: {found_in_all.sql} SQL, {found_in_all.cpu_ms:.1f} ms, {measured.times_bare:.1f} x bare",
        flush=True,
    )
    return measured


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
