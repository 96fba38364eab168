"""Archives: what is to be read of a file that holds others (zip, gzip)."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

from hearth.base.words import said
from hearth.contribute.importing.tables import MAX_BYTES, UnreadableError, checked_size

_OF_A_WORKBOOK = ("[Content_Types].xml", "mimetype")
_READ = ("ics", "csv", "tsv", "json", "opml", "html")
MOST = 500
"""Files of an archive that are read together."""


def unpacked(name: str, raw: bytes) -> tuple[str, bytes]:
    """The name and the bytes of what an archive holds: its calendars together, else its only list;
    of any other file its own."""
    if raw[:2] == b"\x1f\x8b":
        return name.removesuffix(".gz"), _gunzipped(raw)
    if raw[:4] != b"PK\x03\x04":
        return name, raw
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        names = [each.filename for each in archive.infolist() if not each.is_dir()]
        if any(mark in names for mark in _OF_A_WORKBOOK):
            return name, raw
        return _of_archive(archive, names)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
        raise UnreadableError(said("is an archive that cannot be opened.")) from None


def _gunzipped(raw: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as stream:
            return checked_size(stream.read(MAX_BYTES + 1))
    except (OSError, EOFError, zlib.error):
        raise UnreadableError(said("is an archive that cannot be opened.")) from None


def _of_archive(archive: zipfile.ZipFile, names: list[str]) -> tuple[str, bytes]:
    lists = [each for each in names if each.rpartition(".")[2].lower() in _READ]
    if calendars := sorted(each for each in lists if each.lower().endswith(".ics")):
        return "calendars.ics", _together(archive, calendars)
    # An export of a chat holds every day of every channel beside the list of its people.
    users = [each for each in lists if each.rpartition("/")[2] == "users.json"]
    found = users or lists
    if len(found) == 1:
        return found[0].rpartition("/")[2], _together(archive, found)
    if not found:
        raise UnreadableError(said("is an archive without anything that can be imported."))
    raise UnreadableError(
        said(
            "is an archive of several lists: unpack it, and import them one by one (%(names)s).",
            names=", ".join(sorted(found)[:8]),
        )
    )


def _together(archive: zipfile.ZipFile, names: list[str]) -> bytes:
    found, left = [], MAX_BYTES + 1
    for name in names[:MOST]:
        with archive.open(name) as stream:
            # What an archive says of its sizes is not believed.
            found.append(stream.read(left))
        left -= len(found[-1])
    return checked_size(b"\r\n".join(found))
