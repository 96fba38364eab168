"""The maintainer's settings: ``extra: hearth:`` in mkdocs.yml, and what else the engine needs to
know of the site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationError, model_validator

from hearth.base.field_docs import field_docs
from hearth.base.problems import Problem
from hearth.base.similarity import did_you_mean
from hearth.base.words import NOTHING, said, said_list
from hearth.kinds.fields import Line, Part, Slug, Url, mistake, one_of
from hearth.model.config_file import ConfigFile, config_path, read_config_file
from hearth.read.records import dotted

VariableName = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]{2,63}$")]
SHARED = frozenset({"site_name", "site_url", "description", "edit_base"})
"""What is set for the site builder, and read from there."""


class Backend(Part):
    """Where the web editor keeps what people write; the names are the editor's own."""

    name: one_of("github", "gitlab", "forgejo", "git-gateway", "test-repo")  # type: ignore[valid-type]
    """Which forge; test-repo keeps everything in the browser and loses it."""
    repo: Annotated[str, StringConstraints(pattern=r"^[\w.-]+(/[\w.-]+)+$")] | None = None
    """The repository, as owner/name."""
    branch: Line = "main"
    """The branch that is published."""
    auth_type: one_of("pkce") | None = None  # type: ignore[valid-type]
    """pkce, with which GitLab lets people log in without a server of one's own."""
    app_id: Line | None = None
    """The application's id at the forge."""
    base_url: Url | None = None
    """The forge, or the service that logs people in."""
    auth_endpoint: Line | None = None
    """The path of the page that logs people in."""
    site_domain: Line | None = None
    """What the service that logs people in knows the site by."""
    api_root: Url | None = None
    """The forge's interface, when it is one's own."""
    identity_url: Url | None = None
    """For git-gateway: the service that knows the people."""
    gateway_url: Url | None = None
    """For git-gateway: the service that knows the repository."""
    open_authoring: bool | None = None
    """Let people without write access propose changes from a copy of their own."""
    squash_merges: bool | None = None
    """Make one commit of all that was saved."""

    @model_validator(mode="after")
    def _complete(self) -> Backend:
        needs = {
            "github": ("repo",),
            "gitlab": ("repo",),
            "forgejo": ("repo", "app_id", "api_root"),
        }.get(self.name, ())
        needs += ("app_id",) if self.auth_type else ()
        if missing := [name for name in needs if getattr(self, name) is None]:
            raise mistake(
                "wrong-setting",
                said("is not complete"),
                said("Give %(missing)s too.", missing=said_list(missing)),
            )
        return self


class Editor(Part):
    """The web editor for people who know neither YAML nor Git."""

    backend: Backend
    """Where it keeps what people write."""


class NotifyChannel(Part):
    """A place elsewhere that is told of what is new, with `hearth notify`."""

    service: one_of("slack", "discord", "matrix", "zulip", "mastodon", "mail")  # type: ignore[valid-type]
    """What it is."""
    name: Slug | None = None
    """What it is called here, where a service has several; else as the service."""
    address: VariableName | None = None
    """The environment variable that holds the address of its webhook, or of its server where there
    is a token; the address itself is a secret and stands nowhere."""
    token: VariableName | None = None
    """The environment variable that holds the token of an account at the service."""
    to: Line | None = None
    """The room of Matrix, the channel of Zulip, the list of a mail."""
    topic: Annotated[Line, StringConstraints(max_length=60)] = "Hub"
    """The topic in Zulip."""
    tell: Annotated[
        list[one_of("events", "news", "library", "members")],  # type: ignore[valid-type]
        Field(min_length=1),
    ] = ["events", "news", "library", "members"]
    """What of."""

    @property
    def id(self) -> str:
        """What it is called here."""
        return self.name or str(self.service)


class Settings(Part):
    """What a maintainer can set."""

    site_name: str = "Community hub"
    """From mkdocs.yml."""
    site_url: str = "http://localhost:8000/"
    """From mkdocs.yml; feeds and calendars need full addresses. Ends with a slash."""
    namespace: str = ""
    """What the identities in calendars and feeds are made from; the site's first address. Never
    change it."""
    description: str = ""
    """From mkdocs.yml: site_description."""
    edit_base: str | None = None
    """Where sources are edited: repo_url and edit_uri of mkdocs.yml, without the folder of
    pages."""
    page_size: Annotated[int, Field(ge=6, le=500)] = 100
    """Records on one page of a list."""
    feed_entries: Annotated[int, Field(ge=5, le=500)] = 40
    """Entries in one feed."""
    witnesses: Annotated[int, Field(ge=0, le=20)] = 2
    """Records of each section that every build also renders the slow way, to prove the fast way
    right."""
    shells: bool = True
    """Write record pages by filling shells; false renders each through the theme."""
    workers: Annotated[int, Field(ge=0, le=64)] = 0
    """Processes that read records, write pages and verify them; 0 means one per processor."""
    pictures: bool = True
    """Draw a picture card for each coming event; it is shown where a link to the event is
    shared."""
    insights: bool = True
    """Show how the community is doing at insights/; see content/guide/insights.md."""
    blogs: bool = True
    """Follow the feeds that members and groups name as their own, and show what is newest there;
    see content/guide/planet.md."""
    embeds: bool = True
    """Make small pages below embed/ that other sites can show in a frame; see
    content/guide/embedding.md."""
    search: bool = True
    """Build the search index."""
    publish: list[Line] = []
    """Files below content/ that are published although their kind is none of a site's, such as
    `data/*.json`."""
    private: str = "private"
    """Folder of what only the manager may see, relative to the hub's; no build of the site ever
    reads it."""
    newsletter_days: Annotated[int, Field(ge=0, le=730)] = 28
    """So many days after an issue of the newsletter the weekly brief asks for the next; 0 when
    there is none."""
    notify: list[NotifyChannel] = []
    """Where `hearth notify` tells of what is new: a `service`, and the names of the variables that
    hold its `address` and `token`; see content/guide/notify.md."""
    forms: bool | None = None
    """Lead to the forms by which people without Git change their page; empty means yes, and no in
    an internal hub: an issue is read by everybody who can read its repository."""
    editor: Editor | None = None
    """A web editor at editor/: its `backend` with name, repo and branch; see
    content/guide/web-editor.md."""
    extensions: list[Line] = []
    """What is added to the engine: names of installed packages, and `overrides` for the hub's own
    overrides/hearth.py; see content/guide/extending.md."""
    on_bad_record: Literal["fail", "quarantine"] = "fail"
    """What a build does when a record is wrong: fail and publish nothing, or quarantine: leave such
    records out, and say so."""
    host: one_of("netlify", "cloudflare") | None = None  # type: ignore[valid-type]
    """Where the site is published, if that host reads files with headers and redirects; they are
    written then."""
    internal: bool = False
    """For a hub behind a login: shows what is `visible: members`, and publishes no feeds, sitemap
    or data for machines."""


