"""Architecture: what may import what, who may ask the clock, how long things may get."""

from __future__ import annotations

import ast
import functools
import re
from pathlib import Path

import pytest

from hearth.kinds import COMMUNITY, KINDS
from hearth.outputs.faces import FACES
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
    "follow",
    "wording",
    "outputs",
    "papers",
    "review",
    "starter",
    "site",
    "doctor",
    "adapters",
    "desk_site",
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
    builders = {"mkdocs", "material", "properdocs", "zensical", "markdown", "pathspec"}
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
        if height(other) > height(module)
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


def named_types(file: Path) -> list[str]:
    """The public classes of a module, and the names it gives to other types."""
    classes = [node.name for node in nodes(file) if isinstance(node, ast.ClassDef)]
    given = [
        target.id
        for node in nodes(file)[0].body  # type: ignore[attr-defined]
        if isinstance(node, ast.Assign) and "TypeVar" not in ast.unparse(node.value)
        for target in node.targets
        if isinstance(target, ast.Name) and re.match("[A-Z].*[a-z]", target.id)
    ]
    return [name for name in (*classes, *given) if not name.startswith("_")]


def test_a_type_s_name_means_one_thing() -> None:
    """No two modules define public types of one name."""
    defined: dict[str, list[str]] = {}
    for module, file in KNOWN.items():
        for name in named_types(file):
            defined.setdefault(name, []).append(module)
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


# -- kinds of records ------------------------------------------------------------------------------

KINDS_AS_SUCH = frozenset(KINDS)
MODELS = frozenset(kind.model.__name__ for kind in KINDS.values())
ASKED = {"of", "sources", "referring", "url", "face_of"}
"""Calls that take a kind: they are given its model, not its name."""
KEYED = ("KINDS", "records", "known_ids", "FACES")
"""Mappings with kinds for keys."""
OF_ONE_KIND = ("hearth.kinds", *(face.__class__.__module__ for face in FACES.values()))
"""A kind's own rooms: where it is described, and where its face is."""


def kind_names(node: ast.AST) -> list[str]:
    """The names of kinds among the constants that stand right in a node."""
    parts = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]
    return [
        part.value
        for part in parts
        if isinstance(part, ast.Constant) and part.value in KINDS_AS_SUCH
    ]


def is_table(node: ast.AST) -> bool:
    """Whether a node is a table of kinds: two are all that stands in it, or three or more are most
    of it."""
    if isinstance(node, ast.Dict):
        node = ast.Tuple([key for key in node.keys if key])
    if not isinstance(node, ast.Tuple | ast.List | ast.Set):
        return False
    count = len(kind_names(node))
    return 2 <= count == len(node.elts) or (count >= 3 and 2 * count > len(node.elts))


def chooses(node: ast.AST) -> bool:
    """Whether a node chooses by the kind of an arbitrary record."""
    if isinstance(node, ast.Compare):
        sides = (node.left, *node.comparators)
        return any(map(kind_names, sides)) and "kind" in ast.unparse(node).casefold()
    if isinstance(node, ast.MatchClass):
        return ast.unparse(node.cls) in MODELS
    if isinstance(node, ast.MatchValue):
        return bool(kind_names(node.value))
    if isinstance(node, ast.Subscript):
        return bool(kind_names(node.slice)) and ast.unparse(node.value).endswith(KEYED)
    if not isinstance(node, ast.Call):
        return False
    owner, _, called = ast.unparse(node.func).rpartition(".")
    if called == "isinstance":
        return bool({ast.unparse(part) for part in ast.walk(node.args[1])} & MODELS)
    asked = called in ASKED or (called == "get" and owner.endswith(KEYED))
    return asked and any(map(kind_names, node.args))


@pytest.mark.parametrize("room", ROOMS)
def test_a_kind_is_named_in_its_own_rooms_alone(room: str) -> None:
    """No other module has a table of kinds, or does something else for one kind than for others."""
    wrong = [
        f"{module}:{node.lineno}: {ast.unparse(node)}"
        for module, file in KNOWN.items()
        if module.split(".")[1:2] == [room] and not module.startswith(OF_ONE_KIND)
        for node in nodes(file)
        if is_table(node) or chooses(node)
    ]
    assert wrong == []


def test_kinds_are_counted_when_they_are_asked_for() -> None:
    """No module makes a table of them when it is imported: a kind may be registered later."""
    early = [
        f"{module}:{statement.lineno}: {ast.unparse(statement)}"
        for module, file in KNOWN.items()
        if module != "hearth.kinds"
        for statement in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and node.id == "KINDS" and isinstance(node.ctx, ast.Load)
    ]
    assert early == []


@pytest.mark.parametrize(
    "code",
    [
        'NAMES = {"post": "news", "venue": "place"}',
        'found = ("event", "post")',
        'record.KIND == "event"',
        'kind in ("event", "page")',
        "match record:\n    case Member(): pass",
        "isinstance(record, Post | Reminder)",
        'hub.records["member"]',
        'KINDS.get("member")',
        'hub.referring(topic, "member", "expert_in")',
    ],
)
def test_a_module_that_names_kinds_is_seen(code: str) -> None:
    """In a table, a comparison, a pattern, a check of the class or a call."""
    assert any(is_table(node) or chooses(node) for node in ast.walk(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    ['count(number, "member")', 'values = {"event": event, "item": item}', 'name != "member"'],
)
def test_words_are_no_kinds(code: str) -> None:
    """What only reads like the name of a kind is left alone."""
    assert not any(is_table(node) or chooses(node) for node in ast.walk(ast.parse(code)))
