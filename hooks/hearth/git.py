"""Questions to Git about the hub's folder."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def ask_git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One of git's answers; what its environment would point elsewhere is left out, as when it runs a hook itself."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", *arguments]
    try:
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", env=environment, check=False
        )
    except FileNotFoundError:
        return subprocess.CompletedProcess(command, 127, "", "git is not installed")


def in_repository(root: Path) -> bool:
    """Whether a folder is, or lies in, a repository's working tree, without asking git."""
    return any((folder / ".git").exists() for folder in (root.resolve(), *root.resolve().parents))


def prefix(root: Path) -> str:
    """The folder's path below the top of its repository, ending in a slash; empty at the top and outside of one."""
    answer = ask_git(root, "rev-parse", "--show-prefix") if in_repository(root) else None
    return answer.stdout.rstrip("\n") if answer and answer.returncode == 0 else ""
