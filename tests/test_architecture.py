"""The house keeps its shape: what may import what, who may ask the clock, how long things may get."""

from __future__ import annotations

import ast
import functools
from pathlib import Path

from hubs import REPOSITORY

HOOKS = REPOSITORY / "hooks"
ENGINE = HOOKS / "hearth"

LAYERS: tuple[tuple[str, ...], ...] = (
    (
        "hearth",
        "hearth.words",
        "hearth.folding",
        "hearth.likeness",
        "hearth.strict_yaml",
        "hearth.problems",
        "hearth.today",
        "hearth.memory",
        "hearth.zones",
        "hearth.git",
    ),
    ("hearth.history", "hearth.pictures", "hearth.problem_formats"),
    ("hearth.kinds",),
    ("hearth.changes", "hearth.ids"),
    ("hearth.sources",),
    ("hearth.records", "hearth.record_files"),
    ("hearth.links", "hearth.handwritten", "hearth.settings"),
    ("hearth.reading",),
    ("hearth.schedule",),
    ("hearth.rules",),
    ("hearth.hub",),
    ("hearth.quarantine",),
    ("hearth.drafts",),
    ("hearth.forms",),
    ("hearth.replies",),
    ("hearth.mending",),
    ("hearth.views",),
    ("hearth.private",),
    ("hearth.forgetting",),
    ("hearth.ledger",),
    ("hearth.figures",),
    ("hearth.desk",),
    ("hearth.importing",),
    ("hearth.outputs",),
    ("hearth.site",),
    ("hearth.reference",),
    ("hearth.cli",),
    ("hearth.__main__",),
)
"""From the bottom up. A module imports from layers below its own, and from its own package."""

CLOCK = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time"), ("time", "localtime"), ("time", "gmtime")}  # fmt: skip
# The theme is data to the engine; the script that cut its fonts stands beside them and is no module.
MODULES = sorted(file for file in ENGINE.rglob("*.py") if "theme" not in file.relative_to(ENGINE).parts)
FILES = [*MODULES, HOOKS / "hub.py"]


def name_of(file: Path) -> str:
    """A module's name: hearth.kinds.event."""
    parts = file.relative_to(HOOKS).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


KNOWN = {name_of(file): file for file in MODULES}


@functools.cache
def nodes(file: Path) -> list[ast.AST]:
    """Everything a file says, the module itself first."""
    return list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))


@functools.cache
def imported(file: Path) -> set[str]:
    """The modules a file imports, as far as names tell: ``from hearth.views import topics`` is hearth.views.topics."""
    found = set()
    for node in nodes(file):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in KNOWN else str(node.module) for name in inner}
    return found


def layer_of(module: str) -> tuple[int, str]:
    """(height, the name in the table) of a module: the longest name that it is or lies in."""
    fitting = [(len(name), height, name) for height, layer in enumerate(LAYERS) for name in layer
               if module == name or (name != "hearth" and module.startswith(f"{name}."))]  # fmt: skip
    assert fitting, f"{module} has no layer"
    _, height, name = max(fitting)
    return height, name


def test_the_engine_does_not_know_the_site_builder() -> None:
    """Nothing in hooks/hearth imports MkDocs or its theme."""
    builders = {"mkdocs", "material", "properdocs", "zensical"}
    assert [name for name, file in KNOWN.items() if builders & {other.split(".")[0] for other in imported(file)}] == []


def test_imports_point_downward() -> None:
    """A module imports only what lies in lower layers or in its own package."""
    upward = []
    for module, file in KNOWN.items():
        height, own = layer_of(module)
        for other in imported(file) & KNOWN.keys():
            theirs, name = layer_of(other)
            if theirs > height or (theirs == height and name != own):
                upward.append(f"{module} imports {other}")
    assert upward == []


def test_no_imports_in_a_circle() -> None:
    """No module imports itself by way of others."""
    arrows = {
        name: {other for other in imported(file) if other in KNOWN and other != name} for name, file in KNOWN.items()
    }
    while leaves := {name for name, others in arrows.items() if not others & arrows.keys()}:
        arrows = {name: others for name, others in arrows.items() if name not in leaves}
    assert sorted(arrows) == []


def test_one_place_asks_the_clock() -> None:
    """Only hearth/today.py asks what time it is."""
    asked = [
        f"{file}:{node.lineno}"
        for file in FILES
        for node in nodes(file)
        if isinstance(node, ast.Attribute) and (ast.unparse(node.value).rsplit(".", 1)[-1], node.attr) in CLOCK
    ]
    assert {place.rpartition(":")[0] for place in asked} == {str(ENGINE / "today.py")}, asked


def test_functions_fit_on_a_screen() -> None:
    """No function is longer than sixty lines."""
    long = [
        f"{file}: {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for file in FILES
        for node in nodes(file)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 60
    ]
    assert long == []


def test_the_adapter_is_thin() -> None:
    """The file that knows MkDocs stays under 125 lines."""
    assert len((HOOKS / "hub.py").read_text(encoding="utf-8").splitlines()) < 125


def test_every_module_says_what_it_is() -> None:
    """Each file opens with its docstring."""
    assert [file for file in FILES if not ast.get_docstring(nodes(file)[0])] == []  # type: ignore[arg-type]
