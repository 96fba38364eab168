"""Addresses of the site that data files and structured data name: each must lead to something, as
the links of pages do.

Only what the engine writes is looked at. An address that a contributor gives may begin as the
site's and still be somebody else's business: such fields are passed over.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator

from hearth.outputs.list_index import named_pages

_RECORD_KEYS, _KEYS = "page|next", "page|url|schema|home_page_url|feed_url"
_STRUCTURED = '<script type="application/ld+json">'
_LIST = re.compile(r"listings/[^/]+\.json")
_LINE = re.compile(r"^(?:URL|SOURCE|IMAGE)[^:\r\n]*:(\S+)", re.MULTILINE)
_FOLD = re.compile(r"\r?\n[ \t]")
"""Where a line of a calendar goes on in the next one (RFC 5545, 3.1)."""


def named_addresses(path: str, content: bytes, site: str) -> set[str]:
    """The addresses below ``site`` (a full address with a slash at its end) that a file names,
    relative to it."""
    reader = _reader(path)
    return set(reader(content, site)) if reader and site else set()


def structured_addresses(text: str, site: str) -> set[str]:
    """Those that a page's JSON-LD names."""
    if not site:
        return set()
    pattern = re.compile(f'"{re.escape(site)}([^"\\\\]*)"')
    blocks = [after.partition("</script>")[0] for after in text.split(_STRUCTURED)[1:]]
    return {found for block in blocks for found in pattern.findall(block)}


def _reader(path: str) -> Callable[[bytes, str], Iterator[str]] | None:
    if path.endswith(".ics"):
        return _in_calendar
    if path.startswith("search-index/"):
        return _in_search
    if _LIST.fullmatch(path):
        return _in_list
    if path.endswith(".json") and path.startswith(("api/", "feeds/", "insights/")):
        # Records carry the addresses that contributors gave under names of their own.
        of_records = path.startswith("api/") and path != "api/index.json"
        return _in_records if of_records else _in_json
    return None


def _in_json(content: bytes, site: str, keys: str = _KEYS) -> Iterator[str]:
    pattern = rf'"(?:{keys})"\s*:\s*"{re.escape(site)}([^"\\]*)"'
    return iter(re.findall(pattern, content.decode("utf-8", "replace")))


def _in_records(content: bytes, site: str) -> Iterator[str]:
    return _in_json(content, site, _RECORD_KEYS)


def _in_list(content: bytes, site: str) -> Iterator[str]:
    """What is found in a list: its addresses begin below the site's root."""
    index = json.loads(content)
    # A folder of that name may hold a maintainer's own files.
    ours = isinstance(index, dict) and index.keys() >= {"section", "titles", "addresses"}
    return named_pages(index) if ours else iter(())


def _in_calendar(content: bytes, site: str) -> Iterator[str]:
    text = _FOLD.sub("", content.decode("utf-8", "replace"))
    found = set(_LINE.findall(text))
    return (address.removeprefix(site) for address in found if address.startswith(site))


def _in_search(content: bytes, site: str) -> Iterator[str]:
    """What is found, and the files that the first one names; all of it from the site's root."""
    try:
        value = json.loads(gzip.decompress(content))
    except (OSError, EOFError, zlib.error, ValueError):
        return  # told elsewhere
    if isinstance(value, list):
        yield from (line[0] for line in value if len(line) == 3 and isinstance(line[1], str))
    else:
        for part in ("terms", "pages", "topics"):
            files = (name for name in value.get(part, ()) if isinstance(name, str))
            yield from (f"search-index/{name}.json.gz" for name in files)
