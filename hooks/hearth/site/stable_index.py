"""Canonicalise a search index, so that the same records give the same bytes.

Pagefind 1.5 writes filters and their values in an order that differs from run to run, and names its
files by their content. They are put into order here and the files that depend on them named anew;
nothing else is touched.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import cbor2

from hearth.site.files import gzipped

_MARK = b"pagefind_dcd"
"""What Pagefind's decompressed files begin with; CBOR (RFC 8949) follows."""
_FILTERS = 3
"""Place of the list of filters in the index's table of contents: [version, pages, index chunks,
filters, …]."""


def make_stable(folder: Path) -> None:
    """Put the index in ``folder`` into its one form."""
    entry_file = folder / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    renamed = {
        file.stem: _sort_values(file) for file in sorted((folder / "filter").glob("*.pf_filter"))
    }
    for language, facts in entry["languages"].items():
        contents = folder / f"pagefind.{facts['hash']}.pf_meta"
        table = _read(contents)
        table[_FILTERS] = sorted([name, renamed[file]] for name, file in table[_FILTERS])
        # The file is named by its content, which has changed.
        contents.unlink()
        facts["hash"] = _write(folder, "pagefind.", language, table, ".pf_meta", 10)
    entry_file.write_text(
        json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        encoding="utf-8",
    )


def _sort_values(file: Path) -> str:
    """Write a filter with its values in order; return the file's new name."""
    name, values = _read(file)
    language = file.stem.rsplit("_", 1)[0]
    file.unlink()
    return _write(file.parent, "", language, [name, sorted(values)], ".pf_filter", 7)


def _read(file: Path) -> Any:
    raw = gzip.decompress(file.read_bytes())
    return cbor2.loads(raw.removeprefix(_MARK))


def _write(folder: Path, before: str, language: str, value: Any, ending: str, letters: int) -> str:
    """Write a value under a name made from its content; return that name without what stands around
    it."""
    raw = _MARK + cbor2.dumps(value)
    name = f"{language}_{hashlib.sha256(raw).hexdigest()[:letters]}"
    (folder / f"{before}{name}{ending}").write_bytes(gzipped(raw))
    return name
