"""ical.js, a reader of calendars that shares no line with Hearth or with the other libraries of the
tests, run in a browser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ics_entries import Entry

LIBRARY = Path(__file__).parent / "vendor" / "ical.js" / "ical.js"

_LOAD = """
async (source) => {
  const address = URL.createObjectURL(new Blob([source], {type: "text/javascript"}));
  globalThis.ICAL = (await import(address)).default;
  ICAL.design.strict = true;
}
"""
_READ = """
(texts) => {
  const moment = (time) => time.isDate || time.zone === ICAL.Timezone.utcTimezone
    ? time.toString() : `${time.toString()} in ${time.zone.tzid}`;
  const entry = (event) => {
    const value = (name) => event.getFirstPropertyValue(name);
    const words = (name) => String(value(name) ?? "");
    return {uid: words("uid"), start: moment(value("dtstart")), end: moment(value("dtend")),
            summary: words("summary"), description: words("description"),
            location: words("location"), status: words("status"),
            sequence: value("sequence") ?? 0};
  };
  const errors = (component) => [
    ...component.getAllProperties().flatMap((property) => {
      try {
        property.getValues();
        // Extensions begin with X-, and NAME and COLOR (RFC 7986) are younger than the library's
        // table; nothing else may be unknown.
        return property.type === "unknown" && !/^(x-|name$|color$)/.test(property.name)
          ? [`${property.name} is unknown`] : [];
      } catch (error) {
        return [`${property.name}: ${error.message}`];
      }
    }),
    ...component.getAllSubcomponents().flatMap(errors),
  ];
  return texts.map((text) => {
    try {
      const calendar = new ICAL.Component(ICAL.parse(text));
      return {entries: calendar.getAllSubcomponents("vevent").map(entry), errors: errors(calendar)};
    } catch (error) {
      return {entries: [], errors: [error.message]};
    }
  });
}
"""
_EXPAND = """
(rules) => rules.map(([start, rule, most]) => {
  const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromString(start));
  const found = [];
  for (let next = iterator.next(); next && found.length < most; next = iterator.next())
    found.push(next.toString());
  return found;
})
"""


@contextmanager
def _library(browser: Any) -> Iterator[Any]:
    """A page that has the library."""
    page = browser.new_page()
    try:
        page.evaluate(_LOAD, LIBRARY.read_text(encoding="utf-8"))
        yield page
    finally:
        page.close()


def by_ical_js(browser: Any, contents: Sequence[bytes]) -> list[tuple[list[Entry], list[str]]]:
    """Of every file its entries as ical.js reads them, in the file's order, and the errors it finds
    when it is strict."""
    with _library(browser) as page:
        read = page.evaluate(_READ, [content.decode() for content in contents])
    return [([Entry(**entry) for entry in found["entries"]], found["errors"]) for found in read]


def times_by_ical_js(browser: Any, rules: Sequence[tuple[str, str, int]]) -> list[list[str]]:
    """Of every (start, RRULE, most) the first local times that ical.js lays out, in ISO 8601
    without a zone."""
    with _library(browser) as page:
        return list(page.evaluate(_EXPAND, [list(rule) for rule in rules]))
