"""What `make` installs from is exact, hashed, and up to date with pyproject.toml."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def pinned(name: str) -> dict[str, str]:
    """Package -> version, of an exported file; each must carry hashes."""
    blocks = re.split(r"\n(?=[a-z0-9])", "\n" + (ROOT / name).read_text())
    found = {}
    for block in blocks:
        match = re.match(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", block.strip())
        if match:
            assert "--hash=sha256:" in block, f"{match[1]} has no hash"
            found[canonicalize_name(match[1])] = match[2]
    return found


def declared(dev: bool) -> list[Requirement]:
    lines = list(PROJECT["project"]["dependencies"])
    lines += PROJECT["project"]["optional-dependencies"]["postgresql"]
    lines += PROJECT["dependency-groups"]["dev"] if dev else []
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(("name", "dev"), [("requirements.txt", False), ("requirements-dev.txt", True)])
def test_the_export_holds_every_declared_package_in_a_version_that_fits(name: str, dev: bool) -> None:
    versions = pinned(name)
    stale = [
        str(requirement)
        for requirement in declared(dev)
        if not requirement.specifier.contains(versions.get(canonicalize_name(requirement.name), "0"), prereleases=True)
    ]
    assert stale == [], f"{name} is stale: run `make lock`"


def test_both_exports_name_the_same_versions() -> None:
    plain, dev = pinned("requirements.txt"), pinned("requirements-dev.txt")
    assert {name: dev.get(name) for name in plain} == plain


def test_no_export_names_a_package_index() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        assert "://" not in (ROOT / name).read_text()
