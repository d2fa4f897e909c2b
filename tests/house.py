"""What the sweeps know of the house: its files, its rooms, and the floors as pyproject.toml gives them to the linter."""

import ast
import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "waymark"


@cache
def tracked_files() -> tuple[str, ...]:
    """Every file of the project that git keeps or would keep, by its path from the root."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return tuple(name for name in sorted(listed.stdout.split("\0")) if name and (ROOT / name).is_file())


@cache
def contracts() -> tuple[dict, ...]:
    """The linter's contracts."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))
    return tuple(settings["tool"]["importlinter"]["contracts"])


@cache
def floors(container: str) -> dict[str, int]:
    """The floor of each child of a package, the ground at 0; those that may not know each other share one."""
    layers = next(contract["layers"] for contract in contracts() if contract.get("containers") == [container])
    return {
        name.strip(" ()"): floor for floor, layer in enumerate(reversed(layers)) for name in layer.split("|")
    }


@cache
def rooms() -> dict[str, Path]:
    """Every room that exists: `support.diary` and its folder."""
    found = sorted(path.parent for path in PACKAGE.glob("*/*/apps.py"))
    return {f"{folder.parent.name}.{folder.name}": folder for folder in found}


def height(module: str) -> tuple[int, int]:
    """How high a module of the package stands: its wing's floor, then its room's."""
    _, wing, *rest = module.split(".")
    room = rest[0] if rest and f"{wing}.{rest[0]}" in rooms() else ""
    return floors("waymark")[wing], floors(f"waymark.{wing}")[room] if room else 0


def room_of(module: str) -> str:
    """`support.diary` for any module in that room; the wing for one that is in none."""
    parts = module.split(".")[1:]
    name = ".".join(parts[:2])
    return name if name in rooms() else parts[0] if parts else ""


def imports_of(path: Path) -> set[str]:
    """The modules a file imports, absolute; `from a import b` gives both `a` and `a.b`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = module_named(path, node)
            found |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return found


def module_named(path: Path, node: ast.ImportFrom) -> str:
    """The module a `from … import` means, dots at its front worked out."""
    if not node.level:
        return node.module or ""
    package = path.relative_to(ROOT).with_suffix("").parts[: -node.level]
    return ".".join([*package, *filter(None, [node.module])])
