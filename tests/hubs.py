"""Small hubs written to disk, for tests that need one of their own."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hearth.base.history import History
from hearth.base.problems import Problems
from hearth.model.hub import Hub, load_hub
from hearth.model.settings import Settings
from hearth.outputs import Output
from hearth.outputs.feeds import feeds
from hearth.site.build import SiteBuild
from hearth.site.manifest import Manifest
from hearth.site.verify import verify
from hearth.site.write import hub_jobs

REPOSITORY = Path(__file__).resolve().parent.parent
AS_OF = date(2026, 11, 23)
EPOCH = "1795392000"
"""The same day as SOURCE_DATE_EPOCH gives it."""

Files = dict[str, str | bytes | None]
"""What is laid below a folder; None takes a file away."""

BASE: Files = {
    "content/about.md": "# About\n\nA circle for tests. A lurker is welcome.\n",
    "overrides/README.md": "What changes the theme goes here.\n",
    "content/conduct.md": "# Conduct\n\nBe kind.\n",
    "content/community.yml": """\
name: Small Circle
headline: Good company for a test
purpose: To show in a few records what a hub needs.
""",
    "content/topics.yml": """\
- id: onboarding
  label: Onboarding
  description: The first weeks of a new member.
  synonyms: [welcome, newcomers]
- id: metrics
  label: Metrics
  description: Counting what matters.
- id: events-craft
  label: Events
  description: Meetings people come back to.
""",
    "content/glossary.yml": """\
- id: lurker
  term: lurker
  definition: Someone who reads and does not post.
- id: code-of-conduct
  term: code of conduct
  aliases: [CoC]
  definition: What people promise each other.
  see: [lurker]
""",
    "members/ada.yml": """\
name: Ada Example
joined: 2026-01-05
topics: [onboarding]
""",
    "members/bo.yml": """\
name: Bo Sample
joined: 2026-02-10
buddy: ada
""",
    "members/cy.md": """\
---
name: Cy Model
joined: 2026-03-15
---
I keep the archive.
""",
    "members/lantern.yml": """\
name: Lantern Foundation
kind: organisation
joined: 2025-11-01
""",
    "events/welcome-call.yml": """\
title: Welcome call
summary: Meet the circle.
start: 2026-12-03T18:00
duration: 60
timezone: Europe/Berlin
mode: online
added: 2026-11-01
topics: [onboarding]
hosts: [ada]
""",
    "events/evening.yml": """\
title: An evening in the hall
summary: Food and questions.
start: 2026-12-10T19:00
end: 2026-12-10T21:30
mode: in-person
venue: hall
added: 2026-11-10
speakers: [bo, {guest: Gil Guest}]
""",
    "events/venues/hall.yml": """\
name: The Hall
city: Nairobi
country: KE
timezone: Africa/Nairobi
""",
    "content/resources/canvas.yml": """\
title: A canvas
url: https://example.org/canvas
type: guide
why: It asks the right questions.
added: 2026-10-01
topics: [metrics]
""",
    "content/paths/first-month.yml": """\
title: Your first month
for_whom: New people
steps:
  - resource: canvas
  - event: welcome-call
  - do: Say hello.
""",
    "content/groups/crew.yml": """\
name: Welcome crew
purpose: Nobody's first week goes by unnoticed.
leads: [ada]
""",
    "content/news/hello.md": """\
---
title: We have a hub
date: 2026-11-20
authors: [ada]
---
And this is what it is for.
""",
}
"""A small hub that has a record of every kind, and no problem."""

CONFIG = """\
site_name: Small Circle
site_url: https://example.org/small/
site_description: A hub for tests.
repo_url: https://example.org/small/source
edit_uri: edit/main/content/
docs_dir: content
theme: {{name: material, custom_dir: overrides, font: false{theme}}}
plugins: []
hooks: ['{hook}']
markdown_extensions: [attr_list, {{toc: {{permalink: true}}}}]
exclude_docs: |
  *.yml
  *.yaml
nav: [index.md, members/index.md, events/index.md, about.md]
extra:
  hearth: {{{settings}}}
