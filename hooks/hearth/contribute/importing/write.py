"""Write what an import makes, so that it can be taken back."""

from __future__ import annotations

from dataclasses import replace

from hearth.base.reasons import reason
from hearth.base.words import said
from hearth.contribute.importing.preview import Preview, RowResult
from hearth.contribute.importing.undo import (
    PastImport,
    digest_of,
    forget_import,
    new_folders,
    remember,
)
from hearth.edit.record_files import write_new
from hearth.model.hub import Hub


def write_import(hub: Hub, preview: Preview, source: str) -> Preview:
    """Write the new records, and remember it; the preview, in which what could not be written is
    left out with the reason."""
    new = {line.path: line.text for line in preview.lines if line.text is not None and line.path}
    if not new:
        return preview
    digests = {path: digest_of(text) for path, text in new.items()}
    past = PastImport(source, hub.as_of.isoformat(), digests, new_folders(hub.root, new))
    # Before a byte is written, so that an import that is stopped on its way can be taken back.
    kept = remember(hub.root, past)
    lines = tuple(_written(hub, line) for line in preview.lines)
    done = {line.path for line in lines if line.state == "new"}
    if not done:
        forget_import(kept)
    elif len(done) < len(new):
        files = {path: digest for path, digest in digests.items() if path in done}
        remember(hub.root, replace(past, files=files), kept)
    return replace(preview, lines=lines)


def _written(hub: Hub, line: RowResult) -> RowResult:
    if line.state != "new" or line.path is None or line.text is None:
        return line
    try:
        write_new(hub.root, line.path, line.text)
    except OSError as error:
        why = said(
            "%(path)s was not written: %(reason)s.",
            path=line.path,
            reason=error.strerror or reason(error),
        )
        return replace(line, state="left out", path=None, text=None, why=(why,))
    return line
