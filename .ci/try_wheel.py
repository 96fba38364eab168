"""Installs a wheel in an empty environment, and builds the sample hub by it.

    python .ci/try_wheel.py dist/hearth_hub-*.whl --like site

What the wheel needs is installed in the versions of requirements.lock. The hub has no engine in its
folder, and names the plugin. With ``--like`` the site must be the same as another one, byte for
byte: that of the sample in this folder, built by the engine that lies here.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HUB = ("content", "members", "events", "overrides", "mkdocs.yml")
"""What a hub's folder holds beside its history."""
HOOK = "plugins: []\nhooks: [hooks/hub.py]\n"


def bare_hub(folder: Path) -> Path:
    """The sample with its history, as it lies here, and without an engine: it names the plugin."""
    subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)
    for path in folder.iterdir():
        if path.name != ".git":
            (shutil.rmtree if path.is_dir() else os.remove)(path)
    for name in HUB:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    if HOOK not in config:
        sys.exit(f"mkdocs.yml does not say\n{HOOK}")
    (folder / "mkdocs.yml").write_text(config.replace(HOOK, "plugins: [hearth]\n"), "utf-8")
    return folder


def constraints() -> str:
    """The versions of the lock, as pip takes them for what is asked of it otherwise."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    lines = re.findall(r"^[\w.-]+==[^\\\n]+", lock, re.MULTILINE)
    return "\n".join(line.strip() for line in lines)


def environment(folder: Path, wheel: Path) -> Path:
    """The Python of an environment that has the wheel and what it needs, and nothing else."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    versions = folder / "constraints.txt"
    versions.write_text(constraints(), encoding="utf-8")
    command = [str(python), "-m", "pip", "install", "--quiet", "-c", str(versions), str(wheel)]
    subprocess.run(command, check=True)
    return python


def built(python: Path, hub: Path, *options: str) -> Path:
    """The site of a hub, built by an environment's engine and no other."""
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    variables["NO_MKDOCS_2_WARNING"] = "1"
    command = [str(python), "-m", "hearth", "build", *options]
    subprocess.run(command, cwd=hub, env=variables, check=True)
    return hub / "site"


def different(one: Path, two: Path) -> list[str]:
    """The files of two folders that are not equal."""
    names = {
        path.relative_to(folder).as_posix()
        for folder in (one, two)
        for path in folder.rglob("*")
        if path.is_file()
    }
    _, others, missing = filecmp.cmpfiles(one, two, names, shallow=False)
    return sorted([*others, *missing])


def main() -> None:
    """Try the wheel that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--like", type=Path, help="a site that must be the same")
    parser.add_argument("--as-of", help="the day to build for")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        python = environment(Path(folder, "venv"), asked.wheel.resolve())
        options = ("--as-of", asked.as_of) if asked.as_of else ()
        site = built(python, bare_hub(Path(folder, "hub")), *options)
        wrong = different(site, asked.like.resolve()) if asked.like else []
    if wrong:
        sys.exit(f"{len(wrong)} files are others, such as {', '.join(wrong[:5])}")
    print(f"Python {sys.version.split()[0]}: built{', the same' if asked.like else ''}")


if __name__ == "__main__":
    main()