"""


def write(root: Path, files: dict[str, str | bytes | None]) -> None:
    """Write ``files`` below ``root``; None takes one away."""
    for path, content in files.items():
        target = root / path
        if content is None:
            target.unlink(missing_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())


def minimal_hub(
    root: Path,
    files: dict[str, str | bytes | None] | None = None,
    settings: str = "",
    theme: str = "",
) -> Path:
    """A small hub below ``root`` that MkDocs can build; ``settings`` are entries of
    ``extra.hearth``."""
    hook = REPOSITORY / "hooks" / "hub.py"
    write(
        root,
        {
            "mkdocs.yml": CONFIG.format(hook=hook, settings=settings, theme=theme),
            **BASE,
            **(files or {}),
        },
    )
    return root


def load(
    root: Path,
    as_of: date = AS_OF,
    history: History | None = None,
    draw: bool = False,
    **settings: Any,
) -> tuple[Hub, Problems]:
    """The hub below ``root`` and its problems, read by one process; Git is asked unless a
    ``history`` is given."""
    return load_hub(
        root,
        Settings(
            site_url="https://example.org/small/",
            namespace="https://example.org/small/",
            **settings,
        ),
        as_of,
        1,
        history,
        draw,
    )


def small_hub(
    root: Path, files: dict[str, str | bytes | None] | None = None, as_of: date = AS_OF
) -> Hub:
    """The small hub with ``files`` laid over it, which must be right."""
    hub, problems = load(minimal_hub(root, files), as_of)
    assert list(map(str, problems.errors)) == []
    return hub


def run(
    root: Path, *words: str, module: bool = True, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a module of Python in ``root``, or else a file, on the day of the tests."""
    variables = {
        **os.environ,
        "SOURCE_DATE_EPOCH": EPOCH,
        "NO_MKDOCS_2_WARNING": "1",
        **environment,
    }
    command = [sys.executable, *(["-m"] if module else []), *words]
    return subprocess.run(
        command, cwd=root, env=variables, capture_output=True, text=True, check=False
    )


def build(
    root: Path, site: Path, *options: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run ``mkdocs build`` in ``root`` as a person would."""
    return run(root, "mkdocs", "build", "--site-dir", str(site), *options, **environment)


def built(root: Path, site: Path, builder: str = "mkdocs", **environment: str) -> Path:
    """``site`` with the hub in ``root`` built into it without a warning, and with nothing wrong, as
    ``hearth build`` sees it."""
    with tempfile.TemporaryDirectory() as folder:
        promised = Path(folder) / "manifest.json"
        words = (builder, str(root), str(site), str(promised), "--strict")
        done = run(root, "hearth.adapters", *words, **environment)
        assert done.returncode == 0, done.stderr
        assert (
            list(map(str, verify(site, Manifest.from_json(promised.read_text(encoding="utf-8")))))
            == []
        )
    return site


REFUSING = """\
import runpy, sys

class Refusing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("mkdocs", "material", "properdocs"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Refusing())
runpy.run_module("hearth.adapters", run_name="__main__", alter_sys=True)
"""


def without_mkdocs(
    folder: Path, builder: str, root: Path, site: Path
) -> subprocess.CompletedProcess[str]:
    """One build in a process in which neither MkDocs nor its themes can be imported."""
    script = folder / "refusing.py"
    script.write_text(REFUSING)
    order = (str(root), str(site), str(folder / "manifest.json"), "--strict")
    return run(root, str(script), builder, *order, module=False)


def tree(site: Path) -> dict[str, bytes]:
    """Every file below ``site`` with its bytes."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def different(one: Path, two: Path) -> list[str]:
    """The files of two folders that are not equal."""
    left, right = tree(one), tree(two)
    return sorted(uri for uri in left.keys() | right.keys() if left.get(uri) != right.get(uri))


def once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Any]) -> Path:
    """The folder ``name``, filled by ``make`` in whichever worker comes first; the others wait for
    it, and fail as it did."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder = shared / name
    with open(shared / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = shared / f"{name}.done"
        if not done.exists():
            try:
                make(folder)
            except AssertionError as error:
                done.write_text(str(error))
                raise
            done.touch()
        if failure := done.read_text():
            pytest.fail(
                f"{name} could not be built: {failure.strip().splitlines()[-1]}", pytrace=False
            )
    return folder


def built_once(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    files: dict[str, str | bytes | None],
    settings: str = "",
) -> Path:
    """The site of a small hub with ``files`` laid over it, built by whichever worker needs it
    first."""
    return once(
        tmp_path_factory,
        name,
        lambda folder: built(minimal_hub(folder.with_name(f"{name}-hub"), files, settings), folder),
    )


def hub_files(site: SiteBuild) -> Iterator[Output]:
    """The files that are made of a hub as a whole."""
    for job in hub_jobs(site.plan, site.filler.renderer, list(feeds(site.hub)), ()):
        yield from job.make()
