"""Refusals of the engine, each taken out by itself: does a case of tests/cases notice?

Run as a program with names of modules, it says as JSON, one line for each refusal, which case no
longer gives what it should, or none. A refusal is taken out of the module's syntax tree; a process
of its own then imports the engine with it.
"""

from __future__ import annotations

import ast
import functools
import importlib.util
import json
import os
import re
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parent
ENGINE = TESTS.parent / "hooks" / "hearth"
MODULES = (
    "base.strict_yaml",
    "read.sources",
    "read.records",
    "read.load",
    "read.handwritten",
    "base.picture_pixels",
    "base.pictures",
    "model.links",
    "model.hub",
    "model.settings",
    "base.history",
    "kinds.base",
    "kinds.community",
    "kinds.event",
    "kinds.event_parts",
    "kinds.fields",
    "kinds.group",
    "kinds.member",
    "kinds.path",
    "kinds.post",
    "kinds.resource",
    "kinds.venue",
    "kinds.vocabulary",
    "model.rules.__init__",
    "model.rules.events",
    "model.rules.records",
    "model.rules.tombstones",
    "model.rules.duplicates",
    "model.rules.upkeep",
    "read.public_texts",
)
"""What reads a hub's files and says what is wrong with them."""
CODES = {
    code
    for file in (TESTS / "cases").rglob("*.txt")
    for code in re.findall(r"\[([a-z0-9-]+)\]$", file.read_text(encoding="utf-8"), re.MULTILINE)
}
MAKERS = {
    "Problem",
    "at_top",
    "Complaint",
    "mistake",
    "YamlError",
    "error",
    "RefusedError",
    "_duplicate",
    "_too_many_pixels",
    "_unknown",
    "_wrong",
    "_syntax_error",
}
"""What a refusal is made by."""
LISTS = {"problems", "complaints", "wrong"}
"""Names of lists of refusals."""
ADDING = {"append", "extend", "add"}
"""What adds to such a list."""
LIMITS = {"ge", "le", "gt", "lt", "min_length", "max_length", "pattern", "extra"}
"""What a field's annotation can ask for."""
LIKELY = {
    "ge": "wrong-number",
    "le": "wrong-number",
    "min_length": "empty-text",
    "max_length": "too-long",
    "pattern": "wrong-id",
    "extra": "unknown-field",
}
"""What a record that breaks a limit is told; only the order in which cases are tried depends on
it."""
SECONDS = 10


@dataclass(frozen=True)
class Refusal:
    """One thing that is refused, and how to let it pass in a fresh tree of its module."""

    line: int
    what: str
    codes: frozenset[str]
    take_out: Callable[[ast.Module], None]


def file_of(module: str) -> Path:
    """Where a module of the engine lies."""
    return ENGINE.joinpath(*module.split(".")).with_suffix(".py")


def source(module: str) -> str:
    """A module's text."""
    return file_of(module).read_text(encoding="utf-8")


def refusals(text: str) -> list[Refusal]:
    """Everything a module refuses, from its text."""
    found: list[Refusal] = []
    nodes = list(ast.walk(ast.parse(text)))
    functions: dict[int, ast.FunctionDef] = {}
    for node in nodes:
        if isinstance(node, ast.FunctionDef):
            functions.update({id(inner): node for inner in ast.walk(node)})
    for number, node in enumerate(nodes):
        for what, change in _ways(node, functions.get(id(node))):

            def take_out(
                tree: ast.Module, number: int = number, change: Callable[[Any], None] = change
            ) -> None:
                change(list(ast.walk(tree))[number])

            found.append(Refusal(node.lineno, what, _codes(node, what), take_out))  # type: ignore[attr-defined]
    return sorted(found, key=lambda refusal: (refusal.line, refusal.what))


