"""What pip-audit found in the locked dependencies, in words: `python -m tests.audit REPORT.json`.

Exit 0: nothing known, or nobody could be asked (which it says). Exit 1: a known fault, with the version that mends it.
"""

import json
import sys
from pathlib import Path
from typing import Any


def faults(report: dict[str, Any]) -> list[str]:
    """One line for each known fault."""
    return [
        f"{package['name']} {package['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'no release yet'}"
        for package in report["dependencies"]
        for fault in package.get("vulns", [])
    ]


def unasked(report: dict[str, Any]) -> list[str]:
    """The packages of which nothing could be learnt."""
    return [package["name"] for package in report["dependencies"] if "skip_reason" in package]


def main(path: str) -> int:
    text = Path(path).read_text(encoding="utf8")
    if not text.strip():
        print("Known faults could not be asked for: is there a network?")
        return 0
    report = json.loads(text)
    if unasked(report):
        print(f"Nothing could be learnt of {len(unasked(report))} of {len(report['dependencies'])} packages.")
    print("\n".join(faults(report)) or "No known fault in the others.")
    return 1 if faults(report) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
