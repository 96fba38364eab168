"""Writes the list of everything the project is made of, as CycloneDX: the locked packages, and what
was copied in.

    python .ci/sbom.py dist/sbom.cdx.json

The packages come from requirements.lock by cyclonedx-py; what was copied in, from vendored.json
beside this file, with the sum of each file as it lies here. The same files give the same bytes: the
list has neither a time nor a random number.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parent.parent
VENDORED = ROOT / ".ci" / "vendored.json"
FORM = "1.6"
"""The version of CycloneDX."""
OPTIONS = [
    "--pyproject",
    str(ROOT / "pyproject.toml"),
    "--output-reproducible",
    "--spec-version",
    FORM,
    "--no-validate",
]


def packages() -> dict[str, Any]:
    """The list of the locked packages."""
    command = [sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements", *OPTIONS]
    # Where a day is set, cyclonedx-py writes it as the list's own.
    no_day = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    lock = str(ROOT / "requirements.lock")
    done = subprocess.run([*command, lock], check=True, capture_output=True, text=True, env=no_day)
    return json.loads(done.stdout)


def vendored(entry: dict[str, Any]) -> dict[str, Any]:
    """The component of one package that files were copied from."""
    address = f"pkg:npm/{entry['name'].replace('@', '%40')}@{entry['version']}"
    files = sorted(file for pattern in entry["files"] for file in ROOT.glob(pattern))
    return {
        "bom-ref": address,
        "type": "library",
        "name": entry["name"],
        "version": entry["version"],
        "description": entry["what"],
        "licenses": [{"license": {"id": entry["licence"]}}],
        "purl": address,
        "components": [
            {
                "bom-ref": file.relative_to(ROOT).as_posix(),
                "type": "file",
                "name": file.relative_to(ROOT).as_posix(),
                "hashes": [
                    {"alg": "SHA-256", "content": hashlib.sha256(file.read_bytes()).hexdigest()}
                ],
            }
            for file in files
        ],
    }


def sbom() -> dict[str, Any]:
    """The whole list."""
    found = packages()
    added = [vendored(entry) for entry in json.loads(VENDORED.read_text(encoding="utf-8"))]
    found["components"] += added
    found["dependencies"] += [{"ref": entry["bom-ref"]} for entry in added]
    return found


def fault(found: dict[str, Any]) -> str | None:
    """What the schema of CycloneDX says against a list; None when it is right."""
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(found))
    return None if wrong is None else str(wrong)


def main(target: Path) -> None:
    """Write the list into ``target``, once it is valid."""
    found = sbom()
    if wrong := fault(found):
        sys.exit(f"The list is not valid: {wrong}")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(found, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{target} written: {len(found['components'])} components")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
