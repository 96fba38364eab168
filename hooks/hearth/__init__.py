"""Hearth: a folder of YAML and Markdown files becomes a community hub.

The names below are the public interface: they are documented in the guide (Extending) and change
only with a version that says so. Everything else in the engine may change at any time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hearth.base.version import __version__

if TYPE_CHECKING:
    from hearth.base.problems import Problem, Problems
    from hearth.base.words import said
    from hearth.contribute.importing.detect import SOURCES, ImportSource
    from hearth.contribute.importing.tables import Row, Rows, UnreadableError
    from hearth.kinds import KINDS, Complaint, Record, fields
    from hearth.kinds.descriptor import (
        Asking,
        Filter,
        Importing,
        Kind,
        KindFeed,
        Listing,
        Matching,
        RecordBlock,
        RecordFeeds,
        Searching,
        SortOrder,
    )
    from hearth.kinds.form import TOPICS, Form, Question
    from hearth.manage.figures import Answer, Definition, MetricContext, Table
    from hearth.model.hub import Hub
    from hearth.outputs import Output, Writer
    from hearth.outputs.face import Face
    from hearth.outputs.pages.page import Page, PageView
    from hearth.site.extensions import ExtensionError, open_hub, register, registered

_HOMES = {
    "Answer": "hearth.manage.figures",
    "Asking": "hearth.kinds.descriptor",
    "RecordBlock": "hearth.kinds.descriptor",
    "Complaint": "hearth.kinds",
    "Definition": "hearth.manage.figures",
    "ExtensionError": "hearth.site.extensions",
    "Face": "hearth.outputs.face",
    "Filter": "hearth.kinds.descriptor",
    "Form": "hearth.kinds.form",
    "Hub": "hearth.model.hub",
    "Importing": "hearth.kinds.descriptor",
    "KINDS": "hearth.kinds",
    "Kind": "hearth.kinds.descriptor",
    "KindFeed": "hearth.kinds.descriptor",
    "Listing": "hearth.kinds.descriptor",
    "Matching": "hearth.kinds.descriptor",
    "MetricContext": "hearth.manage.figures",
    "Output": "hearth.outputs",
    "Page": "hearth.outputs.pages.page",
    "PageView": "hearth.outputs.pages.page",
    "Problem": "hearth.base.problems",
    "Problems": "hearth.base.problems",
    "Question": "hearth.kinds.form",
    "Record": "hearth.kinds",
    "RecordFeeds": "hearth.kinds.descriptor",
    "Row": "hearth.contribute.importing.tables",
    "Rows": "hearth.contribute.importing.tables",
    "SOURCES": "hearth.contribute.importing.detect",
    "Searching": "hearth.kinds.descriptor",
    "SortOrder": "hearth.kinds.descriptor",
    "ImportSource": "hearth.contribute.importing.detect",
    "TOPICS": "hearth.kinds.form",
    "Table": "hearth.manage.figures",
    "UnreadableError": "hearth.contribute.importing.tables",
    "Writer": "hearth.outputs",
    "open_hub": "hearth.site.extensions",
    "register": "hearth.site.extensions",
    "registered": "hearth.site.extensions",
    "said": "hearth.base.words",
}
"""Where each public name is at home. It is fetched when it is asked for: a command that needs one
room does not wait for the others."""

_MODULES = {"fields": "hearth.kinds.fields"}

__all__ = ["__version__", *_HOMES, *_MODULES]


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(_MODULES[name])
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