def site_config(root: Path, config: Path | None = None) -> dict[str, Any]:
    """Everything that the site's configuration says, for a site builder that does not read it
    itself; the file was found right."""
    values = read_config_file(root, config_path(root, config))[0].values
    return dict(values) if isinstance(values, dict) else {}


def read_settings(
    root: Path,
    config: Path | None = None,
    own: Mapping[str, Any] | None = None,
    **overrides: Any,
) -> tuple[Settings, list[Problem]]:
    """Settings from the configuration in ``config``, else from root/mkdocs.yml.

    ``own`` is what a site builder has found under ``extra: hearth:`` in the configuration that it
    goes by. ``overrides`` (not None) win, such as the address a server has at hand.
    """
    file, problems = read_config_file(root, config_path(root, config))
    if problems:
        return Settings(), problems
    told = file.values if isinstance(file.values, dict) else {}
    problems += _without_address(file, told)
    given = _mapping(file, ("extra", "hearth"), problems)
    values = {**_from_site(told), **(given if own is None else own)}
    values.update({key: value for key, value in overrides.items() if value is not None})
    address = str(values.get("site_url") or "http://localhost:8000/")
    values["site_url"] = f"{address.rstrip('/')}/"
    try:
        return Settings.model_validate(values), problems
    except ValidationError as error:
        problems += [_wrong(file, detail["loc"]) for detail in error.errors(include_url=False)]
        return Settings(site_url=values["site_url"]), problems


def _mapping(file: ConfigFile, where: tuple[str, ...], problems: list[Problem]) -> dict[str, Any]:
    """The mapping at ``where``; nothing when it is not given, and a problem when it is something
    else."""
    value = file.values
    for depth, key in enumerate(("", *where)):
        value = value.get(key) if depth else value
        if value is None:
            return {}
        if not isinstance(value, dict):
            name = ".".join(where[:depth]) or file.path
            what = said("does not hold settings")
            fix = said("Write lines of the form `name: value`.")
            place = file.position(where[:depth])
            problems.append(Problem(*place, "wrong-setting", name, what, fix))
            return {}
    return dict(value)


def _without_address(file: ConfigFile, told: dict[str, Any]) -> list[Problem]:
    """A warning where the site's address is left empty: feeds, calendars and shared links need
    it."""
    if "site_url" not in told or told["site_url"]:
        return []
    what = said("is empty: addresses in feeds, calendars and mail would lead nowhere")
    fix = said("Write where the site will be, like this: site_url: https://hub.example.org/")
    place = file.position(("site_url",))
    return [Problem(*place, "wrong-setting", "site_url", what, fix, None, "warning")]


def _wrong(file: ConfigFile, where: tuple[Any, ...]) -> Problem:
    name = str(where[0])
    place = file.position(("extra", "hearth", name))
    known = [field for field in Settings.model_fields if field not in SHARED]
    if name in Settings.model_fields:
        doc = " ".join(field_docs(Settings).get(name, "").split())
        field, what = f"extra.hearth.{dotted(where)}", said("is not a value for this setting")
        return Problem(*place, "wrong-setting", field, what, said(doc) if doc else NOTHING)
    fix = did_you_mean(name, known, said("Settings are: %(names)s.", names=", ".join(known)))
    return Problem(*place, "wrong-setting", f"extra.hearth.{name}", said("is not a setting"), fix)


def _from_site(config: dict[str, Any]) -> dict[str, Any]:
    """The site builder's settings the engine shares."""
    values: dict[str, Any] = {}
    for ours, theirs in (
        ("site_name", "site_name"),
        ("site_url", "site_url"),
        ("description", "site_description"),
    ):
        if isinstance(config.get(theirs), str):
            values[ours] = config[theirs]
    values["namespace"] = values.get("site_url", "")
    repository, edit_uri = config.get("repo_url"), config.get("edit_uri")
    if isinstance(repository, str) and isinstance(edit_uri, str):
        docs = str(config.get("docs_dir", "docs")).strip("/") + "/"
        values["edit_base"] = (
            f"{repository.rstrip('/')}/{edit_uri.strip('/').removesuffix(docs.rstrip('/'))}".rstrip(
                "/"
            )
            + "/"
        )
    return values
