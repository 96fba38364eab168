"""The hook that mkdocs.yml names: it hands over to the engine's adapter for MkDocs."""

import sys
from pathlib import Path

# The engine in this folder comes first; an installed one serves when there is none here.
sys.path.insert(0, str(Path(__file__).parent))

from hearth.adapters.mkdocs import *  # noqa: F403 - MkDocs looks here for everything that begins with on_
