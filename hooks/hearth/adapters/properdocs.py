"""ProperDocs, which goes on where MkDocs 1 ended, builds the site: it takes the place of MkDocs in
every import, and all else is as there."""

from properdocs import replacement  # noqa: F401 - from here on MkDocs is ProperDocs

from hearth.adapters.mkdocs import build, chrome

__all__ = ["build", "chrome"]
