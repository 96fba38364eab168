"""Architecture: what may import what, who may ask the clock, how long things may get."""

from __future__ import annotations

import ast
import functools
import re
from pathlib import Path

from hearth.kinds import COMMUNITY, KINDS
from hubs import REPOSITORY

HOOKS = REPOSITORY / "hooks"
ENGINE = HOOKS / "hearth"

ROOMS = (
    "base",
    "kinds",
    "read",
    "model",
    "views",
    "edit",
    "manage",
    "contribute",
    "wording",
    "outputs",
    "papers",
    "review",
    "site",
    "adapters",
    "cli",
)
"""The rooms of the engine from the bottom up: a module imports from its own room and
from those below."""

CLOCK = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "localtime"),
    ("time", "gmtime"),
}
# The theme is data to the engine; the script that cut its fonts stands beside them and is no
# module.
MODULES = sorted(
    file for file in ENGINE.rglob("*.py") if "theme" not in file.relative_to(ENGINE).parts
)
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
    """The modules a file imports, as far as names tell: ``from hearth.views import topics`` is
    hearth.views.topics."""
    found = set()
    for node in nodes(file):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in KNOWN else str(node.module) for name in inner}
    return found


def height(module: str) -> int:
    """How high the room of a module lies; the package's own face may import from everywhere."""
    parts = module.split(".")
    if parts[1:] in ([], ["__main__"]):
        return len(ROOMS)
    assert parts[1] in ROOMS, f"{module} stands in no room of the plan"
    return ROOMS.index(parts[1])


def test_only_adapters_know_a_site_builder() -> None:
    """Nothing outside hearth/adapters imports MkDocs, another builder or a theme."""
    builders = {"mkdocs", "material", "properdocs", "zensical"}
    knowing = {
        name
        for name, file in KNOWN.items()
        if builders & {other.split(".")[0] for other in imported(file)}
    }
    assert {name for name in knowing if not name.startswith("hearth.adapters.")} == set()


def test_imports_point_downward() -> None:
    """A module imports from its own room and from the rooms below."""
    upward = [
        f"{module} imports {other}"
        for module, file in KNOWN.items()
        for other in imported(file) & KNOWN.keys()
        if height(other) > height(module) and other != "hearth"
    ]
    assert upward == []


def test_nothing_lies_loose() -> None:
    """At the top of the engine stand the public face and the rooms, and every room has modules."""
    assert sorted(file.name for file in ENGINE.glob("*.py")) == ["__init__.py", "__main__.py"]
    assert [room for room in ROOMS if not list((ENGINE / room).glob("*.py"))] == []


def test_no_imports_in_a_circle() -> None:
    """No module imports itself by way of others."""
    arrows = {
        name: {other for other in imported(file) if other in KNOWN and other != name}
        for name, file in KNOWN.items()
    }
    while leaves := {name for name, others in arrows.items() if not others & arrows.keys()}:
        arrows = {name: others for name, others in arrows.items() if name not in leaves}
    assert sorted(arrows) == []


def test_one_place_asks_the_clock() -> None:
    """Only hearth/base/clock.py asks what time it is."""
    asked = [
        f"{file}:{node.lineno}"
        for file in FILES
        for node in nodes(file)
        if isinstance(node, ast.Attribute)
        and (ast.unparse(node.value).rsplit(".", 1)[-1], node.attr) in CLOCK
    ]
    assert {place.rpartition(":")[0] for place in asked} == {str(ENGINE / "base" / "clock.py")}, (
        asked
    )


def test_functions_fit_on_a_screen() -> None:
    """No function is longer than sixty lines."""
    long = [
        f"{file}: {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for file in FILES
        for node in nodes(file)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= 60
    ]
    assert long == []


def test_the_hook_only_hands_over() -> None:
    """The file that mkdocs.yml names defines nothing of its own."""
    defined = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Assign | ast.If
    assert [node for node in nodes(HOOKS / "hub.py") if isinstance(node, defined)] == []


def test_every_module_says_what_it_is() -> None:
    """Each file opens with its docstring."""
    assert [file for file in FILES if not ast.get_docstring(nodes(file)[0])] == []  # type: ignore[arg-type]


def test_a_class_s_name_means_one_thing() -> None:
    """No two modules define public classes of one name."""
    defined: dict[str, list[str]] = {}
    for module, file in KNOWN.items():
        for node in nodes(file):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                defined.setdefault(node.name, []).append(module)
    assert {name: modules for name, modules in defined.items() if len(modules) > 1} == {}


def is_cached(node: ast.AST) -> bool:
    """Whether a function keeps its answers in its module."""
    named = [
        ast.unparse(decorator).split("(")[0].rsplit(".", 1)[-1]
        for decorator in getattr(node, "decorator_list", ())
    ]
    return bool({"cache", "lru_cache"} & set(named))


def test_no_module_changes_while_it_runs() -> None:
    """No function rebinds a name of its module, but for the work a child process inherits."""
    rebinding = {
        name
        for name, file in KNOWN.items()
        if any(isinstance(node, ast.Global) for node in nodes(file))
    }
    assert rebinding == {"hearth.base.processes"}


def test_no_module_keeps_a_hub() -> None:
    """Nothing is cached by a hub, a record or what is made of them: they keep what is derived from
    them themselves."""
    records = {kind.model.__name__ for kind in (*KINDS.values(), COMMUNITY)}
    owned = {"Hub", "MetricContext", "LoadResult", "Facts", "Notes", "Record", "Occurrence"}
    kept = [
        f"{file}: {node.name}({ast.unparse(node.args)})"
        for file in FILES
        for node in nodes(file)
        if isinstance(node, ast.FunctionDef)
        and is_cached(node)
        and (records | owned)
        & set(re.findall(r"\w+", re.sub(r"type\[\w+\]", "", ast.unparse(node.args))))
    ]
    assert kept == []