@functools.cache
def _functions() -> dict[str, ast.FunctionDef]:
    """Every function of the rules by its name."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in sorted(ENGINE.rglob("*.py")))
    return {
        node.name: node
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }


def _codes(node: ast.AST, what: str) -> frozenset[str]:
    """The codes that are named in what is taken out, or in functions named there: cases that expect
    one are tried first."""
    if isinstance(node, ast.Call) and (code := LIKELY.get(what.split("=")[0])):
        return frozenset({code})
    if what.endswith("must be given"):
        return frozenset({"missing-field"})
    words = _texts(node)
    if not words & CODES:
        words = {
            word
            for name in re.findall(r"\w+", what)
            if name in _functions()
            for word in _texts(_functions()[name])
        }
    return frozenset(words & CODES)


def _texts(node: ast.AST) -> set[str]:
    return {
        item.value
        for item in ast.walk(node)
        if isinstance(item, ast.Constant) and isinstance(item.value, str)
    }


def _ways(
    node: ast.AST, function: ast.FunctionDef | None
) -> Iterator[tuple[str, Callable[[Any], None]]]:
    """(what is taken out, how) of one node."""
    if _adds(node, function):
        yield ast.unparse(node)[:60], _never
    elif isinstance(node, ast.Return) and function and _gives(node.value, function):
        yield ast.unparse(node)[:60], _empty
    elif isinstance(node, ast.ListComp) and _makes(node.elt):
        yield "every entry", _no_entries
    elif isinstance(node, ast.Call) and _name(node.func) in (
        "Field",
        "StringConstraints",
        "ConfigDict",
    ):
        for place, keyword in enumerate(node.keywords):
            if keyword.arg in LIMITS:
                yield ast.unparse(keyword), _without_keyword(place)
    elif isinstance(node, ast.If) and any(_refuses(inner, function) for inner in node.body):
        yield from _conditions(node.test)
    elif isinstance(node, ast.AnnAssign) and _name(node.target) == "RULES":
        for place, row in enumerate(getattr(node.value, "elts", ())):
            yield ast.unparse(row), _without_row(place)
    elif isinstance(node, ast.ClassDef) and any(
        _name(base) in ("Part", "Record") for base in node.bases
    ):
        for place, inner in enumerate(node.body):
            if (
                isinstance(inner, ast.AnnAssign)
                and inner.value is None
                and "ClassVar" not in ast.unparse(inner)
            ):
                yield f"{node.name}.{_name(inner.target)} must be given", _optional(place)


def _name(node: ast.AST | None) -> str:
    return getattr(node, "id", None) or getattr(node, "attr", None) or ""


def _makes(node: ast.AST | None) -> bool:
    return any(
        isinstance(inner, ast.Call) and _name(inner.func) in MAKERS
        for inner in ast.walk(node or ast.Pass())
    )


def _adds(node: ast.AST, function: ast.FunctionDef | None) -> bool:
    """Whether a statement raises a refusal, or adds one to others."""
    if isinstance(node, ast.Raise):
        return _makes(node.exc)
    if isinstance(node, ast.AugAssign):
        return _name(node.target) in LISTS
    return isinstance(node, ast.Expr) and _says(node.value, function)


def _says(value: ast.expr, function: ast.FunctionDef | None) -> bool:
    """Whether an expression alone on its line adds a refusal to others."""
    if isinstance(value, ast.Yield):
        return _makes(value.value)
    if isinstance(value, ast.YieldFrom):
        return (
            bool(function)
            and re.search(r"Complaint|Finding", ast.unparse(function.returns or ast.Pass()))
            is not None
        )
    called = value.func if isinstance(value, ast.Call) else None
    if isinstance(called, ast.Attribute) and called.attr in ADDING:
        return _name(called.value) in LISTS
    return _name(called).startswith(("refuse", "_refuse"))


def _gives(value: ast.expr | None, function: ast.FunctionDef) -> bool:
    """Whether a function that may also find nothing wrong returns a refusal."""
    returns = ast.unparse(function.returns) if function.returns else ""
    if (
        isinstance(value, ast.Tuple)
        and isinstance(value.elts[0], ast.Constant)
        and value.elts[0].value in CODES
    ):
        return True
    return _makes(value) and ("None" in returns or "list[" in returns)


def _refuses(node: ast.stmt, function: ast.FunctionDef | None) -> bool:
    """Whether a statement itself refuses, not one inside it or one that it calls."""
    called = (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and _name(node.value.func) not in ADDING
    )
    return any(True for _ in _ways(node, function)) and not isinstance(node, ast.If) and not called


def _conditions(test: ast.expr) -> Iterator[tuple[str, Callable[[Any], None]]]:
    """Each of several conditions of which one is enough, and each side of a range."""
    for number, node in enumerate(ast.walk(test)):
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
            for place, operand in enumerate(node.values):
                yield f"or {ast.unparse(operand)}", _without_operand(number, place)
        elif isinstance(node, ast.Compare) and len(node.ops) > 1:
            for place in range(len(node.ops)):
                yield f"side {place} of {ast.unparse(node)}", _without_side(number, place)


# -- how each is taken out: what stays must still be a program ------------------------------------


def _never(node: Any) -> None:
    """Turn a statement into one that is never run; a generator stays one."""
    inner = type(node)(**node.__dict__)
    node.__class__ = ast.If
    for name in [name for name in node.__dict__ if name in inner._fields]:
        del node.__dict__[name]
    node.test, node.body, node.orelse = ast.copy_location(ast.Constant(False), inner), [inner], []


class _Nothing(ast.NodeTransformer):
    def visit_List(self, node: ast.List) -> ast.AST:
        return ast.copy_location(
            ast.List([item for item in node.elts if not _makes(item)], node.ctx), node
        )

    def visit_Call(self, node: ast.Call) -> ast.AST:
        return ast.copy_location(ast.Constant(None), node) if _makes(node) else node


def _empty(node: Any) -> None:
    bare = (
        isinstance(node.value, ast.Tuple)
        and isinstance(node.value.elts[0], ast.Constant)
        and node.value.elts[0].value in CODES
    )
    node.value = (
        ast.copy_location(ast.Constant(None), node) if bare else _Nothing().visit(node.value)
    )


def _no_entries(node: Any) -> None:
    node.generators[0].ifs.append(ast.copy_location(ast.Constant(False), node))


def _without_keyword(place: int) -> Callable[[Any], None]:
    return lambda node: node.keywords.pop(place)


def _without_row(place: int) -> Callable[[Any], None]:
    return lambda node: node.value.elts.pop(place)


def _optional(place: int) -> Callable[[Any], None]:
    def change(node: Any) -> None:
        node.body[place].value = ast.copy_location(ast.Constant(None), node.body[place])

    return change


def _without_operand(number: int, place: int) -> Callable[[Any], None]:
    def change(node: Any) -> None:
        operands = list(ast.walk(node.test))[number].values  # type: ignore[attr-defined]
        operands[place] = ast.copy_location(ast.Constant(False), operands[place])

    return change


def _without_side(number: int, place: int) -> Callable[[Any], None]:
    def change(node: Any) -> None:
        found: Any = list(ast.walk(node.test))[number]
        operands = [found.left, *found.comparators]
        kept = [at for at in range(len(found.ops)) if at != place]
        found.left, found.comparators = operands[kept[0]], [operands[at + 1] for at in kept]
        found.ops = [found.ops[at] for at in kept]

    return change


# -- the engine without it, in a process of its own ----------------------------------------------


class _Instead(SourceFileLoader):
    """Loads a module from a tree in place of its text."""

    tree: ast.Module

    def get_code(self, fullname: str) -> Any:
        return compile(self.tree, self.path, "exec")


def _import_instead(module: str, file: Path, tree: ast.Module) -> None:
    loader = _Instead(module, str(file))
    loader.tree = ast.fix_missing_locations(tree)
    folders = [str(file.parent)] if file.name == "__init__.py" else None
    spec = importlib.util.spec_from_file_location(
        module, file, loader=loader, submodule_search_locations=folders
    )

    class Finder:
        @staticmethod
        def find_spec(name: str, path: Any = None, target: Any = None) -> Any:
            return spec if name == module else None

    sys.meta_path.insert(0, Finder)  # type: ignore[arg-type]


def _noticed(codes: frozenset[str]) -> dict[str, Any]:
    """The first case that no longer gives what it should, those first that expect one of the
    codes."""
    import case_files
    import hubs
    from hearth.model.settings import read_settings

    def given(root: Path, history: Any) -> list[str]:
        problems = hubs.load(root, history=history)[1]
        problems.extend(read_settings(root)[1])
        return list(map(str, problems))

    def late(*_: Any) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, late)
    cases = case_files.all_cases()
    order = sorted(
        cases,
        key=lambda name: (
            not any(f"[{code}]" in line for code in codes for line in cases[name].problems)
        ),
    )
    with tempfile.TemporaryDirectory() as folder:
        # What takes out more than a refusal would be noticed by every case, and prove nothing.
        assert given(hubs.minimal_hub(Path(folder)), {}) == []
        for number, name in enumerate(order):
            case, root = cases[name], hubs.minimal_hub(Path(folder, str(number)))
            case.lay_over(root)
            signal.alarm(SECONDS)
            try:
                # Git is asked only where a case has something for it.
                known = (
                    None
                    if any(path.startswith(".git") for path, *_ in case.files)
                    else case.history
                )
                if given(root, known) != case.problems:
                    return {"case": name, "how": "differs"}
            except Exception as error:
                return {"case": name, "how": type(error).__name__}
            finally:
                signal.alarm(0)
    return {"case": None}


def _in_a_process(
    module: str, file: Path, tree: ast.Module | None, codes: frozenset[str]
) -> dict[str, Any]:
    out, into = os.pipe()
    child = os.fork()
    if not child:
        try:
            if tree:
                _import_instead(module, file, tree)
            os.write(into, json.dumps(_noticed(codes)).encode())
        except BaseException as error:
            os.write(into, json.dumps({"case": None, "broken": repr(error)[:200]}).encode())
        os._exit(0)
    os.close(into)
    with os.fdopen(out) as stream:
        said = stream.read()
    os.waitpid(child, 0)
    return json.loads(said or '{"case": null, "broken": "ended"}')


def main(modules: list[str]) -> None:
    """Take out each refusal of each module, and print what notices."""
    import PIL.Image  # noqa: F401 - what the engine builds on is imported once, the engine itself for each refusal
    import pydantic  # noqa: F401
    import yaml  # noqa: F401

    for module in modules:
        name, file = f"hearth.{module.removesuffix('.__init__')}", file_of(module)
        for refusal in refusals(source(module)):
            tree = ast.parse(source(module))
            refusal.take_out(tree)
            said = _in_a_process(name, file, tree, refusal.codes)
            print(
                json.dumps({"place": f"{module}:{refusal.line}", "what": refusal.what, **said}),
                flush=True,
            )


if __name__ == "__main__":
    main(sys.argv[1:])
