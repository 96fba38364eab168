"""The doors: what a hub's own file or an installed package adds to the engine.

A kind of record, a figure, an output, a source to import from. Nothing is loaded that the
maintainer has not named in mkdocs.yml (``extra: hearth: extensions``), and nothing from a folder
that the caller does not trust: see ``load_extensions``.
"""

from __future__ import annotations

import runpy
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

from hearth import kinds, outputs
from hearth.base.problems import Problem, Problems
from hearth.base.similarity import did_you_mean
from hearth.base.words import Said, said
from hearth.kinds import Kind
from hearth.manage import figures
from hearth.model.config_file import CONFIG
from hearth.model.hub import Hub, load_hub
from hearth.model.settings import read_settings
from hearth.outputs import faces
from hearth.outputs.face import Face
from hearth.read.load import Memory

OWN = "overrides"
"""The name by which settings ask for the hub's own file."""
OWN_FILE = "overrides/hearth.py"
GROUPS = ("hearth.kinds", "hearth.outputs", "hearth.figures", "hearth.sources")
"""Entry points under which packages offer what they add."""

Doors = tuple[tuple[type, Callable[[Any], AbstractContextManager[None]]], ...]


def _doors() -> Doors:
    """What can be added, and how it is until it goes again."""
    # Most hubs have no extensions, and nothing else of a build reads foreign files.
    from hearth.contribute.importing import detect

    return (
        (Kind, kinds.registered),
        (Face, faces.shown_by),
        (figures.Definition, figures.registered),
        (outputs.Writer, outputs.registered),
        (detect.ImportSource, detect.registered),
    )


_added = ExitStack()
"""All that was added. A process serves one hub at a time, and its extensions are known to the whole
of it."""
_loaded: list[tuple[object, list[Problem]]] = []
"""What was loaded last, and what was wrong with it."""


class ExtensionError(Exception):
    """What an extension offers cannot be taken, in words for whoever wrote it."""


def register(*things: Any) -> None:
    """Make kinds, faces, figures, writers of outputs or sources known to the engine.

    Raises ExtensionError for anything else, and for a name that is taken.
    """
    for thing in things:
        _add(thing, _added)


@contextmanager
def registered(*things: Any) -> Iterator[None]:
    """Have things known for a while: for tests of an extension."""
    with ExitStack() as added:
        for thing in things:
            _add(thing, added)
        yield


def _add(thing: Any, to: ExitStack) -> None:
    doors = _doors()
    door = next((door for kind, door in doors if isinstance(thing, kind)), None)
    if door is None:
        known = ", ".join(kind.__name__ for kind, _ in doors)
        raise ExtensionError(f"{thing!r} is none of {known}")
    try:
        to.enter_context(door(thing))
    except ValueError as error:
        raise ExtensionError(str(error)) from None


def load_extensions(names: Sequence[str], trusted: Path | None) -> list[Problem]:
    """Load what the settings name, instead of whatever was loaded before; what cannot be is told.

    ``trusted`` is the folder whose own file may be run: the hub's, and never one that holds what
    somebody only proposes. Without it, the hub's own file is not run, with a warning. What is
    loaded already stays as it is.
    """
    own = trusted / OWN_FILE if trusted and OWN in names else None
    key = (tuple(names), own, own.read_bytes() if own and own.is_file() else None)
    if not _loaded or _loaded[0][0] != key:
        _added.close()
        _loaded[:] = [(key, [problem for name in names for problem in _load(name, trusted)])]
    return list(_loaded[0][1])


def _load(name: str, trusted: Path | None) -> list[Problem]:
    if name != OWN:
        return _load_installed(name)
    if trusted is None:
        what = said(
            "was not loaded: %(file)s is not run for a change that is only proposed",
            file=OWN_FILE,
        )
        fix = said("Name the folder to take it from with --extensions-from.")
        return [_problem(CONFIG, "extra.hearth.extensions", what, fix, "warning")]
    return _run_own(trusted)


def _load_installed(name: str) -> list[Problem]:
    points = [point for group in GROUPS for point in entry_points(group=group, name=name)]
    if not points:
        known = [OWN, *sorted({p.name for group in GROUPS for p in entry_points(group=group)})]
        fix = did_you_mean(name, known, said("Known here: %(names)s.", names=", ".join(known)))
        return [
            _problem(
                CONFIG,
                "extra.hearth.extensions",
                said('"%(name)s" is not installed', name=name),
                fix,
            )
        ]
    return [problem for point in points for problem in _take(point)]


def _take(point: EntryPoint) -> list[Problem]:
    try:
        offered = point.load()
        register(*(offered if isinstance(offered, list | tuple) else (offered,)))
    except Exception as error:  # whatever somebody else's code raises is told, like any problem
        what = said(
            '"%(name)s" (%(module)s) failed: %(error)s',
            name=point.name,
            module=point.value,
            error=_words(error),
        )
        fix = said("Ask those who made it, or take it out of the list.")
        return [_problem(CONFIG, "extra.hearth.extensions", what, fix)]
    return []


def _run_own(root: Path) -> list[Problem]:
    file = root / OWN_FILE
    if not file.is_file() or file.is_symlink() or not file.resolve().is_relative_to(root.resolve()):
        what, fix = (
            said("names %(file)s, which is not there", file=OWN_FILE),
            said("Write it, or take %(name)s out.", name=OWN),
        )
        return [_problem(CONFIG, "extra.hearth.extensions", what, fix)]
    try:
        runpy.run_path(str(file), run_name="hearth_overrides")
    except SyntaxError as error:
        place = (error.lineno or 1, error.offset or 1)
        return [
            _problem(
                OWN_FILE,
                "",
                said("cannot be read: %(reason)s", reason=error.msg),
                said("Mend it."),
                place=place,
            )
        ]
    except Exception as error:  # as above
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == str(file)]
        place = (lines[-1] or 1 if lines else 1, 1)
        fix = said("Mend it, or take %(name)s out of extra.hearth.extensions.", name=OWN)
        return [
            _problem(OWN_FILE, "", said("failed: %(error)s", error=_words(error)), fix, place=place)
        ]
    return []


def _words(error: Exception) -> str:
    return f"{error}".rstrip(".") if isinstance(error, ExtensionError) else repr(error)


def _problem(
    path: str,
    field: str,
    what: Said,
    fix: Said,
    severity: Any = "error",
    place: tuple[int, int] = (1, 1),
) -> Problem:
    return Problem(path, *place, "broken-extension", field, what, fix, None, severity)


def open_hub(
    root: Path,
    as_of: date,
    workers: int | None = None,
    draw: bool = False,
    memory: Memory | None = None,
    **configured: Any,
) -> tuple[Hub, Problems]:
    """The hub in a folder with what extends it, and everything that is wrong with both.

    With ``draw``, its pictures are drawn as they will be published. Files that ``memory`` recalls
    are not read again, unless an extension could see something else in them. ``configured`` is what
    ``read_settings`` takes.
    """
    settings, wrong = read_settings(root, **configured)
    wrong += load_extensions(settings.extensions, root)
    recalled = None if settings.extensions else memory
    hub, problems = load_hub(root, settings, as_of, workers, draw=draw, memory=recalled)
    problems.extend(wrong)
    return hub, problems
