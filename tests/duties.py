"""Which duties of the job descriptions no test shows yet: `python -m tests.duties` lists them.

A test shows a duty by `@pytest.mark.duty("DUR-11")`; the mark is for tests that go through the actor's own door.
"""

import ast
import csv
from pathlib import Path

TESTS = Path(__file__).parent


def known() -> dict[str, dict[str, str]]:
    """Every duty of tests/data/duties.csv by its id."""
    with (TESTS / "data/duties.csv").open(encoding="utf8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def shown() -> dict[str, list[str]]:
    """The duties that tests are marked with, and the files of those tests."""
    found: dict[str, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for duty in marks_in(path.read_text(encoding="utf8")):
            found.setdefault(duty, []).append(path.relative_to(TESTS).as_posix())
    return found


def marks_in(source: str) -> list[str]:
    """The ids in every `pytest.mark.duty(…)` of a file."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    marks = [call for call in calls if ast.unparse(call.func).endswith("mark.duty")]
    return [arg.value for mark in marks for arg in mark.args if isinstance(arg, ast.Constant)]


def main() -> None:
    duties, done = known(), shown()
    for name in sorted({row["capability"] for row in duties.values()}):
        of_it = [duty for duty, row in duties.items() if row["capability"] == name]
        without = [duty for duty in of_it if duty not in done]
        if without:
            print(f"{name} ({len(of_it) - len(without)} of {len(of_it)} shown): {' '.join(without)}")
    print(f"{len(done.keys() & duties.keys())} of {len(duties)} duties are shown by a test.")


if __name__ == "__main__":
    main()
