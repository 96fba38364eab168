"""GitHub's dialect of Markdown as HTML, before anything in it is judged."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from cmarkgfm import cmark
from cmarkgfm.cmark import Options

_LIBRARY: Any = cmark._cmark
EXTENSIONS = ("table", "autolink", "strikethrough", "tasklist")
OMITTED = "<!-- raw HTML omitted -->"
"""Stands where HTML was left out; a text that says the same is escaped."""
_DEEP = re.compile(
    r"^((?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){30}[ \t]*)(?=[->+*\d])", re.MULTILINE
)


def render(text: str, smart: bool = False, raw: bool = False) -> str:
    """HTML of a Markdown text; with ``smart``, quotes and dashes are those of print, and with
    ``raw``, HTML in the text is passed on as it is."""
    # What is nested without end takes time without end: the thirty-first level is text.
    shallow = _DEEP.sub(r"\1\\", text)
    options = Options.CMARK_OPT_GITHUB_PRE_LANG
    options |= Options.CMARK_OPT_SMART if smart else 0
    options |= Options.CMARK_OPT_UNSAFE if raw else 0
    parser = cmark.parser_new(options)
    try:
        for extension in _extensions():
            cmark.parser_attach_syntax_extension(parser, extension)
        cmark.parser_feed(parser, shallow)
        tree = cmark.parser_finish(parser)
        made = _LIBRARY.lib.cmark_render_html(
            tree, options, cmark.parser_get_syntax_extensions(parser)
        )
        html: str = _LIBRARY.ffi.string(made).decode()
        for free, memory in zip(_freeing(), (tree, made), strict=True):
            free(int(_LIBRARY.ffi.cast("uintptr_t", memory)))
    finally:
        cmark.parser_free(parser)
    return html


@cache
def _extensions() -> list[Any]:
    cmark.core_extensions_ensure_registered()
    return list(map(cmark.find_syntax_extension, EXTENSIONS))


class _Allocator(ctypes.Structure):
    """How the library gets memory and gives it back: its cmark_mem."""

    _fields_ = (
        ("calloc", ctypes.c_void_p),
        ("realloc", ctypes.c_void_p),
        ("free", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
    )


@cache
def _freeing() -> tuple[Callable[[int], None], Callable[[int], None]]:
    """What frees a tree, which takes twenty times the memory of its text, and its HTML. The package
    has no way to; where its library does not show its own, both stay."""
    try:
        own = ctypes.CDLL(_LIBRARY.__file__)
        tree, allocator = own.cmark_node_free, own.cmark_get_default_mem_allocator
    except (AttributeError, OSError):  # pragma: no cover - as on Windows
        return (lambda memory: None), (lambda memory: None)
    tree.argtypes, tree.restype = [ctypes.c_void_p], None
    allocator.restype = ctypes.POINTER(_Allocator)
    return tree, allocator().contents.free
