"""What the project is made of: every package is pinned by hash, everything copied in is listed, and
the list is whole."""

from __future__ import annotations

import importlib.util
import json
import re
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pip_audit._dependency_source.requirement import RequirementSource

from hubs import REPOSITORY

PINNED = re.compile(
    r"(?P<name>[a-z0-9][\w.-]*)==(?P<version>[\w.!+-]+)(?: ; [^\\]+)?(?P<sums>(?: \\\n    "
    r"--hash=sha256:[0-9a-f]{64})+)"
)
COPIED_IN = sorted(
    {
        file.parent
        for top in ("hooks", "tests", "overrides")
        for file in (REPOSITORY / top).rglob("LICENSE*")
    }
)
"""Folders that hold somebody else's licence, and so somebody else's work."""


@pytest.fixture(scope="module")
def locked() -> list[tuple[str, str]]:
    """Every package of the lock with its version, some with one for each age of Python; a line of
    another form is a mistake."""
    text = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8").strip()
    entries = re.split(r"\n(?=\S)", text)
    found = [PINNED.fullmatch(entry) for entry in entries]
    assert [entry for entry, match in zip(entries, found, strict=True) if match is None] == []
    return sorted((canonicalize_name(match["name"]), match["version"]) for match in found if match)


def test_every_package_is_pinned_by_hash(locked: list[tuple[str, str]]) -> None:
    """One exact version and the sums of its files, from no other place than the registry that the
    machine is set to."""
    assert len(locked) == len(set(locked)) > 100


