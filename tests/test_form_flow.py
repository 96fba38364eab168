"""From a filled form to a pull request: the workflow's own steps, run here with a repository for a
code host."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

import hubs
from form_texts import FORMS, HOSTILE, body_of, filled
from hearth.cli.main import main

FILE = hubs.REPOSITORY / ".github/workflows/form-to-pull-request.yml"
WORKFLOW: dict[Any, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
READ, PROPOSE = WORKFLOW["jobs"]["read"], WORKFLOW["jobs"]["propose"]
(READING,) = [step["run"] for step in READ["steps"] if step.get("name") == "Read"]
MARK = "<!-- hearth: what comes of this form -->\n"
IDENTITY = {
    f"GIT_{who}_{what}": word
    for who in ("AUTHOR", "COMMITTER")
    for what, word in (("NAME", "bot"), ("EMAIL", "bot@example.org"))
}


def from_issue(root: Path, body: str, *words: str) -> Result:
    """``hearth from-issue`` with this body, as a person would call it."""
    call = ["from-issue", "--folder", str(root), *words]
    return CliRunner().invoke(
        main, call, input=body.encode("utf-8", "replace"), env={"SOURCE_DATE_EPOCH": hubs.EPOCH}
    )


# -- what the workflow is allowed ------------------------------------------------------------------


def test_nothing_written_by_others_is_part_of_a_program() -> None:
    """No step that runs something holds an expression: texts come from files and from the event."""
    for job in (READ, PROPOSE):
        for step in job["steps"]:
            assert "${{" not in step.get("run", "") + step.get("with", {}).get("script", "")
    assert "secrets." not in FILE.read_text(encoding="utf-8")


def test_rights_are_the_least() -> None:
    """The job that reads may not write; the one that writes checks nothing out and runs no
    command."""
    assert WORKFLOW["permissions"] == {}
    assert READ["permissions"] == {"contents": "read"}
    assert PROPOSE["permissions"] == {
        "contents": "write",
        "pull-requests": "write",
        "issues": "write",
    }
    assert [step["uses"].split("@")[0] for step in PROPOSE["steps"]] == [
        "actions/download-artifact",
        "actions/github-script",
    ]
    (checkout,) = [
        step for step in READ["steps"] if step.get("uses", "").startswith("actions/checkout@")
    ]
    assert checkout["with"]["persist-credentials"] is False


def test_actions_are_those_of_the_other_workflows() -> None:
    """Each is pinned by the hash of a release, the same everywhere."""
    own = set(re.findall(r"uses: (.+)", FILE.read_text(encoding="utf-8")))
    others = {
        line
        for file in FILE.parent.glob("*.yml")
        if file != FILE
        for line in re.findall(r"uses: (.+)", file.read_text(encoding="utf-8"))
    }
    assert own <= others
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line) for line in own)


def test_every_form_starts_it() -> None:
    """The labels that the forms set are those that the workflow looks for, and the gate is none of
    them."""
    labels = {
        label
        for file in (hubs.REPOSITORY / ".github/ISSUE_TEMPLATE").glob("*.yml")
        for label in yaml.safe_load(file.read_text(encoding="utf-8")).get("labels", [])
    }
    assert set(re.findall(r"labels\.\*\.name, '(\w+)'", READ["if"])) == labels
    assert "accepted" not in labels and "github.event.label.name == 'accepted'" in READ["if"]


# -- the steps, run --------------------------------------------------------------------------------


@dataclass
class Host:
    """A code host: a hub in a repository, and one issue in it."""

    folder: Path
    state: dict[str, Any] = field(default_factory=dict)
    waits: bool = False

    @property
    def hub(self) -> Path:
        return self.folder / "hub"

    def git(self, *words: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.hub), *words],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, **IDENTITY},
        )
        return done.stdout.rstrip("\n")

    def event(self, body: str | None, action: str, labels: tuple[str, ...]) -> dict[str, Any]:
        issue = {"number": 12, "title": "$(id) ${{ secrets }} `id`", "body": body, "state": "open"}
        named = [{"name": label} for label in labels]
        return {
            "action": action,
            "issue": {**issue, "labels": named},
            "repository": {"default_branch": "main"},
        }

    def read(self, event: dict[str, Any]) -> subprocess.CompletedProcess[str]:
        """The step that reads, in a shell as the runner starts it; what it makes is the
        artifact."""
        self._take(event)
        variables = {
            **os.environ,
            "GITHUB_EVENT_PATH": str(self.folder / "event.json"),
            "SOURCE_DATE_EPOCH": hubs.EPOCH,
        }
        done = subprocess.run(
            ["bash", "-e", "-c", READING],
            cwd=self.hub,
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode == 0:
            shutil.move(self.hub / "form", self.folder / "form")
        return done

    def read_here(self, event: dict[str, Any]) -> None:
        """The command of that step, without a process of its own."""
        self._take(event)
        program, *words = shlex.split(READING.split(" || ")[0])
        words = [
            str(self.folder / "event.json") if word == "$GITHUB_EVENT_PATH" else word
            for word in words
        ]
        with contextlib.chdir(self.hub):
            result = CliRunner().invoke(main, words, env={"SOURCE_DATE_EPOCH": hubs.EPOCH})
        assert program == ".venv/bin/hearth" and result.exit_code in (0, 1), result.output
        shutil.move(self.hub / "form", self.folder / "form")

    def _take(self, event: dict[str, Any]) -> None:
        shutil.rmtree(self.hub / "form", ignore_errors=True)
        shutil.rmtree(self.folder / "form", ignore_errors=True)
        (self.folder / "event.json").write_text(json.dumps(event))

    def propose(self, event: dict[str, Any]) -> str:
        """The script that writes; gives what it says under the issue, or why it did nothing."""
        script = PROPOSE["steps"][1]["with"]["script"]
        given = {"script": script, "event": event, "repository": str(self.hub), "host": self.state}
        variables = {
            **os.environ,
            **IDENTITY,
            "RUNNER_TEMP": str(self.folder),
            "FORMS_WAIT": "yes" if self.waits else "",
        }
        node = ["node", str(Path(__file__).with_name("fake_github.js"))]
        done = subprocess.run(
            node,
            input=json.dumps(given),
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            return f"failed: {done.stderr}"
        self.state = json.loads(done.stdout)
        (comment,) = self.state["comments"]
        assert comment["body"].startswith(MARK)
        return str(comment["body"].removeprefix(MARK))

    def run(self, body: str | None, *labels: str, action: str = "opened") -> str:
        """Both jobs, one after the other."""
        event = self.event(body, action, labels)
        self.read_here(event)
        return self.propose(event)

    def added(self) -> list[str]:
        """What the branch of the form changes."""
        return self.git("diff", "--name-status", "main", "form/12").splitlines()


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """A hub at a code host; where Node is missing, as it never is at GitHub, the tests that need it
    are left out."""
    if shutil.which("node") is None and not os.environ.get("CI"):
        pytest.skip("node is not installed: the scripts of the workflow are not run")
    host = Host(tmp_path)
    hubs.minimal_hub(host.hub, {".gitignore": ".venv\nform\n"})
    program = host.hub / ".venv/bin/hearth"
    program.parent.mkdir(parents=True)
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH="{hubs.REPOSITORY}/hooks" exec "{sys.executable}" -m hearth "$@"\n'
    )
    program.chmod(0o755)
    host.git("init", "-q", "-b", "main")
    host.git("add", "-A")
    host.git("commit", "-q", "-m", "A hub")
    return host


def test_a_form_becomes_a_pull_request(host: Host) -> None:
    """Sent, edited, mended by hand: one branch, one pull request, one comment."""
    body = body_of("member", filled("member", name="Di Rivers"))
    said = host.run(body, "member")
    assert said.startswith("Thank you!") and said.endswith("It is proposed in #100.")
    assert host.added() == ["A\tmembers/di-rivers.md"]
    assert host.git("log", "--format=%s", "main..form/12") == "Add what the form in #12 tells"
    (pull,) = host.state["pulls"]
    assert (pull["head"], pull["base"], pull["title"]) == (
        "form/12",
        "main",
        "Add what the form in #12 tells",
    )
    assert pull["body"].startswith("Closes #12.\n") and "`members/di-rivers.md`" in pull["body"]

    other = body_of("member", filled("member", name="Di Lakes"))
    assert host.run(other, "member", action="edited").endswith("It is proposed in #100.")
    assert host.added() == ["A\tmembers/di-lakes.md"] and len(host.state["pulls"]) == 1

    host.git("switch", "-q", "form/12")
    host.git("commit", "-q", "--allow-empty", "-m", "Mend a comma")
    mended = host.git("rev-parse", "form/12")
    host.git("switch", "-q", "main")
    assert "Somebody has worked on the branch" in host.run(body, "member", action="edited")
    assert host.git("rev-parse", "form/12") == mended


def test_a_form_changes_a_page(host: Host) -> None:
    """Sent, edited, and sent again when somebody changed the page meanwhile: that file alone."""
    said = host.run(body_of("offer", filled("offer")), "offer")
    assert said.startswith("Thank you!") and said.endswith("It is proposed in #100.")
    assert host.added() == ["M\tmembers/ada.yml"]
    assert host.git("log", "--format=%s", "main..form/12") == "Change what the form in #12 tells"
    (pull,) = host.state["pulls"]
    assert "**Ada Example**: offers" in pull["body"]
    event = host.event(body_of("offer", filled("offer", note="Tours")), "edited", ["offer"])
    host.read_here(event)
    host.git("switch", "-q", "main")
    hubs.write(host.hub, {"members/ada.yml": "name: Ada Example\njoined: 2026-01-06\n"})
    host.git("commit", "-qam", "Change the page")
    assert "was changed meanwhile" in host.propose(event)
    assert "It is proposed in #100." in host.run(
        body_of("offer", filled("offer", note="Tours")), "offer", action="edited"
    )


def test_a_hub_can_look_first(host: Host) -> None:
    """Where forms wait, only the label that a person sets makes a commit of one."""
    host.waits = True
    body = body_of("resource", filled("resource"))
    assert "Somebody of the team looks at it next" in host.run(body, "resource")
    assert host.git("branch", "--list", "form/*") == "" and host.state["pulls"] == []
    assert host.run(body, "resource", "accepted", action="labeled").endswith(
        "It is proposed in #100."
    )


def test_what_was_closed_stays_closed(host: Host) -> None:
    """An edit does not propose again what somebody turned down; setting the label anew does."""
    body = body_of("resource", filled("resource"))
    host.run(body, "resource")
    host.state["pulls"][0]["state"] = "closed"
    assert "Somebody closed #100" in host.run(body, "resource", action="edited")
    assert host.run(body, "resource", "accepted", action="labeled").endswith(
        "It is proposed in #101."
    )


def test_where_workflows_may_open_nothing(host: Host) -> None:
    """The branch is there all the same, and both sides are told."""
    host.state = {"mayOpen": False}
    said = host.run(body_of("event", filled("event")), "event", "accepted", action="labeled")
    assert "It lies on the branch form/12." in said and host.added() == [
        "A\tevents/2026-12-the-quiet-room.md"
    ]
    assert "settings of the repository" in host.state["warnings"][0]


def test_what_must_be_mended_is_said_by_its_question(host: Host) -> None:
    """In the form's words and with the cure; calls, links and HTML in it are dead; nothing is
    proposed."""
    wrong = filled(
        "member",
        **{
            "place.country": "Portgual @all <b>",
            "links.website": "www.example.org",
            "topics": "metricks",
        },
    )
    said = host.run(body_of("member", wrong), "member", "accepted")
    assert (
        "- **Country**: " in said
        and "- **Website**: " in said
        and '"metrics"' in said
        and "Edit the first post" in said
    )
    assert not re.search(r"@all|<b>|www\.", said)
    assert host.git("branch", "--list", "form/*") == "" and host.state["pulls"] == []


def test_a_request_for_removal_opens_nothing(host: Host) -> None:
    """It is told what a person will do; not even with the label does anything of it become a
    file."""
    said = host.run(
        body_of("removal", filled("removal", what="Ada Example @all")),
        "removal",
        "accepted",
        action="labeled",
    )
    assert "Nothing has changed yet" in said and "Ada" not in said and "@all" not in said
    assert host.git("branch", "--list", "form/*") == "" and host.state["pulls"] == []


@pytest.mark.parametrize("body", [None, "::add-mask::x\n### Your name\n\n" + "\n".join(HOSTILE)])
def test_any_body_is_answered(host: Host, body: str | None) -> None:
    """The form that is none gets a kind word; its words reach no log at the beginning of a line."""
    event = host.event(body, "opened", ("member",))
    done = host.read(event)
    assert done.returncode == 0 and "Traceback" not in done.stderr
    assert not re.search(r"^\s*::", done.stdout + done.stderr, re.MULTILINE)
    assert host.propose(event).startswith("Thank you! Your form could not become a page yet:")


def test_a_fault_of_the_command_stops_it(host: Host) -> None:
    """A step that crashes makes no artifact, so that nothing is proposed and nobody is told
    nonsense."""
    (host.hub / ".venv/bin/hearth").write_text("#!/bin/sh\nexit 1\n")
    assert host.read(host.event("x", "opened", ("member",))).returncode != 0


@pytest.mark.parametrize(
    "made",
    [
        {"record/members/a.yml": "name: A\n", "record/members/b.yml": "name: B\n"},
        {"record/.github/workflows/a.yml": "on: push\n"},
        {"record/members/A.yml": "x"},
        {"record/members/a.yml.sh": "x"},
        {"record/content/resources/x/a.yml": "x"},
        {"record/hooks/hub.py": "x"},
        {"record/members/a.yml": "x" * 65537},
        {"other.md": "x"},
        {"record/members/a.yml": None},
    ],
)
def test_only_one_record_is_taken(host: Host, made: dict[str, str | None]) -> None:
    """Whatever else an artifact holds, a file elsewhere, two of them, a link, something large:
    nothing comes of it."""
    top = host.folder / "form"
    hubs.write(
        top, {"reply.md": "Thank you!\n", **{path: text for path, text in made.items() if text}}
    )
    for path in (path for path, text in made.items() if text is None):
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).symlink_to("/etc/passwd")
    said = host.propose(host.event("", "labeled", ("member", "accepted")))
    assert said.startswith("failed: Something other than")
    assert host.git("branch", "--list", "form/*") == ""


def test_what_is_there_already_is_not_overwritten(host: Host) -> None:
    """Even when the record came to the hub after the form was read."""
    hubs.write(
        host.folder / "form",
        {"reply.md": "Thank you!\n", "record/members/ada.yml": "name: Mallory\n"},
    )
    assert "There is such a file already" in host.propose(
        host.event("", "labeled", ("member", "accepted"))
    )
    assert host.git("branch", "--list", "form/*") == ""


# -- hostile text, from the form to the check ------------------------------------------------------


@pytest.mark.parametrize("kind", [key for key, form in FORMS.items() if not form.act])
def test_hostile_text_in_every_field(kind: str, tmp_path: Path) -> None:
    """Through the command: a file that the check passes with every other answer as it was, or a
    kind refusal."""
    root = hubs.minimal_hub(tmp_path / "hub")
    assert (
        from_issue(root, body_of(kind, filled(kind)), "--out", str(tmp_path / "honest")).exit_code
        == 0
    )
    honest = _fields(tmp_path / "honest")
    written = refused = 0
    for place, question in enumerate(FORMS[kind].questions):
        for number, text in enumerate(HOSTILE):
            if (place + number) % 6:
                # Each text goes into every sixth question, and each question gets every sixth text.
                continue
            out, reply = tmp_path / f"{place}-{number}", tmp_path / "reply.md"
            body = body_of(kind, filled(kind, **{question.field: text}))
            result = from_issue(
                root, body.replace("\n", "\r\n"), "--out", str(out), "--reply", str(reply)
            )
            assert result.exit_code in (0, 1) and (
                result.exception is None or isinstance(result.exception, SystemExit)
            )
            assert reply.read_text(encoding="utf-8").startswith("Thank you")
            written, refused = written + (result.exit_code == 0), refused + result.exit_code
            top = question.field.split(".")[0]
            for record in _fields(out):
                (whole,) = honest
                assert {name for name in record if record[name] != whole.get(name)} <= {top}, (
                    question.field,
                    text,
                )
    assert refused and written
    assert (kind == "removal") == (honest == [])


def _fields(folder: Path) -> list[dict[str, Any]]:
    """The fields of all record files below a folder, read by an ordinary YAML reader; the text
    below them is `body`."""
    found = []
    for file in folder.rglob("*.*"):
        text, body = file.read_text(encoding="utf-8"), ""
        if file.suffix == ".md":
            _, text, body = text.split("---\n", 2)
        fields = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - makes text and nothing else
        found.append({**fields, "body": body.strip()})
    return found


@pytest.mark.parametrize("kind", ["member", "event", "resource"])
def test_hostile_texts_survive_as_data(kind: str, tmp_path: Path) -> None:
    """All of them in the long answers, one record each: the text stands in the file as it was, and
    the hub is right."""
    root = hubs.minimal_hub(tmp_path)
    name = {"member": "body", "event": "body", "resource": "why"}[kind]
    first = {"member": "name", "event": "title", "resource": "title"}[kind]
    kept = 0
    for number, text in enumerate(HOSTILE):
        more = {"url": f"https://example.org/n{number}"} if kind == "resource" else {}
        given = filled(
            kind,
            **{
                name: text,
                first: f"Number {chr(97 + number // 26)}{chr(97 + number % 26)} {number}",
                **more,
            },
        )
        if from_issue(root, body_of(kind, given), "--id", f"n{number}").exit_code == 0:
            kept += 1
            (file,) = root.rglob(f"n{number}.*")
            plain = "".join(
                char
                for char in text.replace("\r\n", "\n").replace("\r", "\n")
                if char not in HIDING
            )
            plain = plain.strip() if name == "body" else " ".join(plain.split())
            record = _fields_of(file)
            assert record.get(name, "") == plain
    hub, problems = hubs.load(root)
    assert [str(problem) for problem in problems.errors] == [] and kept >= len(HOSTILE) // 2
    assert (
        sum(
            record.id.startswith("n") and record.id[1:].isdigit()
            for record in hub.records[kind].values()
        )
        == kept
    )


HIDING = "\u202e\u2066\u2028\u0085\x00\x1b\x07"


def _fields_of(file: Path) -> dict[str, Any]:
    folder = file.parent / "one"
    folder.mkdir(exist_ok=True)
    shutil.copy(file, folder / file.name)
    (fields,) = _fields(folder)
    shutil.rmtree(folder)
    return fields


def test_who_has_a_page_already_is_told(tmp_path: Path) -> None:
    """A second page of one name is made, and both the reply and the request ask about it; of a
    hidden page nothing is said."""
    root = hubs.minimal_hub(tmp_path / "hub")
    body, reply = body_of("member", filled("member", name="Bo Sample")), tmp_path / "reply.md"
    event = json.dumps({"issue": {"body": body}})
    # Another id, since the small hub's page of that name has a short one.
    assert from_issue(root, event, "--event", "--reply", str(reply)).exit_code == 0
    assert "**Please look:** there is a page of that name already: `members/bo.yml`" in (
        reply.read_text()
    )
    hidden = hubs.minimal_hub(tmp_path / "hidden")
    file = hidden / "members/bo.yml"
    file.write_text(file.read_text() + "visible: hidden\n")
    assert from_issue(hidden, event, "--event", "--reply", str(reply)).exit_code == 0
    assert "Please look" not in reply.read_text()


def test_nobody_is_told_who_was_removed(tmp_path: Path) -> None:
    """Neither the reply nor the log of the workflow says so; whoever runs the command by hand is
    told."""
    root = hubs.minimal_hub(tmp_path / "hub")
    assert (
        CliRunner().invoke(main, ["forget", "ada", "--folder", str(root), "--yes"]).exit_code == 0
    )
    body, reply = body_of("member", filled("member", name="Ada Example")), tmp_path / "reply.md"
    told = from_issue(root, json.dumps({"issue": {"body": body}}), "--event", "--reply", str(reply))
    assert (
        told.exit_code == 1
        and "removed" not in told.output + reply.read_text()
        and "by hand" in reply.read_text()
    )
    assert "removed" in from_issue(root, body).output and not list(root.glob("members/ada*"))


@pytest.mark.parametrize(
    "text", ["not json", "[]", "{}", '{"issue": 3}', '{"issue": {}}', "[" * 20000]
)
def test_what_is_no_event_is_refused(tmp_path: Path, text: str) -> None:
    """As a wrong call, in a sentence."""
    result = from_issue(hubs.minimal_hub(tmp_path), text, "--event")
    assert result.exit_code == 2 and "no event of an issue" in result.output


def test_an_event_with_half_a_character_is_read(tmp_path: Path) -> None:
    """JSON can hold one; the file gets a sign in its place."""
    body = body_of("resource", filled("resource", why="a\ud800b"))
    root = hubs.minimal_hub(tmp_path)
    assert from_issue(root, json.dumps({"issue": {"body": body}}), "--event").exit_code == 0
    assert "why: a?b\n" in (root / "content/resources/how-to-listen.yml").read_text(
        encoding="utf-8"
    )


def test_the_template_for_another_code_host_is_a_form(tmp_path: Path) -> None:
    """The one that the guide shows for GitLab becomes a file once it is filled, and not before."""
    guide = (hubs.REPOSITORY / "content/guide/without-git.md").read_text(encoding="utf-8")
    (template,) = re.findall(r"```markdown\n(.*?)```", guide, re.DOTALL)
    root = hubs.minimal_hub(tmp_path)
    assert from_issue(root, template).exit_code == 1
    for answer in ("How to listen", "https://example.org/listen", "Short and honest."):
        template = template.replace("_Write here_", answer, 1)
    assert from_issue(root, template.replace("[ ]", "[x]")).exit_code == 0
    assert "why: Short and honest.\n" in (root / "content/resources/how-to-listen.yml").read_text(
        encoding="utf-8"
    )


def test_the_guide_names_what_the_workflow_looks_for() -> None:
    """Labels and variable as they are written there."""
    guide = (hubs.REPOSITORY / "content/guide/without-git.md").read_text(encoding="utf-8")
    labels = {*re.findall(r"name, '(\w+)'", READ["if"]), "accepted"}
    assert all(f"`{label}`" in guide for label in labels) and "`FORMS_WAIT` to `yes`" in guide
