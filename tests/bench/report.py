"""What was measured, as tables to read: on the screen, and in docs/operating/performance.md between its markers."""

import platform
import re
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.budgets import Page
from tests.bench.load import Cost, Times
from tests.bench.worlds import Size
from tests.house import ROOT
from waymark.core import clock

PAPER = ROOT / "docs" / "operating" / "performance.md"


@dataclass
class Measured:
    """One page in one world."""

    page: Page
    cost: Cost
    crowds: list[Times]
    bare: Cost

    @property
    def times_bare(self) -> float:
        return self.cost.cpu_ms / self.bare.cpu_ms if self.bare.cpu_ms else 0.0


@dataclass
class Run:
    """One world on one database."""

    database: str
    size: Size
    bare: Cost
    bare_crowds: list[Times]
    pages: list[Measured]
    memory: float = 0.0
    processes: int = 0
    started_in: float = 0.0
    absent: list[str] = field(default_factory=list)

    def of(self, page: Page) -> Measured | None:
        return next((one for one in self.pages if one.page == page), None)


def verdicts(small: Measured, big: Measured) -> list[tuple[str, float, float]]:
    """Each budget of a page in the big world: its name, what was measured, what is allowed."""
    page = big.page
    growth = big.times_bare / small.times_bare if small.times_bare else 0.0
    found = [
        ("SQL", float(big.cost.sql), float(page.sql)),
        ("x bare", big.times_bare, page.times_bare),
        ("growth", growth, page.growth),
    ]
    if page.p95_ms:
        found.append(("p95 ms", big.cost.times.at(0.95), page.p95_ms))
    return found


def table(runs: list[Run]) -> str:
    """The tables of one database, smaller world first."""
    small, big = runs
    lines = [f"### {called(small.database)}", ""]
    lines += table_of(
        "page|SQL (+ of transactions)|CPU ms server + database|x bare page|growth|budgets",
        [_bare_row(big), *(_budget_row(small, one) for one in big.pages)],
    )
    lines.append("")
    lines += table_of(
        "page|world|CPU ms|p50 / p95 / p99 ms, 1 client|8 clients|32 clients|a second, 8 clients|kB",
        [row for run in runs for row in _time_rows(run)],
    )
    lines += ["", *_around(big)]
    return "\n".join(lines)


def _bare_row(run: Run) -> list[str]:
    return ["*bare page*", _sql(run.bare), _cpu(run.bare), "1.0", "", ""]


def _budget_row(small: Run, big: Measured) -> list[str]:
    before = small.of(big.page)
    if before is None:
        return [big.page.name, _sql(big.cost), _cpu(big.cost), f"{big.times_bare:.1f}", "", ""]
    said = verdicts(before, big)
    growth = next(value for name, value, _ in said if name == "growth")
    missed = [f"{name} {value:.4g} of {allowed:.4g}" for name, value, allowed in said if value > allowed]
    verdict = f"**missed: {', '.join(missed)}**" if missed else "met"
    allowed = ", ".join(f"{name} {limit:.4g}" for name, _, limit in said)
    return [
        big.page.name, _sql(big.cost), _cpu(big.cost), f"{big.times_bare:.1f}", f"{growth:.2f}", f"{verdict} ({allowed})"
    ]  # fmt: skip


def _time_rows(run: Run) -> list[list[str]]:
    rows = [
        ("*bare page*", run.bare, run.bare_crowds),
        *((one.page.name, one.cost, one.crowds) for one in run.pages),
    ]
    return [
        [
            name, f"{run.size.people:,}", f"{cost.cpu_ms:.1f}", *map(_times, (cost.times, *crowds)),
            f"{crowds[0].a_second:.0f}", f"{cost.kilobytes:.0f}",
        ]
        for name, cost, crowds in rows
    ]  # fmt: skip


def _around(run: Run) -> list[str]:
    lines = [
        f"- Memory after the load, {run.processes} processes of the server: {run.memory:.0f} MiB "
        f"({'met' if run.memory < 300 else '**missed**'}: under 300).",
        f"- From the command to the first answer: {run.started_in:.1f} s "
        f"({'met' if run.started_in < 3 else '**missed**'}: under 3).",
    ]
    if run.absent:
        lines.append(f"- Not there to be measured yet: {', '.join(run.absent)}.")
    return lines


def _sql(cost: Cost) -> str:
    return f"{cost.sql} (+ {cost.control})"


def _cpu(cost: Cost) -> str:
    return f"{cost.server_ms:.1f} + {cost.database_ms:.1f}"


def _times(times: Times) -> str:
    return f"{times.at(0.5):.1f} / {times.at(0.95):.1f} / {times.at(0.99):.1f}"


def table_of(head: str, rows: list[list[str]]) -> list[str]:
    titles = head.split("|")
    return [f"| {' | '.join(row)} |" for row in (titles, ["---"] * len(titles), *rows)]


def called(database: str) -> str:
    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[database]


def machine() -> str:
    """What it was measured on."""
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    cores = Path("/proc/cpuinfo").read_text().count("processor\t:")
    kind = model[1] if model else platform.machine()
    return f"{clock.today():%d %B %Y}, {cores} cores ({kind}), Python {platform.python_version()}"


def write(name: str, text: str) -> None:
    """Put `text` between the markers called `name` in the paper."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    paper = PAPER.read_text(encoding="utf8")
    before, _, rest = paper.partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise SystemExit(f"{PAPER} has no place for {name}: {begin} … {end}")
    PAPER.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf8")
