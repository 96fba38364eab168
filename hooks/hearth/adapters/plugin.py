"""The plugin that ``plugins: [hearth]`` names in the mkdocs.yml of a hub without a hook of its own:
an installed package's way to the adapter for MkDocs and ProperDocs."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin

from hearth.adapters.mkdocs import hook


class NoSettings(Config):  # type: ignore[no-untyped-call]
    """Those of a hub stand under ``extra: hearth:``, whatever runs the engine."""


class HearthPlugin(BasePlugin[NoSettings]):  # type: ignore[no-untyped-call]
    """What the hook does, called by the name of a plugin."""

    on_startup, on_serve = hook.on_startup, hook.on_serve
    on_files, on_page_content, on_env = hook.on_files, hook.on_page_content, hook.on_env
    on_post_page, on_post_template = hook.on_post_page, hook.on_post_template
    on_post_build = hook.on_post_build

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if any(Path(name).name == "hub.py" for name in config.hooks):
            raise Abort(
                "mkdocs.yml names both the plugin hearth and hooks/hub.py, which do the same: "
                "take one of them out."
            )
        return hook.on_config(config)
