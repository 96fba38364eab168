"""What the engine and a site builder ask of each other: all that an adapter must know.

A site builder turns Markdown into HTML and puts a *chrome* (head, header, navigation, footer)
around it. An adapter, a module in hearth/adapters/, has one build a hub. It is a ``Builder``
(hearth/site/workshop.py): its function ``build`` goes through these steps, in this order:

1. ``read_hub`` reads and judges the hub (hearth/site/build.py). Its problems are shown; when it is
   refused, nothing is touched.
2. ``SiteBuild`` is made of the hub. Its ``template_values`` are for the templates of the chrome.
3. Files below content/: those that ``plan.leaves_out`` names are not published; those that
   ``plan.draws_anew`` names are not copied, but links to them hold.
4. Assets: the hub's own overrides/ come before the files of ``THEME``, and both before the
   ``assets()`` that are joined from parts (hearth/site/assets.py) and the ``app_files``, which are
   drawn from the site's icon (hearth/site/app_files.py).
5. Pages: every hand-written page becomes HTML, its links to files made addresses where the builder
   knows them, and ``content`` gives what stands on it, all other links into the site settled. So it
   does for each page in ``hosted`` that nobody wrote.
6. The chrome is put around each. It prints what ``Content.meta`` holds as it is, because some pages
   are *shells*: their texts are sentinels, and thousands of pages are made of one by joining its
   pieces. So a chrome may decide nothing by these texts; by the address it may. Each page carries
   the policies of the ``ContentPolicy`` around a page without content
   (hearth/site/content_policy.py).
7. ``finish`` fills the shells and writes everything else. It names the sections in which a page
   with the chrome and a filled shell differ: then the build is made again with these ``in_full``.

Where the builder looks at nothing but the chrome, ``content`` gives shells for all pages
(``deferred``), and what it made serves again for as long as what it looked at stays the same
(hearth/site/workshop.py). Its function ``chrome`` then ends with ``take_chrome`` instead.

A builder that serves while people write builds again when one of the ``watched`` files changes, in
one process: making others would take longer than what they save.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hearth.outputs.pages.page import Page
    from hearth.wording.safe import SafeHtml


@dataclass(frozen=True)
class Order:
    """One build that is asked for."""

    root: Path
    """The hub's folder."""
    site_dir: Path
    """Where the site is written; what lies there may be cleared away."""
    manifest: Path | None = None
    """Where to write what the site must hold, for whoever verifies it. It tells of what is not
    public, and so lies outside of the site."""
    strict: bool = False
    """Whether a warning of the builder fails the build."""
    config: Path | None = None
    """The configuration to go by; None is the hub's own, mkdocs.yml."""
    builder: str = ""
    """The name of the adapter."""
    published: Path | None = None
    """Where the site is published, whose files serve again where they are right; None when the site
    is made from nothing."""


class BuildFailedError(Exception):
    """No site was made; carries why, or nothing when that was said already."""


@dataclass(frozen=True)
class Hosted:
    """A page the hub makes and the builder renders."""

    src_uri: str
    """Its place among hand-written pages: ``members/ada.md`` has the address ``members/ada/``."""
    edit_path: str | None
    """The source to edit, relative to the hub's folder."""
    page: Page | None = None
    """What it shows; None for a shell."""
    filled: Content | None = None
    """What stands on it, unless that depends on a hand-written page of its name."""

    @property
    def landing(self) -> bool:
        """Whether it can stand in the navigation: with thousands of others there a build would take
        minutes."""
        return bool(self.page and self.page.landing)


@dataclass(frozen=True)
class Content:
    """What stands on a page, inside the chrome."""

    body: SafeHtml
    meta: dict[str, Any] | None = None
    """Printed by the chrome as it is: title, description, and head_html, the links and metadata of
    the page's head. None when a person wrote the page, and the chrome finds these itself."""


@dataclass
class Report:
    """What a build made."""

    pages: int = 0
    written: list[str] = field(default_factory=list)
    """The files the hub made itself, relative to the site."""
    searchable: int = 0
    different: set[str] = field(default_factory=set)
    """Sections, and pages by their paths below content/, in which a filled shell and the builder's
    own page were not equal."""

    @property
    def complaint(self) -> str:
        """What is said of them."""
        return (
            f"Shells of {', '.join(sorted(self.different))} do not equal the theme's pages; "
            "rendering in full"
        )
