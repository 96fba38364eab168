"""The schemas in the hands of a program that is not ours: check-jsonschema, which many use in an
editor or a hook."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from check_jsonschema import main
from click.testing import CliRunner

import hubs
from case_files import FOLDER, read_case
from hearth.kinds import COMMUNITY, KINDS
from hearth.outputs.schemas import editor_schemas, file_patterns
from hearth.read.load import LoadResult, read_all
from hearth.read.sources import split

SEEN = {
    "empty-list",
    "not-a-list",
    "not-a-mapping",
    "offset-in-time",
    "too-long",
    "unknown-country",
    "unknown-field",
    "unknown-language",
    "unknown-topic",
    "wrong-answer",
    "wrong-number",
    "wrong-type",
}
"""Codes of mistakes that a schema sees in every case; of others, such as an id that nobody has, it
knows nothing."""
PROBLEM = re.compile(r"^(\S+?):\d+:\d+  .*\[([a-z-]+)\]$", re.MULTILINE)


@pytest.fixture(scope="module")
def sample() -> LoadResult:
    return read_all(hubs.REPOSITORY)


def refused(schema: Path, files: Iterable[Path]) -> set[str]:
    """The names of the files that the schema does not take."""
    call = ["--schemafile", str(schema), "--output-format", "json", *map(str, files)]
    result = CliRunner().invoke(main, call)
    told = json.loads(result.output)
    errors = told.get("errors", [])
    assert not told.get("parse_errors") and result.exit_code == bool(errors)
    return {Path(error["filename"]).name for error in errors}


@pytest.fixture(scope="module")
def schemas(sample: LoadResult, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sample hub's schemas."""
    return written(tmp_path_factory.mktemp("schemas"), editor_schemas(sample))


def written(folder: Path, schemas: Mapping[str, object]) -> Path:
    """The folder with the schemas in it."""
    hubs.write(folder, {name: json.dumps(schema) for name, schema in schemas.items()})
    return folder


def schema_of(path: str) -> str | None:
    """The name of the schema for a file; None when it holds no records."""
    for name, (first, *_) in file_patterns().items():
        if path == first:
            return name
    folders = [kind for kind in KINDS.values() if path.startswith(f"{kind.folder}/")]
    return f"{max(folders, key=lambda kind: len(kind.folder)).name}.json" if folders else None


def test_the_schemas_are_schemas(schemas: Path) -> None:
    """Each follows the specification it names, the draft of 2020-12."""
    files = [*schemas.iterdir()]
    assert len(files) == len(KINDS) + 4
    result = CliRunner().invoke(main, ["--check-metaschema", *map(str, files)])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("kind", [*KINDS, COMMUNITY.name])
def test_every_sample_file_is_taken(
    kind: str, sample: LoadResult, schemas: Path, tmp_path: Path
) -> None:
    """The fields of all files of a kind, from above a text as well."""
    paths = sorted(
        {checked.source.path for checked in sample.sources if checked.source.kind == kind}
    )
    texts = {
        f"{Path(path).stem}.yml": split((hubs.REPOSITORY / path).read_text(encoding="utf-8"), path)[
            0
        ]
        for path in paths
    }
    hubs.write(tmp_path, texts)
    schema = schema_of(paths[0])
    assert texts and schema is not None
    assert refused(schemas / schema, tmp_path.iterdir()) == set()


def test_mistakes_that_a_schema_can_see_are_refused(tmp_path: Path) -> None:
    """Every case of those codes, with the schemas of the small hub that the cases change."""
    schemas = written(
        tmp_path / "schemas", editor_schemas(read_all(hubs.minimal_hub(tmp_path / "hub")))
    )
    wrong: dict[str, list[Path]] = defaultdict(list)
    codes = set()
    for file in sorted(FOLDER.rglob("*.txt")):
        case = read_case(file)
        found = defaultdict(set)
        for path, code in PROBLEM.findall("\n".join(case.problems)):
            found[path].add(code)
        for path, how, text in case.files:
            schema = schema_of(path)
            if how is None and schema and found[path] and found[path] <= SEEN:
                target = tmp_path / schema / f"{file.parent.name}-{file.stem}-{Path(path).stem}.yml"
                hubs.write(target.parent, {target.name: split(text, path)[0]})
                wrong[schema].append(target)
                codes |= found[path]
    assert codes == SEEN
    for schema, files in wrong.items():
        assert {file.name for file in files} - refused(schemas / schema, files) == set()
