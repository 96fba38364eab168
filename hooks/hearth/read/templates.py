"""Templates, read but not filled: which there are, their blocks, and what is wrong with a hub's
own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)

from hearth.base.problems import Problem, Severity
from hearth.base.similarity import did_you_mean
from hearth.base.words import Said, said
from hearth.kinds import KINDS
from hearth.read.template_files import ENGINE, OWN, engine_folders, template_names

FILTERS = ("bdi", "duration", "host", "long_day", "short_day", "shorten")
"""The filters that templates have beside Jinja's."""
TRANSLATING = ("jinja2.ext.i18n",)
"""Jinja's extension for the tag ``trans``."""
_ALL_NAMES = said("The page Templates of the guide has all names.")
_LOST = "unknown-template-block"


def template_loader(root: Path) -> ChoiceLoader:
    """Finds a hub's own templates, then the engine's, also by names that begin with ``hearth/``."""
    engine = FileSystemLoader(engine_folders())
    return ChoiceLoader([FileSystemLoader(root / OWN), PrefixLoader({ENGINE: engine}), engine])


def _used_names() -> Iterator[str]:
    """The names under which a template fills something."""
    yield from template_names(*engine_folders())
    for kind in KINDS.values():  # where it has no template of its own, one for any kind serves
        yield from (f"{kind.name}.html", f"{kind.plural}.html", f"feeds/{kind.name}.html")
        yield from (f"cards/{kind.name}-{form}.html" for form in ("card", "line"))


class Templates:
    """Templates as trees, each under the name by which others extend and include it."""

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader
        self._environment = Environment(autoescape=True, extensions=TRANSLATING)
        self._environment.filters.update(dict.fromkeys(FILTERS, str))
        self._trees: dict[str, nodes.Template] = {}

    def tree(self, name: str) -> nodes.Template:
        """What a template says; raises TemplateError or UnicodeDecodeError where it cannot."""
        if name not in self._trees:
            source, _, _ = self._loader.get_source(self._environment, name)
            self._trees[name] = self._environment.parse(source, name)
        return self._trees[name]

    def compiled(self, name: str) -> nodes.Template:
        """As ``tree``, and raises for an unknown filter and for a block that is there twice too."""
        self._environment.compile(self.tree(name), name)
        return self.tree(name)

    def lineage(self, name: str) -> list[str]:
        """A template and those it extends, in order; a name that comes again is the last."""
        names = [name]
        while names[-1] not in names[:-1] and (parent := extended(self.tree(names[-1]))):
            names.append(_named(parent))
        return names

    def blocks(self, names: Iterable[str]) -> list[str]:
        """The blocks of several templates, in their order."""
        trees = (self.tree(name) for name in names)
        found = (block.name for tree in trees for block in tree.find_all(nodes.Block))
        return list(dict.fromkeys(found))


def extended(tree: nodes.Template) -> nodes.Extends | None:
    """Where a template names the one it extends, if it does."""
    found = tree.find(nodes.Extends)
    return found if found and _named(found) else None


def _named(node: Any) -> str:
    """The name of the template that a tag names; empty when it works the name out."""
    return str(node.template.value) if isinstance(node.template, nodes.Const) else ""


def check_templates(root: Path) -> Iterator[Problem]:
    """What keeps a hub's own templates from being used, or something in them from being shown."""
    names = template_names(root / OWN)
    engine = template_names(*engine_folders()) if names else []
    known = sorted({*names, *engine, *(f"{ENGINE}/{name}" for name in engine)})
    templates, own = Templates(template_loader(root)), []
    for name in names:
        try:
            own.append(_Own(root, name, templates.compiled(name)))
        except (TemplateSyntaxError, UnicodeDecodeError) as error:
            yield _unreadable(name, error)
    for template in own:
        yield from template.unknown_templates(known)
        yield from template.misplaced(templates)
    used = {_named(node) for template in own for node in template.references()}
    yield from (_unused(name, engine) for name in names if name not in used.union(_used_names()))


def _unreadable(name: str, error: TemplateSyntaxError | UnicodeDecodeError) -> Problem:
    path = f"{OWN}/{name}"
    if isinstance(error, UnicodeDecodeError):
        fix = said("Save it again with the encoding UTF-8.")
        return Problem(path, 1, 1, "not-utf-8", "", said("is not written in UTF-8"), fix)
    words = str(error.message).rstrip(".")
    fix = said("%(reason)s.", reason=f"{words[:1].upper()}{words[1:]}")
    return Problem(
        path, error.lineno, 1, "wrong-template", "", said("cannot be used as a template"), fix
    )


def _unused(name: str, engine: list[str]) -> Problem:
    what = said("has not the name of a template, and no template of this hub uses it")
    fix = did_you_mean(name, engine, _ALL_NAMES)
    return Problem(f"{OWN}/{name}", 1, 1, "unused-template", "", what, fix, severity="warning")


@dataclass(frozen=True)
class _Own:
    """A template of a hub's own."""

    root: Path
    name: str
    tree: nodes.Template

    def references(self) -> list[nodes.Node]:
        """The tags in it that name other templates."""
        tags = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
        return [node for node in self.tree.find_all(tags) if _named(node)]

    def unknown_templates(self, known: list[str]) -> Iterator[Problem]:
        """Complains of names of templates that are not there."""
        for node in self.references():
            name = _named(node)
            if name not in known and not getattr(node, "ignore_missing", False):
                fix = did_you_mean(name, known, _ALL_NAMES)
                yield self._problem(node, name, "unknown-template", said("is not a template"), fix)

    def misplaced(self, templates: Templates) -> Iterator[Problem]:
        """Complains when it extends itself, and of blocks that nothing above has a place for."""
        parent = extended(self.tree)
        if parent is None:
            return
        try:
            _, *above = templates.lineage(self.name)
            blocks = templates.blocks(above)
        except (TemplateNotFound, TemplateSyntaxError, UnicodeDecodeError):
            return  # told where that is written
        if above[-1] == self.name:
            fix = said(
                'Write {%% extends "%(engine)s/%(name)s" %%}.', engine=ENGINE, name=self.name
            )
            what = said("leads back to this file")
            yield self._problem(parent, _named(parent), "wrong-template", what, fix)
            return
        for block in _outermost(self.tree):
            if block.name not in blocks:
                what = said("is not a block of %(template)s, and is not shown", template=above[0])
                all_blocks = said("Blocks are: %(names)s.", names=", ".join(blocks))
                fix = did_you_mean(block.name, blocks, all_blocks)
                yield self._problem(block, block.name, _LOST, what, fix, "warning")

    def _problem(
        self, node: Any, value: str, code: str, what: Said, fix: Said, severity: Severity = "error"
    ) -> Problem:
        path = f"{OWN}/{self.name}"
        line = (self.root / path).read_text(encoding="utf-8").split("\n")[node.lineno - 1]
        column = line.find(value) + 1 or 1
        tag = type(node).__name__.lower().removeprefix("from")
        return Problem(path, node.lineno, column, code, tag, what, fix, value, severity)


def _outermost(node: nodes.Node) -> Iterator[nodes.Block]:
    """Blocks that stand in no other: those in another are shown with it."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost(child)
