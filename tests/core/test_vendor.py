"""The vendored files are the ones their README says, and none of them asks another host for anything."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "waymark/core/static/vendor"
FOLDERS = [SHIPPED, ROOT / "tests/vendor"]
PAPERS = {"README.md", "LICENSE", "LICENSE-3RD-PARTY.txt"}


def vendored(folder: Path) -> dict[str, str]:
    """Every vendored file of the folder, by its name there, with its sha256."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in PAPERS)
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=str)
def test_each_file_is_listed_in_the_readme_with_its_digest(folder):
    listed = dict(
        re.findall(r"^\| `([^`]+)` \| `([0-9a-f]{64})` \|$", (folder / "README.md").read_text(), re.M)
    )

    assert vendored(folder) == listed
    assert listed


@pytest.mark.parametrize("folder", FOLDERS, ids=str)
def test_each_package_came_with_its_licence(folder):
    packages = [path for path in folder.iterdir() if path.is_dir()]

    assert packages
    assert [package.name for package in packages if not (package / "LICENSE").is_file()] == []


@pytest.mark.parametrize("sheet", sorted(SHIPPED.rglob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_fetches_nothing_but_files_beside_it(sheet):
    text = sheet.read_text()
    urls = re.findall(r"url\(\s*['\"]?([^)'\"]+)", text)

    assert urls
    assert [url for url in urls if not (sheet.parent / url).is_file()] == []
    assert not re.search(r"@font-face|@import|https?://|Frutiger|sourceMappingURL", text)


@pytest.mark.parametrize("script", sorted(SHIPPED.rglob("*.js")), ids=lambda path: path.name)
def test_a_script_names_no_host_and_no_source_map(script):
    assert not re.search(r"https?://|sourceMappingURL|\bimport\s*\(\s*['\"]", script.read_text())


def test_no_mark_of_the_nhs_is_shipped():
    assert [path for path in vendored(SHIPPED) if re.search("logo|favicon|opengraph|icon-[0-9]+", path)] == []