def test_the_lock_fits_what_is_asked_for(locked: list[tuple[str, str]]) -> None:
    """Each dependency of the project, its tools and its build stands in the lock, in a version that
    pyproject.toml allows."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    asked += [
        word
        for group in project["dependency-groups"].values()
        for word in group
        if isinstance(word, str)
    ]
    for requirement in map(Requirement, asked):
        versions = [
            version for name, version in locked if name == canonicalize_name(requirement.name)
        ]
        assert versions, requirement
        for version in versions:
            assert requirement.specifier.contains(version, prereleases=True), (
                f"{requirement} is locked at {version}"
            )


def test_nothing_is_installed_without_its_hash() -> None:
    """Wherever the lock is installed, its hashes are asked for, and what is installed besides
    brings nothing along."""
    texts = [
        (REPOSITORY / name).read_text(encoding="utf-8")
        for name in ("Makefile", "README.md", ".ci/run")
    ]
    lines = [
        line
        for text in texts
        for line in text.splitlines()
        if re.search(r"pip install|pip download", line)
    ]
    assert len(lines) > 4
    for line in lines:
        # uv itself is asked for by name, to make a new lock, by a person.
        assert re.search(r"--require-hashes|--no-deps -e \.|install --quiet uv$", line), line


def script(name: str) -> ModuleType:
    """A script of the folder .ci."""
    spec = importlib.util.spec_from_file_location(name, REPOSITORY / ".ci" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# -- what is known against packages ---------------------------------------------------------------


@pytest.fixture
def audit() -> ModuleType:
    """The script behind ``make audit``."""
    return script("audit")


def test_the_audit_asks_about_all_that_is_locked(
    audit: ModuleType, locked: list[tuple[str, str]], tmp_path: Path
) -> None:
    """Of the lists it is given, pip-audit's own reader takes as many packages as are locked; of the
    lock itself it passes over some."""
    lists = audit.lists((REPOSITORY / "requirements.lock").read_text(encoding="utf-8"))
    found = []
    for number, entries in enumerate(lists):
        file = tmp_path / f"{number}.txt"
        file.write_text("".join(entries.values()), encoding="utf-8")
        found += RequirementSource([file], require_hashes=True, disable_pip=True).collect()
    assert (
        sorted((canonicalize_name(package.name), str(package.version)) for package in found)
        == locked
    )
    here = list(
        RequirementSource(
            [REPOSITORY / "requirements.lock"], require_hashes=True, disable_pip=True
        ).collect()
    )
    assert len(here) < len(locked)


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (
            {"version": "1", "vulns": []},
            0,
            "2 of 2 locked packages were asked about; 0 faults are known.",
        ),
        (
            {"version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]},
            1,
            "b 1: X-1, mended in 2\n2 of 2 locked",
        ),
        ({"skip_reason": "unknown"}, 1, "1 of 2 locked packages were asked about"),
    ],
)
def test_the_audit_counts(
    audit: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    answer: dict[str, Any],
    status: int,
    said: str,
) -> None:
    """It ends with 1 when something is known, and when a package went unasked."""
    monkeypatch.setattr(audit, "LOCK", tmp_path / "lock")
    audit.LOCK.write_text(
        "a==1 ; os_name == 'nt' \\\n    --hash=sha256:0\nb==1 \\\n    --hash=sha256:0\n"
    )
    monkeypatch.setattr(
        audit,
        "answers",
        lambda entries: [{"name": "a", "version": "1", "vulns": []}, {"name": "b", **answer}],
    )
    with pytest.raises(SystemExit) as ended:
        audit.main()
    assert ended.value.code == status and said in capsys.readouterr().out


# -- what the project is made of ------------------------------------------------------------------


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """The script behind ``make sbom``."""
    return script("sbom")


@pytest.fixture(scope="module")
def sbom(maker: ModuleType) -> dict[str, Any]:
    return maker.sbom()


def test_the_list_names_all_that_is_locked(
    sbom: dict[str, Any], locked: list[tuple[str, str]]
) -> None:
    """Each locked package is a component once, with its version, its address and its sums."""
    found = [part for part in sbom["components"] if part["purl"].startswith("pkg:pypi/")]
    assert sorted((canonicalize_name(part["name"]), part["version"]) for part in found) == locked
    assert all(part["externalReferences"][0]["hashes"] for part in found)


def test_the_list_names_all_that_was_copied_in(maker: ModuleType, sbom: dict[str, Any]) -> None:
    """Each folder that holds another's licence has a README with name and version, and its files
    stand in the list with their sums."""
    entries = json.loads(maker.VENDORED.read_text(encoding="utf-8"))
    files = {
        (REPOSITORY / file["name"]).parent: entry["name"]
        for entry in sbom["components"]
        for file in entry.get("components", [])
    }
    assert sorted(files) == COPIED_IN
    for entry in entries:
        assert all(list(REPOSITORY.glob(pattern)) for pattern in entry["files"]), entry["name"]
        readme = (REPOSITORY / entry["files"][0]).parent / "README.md"
        words = readme.read_text(encoding="utf-8")
        assert f"`{entry['name']}` {entry['version']}" in words, readme


def test_the_list_is_valid(maker: ModuleType, sbom: dict[str, Any]) -> None:
    """CycloneDX's own schema takes it; a few of the packages stand for all, which are made
    alike."""
    packages = [part for part in sbom["components"] if "components" not in part]
    kept = [*packages[:3], *(part for part in sbom["components"] if "components" in part)]
    refs = {part["bom-ref"] for part in kept} | {sbom["metadata"]["component"]["bom-ref"]}
    few = {
        **sbom,
        "components": kept,
        "dependencies": [edge for edge in sbom["dependencies"] if edge["ref"] in refs],
    }
    assert maker.fault(few) is None
    assert maker.fault({**few, "components": [{"name": "of no type"}]}) is not None


def test_the_list_is_the_same_each_time(sbom: dict[str, Any]) -> None:
    """It holds neither a time nor a number of chance."""
    assert "timestamp" not in sbom["metadata"] and "serialNumber" not in sbom


def test_the_list_is_made_where_it_is_published() -> None:
    """The workflow that publishes makes it and keeps it."""
    text = (REPOSITORY / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8")
    assert "run: make sbom" in text and "path: dist/sbom.cdx.json" in text
    assert "dist/sbom.cdx.json" in (REPOSITORY / "Makefile").read_text(encoding="utf-8")
