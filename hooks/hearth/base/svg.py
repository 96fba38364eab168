"""SVG drawings as they may be published: what draws stays; what runs, loads or tells goes.

Whoever opens a drawing by itself runs what it holds in the name of the site, so no drawing is
published as somebody wrote it. What is known to draw is kept, and everything else is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from hearth.base.file_formats import Flaw, xml_flaw
from hearth.base.words import said

MAX_SVG = 5 * 1024 * 1024
SVG, XHTML, XLINK, XML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)

_DRAWING = """
    svg g defs symbol use title desc a switch view style image path rect circle ellipse line
    polyline polygon text tspan textPath marker pattern mask clipPath linearGradient radialGradient
    stop filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG
    feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
    feSpecularLighting feSpotLight feTile feTurbulence animate animateColor animateMotion
    animateTransform mpath set"""
_ELEMENTS = frozenset(_DRAWING.split())
"""What draws, in SVG 1.1 and 2; all of it stands in the namespace of SVG."""
_ANIMATIONS = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set"})
_TOLD_BY_EDITORS = frozenset({"metadata"})
"""What says something of the drawing and draws nothing; it goes without a word."""
_SPACES = re.compile(r"[\x00-\x20\x7f-\xa0]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LINKED = re.compile(r"(?:https?|mailto):|#", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif)[;,]", re.IGNORECASE)
_FONT = re.compile(r"data:(?:font/|application/(?:x-)?font-)[\w.+-]+[;,]", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_ADDRESS = re.compile(r"""url\(\s*["']?([^)]*)""", re.IGNORECASE)
_LOADING = re.compile(
    r"@import|@charset|expression\s*\(|behaviou?r\s*:|-moz-binding|image-set\s*\(|\bsrc\s*\("
    r"|\bimage\s*\(|cross-fade\s*\(|(?:java|vb)script:|</",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Svg:
    """A drawing as it can be published."""

    content: bytes
    left_out: tuple[str, ...] = ()
    """What could have run or loaded something, in words, each once."""
    line: int = 1
    """Where the first of it stands in the file."""


class NoSvgError(Exception):
    """A file is no drawing; carries why."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.what)
        self.flaw = flaw


def read_svg(file: Path) -> Svg:
    """The drawing in a file, as ``clean_svg`` leaves it."""
    with open(file, "rb") as stream:
        return clean_svg(stream.read(MAX_SVG + 1))


def clean_svg(raw: bytes) -> Svg:
    """A drawing without what could run, load or tell of its maker; the file's own bytes when it
    holds nothing of the kind. Raises NoSvgError."""
    if len(raw) > MAX_SVG:
        raise NoSvgError(Flaw(said("is larger than %(limit)s MiB", limit=MAX_SVG // 1024 // 1024)))
    root = _root(raw)
    if etree.QName(root).localname != "svg":
        raise NoSvgError(
            Flaw(
                said(
                    "is no SVG: it begins with <%(element)s>",
                    element=etree.QName(root).localname,
                )
            )
        )
    found = _Findings()
    _clean(root, found)
    doctype = root.getroottree().docinfo.doctype
    if not (found.silent or found.said or doctype) and _is_utf_8(raw):
        return Svg(raw)
    etree.cleanup_namespaces(root)
    content = etree.tostring(root, encoding="utf-8")
    return Svg(content, tuple(sorted(found.said)), found.line or 1)


def _is_utf_8(raw: bytes) -> bool:
    """Whether every program that shows the file reads the same letters in it."""
    try:
        head = raw.decode("utf-8")[:200]
    except UnicodeDecodeError:
        return False
    named = re.search(r"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)", head)
    return named is None or named[1].lower() in ("utf-8", "us-ascii")


def _root(raw: bytes) -> etree._Element:
    # Entities of the file itself are filled in, within libxml2's limits; those that would be
    # loaded are an error, and so are files without end or depth.
    parser = etree.XMLParser(resolve_entities="internal", no_network=True, load_dtd=False)
    try:
        return etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise NoSvgError(xml_flaw(error)) from None
    except ValueError as error:
        raise NoSvgError(Flaw(said("is not XML (%(reason)s)", reason=error))) from None


class _Findings:
    """What was taken out of a drawing."""

    def __init__(self) -> None:
        self.said: Counter[str] = Counter()
        self.silent = 0
        self.line = 0

    def say(self, words: str, element: etree._Element) -> None:
        self.said[words] += 1
        self.line = self.line or int(element.sourceline or 1)


def _clean(root: etree._Element, found: _Findings) -> None:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if not isinstance(node.tag, str):  # a comment, an instruction
            found.silent += 1
            _remove(node)
        elif wrong := _refused(node):
            found.say(wrong, node)
            _remove(node)
        elif not _draws(node):
            found.silent += 1
            _remove(node)
        else:
            _clean_attributes(node, found)
            waiting.extend(reversed(node))
    for beside in (*root.itersiblings(preceding=True), *root.itersiblings()):
        if beside.tag is etree.PI and beside.target == "xml-stylesheet":
            found.say("<?xml-stylesheet?>", root)
        found.silent += 1


def _draws(element: etree._Element) -> bool:
    name = etree.QName(element)
    return name.namespace in (SVG, None) and name.localname in _ELEMENTS


def _refused(element: etree._Element) -> str:
    """What to say of an element that goes; nothing when it stays, or when nobody misses it."""
    name = etree.QName(element)
    if name.namespace not in (SVG, None):
        # Editors keep notes of their own in namespaces of their own.
        return f"<{name.localname}>" if name.namespace == XHTML else ""
    if name.localname not in _ELEMENTS:
        return "" if name.localname in _TOLD_BY_EDITORS else f"<{name.localname}>"
    if name.localname in _ANIMATIONS and _moves_more(element):
        return f"<{name.localname} attributeName>"
    if name.localname == "style" and (wrong := _loads("".join(element.itertext()), fonts=True)):
        return said("%(what)s in %(place)s", what=wrong, place="<style>")
    return ""


def _moves_more(animation: etree._Element) -> bool:
    """Whether an animation changes more than what is drawn: addresses and what runs."""
    name = animation.get("attributeName", "").strip().rpartition(":")[2].lower()
    return name.startswith("on") or name in ("href", "src", "base", "style")


def _clean_attributes(element: etree._Element, found: _Findings) -> None:
    owner = etree.QName(element).localname
    for key, value in list(element.attrib.items()):
        name = etree.QName(key)
        kept = _keeps(owner, name.namespace, name.localname, value)
        if kept is True:
            continue
        del element.attrib[key]
        if kept:
            found.say(kept, element)
        else:
            found.silent += 1


def _keeps(owner: str, namespace: str | None, name: str, value: str) -> bool | str:
    """Whether an attribute stays; False when it goes and nobody misses it, and else what to say."""
    small, address = name.lower(), _SPACES.sub("", value)
    if namespace == XML:
        return name in ("space", "lang", "id")
    if namespace == XLINK and name != "href":
        return name in ("title", "type", "show", "actuate", "role") and not _SCHEME.match(address)
    if namespace not in (None, SVG, XLINK):
        return False
    if small.startswith("on"):
        return f"{name}=…"
    if small == "href":
        return _leads(owner, address) or said("href to %(address)s", address=_shorten(value))
    if re.match(r"(?:java|vb)script:|data:text", address, re.IGNORECASE):
        return f"{name}={_shorten(value)}"
    if wrong := _loads(value):
        return said("%(what)s in %(place)s", what=wrong, place=name)
    return True


def _leads(owner: str, address: str) -> bool:
    """Whether an address may stand there: links lead on, and everything else into the file."""
    if owner == "a":
        return bool(_LINKED.match(address)) or not _SCHEME.match(address)
    inside = address.startswith("#") or not address
    return inside or (owner in ("image", "feImage") and bool(_PICTURE.match(address)))


def _loads(style: str, fonts: bool = False) -> str:
    """What in a style or a value would load or run something; nothing when nothing would."""
    plain = _COMMENT.sub(" ", _ESCAPE.sub(_unescaped, style))
    if wrong := _LOADING.search(plain):
        return wrong[0].strip(" (:")
    for address in _ADDRESS.findall(plain):
        bare = _SPACES.sub("", address)
        data = _PICTURE.match(bare) or (fonts and _FONT.match(bare))
        if not bare.startswith("#") and not data:
            return f"url({_shorten(address)})"
    return ""


def _unescaped(found: re.Match[str]) -> str:
    """The character that an escape in a style means (CSS Syntax 3, 4.3.7)."""
    if not found[1]:
        return found[2]
    code = int(found[1], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "�"


def _shorten(value: str, limit: int = 40) -> str:
    line = " ".join(value.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def _remove(node: etree._Element) -> None:
    """Take a node out; the text behind it stays."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return  # beside the root: it is not written
    if node.tail and before is not None:
        before.tail = (before.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    node.tail = None
    parent.remove(node)
